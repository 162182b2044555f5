"""The thumb of a scroll bar, moved only where it stands elsewhere."""

from __future__ import annotations

from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar

from tui.page.viewport import thumb_start


def move_thumb(view: ScrollView, old: float, new: float) -> None:
    """Bring a view's vertical scroll bar from one first line to another.

    Textual draws the bar anew also where its thumb stays where it is: in a book that is nearly
    always, and costs as much as a few lines of text.
    """
    if not view.show_vertical_scrollbar:
        return
    bar = view.vertical_scrollbar
    lines, height = view.virtual_size.height, view.size.height
    if thumb_start(lines, height, old) == thumb_start(lines, height, new):
        bar.set_reactive(ScrollBar.position, new)
    else:
        bar.position = new
