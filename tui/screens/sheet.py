"""A sheet of text over the page: help, why two blocks are linked, the tags under the caret."""

from __future__ import annotations

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.widgets import Static

from tui.screens.modal import Modal
from tui.widgets.box import Box


class Sheet(Modal[None]):
    """Shows a text until a key closes it."""

    CONTEXT = "sheet"
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
        with Box(self._title, self.keymap.line("sheet.close")) as box:
            if not self._wide:
                box.add_class("note")
            yield Static(self._content, markup=False)

    def show(self, content: RenderableType) -> None:
        """Show something else; nothing once it is closed."""
        self._content = content
        if self.is_attached:
            self.query_one(Static).update(content)

    def page(self, pages: int) -> None:
        """Scroll by pages."""
        self.scroll(pages * max(1, self.query_one(Box).size.height - 2))

    def scroll(self, lines: int) -> None:
        """Scroll by lines."""
        box = self.query_one(Box)
        box.scroll_to(y=box.scroll_offset.y + lines, animate=False, immediate=True)
