r"""The journal: what was saved since the snapshot, one checksummed line a transaction.

    {"crc":"…","prev":"…","journal":1,"generation":7,"seal":"…","store":"…","schema":1}
    {"crc":"…","prev":"…","n":1,"tables":{"annotations":{"put":{"12":{…}},"del":[3]}}}
    {"crc":"…","prev":"…","end":1}

`crc` is the CRC-32 of the line after it; `prev` the `crc` of the line before, so a line that was
cut out is missed. The end line is overwritten by the next transaction, which brings its own: a
journal that was cut off at a line's end has none, and is known as cut. An interrupted append
leaves the old end or the beginning of the new line, never nothing. Blank lines at the end are room
for the lines to come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from zlib import crc32

import orjson

from annotations.store.encoding import encode

NOTHING = "00000000"
"""What stands for the line before the first."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first line: which snapshot the journal continues."""

    generation: int
    seal: str
    store: str
    schema: int


@dataclass(frozen=True)
class Place:
    """Where the next line goes: the byte offset, the checksum and number of the last line."""

    offset: int
    crc: str
    count: int

    @cached_property
    def end(self) -> bytes:
        """The line that says that nothing follows."""
        return sealed(self.crc, b'"end":%d' % self.count)[0]


Operation = tuple[str, int, bytes | None]
"""Table, document number, and its JSON bytes (None: removed)."""


@dataclass
class Reading:
    """What was read of a journal, and what is wrong with it, in sentences."""

    head: Head | None
    operations: list[Operation] = field(default_factory=list)
    place: Place = Place(0, NOTHING, 0)
    damage: list[str] = field(default_factory=list)


def sealed(prev: str, rest: bytes) -> tuple[bytes, str]:
    """A line with its checksum in front, and that checksum; `rest` is its fields after `prev`."""
    body = b'"prev":"%b",%b}' % (prev.encode(), rest)
    crc = f"{crc32(body):08x}"
    return b'{"crc":"%b",%b\n' % (crc.encode(), body), crc


def head_line(head: Head) -> tuple[bytes, str]:
    fields = orjson.dumps(
        {
            "journal": 1,
            "generation": head.generation,
            "seal": head.seal,
            "store": head.store,
            "schema": head.schema,
        }
    )
    return sealed(NOTHING, fields[1:-1])


def transaction_line(place: Place, operations: Iterable[Operation]) -> tuple[bytes, Place]:
    """The line of a transaction that goes to `place`, and the place after it."""
    puts: dict[str, list[bytes]] = {}
    removals: dict[str, list[bytes]] = {}
    for table, number, raw in operations:
        if raw is None:
            removals.setdefault(table, []).append(b"%d" % number)
        else:
            puts.setdefault(table, []).append(b'"%d":%b' % (number, raw))
    parts: list[bytes] = []
    for table in {**puts, **removals}:
        inside: list[bytes] = []
        if table in puts:
            inside.append(b'"put":{' + b",".join(puts[table]) + b"}")
        if table in removals:
            inside.append(b'"del":[' + b",".join(removals[table]) + b"]")
        parts.append(orjson.dumps(table) + b":{" + b",".join(inside) + b"}")
    count = place.count + 1
    line, crc = sealed(place.crc, b'"n":%d,"tables":{%b}' % (count, b",".join(parts)))
    return line, Place(place.offset + len(line), crc, count)


def read(data: bytes, name: str, after: Place | None = None) -> Reading:
    """Read a journal, or with `after` the part of it from that place on.

    A line whose checksum does not hold is named and passed over; what comes after it is read.
    """
    reading = Reading(None, place=after or Reading(None).place)
    start = reading.place.offset if after else 0
    position, ended = 0, False
    length = min(len(data), len(data.rstrip(b"\n")) + 1)  # without the room for the next lines
    while position < length:
        stop = data.find(b"\n", position)
        if stop < 0:
            reading.damage.append(
                f"{name}: the last line is cut off ({len(data) - position} bytes)"
            )
            ended = True
            break
        line = data[position : stop + 1]
        fields = _fields(line)
        if fields is None:
            reading.damage.append(f"{name}: {stop + 1 - position} bytes at {position} are damaged")
        else:
            ended = "end" in fields
            _take(reading, fields, line, start + position, name)
        position = stop + 1
    if not ended:
        reading.damage.append(f"{name}: its end is missing")
    return reading


def _take(reading: Reading, fields: dict[str, object], line: bytes, offset: int, name: str) -> None:
    place = reading.place
    count = fields.get("n", fields.get("end", 0))
    if fields.get("prev") != place.crc and not reading.damage:
        reading.damage.append(f"{name}: lines are missing before save {count}")
    if "end" in fields:
        if count != place.count and not reading.damage:
            reading.damage.append(f"{name}: saves are missing at the end")
        return
    crc = line[8:16].decode()
    after = Place(offset + len(line), crc, count if isinstance(count, int) else place.count + 1)
    if "journal" in fields:
        try:
            generation, seal, store, schema = (
                fields[key] for key in ("generation", "seal", "store", "schema")
            )
        except KeyError:
            reading.damage.append(f"{name}: its first line is not understood")
            return
        assert isinstance(generation, int) and isinstance(schema, int)
        reading.head = Head(generation, str(seal), str(store), schema)
    else:
        tables = fields.get("tables")
        assert isinstance(tables, dict)
        for table, change in tables.items():
            for number, document in change.get("put", {}).items():
                reading.operations.append((table, int(number), encode(table, document)))
            for number in change.get("del", ()):
                reading.operations.append((table, number, None))
    reading.place = after


def _fields(line: bytes) -> dict[str, object] | None:
    """The fields of a line whose checksum holds."""
    if not line.startswith(b'{"crc":"') or line[16:18] != b'",':
        return None
    if line[8:16] != b"%08x" % crc32(line[18:-1]):
        return None
    fields: dict[str, object] = orjson.loads(line)
    return fields
