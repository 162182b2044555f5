"""What a store holds, read back: the half of `Store` that changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.alignment.link import Alignment
from annotations.articles.article import Article
from annotations.marks.annotation import AnchorState, Annotation, Relation
from annotations.store import queries
from annotations.store.command import Command
from annotations.store.engine.tinydb_tables import JournalDB
from annotations.store.events.kept import StoredEvents
from annotations.store.pairs import StoredPairs
from annotations.store.serialization import (
    Event,
    Pair,
    Progress,
    Rejection,
    annotation_from_document,
    progress_from_document,
)

if TYPE_CHECKING:
    from annotations.store.events.counts import LabelCount
    from annotations.store.events.overview import EventOverview
    from annotations.store.reanchoring import TextUpdate
    from annotations.store.search.annotation_query import AnnotationQuery
    from annotations.store.search.store_index import StoreIndex


class StoreReader:
    """What can be asked of a store, as one annotator; `Store` adds what changes it."""

    def __init__(self, database: JournalDB, annotator: str = "") -> None:
        self._storage = database.journal
        self._pairs = StoredPairs(self._storage)
        self._events = StoredEvents(self._storage, self._pairs)
        self.annotator = annotator

    @property
    def path(self) -> Path:
        return self._storage.path

    @property
    def read_only(self) -> bool:
        return self._storage.read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the user about what is unusual: read-only, damaged, migrated."""
        return tuple(self._storage.notices)

    # -- articles, events and pairs ----------------------------------------------------------------

    def event(self, event_id: str) -> Event:
        """The event; StoreError for an unknown id."""
        return self._events.event(event_id)

    def events(self, *, article: str | None = None) -> tuple[Event, ...]:
        """All events, or those that have an article, in the order they came."""
        return self._events.events() if article is None else self._events.having(article)

    def event_of(self, pair: Pair) -> Event:
        """The event that a pair is read in: that of the two, else the first that has both.

        Where there is none (a store open for reading only may have it so), one that is not kept.
        """
        found = self._events.holding((pair.left, pair.right))
        both = (pair.left, pair.right)
        return found or Event(id=pair.id, articles=both, created=pair.created, title=pair.title)

    @cached_property
    def overview(self) -> EventOverview:
        """What can be said of each event in a line; it follows what changes."""
        from annotations.store.events.overview import EventOverview

        return EventOverview(self._storage, self.annotator)

    def label_counts(self) -> Iterator[LabelCount]:
        """How often which label was given, by article, annotator and month; see `counted_by`."""
        from annotations.store.events.counts import label_counts

        return label_counts(self._storage)

    def word_index(self) -> StoreIndex:
        """An index of all words of the store, to be filled by its `fill` and to follow changes."""
        from annotations.store.search.store_index import StoreIndex

        return StoreIndex(self._storage)

    def find_annotations(self, query: AnnotationQuery) -> tuple[Annotation, ...]:
        """What people annotated that a query finds, in the whole store; suggestions aside."""
        from annotations.store.search.annotation_query import find_annotations

        return find_annotations(self._storage, query)

    def pairs_of(self, event: Event) -> tuple[Pair, ...]:
        """The pairs that were made of an event's articles so far."""
        return self._pairs.pairs_among(event.articles)

    def removal(self, event_id: str, *, history: str = "") -> Command:
        """The command that removes an event, and of its articles those that are in no other.

        With an article go its annotations, their relations, its pairs and their links. Nothing is
        done yet: it is for `do`, and undo brings all of it back.
        """
        return self.removals([event_id], history=history)

    def removals(self, event_ids: Iterable[str], *, history: str = "") -> Command:
        """As `removal`, for several events at once."""
        events = [self.event(each) for each in dict.fromkeys(event_ids)]
        return self._events.removals(events, history=history)

    def extension(
        self, event_id: str, articles: Iterable[Article], *, history: str = ""
    ) -> Command:
        """The command that adds articles to an event, new ones or stored ones, at its end.

        Raises:
            StoreError: it has them all already.
        """
        return self._events.extension(self.event(event_id), articles, history=history)

    def article(self, article_id: str) -> Article:
        """The article with its current text; StoreError for an unknown id."""
        return self._pairs.article(article_id)

    def articles(self) -> tuple[str, ...]:
        """Ids of all articles, in the order they came."""
        return tuple(str(document["id"]) for document in self.documents("articles"))

    def article_with(self, digest: str) -> str | None:
        """Id of the article whose current text has this SHA-256."""
        return self._pairs.article_with(digest)

    def text(self, digest: str) -> str:
        """A canonical text by its SHA-256: also one that an article had before it changed."""
        return self._pairs.text(digest)

    def pair(self, pair_id: str) -> Pair:
        """The pair; StoreError for an unknown id."""
        return self._pairs.pair(pair_id)

    def pair_between(self, left: str, right: str) -> Pair | None:
        """The pair of two articles, this one on the left; None where it was not made yet."""
        return self._pairs.between(left, right)

    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, in the order they came."""
        return self._pairs.pairs()

    def last_pair(self) -> Pair | None:
        """The pair that this annotator read last, else the one that came last."""
        pairs = {pair.id: pair for pair in self.pairs()}
        read = queries.last_read(self._storage, self.annotator)
        if read is not None and read.pair in pairs:
            return pairs[read.pair]
        return max(pairs.values(), key=lambda pair: pair.created, default=None)

    def last_event(self) -> Event | None:
        """The event that this annotator read last, else the one that came last."""
        read = queries.last_read(self._storage, self.annotator)
        for key in () if read is None else (read.event, read.pair):
            if self._storage.raw("events", key) is not None:
                return self.event(key)
        return max(self.events(), key=lambda event: event.created, default=None)

    def changed(self, article: Article) -> str | None:
        """Id of the stored article of the same source or URL whose text is another by now.

        None where the text is stored as it is, and where the texts have nothing in common: two
        files of one name in two folders are two articles.
        """
        return self._pairs.changed(article)

    def update_text(self, article_id: str, article: Article, *, pair: str = "") -> TextUpdate:
        """What it means for a stored article to take a new text: a command to `do`, and the
        annotations to look at; nothing is changed yet. The old text stays in the store.
        """  # noqa: D205
        from annotations.store.reanchoring import update_stored

        return update_stored(self._storage, self._pairs, article_id, article, pair)

    # -- what people said --------------------------------------------------------------------------

    def annotations(
        self,
        *,
        article: str | None = None,
        pair: str | None = None,
        event: str | None = None,
        label: str | None = None,
    ) -> tuple[Annotation, ...]:
        """Annotations in order of article and span, all or those of an article, pair or event.

        Those of a pair or an event are those of its articles, wherever they were made. `label`
        takes a label and all below it.
        """
        return queries.annotations_on(self._storage, self._articles(article, pair, event), label)

    def review(self, *, pair: str | None = None) -> tuple[Annotation, ...]:
        """Annotations that a changed text left unsure of their place, all or those of a pair."""
        sure = (AnchorState.EXACT, AnchorState.SHIFTED)
        return tuple(each for each in self.annotations(pair=pair) if each.state not in sure)

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation with this id."""
        document = self.document("annotations", annotation_id)
        return None if document is None else annotation_from_document(document)

    def relations(
        self, *, pair: str | None = None, event: str | None = None
    ) -> tuple[Relation, ...]:
        """Relations, all or those whose two ends are both on articles of a pair or an event."""
        return queries.relations_on(self._storage, self._articles(None, pair, event))

    def relations_of(self, annotation_id: str) -> tuple[Relation, ...]:
        """Relations that start or end at an annotation."""
        return queries.relations_of(self._storage, annotation_id)

    def rejections(
        self, *, article: str | None = None, pair: str | None = None, event: str | None = None
    ) -> tuple[Rejection, ...]:
        """What annotators rejected of the program's proposals for an article, a pair or an event."""
        return queries.rejections_on(self._storage, self._articles(article, pair, event))

    def labels(self) -> tuple[dict[str, Any], ...]:
        """The documents of the codebook, in the order they came."""
        return tuple(self.documents("labels"))

    def alignment(self, pair_id: str) -> Alignment | None:
        """The saved links of the aligner under people's decisions; None where there is neither.

        Links that the aligner made on a text that has changed since do not count.
        """
        return queries.stored_alignment(self._storage, pair_id, self._pairs.texts_of(pair_id))

    def progress(self, event_id: str) -> Progress | None:
        """Where this annotator stopped in an event (or, in an older store, in a pair)."""
        key = Progress(pair=event_id, annotator=self.annotator).key
        document = self.document("progress", key)
        return None if document is None else progress_from_document(document)

    # -- documents ---------------------------------------------------------------------------------

    def document(self, table: str, key: str) -> dict[str, Any] | None:
        """The document of a table with this key, as a dict."""
        return self._storage.document(table, key)

    def documents(self, table: str) -> Iterator[dict[str, Any]]:
        """The documents of a table as dicts, decoded one at a time."""
        return self._storage.documents(table)

    def count(self, table: str) -> int:
        """How many documents a table has."""
        return len(self._storage.rows(table))

    def tables(self) -> tuple[str, ...]:
        """Names of the tables that hold documents."""
        return self._storage.tables()

    # -- inside ------------------------------------------------------------------------------------

    def _articles(
        self, article: str | None, pair: str | None, event: str | None
    ) -> tuple[str, ...] | None:
        """Ids of the articles that are in all that is named; None where nothing is."""
        sets: list[tuple[str, ...]] = [] if article is None else [(article,)]
        if pair is not None:
            found = self.pair(pair)
            sets.append((found.left, found.right))
        if event is not None:
            sets.append(self.event(event).articles)
        if not sets:
            return None
        return tuple(each for each in dict.fromkeys(sets[0]) if all(each in ids for ids in sets))
