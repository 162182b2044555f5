"""The report for an editor as a Word document (`.docx`), by python-docx (extra `office`).

What the HTML report says, in the same order: the outlets, what contradicts, who says what, and the
articles of each pair in aligned rows with numbers where annotations begin. No field, link or macro.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any, TypeAlias

from annotations.articles import Kind, visible
from annotations.errors import ExchangeError
from annotations.exchange.event_sheet import Contradiction, EventSheet
from annotations.exchange.format import Format
from annotations.exchange.formats.reading.event_words import (
    COMPARED,
    COPIED,
    DIFFERING,
    HEADS,
    ROWS,
    SILENT,
    UNKNOWN,
    UNNAMED,
    WIDE,
    about,
    facts,
    judged,
    note_of,
    said,
    statements,
    verdict,
)
from annotations.exchange.formats.reading.html import events_and_pairs
from annotations.exchange.formats.reading.quotation import in_quotes, quoted
from annotations.exchange.pair_sheet import PairSheet, SheetCell, relation_words
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.extras import install_command
from annotations.marks import Annotation
from annotations.suggestions.matrix import Cell, Row

Pieces: TypeAlias = list[tuple[str, bool]]
"""Text in pieces, each with whether it is bold."""
SAYS_NOTHING: Pieces = [(SILENT, False)]
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """The document; ExchangeError where python-docx is not installed."""
    try:
        library: Any = import_module("docx")
    except ImportError:
        raise ExchangeError(
            f"python-docx is not installed: {install_command('office')}, then export again"
        ) from None
    document = library.Document()
    document.core_properties.author = "crossread"
    for number, (sheet, pairs) in enumerate(events_and_pairs(view, tally)):
        if number:
            document.add_page_break()
        else:
            document.core_properties.title = plain(sheet.title)[:255]
        _event(document, view, sheet, pairs)
    out = io.BytesIO()
    document.save(out)
    yield out.getvalue()


def plain(text: str) -> str:
    """Text that a Word document can hold: nothing in it acts, and line breaks stay."""
    return _ILLEGAL.sub(lambda match: visible(match.group()), visible(text))


def _event(document: Any, view: View, sheet: EventSheet, pairs: Sequence[PairSheet]) -> None:
    document.add_heading(plain(sheet.title), 0)
    document.add_paragraph(plain(about(sheet)))
    document.add_heading("Reports", 1)
    named = zip(sheet.names, sheet.articles, strict=True)
    facts_of = ((name, *(fact or UNKNOWN for fact in facts(each))) for name, each in named)
    _table(document, HEADS, ([[(fact, False)] for fact in row] for row in facts_of))
    if sheet.contradictions:
        document.add_heading("Contradictions", 1)
        document.add_paragraph(DIFFERING)
        for number, found in enumerate(sheet.contradictions, 1):
            _contradiction(document, sheet, number, found)
    if sheet.rows:
        document.add_heading("Who says what", 1)
        _who_says_what(document, sheet)
    if pairs:
        document.add_heading("The articles side by side", 1)
        document.add_paragraph(f"{ROWS} are in bold.")
        for path in sorted({mark.label for pair in pairs for mark in pair.marks.values()}):
            if what := view.label(path).definition:
                document.add_paragraph(plain(f"{path}: {what}")).paragraph_format.space_after = 0
    name = dict(zip(sheet.event.articles, sheet.names, strict=True))
    for pair in pairs:
        _pair(document, pair, (name[pair.pair.left], name[pair.pair.right]))


def _contradiction(document: Any, sheet: EventSheet, number: int, found: Contradiction) -> None:
    for at, mark in enumerate((found.one, found.other)):
        # The number is text: Word would go on counting in the next event.
        pieces = [(f"{number}. ", False)] if at == 0 else []
        paragraph = document.add_paragraph(style="List Continue")
        _runs(paragraph, [*pieces, *quoted(mark.quote, found.differing[at])])
        by = said(sheet, mark)
        paragraph.add_run(plain(f"\n{sheet.name_of(mark)}{f', {by}' if by else ''}")).italic = True
    if text := judged(found):
        document.add_paragraph(plain(text), style="List Continue")


def _who_says_what(document: Any, sheet: EventSheet) -> None:
    """A table of the claims; of more outlets than fit beside each other, a list for each claim."""
    if len(sheet.names) <= WIDE:
        document.add_paragraph(COMPARED)
        rows = (
            (_claim(sheet, cell, row) or SAYS_NOTHING for cell in row.cells) for row in sheet.rows
        )
        _table(document, sheet.names, rows)
        return
    document.add_paragraph(f"{COMPARED} {UNNAMED}")
    for number, row in enumerate(sheet.rows, 1):
        document.add_paragraph(f"Claim {number}").paragraph_format.keep_with_next = True
        for name, cell in zip(sheet.names, row.cells, strict=True):
            if pieces := _claim(sheet, cell, row):
                paragraph = document.add_paragraph(style="List Bullet")
                _runs(paragraph, [(f"{name}: ", False), *pieces])


def _claim(sheet: EventSheet, cell: Cell | None, row: Row) -> Pieces:
    """What an outlet says in a row, a line each, and how it stands to the first in bold."""
    lines: list[tuple[str, bool]] = []
    for at, claim in enumerate(statements(cell)):
        lines += [(in_quotes(claim.quote), False), (said(sheet, claim), False)]
        lines.append((verdict(sheet, cell, row, claim), True))
        lines += [(COPIED, False)] if cell is not None and cell.echo and not at else []
    told = [(text, bold) for text, bold in lines if text]
    return [(f"\n{text}" if at else text, bold) for at, (text, bold) in enumerate(told)]


def _pair(document: Any, pair: PairSheet, names: tuple[str, str]) -> None:
    document.add_heading(plain(" and ".join(names)), 2)
    rows = ([_block(pair, cell) for cell in row] for row in pair.rows)
    _table(document, names, (row for row in rows if any(row)))
    for mark in pair.marks.values():
        document.add_paragraph(plain(_note(pair, mark))).paragraph_format.space_after = 0


def _block(pair: PairSheet, cell: SheetCell | None) -> Pieces:
    """The text of a block with the number of each annotation where it begins."""
    if cell is None or cell.block.kind is Kind.BOILERPLATE:
        return []
    pieces: Pieces = []
    at = cell.block.start
    for segment in cell.segments:
        pieces += [
            (f"[{pair.numbers[each.id]}] ", False) for each in cell.begun if each.start == at
        ]
        pieces.append((segment.text, segment.changed))
        at += len(segment.text)
    return pieces


def _note(pair: PairSheet, mark: Annotation) -> str:
    parts = [f"[{pair.numbers[mark.id]}] {mark.label}: {in_quotes(mark.quote)}"]
    parts += ["suggestion"] if mark.suggested else []
    parts += [mark.annotator] if mark.annotator else []
    for relation, other in pair.ties(mark):
        arrow = "→" if relation.source == mark.id or not relation.kind.directed else "←"
        number = f"[{pair.numbers[other.id]}]{note_of(relation)}"
        parts.append(f"{relation_words(relation)} {arrow} {number}")
    return " · ".join([*parts, *([mark.note] if mark.note else [])])


def _table(document: Any, heads: Sequence[str], rows: Iterable[Iterable[Pieces]]) -> None:
    """A table whose head is repeated on each page, and whose rows stay whole."""
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _runs(cell.paragraphs[0], [(head, True)])
    _mark_row(table.rows[0], "w:tblHeader")
    for row in rows:
        made = table.add_row()
        _mark_row(made, "w:cantSplit")
        for cell, pieces in zip(made.cells, row, strict=True):
            _runs(cell.paragraphs[0], pieces)
    document.add_paragraph().paragraph_format.space_after = 0


def _mark_row(row: Any, name: str) -> None:
    """Give a row of a table a property that python-docx has no name for."""
    element: Any = import_module("docx.oxml").OxmlElement(name)
    row._tr.get_or_add_trPr().append(element)


def _runs(paragraph: Any, pieces: Iterable[tuple[str, bool]]) -> None:
    """Add text to a paragraph, some of it in bold."""
    for text, bold in pieces:
        if text:
            paragraph.add_run(plain(text)).bold = bold or None


FORMAT = Format(
    "docx",
    "the report as a Word document (needs the extra office)",
    (".docx",),
    write=write,
    binary=True,
)
