"""What each piece of a text is: a heading, paragraph, list item, table row, quotation or caption.

Without markup the signs are the shape of a line and its neighbours; nothing depends on a topic.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotations.articles.article import Kind
from annotations.articles.structure.boilerplate import furniture
from annotations.articles.structure.layout import TextLayoutPiece
from annotations.articles.text import signs

_TITLE_WITHIN = 3
"""Pieces that are not boilerplate: a heading further down is not the title."""

_ENOUGH = 1000
"""Code points: a longer piece is a paragraph, and its first ones say all that can be said."""


class Shape(NamedTuple):
    """A piece with what it was taken for; `level` as in `Block`."""

    piece: TextLayoutPiece
    kind: Kind
    level: int = 0

    def of(self, text: str) -> str:
        """The shape's text, or as much of it as tells what it is."""
        return text[self.piece.start : min(self.piece.end, self.piece.start + _ENOUGH)]


def shapes(text: str, pieces: Sequence[TextLayoutPiece]) -> list[Shape]:
    """The kind of every piece of plain text, in order; a table's rule joins the row above it."""
    return headings(text, context(text, _marked(text, pieces)))


def context(text: str, found: Sequence[Shape]) -> list[Shape]:
    """What only neighbours tell: table rows, `Term: explanation` items, boilerplate."""
    return _without_furniture(text, _terms(text, _tables(text, found)))


def headings(text: str, found: Sequence[Shape]) -> list[Shape]:
    """Paragraphs that look like headings; the first near the top, and its repeats, is the title."""
    out: list[Shape] = []
    title = ""
    before = 0
    for index, shape in enumerate(found):
        if _is_heading(text, found, index):
            name = signs.folded(shape.of(text))
            if not title and before < _TITLE_WITHIN:
                title = name
            out.append(Shape(shape.piece, Kind.HEADING, 1 if name == title else 2))
        else:
            out.append(shape)
        before += shape.kind is not Kind.BOILERPLATE
    return out


def _is_heading(text: str, found: Sequence[Shape], index: int) -> bool:
    shape = found[index]
    long = shape.piece.end - shape.piece.start > signs.LONGEST_HEADING
    if long and shape.kind is Kind.PARAGRAPH:
        return False
    body = shape.of(text)
    if shape.kind is Kind.PARAGRAPH:
        return signs.looks_like_heading(body) and not _is_turn(text, found, index, body)
    if shape.kind is not Kind.LIST_ITEM or not signs.is_numbered(text, *shape.piece[:2]):
        return False
    # `2. What happens now` between paragraphs is a section's heading, not an item of a list.
    beside = [found[at].kind for at in (index - 1, index + 1) if 0 <= at < len(found)]
    return (
        Kind.LIST_ITEM not in beside
        and beside[-1:] == [Kind.PARAGRAPH]
        and signs.looks_like_heading(signs.without_number(body))
    )


def _is_turn(text: str, found: Sequence[Shape], index: int, body: str) -> bool:
    """Whether a `Name: question?` is a speaker's turn: the name comes again close by."""
    name = signs.term_of(body)
    near = (*found[max(0, index - 2) : index], *found[index + 1 : index + 3])
    return bool(name) and any(signs.term_of(other.of(text)) == name for other in near)


def _marked(text: str, pieces: Sequence[TextLayoutPiece]) -> list[Shape]:
    """Kinds that a line's own first characters give."""
    found: list[Shape] = []
    indents: list[int] = []
    for piece in pieces:
        start, end = piece.start, piece.end
        if signs.is_item(text, start, end):
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
        elif end - start <= signs.LONGEST_NOTE and signs.is_note(text[start:end]):
            kind = Kind.CAPTION
        else:
            kind = Kind.PARAGRAPH
        found.append(Shape(piece, kind))
    return found


def _tables(text: str, found: Sequence[Shape]) -> list[Shape]:
    """Runs of neighbouring lines with as many cells, or with a rule among them, are rows."""
    if "|" not in text and "+" not in text:
        return list(found)
    out: list[Shape] = []
    index = 0
    while index < len(found):
        run, ruled = _run_of_rows(text, found, index)
        gaps = sum(shape.piece.gap for shape in found[index + 1 : run])
        if run - index > (1 if not gaps or ruled else 2):
            out.extend(_rows(text, found[index:run]))
        else:
            run = index + 1
            out.append(found[index])
        index = run
    return out


def _run_of_rows(text: str, found: Sequence[Shape], index: int) -> tuple[int, bool]:
    """Where the lines that may be one table end, and whether there is a rule among them."""
    run = index
    cells = 0
    ruled = False
    while run < len(found):
        piece = found[run].piece
        if text.find("|", piece.start, piece.end) < 0 and text[piece.start] != "+":
            break
        line = text[piece.start : piece.end]
        if signs.is_rule(line):
            ruled = True
        else:
            count = signs.cell_count(line)
            if count < 2 and not line.startswith("|"):
                break
            if cells and count != cells and (not ruled or piece.gap):
                break
            cells = count
        run += 1
    return run, ruled


def _rows(text: str, rows: Sequence[Shape]) -> list[Shape]:
    """One shape a row; each rule belongs to the row above it, and makes the first a header."""
    out: list[Shape] = []
    border: TextLayoutPiece | None = None
    for row in rows:
        piece = row.piece
        if not signs.is_rule(row.of(text)):
            if border is not None:
                piece = piece._replace(start=border.start)
                border = None
            out.append(Shape(piece, Kind.TABLE_ROW))
        elif out:
            level = 1 if len(out) == 1 else 0
            out[-1] = Shape(out[-1].piece._replace(end=piece.end), Kind.TABLE_ROW, level)
        else:
            border = border or piece
    return out or [Shape(row.piece, Kind.TABLE_ROW) for row in rows]


def _terms(text: str, found: Sequence[Shape]) -> list[Shape]:
    """`Term: explanation` lines that stand together, or behind a list or a lead-in, are items."""
    out = list(found)
    index = 0
    while index < len(found):
        run = index
        piece = found[index].piece
        if text.find(":", piece.start, min(piece.end, piece.start + _ENOUGH)) < 0:
            index += 1
            continue
        names: list[str] = []
        while run < len(found) and found[run].kind is Kind.PARAGRAPH:
            name = signs.term_of(found[run].of(text))
            if not name:
                break
            names.append(name.casefold())
            run += 1
        above = found[index - 1] if index else None
        led_in = above is not None and (
            above.kind is Kind.LIST_ITEM or text[above.piece.end - 1] in ":："
        )
        # Names that come again are speakers taking turns.
        if len(set(names)) == len(names) and (len(names) > 1 or led_in):
            for at in range(index, run):
                out[at] = Shape(found[at].piece, Kind.LIST_ITEM, 1)
        index = max(run, index + 1)
    return out


def _without_furniture(text: str, found: Sequence[Shape]) -> list[Shape]:
    marked = furniture([shape.of(text) for shape in found])
    if not any(marked):
        return list(found)
    return [
        Shape(shape.piece, Kind.BOILERPLATE) if taken else shape
        for shape, taken in zip(found, marked, strict=True)
    ]
