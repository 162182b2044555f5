"""What an export sees of a store: through filters, one article at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from annotations.alignment import Alignment
from annotations.articles import Article
from annotations.errors import ExchangeError, SpanError
from annotations.marks.annotation import AnchorState, Annotation, Relation, verify
from annotations.marks.codebook import BUILT_IN, Codebook, Label, codebook, from_dict, within
from annotations.store import Pair, Store


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
        """The annotations of an article that are meant, in order of their spans."""
        return tuple(
            each for each in self._store.annotations(article=article_id) if self.filters.takes(each)
        )

    def annotations(self) -> Iterator[Annotation]:
        """All annotations that are meant, article by article."""
        for article_id in self.article_ids:
            yield from self.annotations_of(article_id)

    @cached_property
    def _ids(self) -> frozenset[str] | None:
        """Ids of the annotations that are meant; None for all."""
        if not self.filters.narrows_annotations and not self.filters.pairs:
            return None
        return frozenset(each.id for each in self.annotations())

    def relations(self) -> Iterator[Relation]:
        """The relations whose two ends are both meant."""
        for relation in self._store.relations():
            if self._ids is None or (relation.source in self._ids and relation.target in self._ids):
                yield relation

    def verify(self) -> None:
        """Raise ExchangeError unless every quote stands at its offsets (orphans have none)."""
        for article_id, article in self.articles():
            for annotation in self.annotations_of(article_id):
                if annotation.state is not AnchorState.ORPHAN:
                    try:
                        verify(annotation, article)
                    except SpanError as error:
                        raise ExchangeError(
                            f"nothing was exported: {error}; run `crossread check`"
                        ) from error
