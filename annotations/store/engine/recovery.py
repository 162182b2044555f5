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
from typing import Any
from zlib import crc32

import orjson
from msgspec import Struct, field

from annotations.errors import StoreError
from annotations.store.engine.schema import META, Schema
from annotations.store.engine.seal import SEAL, Seal
from annotations.store.engine.tables import Rows

_HEADER = rb'"([^"\\\n]+)":\{\n'
_CHECKS = rb'"lines","crc":"([0-9a-f]*)"'


class Salvaged(Struct):
    """What was read of a snapshot.

    `seal` is set where the file kept to it. `damage` says in sentences what is wrong. `foreign` is
    a whole JSON file that some other program wrote. `size` is the file's, in bytes.
    """

    tables: dict[str, Rows] = field(default_factory=dict)
    seal: Seal | None = None
    damage: list[str] = field(default_factory=list)
    foreign: bool = False
    size: int = 0


def salvage(data: bytes, name: str, schema: Schema) -> Salvaged:
    """Read what can be read of a file's bytes; `name` is the file's, for the sentences.

    A damaged table name is taken for one of the schema's, as checksums allow; documents that the
    schema's check refuses are damage.
    """
    whole = parse(data)
    salvaged = (
        _from_json(whole, name, schema)
        if isinstance(whole, dict)
        else _from_lines(data, name, schema)
    )
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


def _from_json(whole: dict[str, Any], name: str, schema: Schema) -> Salvaged:
    salvaged = Salvaged(foreign=True)
    for table, documents in whole.items():
        if table == SEAL:
            continue
        if not isinstance(documents, dict):
            salvaged.damage.append(f"{name}: {table!r} is no table")
            continue
        for number, document in documents.items():
            _take(salvaged, table, number, document, name, schema)
    return salvaged


def _from_lines(data: bytes, name: str, schema: Schema) -> Salvaged:
    """Take each line that is a document, in the table that its checksum or its place says."""
    salvaged = Salvaged()
    known = _checks(data)
    runs: list[range] = []  # of lines that cannot be read
    here = ""
    tables = {found.decode(errors="replace") for found in re.findall(_HEADER, data)} - {SEAL}
    seeds = {table: crc32(table.encode()) for table in tables | {META, *schema.tables}}
    for place, line in enumerate(data.split(b"\n"), 1):
        content = line.rstrip(b",\r")
        found = re.fullmatch(_HEADER, content + b"\n")
        if found:
            here = found[1].decode(errors="replace")
        if found or here == SEAL or content in (b"{", b"}", b""):
            continue
        homes = [table for table, seed in seeds.items() if crc32(content, seed) in known]
        entry = parse(b"{" + content + b"}")
        if isinstance(entry, dict) and len(entry) == 1 and (homes or here):
            ((number, document),) = entry.items()
            _take(salvaged, homes[0] if homes else here, number, document, name, schema)
        else:
            first = runs.pop().start if runs and runs[-1].stop == place else place
            runs.append(range(first, place + 1))
    salvaged.damage += [
        f"{name}: line {run.start} cannot be read"
        if len(run) == 1
        else f"{name}: lines {run.start} to {run[-1]} cannot be read"
        for run in runs
    ]
    if not salvaged.damage:
        salvaged.damage.append(f"{name}: it is empty or cut off")
    return salvaged


def _take(
    salvaged: Salvaged, table: str, number: str, document: Any, name: str, schema: Schema
) -> None:
    rows = salvaged.tables.setdefault(table, schema.rows(table))
    try:
        if not isinstance(document, dict):
            raise StoreError(f"{table} {number} is no document")
        schema.check(table, {"id": number, **document})  # an old file's documents have no ids yet
        raw = schema.encode(table, document)
        place = int(number)
    except (StoreError, ValueError) as error:
        salvaged.damage.append(f"{name}: {error}")
        return
    rows.documents[place] = raw


def _checks(data: bytes) -> set[int]:
    """Checksums of the lines as they were saved, if the list of them can be read."""
    found = re.search(_CHECKS, data)
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
