"""Links that a person should look at before trusting them."""

from __future__ import annotations

from annotations.alignment.link import Alignment, Link, Origin

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
