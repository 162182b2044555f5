"""The report for an editor as a Word document (`.docx`), by python-docx (extra `office`).

What the HTML report says, in the same order: the outlets, what contradicts, who says what, and the
articles of each pair in aligned rows with numbers where annotations begin. No field, link or macro.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

from annotations.articles import Kind, Span, visible
from annotations.errors import ExchangeError
from annotations.exchange.event_sheet import Contradiction, EventSheet
from annotations.exchange.format import Format
from annotations.exchange.formats.reading.event_words import (
    COMPARED,
    COPIED,
    DIFFERING,
    HEADS,
    SILENT,
    UNKNOWN,
    about,
    facts,
    judged,
    said,
    verdict,
)
from annotations.exchange.formats.reading.html import events_and_pairs
from annotations.exchange.formats.reading.quotation import in_quotes, quoted
from annotations.exchange.pair_sheet import PairSheet, SheetCell, relation_words
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.extras import install_command
from annotations.marks import Annotation
from annotations.suggestions.matrix import Row

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
        _event(document, sheet, pairs)
    out = io.BytesIO()
    document.save(out)
    yield out.getvalue()


def plain(text: str) -> str:
    """Text that a Word document can hold: nothing in it acts, and line breaks stay."""
    return _ILLEGAL.sub(lambda match: visible(match.group()), visible(text))


def _event(document: Any, sheet: EventSheet, pairs: Sequence[PairSheet]) -> None:
    document.add_heading(plain(sheet.title), 0)
    document.add_paragraph(plain(about(sheet)))
    document.add_heading("Reports", 1)
    named = zip(sheet.names, sheet.articles, strict=True)
    _table(document, HEADS, ((name, *(fact or UNKNOWN for fact in facts(a))) for name, a in named))
    if sheet.contradictions:
        document.add_heading("Contradictions", 1)
        document.add_paragraph(DIFFERING)
        for found in sheet.contradictions:
            _contradiction(document, sheet, found)
    if sheet.rows:
        document.add_heading("Who says what", 1)
        document.add_paragraph(COMPARED)
        _table(document, sheet.names, (_claims(sheet, row) for row in sheet.rows))
    if pairs:
        document.add_heading("The articles side by side", 1)
    name = dict(zip(sheet.event.articles, sheet.names, strict=True))
    for pair in pairs:
        _pair(document, pair, (name[pair.pair.left], name[pair.pair.right]))


def _contradiction(document: Any, sheet: EventSheet, found: Contradiction) -> None:
    for at, mark in enumerate((found.one, found.other)):
        paragraph = document.add_paragraph(style="List Number" if at == 0 else "List Continue")
        _marked(paragraph, mark.quote, found.differing[at])
        by = said(sheet, mark)
        paragraph.add_run(plain(f"\n{sheet.name_of(mark)}{f', {by}' if by else ''}")).italic = True
    if text := judged(found):
        document.add_paragraph(plain(text), style="List Continue")


def _marked(paragraph: Any, text: str, spans: Iterable[Span]) -> None:
    """A quote between quotation marks, with the words in the spans in bold."""
    for piece, differs in quoted(text, spans):
        run = paragraph.add_run(plain(piece))
        if differs:
            run.bold = True


def _claims(sheet: EventSheet, row: Row) -> Iterator[str]:
    for cell in row.cells:
        if cell is None or cell.place.claim is None:
            yield SILENT
            continue
        claim = cell.place.claim
        parts = (in_quotes(claim.quote), said(sheet, claim), verdict(sheet, cell, row))
        copied = COPIED if cell.echo else ""
        yield "\n".join(filter(None, (*parts, copied)))


def _pair(document: Any, pair: PairSheet, names: tuple[str, str]) -> None:
    document.add_heading(plain(" and ".join(names)), 2)
    rows = ((_block(pair, left), _block(pair, right)) for left, right in pair.rows)
    _table(document, names, rows)
    for mark in pair.marks.values():
        document.add_paragraph(plain(_note(pair, mark)))


def _block(pair: PairSheet, cell: SheetCell | None) -> str:
    """The text of a block with the number of each annotation where it begins."""
    if cell is None or cell.block.kind is Kind.BOILERPLATE:
        return ""
    pieces, at = [], cell.block.start
    for segment in cell.segments:
        pieces += [f"[{pair.numbers[mark.id]}] " for mark in cell.begun if mark.start == at]
        pieces.append(segment.text)
        at += len(segment.text)
    return "".join(pieces)


def _note(pair: PairSheet, mark: Annotation) -> str:
    parts = [f"[{pair.numbers[mark.id]}] {mark.label}"]
    parts += ["suggestion"] if mark.suggested else []
    parts += [mark.annotator] if mark.annotator else []
    parts += [
        f"{relation_words(relation)} {'→' if relation.source == mark.id else '←'} [{pair.numbers[other.id]}]"
        for relation, other in pair.ties(mark)
    ]
    return " · ".join([*parts, *([mark.note] if mark.note else [])])


def _table(document: Any, heads: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(plain(head)).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = plain(text)


FORMAT = Format(
    "docx",
    "the report as a Word document (needs the extra office)",
    (".docx",),
    write=write,
    binary=True,
)
