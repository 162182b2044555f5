"""What keys do at home and on the screens over it; the screens themselves are in `tui.home`."""
