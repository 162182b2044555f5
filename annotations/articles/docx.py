"""Word documents (ECMA-376, WordprocessingML) into parts: paragraphs, headings, lists, tables.

Read straight from the XML: text that a tracked change put in counts, text it took out does not,
and nothing but lxml, which web pages need anyway, has to be installed.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from annotations.articles import signs
from annotations.articles.article import Kind
from annotations.articles.compose import About, Part
from annotations.errors import ArticleError

LARGEST = 64 * 1024 * 1024
"""Bytes of XML, unpacked: a document that holds more is refused before it is unpacked."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_NOTES = "word/footnotes.xml"
_STYLES = "word/styles.xml"
_CORE = "docProps/core.xml"
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}


def is_docx(data: bytes) -> bool:
    """Whether bytes are a zip archive with a Word document's body in it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _BODY in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def article_of_docx(data: bytes, *, source: str) -> tuple[list[Part], About]:
    """The document's parts in order, footnotes behind them, and its metadata.

    Raises ArticleError for a damaged, encrypted or over-large document.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            trees = {
                name: _tree(archive, name, source)
                for name in (_BODY, _NOTES, _STYLES, _CORE)
                if name in names
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
        raise ArticleError(f"{source}: damaged or encrypted Word document; save it anew") from None
    if trees.get(_BODY) is None:
        raise ArticleError(f"{source}: no Word document in it; save it as .docx")
    headings = _heading_styles(trees.get(_STYLES))
    parts = list(_parts(trees[_BODY], headings))
    notes = trees.get(_NOTES)
    if notes is not None:
        words = (_text(note).strip() for note in notes.iter(f"{_W}footnote"))
        parts += [Part(note, Kind.CAPTION) for note in words if note]
    return parts, _about(trees.get(_CORE))


def _tree(archive: zipfile.ZipFile, name: str, source: str) -> Any:
    from lxml import etree

    if archive.getinfo(name).file_size > LARGEST:
        raise ArticleError(
            f"{source}: unpacks to more than {LARGEST >> 20} MiB; cut out the article"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        return etree.fromstring(archive.read(name), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _heading_styles(styles: Any) -> dict[str, int]:
    """Level of each style that is a heading, by its id; a style based on one is one too."""
    levels: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        name = _value(style.find(f"{_W}name")).lower()
        identity = style.get(f"{_W}styleId", "")
        based[identity] = _value(style.find(f"{_W}basedOn"))
        if match := re.fullmatch(r"heading ([1-6])", name):
            levels[identity] = int(match.group(1))
        elif name == "title":
            levels[identity] = 1
        elif name == "subtitle":
            levels[identity] = 2
    for identity, parent in based.items():
        if identity not in levels and parent in levels:
            levels[identity] = levels[parent]
    return levels


def _parts(body: Any, headings: dict[str, int]) -> Iterator[Part]:
    for node in body.iter(f"{_W}p", f"{_W}tbl"):
        inside = any(up.tag == f"{_W}tbl" for up in node.iterancestors(f"{_W}tbl"))
        if inside:
            continue
        if node.tag == f"{_W}tbl":
            yield from _rows(node)
            continue
        text = _text(node).strip()
        if text:
            yield _part(node, text, headings)


def _part(paragraph: Any, text: str, headings: dict[str, int]) -> Part:
    style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
    folded = style.lower().replace(" ", "")
    if style in headings:
        return Part(text, Kind.HEADING, headings[style])
    number = paragraph.find(f"{_W}pPr/{_W}numPr")
    if number is not None or folded.startswith("list"):
        depth = _value(number.find(f"{_W}ilvl")) if number is not None else ""
        return Part(text, Kind.LIST_ITEM, 1 + (int(depth) if depth.isdecimal() else 0))
    if "quote" in folded:
        return Part(text, Kind.QUOTATION)
    if folded == "caption" or signs.is_note(text):
        return Part(text, Kind.CAPTION)
    return Part(text)


def _rows(table: Any) -> Iterator[Part]:
    for index, row in enumerate(table.iter(f"{_W}tr")):
        cells = [" ".join(_text(cell).split()).replace("|", "¦") for cell in row.iter(f"{_W}tc")]
        if any(cells):
            marked = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            yield Part(" | ".join(cells), Kind.TABLE_ROW, 1 if marked and not index else 0)


def _text(node: Any) -> str:
    found: list[str] = []
    for piece in node.iter():
        if piece.tag == f"{_W}t":
            found.append(piece.text or "")
        elif piece.tag in _TEXT:
            found.append(_TEXT[piece.tag])
        elif piece.tag == f"{_W}p" and found:
            found.append("\n")
    return "".join(found)


def _value(node: Any) -> str:
    return node.get(f"{_W}val", "") if node is not None else ""


def _about(core: Any) -> About:
    if core is None:
        return About()
    found = {
        node.tag.rpartition("}")[2]: (node.text or "").strip()
        for node in core.iter()
        if isinstance(node.tag, str)
    }
    return About(
        title=found.get("title", ""),
        byline=found.get("creator", ""),
        published=found.get("created", "")[:10],
    )
