"""The few system calls that durability hangs on, each in one place.

A file's data is on disk only after a sync of the file, and its name only after a sync of the
directory (POSIX `fsync`; on macOS `fsync` stops at the drive's cache, so `F_FULLFSYNC` is asked).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

if sys.platform == "darwin":
    import fcntl

    def sync(descriptor: int) -> None:
        """Return when the file's data and size are on the platter."""
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)

elif hasattr(os, "fdatasync"):

    def sync(descriptor: int) -> None:
        """Return when the file's data and size are on the platter."""
        os.fdatasync(descriptor)

else:

    def sync(descriptor: int) -> None:
        """Return when the file's data and size are on the platter."""
        os.fsync(descriptor)


def sync_directory(directory: Path) -> None:
    """Return when the directory's names are on the platter; no-op where that cannot be asked."""
    if os.name == "nt":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_at(descriptor: int, data: bytes, offset: int) -> None:
    """Write all of `data` at a byte offset, however often the system stops short."""
    view = memoryview(data)
    while view:
        if hasattr(os, "pwrite"):
            written = os.pwrite(descriptor, view, offset)
        else:
            os.lseek(descriptor, offset, os.SEEK_SET)
            written = os.write(descriptor, view)
        view = view[written:]
        offset += written


def read_at(descriptor: int, offset: int) -> bytes:
    """All bytes from a byte offset to the end of the file."""
    os.lseek(descriptor, offset, os.SEEK_SET)
    parts: list[bytes] = []
    while part := os.read(descriptor, 1 << 24):
        parts.append(part)
    return b"".join(parts)


def replace(path: Path, chunks: Iterable[bytes]) -> None:
    """Put a new file in place of `path` so that a crash leaves the old one or the new one.

    Raises:
        OSError: nothing was replaced; the half-written file beside it is removed.
    """
    fresh = path.with_name(path.name + ".new")
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        mode = 0o666
    descriptor = os.open(
        fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode
    )
    try:
        try:
            with open(descriptor, "wb", buffering=1 << 20, closefd=False) as file:
                file.writelines(chunks)
            sync(descriptor)
        finally:
            os.close(descriptor)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)
