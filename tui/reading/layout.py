"""Where each line of each row stands, for one width and one set of folds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from annotations.alignment import Row
from annotations.articles import Article, Block, Kind, visible
from tui.reading.caret import Side
from tui.reading.wrap import Line, wrap

MEASURE = 78
"""Cells beyond which a line of text is not set, however wide the terminal."""
NARROW = 70
"""Cells below which one article is shown at a time."""

_TIGHT = {Kind.LIST_ITEM, Kind.TABLE_ROW, Kind.BOILERPLATE}


class Place(NamedTuple):
    """A row and a line inside it."""

    row: int
    line: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as shown: a block on either side, or a fold of `folded` boilerplate blocks."""

    left: int | None
    right: int | None
    folded: int = 0

    def block(self, side: Side) -> int | None:
        return self.right if side else self.left


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of one screen line, left to right, for a total width.

    Each shown side is a gutter of `gutter` cells and a text of `text` cells plus one spare cell
    for the caret on trailing space; between two sides stands a channel of `channel` cells.
    """

    total: int
    sides: tuple[Side, ...]
    digits: int
    gutter: int
    text: int
    channel: int
    margin: int

    @classmethod
    def fit(cls, total: int, blocks: int, sides: tuple[Side, ...]) -> Columns:
        digits = max(2, len(str(blocks)))
        gutter = digits + 3
        channel = 2 * digits + 3 if len(sides) == 2 else 0
        room = (total - channel) // len(sides) - gutter - 1
        text = max(2, min(MEASURE, room))
        used = len(sides) * (gutter + text + 1) + channel
        return cls(total, sides, digits, gutter, text, channel, max(0, (total - used) // 2))

    def text_x(self, side: Side) -> int:
        """The first cell of a side's text."""
        before = self.sides.index(side)
        return self.margin + before * (self.gutter + self.text + 1 + self.channel) + self.gutter

    def side_at(self, x: int) -> Side:
        """The side that a cell belongs to; the channel is halved between its neighbours."""
        if len(self.sides) == 1:
            return self.sides[0]
        middle = self.margin + self.gutter + self.text + 1 + self.channel // 2
        return Side.LEFT if x < middle else Side.RIGHT


def display_text(article: Article) -> str:
    """What may be drawn: hostile characters made visible, newlines as spaces, same offsets."""
    return visible(article.text).replace("\n", " ")


def shown_rows(
    rows: Sequence[Row],
    articles: tuple[Article, Article],
    *,
    sides: tuple[Side, ...] = (Side.LEFT, Side.RIGHT),
    folded: bool = True,
) -> tuple[ShownRow, ...]:
    """Rows as shown: with one side, its blocks alone; runs of boilerplate folded to one row."""
    blocks = articles[0].blocks, articles[1].blocks
    shown: list[ShownRow] = []
    for row in rows:
        left = row.left if Side.LEFT in sides else None
        right = row.right if Side.RIGHT in sides else None
        if left is None and right is None:
            continue
        boilerplate = not (
            (left is not None and blocks[0][left].aligned)
            or (right is not None and blocks[1][right].aligned)
        )
        if not (folded and boilerplate):
            shown.append(ShownRow(left, right))
            continue
        count = (left is not None) + (right is not None)
        last = shown[-1] if shown else None
        if last is not None and last.folded and _same_sides(last, left, right):
            shown[-1] = ShownRow(last.left, last.right, last.folded + count)
        else:
            shown.append(ShownRow(left, right, count))
    return tuple(shown)


def _same_sides(row: ShownRow, left: int | None, right: int | None) -> bool:
    return (row.left is None) == (left is None) and (row.right is None) == (right is None)


class PairLayout:
    """The lines of all blocks at one width, and where each row begins.

    `display` are the two texts as drawn (offsets those of the canonical texts). `tops[row]` is the
    row's first screen line; `tops[-1]` is the height of the whole. A row is as tall as its taller
    side plus the gap below it.
    """

    def __init__(
        self,
        articles: tuple[Article, Article],
        display: tuple[str, str],
        rows: tuple[ShownRow, ...],
        columns: Columns,
    ) -> None:
        self.articles = articles
        self.display = display
        self.rows = rows
        self.columns = columns
        self._lines: tuple[dict[int, list[Line]], dict[int, list[Line]]] = ({}, {})
        self.row_of: tuple[dict[int, int], dict[int, int]] = ({}, {})
        heights: list[int] = []
        for index, row in enumerate(rows):
            height = 1
            for side in columns.sides:
                block = row.block(side)
                if block is not None and not row.folded:
                    self.row_of[side][block] = index
                    height = max(height, len(self.lines(side, block)))
            heights.append(height + self._gap(index))
        self.tops = [0, *accumulate(heights)]
        self._starts = tuple([block.start for block in article.blocks] for article in articles)

    @property
    def height(self) -> int:
        return self.tops[-1]

    def lines(self, side: Side, block: int) -> list[Line]:
        """The lines of a block; wrapped at first use."""
        found = self._lines[side].get(block)
        if found is None:
            this = self.articles[side].blocks[block]
            hang = 2 if this.kind in (Kind.LIST_ITEM, Kind.TABLE_ROW) else 0
            found = wrap(self.display[side], this.start, this.end, self.columns.text, hang=hang)
            self._lines[side][block] = found
        return found

    def _gap(self, index: int) -> int:
        """Blank lines below a row: none inside a list, a table or a run of boilerplate."""
        if index + 1 >= len(self.rows):
            return 0
        below = self.rows[index + 1]
        for side in self.columns.sides:
            here, there = self.rows[index].block(side), below.block(side)
            for block in (here, there):
                if block is not None and self.articles[side].blocks[block].kind not in _TIGHT:
                    return 1
        return 0

    def place(self, y: int) -> Place:
        """The row and the line inside it at a screen line `0 <= y < height`."""
        row = bisect_right(self.tops, y) - 1
        return Place(row, y - self.tops[row])

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
