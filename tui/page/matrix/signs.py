"""How a cell of the matrix is told in a few characters: a sign and a letter, legible without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.page.drawing import DrawnPiece

if TYPE_CHECKING:  # what judges claims is loaded when the matrix is first opened
    from annotations.suggestions.matrix import Cell

SIGNS = {
    "head": ("■", "is what the row is about"),
    "contradicts": ("≠", "contradicts"),
    "partly": ("⊃", "agrees in part"),
    "updates": ("↑", "updates"),
    "updated": ("↓", "is updated"),
    "unclear": ("?", "is told with it, nobody compared the two"),
    "agrees": ("=", "agrees"),
}
"""A sign and words for each verdict, what a cell is to the head of its row."""

SILENT = "·"
PROPOSED = "~"
ECHO = "″"
MORE = "+"

CELL = 4
"""Cells of a cell's signs: proposed, verdict, which version, an echo or more than one place."""


def letter(column: int) -> str:
    """The letters of a column: A to Z, then AA, AB, …."""
    before, last = divmod(column, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def version(number: int) -> str:
    """The letter of a version: `a` to `z`, and `*` for those after it."""
    return chr(ord("a") + number) if number < 26 else "*"


def sign(cell: Cell | None) -> DrawnPiece:
    """A cell in `CELL` cells: `~≠b″` is proposed, contradicts, says version b, and is an echo.

    What likely tells the same, and no more is known, is ` ~b`.
    """
    if cell is None:
        return DrawnPiece(f" {SILENT}  ", ("silent",))
    name = cell.verdict.value
    proposed = PROPOSED if cell.proposed else " "
    mark = SIGNS[name][0]
    if cell.proposed and name == "unclear":
        proposed, mark = " ", PROPOSED
    more = ECHO if cell.echo else MORE if len(cell.places) > 1 else " "
    text = f"{proposed}{mark}{version(cell.version)}{more}"
    styles = (name, *(("proposed",) if cell.proposed else ()), *(("echo",) if cell.echo else ()))
    return DrawnPiece(text, styles)


def words(cell: Cell) -> str:
    """What a cell is to its row's head, in words; a question where that is only proposed."""
    name = cell.verdict.value
    if cell.proposed and name == "unclear":
        return "says it another way"
    said = SIGNS[name][1]
    return f"{said}?" if cell.proposed else said
