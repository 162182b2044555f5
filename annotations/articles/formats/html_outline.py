"""A tree of elements into parts: where a browser would start a new line, a part ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from annotations.articles.article import Kind
from annotations.articles.formats.compose import SourcePart
from annotations.articles.text import signs

_SPACE = re.compile(r"[ \t\n\r\f]+")
_BLOCK_TAGS = (
    "address article aside blockquote body caption cell center code dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr item li list main nav ol p pre "
    "quote row section summary table tbody td tfoot th thead tr ul"
)
_SECTIONS = frozenset(_BLOCK_TAGS.split())
_HIDDEN = ("script", "style", "noscript", "template", "svg", "button", "select", "textarea",
           "iframe", "head")  # fmt: skip
_NOTES = ("* ", "† ", "‡ ")
_LONG_LINE = 80

CAPTION_MARK = "\ue0f1"
"""A private-use character that marks a caption on its way through the extractor."""

EXTRACTED = {"head": Kind.HEADING, "quote": Kind.QUOTATION, "item": Kind.LIST_ITEM}
HTML = {
    **{f"h{level}": Kind.HEADING for level in range(1, 7)},
    "blockquote": Kind.QUOTATION,
    "li": Kind.LIST_ITEM,
}
"""Kinds by the tags that trafilatura's tree and a page's own tree have."""


def parts_of(root: Any, inside: dict[str, Kind]) -> Iterator[SourcePart]:
    """Walk a tree without recursion; a part ends wherever a browser would start a new line."""
    from lxml import etree

    buffer: list[str] = []
    open_kinds: list[tuple[Kind, int]] = [(Kind.PARAGRAPH, 0)]
    hidden = 0
    tables: list[Any] = []  # open tables whose rows have been given already
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            hidden += tag in _HIDDEN and inside is HTML
            if tag == "table" and not hidden and _is_data(node):
                yield from _flushed(buffer, *open_kinds[-1])
                yield from _rows(node)
                tables.append(node)
                hidden += 1
                continue
            if tag in _SECTIONS:
                yield from _flushed(buffer, *open_kinds[-1])
            elif tag in ("br", "lb") and not hidden:
                buffer.append("\n")
            if tag in inside:
                open_kinds.append((inside[tag], _level(node, tag, open_kinds)))
            if not hidden:
                buffer.append(_SPACE.sub(" ", node.text or ""))
            continue
        if tag in _SECTIONS:
            yield from _flushed(buffer, *open_kinds[-1])
        if tag in inside:
            open_kinds.pop()
        if tag in _HIDDEN and inside is HTML:
            hidden -= 1
        if tables and tables[-1] is node:
            tables.pop()
            hidden -= 1
        if not hidden and node is not root:
            buffer.append(_SPACE.sub(" ", node.tail or ""))
    yield from _flushed(buffer, *open_kinds[-1])


def _level(node: Any, tag: str, open_kinds: list[tuple[Kind, int]]) -> int:
    if tag in ("li", "item"):
        return 1 + sum(kind is Kind.LIST_ITEM for kind, _ in open_kinds)
    name = node.get("rend", "h2") if tag == "head" else tag
    digits = re.fullmatch(r"h([1-6])", name)
    return int(digits.group(1)) if digits else 2 if tag == "head" else 0


def _flushed(buffer: list[str], kind: Kind, level: int) -> Iterator[SourcePart]:
    """The buffered text as one part, or several where line breaks part paragraphs."""
    text = "".join(buffer)
    buffer.clear()
    for piece in re.split(r"\n\s*\n", text):
        lines = [line.strip(" ") for line in piece.strip().split("\n")]
        whole = min(map(len, lines)) < _LONG_LINE
        for body in ["\n".join(lines)] if whole else lines:
            if body.startswith(CAPTION_MARK):
                yield SourcePart(body.replace(CAPTION_MARK, ""), Kind.CAPTION)
            elif body and kind is Kind.PARAGRAPH and (signs.is_note(body) or body[:2] in _NOTES):
                yield SourcePart(body, Kind.CAPTION)
            elif body:
                yield SourcePart(body, kind, level)


def _is_data(table: Any) -> bool:
    """Whether a table holds data: rows of cells, and no paragraphs or tables in them."""
    if table.find(".//table") is not None:  # asked first: what follows is dear for nested tables
        return False
    rows = list(table.iter("tr", "row"))
    cells = list(table.iter("td", "th", "cell"))
    if not len(cells) > len(rows) > 0 or any(len(cell.findall(".//p")) > 1 for cell in cells):
        return False
    # Words that a broken page has between its cells would be lost from a row.
    return sum(map(_letters, cells)) == _letters(table)


def _letters(node: Any) -> int:
    """How many characters an element shows, space left out."""
    return sum(len("".join(text.split())) for text in _shown(node))


def _shown(node: Any) -> Iterator[str]:
    """The texts of an element without those of scripts, styles and buttons in it."""
    if node.text:
        yield node.text
    stack = [iter(node)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        if child.tail:
            yield child.tail
        if child.tag not in _HIDDEN:
            if child.text:
                yield child.text
            stack.append(iter(child))


def _rows(table: Any) -> Iterator[SourcePart]:
    first = True
    for row in table.iter("tr", "row"):
        cells = list(row.iter("td", "th", "cell"))
        words = [_SPACE.sub(" ", "".join(cell.itertext())).strip() for cell in cells]
        words = [word.replace("|", "¦") for word in words]
        if not any(words):
            continue
        is_header = all(cell.tag == "th" or cell.get("role") == "head" for cell in cells)
        yield SourcePart(" | ".join(words), Kind.TABLE_ROW, 1 if first and is_header else 0)
        first = False
