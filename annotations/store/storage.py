"""TinyDB's `Storage` that loses nothing: snapshot, journal and lock put together.

State is the snapshot with the journal replayed. A transaction takes the lock, reads what other
processes appended, appends one line and syncs it; memory changes only after the sync. The snapshot
is replaced when the store is opened or closed, never during a save.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from tinydb.storages import Storage

from annotations.errors import StoreError
from annotations.store import disk, journal, snapshot
from annotations.store.encoding import decode, encode
from annotations.store.lock import NoLocksError, lock, unlock
from annotations.store.rows import Change, Rows
from annotations.store.schema import SCHEMA, migrate

LARGE = 4 << 20
"""Bytes of journal above which opening or closing folds it into the snapshot."""


class JournalStorage(Storage):
    """The tables of one store, in memory and on disk.

    `notices` are sentences for the user about what is unusual: read-only, damaged, set aside.
    Not thread-safe: one thread calls it. Processes may share a store.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        """Open or create the store at `path`.

        Raises:
            StoreError: the path is a directory or cannot be read, the store is of a newer
                version, or another process holds the lock for long.
        """
        super().__init__()
        self.path = Path(path).expanduser().resolve()
        self.journal_path = self.path.with_name(self.path.name + ".journal")
        self.read_only = read_only
        self.notices: list[str] = []
        self.damage: list[str] = []
        self.tables: dict[str, Rows] = {}
        self._listeners: list[Callable[[list[Change]], None]] = []
        self._descriptor = -1
        self._inode = (0, 0)
        self._head = journal.Head(0, journal.NOTHING, uuid4().hex, SCHEMA)
        self._place = journal.Place(0, journal.NOTHING, 0)
        try:
            self._open()
        except OSError as error:
            self.close()
            raise StoreError(f"{self.path}: {error.strerror or error}") from error
        except BaseException:
            self._release()
            raise

    # -- TinyDB's Storage ----------------------------------------------------------------------

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All documents, decoded: what a plain `TinyDB(path, storage=JournalStorage)` asks for."""
        self.refresh()
        if not any(self.tables.values()):
            return None
        return {
            name: {str(number): decode(raw) for number, raw in rows.documents.items()}
            for name, rows in self.tables.items()
        }

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Save what differs from the state in memory: right, though slower than `commit`."""

        def plan() -> Iterator[journal.Operation]:
            for name in {*self.tables, *data}:
                now = self.tables.get(name, Rows(name)).documents
                wanted = {int(n): encode(name, d) for n, d in data.get(name, {}).items()}
                for number in now.keys() - wanted.keys():
                    yield name, number, None
                for number, raw in wanted.items():
                    if now.get(number) != raw:
                        yield name, number, raw

        self.commit(plan)

    def close(self) -> None:
        """Fold a journal worth it into the snapshot, and let go of the files."""
        if self._descriptor < 0:
            return
        try:
            if not self.read_only and self._worth_folding():
                with suppress(OSError, StoreError), self._locked():
                    self._catch_up()
                    self._fold()
        finally:
            self._release()

    # -- what the store asks for -----------------------------------------------------------------

    def rows(self, table: str) -> Rows:
        """The rows of a table, empty where there is none yet."""
        rows = self.tables.get(table)
        if rows is None:
            rows = self.tables[table] = Rows(table)
        return rows

    def watch(self, listener: Callable[[list[Change]], None]) -> None:
        """Call `listener` with every change from now on, one's own and those of others."""
        self._listeners.append(listener)

    def commit(self, plan: Callable[[], Iterable[journal.Operation]]) -> list[Change]:
        """Make one transaction of what `plan` says, and return when it is on disk.

        `plan` is called under the lock, when memory holds what every other process has saved; it
        may raise to call the transaction off. Returns its changes.

        Raises:
            StoreError: nothing was saved; memory and disk are as before.
        """
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only; nothing was saved")
        others: list[Change] = []
        own: list[Change] = []
        try:
            with self._locked():
                others = self._catch_up()
                operations = list(plan())
                if operations:
                    self._append(operations)
                    own = [self._apply(operation) for operation in operations]
        except OSError as error:
            raise StoreError(f"{self.path}: not saved: {error.strerror or error}") from error
        finally:
            self._tell(others + own)
        return own

    def refresh(self) -> list[Change]:
        """Read what other processes saved since; returns their changes."""
        if self._descriptor < 0:
            return []
        try:
            now = self.journal_path.stat()
        except FileNotFoundError:
            return []
        if (now.st_dev, now.st_ino) == self._inode and now.st_size == self._size():
            return []
        with self._locked(shared=self.read_only):
            changes = self._catch_up()
        self._tell(changes)
        return changes

    def _tell(self, changes: list[Change]) -> None:
        if changes:
            for listener in list(self._listeners):
                listener(changes)

    # -- opening -----------------------------------------------------------------------------------

    def _open(self) -> None:
        if self.path.is_dir():
            raise StoreError(
                f"{self.path} is a directory; name a file, such as {self.path}/annotations.json"
            )
        if self.read_only:
            self._open_for_reading()
            return
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        reason = self._why_read_only()
        if reason:
            self._fall_back(reason)
            return
        try:
            with self._locked():
                self._load()
                self._mend()
        except NoLocksError:
            self._release()
            self._fall_back(
                "its drive cannot lock files, so that two programs could overwrite each other"
            )

    def _why_read_only(self) -> str:
        for path, name in (
            (self.path.parent, "its directory"),
            (self.path, "it"),
            (self.journal_path, "its journal"),
        ):
            if path.exists() and not os.access(path, os.W_OK):
                return f"{name} is read-only"
        return ""

    def _fall_back(self, reason: str) -> None:
        """Open for reading though writing was asked for, and say why."""
        self.read_only = True
        self._open_for_reading()
        self.notices.append(
            f"{self.path} is opened for reading only: {reason}; nothing can be saved"
            " (name another store with --store)"
        )

    def _open_for_reading(self) -> None:
        if not self.path.exists() and not self.journal_path.exists():
            raise StoreError(f"{self.path}: there is no store to read")
        try:
            with self._locked(shared=True):
                self._load()
        except (NoLocksError, FileNotFoundError):
            self._load()
        self.notices.extend(self.damage)

    @contextmanager
    def _locked(self, *, shared: bool = False) -> Iterator[None]:
        """Hold the lock on the journal that has the journal's name now."""
        while True:
            if self._descriptor < 0:
                self._descriptor = self._open_journal()
            lock(self._descriptor, str(self.path), shared=shared)
            descriptor = self._descriptor
            try:
                named = self.journal_path.stat()
            except FileNotFoundError:
                named = None
            mine = os.fstat(descriptor)
            if named is not None and (named.st_dev, named.st_ino) == (mine.st_dev, mine.st_ino):
                break
            self._release()  # folded by another process meanwhile: go after the new one
        try:
            yield
        finally:
            if self._descriptor == descriptor:
                unlock(descriptor)
            else:
                os.close(descriptor)

    def _open_journal(self) -> int:
        if self.read_only:
            return os.open(self.journal_path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        return os.open(self.journal_path, flags, 0o666)

    def _release(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    # -- reading -------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Read the snapshot and replay the journal; what is wrong goes to `damage`."""
        self.damage = []
        found = snapshot.read(self.path)
        there = self.path.exists()
        data = disk.read_at(self._descriptor, 0) if self._descriptor >= 0 else b""
        self.tables = found.tables
        self.damage += found.damage
        name = self.journal_path.name
        self._fresh = not there and not data
        self._foreign = found.foreign
        if self._fresh:
            self._head = journal.Head(0, journal.NOTHING, uuid4().hex, SCHEMA)
            self._place = journal.Place(0, journal.NOTHING, 0)
            self._stale = True
            return
        reading = journal.read(data, name)
        if not data:
            reading.damage = (
                []
                if found.foreign and not found.damage
                else [
                    f"{name} is missing or empty: what was saved after the last clean close may be lost"
                ]
            )
        elif reading.head is None:
            reading.damage.append(f"{name}: its first line is missing")
        self.damage += reading.damage
        self._head = self._reconcile(found, reading)
        self._place = reading.place
        for operation in reading.operations:
            self._apply(operation)
        self._check_schema()
        self._identify()

    def _reconcile(self, found: snapshot.Snapshot, reading: journal.Reading) -> journal.Head:
        """The head that the state has; what does not fit together goes to `damage`."""
        head, seal, name = reading.head, found.seal, self.path.name
        self._stale = False
        if head is None:
            self._stale = True
            generation = seal.generation if seal else 0
            return journal.Head(generation, "", seal.store if seal else uuid4().hex, self._schema())
        if seal is None:
            if head.generation and not found.tables:
                self.damage.append(f"{name} is missing or unreadable: only its journal was read")
            elif head.generation and not found.damage:
                self.notices.append(f"{name} was changed by another program since it was saved")
            self._stale = True
            return head
        if seal.store != head.store:
            self.damage.append(f"{name} and its journal belong to two different stores")
            self._stale = True
        elif seal.generation == head.generation + 1 and seal.absorbed == reading.place.crc:
            reading.operations.clear()  # folded already; the crash came before the new journal
            self._stale = True
        elif (seal.generation, seal.checksum) != (head.generation, head.seal):
            self.damage.append(f"{name} is of another time than its journal (a restored copy?)")
            self._stale = True
        return journal.Head(
            max(seal.generation, head.generation), head.seal, head.store, head.schema
        )

    def _schema(self) -> int:
        for raw in self.tables.get("meta", ()):
            document = decode(raw)
            if document.get("id") == "schema" and isinstance(document.get("version"), int):
                return int(document["version"])
        return 0

    def _check_schema(self) -> None:
        version = max(self._schema(), self._head.schema)
        if version > SCHEMA:
            raise StoreError(
                f"{self.path} was written by a newer crossread (schema {version}; this one knows"
                f" {SCHEMA}); update crossread, or name another store with --store"
            )

    def _catch_up(self) -> list[Change]:
        """Read what others appended; under the lock. Returns their changes."""
        mine = os.fstat(self._descriptor)
        if (mine.st_dev, mine.st_ino) != self._inode:
            return self._load_again()
        if mine.st_size == self._size():
            return []
        data = disk.read_at(self._descriptor, self._place.offset)
        reading = journal.read(data, self.journal_path.name, self._place)
        if reading.damage:
            return self._load_again()
        self._place = reading.place
        return [self._apply(operation) for operation in reading.operations]

    def _load_again(self) -> list[Change]:
        """Read everything anew; returns how it differs from what memory held."""
        before = self.tables
        self._load()
        if not self.read_only:
            self._mend()
        changes: list[Change] = []
        for name in {**before, **self.tables}:
            old = before.get(name, Rows(name)).documents
            new = self.tables.get(name, Rows(name)).documents
            for number in {**old, **new}:
                if old.get(number) != new.get(number):
                    changes.append(Change(name, number, old.get(number), new.get(number)))
        return changes

    # -- writing -------------------------------------------------------------------------------------

    def _append(self, operations: Iterable[journal.Operation]) -> None:
        line, after = journal.transaction_line(self._place, operations)
        try:
            disk.write_at(self._descriptor, line + journal.end_line(after), self._place.offset)
            disk.sync(self._descriptor)
        except OSError as error:
            self._take_back()
            raise StoreError(
                f"{self.path}: not saved, the disk says “{error.strerror or error}”;"
                " what was saved before is safe; make room and save again"
            ) from error
        self._place = after

    def _take_back(self) -> None:
        """Cut what a failed append left, and put back the end it overwrote."""
        end = journal.end_line(self._place)
        try:
            disk.write_at(self._descriptor, end, self._place.offset)
            os.ftruncate(self._descriptor, self._place.offset + len(end))
            disk.sync(self._descriptor)
        except OSError:
            self._inode = (0, 0)  # the next transaction reads everything again, and mends

    def _apply(self, operation: journal.Operation) -> Change:
        table, number, raw = operation
        return Change(table, number, self.rows(table).put(number, raw), raw)

    def _size(self) -> int:
        return self._place.offset + len(journal.end_line(self._place))

    def _worth_folding(self) -> bool:
        """Whether the journal is large, or the snapshot so small that folding costs nothing."""
        size = self._place.offset
        if not self._place.count:
            return False
        try:
            snapshot_size = self.path.stat().st_size
        except OSError:
            return False
        return size > LARGE or snapshot_size < LARGE or size > snapshot_size // 4

    def _mend(self) -> None:
        """Set damage aside, migrate, and fold a journal that is large or does not fit; locked."""
        if self.damage:
            self._set_aside("damaged")
            self.notices.extend(f"{each}; a copy was set aside" for each in self.damage)
        version = self._schema()
        if not self._fresh and version < SCHEMA:
            self._set_aside(f"schema-{version}")
            self.notices.append(
                f"{self.path.name} was brought from schema {version} to {SCHEMA};"
                " the original was set aside"
            )
        if self._fresh or version < SCHEMA:
            migrate(self.tables, version, self._head.store)
        stale = self._fresh or self._stale or version < SCHEMA or bool(self.damage)
        if stale or self._place.offset > LARGE:
            if self._fresh:
                self._start()
            self._fold()

    def _start(self) -> None:
        """Write a new store's first journal: from here on an empty one is known as damage."""
        line, crc = journal.head_line(self._head)
        place = journal.Place(len(line), crc, 0)
        disk.write_at(self._descriptor, line + journal.end_line(place), 0)
        disk.sync(self._descriptor)
        disk.sync_directory(self.path.parent)
        self._place = place

    def _fold(self) -> None:
        """Replace the snapshot by the state in memory, then the journal by an empty one; locked."""
        generation = self._head.generation + 1
        writer = snapshot.Writer(self.tables, generation, self._head.store, self._place.crc)
        disk.replace(self.path, writer)
        assert writer.seal is not None
        self._head = journal.Head(generation, writer.seal.checksum, self._head.store, SCHEMA)
        line, crc = journal.head_line(self._head)
        self._place = journal.Place(len(line), crc, 0)
        disk.replace(self.journal_path, (line, journal.end_line(self._place)))
        self._descriptor = self._open_journal()
        self._identify()

    def _identify(self) -> None:
        if self._descriptor >= 0:
            mine = os.fstat(self._descriptor)
            self._inode = (mine.st_dev, mine.st_ino)

    def _set_aside(self, word: str) -> None:
        """Copy both files as they are; raises OSError when that fails, before anything is mended."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        for path in (self.path, self.journal_path):
            if path.exists():
                copy = path.with_name(f"{path.name}.{word}-{stamp}")
                shutil.copy2(path, copy)
                descriptor = os.open(copy, os.O_RDONLY)
                try:
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)
                self.notices.append(f"a copy of {path.name} as it was is in {copy}")
        disk.sync_directory(self.path.parent)
