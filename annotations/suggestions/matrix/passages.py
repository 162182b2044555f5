"""A row for each block of one article, with the passages of the others that tell the same.

Linked blocks first; where another article has none, the nearest passage, if it may well be one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotations.alignment.link import Alignment
from annotations.alignment.linking.passages import passages
from annotations.articles import Article, Block
from annotations.events import Echo
from annotations.marks import RelationKind
from annotations.suggestions.matrix.cells import Place, Row, Tie
from annotations.suggestions.matrix.clusters import row_of
from annotations.suggestions.matrix.facts import block_conflicts
from annotations.suggestions.matrix.wording import told

NEAR = 0.2
"""How likely a nearest passage is to tell the same, at least, where no block is linked."""
_NEAREST = "nearest passage, {:.0%} likely"


def passage_rows(
    articles: Sequence[Article],
    base: int,
    alignments: Callable[[int, int], Alignment | None],
    *,
    echoes: Sequence[Echo] = (),
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Row, ...]:
    """A synopsis by the blocks of the article at index `base`; slow, for a worker thread.

    `alignments` gives the links of two articles by their indices, the first on the left, or None
    where they are not known. In a cell are the linked blocks, the likeliest first: in other words
    (unclear), in the same words (agrees), or with facts that conflict (contradicts). Where none is
    linked it is the nearest passage (unclear), with how likely it tells of the same.
    """
    rows = []
    for block in articles[base].blocks:
        if stopped():
            break
        if block.aligned:
            head = _place(base, block)
            found = [
                each
                for column in range(len(articles))
                if column != base
                for each in _told(articles, head, block, column, alignments(base, column))
            ]
            places = [head, *(place for place, _ in found)]
            rows.append(row_of(places, [tie for _, tie in found], len(articles), echoes))
    return tuple(rows)


def _place(column: int, block: Block) -> Place:
    return Place(f"{column}:{block.start}-{block.end}", column, block.span)


def _told(
    articles: Sequence[Article], head: Place, block: Block, column: int, links: Alignment | None
) -> Sequence[tuple[Place, Tie]]:
    """Where the article of a column tells of a block: its partners, else what comes nearest."""
    if links is None:
        return ()
    article = articles[column]
    linked = [
        (article.blocks[each.right], each.score)
        for each in links.by_left.get(block.index, ())
        if each.right < len(article.blocks)
    ]
    if linked:
        return [
            (_place(column, there), _tie(articles, head, block, column, there, score))
            for there, score in linked
        ]
    return [
        (place, Tie(head.key, place.key, None, sure=each.score, reason=_NEAREST.format(each.score)))
        for each in passages(articles[head.column], block.span, article, limit=1)
        if each.score >= NEAR
        for place in [Place(f"{column}:{each.span.start}-{each.span.end}", column, each.span)]
    ]


def _tie(
    articles: Sequence[Article],
    head: Place,
    block: Block,
    column: int,
    there: Block,
    score: float,
) -> Tie:
    """What a linked block is to the block of the row."""
    one, other = articles[head.column].text_of(block), articles[column].text_of(there)
    key = _place(column, there).key
    if one.casefold().split() == other.casefold().split():
        return Tie(head.key, key, RelationKind.AGREES, sure=score, reason="the same words")
    if found := block_conflicts(articles[head.column], block, articles[column], there):
        reason = ", ".join(dict.fromkeys(map(told, found)))
        return Tie(head.key, key, RelationKind.CONTRADICTS, sure=score, reason=reason)
    return Tie(head.key, key, None, sure=score, reason=f"linked, {score:.0%} sure")
