"""What an export sees of a store: through filters, one article at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from annotations.alignment import Alignment
from annotations.articles import Article
from annotations.errors import ExchangeError
from annotations.marks.annotation import AnchorState, Annotation, Relation
from annotations.marks.codebook import BUILT_IN, Codebook, Label, codebook, from_dict, within
from annotations.store import Pair, Store
from annotations.store.documents import annotation_from_document, annotation_to_document

_FIELDS = {each.name for each in fields(Annotation)}
_TEXTS = 64
"""Texts held while annotations of many articles come in the order they were made."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which part of a store is meant; what is empty does not narrow.

    `pairs` are ids; `labels` take the label and all below it; `since` and `until` are ISO 8601
    times or days in UTC, compared with the last change, `until` included; `text` is looked for in
    quote and note, without regard to case.
    """

    pairs: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    text: str = ""

    @property
    def narrows_annotations(self) -> bool:
        return bool(self.labels or self.annotators or self.since or self.until or self.text)

    def takes(self, annotation: Annotation) -> bool:
        """Whether an annotation is meant, its pair aside."""
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

    def __init__(self, store: Store, filters: Filters | None = None) -> None:
        self._store = store
        self.filters = filters or Filters()

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs that are meant; ExchangeError for the id of one that is not there."""
        pairs = self._store.pairs()
        known = {pair.id for pair in pairs}
        for wanted in self.filters.pairs:
            if wanted not in known:
                raise ExchangeError(f"there is no pair {wanted!r} in {self._store.path}")
        return tuple(
            pair for pair in pairs if not self.filters.pairs or pair.id in self.filters.pairs
        )

    @cached_property
    def article_ids(self) -> tuple[str, ...]:
        """Ids of the articles that are meant: all, or those of the pairs."""
        if not self.filters.pairs:
            return self._store.articles()
        return tuple(dict.fromkeys(each for pair in self.pairs for each in (pair.left, pair.right)))

    @cached_property
    def codebook(self) -> Codebook:
        """The store's labels; the built-in ones where it has none of its own."""
        kept = [from_dict(document) for document in self._store.labels()]
        roots = [label for label in BUILT_IN if label.path not in {each.path for each in kept}]
        return codebook([*roots, *kept])

    def label(self, path: str) -> Label:
        """A label of the codebook, or one by that name where an annotation has one of its own."""
        return self.codebook.get(path) or Label(path)

    def article(self, article_id: str) -> Article:
        return self._store.article(article_id)

    def articles(self) -> Iterator[tuple[str, Article]]:
        """Each article that is meant, with its id."""
        for article_id in self.article_ids:
            yield article_id, self._store.article(article_id)

    def alignment(self, pair: Pair) -> Alignment:
        """The links of a pair; none where it was never aligned."""
        found = self._store.alignment(pair.id)
        return Alignment() if found is None else found

    def annotations_of(self, article_id: str) -> tuple[Annotation, ...]:
        """The annotations of an article that are meant, in order of their spans, each verified."""
        found = self._store.annotations(article=article_id)
        text = self.article(article_id).text if found else ""
        for each in found:
            self._verify(text, each.id, each.state, each.start, each.end, each.quote)
        return tuple(each for each in found if self.filters.takes(each))

    def annotations(self) -> Iterator[Annotation]:
        """All annotations that are meant, article by article."""
        for article_id in self.article_ids:
            yield from self.annotations_of(article_id)

    def documents(self) -> Iterator[dict[str, Any]]:
        """All annotations that are meant as the store keeps them, in the order they came."""
        articles = frozenset(self.article_ids)
        texts: dict[str, str] = {}
        for document in self._store.documents("annotations"):
            article = str(document.get("article"))
            if article not in articles:
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
        if not self.filters.narrows_annotations and not self.filters.pairs:
            return None
        return frozenset(document["id"] for document in self.documents())

    def relations(self) -> Iterator[Relation]:
        """The relations whose two ends are both meant."""
        for relation in self._store.relations():
            if self._ids is None or (relation.source in self._ids and relation.target in self._ids):
                yield relation
