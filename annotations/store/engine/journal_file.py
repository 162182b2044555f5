"""The journal as an open file: its lock, which file has its name now, and its appends."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from annotations.store.engine import disk
from annotations.store.engine.lock import lock, unlock

Identity = tuple[int, int]
"""Device and inode: tells a journal from the one that took its name."""

BATCH = 1 << 20
"""Bytes of a long transaction that are written at once."""
ROOM = 1 << 16
"""Bytes of blank lines that are kept at the journal's end, to be written over."""

NOBODY: Identity = (0, 0)


class JournalFile:
    """One process's hold on the journal at `path`.

    A fold replaces the journal by a new file, so the lock counts only while the locked file is the
    one that has the name.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self.path = path
        self._writable = writable
        self._descriptor = -1
        self._identity = NOBODY
        self._size = 0  # at most what it is: others may have made it longer

    @property
    def is_open(self) -> bool:
        return self._descriptor >= 0

    def close(self) -> None:
        """Let go of the file, and with it of the lock."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            self._identity = NOBODY
            disk.close_file(descriptor)

    @contextmanager
    def locked(self, *, shared: bool = False) -> Iterator[None]:
        """Hold the lock; opens the journal, and makes an empty one where writing is asked for.

        Raises:
            StoreError: another process held the lock for long.
            NoLocksError: the drive cannot lock.
            OSError: the journal cannot be opened.
        """
        while True:
            if self._descriptor < 0:
                self._open()
            lock(self._descriptor, str(self.path), shared=shared)
            if self.identity_on_disk() == self._identity:
                break
            self.close()  # replaced while we waited: go after the new one
        descriptor = self._descriptor
        try:
            yield
        finally:
            if self._descriptor == descriptor:
                unlock(descriptor)
            else:
                disk.close_file(descriptor)

    def identity_on_disk(self) -> Identity:
        """Which file has the journal's name now."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return NOBODY
        return found.st_dev, found.st_ino

    @property
    def identity(self) -> Identity:
        """Which file is open."""
        return self._identity

    def holds(self, data: bytes, offset: int) -> bool:
        """Whether these bytes stand at an offset: quicker than reading what follows them."""
        return disk.read_some(self._descriptor, len(data), offset) == data

    def read(self, offset: int = 0) -> bytes:
        """All bytes from an offset on; none where no journal is open."""
        return b"" if self._descriptor < 0 else disk.read_at(self._descriptor, offset)

    def write(self, pieces: Sequence[bytes], offset: int) -> None:
        """Write pieces behind each other, from a byte offset, and return when they are on disk.

        A write that makes the file longer adds room for the next ones: a sync of what is already
        part of the file costs a third less, for the file system need not save the file's size.
        """
        end = offset + sum(map(len, pieces))
        if end > self._size:
            self._size = os.fstat(self._descriptor).st_size
        room = b"\n" * ROOM if end > self._size else b""
        try:
            for batch in _batches([*pieces, room]):
                disk.write_at(self._descriptor, batch, offset)
                offset += len(batch)
            disk.sync(self._descriptor)
        except OSError:
            if not room:
                raise
            offset = end - sum(map(len, pieces))
            self.cut(
                b"".join(pieces), offset
            )  # the disk has no room to spare, perhaps for this one

    def cut(self, data: bytes, offset: int) -> None:
        """Write at a byte offset, end the file there, and return when it is on disk."""
        disk.write_at(self._descriptor, data, offset)
        disk.truncate(self._descriptor, offset + len(data))
        disk.sync(self._descriptor)

    def replace(self, chunks: Iterable[bytes]) -> None:
        """Put a new journal in place of this one, and open it; `locked` closes the old one."""
        disk.replace(self.path, chunks)
        self._open()

    def _open(self) -> None:
        flags = os.O_RDWR | os.O_CREAT if self._writable else os.O_RDONLY
        self._descriptor = disk.open_file(self.path, flags)
        found = os.fstat(self._descriptor)
        self._identity, self._size = (found.st_dev, found.st_ino), found.st_size


def _batches(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces joined to about a megabyte each: few writes, and no copy of all of them at once."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= BATCH:
            yield b"".join(held)
            held.clear()
            size = 0
    yield b"".join(held)
