"""Paints lines of a page as strips, each once, and some of them ahead of the key that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.page.arrangement import beside
from tui.page.caret import Caret, Side
from tui.page.drawing import Glyphs, Layers, LineLook, Page, Sign
from tui.widgets.styles import StyleBook

PLAIN = Sign()
"""The sign of a line that shows nothing of the caret."""


class Painted:
    """Strips by line: one as it is without the caret, one with what it last showed of it."""

    def __init__(self) -> None:
        self._plain: dict[int, Strip] = {}
        self._signed: dict[int, tuple[Sign, Strip]] = {}

    def find(self, y: int, sign: Sign = PLAIN) -> Strip | None:
        if sign is PLAIN:
            return self._plain.get(y)
        found = self._signed.get(y)
        return found[1] if found is not None and found[0] == sign else None

    def keep(self, y: int, sign: Sign, strip: Strip) -> None:
        if sign is PLAIN:
            self._plain[y] = strip
        else:
            self._signed[y] = sign, strip

    def missing(self, lines: Iterable[int]) -> Iterable[int]:
        """Those of the lines that are not painted without the caret."""
        return (y for y in lines if y not in self._plain)

    def discard(self, lines: range) -> None:
        """Forget lines whose text or marks changed."""
        for y in lines:
            self._plain.pop(y, None)
            self._signed.pop(y, None)

    def clear(self) -> None:
        self._plain.clear()
        self._signed.clear()

    def keep_near(self, lines: range, most: int) -> None:
        """Forget what is outside some lines, where more than `most` are kept."""
        if len(self._plain) > most:
            self._plain = {y: strip for y, strip in self._plain.items() if y in lines}
        if len(self._signed) > most:
            self._signed = {y: each for y, each in self._signed.items() if y in lines}


AT_ONCE = 8
"""Lines painted ahead at once: about half a millisecond's work."""


class Sight(Struct, frozen=True):
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

    def line_of(self, side: Side, y: int) -> int:
        """The line of the caret's layout that a line of a side's layout stands beside."""
        return beside(side, y, self.shift)[self.caret.side]

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
        look = LineLook(self.layers, self.glyphs, sight.caret.side, sign)
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
