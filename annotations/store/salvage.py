"""Reading a `.json` file that does not keep to its seal: all that can be read, and what cannot.

The file may have been damaged (cut, flipped bits, zeroed), edited by hand, or written by stock
TinyDB. A damaged one is read line by line; where its list of checksums can still be read, that
tells which table an intact line belongs to and which lines are not as they were saved.
"""

from __future__ import annotations

import json
import re
from array import array
from binascii import unhexlify
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import orjson

from annotations.errors import StoreError
from annotations.store.documents import read_back
from annotations.store.encoding import encode
from annotations.store.rows import Rows
from annotations.store.seal import SEAL, Seal

_HEADER = re.compile(rb'"([^"\\\n]+)":\{\n')
_CHECKS = re.compile(rb'"lines","crc":"([0-9a-f]*)"')

OWN_TABLES = frozenset(
    {
        "meta",
        "texts",
        "articles",
        "pairs",
        "alignments",
        "links",
        "annotations",
        "relations",
        "labels",
        "history",
        "progress",
    }
)
"""The tables of a store; a damaged table name is one of them."""


@dataclass
class Salvaged:
    """What was read of a snapshot.

    `seal` is set where the file kept to it. `damage` says in sentences what is wrong. `foreign` is
    a whole JSON file that some other program wrote. `size` is the file's, in bytes.
    """

    tables: dict[str, Rows] = field(default_factory=dict)
    seal: Seal | None = None
    damage: list[str] = field(default_factory=list)
    foreign: bool = False
    size: int = 0


def salvage(data: bytes, name: str) -> Salvaged:
    """Read what can be read of a file's bytes; `name` is the file's, for the sentences."""
    whole = parse(data)
    salvaged = _from_json(whole, name) if isinstance(whole, dict) else _from_lines(data, name)
    _compare(salvaged, _checks(data), name)
    salvaged.size = len(data)
    return salvaged


def parse(data: bytes) -> Any:
    """The value of some JSON, None where there is none; NaN and lone surrogates come through."""
    try:
        return orjson.loads(data)
    except ValueError:
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            return None


def _from_json(whole: dict[str, Any], name: str) -> Salvaged:
    salvaged = Salvaged(foreign=True)
    for table, documents in whole.items():
        if table == SEAL:
            continue
        if not isinstance(documents, dict):
            salvaged.damage.append(f"{name}: {table!r} is no table")
            continue
        for number, document in documents.items():
            _take(salvaged, table, number, document, name)
    return salvaged


def _from_lines(data: bytes, name: str) -> Salvaged:
    """Take each line that is a document, in the table that its checksum or its place says."""
    salvaged = Salvaged()
    known = _checks(data)
    here = ""
    tables = {found.decode(errors="replace") for found in _HEADER.findall(data)} - {SEAL}
    seeds = {table: crc32(table.encode()) for table in tables | OWN_TABLES}
    for place, line in enumerate(data.split(b"\n"), 1):
        content = line.rstrip(b",\r")
        found = _HEADER.fullmatch(content + b"\n")
        if found:
            here = found[1].decode(errors="replace")
        if found or here == SEAL or content in (b"{", b"}", b""):
            continue
        homes = [table for table, seed in seeds.items() if crc32(content, seed) in known]
        entry = parse(b"{" + content + b"}")
        if isinstance(entry, dict) and len(entry) == 1 and (homes or here):
            ((number, document),) = entry.items()
            _take(salvaged, homes[0] if homes else here, number, document, name)
        else:
            salvaged.damage.append(f"{name}: line {place} ({len(line)} bytes) cannot be read")
    if not salvaged.damage:
        salvaged.damage.append(f"{name}: it is empty or cut off")
    return salvaged


def _take(salvaged: Salvaged, table: str, number: str, document: Any, name: str) -> None:
    rows = salvaged.tables.setdefault(table, Rows(table))
    try:
        if not isinstance(document, dict):
            raise StoreError(f"{table} {number} is no document")
        read_back(table, {"id": number, **document})  # an old file's documents have no ids yet
        raw = encode(table, document)
        place = int(number)
    except (StoreError, ValueError) as error:
        salvaged.damage.append(f"{name}: {error}")
        return
    rows.documents[place] = raw


def _checks(data: bytes) -> set[int]:
    """Checksums of the lines as they were saved, if the list of them can be read."""
    found = _CHECKS.search(data)
    if found is None:
        return set()
    try:
        return set(array("I", unhexlify(found[1])))
    except ValueError:
        return set()


def _compare(salvaged: Salvaged, known: set[int], name: str) -> None:
    """Say how many documents are not as this store saved them."""
    if not known:
        return
    seen: set[int] = set()
    other = 0
    for table, rows in salvaged.tables.items():
        seed = crc32(table.encode())
        for number, raw in rows.documents.items():
            check = crc32(b'"%d":%b' % (number, raw), seed)
            seen.add(check)
            other += check not in known
    gone = len(known - seen)
    if gone or other:
        salvaged.damage.append(
            f"{name}: {gone} documents are not there as they were saved,"
            f" {other} are there that were not saved so"
        )
