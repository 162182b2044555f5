"""A box for a text that is pasted, to be kept as an article."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static, TextArea

from tui.screens.modal import Modal
from tui.widgets.box import Box


class PasteBox(Modal[str]):
    """Returns the text; None where there is none, or it is left."""

    CONTEXT = "paste"
    DEFAULT_CSS = """
    PasteBox { align: center middle; background: $background 60%; }
    PasteBox > Box { width: 92; max-width: 96%; }
    PasteBox TextArea { height: 12; border: none; padding: 0; background: $surface; }
    PasteBox TextArea:focus { border: none; }
    PasteBox Static { color: $foreground 65%; margin: 0 0 1 0; }
    """

    def compose(self) -> ComposeResult:
        with Box("Paste an article", self.keymap.line("paste.keep")):
            yield Static("Paste the text; its first line is taken for the headline.", markup=False)
            yield TextArea("", soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.cursor_blink = False
        area.focus()

    def keep(self) -> None:
        """Close with the text."""
        self.dismiss(
            self.query_one(TextArea).text if self.query_one(TextArea).text.strip() else None
        )
