"""The status of each row: linked, moved, in one article only, boilerplate; and what is compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotations.alignment.link import Alignment
from annotations.alignment.rows.moves import Move
from annotations.alignment.rows.rows import Row
from annotations.articles import Article


class BlockStatus(StrEnum):
    """Whether a block has a partner in the other article, and where.

    `level` with a partner; `further`: a partner's second choice, or linked across but not surely
    moved; `moved`; `only` in this article; `boilerplate`, which is not compared.
    """

    LEVEL = "level"
    FURTHER = "further"
    MOVED = "moved"
    ONLY = "only"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """Blocks that are compared with each other: neighbours on either side, as index ranges."""

    left: range
    right: range


def row_statuses(
    left: Article,
    right: Article,
    alignment: Alignment,
    rows: Iterable[Row],
    moves: Iterable[Move],
) -> tuple[BlockStatus, ...]:
    """The status of each row, in order."""
    moved = list(moves)
    moved_left = {index for move in moved for index in move.left}
    moved_right = {index for move in moved for index in move.right}

    def of(row: Row) -> BlockStatus:
        if row.level:
            return BlockStatus.LEVEL
        if row.left is not None:
            index, linked, gone, blocks = row.left, alignment.by_left, moved_left, left.blocks
        else:
            assert row.right is not None
            index, linked, gone, blocks = row.right, alignment.by_right, moved_right, right.blocks
        if index in gone:
            return BlockStatus.MOVED
        if index in linked:
            return BlockStatus.FURTHER
        return BlockStatus.ONLY if blocks[index].aligned else BlockStatus.BOILERPLATE

    return tuple(of(row) for row in rows)


def groups(
    alignment: Alignment, rows: Iterable[Row], moves: Iterable[Move]
) -> Iterator[BlockGroup]:
    """What is compared with what: each level row with further blocks next to it, each moved block.

    A paragraph that the other article splits in two is compared with both parts, so that its
    second half does not look deleted. No block is in two groups: a further block goes with its
    best partner.
    """
    level = [
        (row.left, row.right) for row in rows if row.left is not None and row.right is not None
    ]
    best_left = {left: links[0].right for left, links in alignment.by_left.items()}
    best_right = {right: links[0].left for right, links in alignment.by_right.items()}
    for left, right in level:
        best_left.pop(left, None)
        best_right.pop(right, None)
    for left, right in level:
        yield BlockGroup(_reach(left, right, best_left), _reach(right, left, best_right))
    for move in moves:
        for link in move.links:
            yield BlockGroup(range(link.left, link.left + 1), range(link.right, link.right + 1))


def _reach(index: int, partner: int, best: Mapping[int, int]) -> range:
    """The block at `index` with the neighbours of which `partner` is the best."""
    start, stop = index, index + 1
    while best.get(start - 1) == partner:
        start -= 1
    while best.get(stop) == partner:
        stop += 1
    return range(start, stop)
