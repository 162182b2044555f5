"""Doing, undoing and redoing commands: each one transaction, history included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from annotations.articles.article import Article
from annotations.errors import CrossreadError, RefusedError, StoreError
from annotations.store import history
from annotations.store.command import Command, Document, Edit
from annotations.store.engine.encoding import decode
from annotations.store.engine.journal import Operation
from annotations.store.engine.storage import JournalStorage
from annotations.store.engine.tables import Rows
from annotations.store.pairs import StoredPairs
from annotations.store.rules import Rules
from annotations.store.serialization import article_from_document
from annotations.store.validation import (
    Outcome,
    Outcomes,
    check_removals,
    check_rules,
    outcomes,
    unchanged,
)

Find = Callable[[Rows, str], tuple[int, Document] | None]
"""Finds the entry that undo or redo is about."""


class Transactions:
    """Does, undoes and redoes the commands of one annotator.

    `limit` is the number of commands that the history keeps for each pair.
    """

    def __init__(
        self, storage: JournalStorage, pairs: StoredPairs, annotator: str, limit: int
    ) -> None:
        self._storage = storage
        self._pairs = pairs
        self._annotator = annotator
        self._limit = limit

    def do(self, command: Command) -> None:
        """Do a command and remember it; see `Store.do`."""

        def plan() -> Iterator[Operation]:
            left = self._left_by(command)
            yield from self._operations(left)
            yield from history.remember(self._history, command, left, self._annotator, self._limit)

        if command.edits:
            self._storage.commit(plan)

    def stream(self, title: str, edits: Iterable[Edit], history_of: Callable[[], str]) -> None:
        """Do many edits as one command, and remember it, without holding them all as documents.

        `edits` are taken one by one before anything is locked; `history_of` is asked after the last.
        """
        left = outcomes(title, edits, self._storage.raw)

        def plan() -> Iterator[Operation]:
            unchanged(title, left, self._storage.raw)
            yield from self._operations(self._checked(title, left))
            command = Command(title, (), history_of())
            yield from history.remember(self._history, command, left, self._annotator, self._limit)

        if left:
            self._storage.commit(plan)

    def put(
        self, title: str, added: Callable[[], Iterable[Outcome]], history_of: str | None
    ) -> None:
        """Add documents that are known to be right, in one transaction.

        `added` is called under the lock and gives what each leaves. `history_of` names the history
        that remembers it, as a command's `pair` does; None for none.
        """

        def plan() -> Iterator[Operation]:
            left = {(each.table, each.key): each for each in added()}
            yield from self._operations(left)
            if left and history_of is not None:
                command = Command(title, (), history_of)
                yield from history.remember(
                    self._history, command, left, self._annotator, self._limit
                )

        self._storage.commit(plan)

    def step(self, pair: str, find: Find) -> Command | None:
        """Take back, or do again, the command that `find` finds; returns what was done.

        Raises:
            RefusedError: it cannot be, for somebody changed a document since; the command leaves
                the history.
        """
        done: list[Command] = []
        stale: list[int] = []

        def plan() -> Iterator[Operation]:
            entry = find(self._history, history.scope(pair, self._annotator))
            if entry is None:
                return
            number, document = entry
            try:
                command = history.reversal(document, self._storage.raw)
                left = self._left_by(command, again=True)
            except CrossreadError as error:
                stale.append(number)
                raise RefusedError(f"“{document['title']}” stays as it is: {error}") from error
            done.append(command)
            yield from self._operations(left)
            yield history.turned(number, document, left)

        try:
            self._storage.commit(plan)
        except StoreError:
            if stale:
                self._storage.commit(lambda: [(history.TABLE, stale[0], None)])
            raise
        return done[0] if done else None

    def title(self, pair: str, find: Find) -> str | None:
        """The title of the command that `find` finds."""
        found = find(self._history, history.scope(pair, self._annotator))
        return None if found is None else str(found[1]["title"])

    @property
    def _history(self) -> Rows:
        return self._storage.rows(history.TABLE)

    def _left_by(self, command: Command, *, again: bool = False) -> Outcomes:
        """What a command leaves, once all of it is known to be right."""
        return self._checked(
            command.title, outcomes(command.title, command.edits, self._storage.raw), again=again
        )

    def _checked(self, title: str, left: Outcomes, *, again: bool = False) -> Outcomes:
        """The same outcomes, once all of them are known to be right."""

        def stored(table: str, key: str) -> Document | None:
            outcome = left.get((table, key))
            return self._storage.document(table, key) if outcome is None else outcome.document

        texts_change = any(table in ("articles", "texts") for table, _ in left)

        @lru_cache(maxsize=8)
        def article(key: str) -> Article | None:
            if not texts_change:  # a book is not decoded for every word that is tagged in it
                known = self._storage.raw("articles", key) is not None
                return self._pairs.article(key) if known else None
            document = stored("articles", key)
            if document is None:
                return None
            digest = str(document.get("sha256"))
            if ("articles", key) not in left and ("texts", digest) not in left:
                return self._pairs.article(key)  # which may have it decoded
            text = stored("texts", digest)
            return None if text is None else article_from_document(document, str(text.get("text")))

        check_rules(title, left, Rules(stored, article), again=again)
        check_removals(title, left, self._needing, self._storage.raw)
        return left

    def _needing(self, table: str, key: str) -> list[str]:
        rows = self._storage.rows(table)
        return [str(decode(rows.documents[number])["id"]) for number in rows.having(key)]

    def _operations(self, left: Outcomes) -> Iterator[Operation]:
        for outcome in left.values():
            number = self._storage.rows(outcome.table).number_of(outcome.key)
            if outcome.after is not None:
                yield self._storage.putting(outcome.table, outcome.key, outcome.after)
            elif number is not None:
                yield outcome.table, number, None
