"""What a snapshot says of itself in its last line, so that it can be known as whole."""

from __future__ import annotations

from zlib import crc32

import orjson
from msgspec import Struct

SEAL = "seal"
"""The snapshot's last table: one document with the lines' checksums, one that is the seal."""


class Seal(Struct, frozen=True):
    """`generation` counts the snapshots of a store; `absorbed` is the checksum of the last
    journal line that is in it; `tables` are its tables with the number of their documents;
    `crc` is the CRC-32 of every byte before the seal's own line.
    """  # noqa: D205

    generation: int
    store: str
    absorbed: str
    tables: tuple[tuple[str, int], ...]
    crc: str

    @property
    def checksum(self) -> str:
        """Stands for the whole snapshot: the CRC-32 of the seal's fields."""
        fields = [self.generation, self.store, self.absorbed, self.tables, self.crc]
        return f"{crc32(orjson.dumps(fields)):08x}"

    def line(self) -> bytes:
        """The seal as the last document of the file."""
        document = {
            "id": SEAL,
            "generation": self.generation,
            "store": self.store,
            "absorbed": self.absorbed,
            "tables": self.tables,
            "crc": self.crc,
            "checksum": self.checksum,
        }
        return b'"2":' + orjson.dumps(document) + b"\n"


def seal_of(line: bytes) -> Seal | None:
    """The seal in a line that `Seal.line` gave, None in any other."""
    if not line.startswith(b'"2":{"id":"seal",'):
        return None
    try:
        document = orjson.loads(line[4:])
        seal = Seal(
            document["generation"],
            document["store"],
            document["absorbed"],
            tuple((name, count) for name, count in document["tables"]),
            document["crc"],
        )
    except (ValueError, KeyError, TypeError):
        return None
    return seal if seal.line() == line else None
