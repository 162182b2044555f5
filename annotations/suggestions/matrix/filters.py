"""Rows of the matrix in an order, and only some of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotations.suggestions.matrix.cells import CellVerdict, Row


class Order(StrEnum):
    """What comes first."""

    CONTRADICTION = "contradicted first"
    OUTLETS = "most outlets first"
    PLACE = "by place"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are shown: those that are all of what is set.

    `verdict` is that of a cell, `proposed` asks for a cell that nobody has judged yet, `outlet` is
    a column that says something, `silent` one that does not, `theme` a label and all below it,
    `source` the words of a source.
    """

    verdict: CellVerdict | None = None
    proposed: bool = False
    outlet: int | None = None
    silent: int | None = None
    theme: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        return self != Filter()

    def holds(self, row: Row) -> bool:
        """Whether a row is shown."""
        return (
            (self.verdict is None or self.verdict in row.verdicts)
            and (not self.proposed or any(cell.proposed for cell in row.cells if cell))
            and (self.outlet is None or row.cells[self.outlet] is not None)
            and (self.silent is None or row.cells[self.silent] is None)
            and (not self.theme or any(_below(each, self.theme) for each in row.themes))
            and (not self.source or self.source in row.sources)
        )


def _below(label: str, theme: str) -> bool:
    return label == theme or label.startswith(f"{theme}/")


def arranged(
    rows: Iterable[Row], order: Order = Order.CONTRADICTION, wanted: Filter | None = None
) -> tuple[Row, ...]:
    """The rows that a filter lets through, in an order; within it by place."""
    shown = [row for row in rows if wanted is None or wanted.holds(row)]
    shown.sort(key=lambda row: (row.head.column, row.head.span))
    if order is Order.OUTLETS:
        shown.sort(key=lambda row: -row.outlets)
    elif order is Order.CONTRADICTION:
        shown.sort(key=lambda row: (-row.contested, -row.outlets))
    return tuple(shown)
