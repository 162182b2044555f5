"""A report in Markdown (GitHub's): the claims of each pair, then its articles row by row.

Text from articles and notes is escaped, and shown with placeholders for what would act on a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.articles import Article, Kind, visible
from annotations.exchange.format import Format
from annotations.exchange.pair_sheet import PairSheet, SheetCell, relation_words, sheets
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks.annotation import AnchorState, Annotation

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#!|~$])")
_SPACE = re.compile(r"\s*\n\s*")


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """The report, a pair at a time."""
    first = True
    for sheet in sheets(view, tally):
        yield ("" if first else "\n---\n\n").encode() + "\n".join(_pair(view, sheet)).encode()
        first = False


def plain(text: str) -> str:
    """Text that Markdown takes as it is: nothing in it is markup, a link or HTML; on one line."""
    escaped = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPACE.sub("<br>", _SPECIAL.sub(r"\\\1", escaped.strip()))


def _pair(view: View, sheet: PairSheet) -> Iterator[str]:
    yield f"# {plain(sheet.pair.title or f'{_title(sheet.left)} / {_title(sheet.right)}')}"
    yield ""
    for side, article in (("Left", sheet.left), ("Right", sheet.right)):
        facts = (_title(article), article.outlet, article.byline, article.published, article.url)
        yield f"- **{side}:** {', '.join(plain(fact) for fact in facts if fact)}"
    if event := view.event_of(sheet.pair):
        outlets = (_outlet(view.article(each)) for each in event.articles)
        named = f"{plain(event.title)}: " if event.title else ""
        yield f"- **Event:** {named}{plain(', '.join(outlets))}"
    yield ""
    yield from _claims(sheet)
    yield "## Side by side"
    yield ""
    yield "~~Struck~~ words stand only on the left, **bold** ones only on the right."
    yield ""
    yield f"| {plain(_title(sheet.left))} | {plain(_title(sheet.right))} |"
    yield "|---|---|"
    for left, right in sheet.rows:
        if any(each and each.block.kind is not Kind.BOILERPLATE for each in (left, right)):
            yield f"| {_cell(view, sheet, left, '~~')} | {_cell(view, sheet, right, '**')} |"
    yield ""
    if sheet.marks:
        yield "## Annotations"
        yield ""
        for mark in sheet.marks.values():
            yield f"{sheet.numbers[mark.id]}. {_annotation(view, sheet, mark)}"
        yield ""


def _title(article: Article) -> str:
    return article.title or article.outlet or article.source or "untitled"


def _outlet(article: Article) -> str:
    return article.outlet or _title(article)


def _claims(sheet: PairSheet) -> Iterator[str]:
    claims = list(sheet.claims())
    if not claims:
        return
    yield "## Claims"
    yield ""
    yield "| | Claim | Said by | The other side |"
    yield "|---|---|---|---|"
    for claim in claims:
        said = "; ".join(plain(source.quote) for source in claim.sources) or "—"
        answers = "; ".join(
            f"*{words}* {plain(other.quote)} ({sheet.numbers[other.id]})"
            for words, other in claim.answers
        )
        number = sheet.numbers[claim.mark.id]
        yield f"| {number} {claim.side} | {plain(claim.mark.quote)} | {said} | {answers or '—'} |"
    yield ""


def _cell(view: View, sheet: PairSheet, cell: SheetCell | None, change: str) -> str:
    if cell is None or cell.block.kind is Kind.BOILERPLATE:
        return ""
    pieces: list[str] = []
    at = cell.block.start
    for segment in cell.segments:
        for mark in cell.begun:
            if mark.start == at:
                pieces.append(f"[{view.codebook.glyph(mark.label)}{sheet.numbers[mark.id]}] ")
        at += len(segment.text)
        body = plain(segment.text)
        lead = " " if segment.text[:1].isspace() else ""
        tail = " " if segment.text[-1:].isspace() else ""
        pieces.append(
            f"{lead}{change}{body}{change}{tail}"
            if segment.changed and body
            else lead + body + tail
        )
    text = re.sub(" +", " ", "".join(pieces)).strip()
    return f"**{text}**" if cell.block.kind is Kind.HEADING and "**" not in text else text


def _annotation(view: View, sheet: PairSheet, mark: Annotation) -> str:
    parts = [f"**{plain(mark.label)}** “{plain(mark.quote)}”"]
    if mark.suggested:
        parts.append("*suggestion*")
    if mark.state is not AnchorState.EXACT:
        parts.append(f"*place {mark.state.value}*")
    if mark.annotator:
        parts.append(plain(mark.annotator))
    for relation, other in sheet.ties(mark):
        arrow = "→" if relation.source == mark.id or not relation.kind.directed else "←"
        parts.append(f"{plain(relation_words(relation))} {arrow} {sheet.numbers[other.id]}")
    if mark.note:
        parts.append(plain(mark.note))
    return " · ".join(parts)


FORMAT = Format(
    "markdown",
    "a report to read: claims, then both articles in aligned rows",
    (".md",),
    write=write,
)
