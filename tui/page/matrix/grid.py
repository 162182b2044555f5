"""The table of the matrix: where its columns stand, and each line as pieces of text with styles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from tui.page.drawing import DrawnPiece
from tui.page.fitted import fitted
from tui.page.matrix.signs import CELL, letter, sign

if TYPE_CHECKING:
    from annotations.suggestions.matrix import Cell, Place, Row

PREFIX = 6
"""Cells before the words of a row: whether it is contradicted, and how many voices say something."""
LEAST_WORDS = 16
"""Cells of a row's words at least; columns that leave less are scrolled to."""
WIDE = 20
"""Cells of a column from which the words of its cells are shown."""
WIDE_WORDS = 24
"""Cells that a row's words have at least where columns have words of their own."""

Words = Callable[["Place"], str]
"""What stands at a place, on one line, fit to be shown."""


class GridLayout(Struct, frozen=True):
    """Where things stand in lines of `width` cells.

    `words` are the cells of a row's words, `each` those of a column; `first` is the first column
    that is shown, `count` how many are; `wide` columns show words behind the signs.
    """

    width: int
    words: int
    each: int
    first: int
    count: int
    wide: bool

    @classmethod
    def fit(cls, width: int, columns: int, at: int = 0, first: int = 0) -> GridLayout:
        """The layout for some columns in which column `at` is in sight; from `first` on if it can."""
        room = width - PREFIX
        columns = max(1, columns)
        if (room - WIDE_WORDS) // columns >= WIDE:
            words = max(WIDE_WORDS, min(room - columns * WIDE, room * 3 // 10))
            return cls(width, words, (room - words) // columns, 0, columns, True)
        each = CELL + 1
        count = max(1, min(columns, (room - LEAST_WORDS) // each))
        first = min(max(first, at - count + 1), at, columns - count)
        return cls(width, max(1, room - count * each), each, max(0, first), count, False)

    @property
    def shown(self) -> range:
        """The columns in sight."""
        return range(self.first, self.first + self.count)

    def column_at(self, x: int) -> int | None:
        """The column at a cell of a line; None beside the columns."""
        at = (x - PREFIX - self.words) // self.each
        return self.first + at if 0 <= at < self.count else None


def head_line(layout: GridLayout, names: Sequence[str], at: int) -> list[DrawnPiece]:
    """The line above the rows: letters of the columns, with their names where there is room."""
    more = "‹" if layout.first else " "
    pieces = [DrawnPiece(" " * (PREFIX + layout.words - 1) + more, ("head-line",))]
    for column in layout.shown:
        name = letter(column)
        if layout.wide:
            name = fitted(f"{name} {names[column]}", layout.each - 1)
        text = set_cell_size(f" {name}", layout.each)
        pieces.append(DrawnPiece(text, ("head-line", "here") if column == at else ("head-line",)))
    left = layout.width - sum(cell_len(each.text) for each in pieces)
    more = "›" if layout.first + layout.count < len(names) else ""
    return [*pieces, DrawnPiece(set_cell_size(more, max(0, left)), ("head-line",))]


def row_line(
    layout: GridLayout, row: Row, words: Words, at: int | None = None, begun: bool = False
) -> list[DrawnPiece]:
    """A row on one line; `at` is the column with the cursor where the row has it.

    `begun` says that a relation was begun in the row.
    """
    base = () if at is None else ("row",)
    contested = {2: " ≠", 1: "~≠"}.get(row.contested, "  ")
    mark = ">" if begun else " "
    pieces = [
        DrawnPiece(mark, (*base, "begun")),
        DrawnPiece(contested, (*base, "contradicts" if row.contested == 2 else "proposed")),
        DrawnPiece(f"{row.voices:2} ", (*base, "voices")),
        DrawnPiece(_fit(words(row.head), layout.words), (*base, "words")),
    ]
    for column in layout.shown:
        styles = (*base, "cursor") if column == at else base
        pieces.extend(_cell(layout, row.cells[column], words, styles))
    left = layout.width - sum(cell_len(each.text) for each in pieces)
    return [*pieces, DrawnPiece(" " * max(0, left), base)]


def _cell(
    layout: GridLayout, cell: Cell | None, words: Words, styles: tuple[str, ...]
) -> list[DrawnPiece]:
    signs = sign(cell)
    drawn = DrawnPiece(signs.text, (*signs.styles, *styles))
    rest = layout.each - CELL
    if not layout.wide or cell is None:
        return [drawn, DrawnPiece(" " * rest, tuple(each for each in styles if each != "cursor"))]
    said = _fit(words(cell.place), rest - 1)
    faint = ("echo",) if cell.echo else ("said",)
    return [drawn, DrawnPiece(f"{said} ", (*faint, *styles))]


def _fit(words: str, cells: int) -> str:
    """Words in so many cells, the last of them empty."""
    if cell_len(words) >= cells:
        words = set_cell_size(words, max(0, cells - 2)).rstrip() + "…"
    return set_cell_size(words, cells)


def legend_lines(names: Sequence[str], width: int, most: int) -> list[list[DrawnPiece]]:
    """Which letter is which outlet, on at most so many lines, names cut for that."""
    for longest in (60, 40, 24, 16, 12, 9, 6, 4):
        parts = [f"{letter(at)} {fitted(name, longest)}" for at, name in enumerate(names)]
        lines = _flowed(parts, width)
        if len(lines) <= most:
            break
    return [[DrawnPiece(set_cell_size(line, width), ("legend",))] for line in lines[:most]]


def _flowed(parts: Sequence[str], width: int) -> list[str]:
    lines = [""]
    for part in parts:
        joined = f"{lines[-1]} · {part}" if lines[-1] else part
        if cell_len(joined) <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines
