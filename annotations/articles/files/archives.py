"""Reading zip archives from strangers, with a bound on what is unpacked.

A zip archive says how large each of its members is, and may lie: 88 KB can unpack to gigabytes.
Here nothing is believed. What comes out of the decompressor is counted as it comes, in small
chunks, and reading stops where the count passes the bound. Every reader of a format that is a
zip archive (Word, OpenDocument, EPUB, REFI-QDA projects) reads through this module.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from annotations.articles.files.regular_files import open_regular
from annotations.errors import ArchiveError

LARGEST = 64 * 1024 * 1024
"""Bytes that may be unpacked from one archive, all members together, unless the caller says."""

MOST_MEMBERS = 50_000
"""Members of an archive; each costs about 1 kB of memory before any is read."""

_CHUNK = 1 << 16
_MEMBER = b"PK\x01\x02"
"""What each entry of an archive's directory begins with (PKWARE APPNOTE 6.3.10, 4.3.12)."""
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The two methods that the formats allow (ECMA-376 part 2, annex B). Others are refused: their
decompressors in the standard library take no bound."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError)


class Archive:
    """An open zip archive; make one with `open_archive`."""

    def __init__(self, archive: zipfile.ZipFile, name: str, largest: int) -> None:
        self._archive = archive
        self._name = name
        self._largest = largest
        self._left = largest
        self.names = frozenset(archive.namelist())
        """The names of all members, as the archive spells them; never to be used as paths."""

    def read(self, member: str) -> bytes:
        """The whole of a member. Raises KeyError where there is none, else as `chunks`."""
        return b"".join(self.chunks(member))

    def chunks(self, member: str) -> Iterator[bytes]:
        """A member's bytes, at most 64 KiB at a time.

        Raises KeyError where there is no such member, and ArchiveError where it is damaged,
        encrypted or compressed in an unusual way, or where with it more would be unpacked from
        this archive than its bound.
        """
        entry = self._archive.getinfo(member)
        if entry.compress_type not in _READ:
            raise ArchiveError(f"{self._name}: compressed in a way that is not read; zip it anew")
        try:
            with self._archive.open(entry) as file:
                while chunk := file.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise ArchiveError(
                            f"{self._name}: unpacks to more than {self._largest >> 20} MiB; "
                            "cut out what is needed"
                        )
                    yield chunk
        except (NotImplementedError, RuntimeError):
            raise ArchiveError(f"{self._name}: encrypted; save it without a password") from None
        except _DAMAGED:
            raise ArchiveError(f"{self._name}: damaged; save it anew") from None


@contextmanager
def open_archive(
    source: bytes | Path, *, name: str = "", largest: int = LARGEST
) -> Iterator[Archive]:
    """Open a zip archive, given as its bytes or its path.

    `name` is what messages call it (the path, unless given); `largest` bounds in bytes all that is
    unpacked while it is open. Raises ArchiveError, with one line for the user, where it is no zip
    archive, is damaged, or has more than 50,000 members.
    """
    name = name or (str(source) if isinstance(source, Path) else "archive")
    try:
        file: BinaryIO = BytesIO(source) if isinstance(source, bytes) else open_regular(source)
    except OSError as error:
        raise ArchiveError(f"{name}: cannot be read: {error.strerror or error}") from None
    with file:
        try:
            if _members(file) > MOST_MEMBERS:
                raise ArchiveError(f"{name}: more than {MOST_MEMBERS:,} files in one archive")
            archive = zipfile.ZipFile(file)
        except (*_DAMAGED, NotImplementedError, RuntimeError):
            raise ArchiveError(f"{name}: no zip archive, or a damaged one; save it anew") from None
        with archive:
            yield Archive(archive, name, largest)


def _members(file: BinaryIO) -> int:
    """No fewer than the members of the archive: how often an entry's signature occurs in it.

    Asked before the directory is parsed, whose own count of its entries may be wrong.
    """
    count, tail = 0, b""
    file.seek(0)
    while chunk := file.read(1 << 20):
        count += (tail + chunk).count(_MEMBER)
        tail = chunk[-len(_MEMBER) + 1 :]
    file.seek(0)
    return count
