"""Ask for one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from annotations.marks.cleaning import clean_line
from tui.screens.modal import Modal
from tui.widgets.box import Box
from tui.widgets.line import Line

if TYPE_CHECKING:
    from textual.suggester import Suggester

COMPLETES = "→ completes"


class Prompt(Modal[str]):
    """Returns the line, or None where it is left or empty.

    While it is typed, `suggester` says how it may go on, which the right arrow takes.
    """

    CONTEXT = "prompt"
    DEFAULT_CSS = """
    Prompt { align: center middle; background: $background 60%; }
    Prompt > Box {
        width: 72; max-width: 94%; height: auto; max-height: 80%;
    }
    Prompt Input { border: none; height: 1; padding: 0; background: $surface; }
    Prompt Input:focus { border: none; }
    """

    def __init__(self, title: str, value: str = "", suggester: Suggester | None = None) -> None:
        super().__init__()
        self._suggester = suggester
        self._title = title
        self._value = value

    def compose(self) -> ComposeResult:
        hint = self.keymap.line("prompt.take", "prompt.close")
        with Box(self._title, f"{COMPLETES} · {hint}" if self._suggester else hint):
            yield Line(
                clean_line(self._value),
                suggester=self._suggester,
                compact=True,
                select_on_focus=False,
            )

    def on_mount(self) -> None:
        self.query_one(Line).end_at(self.keymap.action("prompt.take"))

    @on(Input.Submitted)
    def take(self) -> None:
        """Close with the line; with None where it is empty."""
        self.dismiss(self.query_one(Line).value.strip() or None)
