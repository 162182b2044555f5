"""TinyDB's `Storage` that loses nothing: snapshot, journal and lock put together.

State is the snapshot with the journal replayed. A transaction takes the lock, reads what other
processes appended, appends one line and syncs it; memory changes only after the sync. The snapshot
is replaced when the store is opened or closed, never during a save.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from annotations.errors import StoreError
from annotations.store.engine import disk, journal, snapshot
from annotations.store.engine import paths as place
from annotations.store.engine.encoding import decode
from annotations.store.engine.journal_file import NOBODY, JournalFile
from annotations.store.engine.lock import NoLocksError
from annotations.store.engine.reconcile import nothing, reconcile
from annotations.store.engine.schema import Schema, migrate, step_up, version_of
from annotations.store.engine.tables import RowChange, Rows

LARGE = 4 << 20
"""Bytes of journal above which opening or closing folds it into the snapshot."""


class JournalStorage(Storage):
    """The tables of one store, in memory and on disk.

    `notices` are sentences for the user about what is unusual: read-only, damaged, backed up;
    `damage` those about damage that was met when the store was read last. Not thread-safe: one
    thread calls it. Processes may share a store.
    """

    def __init__(
        self, path: str | Path, *, read_only: bool = False, schema: Schema | None = None
    ) -> None:
        """Open or create the store at `path`; without a `schema` it may hold anything.

        Raises:
            StoreError: the path is no file (a directory, a pipe, a device), no store, or cannot be
                read; the store is of a newer version; another process holds the lock for long.
        """
        super().__init__()
        self.path = place.real(path)
        self.read_only = read_only
        self.notices: list[str] = []
        self.schema = schema or Schema()
        self._state = nothing(self.schema)
        self._identity = NOBODY
        self._stamp: place.Stamp = None
        self._listeners: list[Callable[[list[RowChange]], None]] = []
        self._journal = self._journal_file()
        try:
            self._open()
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror or error}") from error
        finally:
            if self._identity == NOBODY:
                self._journal.close()
                self._leave_no_trace()

    # -- TinyDB's Storage ----------------------------------------------------------------------

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All documents, decoded: what a plain `TinyDB(path, storage=JournalStorage)` asks for."""
        self.refresh()
        return {
            name: {str(number): decode(raw) for number, raw in rows.documents.items()}
            for name, rows in self._state.tables.items()
        }

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Save what differs from the state in memory: right, though slower than `commit`."""

        def plan() -> Iterator[journal.Operation]:
            for name in {**self._state.tables, **data}:
                now = self.rows(name).documents
                wanted = {
                    int(n): self.schema.encode(name, d) for n, d in data.get(name, {}).items()
                }
                for number in now.keys() - wanted.keys():
                    yield name, number, None
                for number, raw in wanted.items():
                    if now.get(number) != raw:
                        yield name, number, raw

        self.commit(plan)

    def close(self) -> None:
        """Fold a journal worth it into the snapshot, and let go of the files."""
        if not self._journal.is_open:
            return
        try:
            if not self.read_only and self._worth_folding():
                # What is saved is safe in the journal: a fold that fails costs only its use.
                with suppress(OSError, StoreError), self._journal.locked():
                    self._catch_up()
                    self._fold()
        finally:
            self._journal.close()

    # -- what the store asks for -----------------------------------------------------------------

    @property
    def damage(self) -> tuple[str, ...]:
        return tuple(self._state.damage)

    def rows(self, table: str) -> Rows:
        """The rows of a table, empty where there is none yet."""
        rows = self._state.tables.get(table)
        if rows is None:
            rows = self._state.tables[table] = self.schema.rows(table)
        return rows

    def raw(self, table: str, key: str) -> bytes | None:
        """The document of a table with this key, as JSON bytes."""
        return self.rows(table).by_key(key)

    def document(self, table: str, key: str) -> dict[str, Any] | None:
        """The document of a table with this key."""
        raw = self.raw(table, key)
        return None if raw is None else decode(raw)

    def documents(self, table: str) -> Iterator[dict[str, Any]]:
        """The documents of a table, decoded one at a time."""
        return map(decode, self.rows(table))

    def putting(self, table: str, key: str, raw: bytes) -> journal.Operation:
        """The operation that puts a document under its key; to be called inside a plan."""
        rows = self.rows(table)
        number = rows.number_of(key)
        return table, rows.next_number() if number is None else number, raw

    def tables(self) -> tuple[str, ...]:
        """Names of the tables that hold a document."""
        return tuple(name for name, rows in self._state.tables.items() if rows.documents)

    def watch(self, listener: Callable[[list[RowChange]], None]) -> None:
        """Call `listener` with every change from now on, one's own and those of others."""
        self._listeners.append(listener)

    def commit(self, plan: Callable[[], Iterable[journal.Operation]]) -> list[RowChange]:
        """Make one transaction of what `plan` says, and return when it is on disk.

        `plan` is called under the lock, when memory holds what every other process has saved; it
        may raise to call the transaction off. Returns its changes.

        Raises:
            StoreError: nothing was saved; memory and disk are as before.
        """
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only; nothing was saved")
        if not self._journal.is_open:
            raise StoreError(f"{self.path} is closed; nothing was saved")
        others: list[RowChange] = []
        own: list[RowChange] = []
        try:
            with self._journal.locked():
                others = self._catch_up()
                operations = list(plan())
                if operations:
                    self._append(operations)
                    own = [self._apply(operation) for operation in operations]
        except KeyboardInterrupt:
            self._identity = NOBODY  # memory may be a step behind the disk: read it again
            raise
        except NoLocksError as error:
            raise StoreError(f"{self.path}: not saved, its drive cannot lock: {error}") from error
        except OSError as error:
            raise StoreError(
                f"{self.path}: not saved, the disk says “{error.strerror or error}”;"
                " what was saved before is safe; mend that and save again"
            ) from error
        finally:
            self._tell(others + own)
        return own

    def refresh(self) -> list[RowChange]:
        """Read what other processes saved since; returns their changes.

        Raises:
            StoreError: the store cannot be read any more.
        """
        if not self._journal.is_open:
            return []
        if self._journal.identity_on_disk() == self._identity and self._is_last():
            return []
        try:
            with self._journal.locked(shared=self.read_only):
                changes = self._catch_up()
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror or error}") from error
        self._tell(changes)
        return changes

    # -- opening -----------------------------------------------------------------------------------

    def _journal_file(self) -> JournalFile:
        journal_path = self.path.with_name(self.path.name + ".journal")
        return JournalFile(journal_path, writable=not self.read_only)

    def _leave_no_trace(self) -> None:
        """Take back the empty journal that was made beside a file which is no store of ours."""
        with suppress(OSError):
            if self.path.is_file() and self._journal.path.stat().st_size == 0:
                self._journal.path.unlink()

    def _open(self) -> None:
        files = (self.path, self._journal.path)
        for each in (*files, *map(disk.beside, files)):
            place.refuse_special(each)
        if self.read_only:
            self._open_for_reading()
            return
        place.make_folder(self.path.parent)
        reason = place.why_read_only(self.path, self._journal.path)
        if reason:
            self._fall_back(reason)
            return
        try:
            with self._journal.locked():
                self._load()
        except NoLocksError:
            self._journal.close()
            self._fall_back(
                "its drive cannot lock files, and two programs could lose each other's work"
            )

    def _fall_back(self, reason: str) -> None:
        """Open for reading though writing was asked for, and say why."""
        if not self.path.exists() and not self._journal.path.exists():
            raise StoreError(
                f"{self.path}: there is no store, and none can be made: {reason};"
                " name another one with --store"
            )
        self.read_only = True
        self._journal = self._journal_file()
        self._open_for_reading()
        self.notices.append(
            f"{self.path} is opened for reading only: {reason}; nothing can be saved"
            " (name another store with --store)"
        )

    def _open_for_reading(self) -> None:
        if not (self.path.exists() or self._journal.path.exists()):
            raise StoreError(f"{self.path}: there is no store to read")
        try:
            with self._journal.locked(shared=True):
                self._load()
        except (NoLocksError, FileNotFoundError):
            self._load()
        self.notices += self._state.damage

    # -- reading -------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Read the snapshot, replay the journal, and mend what is to be mended; locked.

        Until all of that is done the journal counts as unread, and nothing is appended to it.
        """
        self._identity = NOBODY
        self._stamp = place.stamp(self.path)
        found = snapshot.read(self.path, self.schema)
        data = self._journal.read()
        reading = journal.read(data, self._journal.path.name, self.schema) if data else None
        state = reconcile(found, reading, self.path, self.schema)
        self.schema.refuse_newer(max(version_of(state.tables), state.head.schema), self.path)
        self._state = state
        if self.read_only:
            step_up(state.tables, self.schema)  # in memory alone
        else:
            self._mend()
        self._identity = self._journal.identity

    def _catch_up(self) -> list[RowChange]:
        """Read what others appended; under the lock. Returns their changes."""
        if self._journal.identity != self._identity:
            return self._load_again()
        if self._is_last():
            return []
        end = self._state.place
        reading = journal.read(
            self._journal.read(end.offset), self._journal.path.name, self.schema, end
        )
        if reading.damage:
            return self._load_again()
        self._state.place = reading.place
        return [self._apply(operation) for operation in reading.operations]

    def _load_again(self) -> list[RowChange]:
        """Read everything anew; returns how it differs from what memory held."""
        before = self._state.tables
        self._load()
        changes: list[RowChange] = []
        for name in {**before, **self._state.tables}:
            old = before[name].documents if name in before else {}
            new = self.rows(name).documents
            for number in {**old, **new}:
                if old.get(number) != new.get(number):
                    changes.append(RowChange(name, number, old.get(number), new.get(number)))
        return changes

    # -- writing -------------------------------------------------------------------------------------

    def _append(self, operations: Iterable[journal.Operation]) -> None:
        end = self._state.place
        line, after = journal.transaction_line(end, operations)
        try:
            self._journal.write([*line, after.end], end.offset)
        except BaseException:
            self._take_back(end)
            raise
        self._state.place = after

    def _take_back(self, end: journal.JournalPosition) -> None:
        """Cut what a failed append left, and put back the end line that it overwrote."""
        try:
            self._journal.cut(end.end, end.offset)
        except OSError:
            self._identity = NOBODY  # the next transaction reads everything again, and mends

    def _apply(self, operation: journal.Operation) -> RowChange:
        table, number, raw = operation
        return RowChange(table, number, self.rows(table).put(number, raw), raw)

    def _is_last(self) -> bool:
        """Whether the end line still stands where it did: nobody has appended since."""
        end = self._state.place
        return self._journal.holds(end.end, end.offset)

    def _worth_folding(self) -> bool:
        """Whether the journal is large, or the snapshot so small that folding costs nothing."""
        if not self._state.place.count:
            return False
        size, whole = self._state.place.offset, self.path.stat().st_size
        return size > LARGE or whole < LARGE or size > whole // 4

    def _mend(self) -> None:
        """Back up damaged files, migrate, and fold a journal that is large or does not fit; locked."""
        state = self._state
        version = version_of(state.tables)
        older = self.schema.is_older(version)
        if state.damage:
            self._back_up("damaged")
            self.notices.extend(state.damage)
        elif older and any(state.tables.values()):
            self._back_up(f"schema-{version}")
            self.notices.append(
                f"{self.path.name} was brought from schema {version} to {self.schema.version}"
            )
        if older:
            migrate(state.tables, self.schema, state.head.store)
            state.unfit = True
        if state.fresh:
            self._start()
        if state.unfit or state.place.offset > LARGE:
            self._fold()
        state.damage.clear()

    def _start(self) -> None:
        """Write a new store's first journal: from here on an empty one is known as damage."""
        line, crc = journal.head_line(self._state.head)
        self._state.place = journal.JournalPosition(len(line), crc, 0)
        self._journal.cut(line + self._state.place.end, 0)
        disk.sync_directory(self.path.parent)

    def _fold(self) -> None:
        """Replace the snapshot by the state in memory, then the journal by an empty one; locked."""
        if place.stamp(self.path) not in (None, self._stamp):
            self._back_up("changed")  # by hand or by another program, while it was open here
        state = self._state
        generation = state.head.generation + 1
        writer = snapshot.Writer(state.tables, generation, state.head.store, state.place.crc)
        disk.replace(self.path, writer)
        self._stamp = place.stamp(self.path)
        assert writer.seal is not None
        written = self.schema.version or max(state.head.schema, version_of(state.tables))
        state.head = journal.Head(generation, writer.seal.checksum, state.head.store, written)
        line, crc = journal.head_line(state.head)
        state.place = journal.JournalPosition(len(line), crc, 0)
        self._journal.replace((line, state.place.end))
        state.fresh = state.unfit = False
        self._identity = self._journal.identity

    def _back_up(self, word: str) -> None:
        """Copy both files as they are, before anything is mended."""
        self.notices.extend(place.back_up((self.path, self._journal.path), word))

    def _tell(self, changes: list[RowChange]) -> None:
        if changes:
            for listener in list(self._listeners):
                listener(changes)
