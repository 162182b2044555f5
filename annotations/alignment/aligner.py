"""Two articles, or two lists of units, become links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from annotations.alignment.link import Alignment, Link, Origin
from annotations.articles.article import Article, Kind

if TYPE_CHECKING:
    from annotations.alignment.scoring import Scored

SAME_KIND = 0.3
"""Log odds that a heading facing a heading gains, and that it loses facing a paragraph.

Small enough to settle nothing but evenly matched evidence; the fitted pairs have no kinds.
"""


def align(left: Article, right: Article, *, decided: Iterable[Link] = ()) -> Alignment:
    """Link the blocks of two articles; indices are those of `Article.blocks`.

    Boilerplate is never linked. Links in `decided` that a person confirmed, made or rejected are
    kept as they are, and only the blocks they touch are decided anew; automatic ones in it are
    ignored.
    """
    from annotations.alignment.scoring import scored

    kept = [link for link in decided if link.origin is not Origin.AUTO]
    lefts = [block for block in left.blocks if block.aligned]
    rights = [block for block in right.blocks if block.aligned]
    found = scored(
        [left.text_of(block) for block in lefts], [right.text_of(block) for block in rights]
    )
    found = found.leaning(
        [
            _lean(lefts[i].kind, rights[j].kind)
            for i, j in zip(found.rows, found.columns, strict=True)
        ]
    )
    automatic = [Link(lefts[i].index, rights[j].index, score) for i, j, score in _chosen(found)]
    settled = {(link.left, link.right) for link in kept}
    return Alignment.of(
        [*kept, *(link for link in automatic if (link.left, link.right) not in settled)]
    )


def align_units(left: Sequence[str], right: Sequence[str]) -> tuple[Link, ...]:
    """Link two lists of texts; indices are places in the lists, links come in their order."""
    from annotations.alignment.scoring import scored

    return tuple(Link(i, j, score) for i, j, score in _chosen(scored(left, right)))


def _chosen(found: Scored) -> list[tuple[int, int, float]]:
    return [
        (int(i), int(j), round(float(score), 4))
        for i, j, score in zip(found.rows, found.columns, found.scores, strict=True)
        if score >= found.threshold
    ]


def _lean(left: Kind, right: Kind) -> float:
    if left is right:
        return SAME_KIND if left is not Kind.PARAGRAPH else 0.0
    return -SAME_KIND
