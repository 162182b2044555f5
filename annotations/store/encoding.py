"""Documents as the bytes the store keeps: JSON in UTF-8, the fields it looks up by in front."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice
from math import isfinite
from typing import Any

import orjson

from annotations.errors import StoreError

LEADING: dict[str, tuple[str, ...]] = {
    "articles": ("id", "sha256"),
    "pairs": ("id", "left", "right"),
    "annotations": ("id", "article"),
    "relations": ("id", "source", "target"),
    "links": ("id", "pair"),
    "history": ("id", "scope"),
}
"""Fields that lead a table's documents; the first is the key, the others are looked up by."""

KEY_ALONE = ("id",)


def leading(table: str) -> tuple[str, ...]:
    """Names of the fields that lead a document of the table."""
    return LEADING.get(table, KEY_ALONE)


def encode(table: str, document: Mapping[str, Any]) -> bytes:
    """A document as JSON bytes without a line break, its leading fields first.

    Raises:
        StoreError: a value JSON cannot carry: NaN, an infinity, a lone surrogate, an object.
    """
    fields = leading(table)
    if tuple(islice(document, len(fields))) != fields:
        first = {field: document[field] for field in fields if field in document}
        document = {**first, **document}
    try:
        raw = orjson.dumps(document, default=_plain)
        if b"null" in raw:  # what orjson writes for NaN too
            _refuse_unspeakable(document)
        # A copy: what orjson gives was cut from a larger block, and kept would keep holes with it.
        return bytes(memoryview(raw))
    except (TypeError, ValueError, RecursionError) as error:
        name = document.get("id", "")
        raise StoreError(f"cannot save {table} {str(name)!r}: {error}") from error


def decode(raw: bytes) -> dict[str, Any]:
    """The document of the bytes that `encode` gave."""
    document: dict[str, Any] = orjson.loads(raw)
    return document


def reader(table: str) -> Callable[[bytes], tuple[bytes, ...]]:
    """What reads a table's leading fields off an encoded document, without a parse.

    A field that the document has not is empty.
    """
    fields = leading(table)
    parts = (rb'"%s":"([^"\\]*)"' % field.encode() for field in fields)
    match = re.compile(rb"\{" + b",".join(parts)).match

    def read(raw: bytes) -> tuple[bytes, ...]:
        found = match(raw)
        if found is not None:
            return found.groups()
        document = decode(raw)
        values = (document.get(field) for field in fields)
        return tuple(value.encode() if isinstance(value, str) else b"" for value in values)

    return read


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is nothing that JSON knows")


def _refuse_unspeakable(value: Any) -> None:
    """Raise ValueError for a float that JSON has no word for; orjson would write it as null."""
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError(f"{value} is no number JSON can carry")
    elif isinstance(value, Mapping):
        for item in value.values():
            if not isinstance(item, str):
                _refuse_unspeakable(item)
    elif isinstance(value, list | tuple):
        for item in value:
            if not isinstance(item, str):
                _refuse_unspeakable(item)
