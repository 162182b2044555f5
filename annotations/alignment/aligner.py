"""Two articles, or two lists of units, become links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.alignment.link import Alignment, Link, Origin
from annotations.articles.article import Article, Block, Kind

if TYPE_CHECKING:
    from annotations.alignment.scoring import Reading
    from annotations.alignment.semantic import Encoder

SAME_KIND = 0.3
"""Log odds that a heading facing a heading gains, and that it loses facing a paragraph.

Small enough to settle nothing but evenly matched evidence; the fitted pairs have no kinds. Nothing is
lost where there is no choice: a list that the other article tells in paragraphs.
"""


def align(
    left: Article,
    right: Article,
    *,
    decided: Iterable[Link] = (),
    encoder: Encoder | None = None,
) -> Alignment:
    """Link the blocks of two articles; indices are those of `Article.blocks`.

    The two are taken to tell one story, as articles opened together do. Boilerplate is never
    linked. Links in `decided` that a person confirmed, made or rejected are kept as they are, and
    only the blocks they touch are decided anew; automatic ones in it are ignored. An `encoder`
    (`annotations.alignment.semantic`) is one more witness.
    """
    from annotations.alignment.scoring import read

    kept = {(link.left, link.right): link for link in decided if link.origin is not Origin.AUTO}
    lefts = [block for block in left.blocks if block.aligned]
    rights = [block for block in right.blocks if block.aligned]
    texts = (
        [left.text_of(block) for block in lefts],
        [right.text_of(block) for block in rights],
    )
    common = {block.kind for block in lefts} & {block.kind for block in rights}
    reading = read(*texts, lambda i, j: _lean(lefts[i].kind, rights[j].kind, common))
    reading = _asked(reading, encoder, *texts).of_one_story()
    links = reading.scored().links()
    if kept:
        made, rejected = _certain(kept.values(), lefts, rights)
        rows = {row for row, _ in made | rejected}
        columns = {column for _, column in made | rejected}
        steered = reading.scored(made, rejected).links()
        links = {
            (row, column): score
            for found, touching in ((links, False), (steered, True))
            for (row, column), score in found.items()
            if (row in rows or column in columns) is touching
        }
    automatic = (
        Link(lefts[row].index, rights[column].index, score)
        for (row, column), score in links.items()
    )
    return Alignment.of(
        [*kept.values(), *(link for link in automatic if (link.left, link.right) not in kept)]
    )


def align_units(
    left: Sequence[str], right: Sequence[str], *, encoder: Encoder | None = None
) -> tuple[Link, ...]:
    """Link two lists of texts; indices are places in the lists, links come in their order.

    Nothing is taken for granted: two lists on different events get no links, or next to none.
    """
    from annotations.alignment.scoring import read

    links = _asked(read(left, right), encoder, left, right).scored().links()
    return tuple(Link(row, column, score) for (row, column), score in links.items())


def _asked(
    reading: Reading, encoder: Encoder | None, left: Sequence[str], right: Sequence[str]
) -> Reading:
    """Let an encoder, if there is one, lean the candidates towards links or away from them."""
    if encoder is None:
        return reading
    from annotations.alignment.semantic import leaning, likeness

    found = reading.found
    alike = likeness(encoder, left, right, found.rows, found.columns)
    return replace(reading, lean=reading.lean + leaning(alike, reading.scored().chance))


def _certain(
    decided: Iterable[Link], lefts: Sequence[Block], rights: Sequence[Block]
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Give what a person made and what they rejected, as places among the blocks aligned."""
    row_of = {block.index: row for row, block in enumerate(lefts)}
    column_of = {block.index: column for column, block in enumerate(rights)}
    made: set[tuple[int, int]] = set()
    rejected: set[tuple[int, int]] = set()
    for link in decided:
        if link.left in row_of and link.right in column_of:
            side = rejected if link.origin is Origin.REJECTED else made
            side.add((row_of[link.left], column_of[link.right]))
    return made, rejected


def _lean(left: Kind, right: Kind, common: Set[Kind]) -> float:
    """Give what two kinds lean a pair by; `common` are those that both articles have."""
    if left is right:
        return SAME_KIND if left is not Kind.PARAGRAPH else 0.0
    return -SAME_KIND if left in common and right in common else 0.0
