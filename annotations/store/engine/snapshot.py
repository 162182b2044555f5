r"""The store's `.json` file: an ordinary TinyDB file with one document a line, and a seal.

A file that keeps to its seal is read without parsing its documents. One that does not was damaged,
or written by another program, and goes to `salvage`.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

import orjson

from annotations.store.engine.recovery import Salvaged, salvage
from annotations.store.engine.schema import Schema
from annotations.store.engine.seal import SEAL, Seal, seal_of
from annotations.store.engine.tables import Rows

CHUNK = 1 << 22
"""Bytes read at a time: the file is never twice in memory."""

TAIL = b"}\n}\n"


class Writer:
    """Gives a snapshot's bytes, and its seal once they have all been taken."""

    def __init__(
        self, tables: Mapping[str, Rows], generation: int, store: str, absorbed: str
    ) -> None:
        self._tables = {name: rows for name, rows in tables.items() if rows.documents}
        self._generation = generation
        self._store = store
        self._absorbed = absorbed
        self.seal: Seal | None = None

    def __iter__(self) -> Iterator[bytes]:
        crc = 0
        for chunk in self._body():
            crc = crc32(chunk, crc)
            yield chunk
        counts = tuple((name, len(rows)) for name, rows in self._tables.items())
        self.seal = Seal(self._generation, self._store, self._absorbed, counts, f"{crc:08x}")
        yield self.seal.line()
        yield TAIL

    def _body(self) -> Iterator[bytes]:
        checks = array("I")
        yield b"{\n"
        for name, rows in self._tables.items():
            seed = crc32(name.encode())
            yield orjson.dumps(name) + b":{\n"
            lines = []
            for number, raw in rows.documents.items():
                line = b'"%d":%b' % (number, raw)
                checks.append(crc32(line, seed))
                lines.append(line)
                if len(lines) == 1000:
                    yield b",\n".join(lines)
                    lines = [b""]
            yield b",\n".join(lines) + b"\n},\n"
        yield b'"seal":{\n"1":{"id":"lines","crc":"' + checks.tobytes().hex().encode() + b'"},\n'


def read(path: Path, schema: Schema) -> Salvaged:
    """Read a snapshot; a missing file is an empty one without a seal."""
    try:
        with path.open("rb") as file:
            tables = _read_sealed(file, schema)
            if tables is not None:
                return tables
            file.seek(0)
            return salvage(file.read(), path.name, schema)
    except FileNotFoundError:
        return Salvaged()


def _read_sealed(file: BinaryIO, schema: Schema) -> Salvaged | None:
    """The tables of a file that keeps to its seal, else None."""
    found = _seal_at_end(file)
    if found is None:
        return None
    seal, left = found
    filling = Filling(seal, schema)
    crc = 0
    file.seek(0)
    try:
        while left > 0:
            chunk = file.read(min(CHUNK, left))
            if not chunk.endswith(b"\n"):
                chunk += file.readline()
            left -= len(chunk)
            crc = crc32(chunk, crc)
            filling.take(chunk.split(b"\n"))
    except (ValueError, StopIteration):
        return None
    whole = left == 0 and f"{crc:08x}" == seal.crc
    return Salvaged(filling.tables, seal) if whole else None


class Filling:
    """Fills tables with the lines of a sealed file, a chunk of them at a time."""

    def __init__(self, seal: Seal, schema: Schema) -> None:
        self.tables = {name: schema.rows(name) for name, _ in seal.tables}
        self._counts = iter([*seal.tables, (SEAL, 0)])
        self._documents: dict[int, bytes] = {}
        self._missing = 0

    def take(self, lines: list[bytes]) -> None:
        """Take the lines that follow; ValueError for one that is no document."""
        at = 0
        while at < len(lines):
            if self._missing:
                batch = lines[at : at + self._missing]
                at += len(batch)
                self._missing -= len(batch)
                if not batch[-1]:
                    batch.pop()  # after the chunk's last line break
                    self._missing += 1
                if not self._missing:
                    batch[-1] += b","  # a table's last document has none
                for line in batch:
                    colon = line.index(b":")
                    self._documents[int(line[1 : colon - 1])] = line[colon + 1 : -1]
            else:
                if lines[at].endswith(b":{"):
                    name, self._missing = next(self._counts)
                    self._documents = self.tables[name].documents if name != SEAL else {}
                at += 1


def _seal_at_end(file: BinaryIO) -> tuple[Seal, int] | None:
    """The seal in the last lines of a file, and the number of bytes before its line."""
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - (1 << 14))
    file.seek(start)
    tail = file.read()
    if not tail.endswith(TAIL):
        return None
    at = tail.rfind(b"\n", 0, -len(TAIL) - 1) + 1
    seal = seal_of(tail[at : -len(TAIL)])
    return None if seal is None else (seal, start + at)
