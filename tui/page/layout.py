"""Where each line of each row stands, for one width and one set of folds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate, pairwise, zip_longest
from types import MappingProxyType

from msgspec import Struct

from annotations.alignment import Row
from annotations.articles import Article, Block, Kind, visible
from tui.page.caret import Side
from tui.page.marginalia import NO_INLAYS, Inlays
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

_TIGHT = {Kind.LIST_ITEM, Kind.TABLE_ROW, Kind.BOILERPLATE}


class LinePlace(Struct, frozen=True):
    """A row and a line inside it."""

    row: int
    line: int


class Unit(Struct, frozen=True):
    """What one side shows in a row: a block, or a fold that stands for `folded` blocks from it.

    `same` says that they are folded because they do not differ from those beside them.
    """

    block: int
    folded: int = 0
    same: bool = False


class ShownRow(Struct, frozen=True):
    """A row as shown. `level` says that its two blocks are linked and stand level."""

    left: Unit | None
    right: Unit | None
    level: bool = False

    def unit(self, side: Side) -> Unit | None:
        return self.right if side else self.left

    def block(self, side: Side) -> int | None:
        """The block that a side shows; None where it shows none or a fold."""
        unit = self.right if side else self.left
        return None if unit is None or unit.folded else unit.block


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


def shown_rows(
    rows: Sequence[Row],
    articles: tuple[Article, Article],
    *,
    sides: tuple[Side, ...] = (Side.LEFT, Side.RIGHT),
    folded: bool = True,
    packed: bool = False,
    unchanged: Sequence[range] = (),
) -> tuple[ShownRow, ...]:
    """Rows as shown: with one side, its blocks alone; runs of boilerplate folded to one line.

    So are the runs of rows in `unchanged`, where both sides are shown.

    Between two level rows the blocks that stand alone take turns, at the pace of their number, so
    that both articles go on together; each faces an empty cell. `packed` sets them side by side.
    """
    shown: list[ShownRow] = []
    alone: tuple[list[int], list[int]] = ([], [])

    def settle() -> None:
        if not alone[0] and not alone[1]:
            return
        left, right = (
            _units(articles[side], alone[side], folded) if side in sides else [] for side in Side
        )
        shown.extend(_packed(left, right) if packed else _in_turn(left, right))
        alone[0].clear()
        alone[1].clear()

    runs = {run.start: run for run in unchanged} if len(sides) == 2 else {}
    hidden = range(0)
    for at, row in enumerate(rows):
        if at in runs:
            settle()
            hidden = runs[at]
            shown.append(_same(rows[hidden.start : hidden.stop]))
        if at in hidden:
            continue
        if row.left is not None and row.right is not None and len(sides) == 2:
            settle()
            shown.append(ShownRow(Unit(row.left), Unit(row.right), level=True))
            continue
        if row.left is not None:
            alone[0].append(row.left)
        if row.right is not None:
            alone[1].append(row.right)
    settle()
    return tuple(shown)


def _same(run: Sequence[Row]) -> ShownRow:
    """One row for a run that does not differ."""
    lefts = [row.left for row in run if row.left is not None]
    rights = [row.right for row in run if row.right is not None]
    return ShownRow(
        Unit(lefts[0], len(lefts), same=True) if lefts else None,
        Unit(rights[0], len(rights), same=True) if rights else None,
    )


def _units(article: Article, blocks: Sequence[int], folded: bool) -> list[Unit]:
    """Blocks of one side, each run of boilerplate as one fold."""
    units: list[Unit] = []
    for block in blocks:
        if not folded or article.blocks[block].aligned:
            units.append(Unit(block))
        elif units and units[-1].folded:
            units[-1] = Unit(units[-1].block, units[-1].folded + 1)
        else:
            units.append(Unit(block, 1))
    return units


def _packed(left: Sequence[Unit], right: Sequence[Unit]) -> Iterator[ShownRow]:
    for one, other in zip_longest(left, right):
        yield ShownRow(one, other)


def _in_turn(left: Sequence[Unit], right: Sequence[Unit]) -> Iterator[ShownRow]:
    if not (left and right):
        yield from _packed(left, right)
        return
    done = [0, 0]
    while done[0] < len(left) or done[1] < len(right):
        behind = done[0] * len(right) <= done[1] * len(left)
        if done[0] < len(left) and (behind or done[1] == len(right)):
            yield ShownRow(left[done[0]], None)
            done[0] += 1
        else:
            yield ShownRow(None, right[done[1]])
            done[1] += 1


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
    others than usual.
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
    ) -> None:
        self.inlays = inlays
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
        heights: list[int] = []
        loose: list[bool] = []
        held = room = 0
        sure = range(len(rows))
        if first is not None:
            side, begin = first
            shown = ((index, row.block(side)) for index, row in enumerate(rows))
            found = (index for index, block in shown if block is not None and block >= begin)
            at = next(found, len(rows))
            sure = range(at - SURE, at + SURE)
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
            heights.append(tall)
            loose.append(not tight)
        # Blank lines below a row: none inside a list, a table or a run of boilerplate.
        for index, (here, below) in enumerate(pairwise(loose)):
            heights[index] += here or below
        self.fill = held / room if room else 1.0
        self.tops = [0, *accumulate(heights)]
        self._starts = tuple([block.start for block in article.blocks] for article in articles)

    @property
    def height(self) -> int:
        return self.tops[-1]

    def lines(self, side: Side, block: int) -> list[WrappedLine]:
        """The lines of a block; wrapped when somebody looks at it."""
        return self._lines(side, block)

    def _height(self, side: Side, block: int) -> int:
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
