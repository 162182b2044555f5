"""Word documents (ECMA-376, WordprocessingML) into parts: paragraphs, headings, lists, tables.

A document's text is read as a stream of XML events, so that memory grows with the text and not
with the markup around it, which in a hostile document can be a thousand times as much. Text that a
tracked change put in counts, text it took out or moved away does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from annotations.articles.article import Kind
from annotations.articles.files.archives import Archive
from annotations.articles.files.xml_tree import XmlError, feed_xml
from annotations.articles.formats.compose import MOST_PARTS, About, SourcePart
from annotations.articles.formats.zipped import open_document, small_tree
from annotations.articles.text import signs
from annotations.errors import ArticleError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_MARGINS = re.compile(r"word/(?:header|footer)\d*\.xml")
_STYLES = "word/styles.xml"
_CORE = "docProps/core.xml"
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_SPELLED = (f"{_W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_LEFT_OUT = (
    f"{_W}moveFrom",
    f"{_W}pPrChange",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
"""Text that was moved away, how a paragraph looked before, and a picture's text once more."""


def article_of_docx(data: bytes, *, source: str) -> tuple[list[SourcePart], About]:
    """The document's parts in order, notes behind them, and its metadata.

    Headers and footers come last, as boilerplate, each once. Raises ArticleError, which names
    `source`, for a document that is damaged, encrypted or too large (64 MiB unpacked).
    """
    with open_document(data, source) as archive:
        return _article(archive, source)


def _article(archive: Archive, source: str) -> tuple[list[SourcePart], About]:
    if _BODY not in archive.names:
        raise ArticleError(f"{source}: no Word document in it; save it as .docx")
    headings = _heading_styles(_tree(archive, _STYLES))
    try:
        parts = _story(archive, _BODY, headings, source)
    except XmlError as error:
        raise ArticleError(f"{source}: no Word document: its text {error}") from None
    for name in _NOTES:
        parts += [part._replace(kind=Kind.CAPTION, level=0) for part in _extra(archive, name)]
    margins = sorted(filter(_MARGINS.fullmatch, archive.names))
    words = dict.fromkeys(part.text for name in margins for part in _extra(archive, name))
    parts += [SourcePart(each, Kind.BOILERPLATE) for each in words]
    return parts, _about(_tree(archive, _CORE))


def _story(
    archive: Archive, name: str, headings: Mapping[str, int], source: str = ""
) -> list[SourcePart]:
    """The parts of one file of the archive. Raises XmlError, ArchiveError, ArticleError."""
    story = _Story(headings, source)
    feed_xml(archive.chunks(name), story)
    return story.parts


def _extra(archive: Archive, name: str) -> list[SourcePart]:
    """The parts of a file that a document can do without: none where it is missing or damaged."""
    try:
        return _story(archive, name, {}) if name in archive.names else []
    except XmlError:
        return []


def _tree(archive: Archive, name: str) -> Any:
    """The root of a small file of the archive, or None where it is missing, large or damaged."""
    if name not in archive.names:
        return None
    try:
        return small_tree(archive, name)
    except XmlError:
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


class _Paragraph:
    """A paragraph that is being read: its text so far, and what its properties say."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.style: str | None = None
        self.depth: int | None = None  # of an item of a list, from 0


class _Row:
    """A row of an outermost table: the text of its cells so far."""

    def __init__(self) -> None:
        self.cells: list[list[str]] = []
        self.is_header = False


class _Story:
    """Takes the events of an XML parser (lxml's target interface), and collects parts."""

    def __init__(self, headings: Mapping[str, int], source: str) -> None:
        self.parts: list[SourcePart] = []
        self._headings = headings
        self._source = source
        self._paragraphs = [_Paragraph()]
        self._tables = 0
        self._rows_in_table = 0
        self._row: _Row | None = None
        self._left_out = 0
        self._spelling = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _LEFT_OUT or self._left_out:
            self._left_out += tag in _LEFT_OUT
            return
        paragraph = self._paragraphs[-1]
        if tag in _SPELLED:
            self._spelling = True
        elif tag in _TEXT:
            self._write(_TEXT[tag])
        elif tag == f"{_W}p":
            if self._row is None:
                self._paragraphs.append(_Paragraph())
            else:
                self._write(" ")
        elif self._row is not None:
            self._start_in_table(tag)
        elif tag == f"{_W}pStyle" and paragraph.style is None:
            paragraph.style = attributes.get(f"{_W}val", "")
        elif tag == f"{_W}numPr":
            paragraph.depth = 0
        elif tag == f"{_W}ilvl" and paragraph.depth is not None:
            depth = attributes.get(f"{_W}val", "")
            paragraph.depth = int(depth) if re.fullmatch("[0-9]", depth) else 0
        else:
            self._start_in_table(tag)

    def _start_in_table(self, tag: str) -> None:
        if tag == f"{_W}tbl":
            self._tables += 1
            self._rows_in_table *= self._tables > 1
        elif tag == f"{_W}tr" and self._tables == 1:
            self._row = _Row()
        elif tag == f"{_W}tc" and self._tables == 1 and self._row is not None:
            self._row.cells.append([])
        elif tag == f"{_W}tblHeader" and self._tables == 1 and self._row is not None:
            self._row.is_header = True

    def end(self, tag: str) -> None:
        if self._left_out:
            self._left_out -= tag in _LEFT_OUT
        elif tag in _SPELLED:
            self._spelling = False
        elif tag == f"{_W}p" and self._row is None and len(self._paragraphs) > 1:
            self._add(_part(self._paragraphs.pop(), self._headings))
        elif tag == f"{_W}tr" and self._tables == 1 and self._row is not None:
            self._end_row(self._row)
        elif tag == f"{_W}tbl":
            self._tables -= 1

    def _end_row(self, row: _Row) -> None:
        cells = [" ".join("".join(cell).split()).replace("|", "¦") for cell in row.cells]
        if any(cells):
            level = 1 if row.is_header and not self._rows_in_table else 0
            self._add(SourcePart(" | ".join(cells), Kind.TABLE_ROW, level))
        self._rows_in_table += 1
        self._row = None

    def data(self, text: str) -> None:
        if self._spelling and not self._left_out:
            self._write(text)

    def close(self) -> None:
        """The text of what is still open, as in a document that breaks off."""
        if self._row is not None:
            self._end_row(self._row)
        for paragraph in reversed(self._paragraphs):
            self._add(_part(paragraph, self._headings))

    def _write(self, text: str) -> None:
        if self._row is None:
            self._paragraphs[-1].text.append(text)
        else:
            if not self._row.cells:
                self._row.cells.append([])
            self._row.cells[-1].append(text)

    def _add(self, part: SourcePart) -> None:
        if not part.text:
            return
        if len(self.parts) >= MOST_PARTS:
            raise ArticleError(
                f"{self._source}: more than {MOST_PARTS:,} paragraphs; cut out the article"
            )
        self.parts.append(part)


def _part(paragraph: _Paragraph, headings: Mapping[str, int]) -> SourcePart:
    text = "".join(paragraph.text).strip()
    style = paragraph.style or ""
    folded = style.lower().replace(" ", "")
    if style in headings:
        return SourcePart(text, Kind.HEADING, headings[style])
    if paragraph.depth is not None or folded.startswith("list"):
        return SourcePart(text, Kind.LIST_ITEM, 1 + (paragraph.depth or 0))
    if "quote" in folded:
        return SourcePart(text, Kind.QUOTATION)
    if folded == "caption" or (text and signs.is_note(text)):
        return SourcePart(text, Kind.CAPTION)
    return SourcePart(text)


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
