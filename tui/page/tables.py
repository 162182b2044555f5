"""Tables with columns: what is put before the pipes of a row so that they stand below each other.

The text stays as it is; the padding is an inlay, which offsets do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct
from rich.cells import cell_len

from annotations.articles import Article, Block, Kind
from tui.page.caret import Side
from tui.page.marginalia import Inlays
from tui.page.wrap import BESIDE, Inlay

LEAST = 9
"""Cells below which a column is no column: where the widest would have fewer, the first alone is padded."""
WIDEST = 0.55
"""Share of a line that the first column may have where it alone is padded."""
PIPE, CROSS, DASH = "│", "┼", "─"
_RULED = str.maketrans({"|": CROSS, "-": DASH, ":": DASH, "=": "═", " ": DASH})


class _Line(Struct, frozen=True):
    """A line of a table: where its inner pipes stand, and the cells of what is between them.

    `lead` is the cells before its first column: those of an outer pipe.
    """

    block: int
    lead: int
    pipes: tuple[int, ...]
    end: int
    widths: tuple[int, ...]
    rule: bool


def drawn(line: str) -> str:
    """A line of a table as it is drawn, one character for one: pipes as lines, the outer ones not."""
    start, end = _bounds(line)
    table = _RULED if is_rule(line) else {ord("|"): PIPE}
    return f"{' ' * start}{line[start:end].translate(table)}{' ' * (len(line) - end)}"


def is_rule(line: str) -> bool:
    """Whether a line parts rows, as `---|---`."""
    return bool(line.strip()) and not line.strip("|-:= \t")


class Padding(Struct, frozen=True):
    """What pads the rows of tables, and where their lines after the first begin, by side and block."""

    inlays: dict[tuple[Side, int], Sequence[Inlay]]
    hangs: dict[tuple[Side, int], int]


def padding(
    articles: tuple[Article, Article], display: tuple[str, str], room: int, marks: Inlays
) -> Padding:
    """The padding of both articles' tables, and the inlays of `marks` beside it.

    `room` is the cells of a line. Where the rows of a table are wider, the last column takes what the
    others leave, and what is wrapped goes on in it. A cell that is wider than its column pushes on
    what follows in its row. Where that leaves no columns, the first alone is padded.
    """
    found = Padding(dict(marks), {})
    for side, article in zip(Side, articles, strict=True):
        rows = [block for block in article.blocks if block.kind is Kind.TABLE_ROW]
        for _, run in groupby(enumerate(rows), key=lambda each: each[1].index - each[0]):
            blocks = [block for _, block in run]
            lines = [
                line for block in blocks for line in _lines(article.text, display[side], block)
            ]
            for _, alike in groupby(lines, key=lambda line: len(line.pipes)):
                _pad(found, side, list(alike), room)
    return found


def _pad(found: Padding, side: Side, table: list[_Line], room: int) -> None:
    """Pad the lines of one table."""
    natural = [max(column) for column in zip(*(line.widths for line in table), strict=True)]
    room = room - max(line.lead for line in table)
    widths = _fitted(natural, room)
    if not widths:
        return
    head = table[0]
    for line in table:
        wanted = widths
        if line.rule and len(widths) == 1:  # it goes with the row above it
            inner = head.widths[1:-1]
            rest = room - widths[0] - sum(inner) - len(inner) - 1
            wanted = [*widths, *inner, rest]
        pads = tuple(_pads(line, wanted))
        key = side, line.block
        both = (*found.inlays.get(key, ()), *pads)
        found.inlays[key] = tuple(sorted(both, key=lambda each: each.offset))
        if widths != natural and not line.rule:
            found.hangs[key] = _hang(line, pads, widths[0], room)


def _hang(line: _Line, pads: tuple[Inlay, ...], first: int, room: int) -> int:
    """Where the further lines of a row begin: in its last column, or beside the first one."""
    pipes = len(line.pipes)
    before = sum(line.widths[:-1]) + sum(len(each.text) for each in pads) + pipes
    column = before if before + BESIDE <= room else first + 1
    return line.lead + column + 1


def _fitted(widths: list[int], room: int) -> list[int]:
    """The cells of each column of a table in a line of `room` cells; of the first alone, or none.

    As wide as their widest cells where that fits. Else the last has what the others leave, at least
    `BESIDE` where it needs as much, and the widest of the others are cut down alike.
    """
    pipes = len(widths) - 1
    if not pipes or sum(widths) + pipes <= room:
        return widths if pipes else []
    rest = room - pipes - min(widths[-1], BESIDE + 1)
    most = max(widths[:-1])
    while most >= LEAST and sum(min(wide, most) for wide in widths[:-1]) > rest:
        most -= 1
    if most < LEAST:
        return widths[:1] if widths[0] <= room * WIDEST else []
    first = [min(wide, most) for wide in widths[:-1]]
    return [*first, room - pipes - sum(first)]


def _pads(line: _Line, widths: list[int]) -> Iterator[Inlay]:
    """What stands before the pipes of a line so that each is at the end of its column.

    Before the end of a line that parts rows too. Behind a cell that is wider than its column the
    next pipes come to their places again as soon as there is room.
    """
    fill = DASH if line.rule else " "
    places = (*line.pipes, line.end) if line.rule else line.pipes
    late = 0
    for place, has, wide in zip(places, line.widths, widths, strict=False):
        missing = wide - has - late
        late = max(0, -missing)
        if missing > 0:
            yield Inlay(place, fill * missing, "")


def _lines(text: str, display: str, block: Block) -> Iterator[_Line]:
    at = block.start
    for line in text[block.start : block.end].split("\n"):
        start, end = (at + each for each in _bounds(line))
        pipes = tuple(place for place in range(start, end) if text[place] == "|")
        ends = (start - 1, *pipes, end)
        cells = [display[one + 1 : two] for one, two in pairwise(ends)]
        cells[-1] = cells[-1].rstrip()  # white space at the end of a line takes no room
        widths = tuple(map(cell_len, cells))
        if end > start:
            lead = cell_len(display[at:start])
            yield _Line(block.index, lead, pipes, end, widths, is_rule(line))
        at += len(line) + 1


def _bounds(line: str) -> tuple[int, int]:
    """Where a line of a table begins and ends without white space and outer pipes."""
    body = line.strip()
    start = len(line) - len(line.lstrip())
    end = start + len(body)
    if len(body) > 1 and body.endswith("|"):
        end -= 1 + len(body[:-1]) - len(body[:-1].rstrip())
    return start + body.startswith("|"), end
