"""An event laid out for a report: its outlets, the rows of its claims, and what contradicts what.

For tables and for pages alike; a store's pairs that are in no event of more have one of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotations.articles import Article, Span
from annotations.events import echoes
from annotations.exchange.pair_sheet import shown_pairs
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks import Annotation, Relation, RelationKind
from annotations.marks.annotation import AnchorState
from annotations.marks.claim_facts import differing_words
from annotations.store import Event, Pair
from annotations.suggestions.matrix import Row, claim_rows


@dataclass(frozen=True)
class Contradiction:
    """Two claims that contradict each other, and the spans in each quote of the words that differ."""

    one: Annotation
    other: Annotation
    differing: tuple[tuple[Span, ...], tuple[Span, ...]]
    relation: Relation


@dataclass(frozen=True)
class EventSheet:
    """All of one event. `names` are of its articles, in order, and never the same.

    `rows` have a cell or None for each article. `marks` are by id; `said_by` has the words of the
    sources that a claim is attributed to.
    """

    event: Event
    articles: tuple[Article, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    marks: Mapping[str, Annotation]
    said_by: Mapping[str, tuple[str, ...]]
    contradictions: tuple[Contradiction, ...]
    pairs: tuple[Pair, ...]

    @property
    def title(self) -> str:
        return self.event.title or next(filter(None, (a.title for a in self.articles)), "Event")

    @property
    def told(self) -> frozenset[str]:
        """Ids of the relations that its contradictions tell, or a verdict on the first of a row."""
        ties = ((row.head.key, tie) for row in self.rows for tie in row.ties)
        verdicts = {
            tie.relation.id
            for head, tie in ties
            if tie.relation is not None and head in (tie.one, tie.other)
        }
        return frozenset(verdicts | {each.relation.id for each in self.contradictions}) - {""}

    @property
    def annotators(self) -> tuple[str, ...]:
        """Who made what is in it, in the order of their names."""
        return tuple(sorted({each.annotator for each in self.marks.values()} - {""}))

    def name_of(self, mark: Annotation) -> str:
        return self.names[self.event.articles.index(mark.article)]


def event_sheets(view: View, tally: LossCounts) -> Iterator[EventSheet]:
    """A sheet for each event that is meant, in the order they came."""
    for event, pairs in events_with_pairs(view):
        articles = tuple(view.article(key) for key in event.articles)
        marks = {
            each.id: each
            for key in dict.fromkeys(event.articles)
            for each in view.annotations_of(key)
            if each.state is not AnchorState.ORPHAN
        }
        inside = view.relations_among(marks)
        tally.wrote("events")
        yield EventSheet(
            event,
            articles,
            names(articles),
            claim_rows(event.articles, marks.values(), inside, echoes=echoes(articles)),
            marks,
            _said_by(marks, inside),
            tuple(_contradictions(marks, inside)),
            pairs,
        )


def events_with_pairs(view: View) -> Iterator[tuple[Event, tuple[Pair, ...]]]:
    """Each event that is meant, and the pairs of its articles that a report shows."""
    by_left: dict[str, list[Pair]] = {}
    for pair in shown_pairs(view):
        by_left.setdefault(pair.left, []).append(pair)
    for event in (*view.events, *_alone(view)):
        starting = (pair for key in dict.fromkeys(event.articles) for pair in by_left.get(key, ()))
        yield event, tuple(pair for pair in starting if pair.right in event.articles)


def _alone(view: View) -> Iterator[Event]:
    """An event of two for each pair that is in no event that is meant."""
    inside = {
        (left, right)
        for event in view.events
        for left in event.articles
        for right in event.articles
    }
    for pair in view.pairs:
        if (pair.left, pair.right) not in inside:
            yield Event(id=pair.id, articles=(pair.left, pair.right), created="", title=pair.title)


def names(articles: tuple[Article, ...]) -> tuple[str, ...]:
    """What the articles of an event are called: by outlet, else by title; never two the same.

    Where an outlet has several, its title or date is added to each of these, else a number.
    """
    plain = [_outlet(each) or _title(each) or "article" for each in articles]
    found = list(plain)
    for more in (_title, _day):
        shared = _repeated(found)
        for at, article in enumerate(articles):
            if found[at].casefold() in shared and (said := more(article)) and said != plain[at]:
                found[at] = f"{plain[at]}, {said}"
    shared = _repeated(found)
    taken = {name.casefold() for name in found}
    for at, name in enumerate(found):
        number = at + 1
        while name.casefold() in shared or (name != found[at] and name.casefold() in taken):
            name, number = f"{found[at]} ({number})", number + len(found)
        taken.add(name.casefold())
        found[at] = name
    return tuple(found)


def _repeated(names: list[str]) -> set[str]:
    """The names that are there more than once, without regard to case."""
    counts = Counter(name.casefold() for name in names)
    return {name for name, count in counts.items() if count > 1}


def _outlet(article: Article) -> str:
    return " ".join(article.outlet.split())


def _title(article: Article) -> str:
    return " ".join(article.title.split())


def _day(article: Article) -> str:
    return article.published.partition("T")[0].strip()


def _said_by(
    marks: Mapping[str, Annotation], relations: Sequence[Relation]
) -> dict[str, tuple[str, ...]]:
    """The sources of each claim; those of the same words that somebody else marked are its own too."""
    found: dict[tuple[str, Span], dict[str, None]] = {}
    for each in relations:
        if each.kind is RelationKind.ATTRIBUTED_TO:
            claim = marks[each.source]
            words = " ".join(marks[each.target].quote.split())
            found.setdefault((claim.article, claim.span), {})[words] = None
    return {
        key: tuple(sources)
        for key, mark in marks.items()
        if (sources := found.get((mark.article, mark.span)))
    }


def _contradictions(
    marks: Mapping[str, Annotation], relations: Sequence[Relation]
) -> Iterator[Contradiction]:
    """Each pair of claims once, whoever said so and however often."""
    met: set[frozenset[str]] = set()
    for each in relations:
        both = frozenset((each.source, each.target))
        if each.kind is not RelationKind.CONTRADICTS or both in met:
            continue
        met.add(both)
        one, other = marks[each.source], marks[each.target]
        yield Contradiction(one, other, differing_words(one.quote, other.quote), each)
