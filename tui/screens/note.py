"""Write a note of as many lines as it needs."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static, TextArea

from annotations.articles import visible
from tui.screens.over import Over
from tui.widgets.box import Box


class NoteEditor(Over[str | None]):
    """Returns the note, empty to remove it; None where it is left as it was."""

    CONTEXT = "note"
    DEFAULT_CSS = """
    NoteEditor { align: center middle; background: $background 60%; }
    NoteEditor > Box {
        width: 72; max-width: 94%; height: auto; max-height: 90%;
    }
    NoteEditor #quote { color: $foreground 65%; text-style: italic; max-height: 4; margin: 0 0 1 0; }
    NoteEditor TextArea { height: 8; border: none; padding: 0; background: $surface; }
    NoteEditor TextArea:focus { border: none; }
    """

    def __init__(self, quote: str, note: str) -> None:
        super().__init__()
        self._quote = quote
        self._note = note

    def compose(self) -> ComposeResult:
        with Box("Note", self.keymap.line("note.keep", "note.drop")):
            yield Static(f"‘{visible(self._quote)}’", id="quote", markup=False)
            yield TextArea(self._note, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.cursor_blink = False
        area.move_cursor(area.document.end)
        area.focus()

    def action_keep(self) -> None:
        self.dismiss(self.query_one(TextArea).text.strip())
