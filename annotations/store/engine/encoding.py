"""Documents as the bytes the store keeps: JSON in UTF-8, the fields it looks up by in front."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import chain, islice
from math import isfinite
from typing import Any

import orjson

from annotations.errors import StoreError

KEY_ALONE = ("id",)
"""The leading fields of a table that is looked up by nothing but its key."""


def encode(table: str, document: Mapping[str, Any], leading: tuple[str, ...] = KEY_ALONE) -> bytes:
    """A document as JSON bytes without a line break, its leading fields first.

    `table` is named in the error.

    Raises:
        StoreError: a value JSON cannot carry: NaN, an infinity, a lone surrogate, an object.
    """
    if tuple(islice(document, len(leading))) != leading:
        first = {field: document[field] for field in leading if field in document}
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


def key_reader(leading: tuple[str, ...]) -> Callable[[bytes], tuple[bytes, ...]]:
    """What reads the leading fields off a document that `encode` gave, without a parse.

    A field that the document has not is empty; one that is a list gives each text in it, and costs
    a parse.
    """
    parts = (rb'"%s":"([^"\\]*)"' % field.encode() for field in leading)
    pattern = rb"\{" + b",".join(parts)

    @cache
    def match() -> Callable[[bytes], re.Match[bytes] | None]:
        return re.compile(pattern).match  # a table that is empty compiles none

    def read(raw: bytes) -> tuple[bytes, ...]:
        found = match()(raw)
        if found is not None:
            return found.groups()
        document = decode(raw)
        return tuple(chain.from_iterable(_looked_up(document.get(field)) for field in leading))

    return read


def _looked_up(value: Any) -> tuple[bytes, ...]:
    """The values that a leading field is looked up by."""
    if isinstance(value, list):
        return tuple(each.encode() for each in value if isinstance(each, str))
    return (value.encode() if isinstance(value, str) else b"",)


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
