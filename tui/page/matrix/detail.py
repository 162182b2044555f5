"""A row of the matrix in full: who says what in which words, and what differs from the head."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from tui.page.drawing import DrawnPiece
from tui.page.style_runs import Layer, runs
from tui.page.wrap import wrap

INDENT = 2
"""Cells before the words of a cell."""


class Said(Struct, frozen=True):
    """A place of a row as it is shown below the table.

    `column` is that of its outlet, `head` who says it and where, `sign` what it is to the row's head
    with its styles, `told` more words on that. `text` is what stands there, fit to be shown, with
    `layers` in its code points.
    """

    column: int
    head: str
    sign: DrawnPiece
    told: str
    text: str
    layers: tuple[Layer, ...] = ()
    echo: bool = False


class DetailLines(Struct, frozen=True):
    """Lines below the table, at which of them each column begins, and whose heads stand on some."""

    lines: tuple[tuple[DrawnPiece, ...], ...] = ()
    starts: Mapping[int, int] = MappingProxyType({})
    heads: Mapping[int, int] = MappingProxyType({})

    def line(self, number: int, column: int) -> tuple[DrawnPiece, ...]:
        """A line where the cursor is on a column: the heads of its places are marked."""
        line = self.lines[number]
        if self.heads.get(number) != column:
            return line
        _, sign, outlet, told = line
        return DrawnPiece("▶ ", ("here",)), sign, DrawnPiece(outlet.text, ("outlet", "here")), told


def detail_lines(summary: str, said: Iterable[Said], width: int) -> DetailLines:
    """A row in full in lines of `width` cells."""
    lines = [*_wrapped(summary, width, ("summary",))]
    starts: dict[int, int] = {}
    heads: dict[int, int] = {}
    for each in said:
        starts.setdefault(each.column, len(lines))
        heads[len(lines)] = each.column
        lines.append(
            (
                DrawnPiece("  "),
                DrawnPiece(each.sign.text, each.sign.styles),
                DrawnPiece(f" {each.head}", ("outlet",)),
                DrawnPiece(f"  {each.told}" if each.told else "", ("told",)),
            )
        )
        lines.extend(_quoted(each, width))
    return DetailLines(tuple(lines), starts, heads)


def _quoted(said: Said, width: int) -> Iterable[tuple[DrawnPiece, ...]]:
    base = ("echo",) if said.echo else ("said",)
    for line in wrap(said.text, 0, len(said.text), max(1, width - INDENT)):
        yield (
            DrawnPiece(" " * INDENT),
            *(
                DrawnPiece(said.text[run.start : run.end], (*base, *run.styles))
                for run in runs(line.start, line.end, said.layers)
            ),
        )


def _wrapped(text: str, width: int, styles: tuple[str, ...]) -> Sequence[tuple[DrawnPiece, ...]]:
    return [
        (DrawnPiece(text[line.start : line.end], styles),)
        for line in wrap(text, 0, len(text), width)
    ]
