"""Link the blocks of two articles, or the texts of two lists: the entry to the aligner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.alignment.link import Alignment, Link, Origin
from annotations.articles.article import Article, Block, Kind
from annotations.articles.text.languages import languages_apart

if TYPE_CHECKING:
    from annotations.alignment.linking.scoring import MeasuredPair
    from annotations.alignment.meaning.encoder import Encoder

SAME_KIND = 0.3
"""Log odds that a heading facing a heading gains, and that it loses facing a paragraph.

So small that it decides only between candidates with evidence alike; the model is fitted to texts
without kinds. Nothing is lost where only one article has the kind, as a list whose content the
other tells in paragraphs.
"""


def align(
    left: Article,
    right: Article,
    *,
    decided: Iterable[Link] = (),
    encoder: Encoder | None = None,
) -> Alignment:
    """Link the blocks of two articles; indices are those of `Article.blocks`.

    The two are taken to report one event, as articles opened together do. Boilerplate is never
    linked. Links in `decided` that a person confirmed, made or rejected are kept as they are, and
    only the blocks they touch are decided anew; automatic ones in it are ignored. An `encoder`
    (`annotations.alignment.meaning`) adds its evidence to that of the words, and decides alone where
    the two articles are in different languages. Scores are probabilities, 0..1.
    """
    kept = {(link.left, link.right): link for link in decided if link.origin is not Origin.AUTO}
    if encoder is not None and languages_apart(left.text, right.text):
        return _across(left, right, kept, encoder)
    lefts, rights, measured = measured_blocks(left, right, encoder)
    links = measured.scored().links()
    if kept:
        made, rejected = _decided_places(kept.values(), lefts, rights)
        rows = {row for row, _ in made | rejected}
        columns = {column for _, column in made | rejected}
        steered = measured.scored(made, rejected).links()
        links = {
            (row, column): score
            for found, touching in ((links, False), (steered, True))
            for (row, column), score in found.items()
            if (row in rows or column in columns) is touching
        }
    return _joined(kept, lefts, rights, links)


def _across(
    left: Article, right: Article, kept: Mapping[tuple[int, int], Link], encoder: Encoder
) -> Alignment:
    """Link the blocks of two articles in different languages, where words say next to nothing."""
    from annotations.alignment.meaning.across import links_across

    lefts, rights = linkable(left), linkable(right)
    texts = (
        [left.text_of(block) for block in lefts],
        [right.text_of(block) for block in rights],
    )
    _, rejected = _decided_places(kept.values(), lefts, rights)
    found = links_across(encoder, *texts, rejected)
    return _joined(kept, lefts, rights, found)


def _joined(
    kept: Mapping[tuple[int, int], Link],
    lefts: Sequence[Block],
    rights: Sequence[Block],
    links: Mapping[tuple[int, int], float],
) -> Alignment:
    """What a person decided, and the links found, given by places in lists, of all other blocks."""
    automatic = (
        Link(lefts[row].index, rights[column].index, score)
        for (row, column), score in links.items()
    )
    return Alignment.of(
        [*kept.values(), *(link for link in automatic if (link.left, link.right) not in kept)]
    )


def linkable(article: Article) -> list[Block]:
    """The blocks of an article that can be linked."""
    return [block for block in article.blocks if block.aligned]


def measured_blocks(
    left: Article, right: Article, encoder: Encoder | None = None
) -> tuple[list[Block], list[Block], MeasuredPair]:
    """Measure the blocks of two articles that report one event.

    Returns the blocks of either side that can be linked, and what was measured; its rows and
    columns are places in these lists.
    """
    from annotations.alignment.linking.scoring import measure_pair

    lefts, rights = linkable(left), linkable(right)
    texts = (
        [left.text_of(block) for block in lefts],
        [right.text_of(block) for block in rights],
    )
    common = {block.kind for block in lefts} & {block.kind for block in rights}
    measured = measure_pair(*texts, lambda i, j: _kind_lean(lefts[i].kind, rights[j].kind, common))
    return lefts, rights, _with_encoder(measured, encoder, *texts).of_one_story()


def align_units(
    left: Sequence[str], right: Sequence[str], *, encoder: Encoder | None = None
) -> tuple[Link, ...]:
    """Link two lists of texts; indices are places in the lists, links come in their order.

    The two are not taken to report one event: lists on different events get no links, or next to
    none.
    """
    from annotations.alignment.linking.scoring import measure_pair

    if encoder is not None and languages_apart("\n".join(left), "\n".join(right)):
        from annotations.alignment.meaning.across import links_across

        links = links_across(encoder, left, right)
    else:
        links = _with_encoder(measure_pair(left, right), encoder, left, right).scored().links()
    return tuple(Link(row, column, score) for (row, column), score in links.items())


def _with_encoder(
    measured: MeasuredPair, encoder: Encoder | None, left: Sequence[str], right: Sequence[str]
) -> MeasuredPair:
    """Add the evidence of an encoder, if there is one: all of it, or a small say of one not fitted."""
    if encoder is None:
        return measured
    if encoder.fitted:
        from annotations.alignment.linking.with_meaning import meaning_of

        return measured.with_meaning(meaning_of(encoder, left, right))
    from annotations.alignment.meaning.unfitted import leaning, likeness

    found = measured.found
    alike = likeness(encoder, left, right, found.rows, found.columns)
    return replace(measured, lean=measured.lean + leaning(alike, measured.scored().chance))


def _decided_places(
    decided: Iterable[Link], lefts: Sequence[Block], rights: Sequence[Block]
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The links that a person made and those rejected, as places in the lists of linkable blocks."""
    row_of = {block.index: row for row, block in enumerate(lefts)}
    column_of = {block.index: column for column, block in enumerate(rights)}
    made: set[tuple[int, int]] = set()
    rejected: set[tuple[int, int]] = set()
    for link in decided:
        if link.left in row_of and link.right in column_of:
            side = rejected if link.origin is Origin.REJECTED else made
            side.add((row_of[link.left], column_of[link.right]))
    return made, rejected


def _kind_lean(left: Kind, right: Kind, common: Set[Kind]) -> float:
    """Log odds that the kinds of two blocks add; `common` are the kinds that both articles have."""
    if left is right:
        return SAME_KIND if left is not Kind.PARAGRAPH else 0.0
    return -SAME_KIND if left in common and right in common else 0.0
