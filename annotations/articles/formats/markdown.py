"""The blocks of a Markdown text, and the metadata in its front matter.

markdown-it-py parses the text by CommonMark (https://spec.commonmark.org/0.31.2/), and says which
lines are a heading, a paragraph, an item of a list, a quotation or code; here these lines become
spans of the article's text. The text keeps its marks: a heading's block leaves its `#` out, every
other block is the source as it stands. Front matter, fences, comments, rules and the definitions
of links lie in no block.

News notes and pastes depart from CommonMark in a few ways that are read as they are meant: lines
indented by four spaces are no code; lines of 200 characters and more are paragraphs of their own;
`•` and `a)` begin items; lines with pipes may be a table without a rule; an image that stands
alone is its caption; HTML tags are text.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from annotations.articles.article import Kind
from annotations.articles.structure.layout import TextLayoutPiece
from annotations.articles.structure.plain_text import Shape, context, headings
from annotations.articles.text import signs

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_DEFINITION = re.compile(
    r"""\[[^\]^][^\]]*\]:\s*(?:<[^<>]*>|\S+)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?"""
)
_ITEM_MARK = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:\s+|$)")
_CLOSED_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})\s*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^(\1|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)

_LONG_LINE = 200
"""Code points: lines this long are paragraphs of a paste, not lines of one paragraph."""

_DEEPEST = 40
"""Lists and quotations inside each other; what lies deeper is a paragraph."""


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
    """The kind of every piece of Markdown from offset `start` on, in order.

    Offsets are code points into the whole of `text`.
    """
    found = context(text, _Blocks(text, start).shapes())
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


class _Holder(NamedTuple):
    """An open list, item or quotation, by its tag, and the number of the line it begins in."""

    tag: str
    line: int


class _Blocks:
    """Turns the parser's tokens, which give line numbers, into shapes, which give offsets."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._source = _without_comments(text[start:])
        self._lines = _numbered(self._source, start)
        self._rows = _table_lines(text, self._lines)
        self._holders: list[_Holder] = []
        self._told: set[int] = set()  # lines that some token stands for
        self._begun: set[int] = set()  # lines in which an item begins that has a block already
        self._found: list[Shape] = []

    def shapes(self) -> list[Shape]:
        """All shapes in order. No line is lost, not even one that the parser gives up on."""
        for token in _parser().parse(self._source):
            if token.nesting < 0 and token.tag in ("ul", "ol", "li", "blockquote"):
                self._holders.pop()
            elif token.map is not None:
                self._take(token, *token.map)
        for number, line in enumerate(self._lines):
            if line is not None and number not in self._told:
                _, inner = self._inner(line, within=True)
                if inner < line.end:
                    self._found.append(Shape(line, Kind.PARAGRAPH))
        return sorted(self._found, key=lambda shape: shape.piece.start)

    def _take(self, token: Token, first: int, behind: int) -> None:
        if token.tag in ("ul", "ol", "li", "blockquote"):
            self._holders.append(_Holder(token.tag, first))
            return
        if token.type == "heading_open":
            self._heading(token, first, behind)
        elif token.type == "fence":
            self._fence(first, behind)
        elif token.type == "paragraph_open":
            self._paragraph(first, behind)
        elif token.type != "hr":
            return
        self._told.update(range(first, behind))
        self._begun.update(holder.line for holder in self._holders if holder.tag == "li")

    def _heading(self, token: Token, first: int, behind: int) -> None:
        level = int(token.tag[1])
        if token.markup[0] != "#":
            behind -= 1
        lines = [line for line in self._lines[first:behind] if line is not None]
        if not lines:  # underlined white space that Markdown, unlike us, takes for text
            return
        start, end = self._inner(lines[0], within=True)[1], lines[-1].end
        if token.markup[0] == "#":
            body = self._text[start:end].lstrip("#")
            start = end - len(body.lstrip())
            closed = re.sub(r"(?:^|[ \t]+)#+$", "", self._text[start:end])
            end = start + len(closed.rstrip())
        if start < end:
            self._found.append(Shape(lines[0]._replace(start=start, end=end), Kind.HEADING, level))

    def _fence(self, first: int, behind: int) -> None:
        """The lines between two fences as one paragraph; a fence around nothing is text itself."""
        last = self._text_of(self._lines[behind - 1]) if behind - first > 1 else ""
        closed = bool(_CLOSED_FENCE.fullmatch(last))
        inside = self._lines[first + 1 : behind - closed]
        if not any(inside) and not closed:
            inside = self._lines[first : first + 1]
        lines = [line for line in inside if line is not None]
        if lines:
            self._found.append(Shape(lines[0]._replace(end=lines[-1].end), Kind.PARAGRAPH))

    def _paragraph(self, first: int, behind: int) -> None:
        """The lines of a paragraph: mostly one shape, more where a line begins something."""
        level = sum(holder.tag in ("ul", "ol") for holder in self._holders)
        tags = [holder.tag for holder in self._holders]
        begins = bool(tags) and tags[-1] == "li" and self._holders[-1].line not in self._begun
        quoted = "blockquote" in tags
        kind = Kind.QUOTATION if quoted else Kind.LIST_ITEM if begins else Kind.PARAGRAPH
        above: Shape | None = None
        leading = True
        for number in range(first, behind):
            line = self._lines[number]
            if line is None:
                continue
            body, inner = self._inner(line, within=quoted or (begins and number == first))
            if leading and not begins and _DEFINITION.fullmatch(body):
                continue
            leading = False
            here = (kind, level if kind is Kind.LIST_ITEM else 0)
            shape = self._line(line, body, inner, here, opens=above is None)
            if above is not None and self._goes_on(above, shape, line):
                above = above._replace(piece=above.piece._replace(end=line.end))
                self._found[-1] = above
                continue
            if shape.piece.start < shape.piece.end:
                self._found.append(shape)
            is_closed = shape.kind is Kind.CAPTION or line in self._rows
            above = None if is_closed else shape
            if kind is Kind.LIST_ITEM:
                kind = Kind.PARAGRAPH

    def _line(
        self, line: TextLayoutPiece, body: str, inner: int, here: tuple[Kind, int], *, opens: bool
    ) -> Shape:
        """What a line of a paragraph is when it begins something, `here` what a plain one is."""
        kind, level = here
        if kind is not Kind.PARAGRAPH or not body:
            return Shape(line, kind, level)
        if match := _IMAGE.fullmatch(body):
            low, high = match.span(1)
            return Shape(line._replace(start=inner + low, end=inner + high), Kind.CAPTION)
        is_item = signs.is_item(self._text, inner, line.end)
        if is_item and (opens or not _ITEM_MARK.match(body)):
            return Shape(line, Kind.LIST_ITEM, self._depth(line))
        return Shape(line, Kind.CAPTION if signs.is_note(body) else Kind.PARAGRAPH)

    def _depth(self, line: TextLayoutPiece) -> int:
        """The level of an item that CommonMark knows not: by its indentation below the one above."""
        above = self._found[-1] if self._found else None
        if above is None or above.kind is not Kind.LIST_ITEM or line.indent == above.piece.indent:
            return max(above.level, 1) if above and above.kind is Kind.LIST_ITEM else 1
        return above.level + 1 if line.indent > above.piece.indent else max(1, above.level - 1)

    def _goes_on(self, above: Shape, shape: Shape, line: TextLayoutPiece) -> bool:
        """Whether a line belongs to what stands above it in the same paragraph."""
        if line in self._rows:
            return False
        if above.kind is Kind.QUOTATION:
            return True
        if shape.kind is not Kind.PARAGRAPH:
            return False
        long = above.piece.end - above.piece.start >= _LONG_LINE
        return not long or line.end - line.start < _LONG_LINE

    def _inner(self, line: TextLayoutPiece, *, within: bool) -> tuple[str, int]:
        """A line's text without the marks of what holds it, and the offset it begins at."""
        start, end = line.start, line.end
        while within and start < end:
            mark = _ITEM_MARK.match(self._text, start, end)
            if self._text[start] == ">":
                start += 1
            elif mark is not None:
                start = mark.end()
            elif self._text[start].isspace():
                start += 1
            else:
                break
        return self._text[start:end], start

    def _text_of(self, line: TextLayoutPiece | None) -> str:
        return "" if line is None else self._text[line.start : line.end]


@cache
def _parser() -> MarkdownIt:
    """CommonMark's blocks, save those that news notes do not mean: no inline markup is parsed."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.core.ruler.enableOnly(["block"])
    return parser.disable(["code", "html_block", "reference"])


@cache
def _comment_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.core.ruler.enableOnly(["block"])
    return parser.disable(["code", "reference"])


def _without_comments(source: str) -> str:
    """The text with spaces in place of the HTML comments that stand at the start of a line.

    Not in code, which the parser tells apart; and a comment without an end is none.
    """
    if "<!--" not in source:
        return source
    places = [0]
    for line in source.split("\n"):
        places.append(places[-1] + len(line) + 1)
    pieces, done = [], 0
    for token in _comment_parser().parse(source):
        if token.type != "html_block" or token.map is None:
            continue
        low, high = places[token.map[0]], min(places[token.map[1]], len(source))
        pieces.append(source[done:low])
        pieces.append(_COMMENT.sub(_blanked, source[low:high]))
        done = high
    return "".join(pieces) + source[done:]


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _numbered(source: str, start: int) -> list[TextLayoutPiece | None]:
    """Each line of a text that begins at offset `start` of the article; None for a blank one."""
    found: list[TextLayoutPiece | None] = []
    gap = True
    at = start
    for line in source.split("\n"):
        body = line.strip()
        indent = len(line) - len(line.lstrip())
        found.append(
            TextLayoutPiece(at + indent, at + indent + len(body), indent, gap) if body else None
        )
        gap = not body
        at += len(line) + 1
    return found


def _table_lines(text: str, lines: list[TextLayoutPiece | None]) -> frozenset[TextLayoutPiece]:
    """Lines with a pipe, next to a line with one."""
    if "|" not in text:
        return frozenset()
    return frozenset(
        line
        for above, below in pairwise(lines)
        if above is not None and below is not None
        if text.find("|", above.start, above.end) >= 0
        if text.find("|", below.start, below.end) >= 0
        for line in (above, below)
    )
