"""One event of a report in HTML: the outlets, the matrix of claims, what contradicts, the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotations.articles import Span
from annotations.exchange.event_sheet import Contradiction, EventSheet
from annotations.exchange.formats.reading.event_words import (
    COMPARED,
    COPIED,
    DIFFERING,
    HEADS,
    SILENT,
    UNKNOWN,
    UNNAMED,
    WIDE,
    about,
    facts,
    judged,
    said,
    statements,
    verdict,
)
from annotations.exchange.formats.reading.html_pair import PairPage
from annotations.exchange.formats.reading.html_text import shown
from annotations.exchange.formats.reading.quotation import quoted
from annotations.exchange.pair_sheet import PairSheet
from annotations.exchange.view import View
from annotations.marks import Annotation
from annotations.suggestions.matrix import Cell, Row


class EventPage:
    """The part of a page that tells one event; `number` keeps its ids apart from those of others."""

    def __init__(
        self,
        view: View,
        sheet: EventSheet,
        pairs: Sequence[PairSheet],
        classes: dict[str, str],
        number: str,
    ) -> None:
        self.sheet = sheet
        self.id = f"e{number}"
        name = dict(zip(sheet.event.articles, sheet.names, strict=True))
        self.pages = [
            PairPage(
                view, pair, classes, f"{number}-{at}", (name[pair.pair.left], name[pair.pair.right])
            )
            for at, pair in enumerate(pairs)
        ]

    def pieces(self) -> Iterator[str]:
        """The whole part, a piece at a time."""
        sheet = self.sheet
        yield f'<article aria-labelledby="{self.id}">\n<h1 id="{self.id}" dir="auto">{shown(sheet.title)}</h1>\n'
        yield f'<p class="facts">{shown(about(self.sheet))}</p>\n'
        yield from self._reports()
        if sheet.contradictions:
            yield f"<h2>Contradictions</h2>\n<p>{DIFFERING}</p>\n"
            yield '<ol class="contradictions">\n'
            yield from map(self._contradiction, sheet.contradictions)
            yield "</ol>\n"
        if sheet.rows:
            yield from self._matrix()
        if self.pages:
            yield "<h2>The articles side by side</h2>\n"
        for page in self.pages:
            yield from page.pieces()
        yield "</article>\n"

    def _reports(self) -> Iterator[str]:
        yield '<h2>Reports</h2>\n<table class="stack">\n<thead><tr>'
        yield "".join(f'<th scope="col">{each}</th>' for each in HEADS)
        yield "</tr></thead>\n<tbody>\n"
        for name, article in zip(self.sheet.names, self.sheet.articles, strict=True):
            yield f'<tr><th scope="row" dir="auto">{shown(name)}</th>'
            yield "".join(
                f'<td data-head="{head}" dir="auto">{shown(fact) or UNKNOWN}</td>'
                for head, fact in zip(HEADS[1:], facts(article), strict=True)
            )
            yield "</tr>\n"
        yield "</tbody>\n</table>\n"

    def _matrix(self) -> Iterator[str]:
        yield '<h2>Who says what</h2>\n<div class="scroll" role="region" aria-label="Who says what" tabindex="0">'
        wide = " wide" if len(self.sheet.names) > WIDE else ""
        yield f'<table class="stack{wide}">\n<caption>A row for each thing that is claimed, a column for each outlet. '
        unsaid = f' <span class="printed">{UNNAMED}</span>'
        yield f"{COMPARED}{unsaid if wide else ''}</caption>\n<thead><tr>"
        yield "".join(f'<th scope="col" dir="auto">{shown(name)}</th>' for name in self.sheet.names)
        yield "</tr></thead>\n<tbody>\n"
        for row in self.sheet.rows:
            cells = zip(self.sheet.names, row.cells, strict=True)
            yield f"<tr>{''.join(self._cell(name, cell, row) for name, cell in cells)}</tr>\n"
        yield "</tbody>\n</table></div>\n"

    def _cell(self, name: str, cell: Cell | None, row: Row) -> str:
        claims = statements(cell)
        if cell is None or not claims:
            return f'<td class="none" data-head="{shown(name)}">{SILENT}</td>'
        parts: list[str] = []
        for at, claim in enumerate(claims):
            parts += self._claim(claim)
            if words := verdict(self.sheet, cell, row, claim):
                parts.append(f'<span class="verdict">{shown(words)}</span>')
            if cell.echo and not at:
                parts.append(f'<span class="facts">{COPIED}</span>')
        return f'<td data-head="{shown(name)}" dir="auto">{"<br>".join(parts)}</td>'

    def _claim(self, claim: Annotation) -> list[str]:
        return [self._link(claim, marked(claim.quote, ())), *self._said_by(claim)]

    def _contradiction(self, found: Contradiction) -> str:
        both = zip((found.one, found.other), found.differing, strict=True)
        quotes = "".join(self._statement(mark, spans) for mark, spans in both)
        words = judged(found)
        note = f'<div class="facts" dir="auto">{shown(words)}</div>' if words else ""
        return f"<li>{quotes}{note}</li>\n"

    def _statement(self, mark: Annotation, spans: Iterable[Span]) -> str:
        by = "".join(f", {each}" for each in self._said_by(mark))
        outlet = f"<cite>{shown(self.sheet.name_of(mark))}</cite>{by}"
        return f'<blockquote dir="auto">{self._link(mark, marked(mark.quote, spans))}<br>{outlet}</blockquote>'

    def _said_by(self, claim: Annotation) -> list[str]:
        words = said(self.sheet, claim)
        return [shown(words)] if words else []

    def _link(self, mark: Annotation, html: str) -> str:
        """A quote that leads to its place in the articles, where they are on the page."""
        for page in self.pages:
            if mark.id in page.sheet.numbers:
                return f'<a href="#{page.anchor(mark)}">{html}</a>'
        return html


def marked(text: str, spans: Iterable[Span]) -> str:
    """A quote as HTML, between quotation marks, with the words in the spans marked."""
    return "".join(
        f'<b class="differs">{shown(piece)}</b>' if differs else shown(piece)
        for piece, differs in quoted(text, spans)
    )
