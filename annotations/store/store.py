"""`Store`: articles, events and annotations behind one class; the other modules do the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from annotations.alignment.link import Alignment
from annotations.articles.article import Article
from annotations.store import history, queries
from annotations.store.changes import edits_of
from annotations.store.command import Command, Edit
from annotations.store.commands import now
from annotations.store.engine.tables import RowChange
from annotations.store.engine.tinydb_tables import JournalDB
from annotations.store.events.adding import AddedEvents, NewEvent
from annotations.store.reading import StoreReader
from annotations.store.schema import SCHEMA, encode
from annotations.store.serialization import (
    Event,
    Pair,
    Progress,
    links_to_document,
    progress_to_document,
)
from annotations.store.transactions import Transactions

if TYPE_CHECKING:
    from annotations.store.check import Problem

Listener = Callable[[tuple[Edit, ...]], None]


class Store(StoreReader):
    """One store, opened by one annotator; a context manager.

    Every call that changes something returns when the change is on disk. Several processes may
    share a store; within a process a store is not thread-safe: call it from one thread.
    """

    def __init__(
        self, database: JournalDB, annotator: str = "", history_limit: int = history.LIMIT
    ) -> None:
        super().__init__(database, annotator)
        self._database = database
        self._transactions = Transactions(self._storage, self._pairs, annotator, history_limit)
        self._adding = AddedEvents(self._events, self._transactions)
        self._listeners: list[Listener] = []
        self._storage.watch(self._tell)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        annotator: str = "",
        read_only: bool = False,
        history_limit: int = history.LIMIT,
    ) -> Self:
        """Open the store at `path`, or make one there.

        `history_limit` is the number of commands that undo remembers for each event.

        Raises:
            StoreError: with the reason and the mend.
        """
        return cls(JournalDB(path, read_only=read_only, schema=SCHEMA), annotator, history_limit)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; a second call does nothing."""
        self._storage.close()

    @property
    def tinydb(self) -> JournalDB:
        """The TinyDB underneath, for queries of one's own; its writes are as durable.

        They are neither checked against the rules nor kept in the history, as commands are.
        """
        return self._database

    # -- articles, events and pairs ----------------------------------------------------------------

    def add_event(self, articles: Iterable[Article], title: str = "") -> Event:
        """Keep two or more articles as an event; see `add_events`."""
        return self.add_events([(title, articles)])[0]

    def add_events(
        self, sets: Iterable[NewEvent], *, history: str | None = None
    ) -> tuple[Event, ...]:
        """Keep events, each given by its title and articles, in one transaction.

        A text comes into the store once, and into an event once. Where the store has an event of
        the very articles already, that is what is returned for them. `history` names the history
        in which undo finds the addition: "" that of the whole store, None for none.

        Raises:
            StoreError: an event has fewer than two articles; nothing was added.
        """
        return self._adding.add(sets, history=history)

    def add_article(self, article: Article) -> str:
        """Keep an article alone, and return its id; one whose text is there already is that one.

        `commands.put_article` takes it into an event.
        """
        return self._adding.article(article)

    def add_pair(self, left: Article, right: Article) -> Pair:
        """Keep two articles and their pair, in one transaction; the same texts give the same ids.

        Where no event has both, they become one.
        """
        return self._adding.add_pair(left, right)

    def pair_of(self, left: str, right: str) -> Pair:
        """The pair of two stored articles, made when it is first needed."""
        return self._adding.pair(left, right)

    # -- what people said ------------------------------------------------------------------------------

    def save_alignment(self, pair_id: str, alignment: Alignment) -> None:
        """Keep the aligner's links of a pair; people's decisions are commands of their own."""
        texts = self._pairs.texts_of(pair_id)
        self._save(
            "alignments",
            links_to_document(pair_id, queries.automatic_links(alignment), now(), texts),
        )

    def save_progress(self, progress: Progress) -> None:
        """Keep where a reader stopped; an empty `updated` becomes now."""
        document = progress_to_document(progress)
        self._save("progress", {**document, "updated": progress.updated or now()})

    # -- change ------------------------------------------------------------------------------------------

    def do(self, command: Command) -> None:
        """Do a command and remember it, in one transaction; returns when it is on disk.

        Raises:
            StoreError: nothing was done: the disk refused, or a document is no longer what the
                command takes it to be.
            SpanError: nothing was done: an annotation's quote does not stand at its offsets.
        """
        self._transactions.do(command)

    def do_many(self, title: str, edits: Iterable[Edit], history: Callable[[], str]) -> None:
        """Do as many edits as one likes as one command, taken one at a time; raises as `do`.

        For what is too much to be held as one `Command`: an import. `history` gives the event whose
        history remembers it, "" for the whole store's, and is asked when all edits were taken.
        """
        self._transactions.stream(title, edits, history)

    def undo(self, event_id: str) -> Command | None:
        """Take back this annotator's last command in a history; returns what was done, or None.

        It is that of an event, or with "" that of the whole store: imports, and what home does.

        Raises:
            StoreError: somebody changed since what it changed; the command leaves the history, so
                that the next undo takes the one before it.
        """
        return self._transactions.step(event_id, history.next_undo)

    def redo(self, event_id: str) -> Command | None:
        """Do again what was undone last; returns what was done, or None. Raises as `undo`."""
        return self._transactions.step(event_id, history.next_redo)

    def next_undo(self, event_id: str) -> str | None:
        """The title of what `undo` would take back."""
        return self._transactions.title(event_id, history.next_undo)

    def next_redo(self, event_id: str) -> str | None:
        """The title of what `redo` would do again."""
        return self._transactions.title(event_id, history.next_redo)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the edits of every change, of this process or another.

        Returns a function that ends it. History and progress are not told.
        """
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    def refresh(self) -> tuple[Edit, ...]:
        """Read what other processes saved since, tell the listeners, and return it."""
        return edits_of(self._storage.refresh())

    # -- check -------------------------------------------------------------------------------------

    def check(self) -> Iterator[Problem]:
        """Everything that is wrong with the store; nothing, if all is well.

        Opened with `read_only=True`, damage to the files is in the list; opened for writing, it was
        mended at once and is in `notices`.
        """
        from annotations.store.check import check

        return check(self._storage)

    def repair(self, problems: Iterable[Problem]) -> list[Problem]:
        """Do the mends of these problems, and nothing else; returns those that were done.

        What has to go is kept in the table `aside`.
        """
        from annotations.store.check import repair

        return repair(self._storage, problems)

    # -- inside --------------------------------------------------------------------------------------------

    def _save(self, table: str, document: dict[str, Any]) -> None:
        raw = encode(table, document)
        self._storage.commit(lambda: [self._storage.putting(table, str(document["id"]), raw)])

    def _tell(self, changes: list[RowChange]) -> None:
        edits = edits_of(changes) if self._listeners else ()
        if edits:
            for listener in list(self._listeners):
                listener(edits)
