"""Markdown into shapes: the marks say what plain text has to be guessed from.

The canonical text keeps its marks. A heading's `#`, a table's outer form and emphasis stay part
of the text; front matter, fences, comments, rules and link definitions lie in no block. The block
structure is CommonMark's where news notes use it; a line that ends is no new paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from annotations.articles import signs
from annotations.articles.article import Kind
from annotations.articles.layout import Piece, lines
from annotations.articles.structure import Shape, context, headings

_ATX = re.compile(r"(#{1,6})(?:\s+(.*?))??(?:\s+#+)?\s*")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_BREAK = re.compile(r"(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})")
_DEFINITION = re.compile(r"\[[^\]^][^\]]*\]:\s*\S+.*")
_SETEXT = re.compile(r"=+|-{2,}")
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^(\1|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)

_LONG_LINE = 200
"""Code points: lines this long are paragraphs of a paste, not lines of one paragraph."""


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The metadata before a Markdown text, keys in lower case, and the offset it ends at.

    YAML's `key: value` lines with plain, quoted or listed values, or TOML between `+++`. Text
    between the fences that is neither is no front matter.
    """
    match = _FRONT.match(text)
    if not match:
        return {}, 0
    found = _toml(match.group(2)) if match.group(1) == "+++" else _yaml(match.group(2))
    return (found, match.end()) if found else ({}, 0)


def shapes(text: str, start: int = 0) -> list[Shape]:
    """The kind of every piece of Markdown from offset `start` on, in order."""
    found = context(text, _pieces(text, [line for line in lines(text) if line.start >= start]))
    if any(shape.kind is Kind.HEADING for shape in found):
        return found
    return headings(text, found)


def _toml(body: str) -> dict[str, str]:
    import tomllib

    try:
        return {key.lower(): _listed(value) for key, value in tomllib.loads(body).items()}
    except tomllib.TOMLDecodeError:
        return {}


def _yaml(body: str) -> dict[str, str]:
    found: dict[str, str] = {}
    key = ""
    for line in body.split("\n"):
        if match := re.fullmatch(r"([A-Za-z][\w.-]*)\s*:(?:\s+(.*))?\s*", line):
            key = match.group(1).lower()
            found[key] = _scalar(match.group(2) or "")
        elif key and (match := re.fullmatch(r"\s*-\s+(.*)", line)):
            found[key] = ", ".join(filter(None, (found[key], _scalar(match.group(1)))))
        elif line.strip() and not line.lstrip().startswith("#") and not line.startswith(" "):
            return {}
    return found


def _scalar(value: str) -> str:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_scalar(part) for part in value[1:-1].split(",") if part.strip())
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return "" if value in (">", "|", "null", "~") else value


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _pieces(text: str, found: Sequence[Piece]) -> list[Shape]:
    out: list[Shape] = []
    fence = ""
    comment = False
    indents: list[int] = []
    rows = _table_lines(text, found)
    above_ended = True  # nothing can go on from the line above
    for line in found:
        body = text[line.start : line.end]
        if fence:
            if body.startswith(fence) and not body.strip(fence[0]):
                fence = ""
                above_ended = True
            elif above_ended:
                out.append(Shape(line, Kind.PARAGRAPH))
                above_ended = False
            else:
                out[-1] = _grown(out[-1], line)
            continue
        if comment or body.startswith("<!--"):
            comment = "-->" not in body
            above_ended = True
            continue
        if match := _FENCE.match(body):
            fence = match.group(1)
            above_ended = True
            continue
        above = out[-1] if out and not above_ended and not line.gap else None
        if above and above.kind is Kind.PARAGRAPH and _SETEXT.fullmatch(body):
            out[-1] = Shape(above.piece, Kind.HEADING, 1 if body[0] == "=" else 2)
            above_ended = True
            continue
        if _BREAK.fullmatch(body) or _DEFINITION.fullmatch(body) or not body.strip("> "):
            above_ended = True
            continue
        shape = _opened(text, line, body, indents)
        above_ended = shape.kind in (Kind.HEADING, Kind.CAPTION) or line in rows
        if above is not None and line not in rows and _goes_on(above, body, shape):
            out[-1] = _grown(above, line)
        elif shape.piece.end > shape.piece.start:
            out.append(shape)
    return out


def _opened(text: str, line: Piece, body: str, indents: list[int]) -> Shape:
    """What a line is when it starts something; `indents` are those of the open lists."""
    if (match := _ATX.fullmatch(body)) and body[0] == "#":
        start, end = match.span(2) if match.group(2) else (len(body), len(body))
        piece = line._replace(start=line.start + start, end=line.start + end)
        return Shape(piece, Kind.HEADING, len(match.group(1)))
    if signs.is_item(text, line.start, line.end):
        while indents and indents[-1] > line.indent:
            indents.pop()
        if not indents or indents[-1] < line.indent:
            indents.append(line.indent)
        return Shape(line, Kind.LIST_ITEM, len(indents))
    if not line.indent:
        indents.clear()
    if body[0] == ">":
        return Shape(line, Kind.QUOTATION)
    if match := _IMAGE.fullmatch(body):
        start, end = match.span(1)
        piece = line._replace(start=line.start + start, end=line.start + end)
        return Shape(piece, Kind.CAPTION)
    return Shape(line, Kind.CAPTION if signs.is_note(body) else Kind.PARAGRAPH)


def _table_lines(text: str, found: Sequence[Piece]) -> frozenset[Piece]:
    """Lines with a pipe, next to a line with one."""
    piped = [line for line in found if text.find("|", line.start, line.end) >= 0]
    return frozenset(
        line
        for above, below in pairwise(piped)
        if not below.gap and text.count("\n", above.end, below.start) == 1
        for line in (above, below)
    )


def _goes_on(above: Shape, body: str, shape: Shape) -> bool:
    """Whether a line belongs to the paragraph, item or quotation right above it."""
    if above.kind is Kind.QUOTATION:
        return shape.kind in (Kind.QUOTATION, Kind.PARAGRAPH)
    if shape.kind is not Kind.PARAGRAPH or above.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM):
        return False
    return above.piece.end - above.piece.start < _LONG_LINE or len(body) < _LONG_LINE


def _grown(shape: Shape, line: Piece) -> Shape:
    return shape._replace(piece=shape.piece._replace(end=line.end))
