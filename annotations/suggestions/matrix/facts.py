"""A row for every fact that linked passages of an event's articles tell in several ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from annotations.alignment.link import Alignment
from annotations.articles import Article, Block, Span, sentences
from annotations.events import Echo
from annotations.marks import RelationKind
from annotations.marks.claim_facts import facts
from annotations.suggestions.facts import Conflict, conflicts
from annotations.suggestions.matrix.cells import Place, Row, Tie
from annotations.suggestions.matrix.clusters import clusters, row_of
from annotations.suggestions.matrix.proposals import LEAST_SHARED
from annotations.suggestions.matrix.wording import told


def conflict_rows(
    articles: Sequence[Article],
    alignments: Callable[[int, int], Alignment | None],
    *,
    echoes: Sequence[Echo] = (),
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Row, ...]:
    """The facts that conflict in linked passages, by place; slow, for a worker thread.

    `alignments` gives the links of two articles by their indices, or None where they are not known.
    Each cell is the words of the fact, its reason the kind and the class of the conflict. It ends
    early, with what is found by then, once `stopped` says so.
    """
    places: dict[str, Place] = {}
    ties: list[Tie] = []
    for left, right in combinations(range(len(articles)), 2):
        links = alignments(left, right)
        if links is None or stopped():
            continue
        for one, other, conflict in _conflicts(articles[left], articles[right], links):
            ends = (
                _place(left, articles[left], one, conflict.left),
                _place(right, articles[right], other, conflict.right),
            )
            places |= {each.key: each for each in ends}
            ties.append(
                Tie(ends[0].key, ends[1].key, RelationKind.CONTRADICTS, reason=told(conflict))
            )
    ordered = sorted(places.values(), key=lambda place: (place.column, place.span))
    rows = (row_of(row, among, len(articles), echoes) for row, among in clusters(ordered, ties))
    return tuple(row for row in rows if row.outlets > 1)


def _place(column: int, article: Article, block: Block, span: Span) -> Place:
    moved = Span(block.start + span.start, block.start + span.end)
    inside = (each for each in sentences(article, block) if each.end > moved.start)
    around = next(inside, block.span)
    return Place(f"{column}:{moved.start}-{moved.end}", column, moved, around=around)


def _conflicts(
    left: Article, right: Article, links: Alignment
) -> Iterator[tuple[Block, Block, Conflict]]:
    for link in links:
        if link.left < len(left.blocks) and link.right < len(right.blocks):
            one, other = left.blocks[link.left], right.blocks[link.right]
            for conflict in block_conflicts(left, one, right, other):
                yield one, other, conflict


def block_conflicts(left: Article, one: Block, right: Article, other: Block) -> list[Conflict]:
    """The facts that two linked blocks tell differently, spans in code points from their starts.

    Sentence by sentence: two paragraphs of which one alone is of the same thing share too little.
    """
    found: dict[tuple[Span, Span], Conflict] = {}
    for ours in sentences(left, one):
        for theirs in sentences(right, other):
            mine, yours = left.text[slice(*ours)], right.text[slice(*theirs)]
            if not _alike(mine, yours):
                continue
            for each in conflicts(mine, yours):
                spans = _moved(each.left, ours, one), _moved(each.right, theirs, other)
                found.setdefault(spans, replace(each, left=spans[0], right=spans[1]))
    return sorted(found.values())


def _alike(one: str, other: str) -> bool:
    """Whether two sentences share enough words to be compared."""
    ours, theirs = facts(one).content, facts(other).content
    return 2 * (ours & theirs).total() >= LEAST_SHARED * (ours.total() + theirs.total())


def _moved(span: Span, sentence: Span, block: Block) -> Span:
    """A span in a sentence as one in its block."""
    by = sentence.start - block.start
    return Span(span.start + by, span.end + by)
