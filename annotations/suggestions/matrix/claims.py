"""A row for everything that the reports of an event claim of one thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from annotations.events import Echo
from annotations.marks import Annotation, Relation, RelationKind
from annotations.suggestions.matrix.cells import Place, Row, Tie
from annotations.suggestions.matrix.clusters import clusters, row_of
from annotations.suggestions.matrix.proposals import Proposal

Dismissed = Collection[frozenset[str]]
"""Pairs of ids of claims that are not to be proposed again."""


def claim_rows(
    articles: Sequence[str],
    marks: Iterable[Annotation],
    relations: Iterable[Relation],
    proposals: Iterable[Proposal] = (),
    *,
    echoes: Sequence[Echo] = (),
    dismissed: Dismissed = frozenset(),
) -> tuple[Row, ...]:
    """The rows of an event's claims; every claim is in exactly one.

    `articles` are the ids of the event's articles, in order: the columns. Claims are put together
    by relations first, then by proposals; those of one article on the very same words are one.
    Claims of other articles are left out, and so are proposals that were `dismissed` or that
    somebody has decided by a relation of the two.
    """
    columns = {article: column for column, article in reversed(list(enumerate(articles)))}
    known = [mark for mark in marks if mark.article in columns]
    claims = sorted(
        (mark for mark in known if mark.root == "claim"),
        key=lambda mark: (columns[mark.article], mark.start, mark.end, mark.created, mark.id),
    )
    places = [Place(mark.id, columns[mark.article], mark.span, mark) for mark in claims]
    sources = _sources(known, relations)
    themes = _themes(known)
    stored = [*_same(places), *_related(relations)]
    decided = {frozenset((tie.one, tie.other)) for tie in stored}.union(dismissed)
    ties = [*stored, *_proposed(proposals, decided)]
    return tuple(
        row_of(
            row,
            among,
            len(articles),
            echoes,
            themes=frozenset().union(*(_labels(each, themes) for each in row)),
            sources=frozenset(sources[each.key] for each in row if each.key in sources),
        )
        for row, among in clusters(places, ties)
    )


def _related(relations: Iterable[Relation]) -> Iterable[Tie]:
    for each in relations:
        if each.kind.between_claims:
            sure = 0.0 if each.suggested else 1.0
            yield Tie(each.source, each.target, each.kind, each, sure, each.note)


def _same(places: Iterable[Place]) -> Iterable[Tie]:
    """Two people marked the very same words: they are one claim, as if they had said so."""
    first: dict[tuple[int, int, int], Place] = {}
    for place in places:
        known = first.setdefault((place.column, *place.span), place)
        if known is not place and known.claim and place.claim:
            yield Tie(known.key, place.key, RelationKind.AGREES, _identity(known, place))


def _identity(one: Place, other: Place) -> Relation:
    assert other.claim is not None
    return Relation(
        id="",
        source=one.key,
        target=other.key,
        kind=RelationKind.AGREES,
        annotator=other.claim.annotator,
        created=other.claim.created,
    )


def _proposed(proposals: Iterable[Proposal], decided: Dismissed) -> Iterable[Tie]:
    for each in proposals:
        if frozenset((each.one, each.other)) not in decided:
            yield Tie(each.one, each.other, each.kind, sure=each.sure, reason=each.reason)


def _sources(marks: Iterable[Annotation], relations: Iterable[Relation]) -> dict[str, str]:
    """Who makes each claim: the words of the source that it is attributed to."""
    words = {mark.id: " ".join(mark.quote.split()) for mark in marks if mark.root == "source"}
    return {
        each.source: words[each.target]
        for each in relations
        if each.kind is RelationKind.ATTRIBUTED_TO and each.target in words
    }


def _themes(marks: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    """The themes of each article."""
    found: dict[str, list[Annotation]] = {}
    for mark in marks:
        if mark.root == "theme":
            found.setdefault(mark.article, []).append(mark)
    return found


def _labels(place: Place, themes: Mapping[str, Sequence[Annotation]]) -> frozenset[str]:
    """Labels of the themes that a claim lies in or touches."""
    assert place.claim is not None
    return frozenset(
        each.label
        for each in themes.get(place.claim.article, ())
        if each.start < place.span.end and place.span.start < each.end
    )
