"""The articles of a table: JSON lines, comma-separated values, or Parquet; one a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from annotations.articles.files.fetch import is_address
from annotations.articles.formats.jsonl import is_segmented
from annotations.events.archive.source import (
    FIELDS,
    LARGEST,
    Keys,
    Known,
    PassedOver,
    Rows,
    Source,
    row_keys,
)
from annotations.extras import install_command

NAMES = {
    "text": "text body content article maintext fulltext",
    "url": "url link",
    "title": "title headline heading",
    "outlet": "outlet source publication publisher newspaper site domain",
    "published": "published date publishdate publishedat pubdate datepublished",
    "language": "language lang",
    "id": "id key uuid articleid",
}
"""What the columns of a table are called that somebody else made, by the field they are."""

_FIELD_OF = {name: each for each, names in NAMES.items() for name in names.split()}


def of_json_lines(file: BinaryIO, name: str, known: Keys = frozenset()) -> Rows:
    """A source for each line of a file, which is closed by whoever opened it.

    A row whose key is known is not looked into, here and below.
    """
    for number, line in enumerate(_lines(file), start=1):
        where = f"{name}, line {number}"
        if line is None:
            yield PassedOver(where, f"longer than {LARGEST >> 20} MiB; no article is")
        elif line := line.strip():
            keys = row_keys(name, number, line)
            yield _known(keys, known) or _of_line(line, name, number, where, keys)


def is_one_article(head: str) -> bool:
    """Whether JSON lines are the blocks of one article (`{"text", "kind"}`), and not articles."""
    if not is_segmented(head):
        return False
    line, _, rest = head.lstrip().partition("\n")
    first = json.loads(line)
    if "url" in first and '"url"' in (rest.lstrip().partition("\n")[0] or '"url"'):
        return False  # an article's first line may have its address, but not its second
    return "kind" in first or "level" in first or not ("text" in first or "id" in first)


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is too long to hold."""
    while line := file.readline(LARGEST + 1):
        if len(line) <= LARGEST or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(1 << 16)) and not rest.endswith(b"\n"):
            pass
        yield None


def _known(keys: tuple[bytes, bytes], known: Keys) -> Known | None:
    return next((Known(key) for key in keys if key in known), None)


def _of_line(
    line: bytes, name: str, number: int, where: str, keys: tuple[bytes, bytes]
) -> Source | PassedOver:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return PassedOver(where, f"not JSON ({error})")
    if not isinstance(value, dict):
        return PassedOver(where, 'not an object with "text"')
    return _of_row(value, name, number, where, keys)


def of_csv(file: BinaryIO, name: str, known: Keys = frozenset()) -> Rows:
    """A source for each row of a table in UTF-8 whose first row names its columns."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    csv.field_size_limit(
        8 * LARGEST
    )  # a longer row than an article is one row lost, and not the rest
    try:
        head = text.readline(1 << 16)
        sign = max(",;\t|", key=head.count)
        columns = next(csv.reader([head], delimiter=sign), [])
        fields = {at: field for at, each in enumerate(columns) if (field := _field(each))}
        if not {"text", "url"} & set(fields.values()):
            yield PassedOver(name, "no column is called text or url")
            return
        for number, row in enumerate(csv.reader(text, delimiter=sign), start=2):
            where = f"{name}, row {number}"
            if any(each.strip() for each in row):
                keys = row_keys(name, number, "\x1f".join(row).encode("utf-8", "replace"))
                value = {field: row[at] for at, field in fields.items() if at < len(row)}
                yield _known(keys, known) or _of_row(value, name, number, where, keys)
    except (csv.Error, ValueError) as error:
        yield PassedOver(name, f"is no table from here on ({error})")
    finally:
        text.detach()


def of_parquet(path: Path, name: str, known: Keys = frozenset()) -> Rows:
    """A source for each row of a Parquet file; needs the extra `parquet`."""
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError:
        yield PassedOver(name, f"Parquet needs pyarrow: {install_command('parquet')}")
        return
    try:
        table = parquet.ParquetFile(path)
        fields = {each: field for each in table.schema_arrow.names if (field := _field(each))}
        if not {"text", "url"} & set(fields.values()):
            yield PassedOver(name, "no column is called text or url")
            return
        number = 0
        for batch in table.iter_batches(256, columns=list(fields)):
            for row in batch.to_pylist():
                number += 1
                value = {fields[column]: each for column, each in row.items()}
                raw = repr(sorted(value.items())).encode("utf-8", "replace")
                keys = row_keys(name, number, raw)
                where = f"{name}, row {number}"
                yield _known(keys, known) or _of_row(value, name, number, where, keys)
    except (OSError, ValueError, KeyError, NotImplementedError) as error:  # what Arrow raises
        yield PassedOver(name, f"no Parquet file, or a damaged one ({_first_line(error)})")


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]


def _field(column: str) -> str | None:
    return _FIELD_OF.get("".join(each for each in column.lower() if each.isalnum()))


def _of_row(
    value: Mapping[str, Any], name: str, number: int, where: str, keys: tuple[bytes, bytes]
) -> Source | PassedOver:
    """A row as a source: its fields as text, and the id that it has or its place in the file."""
    fields = {each: _as_text(value.get(each)) for each in FIELDS}
    fields = {each: text for each, text in fields.items() if text}
    if not fields.get("text", "").strip() and not fields.get("url"):
        return PassedOver(where, "no text, and no url")
    if not fields.get("text", "").strip() and not is_address(fields["url"].strip()):
        # No path: an archive that somebody sent would else show what stands in one's own files.
        return PassedOver(where, "no text, and its url is no web address")
    if len(fields.get("text", "")) > LARGEST:
        return PassedOver(where, f"longer than {LARGEST >> 20} MiB; no article is")
    own = value.get("id")
    if own is None or own == "":
        return Source(f"{name}:{number}", where, keys[1], fields)
    return Source(str(own), where, keys[0], fields)


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, bytes | Mapping):
        return "\n\n".join(each for each in value if isinstance(each, str))
    return "" if value is None or isinstance(value, bytes | Mapping) else str(value)
