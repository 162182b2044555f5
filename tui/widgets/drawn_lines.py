"""Draws lines of pieces of text, each with the names of its styles; nothing is laid out for them."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.page.drawing import DrawnPiece
from tui.widgets.styles import Looks, StyleBook

Line = Sequence[DrawnPiece]


class DrawnLines(Widget):
    """As many lines as there is room for, from line `top` on.

    A subclass says in `LOOKS` what its styles look like. A line is drawn when it is first in
    sight, and kept.
    """

    LOOKS: ClassVar[Looks] = Looks({})

    class Picked(Message):
        """A cell of a line was clicked, or clicked `again`."""

        def __init__(self, lines: DrawnLines, x: int, line: int, again: bool) -> None:
            super().__init__()
            self.lines, self.x, self.line, self.again = lines, x, line, again

        @property
        def control(self) -> DrawnLines:
            return self.lines

    class Wheeled(Message):
        """The wheel was turned, by lines."""

        def __init__(self, lines: DrawnLines, by: int) -> None:
            super().__init__()
            self.lines, self.by = lines, by

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.top = 0
        self._count = self._drawn = 0
        self._line: Callable[[int], Line] = lambda at: ()
        self._strips: dict[int, Strip] = {}
        self._book = StyleBook(self, self.LOOKS)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._count

    def show(
        self,
        count: int,
        line: Callable[[int], Line],
        top: int = 0,
        kept: Container[int] = frozenset(),
    ) -> None:
        """Show other lines from now on; `line` gives one by its number, when it is in sight.

        Those that are `kept` are as they were.
        """
        self._count, self._line = count, line
        before, fewer = self.top, count < self._drawn
        self._strips = {at: strip for at, strip in self._strips.items() if at in kept}
        self.top, self._drawn = self._bound(top), count
        sight = range(self.top, self.top + self.size.height)
        anew = [at for at in sight if at not in self._strips]
        if fewer or self.top != before or len(anew) > len(sight) // 2:
            self.refresh()
        else:
            self.redraw(*anew)

    def scroll_lines(self, top: int) -> None:
        """Show the lines from `top` on, as far as there are more."""
        top = self._bound(top)
        if top != self.top:
            self.top = top
            self.refresh()

    def reveal(self, line: int, margin: int = 0) -> None:
        """Scroll as little as brings a line into sight, with some lines around it."""
        height = max(1, self.size.height)
        margin = min(margin, (height - 1) // 2)
        top = min(max(self.top, line - height + 1 + margin), line - margin)
        self.scroll_lines(top)

    def redraw(self, *lines: int) -> None:
        """Draw some lines anew, and nothing else."""
        for line in lines:
            self._strips.pop(line, None)
            y = line - self.top
            if 0 <= y < self.size.height:
                self.refresh(Region(0, y, self.size.width, 1))

    def _bound(self, top: int) -> int:
        return max(0, min(top, self._count - max(1, self.size.height)))

    def style_of(self, names: tuple[str, ...]) -> Style:
        """The styles of some names, later ones over earlier ones."""
        return self._book.rich(names)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._book.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        at = self.top + y
        if at >= self._count:
            return Strip.blank(self.size.width, self.style_of(()))
        found = self._strips.get(at)
        if found is None or found.cell_length != self.size.width:
            segments = [Segment(each.text, self.style_of(each.styles)) for each in self._line(at)]
            found = Strip(segments).adjust_cell_length(self.size.width, self.style_of(()))
            self._strips[at] = found
        return found

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Picked(self, event.x, self.top + event.y, event.chain > 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(self.Wheeled(self, 3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(self.Wheeled(self, -3))
