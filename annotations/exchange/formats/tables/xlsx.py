"""A workbook (`.xlsx`): claims by outlet, quotations, relations, codebook, events, agreement, a sheet each.

Every cell is written as text or as a number, never as a formula or a link, whatever it begins with. Written by
XlsxWriter (extra `office`), a row at a time. The sheet of claims has a row for each claim of an
event and a column for each outlet; a cell is what the outlet says and how it stands to the first.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from annotations.agreement import agreements
from annotations.articles import visible
from annotations.errors import ExchangeError
from annotations.exchange.common import lose_links
from annotations.exchange.event_sheet import EventSheet, event_sheets
from annotations.exchange.format import Format
from annotations.exchange.formats.reading.event_words import COPIED, statements, verdict
from annotations.exchange.formats.reading.event_words import said as said_by
from annotations.exchange.formats.tables import csv_files
from annotations.exchange.formats.tables.xlsx_reader import read
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.extras import install_command
from annotations.suggestions.matrix import Cell, Row

MOST_TEXT = 32_767
"""Characters that a cell can hold."""
MOST_ROWS = 1_048_576
LINE, HIGHEST = 15, 409
"""Height of a line of text, and the most that a row may have, in points."""
CLAIMS = "claims"
"""The sheet that people read: with wide columns, whose lines are wrapped."""
AGREEMENT = (
    "annotator", "other annotator", "label", "articles", "spans", "spans of the other", "the same in both",
    "overlapping", "F1, the same", "F1, overlapping", "alpha",
)  # fmt: skip
ABOUT_AGREEMENT = (
    "Articles: those in which both have annotations; only these are compared.",
    "Overlapping: as many spans as can be paired with one of the other that they overlap, each once.",
    "F1: twice what both have by what each has; 1 for all, 0 for nothing.",
    "Alpha: Krippendorff's, nominal, over the characters of the articles, each with the label or without it"
    " (Krippendorff 2011); 1 for full agreement, 0 for what chance gives. Empty: not defined.",
)
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """The workbook, made in a temporary file; ExchangeError where XlsxWriter is not installed."""
    try:
        writer: Any = import_module("xlsxwriter")
    except ImportError:
        raise ExchangeError(
            f"XlsxWriter is not installed: {install_command('office')}, then export again"
        ) from None
    lose_links(view, tally)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.xlsx")
        with writer.Workbook(str(path), {**_OPTIONS, "tmpdir": folder}) as book:
            wrapped = {"text_wrap": True, "valign": "top"}
            styles = book.add_format({**wrapped, "bold": True}), book.add_format(wrapped)
            for name, rows in _sheets(view, tally):
                _fill(book.add_worksheet(name), name, rows, styles, tally)
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                yield chunk


class Head(tuple[object, ...]):
    """A row that names the columns below it."""


def _sheets(view: View, tally: LossCounts) -> Iterator[tuple[str, Iterable[Sequence[object]]]]:
    yield CLAIMS, _claims(view)
    yield "quotations", _headed(csv_files.QUOTATIONS, csv_files.quotations(view, tally))
    yield "relations", _headed(csv_files.LINKS, csv_files.links(view, tally))
    yield "codebook", _headed(csv_files.CODEBOOK, csv_files.codebook(view, tally))
    yield "events", _headed(csv_files.EVENTS, csv_files.events(view, tally))
    yield "agreement", _agreement(view)


def _agreement(view: View) -> Iterator[Sequence[object]]:
    """A row for each two annotators and label, and what the columns say."""
    yield Head(AGREEMENT)
    lengths = {key: len(article.text) for key, article in view.articles()}
    for each in agreements(view.annotations(), lengths):
        value = "" if each.alpha is None else round(each.alpha, 3)
        rates = round(each.f1_exact, 3), round(each.f1_overlapping, 3), value
        counts = each.articles, *each.spans, each.exact, each.overlapping
        yield (*each.annotators, each.label, *counts, *rates)
    yield ()
    for line in ABOUT_AGREEMENT:
        yield (line,)


def _headed(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    yield Head(header)
    yield from rows


def _claims(view: View) -> Iterator[Sequence[object]]:
    """Each event under a line with its outlets."""
    for number, sheet in enumerate(event_sheets(view, LossCounts())):
        if number:
            yield ()
        yield Head((sheet.title, "outlets", "independent voices", *sheet.names))
        for at, row in enumerate(sheet.rows, 1):
            cells = [said(sheet, cell, row) for cell in row.cells]
            yield (f"claim {at}", row.outlets, row.voices, *cells)


def said(sheet: EventSheet, cell: Cell | None, row: Row) -> str:
    """What an outlet says of a claim, who says it there, and how it stands to the first outlet."""
    lines: list[str] = []
    for at, claim in enumerate(statements(cell)):
        how = verdict(sheet, cell, row, claim)
        lines += [" ".join(claim.quote.split()), said_by(sheet, claim), f"[{how}]" if how else ""]
        lines += [f"[{COPIED}]"] if cell is not None and cell.echo and not at else []
    return "\n".join(filter(None, lines))


def _fill(
    sheet: Any,
    name: str,
    rows: Iterable[Sequence[object]],
    styles: tuple[Any, Any],
    tally: LossCounts,
) -> None:
    """Write the rows; `styles` are those of heads, and of text whose lines are wrapped."""
    widths = [24, 12, 12, *[40] * 38] if name == CLAIMS else [24] * 41
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    head, wrapped = styles
    for at, row in enumerate(rows):
        if at >= MOST_ROWS:
            tally.lose("rows beyond what a sheet can hold", name)
            continue
        cells = [_plain(value) for value in row]
        wraps = isinstance(row, Head) or name == CLAIMS
        # Of a row without a height LibreOffice shows one line, and the next row over the others.
        lines = max((_lines(each, widths, at) for at, each in enumerate(cells)), default=1)
        if wraps and lines > 1:
            sheet.set_row(at, min(LINE * lines, HIGHEST))
        for column, (value, text) in enumerate(zip(row, cells, strict=True)):
            if isinstance(value, int | float):
                sheet.write_number(at, column, value, wrapped if wraps else None)
                continue
            if len(text) > MOST_TEXT:
                tally.lose("cells cut at 32,767 characters", f"{name}, row {at + 1}")
            if text:
                style = head if isinstance(row, Head) else wrapped if wraps else None
                sheet.write_string(at, column, text[:MOST_TEXT], style)


def _plain(value: object) -> str:
    """A value as text that a cell can hold."""
    return _ILLEGAL.sub(lambda match: visible(match.group()), str(value))


def _lines(text: str, widths: Sequence[int], column: int) -> int:
    """About how many lines a text takes in a column that wraps."""
    width = widths[min(column, len(widths) - 1)]
    return sum(1 + len(line) // width for line in text.split("\n"))


FORMAT = Format(
    "xlsx",
    "a workbook: claims by outlet, quotations, relations, codebook, agreement (in: a codebook)",
    (".xlsx",),
    write=write,
    read=read,
    binary=True,
)
