"""Put the blocks of two articles into rows, so that linked blocks face each other where possible."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotations.alignment.link import Alignment, Link, Origin
from annotations.articles import Article

PERSON = 2.0
"""Weight of a person's link among scores of at most 1: heavier than any guess, yet one crossing
link that a person drew does not put the rest of the article out of line."""


class Row(NamedTuple):
    """A block index on each side, or None where the other side's block stands alone."""

    left: int | None
    right: int | None

    @property
    def level(self) -> bool:
        """Whether two linked blocks share this row."""
        return self.left is not None and self.right is not None


def rows(left: Article, right: Article, alignment: Alignment) -> tuple[Row, ...]:
    """Every block of both articles exactly once, each column in its own order.

    The level rows are the heaviest set of links that neither cross nor share a block; a link
    weighs its score, a person's link `PERSON`. All other blocks, boilerplate among them, have a
    row of their own: further partners of a level row next to it, then left blocks before right
    ones. Links to blocks that an article does not have are passed over. O(n log n) in links.
    """
    ends = len(left.blocks), len(right.blocks)
    partners = _partners(alignment)
    found: list[Row] = []
    above = (-1, -1)
    for below in (*level(alignment.links, *ends), ends):
        found.extend(_between(above, below, partners))
        if below != ends:
            found.append(Row(*below))
        above = below
    return tuple(found)


def crossing(alignment: Alignment, rows: Iterable[Row]) -> tuple[Link, ...]:
    """Links in force whose two blocks are not level in `rows`: moved blocks, further partners."""
    shown = {row for row in rows if row.level}
    return tuple(link for link in alignment if (link.left, link.right) not in shown)


def level(links: Iterable[Link], lefts: int, rights: int) -> tuple[tuple[int, int], ...]:
    """The heaviest chain of links that rises strictly on both sides, as block indices.

    `lefts` and `rights` are numbers of blocks. A heaviest increasing subsequence (Jacobson and
    Vo, 1992, "Heaviest increasing/common subsequence problems"), kept as a staircase: of all
    chains that end at or before a right block only the heaviest can be the start of a better one.
    """
    tops: list[int] = []  # right ends of the chains worth keeping, rising
    sums: list[float] = []  # their weights, rising
    tails: list[_Chain] = []
    # Right ends of one left block fall, so that no chain takes two links of it.
    for link in sorted(links, key=lambda link: link.left * (rights + 1) - link.right):
        if not (0 <= link.left < lefts and 0 <= link.right < rights):
            continue
        at = bisect_left(tops, link.right)
        weight = _weight(link) + (sums[at - 1] if at else 0.0)
        stop = at
        while stop < len(sums) and sums[stop] <= weight:
            stop += 1
        if stop > at or at == len(tops) or tops[at] > link.right:
            tops[at:stop] = [link.right]
            sums[at:stop] = [weight]
            tails[at:stop] = [_Chain(link.left, link.right, tails[at - 1] if at else None)]
    chain = tails[-1] if tails else None
    found: list[tuple[int, int]] = []
    while chain is not None:
        found.append((chain.left, chain.right))
        chain = chain.before
    return tuple(reversed(found))


class _Chain(NamedTuple):
    left: int
    right: int
    before: _Chain | None


def _weight(link: Link) -> float:
    return link.score if link.origin is Origin.AUTO else PERSON


def _partners(alignment: Alignment) -> set[tuple[int, int]]:
    return {(link.left, link.right) for link in alignment}


def _between(
    above: tuple[int, int], below: tuple[int, int], partners: set[tuple[int, int]]
) -> Iterator[Row]:
    """Rows of the blocks between two level rows; partners of these two stay next to them."""
    left, right = above[0] + 1, above[1] + 1
    left_end, right_end = below
    while right < right_end and (above[0], right) in partners:
        yield Row(None, right)
        right += 1
    while left < left_end and (left, above[1]) in partners:
        yield Row(left, None)
        left += 1
    left_rest, right_rest = left_end, right_end
    while left_rest > left and (left_rest - 1, below[1]) in partners:
        left_rest -= 1
    while right_rest > right and (below[0], right_rest - 1) in partners:
        right_rest -= 1
    yield from (Row(index, None) for index in range(left, left_rest))
    yield from (Row(None, index) for index in range(right, right_rest))
    yield from (Row(index, None) for index in range(left_rest, left_end))
    yield from (Row(None, index) for index in range(right_rest, right_end))
