"""The few system calls that durability hangs on, each in one place.

A file's data is on disk only after a sync of the file, and its name only after a sync of the
directory (POSIX `fsync`; on macOS `fsync` stops at the drive's cache, so `F_FULLFSYNC` is asked).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# Every call is spelled `os.…` here, so that the tests can put a recording or a failing `os` in.
# ruff: noqa: PTH105, PTH108

BATCH = 1 << 20
"""Bytes gathered before they are written to a file that is made anew."""


if sys.platform == "darwin":
    import fcntl

    def sync(descriptor: int) -> None:
        """Return when the file's data and size are on disk."""
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)

elif sys.platform == "win32":

    def sync(descriptor: int) -> None:
        """Return when the file's data and size are on disk."""
        os.fsync(descriptor)

else:

    def sync(descriptor: int) -> None:
        """Return when the file's data and size are on disk."""
        os.fdatasync(descriptor)


def open_file(path: Path, flags: int, mode: int = 0o666) -> int:
    """A descriptor that does not pass to child processes, of bytes as they are."""
    return os.open(path, flags | getattr(os, "O_BINARY", 0), mode)


def close_file(descriptor: int) -> None:
    """Let go of a file, and of a lock on it; what counts was synced before, or refused."""
    with suppress(OSError):
        os.close(descriptor)


def sync_directory(directory: Path) -> None:
    """Return when the directory's names are on disk; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = open_file(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_at(descriptor: int, data: bytes, offset: int) -> None:
    """Write all of `data` at a byte offset, however often the system stops short."""
    view = memoryview(data)
    while view:
        if sys.platform == "win32":
            os.lseek(descriptor, offset, os.SEEK_SET)
            written = os.write(descriptor, view)
        else:
            written = os.pwrite(descriptor, view, offset)
        view = view[written:]
        offset += written


def read_at(descriptor: int, offset: int) -> bytes:
    """All bytes from a byte offset to the end of the file."""
    os.lseek(descriptor, offset, os.SEEK_SET)
    parts: list[bytes] = []
    while part := os.read(descriptor, 1 << 24):
        parts.append(part)
    return b"".join(parts)


def read_some(descriptor: int, size: int, offset: int) -> bytes:
    """Up to `size` bytes at a byte offset."""
    if sys.platform == "win32":
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.read(descriptor, size)
    return os.pread(descriptor, size, offset)


def truncate(descriptor: int, size: int) -> None:
    """End the file after `size` bytes."""
    os.ftruncate(descriptor, size)


def beside(path: Path) -> Path:
    """Where `replace` writes the new file before it takes the name of the old one."""
    return path.with_name(path.name + ".new")


def replace(path: Path, chunks: Iterable[bytes]) -> None:
    """Put a new file in place of `path` so that a crash leaves the old one or the new one.

    Raises:
        OSError: nothing was replaced; the half-written file beside it is removed.
    """
    fresh = beside(path)
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        mode = 0o666
    descriptor = open_file(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        try:
            write_all(descriptor, chunks)
            sync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(fresh, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(fresh)
        raise
    sync_directory(path.parent)


def write_all(descriptor: int, chunks: Iterable[bytes]) -> None:
    """Write chunks one after the other from the file's start."""
    offset, batch, size = 0, [], 0
    for chunk in chunks:
        batch.append(chunk)
        size += len(chunk)
        if size >= BATCH:
            write_at(descriptor, b"".join(batch), offset)
            offset, batch, size = offset + size, [], 0
    write_at(descriptor, b"".join(batch), offset)


def copy(path: Path, to: Path) -> None:
    """Copy a file's bytes as they are, and return when the copy is on disk.

    Raises:
        OSError: there is no copy.
    """
    descriptor = open_file(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        try:
            with path.open("rb") as file:
                write_all(descriptor, iter(lambda: file.read(BATCH), b""))
            sync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        with suppress(OSError):
            os.unlink(to)
        raise
    sync_directory(to.parent)
