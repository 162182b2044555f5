"""The overview of a pair as a dot plot: left blocks across, right blocks down, a dot for a link."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotations.alignment.diff.changes import Changes
from annotations.alignment.link import Link, Origin
from annotations.articles import Article, Span


@dataclass(frozen=True, slots=True)
class OverviewCell:
    """The links that fall on one cell.

    `link` is the strongest, a person's before any guess: where Enter goes to. `level` says that
    the two blocks of one of them share a row; `changed` that one of these rows has a change, as
    far as rows have been compared.
    """

    link: Link
    count: int
    level: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class OverviewBin:
    """The blocks of one side that fall on one column, or one line, of the map.

    `linked`, `marked` and `boilerplate` are how many of them have a link, an annotation, or are
    boilerplate.
    """

    blocks: range
    linked: int
    marked: int
    boilerplate: int


@dataclass(frozen=True, slots=True)
class Overview:
    """`columns` of left blocks, `lines` of right blocks, and the `cells` with a link by (x, y)."""

    columns: tuple[OverviewBin, ...]
    lines: tuple[OverviewBin, ...]
    cells: Mapping[tuple[int, int], OverviewCell]

    def place(self, left: int, right: int) -> tuple[int, int]:
        """The cell on which a left and a right block fall."""
        return _place(self.columns, left), _place(self.lines, right)


def overview(
    changes: Changes,
    width: int,
    height: int,
    *,
    left_marks: Iterable[Span] = (),
    right_marks: Iterable[Span] = (),
) -> Overview:
    """The map of a pair in at most `width` x `height` cells; compares nothing.

    Every bin holds at least one block, so a short article gives fewer columns or lines. Marks
    are spans of annotations. Raises `ValueError` for a size below 1 x 1.
    """
    if width < 1 or height < 1:
        raise ValueError(f"a map needs at least one cell, not {width} x {height}")
    alignment = changes.alignment
    columns = _bins(changes.left, alignment.by_left.keys(), left_marks, width)
    lines = _bins(changes.right, alignment.by_right.keys(), right_marks, height)
    rows = {(row.left, row.right): at for at, row in enumerate(changes.rows) if row.level}
    cells: dict[tuple[int, int], OverviewCell] = {}
    for link in alignment:
        if link.left >= len(changes.left.blocks) or link.right >= len(changes.right.blocks):
            continue
        place = _place(columns, link.left), _place(lines, link.right)
        row = rows.get((link.left, link.right))
        found = OverviewCell(link, 1, row is not None, row is not None and bool(changes.known(row)))
        known = cells.get(place)
        cells[place] = _both(known, found) if known else found
    return Overview(columns, lines, cells)


def _both(one: OverviewCell, two: OverviewCell) -> OverviewCell:
    best = max(one.link, two.link, key=_strength)
    return OverviewCell(
        best, one.count + two.count, one.level or two.level, one.changed or two.changed
    )


def _strength(link: Link) -> tuple[bool, float]:
    return link.origin is not Origin.AUTO, link.score


def _place(bins: tuple[OverviewBin, ...], block: int) -> int:
    return bisect_right(bins, block, key=lambda one: one.blocks.start) - 1


def _bins(
    article: Article, linked: Iterable[int], marks: Iterable[Span], size: int
) -> tuple[OverviewBin, ...]:
    count = len(article.blocks)
    size = min(size, count)
    ties = set(linked)
    marked = {index for span in marks for index in _touched(article, span)}

    def of(blocks: range) -> OverviewBin:
        return OverviewBin(
            blocks,
            sum(index in ties for index in blocks),
            sum(index in marked for index in blocks),
            sum(not article.blocks[index].aligned for index in blocks),
        )

    return tuple(of(range(at * count // size, (at + 1) * count // size)) for at in range(size))


def _touched(article: Article, span: Span) -> range:
    """Indices of the blocks that a span touches."""
    blocks = article.blocks
    first = bisect_right(blocks, span.start, key=lambda block: block.end)
    return range(first, bisect_left(blocks, span.end, key=lambda block: block.start))
