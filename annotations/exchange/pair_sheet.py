"""A pair laid out for a report: aligned rows, texts cut where annotations and changes begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from annotations.alignment import Row, rows, word_diff
from annotations.articles import Article, Block, Kind, Span
from annotations.exchange.common import placed
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks.annotation import Annotation, Relation
from annotations.store import Pair


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a block over which the same annotations lie, and whether it differs."""

    text: str
    over: tuple[Annotation, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One block of a row: its text in segments, and the annotations that begin in it."""

    block: Block
    segments: tuple[Segment, ...]
    begun: tuple[Annotation, ...]


@dataclass(frozen=True)
class PairSheet:
    """All of one pair. `numbers` count its annotations from 1, left article first."""

    pair: Pair
    left: Article
    right: Article
    rows: tuple[tuple[SheetCell | None, SheetCell | None], ...]
    numbers: Mapping[str, int]
    marks: Mapping[str, Annotation]
    relations: tuple[Relation, ...]

    def ties(self, mark: Annotation) -> Iterator[tuple[Relation, Annotation]]:
        """The relations of an annotation, each with its other end."""
        for relation in self.relations:
            if relation.source == mark.id:
                yield relation, self.marks[relation.target]
            elif relation.target == mark.id:
                yield relation, self.marks[relation.source]


def sheets(
    view: View, tally: LossCounts, pairs: Iterable[Pair], told: set[str]
) -> Iterator[PairSheet]:
    """A sheet for each of the pairs, counting what a report has no place for.

    One may be there twice, and is counted once. `told` are the ids of relations that the report tells elsewhere too; it
    may grow meanwhile.
    """
    counted_pairs: set[str] = set()
    shown: set[str] = set()
    tied: set[str] = set()
    stored = {pair.id for pair in view.pairs}
    for pair in pairs:
        left, right = view.article(pair.left), view.article(pair.right)
        marks: dict[str, Annotation] = {}
        sides: list[list[Annotation]] = []
        for article_id in (pair.left, pair.right):
            counted = LossCounts() if article_id in shown else tally
            shown.add(article_id)
            sides.append(placed(view, article_id, counted, "times", "attributes"))
            marks.update((each.id, each) for each in sides[-1])
        relations = view.relations_among(marks)
        tally.wrote("pairs", pair.id in stored - counted_pairs)
        counted_pairs.add(pair.id)
        tally.wrote("relations", len({each.id for each in relations} - tied))
        tied.update(each.id for each in relations)
        alignment = view.alignment(pair)
        cells = tuple(
            _row(row, left, right, sides[0], sides[1]) for row in rows(left, right, alignment)
        )
        numbers = {key: number for number, key in enumerate(marks, 1)}
        yield PairSheet(pair, left, right, cells, numbers, marks, relations)
    for article_id in view.article_ids:
        if article_id not in shown:
            count = len(view.annotations_of(article_id))
            tally.lose("annotations of articles in no pair", article_id, count)
    for relation in view.relations():
        if relation.id in told - tied:
            tally.wrote("relations")
        elif relation.id not in tied:
            tally.lose("relations whose ends are not in one pair", relation.id)


def shown_pairs(view: View) -> tuple[Pair, ...]:
    """The pairs that are meant, and one more for each article of an event that is in none of them.

    Such an article stands beside the first other one of its event: what was tagged in it has a
    place in a report, though nobody has read the two side by side.
    """
    shown = {key for pair in view.pairs for key in (pair.left, pair.right)}
    more = []
    for event in () if view.filters.pairs else view.events:
        for article in dict.fromkeys(event.articles):
            if article in shown or not view.annotations_of(article):
                continue
            beside = next((each for each in event.articles if each != article), article)
            shown |= {article, beside}
            ends = sorted((article, beside), key=event.articles.index)
            name = f"{event.id}:{article}"
            more.append(Pair(id=name, left=ends[0], right=ends[1], created=event.created))
    return (*view.pairs, *more)


def relation_words(relation: Relation) -> str:
    """A relation's kind for people, and whether nobody accepted it yet."""
    words = relation.kind.value.replace("_", " ")
    return f"{words} (suggestion)" if relation.suggested else words


def _row(
    row: Row, left: Article, right: Article, ours: list[Annotation], theirs: list[Annotation]
) -> tuple[SheetCell | None, SheetCell | None]:
    one = None if row.left is None else left.blocks[row.left]
    two = None if row.right is None else right.blocks[row.right]
    before: list[Span] = []
    after: list[Span] = []
    if one is not None and two is not None and Kind.BOILERPLATE not in (one.kind, two.kind):
        for edit in word_diff(left, one.span, right, two.span):
            if edit.changed:
                before.append(edit.left)
                after.append(edit.right)
    return (
        None if one is None else cell(left, one, ours, before),
        None if two is None else cell(right, two, theirs, after),
    )


def cell(
    article: Article, block: Block, marks: Iterable[Annotation], changes: Iterable[Span]
) -> SheetCell:
    """A block cut at every border of an annotation and of a change; the segments make it whole."""
    here = [each for each in marks if each.start < block.end and each.end > block.start]
    spans = [span for span in changes if span.start < span.end]
    cuts = {block.start, block.end}
    for start, end in [*(each.span for each in here), *spans]:
        cuts.update(cut for cut in (start, end) if block.start < cut < block.end)
    order = sorted(cuts)
    segments = tuple(
        Segment(
            article.text[start:end],
            tuple(each for each in here if each.start <= start and end <= each.end),
            any(span.start <= start and end <= span.end for span in spans),
        )
        for start, end in pairwise(order)
    )
    begun = tuple(each for each in here if block.start <= each.start < block.end)
    return SheetCell(block, segments, begun)
