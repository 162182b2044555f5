r"""The store's `.json` file: an ordinary TinyDB file with one document a line, and a seal.

The last table, `seal`, holds one document with a CRC-32 of every line before it. A sealed file
is read without parsing its documents; one that does not keep to its seal was damaged, or written
by another program, and is read document by document: what can be read is read, and what cannot is
named.
"""

from __future__ import annotations

import json
import re
from array import array
from binascii import unhexlify
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson

from annotations.errors import StoreError
from annotations.store.encoding import encode
from annotations.store.rows import Rows

SEAL = "seal"
_TABLE = re.compile(rb'"([^"\\]+)":\{\n')


@dataclass(frozen=True, slots=True)
class Seal:
    """What a snapshot says of itself.

    `generation` counts the snapshots of this store; `absorbed` is the checksum of the last
    journal line that is in it; `checksum` stands for the whole file.
    """

    generation: int
    store: str
    absorbed: str
    checksum: str


@dataclass
class Snapshot:
    """What was read: the tables, the seal if it holds, and what is wrong, in sentences."""

    tables: dict[str, Rows] = field(default_factory=dict)
    seal: Seal | None = None
    damage: list[str] = field(default_factory=list)
    foreign: bool = False
    """A whole JSON file that some other program wrote: no seal in it, or one that it broke."""


class Writer:
    """Gives a snapshot's bytes, and its seal once they have all been taken."""

    def __init__(
        self, tables: Mapping[str, Rows], generation: int, store: str, absorbed: str
    ) -> None:
        self._tables = tables
        self._sealed = (generation, store, absorbed)
        self.seal: Seal | None = None

    def __iter__(self) -> Iterator[bytes]:
        checks = array("I")
        yield b"{\n"
        for name, rows in self._tables.items():
            if not rows.documents:
                continue
            seed = crc32(name.encode())
            yield orjson.dumps(name) + b":{\n"
            comma = b""
            for number, raw in rows.documents.items():
                line = b'"%d":%b' % (number, raw)
                checks.append(crc32(line, seed))
                yield comma + line
                comma = b",\n"
            yield b"\n},\n"
        generation, store, absorbed = self._sealed
        checksum = _checksum(checks, generation, store, absorbed)
        self.seal = Seal(generation, store, absorbed, checksum)
        document = {
            "id": SEAL,
            "generation": generation,
            "store": store,
            "absorbed": absorbed,
            "checksum": checksum,
            "lines": checks.tobytes().hex(),
        }
        yield b'"seal":{\n"1":' + orjson.dumps(document) + b"\n}\n}\n"


def read(path: Path) -> Snapshot:
    """Read a snapshot; a missing file is an empty one without a seal."""
    try:
        with path.open("rb") as file:
            sealed = _read_sealed(file)
            if sealed is not None:
                return sealed
            file.seek(0)
            return _salvage(file.read(), path.name)
    except FileNotFoundError:
        return Snapshot()
    except MemoryError as error:
        raise StoreError(f"{path} is too large to be read here") from error


def _read_sealed(file: Iterable[bytes]) -> Snapshot | None:
    """The snapshot of a file that keeps to its seal, else None."""
    tables: dict[str, Rows] = {}
    documents: dict[int, bytes] = {}
    checks = array("I")
    name, seed, seal_line = "", 0, b""
    for line in file:
        if line.endswith(b":{\n"):
            found = _TABLE.fullmatch(line)
            if found is None:
                return None
            name = found[1].decode(errors="replace")
            if name != SEAL:
                seed = crc32(found[1])
                documents = tables.setdefault(name, Rows(name)).documents
        elif line.startswith(b'"'):
            content = line.rstrip(b",\n")
            number, _, raw = content.partition(b":")
            if name == SEAL:
                seal_line = raw
                continue
            checks.append(crc32(content, seed))
            try:
                documents[int(number[1:-1])] = raw
            except ValueError:
                return None
        elif line not in (b"{\n", b"},\n", b"}\n"):
            return None
    seal = _seal(seal_line, checks)
    return None if seal is None else Snapshot(tables, seal)


def _seal(raw: bytes, checks: array[int]) -> Seal | None:
    """The seal in a line, if it is the seal of these checksums."""
    try:
        document = orjson.loads(raw)
        seal = Seal(*(document[key] for key in ("generation", "store", "absorbed", "checksum")))
        lines = document["lines"]
    except (ValueError, KeyError, TypeError):
        return None
    if lines != checks.tobytes().hex():
        return None
    expected = _checksum(checks, seal.generation, seal.store, seal.absorbed)
    return seal if expected == seal.checksum else None


def _checksum(checks: array[int], generation: int, store: str, absorbed: str) -> str:
    start = crc32(f"{generation} {store} {absorbed} {len(checks)}".encode())
    return f"{crc32(checks.tobytes(), start):08x}"


def _salvage(data: bytes, name: str) -> Snapshot:
    """Read what can be read of a file that keeps to no seal."""
    whole = _parse(data)
    snapshot = _from_json(whole, name) if isinstance(whole, dict) else _from_lines(data, name)
    _compare_with_seal(data, snapshot, name)
    return snapshot


def _parse(data: bytes) -> Any:
    try:
        return orjson.loads(data)
    except ValueError:
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            return None


def _from_json(whole: dict[str, Any], name: str) -> Snapshot:
    snapshot = Snapshot(foreign=True)
    for table, documents in whole.items():
        if table == SEAL:
            continue
        if not isinstance(documents, dict):
            snapshot.damage.append(f"{name}: {table!r} is no table")
            continue
        rows = snapshot.tables.setdefault(table, Rows(table))
        for number, document in documents.items():
            _take(snapshot, rows, number, document, name)
    return snapshot


def _from_lines(data: bytes, name: str) -> Snapshot:
    """Take each line that is a document by itself, in the table its checksum or place says."""
    snapshot = Snapshot()
    known = _line_checks(data)
    table = ""
    names = {found.decode(errors="replace") for found in _TABLE.findall(data)} | {""}
    seeds = {each: crc32(each.encode()) for each in names}
    for place, line in enumerate(data.splitlines(keepends=True), 1):
        content = line.rstrip(b",\r\n")
        found = _TABLE.fullmatch(line)
        if found:
            table = found[1].decode(errors="replace")
        elif content in (b"{", b"}", b""):
            continue
        elif table != SEAL:
            home = next(
                (each for each, seed in seeds.items() if crc32(content, seed) in known), table
            )
            parsed = _parse(b"{" + content + b"}")
            if not home or not isinstance(parsed, dict) or len(parsed) != 1:
                snapshot.damage.append(f"{name}: line {place} cannot be read")
                continue
            ((number, document),) = parsed.items()
            rows = snapshot.tables.setdefault(home, Rows(home))
            _take(snapshot, rows, number, document, name)
    if not snapshot.damage:
        snapshot.damage.append(f"{name}: cut off or empty")
    return snapshot


def _take(snapshot: Snapshot, rows: Rows, number: str, document: Any, name: str) -> None:
    try:
        if not isinstance(document, dict):
            raise StoreError(f"{rows.table} {number}: no document")
        raw = encode(rows.table, document)
        key = int(number)
    except (StoreError, ValueError) as error:
        snapshot.damage.append(f"{name}: {error}")
        return
    rows.documents[key] = raw


def _line_checks(data: bytes) -> set[int]:
    """Checksums of lines that the seal in a damaged file knows, if it can still be read."""
    start = data.rfind(b'"lines":"')
    end = data.find(b'"', start + 9)
    if start < 0 or end < 0:
        return set()
    try:
        return set(array("I", unhexlify(data[start + 9 : end])))
    except ValueError:
        return set()


def _compare_with_seal(data: bytes, snapshot: Snapshot, name: str) -> None:
    """Say how many documents are not as this store wrote them."""
    known = _line_checks(data)
    if not known:
        return
    intact = 0
    for table, rows in snapshot.tables.items():
        seed = crc32(table.encode())
        for number, raw in rows.documents.items():
            intact += crc32(b'"%d":%b' % (number, raw), seed) in known
    total = sum(len(rows) for rows in snapshot.tables.values())
    if intact < len(known) or total > intact:
        snapshot.damage.append(
            f"{name}: {total - intact} documents differ from what was saved,"
            f" {max(0, len(known) - total)} are missing"
        )
