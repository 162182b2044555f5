"""A sheet of text over the page: help, why two blocks are linked, the tags under the caret."""

from __future__ import annotations

from typing import ClassVar

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.widgets.box import Box


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
    Sheet > Box {
        width: 92; max-width: 96%; height: auto; max-height: 92%; padding: 1 2;
    }
    Sheet.-wide > Box { width: 146; }
    Sheet > Box.note { width: 64; }
    Sheet Static { height: auto; }
    """

    def __init__(self, title: str, content: RenderableType, *, wide: bool = True) -> None:
        super().__init__()
        self._title = title
        self._content = content
        self._wide = wide

    def compose(self) -> ComposeResult:
        with Box(self._title, "esc closes") as box:
            if not self._wide:
                box.add_class("note")
            yield Static(self._content, markup=False)

    def action_scroll(self, lines: int) -> None:
        box = self.query_one(Box)
        box.scroll_to(y=box.scroll_offset.y + lines, animate=False, immediate=True)
