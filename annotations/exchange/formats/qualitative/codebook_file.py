"""A codebook as a file to edit: TOML out, TOML or CSV in.

CSV is what Taguette and spreadsheets have: one of the columns `path`, `name`, `tag`, and any of
`definition` (or `description`), `use_when`, `avoid_when`, `example`, `colour` (or `color`),
`glyph`, `key`, `uri`.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotations.articles.text.visible import HOSTILE
from annotations.errors import CodebookError, ExchangeError
from annotations.exchange.bundle import Bundle
from annotations.exchange.format import Format
from annotations.exchange.formats.qualitative.qdc import labels_in_use
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks.codebook import from_dict, to_dict

NAMES = ("path", "name", "tag")
"""What the column of a label's path may be called."""
_OTHER = {"description": "definition", "color": "colour"}
_HEAD = """# A crossread codebook. `id` is the path of a label: theme/economy lies under theme.
# Bring it back with: crossread import FILE --format codebook

"""


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """One `[[label]]` for each label, in the order of the tree."""
    yield _HEAD.encode()
    for label in labels_in_use(view):
        tally.wrote("labels")
        lines = [f"{name} = {_toml(value)}\n" for name, value in to_dict(label).items()]
        yield f"[[label]]\n{''.join(lines)}\n".encode()


def _toml(value: str | bool) -> str:
    """A value as TOML has it. Its basic strings escape as JSON's do, but know no surrogates."""
    text = json.dumps(value, ensure_ascii=False)
    return HOSTILE.sub(lambda match: f"\\U{ord(match.group()):08x}", text)


def read(path: Path) -> Bundle:
    """The labels of a TOML or CSV file; ExchangeError names what is not as it should be."""
    text = path.read_bytes().decode().removeprefix("\ufeff")
    bundle = Bundle(path.name)
    rows = _csv(text, path) if path.suffix.lower() == ".csv" else _labels(text, path)
    for where, values in rows:
        try:
            bundle.labels.append(from_dict(values))
        except CodebookError as error:
            bundle.skip("labels that are not as they should be", f"{path}: {where}", str(error))
    return bundle


def _labels(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    try:
        found = tomllib.loads(text).get("label", [])
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        raise ExchangeError(f"{path}: is not TOML: {error}") from error
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ExchangeError(f"{path}: holds no [[label]]")
    for number, values in enumerate(found, 1):
        yield f"label {number}", values


def _csv(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        columns = [name for name in NAMES if name in (reader.fieldnames or ())]
        if len(columns) != 1:
            raise ExchangeError(
                f"{path}: needs one column named {', '.join(NAMES[:-1])} or {NAMES[-1]}"
            )
        for number, row in enumerate(reader, 2):
            yield f"row {number}", values_of(row, columns[0])
    except csv.Error as error:
        raise ExchangeError(f"{path}: is not CSV: {error}") from error


def values_of(row: Mapping[Any, Any], name: str) -> dict[str, object]:
    """The fields of a label from a row of a table, by its header; `name` is the column of its path."""
    values = {
        _OTHER.get(column, column): _unguarded(cell)
        for column, cell in row.items()
        if isinstance(column, str) and isinstance(cell, str) and column != "retired"
    }
    return {**values, "id": values.get(name, "")}


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that an export put before what looks like a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


FORMAT = Format(
    "codebook",
    "the codebook alone, to edit by hand (in also from CSV)",
    (".toml", ".csv"),
    write=write,
    read=read,
    suggestions=True,
)
