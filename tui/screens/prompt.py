"""Ask for one line of text."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.widgets.box import Box
from tui.widgets.line import Line


class Prompt(ModalScreen[str | None]):
    """Returns the line, or None where it is left or empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", show=False)
    ]
    DEFAULT_CSS = """
    Prompt { align: center middle; background: $background 60%; }
    Prompt > Box {
        width: 72; max-width: 94%; height: auto; max-height: 80%;
    }
    Prompt Input { border: none; height: 1; padding: 0; background: $surface; }
    Prompt Input:focus { border: none; }
    """

    def __init__(self, title: str, value: str = "") -> None:
        super().__init__()
        self._title = title
        self._value = value

    def compose(self) -> ComposeResult:
        with Box(self._title, "enter takes · esc leaves"):
            yield Line(self._value, compact=True, select_on_focus=False)

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)
