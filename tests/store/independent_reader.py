"""Another reader of crossread's stores, written from `docs/store.md` alone.

It imports nothing but the standard library, so it shows that the page says enough.
"""

from __future__ import annotations

import json
from pathlib import Path
from zlib import crc32

KNOWN_VERSION = 2

Tables = dict[str, dict[int, dict]]
"""Documents by the name of their table and their number."""


class Unsound(Exception):
    """The files are not as crossread wrote them."""


def read(snapshot: Path) -> Tables:
    """All documents of the store whose snapshot has this path; Unsound for one that is damaged."""
    tables, seal = read_snapshot(snapshot) if snapshot.exists() else ({}, None)
    journal = snapshot.with_name(snapshot.name + ".journal")
    first, transactions = read_journal(journal.read_bytes())
    last = transactions[-1]["crc"] if transactions else first["crc"]
    generation, checksum = (seal["generation"], seal["checksum"]) if seal else (0, first["seal"])
    if seal and generation == first["generation"] + 1 and seal["absorbed"] == last:
        transactions = []
    elif (first["generation"], first["seal"]) != (generation, checksum):
        raise Unsound("the snapshot is not the one that the journal continues")
    for transaction in transactions:
        for name, change in transaction["tables"].items():
            table = tables.setdefault(name, {})
            table.update((int(number), put) for number, put in change.get("put", {}).items())
            for number in change.get("del", []):
                table.pop(number, None)
    schema = [each for each in tables.get("meta", {}).values() if each["id"] == "schema"]
    if max([first["schema"], *(each["version"] for each in schema)]) > KNOWN_VERSION:
        raise Unsound("the store is of a newer version")
    return {name: table for name, table in tables.items() if table}


def read_snapshot(path: Path) -> tuple[Tables, dict]:
    """The tables of a snapshot, and its seal."""
    data = path.read_bytes()
    whole = json.loads(data)
    seal = whole.pop("seal")["2"]
    before = data[: data.rindex(b'"2":{"id":"seal"')]
    fields = [seal[name] for name in ("generation", "store", "absorbed", "tables", "crc")]
    summed = json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode()
    if (seal["crc"], seal["checksum"]) != (checksum_of(before), checksum_of(summed)):
        raise Unsound("the snapshot does not keep to its seal")
    return {
        name: {int(number): document for number, document in table.items()}
        for name, table in whole.items()
    }, seal


def read_journal(data: bytes) -> tuple[dict, list[dict]]:
    """The first line of a journal, and its transactions."""
    before, lines = "00000000", []
    for line in data.split(b"\n"):
        if line[8:16].decode("latin-1") != checksum_of(line[line.find(b'"prev"') :]):
            raise Unsound(f"line {len(lines) + 1} of the journal is damaged, or its end is missing")
        fields = json.loads(line)
        if fields["prev"] != before:
            raise Unsound(f"lines are missing before line {len(lines) + 1} of the journal")
        if "end" in fields:
            if fields["end"] != len(lines) - 1:
                raise Unsound("transactions are missing at the journal's end")
            return lines[0], lines[1:]
        before = fields["crc"]
        lines.append(fields)
    raise Unsound("the journal is cut off")


def checksum_of(data: bytes) -> str:
    """CRC-32 in eight hexadecimal digits."""
    return f"{crc32(data):08x}"
