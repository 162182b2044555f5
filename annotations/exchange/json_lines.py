"""JSON records in and out: a line each, or one array, also inside a zip archive.

A line that is broken is left out and counted, with its place and the reason; the others come in.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from annotations.articles.files.archives import open_archive
from annotations.articles.text.json_text import json_bytes
from annotations.errors import ExchangeError
from annotations.exchange.bundle import Bundle

Record = dict[str, Any]
BROKEN = "lines that are no record"
_BOM = b"\xef\xbb\xbf"


def json_line(record: Record) -> bytes:
    """A record as one line."""
    return json_bytes(record, line=True)


def json_lines(path: Path, bundle: Bundle) -> Iterator[tuple[str, Record]]:
    """Each record of a file with the words that name its place; what is no record is counted.

    The file has a record a line, or is one JSON array of them, or a zip archive of such files.
    """
    if zipfile.is_zipfile(path):
        with open_archive(path) as archive:
            members = sorted(n for n in archive.names if n.endswith((".jsonl", ".json")))
            if not members:
                raise ExchangeError(f"{path}: there is no .jsonl or .json file in it")
            for name in members:
                data = archive.read(name)
                yield from _records(f"{path}: {name}", data[:1], data.splitlines(), data, bundle)
        return
    with path.open("rb") as file:
        start = file.read(64).removeprefix(_BOM).lstrip()[:1]
        file.seek(0)
        whole = file.read() if start == b"[" else b""
        file.seek(0)
        yield from _records(str(path), start, file, whole, bundle)


def _records(
    where: str, start: bytes, lines: Iterable[bytes], whole: bytes, bundle: Bundle
) -> Iterator[tuple[str, Record]]:
    """The records of one file, whose first character is `start`; `whole` is needed for an array."""
    if start == b"[":
        found = _array(whole)
        if found is not None:
            for number, record in enumerate(found, 1):
                yield from _record(f"{where}: record {number}", record, bundle)
            return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{where}: line {number}"
        try:
            record = orjson.loads(line.removeprefix(_BOM) if number == 1 else line)
        except orjson.JSONDecodeError as error:
            bundle.skip(BROKEN, place, f"is not JSON: {error}")
            continue
        yield from _record(place, record, bundle)


def _array(data: bytes) -> list[Any] | None:
    try:
        found = orjson.loads(data.removeprefix(_BOM))
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, list) else None


def _record(where: str, record: Any, bundle: Bundle) -> Iterator[tuple[str, Record]]:
    if isinstance(record, dict):
        yield where, record
    else:
        bundle.skip(BROKEN, where, "is not a JSON object")


def text_of(record: Record, where: str, bundle: Bundle) -> str:
    """The text of a record; empty, and counted, where there is none."""
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        bundle.skip("records without a text", where, "has no text")
        return ""
    return text


def listed(record: Any, name: str) -> list[Any]:
    """The list under a name; empty where there is none, or another thing."""
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, list) else []


def key_of(record: Any, name: str) -> str | int | None:
    """The id under a name; None where there is none, or a thing that is no id."""
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, (str, int)) else None
