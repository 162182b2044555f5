"""OpenDocument texts (OASIS ODF 1.3) into parts: paragraphs, headings, lists, tables, notes.

As a Word document, a text is read as a stream of XML events, so that memory grows with the text
and not with the markup around it. Text that a tracked change took out does not count; comments and
the hidden words that describe pictures do not either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from annotations.articles.article import Kind
from annotations.articles.files.archives import Archive
from annotations.articles.files.xml_tree import XmlError, feed_xml
from annotations.articles.formats.compose import MOST_PARTS, About, SourcePart
from annotations.articles.formats.zipped import open_document, small_tree
from annotations.articles.text import signs
from annotations.errors import ArticleError

_MOST_SPACES = 100
"""Spaces that one mark may stand for; a hostile one asks for a billion."""

_PARENTS = 20
"""How many styles a style is traced back through."""

_BODY = "content.xml"
_STYLES = "styles.xml"
_META = "meta.xml"
_MANIFEST = "META-INF/manifest.xml"
_ODF = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_TEXT, _TABLE, _STYLE = _ODF.format("text"), _ODF.format("table"), _ODF.format("style")
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_SPELLED = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_LEFT_OUT = (
    f"{_TEXT}tracked-changes",
    f"{_TEXT}note-citation",
    f"{_ODF.format('office')}annotation",
    f"{_ODF.format('office')}binary-data",
    f"{_SVG}title",
    f"{_SVG}desc",
)
_SPACE = re.compile(r"[ \t\r\n]+")
_KINDS: dict[str, tuple[Kind, int]] = {
    "title": (Kind.HEADING, 1),
    "subtitle": (Kind.HEADING, 2),
    "quotations": (Kind.QUOTATION, 0),
    "caption": (Kind.CAPTION, 0),
    **{f"heading_20_{level}": (Kind.HEADING, level) for level in range(1, 7)},
}
"""What a paragraph is whose style is of this name, or is based on it."""


def article_of_odt(data: bytes, *, source: str) -> tuple[list[SourcePart], About]:
    """The document's parts in order, notes behind them, and its metadata.

    Headers and footers come last, as boilerplate, each once. Raises ArticleError, which names
    `source`, for a document that is damaged, encrypted or too large (64 MiB unpacked).
    """
    with open_document(data, source) as archive:
        return _article(archive, source)


def _article(archive: Archive, source: str) -> tuple[list[SourcePart], About]:
    if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
        raise ArticleError(f"{source}: encrypted; save it without a password")
    if _BODY not in archive.names:
        raise ArticleError(f"{source}: no OpenDocument text in it; save it as .odt")
    margins = _Story({}, source)
    try:
        if _STYLES in archive.names:  # its only paragraphs are those of headers and footers
            feed_xml(archive.chunks(_STYLES), margins)
    except XmlError:
        pass  # a document can do without
    story = _Story(margins.parents, source)
    try:
        feed_xml(archive.chunks(_BODY), story)
    except XmlError as error:
        raise ArticleError(f"{source}: no OpenDocument text: its text {error}") from None
    if not story.has_begun:
        raise ArticleError(f"{source}: no OpenDocument text: its text is not XML")
    words = dict.fromkeys(part.text for part in margins.parts)
    around = [SourcePart(each, Kind.BOILERPLATE) for each in words]
    return [*story.parts, *story.notes, *around], _about(archive)


class _Paragraph:
    """A paragraph that is being read: its text so far, and what its element says."""

    def __init__(self, kind: Kind = Kind.PARAGRAPH, level: int = 0) -> None:
        self.text: list[str] = []
        self.kind = kind
        self.level = level


class _Row:
    """A row of an outermost table: the text of its cells so far."""

    def __init__(self, is_header: bool = False) -> None:
        self.cells: list[list[str]] = []
        self.is_header = is_header


class _Around:
    """What stands open around a note, which is a text of its own inside a paragraph."""

    def __init__(self) -> None:
        self.paragraphs = [_Paragraph()]
        self.open = 0  # paragraphs, those in cells too
        self.row: _Row | None = None
        self.tables = 0
        self.rows_in_table = 0
        self.in_header = False
        self.lists = 0


class _Story:
    """Takes the events of an XML parser (lxml's target interface), and collects parts."""

    def __init__(self, parents: Mapping[str, str], source: str) -> None:
        self.parts: list[SourcePart] = []
        self.notes: list[SourcePart] = []
        self.parents = dict(parents)
        """The name of the style that each style is based on."""
        self.has_begun = False
        self._source = source
        self._here = _Around()
        self._outside: list[_Around] = []
        self._left_out = 0
        self._contents = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.has_begun = True
        if tag in _LEFT_OUT or self._left_out:
            self._left_out += tag in _LEFT_OUT
        elif tag == f"{_STYLE}style":
            parent = attributes.get(f"{_STYLE}parent-style-name", "")
            self.parents[attributes.get(f"{_STYLE}name", "")] = parent
        elif tag in _PARAGRAPHS:
            self._start_paragraph(tag, attributes)
        elif tag in _SPELLED:
            self._write(_SPELLED[tag])
        elif tag == f"{_TEXT}s":
            self._write(" " * min(_number(attributes.get(f"{_TEXT}c", "1")), _MOST_SPACES))
        elif tag == f"{_TEXT}note":
            self._outside.append(self._here)
            self._here = _Around()
        elif tag == f"{_TEXT}table-of-content":
            self._contents += 1
        elif tag == f"{_TEXT}list":
            self._here.lists += 1
        else:
            self._start_in_table(tag)

    def _start_paragraph(self, tag: str, attributes: Mapping[str, str]) -> None:
        here = self._here
        here.open += 1
        if here.row is not None:
            self._write(" ")
            return
        kind, level = self._kind(attributes.get(f"{_TEXT}style-name", ""))
        if tag == f"{_TEXT}h":
            level = _number(attributes.get(f"{_TEXT}outline-level", "1"))
            kind, level = Kind.HEADING, min(max(level, 1), 6)
        elif here.lists and kind is Kind.PARAGRAPH:
            kind, level = Kind.LIST_ITEM, here.lists
        here.paragraphs.append(_Paragraph(kind, level))

    def _start_in_table(self, tag: str) -> None:
        here = self._here
        if tag == f"{_TABLE}table":
            here.tables += 1
            here.rows_in_table *= here.tables > 1
        elif here.tables != 1:
            return
        elif tag == f"{_TABLE}table-header-rows":
            here.in_header = True
        elif tag == f"{_TABLE}table-row":
            here.row = _Row(here.in_header)
        elif tag in _CELLS and here.row is not None:
            here.row.cells.append([])

    def end(self, tag: str) -> None:
        here = self._here
        if self._left_out:
            self._left_out -= tag in _LEFT_OUT
        elif tag in _PARAGRAPHS:
            here.open -= 1
            if here.row is None and len(here.paragraphs) > 1:
                self._end_paragraph(here.paragraphs.pop())
        elif tag == f"{_TEXT}note" and self._outside:
            self._end_around()
            self._here = self._outside.pop()
        elif tag == f"{_TEXT}table-of-content":
            self._contents -= 1
        elif tag == f"{_TEXT}list":
            here.lists -= 1
        elif tag == f"{_TABLE}table-header-rows" and here.tables == 1:
            here.in_header = False
        elif tag == f"{_TABLE}table-row" and here.tables == 1 and here.row is not None:
            self._end_row(here.row)
        elif tag == f"{_TABLE}table":
            here.tables -= 1

    def data(self, text: str) -> None:
        if not self._here.open or self._left_out:
            return
        text = _SPACE.sub(" ", text)
        written = self._written()
        before = written[-1] if written else " "
        self._write(text[1:] if text.startswith(" ") and before.endswith(" ") else text)

    def close(self) -> None:
        """The text of what is still open, as in a document that breaks off."""
        self._end_around()
        while self._outside:
            self._here = self._outside.pop()
            self._end_around()

    def _end_around(self) -> None:
        if self._here.row is not None:
            self._end_row(self._here.row)
        while self._here.paragraphs:
            self._end_paragraph(self._here.paragraphs.pop())

    def _end_row(self, row: _Row) -> None:
        here = self._here
        cells = [" ".join("".join(cell).split()).replace("|", "¦") for cell in row.cells]
        if any(cells):
            level = 1 if row.is_header and not here.rows_in_table else 0
            self._add(SourcePart(" | ".join(cells), Kind.TABLE_ROW, level))
        here.rows_in_table += 1
        here.row = None

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        part = SourcePart("".join(paragraph.text).strip(), paragraph.kind, paragraph.level)
        if part.text and part.kind is Kind.PARAGRAPH and signs.is_note(part.text):
            part = part._replace(kind=Kind.CAPTION)
        self._add(part)

    def _written(self) -> list[str]:
        """Where text goes now: a cell of the open row, else the innermost open paragraph."""
        row = self._here.row
        if row is None:
            return self._here.paragraphs[-1].text
        if not row.cells:
            row.cells.append([])
        return row.cells[-1]

    def _write(self, text: str) -> None:
        if text:
            self._written().append(text)

    def _add(self, part: SourcePart) -> None:
        if not part.text:
            return
        if len(self.parts) + len(self.notes) >= MOST_PARTS:
            raise ArticleError(
                f"{self._source}: more than {MOST_PARTS:,} paragraphs; cut out the article"
            )
        if self._outside:
            self.notes.append(part._replace(kind=Kind.CAPTION, level=0))
        elif self._contents:
            self.parts.append(SourcePart(part.text, Kind.BOILERPLATE))
        else:
            self.parts.append(part)

    def _kind(self, style: str) -> tuple[Kind, int]:
        """What a paragraph of a style is, by the style's name or those it is based on."""
        for _ in range(_PARENTS):
            if found := _KINDS.get(style.lower()):
                return found
            style = self.parents.get(style, "")
        return Kind.PARAGRAPH, 0


def _number(digits: str) -> int:
    """A number from 0 to 999 as an attribute spells it; 1 for what is none."""
    return int(digits) if re.fullmatch("[0-9]{1,3}", digits) else 1


def _about(archive: Archive) -> About:
    """What the document's properties say; nothing where they are missing, large or damaged."""
    try:
        root = small_tree(archive, _META) if _META in archive.names else None
    except XmlError:
        return About()
    found: dict[str, str] = {}
    for node in root.iter() if root is not None else ():
        if isinstance(node.tag, str):
            found.setdefault(node.tag.rpartition("}")[2], (node.text or "").strip())
    return About(
        title=found.get("title", ""),
        byline=found.get("initial-creator") or found.get("creator", ""),
        published=(found.get("creation-date") or found.get("date", ""))[:10],
    )
