"""The report for an editor in Markdown (GitHub's): what the HTML report says, in the same order.

Text from articles and notes is escaped, and shown with placeholders for what would act on a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from annotations.articles import Kind, Span, visible
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
from annotations.exchange.formats.reading.quotation import quoted
from annotations.exchange.pair_sheet import PairSheet, SheetCell, relation_words
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks.annotation import AnchorState, Annotation
from annotations.suggestions.matrix import Cell, Row

_SPECIAL = re.compile(r"[\\`*_{}\[\]()#!|~$]|(?<=%)%|%(?=%)|(?<==)=|=(?==)|:(?=//)|(?<=www)\.|@")
_AT_START = re.compile(r"^([-+=]|\d+(?=[.)]))")
_SPACE = re.compile(r"\s*\n\s*")
_SPACES = re.compile(" +")


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """The report, an event at a time."""
    first = True
    for sheet, pairs in events_and_pairs(view, tally):
        yield ("" if first else "\n---\n\n").encode()
        for line in _event(view, sheet, pairs):
            yield f"{line}\n".encode()
        first = False
    if first:
        yield b"# Nothing to report\n"


def plain(text: str) -> str:
    """Text that Markdown takes as it is: nothing in it is markup, a link or HTML; on one line."""
    escaped = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = _SPECIAL.sub(r"\\\g<0>", escaped.strip())
    return _SPACE.sub("<br>", _AT_START.sub(_no_list, escaped))


def _no_list(found: re.Match[str]) -> str:
    """What would begin a list, or underline a heading, at the start of a line."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _event(view: View, sheet: EventSheet, pairs: Sequence[PairSheet]) -> Iterator[str]:
    yield from (f"# {plain(sheet.title)}", "", plain(about(sheet)), "", "## Reports", "")
    named = zip(sheet.names, sheet.articles, strict=True)
    reports = ((name, *(fact or UNKNOWN for fact in facts(each))) for name, each in named)
    yield from _table(HEADS, ((plain(cell) for cell in row) for row in reports))
    if sheet.contradictions:
        yield from ("## Contradictions", "", DIFFERING, "")
        for number, found in enumerate(sheet.contradictions, 1):
            yield from _contradiction(sheet, number, found)
    if sheet.rows:
        yield from ("## Who says what", "")
        yield from _claims(sheet)
    if pairs:
        yield from ("## The articles side by side", "", f"{ROWS} are {_bold('bold')}.", "")
        yield from _legend(view, pairs)
    name = dict(zip(sheet.event.articles, sheet.names, strict=True))
    for pair in pairs:
        yield from _pair(view, pair, name)


def _legend(view: View, pairs: Sequence[PairSheet]) -> Iterator[str]:
    """The sign of each label that is used, and what it is for."""
    used = sorted({mark.label for pair in pairs for mark in pair.marks.values()})
    for path in used:
        what = view.label(path).definition
        tail = f" — {plain(what)}" if what else ""
        yield f"- {plain(view.codebook.glyph(path))} {plain(path)}{tail}"
    if used:
        yield ""


def _contradiction(sheet: EventSheet, number: int, found: Contradiction) -> Iterator[str]:
    indent = " " * len(f"{number}. ")
    both = zip((found.one, found.other), found.differing, strict=True)
    for at, (mark, spans) in enumerate(both):
        by = said(sheet, mark)
        outlet = f"*{plain(sheet.name_of(mark))}*" + (f", {plain(by)}" if by else "")
        yield f"{f'{number}. ' if at == 0 else indent}{_marked(mark.quote, spans)}<br>{outlet}"
        yield ""
    if words := judged(found):
        yield from (f"{indent}{plain(words)}", "")


def _claims(sheet: EventSheet) -> Iterator[str]:
    """A table of the claims; of more outlets than fit beside each other, a list for each claim."""
    if len(sheet.names) <= WIDE:
        yield from (COMPARED, "")
        rows = (
            (_cell_words(sheet, cell, row) or SILENT for cell in row.cells) for row in sheet.rows
        )
        yield from _table(sheet.names, rows)
        return
    yield from (f"{COMPARED} {UNNAMED}", "")
    for number, row in enumerate(sheet.rows, 1):
        yield f"- Claim {number}"
        for name, cell in zip(sheet.names, row.cells, strict=True):
            if words := _cell_words(sheet, cell, row):
                yield f"  - *{plain(name)}*: {words}"
    yield ""


def _cell_words(sheet: EventSheet, cell: Cell | None, row: Row) -> str:
    """What an outlet says in a row, on one line; empty where it says nothing."""
    parts: list[str] = []
    for at, claim in enumerate(statements(cell)):
        how = plain(verdict(sheet, cell, row, claim))
        parts += [_marked(claim.quote), plain(said(sheet, claim)), _bold(how) if how else ""]
        parts += [COPIED] if cell is not None and cell.echo and not at else []
    return "<br>".join(filter(None, parts))


def _table(heads: Sequence[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(plain, heads))} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _bold(text: str) -> str:
    """Bold by a tag: asterisks at a comma or between two signs of Chinese would stand there themselves."""
    return f"<b>{text}</b>"


def _marked(text: str, spans: Iterable[Span] = ()) -> str:
    """A quote between quotation marks, with the words in the spans in bold."""
    pieces = (_spaced(piece, differs) for piece, differs in quoted(text, spans))
    return _SPACES.sub(" ", "".join(pieces)).strip()


def _after(text: str) -> str:
    """Text that follows other text on its line, with its space."""
    return f" {plain(text)}" if text else ""


def _spaced(text: str, bold: bool = False) -> str:
    """A piece of a line, with a space for the outer space it has; what is empty is not bold."""
    body = plain(text)
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() else ""
    return f"{lead}{_bold(body) if bold and body else body}{tail}"


def _pair(view: View, sheet: PairSheet, name: dict[str, str]) -> Iterator[str]:
    names = name[sheet.pair.left], name[sheet.pair.right]
    yield from (f"### {plain(' and '.join(names))}", "")
    told = (row for row in sheet.rows if any(map(_is_told, row)))
    yield from _table(names, ((_cell(view, sheet, cell) for cell in row) for row in told))
    for mark in sheet.marks.values():
        yield f"{sheet.numbers[mark.id]}. {_annotation(sheet, mark, name[mark.article])}"
    yield ""


def _is_told(cell: SheetCell | None) -> bool:
    return cell is not None and cell.block.kind is not Kind.BOILERPLATE


def _cell(view: View, sheet: PairSheet, cell: SheetCell | None) -> str:
    """A block on one line, with the sign and the number of each annotation where it begins."""
    if cell is None or not _is_told(cell):
        return ""
    pieces: list[str] = []
    at = cell.block.start
    for segment in cell.segments:
        for mark in cell.begun:
            if mark.start == at:
                sign = f"{view.codebook.glyph(mark.label)}{sheet.numbers[mark.id]}"
                pieces.append(f"<sup>{plain(sign)}</sup>")
        at += len(segment.text)
        pieces.append(_spaced(segment.text, segment.changed))
    return _SPACES.sub(" ", "".join(pieces)).strip()


def _annotation(sheet: PairSheet, mark: Annotation, name: str) -> str:
    parts = [f"{_bold(plain(mark.label))} in {plain(name)}: {_marked(mark.quote)}"]
    if mark.suggested:
        parts.append("*suggestion*")
    if mark.state is not AnchorState.EXACT:
        parts.append(f"*place {mark.state.value}*")
    if mark.annotator:
        parts.append(plain(mark.annotator))
    for relation, other in sheet.ties(mark):
        arrow = "→" if relation.source == mark.id or not relation.kind.directed else "←"
        parts.append(
            f"{plain(relation_words(relation))} {arrow} {sheet.numbers[other.id]}{_after(note_of(relation))}"
        )
    if mark.note:
        parts.append(plain(mark.note))
    return " · ".join(parts)


FORMAT = Format(
    "markdown",
    "the report in Markdown: outlets, contradictions, who says what, the articles in rows",
    (".md",),
    write=write,
)
