"""TinyDB on the journal: the same tables and queries, each change one synced line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Table

from annotations.store.engine.encoding import decode, encode
from annotations.store.engine.journal import Operation
from annotations.store.engine.storage import JournalStorage
from annotations.store.engine.tables import Rows


class DecodedTable(Mapping[str, dict[str, Any]]):
    """A table's documents by their number as text, each decoded when asked for."""

    def __init__(self, rows: Rows) -> None:
        self._documents = rows.documents

    def __getitem__(self, number: str) -> dict[str, Any]:
        return decode(self._documents[int(number)])

    def __iter__(self) -> Iterator[str]:
        return map(str, list(self._documents))

    def __len__(self) -> int:
        return len(self._documents)


class Recording(MutableMapping[int, dict[str, Any]]):
    """A table as an updater sees it; knows afterwards which documents it changed."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._seen: dict[int, dict[str, Any] | None] = {}

    def __getitem__(self, number: int) -> dict[str, Any]:
        if number not in self._seen:
            self._seen[number] = decode(self._rows.documents[number])
        document = self._seen[number]
        if document is None:
            raise KeyError(number)
        return document

    def __setitem__(self, number: int, document: dict[str, Any]) -> None:
        self._seen[number] = document

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._seen[number] = None

    def __contains__(self, number: object) -> bool:
        if number in self._seen:
            return self._seen[number] is not None
        return number in self._rows.documents

    def __iter__(self) -> Iterator[int]:
        yield from [number for number in self._rows.documents if number in self]
        yield from [
            number
            for number, document in self._seen.items()
            if document is not None and number not in self._rows.documents
        ]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._seen = dict.fromkeys(self._rows.documents)

    def operations(self) -> Iterator[Operation]:
        """What changed, as the journal takes it."""
        for number, document in self._seen.items():
            before = self._rows.documents.get(number)
            after = (
                None if document is None else encode(self._rows.table, document, self._rows.leading)
            )
            if before != after:
                yield self._rows.table, number, after


class JournalTable(Table):
    """A TinyDB table whose writes go through the journal."""

    default_query_cache_capacity = 0  # another process may write between two searches

    @property
    def _journal(self) -> JournalStorage:
        return cast(JournalStorage, self._storage)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document; its number is chosen under the lock."""
        return self.insert_multiple([document])[0]

    def _get_next_id(self) -> int:
        return self._journal.rows(self.name).next_number()

    def _read_table(self) -> dict[str, Mapping[Any, Any]]:
        self._journal.refresh()
        return cast(dict[str, Mapping[Any, Any]], DecodedTable(self._journal.rows(self.name)))

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], Any]) -> None:
        def plan() -> Iterable[Operation]:
            recording = Recording(self._journal.rows(self.name))
            updater(cast(dict[int, Mapping[Any, Any]], recording))
            return list(recording.operations())

        self._journal.commit(plan)


class JournalDB(TinyDB):
    """`JournalDB(path)` is an ordinary TinyDB that loses nothing."""

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]  # TinyDB takes any Storage

    @property
    def journal(self) -> JournalStorage:
        """The storage, as what it is."""
        return cast(JournalStorage, self._storage)
