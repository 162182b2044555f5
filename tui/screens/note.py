"""An editor for the note of an annotation."""

from __future__ import annotations

from textual.app import ComposeResult, SuspendNotSupported
from textual.widgets import Static, TextArea

from annotations.articles import visible
from annotations.marks.cleaning import clean_text
from tui.screens.modal import Modal
from tui.terminal.editor import EditorError, edited, editor
from tui.widgets.box import Box

TOLD = 12.0
"""Seconds that it stands beside the note why an editor gave none."""


class NoteEditor(Modal[str]):
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
        with Box("Note", self.keymap.line("note.keep", "note.editor", "note.drop")):
            yield Static(f"‘{visible(self._quote)}’", id="quote", markup=False)
            yield TextArea(clean_text(self._note), soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.cursor_blink = False
        area.move_cursor(area.document.end)
        area.focus()

    def edit(self) -> None:
        """Write on in the user's own editor; what it leaves is shown here, to be kept or not."""
        area, found = self.query_one(TextArea), ""
        wrong = ""
        try:
            command = editor()
            with self.app.suspend():
                try:  # Textual does not come back from what is raised in here
                    found = edited(area.text, command)
                except EditorError as error:
                    wrong = str(error)
        except SuspendNotSupported:
            wrong = "no editor can be opened here; write in this box"
        except EditorError as error:
            wrong = str(error)
        if wrong:
            self.app.notify(wrong, severity="warning", timeout=TOLD)
        else:
            area.text = clean_text(found).rstrip("\n")
            area.move_cursor(area.document.end)

    def keep(self) -> None:
        """Close with the note."""
        self.dismiss(self.query_one(TextArea).text.strip())
