"""A link ties one left block to one right block; an alignment is all links of a pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property

from msgspec import Struct


class Origin(StrEnum):
    """Who says so: the aligner (`auto`), or a person."""

    AUTO = "auto"
    CONFIRMED = "confirmed"
    MANUAL = "manual"
    REJECTED = "rejected"


class Link(Struct, frozen=True):
    """One left block index, one right block index, a score in 0..1 and its origin.

    The score is calibrated: of links with 0.8, four in five are right. A person's link has 1.
    """

    left: int
    right: int
    score: float
    origin: Origin = Origin.AUTO


class Alignment(Struct, frozen=True, dict=True):
    """Links in order of (left, right); many-to-many and crossing links are normal.

    `links` are the ones in force. `rejected` are those a person took away: kept, never shown as
    linked, and not proposed again. Like an `Article` it may be pickled while another thread reads.
    """

    links: tuple[Link, ...] = ()
    rejected: tuple[Link, ...] = ()

    @classmethod
    def of(cls, links: Iterable[Link]) -> Alignment:
        """Sort links into those in force and those rejected."""
        ordered = sorted(links, key=lambda link: (link.left, link.right))
        return cls(
            tuple(link for link in ordered if link.origin is not Origin.REJECTED),
            tuple(link for link in ordered if link.origin is Origin.REJECTED),
        )

    def __iter__(self) -> Iterator[Link]:
        return iter(self.links)

    def __len__(self) -> int:
        return len(self.links)

    @cached_property
    def by_left(self) -> dict[int, tuple[Link, ...]]:
        """Links of each left block, best first."""
        return _grouped((link.left, link) for link in self.links)

    @cached_property
    def by_right(self) -> dict[int, tuple[Link, ...]]:
        """Links of each right block, best first."""
        return _grouped((link.right, link) for link in self.links)


def _grouped(keyed: Iterable[tuple[int, Link]]) -> dict[int, tuple[Link, ...]]:
    groups: dict[int, list[Link]] = {}
    for key, link in keyed:
        groups.setdefault(key, []).append(link)
    return {
        key: tuple(sorted(group, key=lambda link: -link.score)) for key, group in groups.items()
    }


SAFE = 0.8
"""Score from which a guessed link needs no look: at most one in five such links is wrong."""

MARGIN = 0.1
"""A link whose block has another guess this close in score is a choice between two."""


def is_doubtful(link: Link, alignment: Alignment) -> bool:
    """Whether a guessed link scores below `SAFE`, or hardly more than a rival for a block of it.

    A person's link is never doubtful, nor is a rival that a person has confirmed beside it.
    """
    if link.origin is not Origin.AUTO:
        return False
    rivals = (
        other
        for other in (*alignment.by_left[link.left], *alignment.by_right[link.right])
        if other != link and other.origin is Origin.AUTO
    )
    return link.score < SAFE or any(link.score - other.score < MARGIN for other in rivals)


def doubtful(alignment: Alignment) -> tuple[Link, ...]:
    """All doubtful links in force, in order of the left article."""
    return tuple(link for link in alignment if is_doubtful(link, alignment))
