"""Paints lines of a page as strips, each once, and some of them ahead of the key that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.reading.arrangement import beside
from tui.reading.caret import Caret, Side
from tui.reading.page import Glyphs, Layers, Look, Page, Sign
from tui.widgets.painted import PLAIN, Painted
from tui.widgets.styles import StyleBook

AT_ONCE = 8
"""Lines painted ahead at once: about half a millisecond's work."""


class Sight(NamedTuple):
    """What of a page is in sight: `size` cells from line `top` of the caret's layout on.

    `shift` is as in `beside`.
    """

    page: Page
    caret: Caret
    focused: bool
    shift: int
    top: int
    size: Size

    def signs(self) -> dict[int, Sign]:
        """What the caret shows on the lines in sight."""
        seen = range(self.top, self.top + self.size.height)
        return self.page.signs(self.caret, self.focused, seen, self.shift)

    def blocks(self) -> Iterator[tuple[Side, int]]:
        """The blocks in sight, or of which there is a part."""
        for side in self.page.columns.sides:
            layout = self.page.layouts[side]
            top = beside(self.caret.side, self.top, self.shift)[side]
            first, last = max(0, top), min(top + self.size.height, layout.height) - 1
            if first <= last:
                shown = layout.rows[layout.place(first).row : layout.place(last).row + 1]
                blocks = (row.block(side) for row in shown)
                yield from ((side, block) for block in blocks if block is not None)


class Painter:
    """The strips of a widget that shows a page."""

    def __init__(self, widget: Widget, styles: StyleBook) -> None:
        self._widget = widget
        self._styles = styles
        self.layers: tuple[Layers, ...] = ()
        self.glyphs: Glyphs = lambda side, block: ()
        self._painted = Painted()
        self._inks: dict[tuple[str, ...], Style] = {}
        self._filters: tuple[LineFilter, ...] = ()
        self._shown: dict[int, Sign] = {}

    def strips(self, sight: Sight, lines: range) -> list[Strip]:
        """Lines of the page, painted now or before."""
        if (filters := tuple(self._widget.get_line_filters())) != self._filters:
            self._filters = filters
            self.forget_colours()
        signs = self._shown = sight.signs()
        strips = []
        for y in lines:
            sign = signs.get(y, PLAIN)
            strip = self._painted.find(y, sign)
            strips.append(self._paint(sight, y, sign) if strip is None else strip)
        return strips

    def changed(self, sight: Sight) -> list[int]:
        """Lines in sight on which the caret shows other than they were painted with."""
        before, now = self._shown, sight.signs()
        seen = range(sight.top, sight.top + sight.size.height)
        return [y for y in {*before, *now} if before.get(y) != now.get(y) and y in seen]

    def ahead(self, sight: Sight, lines: Iterable[int], cuts: Iterable[int]) -> bool:
        """Paint a few of the lines that are not yet painted; whether there were any.

        They are cut where the screen will cut them, so that nothing of it is left to do.
        """
        few = list(islice(self._painted.missing(lines), AT_ONCE))
        console = self._widget.app.console
        for y in few:
            for part in self._paint(sight, y, PLAIN).divide(cuts):
                part.render(console)
        if not few:
            height = sight.size.height
            near = range(sight.top - 2 * height, sight.top + 3 * height)
            self._painted.keep_near(near, 8 * height)
        return bool(few)

    def discard(self, lines: range) -> None:
        """Lines show other text or marks than they did."""
        self._painted.discard(lines)

    def forget(self) -> None:
        """All lines may show something else."""
        self._painted.clear()

    def forget_colours(self) -> None:
        """The colours are others."""
        self._inks.clear()
        self._painted.clear()

    def _paint(self, sight: Sight, y: int, sign: Sign) -> Strip:
        """Paint a line, and keep it."""
        ink, width = self._inks, sight.size.width
        look = Look(self.layers, self.glyphs, sight.caret.side, sign)
        left, segments = width, []
        for text, styles in sight.page.pieces(beside(sight.caret.side, y, sight.shift), look):
            if text:
                segments.append(Segment(text, ink.get(styles) or self._ink(styles)))
                left -= cell_len(text)
        if left > 0:
            segments.append(Segment(" " * left, self._ink(())))
        strip = Strip(segments, width - min(0, left)).adjust_cell_length(width)
        self._painted.keep(y, sign, strip)
        return strip

    def _ink(self, styles: tuple[str, ...]) -> Style:
        """The style of a stack of names as it is sent: what filters make of it, once and for all."""
        found = self._inks.get(styles)
        if found is None:
            segments = [Segment(" ", self._styles.rich(styles))]
            for each in self._filters:
                segments = each.apply(segments, self._widget.background_colors[1])
            found = self._inks[styles] = segments[0].style or Style.null()
        return found
