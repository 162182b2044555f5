"""Where each line of each row stands, for one width and one set of folds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import accumulate, pairwise
from types import MappingProxyType

from msgspec import Struct

from annotations.articles import Article, Block, Kind, visible
from tui.page.caret import Side
from tui.page.marginalia import NO_INLAYS, Inlays
from tui.page.shown_rows import ShownRow
from tui.page.tables import drawn
from tui.page.wrap import WrappedLine, guess, height, wrap, wrap_around

MEASURE = 78
"""Cells beyond which a line of text is not set, however wide the terminal."""
NARROW = 70
"""Cells below which one article is shown at a time."""

SURE = 60
"""Rows around the first screenful whose heights are sure at once: more than a screen shows."""
REMEMBERED = 500
"""Blocks whose lines are kept: many more than a screen shows."""

Heights = Mapping[tuple[Side, int], int]
"""Numbers of lines of blocks, by side and index, at one width."""
NO_HEIGHTS: Heights = MappingProxyType({})

_TIGHT = {Kind.LIST_ITEM, Kind.TABLE_ROW, Kind.BOILERPLATE}


class LinePlace(Struct, frozen=True):
    """A row and a line inside it."""

    row: int
    line: int


class Columns(Struct, frozen=True):
    """Cells of one screen line, left to right, for a total width.

    Each shown side is a gutter of `gutter` cells, `letters` of them for marks, and a text of `text`
    cells plus one spare cell for the caret on trailing space; between two sides stands a channel of
    `channel` cells.
    """

    total: int
    sides: tuple[Side, ...]
    digits: int
    gutter: int
    text: int
    channel: int
    margin: int
    letters: int = 2

    @classmethod
    def fit(cls, total: int, blocks: int, sides: tuple[Side, ...], letters: int = 2) -> Columns:
        digits = max(2, len(str(blocks)))
        gutter = letters + digits + 1
        channel = 2 * digits + 5 if len(sides) == 2 else 0
        room = (total - channel) // len(sides) - gutter - 1
        text = max(2, min(MEASURE, room))
        used = len(sides) * (gutter + text + 1) + channel
        margin = max(0, (total - used) // 2)
        return cls(total, sides, digits, gutter, text, channel, margin, letters)

    @classmethod
    def third(cls, total: int, blocks: int, letters: int = 2) -> tuple[int, int]:
        """Cells of one column, and of the channel beside it, where three stand in `total` cells."""
        two = cls.fit(total, blocks, (Side.LEFT, Side.RIGHT), letters)
        room = (total - 2 * two.channel) // 3 - two.gutter - 1
        return two.gutter + max(2, min(MEASURE, room)) + 1, two.channel

    def text_x(self, side: Side) -> int:
        """The first cell of a side's text."""
        before = self.sides.index(side)
        return self.margin + before * (self.gutter + self.text + 1 + self.channel) + self.gutter

    def side_at(self, x: int) -> Side:
        """The side that a cell belongs to; the channel is halved between its neighbours."""
        if len(self.sides) == 1:
            return self.sides[0]
        middle = self.margin + self.gutter + self.text + 1 + self.channel // 2
        return self.sides[x >= middle]


NO_HANGS: Mapping[tuple[Side, int], int] = MappingProxyType({})


def display_text(article: Article) -> str:
    """What may be drawn: hostile characters made visible, newlines as spaces, same offsets.

    The inner pipes of a table are drawn as lines, and so are its rules; the outer ones are not.
    """
    text = visible(article.text)
    pieces, done = [], 0
    for block in article.blocks:
        if block.kind is Kind.TABLE_ROW:
            pieces.append(text[done : block.start])
            lines = text[block.start : block.end].split("\n")
            pieces.append("\n".join(map(drawn, lines)))
            done = block.end
    shown = "".join((*pieces, text[done:]))
    # A book whose paragraphs are a line each is drawn as it is, not copied.
    broken = any(shown.find("\n", block.start, block.end) >= 0 for block in article.blocks)
    return shown.replace("\n", " ") if broken else shown


def _hang(block: Block) -> int:
    """Cells by which the lines of a block after its first are indented."""
    return 2 if block.kind in (Kind.LIST_ITEM, Kind.TABLE_ROW) else 0


def _lines(
    articles: tuple[Article, Article],
    display: tuple[str, str],
    columns: Columns,
    inlays: Inlays,
    hangs: Mapping[tuple[Side, int], int],
    side: Side,
    block: int,
) -> list[WrappedLine]:
    """The lines of a block."""
    this = articles[side].blocks[block]
    hang = hangs.get((side, block), _hang(this))
    if within := inlays.get((side, block)):
        return [
            line
            for start, end in _parts(articles[side].text, this)
            for line in wrap_around(
                *(display[side], start, end, columns.text),
                [each for each in within if start < each.offset <= end],
                hang=hang,
            )
        ]
    return [
        line
        for start, end in _parts(articles[side].text, this)
        for line in wrap(display[side], start, end, columns.text, hang=hang)
    ]


def _parts(text: str, block: Block) -> Iterable[tuple[int, int]]:
    """What of a block is wrapped by itself: a rule stands below its table row."""
    cuts = [block.start, block.end]
    if block.kind is Kind.TABLE_ROW:
        cuts[1:1] = [at + 1 for at in range(*cuts) if text[at] == "\n"]
    return pairwise(cuts)


class PairLayout:
    """The lines of all blocks at one width, and where each row begins.

    `display` are the two texts as drawn (offsets those of the canonical texts). `tops[row]` is the
    row's first screen line; `tops[-1]` is the height of the whole. A row is as tall as its taller
    side plus the gap below it. `sides` are those laid out here, all that the columns show if none
    are named; `linked` are the blocks of each side that have a partner. With `first`, a block of a
    side, heights are sure in `SURE` rows before and after it, and elsewhere about right. `fill` is
    the share of lines that hold text, of all that the rows take on the sides laid out; the blank
    lines between rows are no part of it. `hangs` are the indents of tables' blocks, where they have
    others than usual; `heights` are blocks' numbers of lines, where they are known already.
    """

    def __init__(
        self,
        articles: tuple[Article, Article],
        display: tuple[str, str],
        rows: tuple[ShownRow, ...],
        columns: Columns,
        *,
        sides: tuple[Side, ...] = (),
        linked: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset()),
        first: tuple[Side, int] | None = None,
        inlays: Inlays = NO_INLAYS,
        hangs: Mapping[tuple[Side, int], int] = NO_HANGS,
        heights: Heights = NO_HEIGHTS,
    ) -> None:
        self.inlays = inlays
        self._known = heights
        self.articles = articles
        self.sides = sides or columns.sides
        self.linked = linked
        self.display = display
        self.rows = rows
        self.columns = columns
        # Not a method of this: the two would hold each other, and all of a book's layout, until
        # the collector comes by.
        self._lines = lru_cache(maxsize=REMEMBERED)(
            partial(_lines, articles, display, columns, inlays, hangs)
        )
        self.row_of: tuple[dict[int, int], dict[int, int]] = ({}, {})
        tall_rows: list[int] = []
        loose: list[bool] = []
        held = room = 0
        sure = range(len(rows))
        if first is not None:
            side, begin = first
            shown = ((index, row.block(side)) for index, row in enumerate(rows))
            found = (index for index, block in shown if block is not None and block >= begin)
            at = next(found, len(rows))
            sure = range(at - SURE, at + SURE)
        self._sure = sure
        for index, row in enumerate(rows):
            measure = self._height if index in sure else self._guess
            tall, tight = 1, True
            for side in self.sides:
                unit = row.right if side else row.left
                if unit is None:
                    continue
                block = unit.block
                tight = tight and articles[side].blocks[block].kind in _TIGHT
                if unit.folded:
                    held += 1
                    continue
                self.row_of[side][block] = index
                lines = measure(side, block)
                held += lines
                tall = max(tall, lines)
            room += tall * len(self.sides)
            tall_rows.append(tall)
            loose.append(not tight)
        # Blank lines below a row: none inside a list, a table or a run of boilerplate.
        for index, (here, below) in enumerate(pairwise(loose)):
            tall_rows[index] += here or below
        self.fill = held / room if room else 1.0
        self.tops = [0, *accumulate(tall_rows)]
        self._starts = tuple([block.start for block in article.blocks] for article in articles)

    @property
    def height(self) -> int:
        return self.tops[-1]

    def is_sure(self, first: int, last: int) -> bool:
        """Whether all rows from a line to another are as tall as they are taken to be."""
        inside = (min(max(0, y), self.height - 1) for y in (first, last))
        return all(bisect_right(self.tops, y) - 1 in self._sure for y in inside)

    def measured(self) -> Iterator[tuple[tuple[Side, int], int]]:
        """Each block shown and its number of lines, which is counted when it is asked for."""
        for side in self.sides:
            for block in self.row_of[side]:
                yield (side, block), self._height(side, block)

    def lines(self, side: Side, block: int) -> list[WrappedLine]:
        """The lines of a block; wrapped when somebody looks at it."""
        return self._lines(side, block)

    def _height(self, side: Side, block: int) -> int:
        known = self._known.get((side, block))
        if known is not None:
            return known
        this = self.articles[side].blocks[block]
        if this.kind is Kind.TABLE_ROW or (side, block) in self.inlays:
            return len(self.lines(side, block))
        text, cells = self.display[side], self.columns.text
        return height(text, this.start, this.end, cells, hang=_hang(this))

    def _guess(self, side: Side, block: int) -> int:
        this = self.articles[side].blocks[block]
        return guess(this.start, this.end, self.columns.text)

    def place(self, y: int) -> LinePlace:
        """The row and the line inside it at a screen line `0 <= y < height`."""
        row = bisect_right(self.tops, y) - 1
        return LinePlace(row, y - self.tops[row])

    def block_at(self, side: Side, offset: int) -> Block:
        """The block an offset lies in, or the last one that begins before it."""
        index = bisect_right(self._starts[side], offset) - 1
        return self.articles[side].blocks[max(0, index)]

    def row_at(self, side: Side, offset: int) -> int | None:
        """The row that shows an offset; None where its block is folded away."""
        return self.row_of[side].get(self.block_at(side, offset).index)

    def line_at(self, side: Side, offset: int) -> int:
        """The line, inside its block, that shows an offset."""
        lines = self.lines(side, self.block_at(side, offset).index)
        return max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1)

    def y_of(self, side: Side, offset: int) -> int:
        """The screen line of an offset; that of the nearest shown row where it is folded away."""
        row = self.row_at(side, offset)
        if row is None:
            return self.tops[self.nearest_row(side, self.block_at(side, offset).index)]
        return self.tops[row] + self.line_at(side, offset)

    def nearest_row(self, side: Side, block: int) -> int:
        """The row of a block, else of the nearest shown block of the same side."""
        shown = self.row_of[side]
        if not shown:
            return 0
        return shown[min(shown, key=lambda other: (abs(other - block), other))]
