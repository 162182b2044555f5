"""JSON lines in and out, with errors that name the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from annotations.errors import ExchangeError

Record = dict[str, Any]


def json_line(record: Record) -> bytes:
    """A record as one line."""
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def json_lines(path: Path) -> Iterator[tuple[str, Record]]:
    """Each record of a file with the words that name its line; ExchangeError for another thing."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            where = f"{path}: line {number}"
            try:
                record = orjson.loads(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
            except orjson.JSONDecodeError as error:
                raise ExchangeError(f"{where}: is not JSON: {error}") from error
            if not isinstance(record, dict):
                raise ExchangeError(f"{where}: is not a JSON object")
            yield where, record


def text_of(record: Record, where: str) -> str:
    """The text of a record; ExchangeError where there is none."""
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ExchangeError(f"{where}: has no text")
    return text


def listed(record: Any, name: str) -> list[Any]:
    """The list under a name; empty where there is none, or another thing."""
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, list) else []


def key_of(record: Any, name: str) -> str | int | None:
    """The id under a name; None where there is none, or a thing that is no id."""
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, (str, int)) else None
