"""A sheet of text over the page: help, why two blocks are linked, the tags under the caret."""

from __future__ import annotations

from typing import ClassVar

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static


class Sheet(ModalScreen[None]):
    """Shows a text until a key closes it; arrows and j k scroll it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,f1", "dismiss(None)", "Close", show=False),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("space,pagedown", "scroll(10)", "Page down", show=False),
        Binding("b,pageup", "scroll(-10)", "Page up", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-even"), (150, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    Sheet { align: center middle; background: $background 60%; }
    Sheet > VerticalScroll {
        width: 92; max-width: 96%; height: auto; max-height: 92%;
        background: $surface; border: round $primary 60%; padding: 1 2;
        border-title-color: $primary; border-title-style: bold;
        border-subtitle-color: $foreground 55%; scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 20%; scrollbar-background: $surface;
        scrollbar-background-hover: $surface; scrollbar-background-active: $surface;
    }
    Sheet.-wide > VerticalScroll { width: 146; }
    Sheet > VerticalScroll.note { width: 64; }
    Sheet Static { height: auto; }
    """

    def __init__(self, title: str, content: RenderableType, *, wide: bool = True) -> None:
        super().__init__()
        self._title = title
        self._content = content
        self._wide = wide

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = self._title
            box.border_subtitle = "esc closes"
            if not self._wide:
                box.add_class("note")
            yield Static(self._content, markup=False)

    def action_scroll(self, lines: int) -> None:
        box = self.query_one(VerticalScroll)
        box.scroll_to(y=box.scroll_offset.y + lines, animate=False, immediate=True)
