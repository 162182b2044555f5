"""Find blocks that one article has in another place; only links that are nearly certain count."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from annotations.alignment.link import Alignment, Link, Origin
from annotations.alignment.rows.rows import Row, crossing

SURE = 0.6
"""Score from which a guessed link is sure enough to call its blocks moved."""


class Move(Struct, frozen=True):
    """Neighbouring blocks that stand together, and in the same order, in another place.

    `links` tie them pair by pair, at least one.
    """

    links: tuple[Link, ...]

    @property
    def left(self) -> range:
        """Indices of the left blocks."""
        return range(self.links[0].left, self.links[-1].left + 1)

    @property
    def right(self) -> range:
        """Indices of the right blocks."""
        return range(self.links[0].right, self.links[-1].right + 1)


def moves(alignment: Alignment, rows: Iterable[Row]) -> tuple[Move, ...]:
    """Moved blocks, in order of the left article.

    A link makes a move if its blocks stand level with no other, each is the other's best partner,
    and it is a person's or scores at least `SURE`. Anything less stays a link across.
    """
    shown = tuple(rows)
    lefts = {row.left for row in shown if row.level}
    rights = {row.right for row in shown if row.level}
    found: list[list[Link]] = []
    for link in crossing(alignment, shown):
        if link.left in lefts or link.right in rights or not _sure(link, alignment):
            continue
        last = found[-1][-1] if found else None
        if last and (link.left, link.right) == (last.left + 1, last.right + 1):
            found[-1].append(link)
        else:
            found.append([link])
    return tuple(Move(tuple(links)) for links in found)


def _sure(link: Link, alignment: Alignment) -> bool:
    mutual = alignment.by_left[link.left][0] == alignment.by_right[link.right][0] == link
    return mutual and (link.origin is not Origin.AUTO or link.score >= SURE)
