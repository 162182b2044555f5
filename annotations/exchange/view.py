"""The part of a store that an export writes: filtered, read one article at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from annotations.alignment import Alignment
from annotations.articles import Article
from annotations.errors import ExchangeError
from annotations.marks.annotation import SUGGESTED, AnchorState, Annotation, Relation, RelationKind
from annotations.marks.cleaning import mended_path
from annotations.marks.codebook import BUILT_IN, Codebook, Label, kept_codebook, to_dict, within
from annotations.store import Event, Pair, Store
from annotations.store.serialization import (
    Rejection,
    annotation_from_document,
    annotation_to_document,
)

_FIELDS = {*Annotation.__struct_fields__}
_TEXTS = 64
"""Texts held while annotations of many articles come in the order they were made."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which part of a store to export; an empty field filters nothing.

    `pairs` and `events` are ids; `labels` take the label and all below it; `since` and `until` are ISO 8601
    times or days in UTC, compared with the last change, `until` included; `text` is looked for in
    quote and note, without regard to case.
    """

    pairs: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    text: str = ""

    @property
    def narrows_annotations(self) -> bool:
        return bool(self.labels or self.annotators or self.since or self.until or self.text)

    def takes(self, annotation: Annotation) -> bool:
        """Whether an annotation passes the filters, whatever its pair."""
        if self.labels and not any(within(annotation.label, label) for label in self.labels):
            return False
        if self.annotators and annotation.annotator not in self.annotators:
            return False
        if self.since and annotation.updated < self.since:
            return False
        # A day or minute takes in all that begins with it.
        if self.until and annotation.updated[: len(self.until)] > self.until:
            return False
        wanted = self.text.casefold()
        return wanted in annotation.quote.casefold() or wanted in annotation.note.casefold()


class View:
    """The articles, pairs, links, annotations, relations and labels that are to be exported."""

    def __init__(
        self,
        store: Store,
        filters: Filters | None = None,
        *,
        suggestions: bool = True,
        utf16: bool = False,
    ) -> None:
        """`suggestions` says whether they are meant too; `utf16` in which unit offsets are asked for."""
        self.store = store
        self.filters = filters or Filters()
        self.suggestions = suggestions
        self.utf16 = utf16

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events that are meant: all, those named, or those within the pairs that are named."""
        wanted = self.filters.events
        if not wanted and not self.filters.pairs:
            return self.store.events()
        for key in wanted:
            if self.store.document("events", key) is None:
                raise ExchangeError(f"there is no event {key!r} in {self.store.path}")
        if wanted:
            return tuple(each for each in self.store.events() if each.id in wanted)
        there = set(self.article_ids)
        found = {each.id for key in there for each in self.store.events(article=key)}
        events = (self.store.event(key) for key in found)
        return tuple(sorted((each for each in events if set(each.articles) <= there), key=_came))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs that are meant; ExchangeError for the id of one that is not there."""
        wanted = self.filters.pairs
        for key in wanted:
            if self.store.document("pairs", key) is None:
                raise ExchangeError(f"there is no pair {key!r} in {self.store.path}")
        pairs = self.store.pairs()
        if self.filters.events:
            inside = {pair.id for event in self.events for pair in self.store.pairs_of(event)}
            pairs = tuple(pair for pair in pairs if pair.id in inside)
        return tuple(pair for pair in pairs if not wanted or pair.id in wanted)

    @cached_property
    def article_ids(self) -> tuple[str, ...]:
        """Ids of the articles that are meant: all, or those of the pairs or of the events."""
        if self.filters.pairs:
            ends = (each for pair in self.pairs for each in (pair.left, pair.right))
            return tuple(dict.fromkeys(ends))
        if self.filters.events:
            return tuple(dict.fromkeys(each for event in self.events for each in event.articles))
        return self.store.articles()

    @cached_property
    def codebook(self) -> Codebook:
        """The store's labels, and the built-in ones where it has none of its own by that path."""
        kept = self.store.labels()
        paths = {document.get("id") for document in kept}
        return kept_codebook(
            [*(to_dict(label) for label in BUILT_IN if label.path not in paths), *kept]
        )

    def label(self, path: str) -> Label:
        """A label of the codebook, or one by that name where an annotation has one of its own."""
        return self.codebook.get(mended_path(path)) or Label(mended_path(path))

    def article(self, article_id: str) -> Article:
        return self.store.article(article_id)

    def articles(self) -> Iterator[tuple[str, Article]]:
        """Each article that is meant, with its id."""
        for article_id in self.article_ids:
            yield article_id, self.store.article(article_id)

    def alignment(self, pair: Pair) -> Alignment:
        """The links of a pair; none where it was never aligned, or is none that is stored."""
        stored = self.store.document("pairs", pair.id) is not None
        found = self.store.alignment(pair.id) if stored else None
        return Alignment() if found is None else found

    def annotations_of(self, article_id: str) -> tuple[Annotation, ...]:
        """The annotations of an article that are meant, in order of their spans, each verified."""
        found = self.store.annotations(article=article_id)
        text = self.article(article_id).text if found else ""
        for each in found:
            self._verify(text, each.id, each.state, each.start, each.end, each.quote)
        return tuple(each for each in found if self._takes(each))

    def _takes(self, annotation: Annotation) -> bool:
        return (self.suggestions or not annotation.suggested) and self.filters.takes(annotation)

    def annotations(self) -> Iterator[Annotation]:
        """All annotations that are meant, article by article."""
        for article_id in self.article_ids:
            yield from self.annotations_of(article_id)

    def documents(self) -> Iterator[dict[str, Any]]:
        """All annotations that are meant as the store keeps them, in the order they came."""
        articles = frozenset(self.article_ids)
        texts: dict[str, str] = {}
        for document in self.store.documents("annotations"):
            article = str(document.get("article"))
            if article not in articles:
                continue
            if not self.suggestions and SUGGESTED in document.get("attributes", ()):
                continue
            if document.keys() != _FIELDS or self.filters.narrows_annotations:
                annotation = annotation_from_document(document)
                if not self.filters.takes(annotation):
                    continue
                document = annotation_to_document(annotation)
            if article not in texts:
                if len(texts) >= _TEXTS:
                    texts.clear()
                texts[article] = self.article(article).text
            names = ("id", "state", "start", "end", "quote")
            self._verify(texts[article], *(document[name] for name in names))
            yield document

    def _verify(self, text: str, key: str, state: str, start: int, end: int, quote: str) -> None:
        """Raise ExchangeError unless a quote stands at its offsets; an orphan's need not."""
        inside = 0 <= start < end <= len(text) and text[start:end] == quote
        if not inside and state != AnchorState.ORPHAN:
            raise ExchangeError(
                f"nothing was exported: annotation {key}: its quote is not at {start}-{end} of its"
                " article; run `crossread check`"
            )

    @cached_property
    def used(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """The labels that the annotations have, and the annotators in the order they came."""
        labels: set[str] = set()
        people: dict[str, None] = {}
        for document in self.documents():
            labels.add(document["label"])
            people[document["annotator"]] = None
        return frozenset(labels), tuple(people)

    @cached_property
    def _ids(self) -> frozenset[str] | None:
        """Ids of the annotations that are meant; None for all."""
        filters = self.filters
        narrowed = filters.narrows_annotations or filters.pairs or filters.events
        if not narrowed and self.suggestions:
            return None
        return frozenset(document["id"] for document in self.documents())

    @cached_property
    def kinds(self) -> tuple[RelationKind, ...]:
        """The kinds of relations: our own, and those that files brought."""
        found = {each.kind for each in self.relations()}
        return (*RelationKind, *sorted(found - set(RelationKind)))

    def rejections(self) -> Iterator[Rejection]:
        """What the annotators that are meant rejected of the proposals for the articles meant."""
        people = self.filters.annotators
        for article_id in self.article_ids:
            for each in self.store.rejections(article=article_id):
                if not people or each.annotator in people:
                    yield each

    @cached_property
    def _by_source(self) -> dict[str, list[tuple[int, Relation]]]:
        """The relations that are meant, numbered as they came, by the annotation that they lead from."""
        found: dict[str, list[tuple[int, Relation]]] = {}
        for number, each in enumerate(self.relations()):
            found.setdefault(each.source, []).append((number, each))
        return found

    def relations_among(self, ids: Collection[str]) -> tuple[Relation, ...]:
        """The relations that are meant and have both ends among some annotations, as they came."""
        found = [
            numbered
            for key in ids
            for numbered in self._by_source.get(key, ())
            if numbered[1].target in ids
        ]
        return tuple(relation for _, relation in sorted(found, key=lambda each: each[0]))

    def relations(self) -> Iterator[Relation]:
        """The relations whose two ends are both meant."""
        for relation in self.store.relations():
            if relation.suggested and not self.suggestions:
                continue
            if self._ids is None or (relation.source in self._ids and relation.target in self._ids):
                yield relation


def left_out(view: View) -> tuple[int, int]:
    """How many annotations and relations a view leaves out because they are suggestions, or tie one."""
    if view.suggestions:
        return 0, 0
    whole = View(view.store, view.filters)
    marks = sum(SUGGESTED in document.get("attributes", ()) for document in whole.documents())
    ties = sum(1 for _ in whole.relations()) - sum(1 for _ in view.relations())
    return marks, ties


def _came(event: Event) -> tuple[str, str]:
    return event.created, event.id
