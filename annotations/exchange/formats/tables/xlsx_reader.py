"""The codebook of a workbook (`.xlsx`): the first sheet that has a column of labels.

Read here, and not by a library, for a workbook from elsewhere is hostile: nothing is unpacked beyond a
bound, no entity is expanded, no formula is evaluated (ECMA-376 part 1, 18.3 and 18.4).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.articles.files.archives import Archive, open_archive
from annotations.articles.files.xml_tree import XmlError, parse_xml
from annotations.errors import CodebookError, ExchangeError
from annotations.exchange.bundle import Bundle
from annotations.exchange.formats.qualitative.codebook_file import NAMES, values_of
from annotations.marks.codebook import from_dict

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACE = re.compile(r"([A-Z]{1,3})\d+")


def read(path: Path) -> Bundle:
    """The labels; a row that is none is left out and counted."""
    if not zipfile.is_zipfile(path):
        raise ExchangeError(f"{path}: is no workbook, for it is no zip archive")
    bundle = Bundle(path.name)
    with open_archive(path) as archive:
        try:
            strings = _strings(archive)
            for name in sorted(filter(_SHEET.fullmatch, archive.names)):
                rows = _rows(parse_xml(archive.read(name)), strings)
                header = [each.strip().casefold() for each in next(rows, [])]
                columns = [each for each in NAMES if each in header]
                if len(columns) == 1:
                    _take(bundle, path, header, columns[0], rows)
                    return bundle
        except XmlError as error:
            raise ExchangeError(f"{path}: {error}") from error
    raise ExchangeError(
        f"{path}: no sheet in it has one column named {', '.join(NAMES[:-1])} or {NAMES[-1]}"
    )


def _take(
    bundle: Bundle, path: Path, header: list[str], name: str, rows: Iterator[list[str]]
) -> None:
    for number, row in enumerate(rows, 2):
        if not any(row):
            continue
        cells = dict(zip(header, row, strict=False))
        try:
            bundle.labels.append(from_dict(values_of(cells, name)))
        except CodebookError as error:
            bundle.skip(
                "labels that are not as they should be", f"{path}: row {number}", str(error)
            )


def _strings(archive: Archive) -> list[str]:
    """The texts that cells refer to by number."""
    if "xl/sharedStrings.xml" not in archive.names:
        return []
    root = parse_xml(archive.read("xl/sharedStrings.xml"))
    return [_text(each) for each in root.iterfind(f"{_M}si")]


def _text(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(f"{_M}t"))


def _rows(sheet: Any, strings: list[str]) -> Iterator[list[str]]:
    for row in sheet.iter(f"{_M}row"):
        cells: list[str] = []
        for cell in row.iterfind(f"{_M}c"):
            at = _column(cell.get("r", ""), len(cells))
            if at < 100:  # a codebook has ten columns; a cell far out may not ask for memory
                cells += [""] * (at + 1 - len(cells))
                cells[at] = _value(cell, strings)
        yield cells


def _column(place: str, otherwise: int) -> int:
    found = _PLACE.fullmatch(place)
    if found is None:
        return otherwise
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Any, strings: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_M}v") or ""
    if cell.get("t") != "s":
        return value
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 9 else -1
    return strings[number] if 0 <= number < len(strings) else ""
