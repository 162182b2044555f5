r"""The journal: what was saved since the snapshot, one checksummed line a transaction.

    {"crc":"…","prev":"…","journal":1,"generation":7,"seal":"…","store":"…","schema":1}
    {"crc":"…","prev":"…","n":1,"tables":{"notes":{"put":{"12":{…}},"del":[3]}}}
    {"crc":"…","prev":"…","end":1}

`crc` is the CRC-32 of the line after it; `prev` the `crc` of the line before, so a line that was
cut out is missed. The end line is overwritten by the next transaction, which brings its own: a
journal that was cut off at a line's end has none, and is known as cut. An interrupted append
leaves the old end or the beginning of the new line, never nothing.

What is blank is padding: line breaks at the end are room for the lines to come, and zero bytes are
what a power cut leaves where the file had grown and the room had not yet reached the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from zlib import crc32

import orjson
from msgspec import Struct, field

from annotations.store.engine.schema import Schema

PADDING = b"\n\0"
"""Bytes that say nothing: room as it was written, and room that never reached the disk."""

NOTHING = "00000000"
"""What stands for the line before the first."""


class Head(Struct, frozen=True):
    """The first line: which snapshot the journal continues."""

    generation: int
    seal: str
    store: str
    schema: int


class JournalPosition(Struct, frozen=True, dict=True):
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


class JournalContents(Struct):
    """What was read of a journal, and what is wrong with it, in sentences."""

    head: Head | None
    operations: list[Operation] = field(default_factory=list)
    place: JournalPosition = JournalPosition(0, NOTHING, 0)
    damage: list[str] = field(default_factory=list)


def sealed(prev: str, rest: bytes) -> tuple[bytes, str]:
    """A line with its checksum in front, and that checksum; `rest` is its fields after `prev`."""
    head = b'"prev":"%b",' % prev.encode()
    crc = f"{crc32(b'}', crc32(rest, crc32(head))):08x}"
    return b"".join((b'{"crc":"', crc.encode(), b'",', head, rest, b"}\n")), crc


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


def transaction_line(
    place: JournalPosition, operations: Iterable[Operation]
) -> tuple[list[bytes], JournalPosition]:
    """The line of a transaction that goes to `place`, in pieces, and the place after it.

    In pieces, for a large import has no memory to spare for copies of it.
    """
    puts: dict[str, list[bytes]] = {}
    removals: dict[str, list[bytes]] = {}
    for table, number, raw in operations:
        if raw is None:
            removals.setdefault(table, []).append(b"%d" % number)
        else:
            puts.setdefault(table, []).extend((b",", b'"%d":' % number, raw))
    count = place.count + 1
    parts = [b'"prev":"%b",' % place.crc.encode(), b'"n":%d,"tables":{' % count]
    for at, table in enumerate({**puts, **removals}):
        parts += [b"," if at else b"", orjson.dumps(table), b":{"]
        if table in puts:
            parts += [b'"put":{', *puts.pop(table)[1:], b"}"]
        if table in removals:
            put = not parts[-1].endswith(b"{")
            parts += _listed(b',"del":[' if put else b'"del":[', removals[table], b"]")
        parts.append(b"}")
    parts.append(b"}")
    sum_ = 0
    for part in parts:
        sum_ = crc32(part, sum_)
    crc = f"{crc32(b'}', sum_):08x}"
    line = [b'{"crc":"%b",' % crc.encode(), *parts, b"}\n"]
    return line, JournalPosition(place.offset + sum(map(len, line)), crc, count)


def _listed(start: bytes, items: list[bytes], end: bytes) -> Iterator[bytes]:
    yield start
    for at, item in enumerate(items):
        if at:
            yield b","
        yield item
    yield end


def read(
    data: bytes, name: str, schema: Schema, after: JournalPosition | None = None
) -> JournalContents:
    """Read a journal, or with `after` the part of it from that place on.

    A line whose checksum does not hold is named and passed over; what comes after it is read.
    Neighbouring damaged lines are one damage. Padding behind the last line is none: a line that is
    missing there is known by the end line, which must be there and names the line before it.
    """
    reading = JournalContents(None, place=after or JournalContents(None).place)
    start = reading.place.offset if after else 0
    runs: list[range] = []  # of damaged bytes; `running` while the last may go on
    position, ended, running = 0, False, False
    length = min(len(data), len(data.rstrip(PADDING)) + 1)
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
        if fields is not None:
            ended, running = "end" in fields, False
            _take(reading, fields, line, start + position, name, schema, whole=not runs)
        else:
            first = runs.pop().start if running else position
            runs.append(range(first, stop + 1))
            running = True
        position = stop + 1
    if not ended:
        reading.damage.append(f"{name}: its end is missing")
    reading.damage[:0] = [f"{name}: {len(run)} bytes at {run.start} are damaged" for run in runs]
    return reading


def _take(
    reading: JournalContents,
    fields: dict[str, object],
    line: bytes,
    offset: int,
    name: str,
    schema: Schema,
    *,
    whole: bool,
) -> None:
    """Add what a line says; `whole` where no damage came before it that explains a gap."""
    place, whole = reading.place, whole and not reading.damage
    count = fields.get("n", fields.get("end", 0))
    if fields.get("prev") != place.crc and whole:
        reading.damage.append(f"{name}: lines are missing before save {count}")
    if "end" in fields:
        if count != place.count and whole:
            reading.damage.append(f"{name}: saves are missing at the end")
        return
    crc = line[8:16].decode()
    after = JournalPosition(
        offset + len(line), crc, count if isinstance(count, int) else place.count + 1
    )
    if "journal" in fields:
        try:
            generation, seal, store, version = (
                fields[key] for key in ("generation", "seal", "store", "schema")
            )
        except KeyError:
            reading.damage.append(f"{name}: its first line is not understood")
            return
        assert isinstance(generation, int) and isinstance(version, int)
        reading.head = Head(generation, str(seal), str(store), version)
    else:
        tables = fields.get("tables")
        assert isinstance(tables, dict)
        for table, change in tables.items():
            for number, document in change.get("put", {}).items():
                reading.operations.append((table, int(number), schema.encode(table, document)))
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
