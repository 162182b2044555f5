"""What each piece of plain text is: a heading, list item, table row, quotation or caption.

Without markup the signs are the shape of a line and its neighbours; nothing depends on a topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from annotations.articles.article import Kind
from annotations.articles.boilerplate import furniture
from annotations.articles.layout import Piece

_BULLET = re.compile(r"[-*+•‣◦▪●○■□►▶✓✔➤–—·]\s+\S")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})[.)]\s+\S")
_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_TERM = re.compile(r"([^\W_][^:.!?\n]{0,58}[^\s:.!?,;]|(?:[^\W_]|\.(?=\S)){2,60}):\s+(\S[^\n]*)")
_FOOTNOTE = re.compile(r"(?:[*†‡§]{1,3}|\[\d{1,3}\]|[¹²³⁴-⁹])\s?[^\s*†‡].*", re.DOTALL)
_CAPTION = re.compile(
    r"(?:(?:file\ )?photo(?:graph)?(?:\ (?:by|credit|courtesy)[^:\n]{0,60})?|image(?:\ credit)?|picture|caption|credit|"
    r"figure\ \d+|fig\.\ ?\d+|video|map|chart|graphic|watch|foto|bild|bildquelle|imagen|légende|crédit\ photo)"
    r"\s*[:–—]\s*\S.*"
    r"|FILE\ [-–—]\ .*"
    r"|.*\((?:AP|AFP|EPA|Reuters|Getty)[^()]{0,60}\)"
    r"|.{0,200}(?:\bphoto(?:graph)?\ by\ .{1,60}|/\s?(?:getty\ images|reuters|afp|ap|epa)\b.{0,20}|\ via\ getty\ images)",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(r">")
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|door|av|text:)\s+((?-i:[A-ZÀ-ÞА-Я])[\w.’'-]+(?:(?:,?\s+(?:and|und|et|y|e|&)\s+|,\s+|\s+)(?-i:[A-ZÀ-ÞА-Я])[\w.’'-]+){1,7})(?:\s*[|,·–—-]\s*(.{1,60}))?",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|février|mar(?:ch|s|zo)?|märz|apr(?:il)?|avril|abril|ma[iy]|mayo|"
    r"june?|juin|juni|junio|july?|juillet|juli|julio|aug(?:ust)?|août|agosto|sept?(?:ember)?|septembre|"
    r"oct(?:ober)?|okt(?:ober)?|octobre|nov(?:ember)?|novembre|dec(?:ember)?|dez(?:ember)?|décembre)\.?"
)
_DATE = re.compile(
    rf"(?:(?:published|posted|updated|last\ updated|veröffentlicht|publié\ le|date)\s*(?:on|:|at|am)?\s*)?"
    rf"(?:[a-zäéû]+,\s+)?(?:(\d{{4}}-\d{{2}}-\d{{2}})|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"\d{{1,2}}\.?\s+{_MONTH}\s+\d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
    rf"(?:[\s,|·–—-]*(?:at\s+)?\d{{1,2}}[:.]\d{{2}}.{{0,30}})?",
    re.IGNORECASE,
)
_ENDS_SENTENCE = tuple(".!…;,。！；，।۔:：")
_TRAILING = "\"'”’»)]*_ "
_LONGEST_HEADING = 140
_MOST_WORDS = 18
_TITLE_WITHIN = 3
"""Pieces that are not boilerplate: a heading further down is not the title."""


class Shape(NamedTuple):
    """A piece with what it was taken for; `level` as in `Block`."""

    piece: Piece
    kind: Kind
    level: int = 0


def shapes(text: str, pieces: Sequence[Piece]) -> list[Shape]:
    """The kind of every piece, in order; a table's separator line joins the row above it."""
    found = _marked(text, pieces)
    found = _tables(text, found)
    found = _terms(text, found)
    return _headings(text, _without_furniture(text, found))


def byline_in(piece: str) -> str:
    """The names in a line that is nothing but a byline, else the empty string."""
    match = _BYLINE.fullmatch(piece) if len(piece) < 160 else None
    return match.group(1) if match else ""


def date_in(piece: str) -> str:
    """A line that is nothing but a date, as written, else the empty string."""
    return piece if len(piece) < 80 and _DATE.fullmatch(piece) else ""


def is_separator(line: str) -> bool:
    """Whether a line is the rule below a pipe table's header."""
    return "-" in line and "|" in line and _SEPARATOR.fullmatch(line) is not None


def _marked(text: str, pieces: Sequence[Piece]) -> list[Shape]:
    """Kinds that a line's own first characters give."""
    found: list[Shape] = []
    indents: list[int] = []
    for piece in pieces:
        start, end = piece.start, piece.end
        if _BULLET.match(text, start, end) or _NUMBERED.match(text, start, end):
            while indents and indents[-1] > piece.indent:
                indents.pop()
            if not indents or indents[-1] < piece.indent:
                indents.append(piece.indent)
            found.append(Shape(piece, Kind.LIST_ITEM, len(indents)))
            continue
        if not piece.indent:
            indents.clear()
        if text[start] == ">":
            kind = Kind.QUOTATION
        elif (
            _FOOTNOTE.match(text, start, end)
            and end - start < 400
            and not text.startswith("**", start)
        ) or (end - start < 400 and _CAPTION.fullmatch(text, start, end)):
            kind = Kind.CAPTION
        else:
            kind = Kind.PARAGRAPH
        found.append(Shape(piece, kind))
    return found


def _cells(line: str) -> int:
    return line.strip().strip("|").count("|") + 1


def _tables(text: str, found: list[Shape]) -> list[Shape]:
    """Runs of two or more lines with as many cells, or any run with a separator, are rows."""
    out: list[Shape] = []
    index = 0
    while index < len(found):
        run = index
        cells = 0
        ruled = False
        while run < len(found) and "|" in (line := text[slice(*found[run].piece[:2])]):
            if run > index and found[run].piece.gap:
                break
            if is_separator(line):
                ruled = True
            elif cells and _cells(line) != cells and not ruled:
                break
            else:
                cells = cells or _cells(line)
            run += 1
        if run == index:
            out.append(found[index])
            index += 1
            continue
        rows = found[index:run]
        if len(rows) < 2:
            out.extend(rows)
        else:
            out.extend(_rows(text, rows))
        index = run
    return out


def _rows(text: str, rows: Sequence[Shape]) -> list[Shape]:
    out: list[Shape] = []
    for row in rows:
        if is_separator(text[row.piece.start : row.piece.end]) and out and not out[-1].level:
            above = out[-1]
            out[-1] = Shape(above.piece._replace(end=row.piece.end), Kind.TABLE_ROW, 1)
        else:
            out.append(Shape(row.piece, Kind.TABLE_ROW))
    return out


def _terms(text: str, found: list[Shape]) -> list[Shape]:
    """`Term: explanation` lines that stand together, or behind a list or a lead-in, are items."""
    out = list(found)
    index = 0
    while index < len(found):
        run = index
        names = []
        while run < len(found) and (name := _term(text, found[run])):
            names.append(name.casefold())
            run += 1
        length = run - index
        after = found[index - 1] if index else None
        led_in = after is not None and (
            after.kind is Kind.LIST_ITEM or text[after.piece.end - 1] in ":："
        )
        told_apart = len(set(names)) == length  # names that return are speakers taking turns
        if length and told_apart and (length > 1 or led_in):
            for at in range(index, run):
                out[at] = Shape(found[at].piece, Kind.LIST_ITEM, 1)
        index = max(run, index + 1)
    return out


def _term(text: str, shape: Shape) -> str:
    if shape.kind is not Kind.PARAGRAPH:
        return ""
    match = _TERM.match(text, shape.piece.start, shape.piece.end)
    if not match or match.group(1).count(" ") > 7:
        return ""
    rest = match.group(2)
    if rest.rstrip(_TRAILING)[-1:] not in ".!?…" and len(rest.split()) < 12:
        return ""
    return match.group(1)


def _without_furniture(text: str, found: Sequence[Shape]) -> list[Shape]:
    marked = furniture([text[shape.piece.start : shape.piece.end] for shape in found])
    return [
        Shape(shape.piece, Kind.BOILERPLATE) if taken else shape
        for shape, taken in zip(found, marked, strict=True)
    ]


def _headings(text: str, found: Sequence[Shape]) -> list[Shape]:
    """Paragraphs that look like headings; the first near the top, and its repeats, is the title."""
    out: list[Shape] = []
    title = ""
    before = 0
    for shape in found:
        body = text[shape.piece.start : shape.piece.end]
        if shape.kind is Kind.PARAGRAPH and _looks_like_heading(body):
            name = folded(body)
            if not title and before < _TITLE_WITHIN:
                title = name
            out.append(Shape(shape.piece, Kind.HEADING, 1 if name == title else 2))
        else:
            out.append(shape)
        before += shape.kind is not Kind.BOILERPLATE
    return out


def folded(line: str) -> str:
    """A title without what a repetition may change: case, space and marks."""
    return re.sub(r"[\W_]+", " ", line.casefold()).strip()


def _looks_like_heading(body: str) -> bool:
    if len(body) > _LONGEST_HEADING or "\n" in body or body[0] in "\"'“‘«(*@":
        return False
    words = body.split()
    if len(words) > _MOST_WORDS or not any(map(str.isalpha, body)):
        return False
    end = body.rstrip(_TRAILING)[-1:]
    if end == "?":
        return not re.search(r"[.!?]\s", body)
    if end in _ENDS_SENTENCE or byline_in(body) or date_in(body):
        return False
    return not re.search(r"[.!?][\"”’]?\s+[A-Z]\w* [a-z]", body)
