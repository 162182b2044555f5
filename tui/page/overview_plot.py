"""The map of a pair as lines of cells: left blocks down, right blocks across. Pure.

A character stands for two lines of dots, one above the other; a dot is about as high as wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from annotations.alignment import Link, Origin
from tui.page.drawing import DrawnPiece

if TYPE_CHECKING:  # what compares words is loaded when the map is first opened
    from annotations.alignment import Overview, OverviewBin, OverviewCell

LARGEST = 4
"""Dots across and down that one block takes at most, however short the articles are."""

SURE, LIKELY = 0.8, 0.5
"""Scores from which a guess is drawn as sure, or as likely."""

_SAME = {(True, False): "▀", (False, True): "▄", (True, True): "█"}
_CHANGED = {(True, False): "⠛", (False, True): "⣤", (True, True): "⣿"}
_MARKED = {(True, False): "▘", (False, True): "▖", (True, True): "▌"}


@dataclass(frozen=True, slots=True)
class Scale:
    """How many bins of blocks there are on each side, and how many dots one bin takes."""

    lefts: int
    rights: int
    down: int
    across: int

    @classmethod
    def fit(cls, lefts: int, rights: int, width: int, height: int) -> Scale:
        """The largest scale for so many blocks in `width` x `height` characters."""
        dots = 2 * max(1, height)
        width = max(1, width)
        return cls(
            max(1, min(lefts, dots)),
            max(1, min(rights, width)),
            max(1, min(LARGEST, dots // max(1, lefts))),
            max(1, min(LARGEST, width // max(1, rights))),
        )

    @property
    def width(self) -> int:
        """Characters across."""
        return self.rights * self.across

    @property
    def height(self) -> int:
        """Characters down."""
        return (self.lefts * self.down + 1) // 2

    def left_at(self, y: int) -> tuple[int | None, int | None]:
        """The left bins of the upper and of the lower dots of a line of characters."""
        upper, lower = 2 * y // self.down, (2 * y + 1) // self.down
        return (
            upper if upper < self.lefts else None,
            lower if lower < self.lefts else None,
        )

    def cell_at(self, x: int, y: int) -> tuple[int, int]:
        """The left and the right bin at a character, the nearest ones outside the map."""
        upper = self.left_at(max(0, y))[0]
        left = self.lefts - 1 if upper is None else upper
        return left, min(max(0, x // self.across), self.rights - 1)


def weight(link: Link) -> str:
    """The name of the style of a link: who or what is how sure."""
    if link.origin is not Origin.AUTO:
        return "person"
    return "sure" if link.score >= SURE else "likely" if link.score >= LIKELY else "faint"


def paint(
    overview: Overview, scale: Scale, cursor: tuple[int, int], *, numbers: bool
) -> list[list[DrawnPiece]]:
    """All lines with their margins; `overview` has the left bins as columns, the right as lines.

    `cursor` is a left and a right bin. With `numbers` blocks are numbered in the margins.
    """
    digits = len(str(overview.columns[-1].blocks.stop)) if numbers else 0
    lines = []
    if numbers:
        lines.append(
            [DrawnPiece(" " * (digits + 2)), DrawnPiece(_numbers(overview, scale), ("number",))]
        )
    lines.append([DrawnPiece(" " * (digits + 2)), *_top(overview, scale, cursor[1])])
    for y in range(scale.height):
        here = cursor[0] if cursor[0] in scale.left_at(y) else None
        lines.append(
            [*_margin(overview, scale, y, here, digits), *_row(overview, scale, y, cursor)]
        )
    return lines


def _row(overview: Overview, scale: Scale, y: int, cursor: tuple[int, int]) -> list[DrawnPiece]:
    bins = scale.left_at(y)
    pieces = []
    for x in range(scale.rights):
        cells = [overview.cells.get((bin, x)) if bin is not None else None for bin in bins]
        found = [cell for cell in cells if cell is not None]
        at = cursor[1] == x and cursor[0] in bins
        crossed = ("cross",) if cursor[1] == x or cursor[0] in bins else ()
        style = ("cursor",) if at else crossed
        if not found:
            pieces.append(DrawnPiece(" " * scale.across, style))
            continue
        best = min(found, key=_rank)
        changed = any(cell.changed for cell in found)
        signs = _CHANGED if changed else _SAME
        sign = signs[cells[0] is not None, cells[1] is not None]
        names = (weight(best.link), *(("changed",) if changed else ()), *style)
        pieces.append(DrawnPiece(sign * scale.across, names))
    return list(_joined(pieces))


def _joined(pieces: Iterable[DrawnPiece]) -> Iterator[DrawnPiece]:
    """Neighbours of one style as one piece: most of a map is empty."""
    for styles, run in groupby(pieces, key=lambda piece: piece.styles):
        yield DrawnPiece("".join(piece.text for piece in run), styles)


def _rank(cell: OverviewCell) -> tuple[bool, float]:
    return cell.link.origin is Origin.AUTO, -cell.link.score


def _margin(
    overview: Overview, scale: Scale, y: int, here: int | None, digits: int
) -> list[DrawnPiece]:
    """The number of a line's block, the cursor's arrow, the sign of annotations.

    `here` is the left bin of the cursor, where this is its line.
    """
    upper, lower = scale.left_at(y)
    bins = [overview.columns[bin] if bin is not None else None for bin in (upper, lower)]
    first = bins[0] if 2 * y % scale.down == 0 else None
    number = first.blocks.start + 1 if first is not None else 0
    shown = str(number) if digits and (number % 5 == 0 or number == 1) and number else ""
    if digits and here is not None:
        shown = str(overview.columns[here].blocks.start + 1)
    return [
        DrawnPiece(f"{shown:>{digits}}", ("number" if here is None else "number-lit",)),
        DrawnPiece(" " if here is None else "▸", ("number-lit",)),
        _sign(bins),
    ]


def _sign(bins: list[OverviewBin | None]) -> DrawnPiece:
    marked = tuple(bin is not None and bin.marked > 0 for bin in bins)
    if any(marked):
        return DrawnPiece(_MARKED[marked[0], marked[1]], ("marked",))
    boilerplate = any(bin is not None and bin.boilerplate == len(bin.blocks) for bin in bins)
    return DrawnPiece("┊" if boilerplate else "│", ("number",))


def _top(overview: Overview, scale: Scale, at: int) -> list[DrawnPiece]:
    pieces = []
    for x, bin in enumerate(overview.lines):
        sign = (
            "▾"
            if x == at
            else "▄"
            if bin.marked
            else "╌"
            if bin.boilerplate == len(bin.blocks)
            else "─"
        )
        style = "number-lit" if x == at else "marked" if bin.marked else "number"
        fill = "▄" if bin.marked else sign if x != at else "─"
        pieces.append(DrawnPiece(sign + fill * (scale.across - 1), (style,)))
    return list(_joined(pieces))


def _numbers(overview: Overview, scale: Scale) -> str:
    """Numbers of blocks above the columns, as many as have room."""
    line = ""
    for x, bin in enumerate(overview.lines):
        number = str(bin.blocks.start + 1)
        place = x * scale.across
        wanted = x == 0 or (bin.blocks.start + 1) % 5 == 0
        fits = place + len(number) <= scale.width and place >= len(line) + (1 if line else 0)
        if wanted and fits:
            line = line.ljust(place) + number
    return line.ljust(scale.width)
