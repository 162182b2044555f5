"""Doing, undoing and redoing commands: each one transaction, history included."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotations.errors import CrossreadError, StoreError
from annotations.store import history
from annotations.store.edits import Command, Document
from annotations.store.encoding import decode
from annotations.store.guard import Outcomes, check_annotations, check_relations, outcomes
from annotations.store.journal import Operation
from annotations.store.rows import Rows
from annotations.store.shelf import Shelf
from annotations.store.storage import JournalStorage

Find = Callable[[Rows, str], tuple[int, Document] | None]
"""Finds the entry that undo or redo is about."""


class Acts:
    """What one annotator does to a store."""

    def __init__(self, storage: JournalStorage, shelf: Shelf, annotator: str, limit: int) -> None:
        self._storage = storage
        self._shelf = shelf
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

    def step(self, pair: str, find: Find) -> Command | None:
        """Take back, or do again, the command that `find` finds; returns what was done.

        Raises:
            StoreError: it cannot be, for somebody changed a document since; the command leaves
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
                left = self._left_by(command)
            except CrossreadError as error:
                stale.append(number)
                raise StoreError(f"“{document['title']}” stays as it is: {error}") from error
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

    def _left_by(self, command: Command) -> Outcomes:
        """What a command leaves, once all of it is known to be right."""
        left = outcomes(command, self._storage.raw)

        def text_of(article: str) -> str | None:
            if ("articles", article) not in left:
                known = self._storage.raw("articles", article) is not None
                return self._shelf.article(article).text if known else None
            document = left["articles", article].document
            digest = str(document["sha256"]) if document else ""
            text = left.get(("texts", digest))
            if text is None:
                return self._shelf.text(digest) if document else None
            return str((text.document or {}).get("text"))

        check_annotations(command.title, left.values(), text_of)
        check_relations(command.title, left, self._storage.raw, self._relations_of)
        return left

    def _relations_of(self, annotation: str) -> list[str]:
        rows = self._storage.rows("relations")
        return [str(decode(rows.documents[n])["id"]) for n in rows.having(annotation)]

    def _operations(self, left: Outcomes) -> Iterator[Operation]:
        for outcome in left.values():
            number = self._storage.rows(outcome.table).number_of(outcome.key)
            if outcome.after is not None:
                yield self._storage.putting(outcome.table, outcome.key, outcome.after)
            elif number is not None:
                yield outcome.table, number, None
