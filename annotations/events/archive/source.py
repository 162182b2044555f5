"""One article of an archive before it is read, and what is said of one that cannot be."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

LARGEST = 8 * 1024 * 1024
"""Bytes of an article in an archive: a longer one is a book, or a mistake."""

FIELDS = ("text", "url", "title", "outlet", "published", "language")
"""What a row of a table or a line may say of an article, besides its `id`."""


class PassedOver(NamedTuple):
    """Something in an archive that is no article, or cannot be read: where it is, and why."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


@dataclass(frozen=True, slots=True)
class Source:
    """An article that is still to be read.

    `id` names it in the archive, `where` says where it stands; `key` is the same as long as it is
    unchanged. Either `fields` says what it is (those of `FIELDS`), or `path` is its file, or `data`
    the bytes of a file called `id`.
    """

    id: str
    where: str
    key: bytes
    fields: dict[str, str] = field(default_factory=dict)
    path: str = ""
    data: bytes = b""


class Known(NamedTuple):
    """A row of a table whose key, as a `Source` has it, is one that was known."""

    key: bytes


Rows: TypeAlias = Iterator[Source | PassedOver | Known]
Keys: TypeAlias = Container[bytes]


def row_keys(name: str, number: int, raw: bytes) -> tuple[bytes, bytes]:
    """The key of a row of a table that has an id, and its key where its place is all it has."""
    digest = blake2b(raw, digest_size=16, key=b"row")
    digest.update(name.encode("utf-8", "surrogatepass"))
    placed = digest.copy()
    placed.update(b"\0%d" % number)
    return digest.digest(), placed.digest()


def key_of(*parts: bytes | str) -> bytes:
    """Sixteen bytes that tell one article's content from any other."""
    digest = blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.digest()
