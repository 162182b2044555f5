"""The articles of an archive, one after the other: folders, files, tables, zip archives.

Nothing is held that is not needed: tables are read line by line, and the files of a folder are
named here and read by whoever does the work. What is no article is named, and the rest goes on.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from annotations.articles.files.archives import Archive, open_archive
from annotations.articles.files.regular_files import open_regular
from annotations.articles.formats.zipped import document_in
from annotations.articles.read import is_read_by_name
from annotations.errors import ArchiveError, CrossreadError
from annotations.events.archive.lines import is_one_article, of_csv, of_json_lines, of_parquet
from annotations.events.archive.source import LARGEST, Keys, PassedOver, Rows, Source, key_of

INDEX_SUFFIX = ".crossread-index"
"""What the index of an archive is called, after the archive."""

UNPACKED = 4 * 1024 * 1024 * 1024
"""Bytes that may be unpacked from one zip archive."""

_TABLES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".gz", ".zip")


def index_beside(names: Sequence[str]) -> Path:
    """Where the index of an archive is kept, unless it is said: beside the first that is named."""
    first = Path(names[0]).absolute()
    return first.with_name((first.name or "archive") + INDEX_SUFFIX)


def check_names(names: Sequence[str]) -> None:
    """Raise CrossreadError where there is no such file or folder."""
    for each in names:
        if not Path(each).exists():
            raise CrossreadError(f"{each}: no such file or folder; check the name")


def size_of_all(names: Sequence[str]) -> int:
    """Bytes of an archive, counted until they are enough for all cores."""
    size = 0
    for name in names:
        path = Path(name)
        for each in path.rglob("*") if path.is_dir() else (path,):
            try:
                size += each.stat().st_size
            except OSError:
                continue
            if size > 1 << 30:
                return size
    return size


def sources(names: Sequence[str], known: Keys = frozenset()) -> Rows:
    """Every article of the folders and files that are named, in order, files of a folder by name.

    Of a row of a table whose key is known, nothing but that is told.
    """
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from _of_folder(path, known)
        else:
            yield from _of_file(path, name, known)


def _of_folder(folder: Path, known: Keys) -> Rows:
    problems: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for file in sorted(files):
            is_ours = is_read_by_name(file) or PurePath(file).suffix.lower() in (*_TABLES, "")
            if is_ours and not file.startswith("."):
                path = Path(place) / file
                yield from _of_file(path, str(path), known)
    for error in problems:
        yield PassedOver(str(error.filename), f"cannot be read: {error.strerror}")


def _of_file(path: Path, name: str, known: Keys) -> Rows:
    try:
        suffix = _suffix(name)
        if suffix == ".parquet":
            with open_regular(path):  # says what is wrong with it in our words
                pass
            yield from of_parquet(path, name, known)
        elif suffix == ".zip":
            yield from _of_zip(path, name, known)
        elif suffix in _TABLES:
            with open_regular(path) as file:
                yield from _of_table(file, name, suffix, lambda: _one(path, name), known)
        else:
            yield _one(path, name)
    except OSError as error:
        yield PassedOver(name, f"cannot be read: {error.strerror or error}")
    except (EOFError, zlib.error, ValueError) as error:
        yield PassedOver(name, f"damaged from here on ({error})")


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _of_table(file: BinaryIO, name: str, suffix: str, one: object, known: Keys) -> Rows:
    """The rows of an open table, packed or not; `one` gives the source where it is one article."""
    if suffix == ".gz":
        file = cast(BinaryIO, gzip.GzipFile(fileobj=file))
        suffix = _suffix(name[: -len(".gz")])
    if suffix in (".csv", ".tsv"):
        yield from of_csv(file, name, known)
    elif suffix in (".jsonl", ".ndjson"):
        if file.seekable() and callable(one):
            head = file.read(1 << 16).decode("utf-8", "replace")
            file.seek(0)
            if is_one_article(head):
                yield one()
                return
        yield from of_json_lines(file, name, known)
    else:
        yield PassedOver(name, "packed, and no table: .jsonl.gz and .csv.gz are read")


def _one(path: Path, name: str) -> Source | PassedOver:
    """A file that is one article; it is not opened yet."""
    found = path.stat()
    if found.st_size > LARGEST:
        return PassedOver(name, f"larger than {LARGEST >> 20} MiB; no article is")
    key = key_of(name, str(found.st_size), str(found.st_mtime_ns))
    return Source(name, name, key, path=str(path))


def _of_zip(path: Path, name: str, known: Keys) -> Rows:
    """The members of a zip archive, each as the file that it is; no archive inside it is opened."""
    try:
        with open_archive(path, name=name, largest=UNPACKED) as archive:
            for member in sorted(archive.names):
                hidden = any(part.startswith((".", "__MACOSX")) for part in member.split("/"))
                if not member.endswith("/") and not hidden:
                    yield from _of_member(archive, member, f"{name}/{member}", known)
    except ArchiveError as error:
        yield PassedOver(name, str(error).removeprefix(f"{name}: "))


def _of_member(archive: Archive, member: str, name: str, known: Keys) -> Rows:
    suffix = _suffix(member)
    if suffix in (".zip", ".gz", ".tar", ".7z", ".rar", ".bz2", ".xz", ".parquet"):
        yield PassedOver(name, "an archive inside an archive; unpack it first")
        return
    if not is_read_by_name(member) and suffix not in (*_TABLES, ""):
        return
    table = suffix in _TABLES
    data = _bounded(archive, member, 64 * LARGEST if table else LARGEST)
    if data is None:
        yield PassedOver(name, f"larger than {LARGEST >> 20} MiB; no article is")
        return
    one = Source(name, name, key_of(name, data), data=data)
    if table:
        yield from _of_table(BytesIO(data), name, suffix, lambda: one, known)
    elif data.startswith(b"PK\x03\x04") and document_in(data) is None:
        yield PassedOver(name, "an archive inside an archive; unpack it first")
    else:
        yield one


def _bounded(archive: Archive, member: str, largest: int) -> bytes | None:
    """The bytes of a member, or None where they are more than so many."""
    parts: list[bytes] = []
    size = 0
    for chunk in archive.chunks(member):
        size += len(chunk)
        if size > largest:
            return None
        parts.append(chunk)
    return b"".join(parts)
