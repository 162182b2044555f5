"""The paragraphs of a PDF, by PDFium, where the extra `crossread[pdf]` is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from annotations.articles.formats.compose import About, SourcePart
from annotations.articles.formats.pdf_layout import PARTED, Line, paragraphs
from annotations.errors import ArticleError
from annotations.extras import install_command

MOST_PAGES = 2000
_PARTED = frozenset(map(ord, PARTED))
_LINE_ENDS = _PARTED | frozenset(map(ord, "\r\n"))
"""PDFium puts no line break where a hyphen parts a word."""


def article_of_pdf(data: bytes, *, source: str) -> tuple[list[SourcePart], About]:
    """The document's paragraphs and headings in order, its running lines last, and its metadata.

    Raises ArticleError where the extra is missing, and for a damaged, encrypted, over-long or
    scanned document.
    """
    try:
        import pypdfium2
    except ImportError:
        raise ArticleError(
            f"{source}: reading PDF needs an extra: {install_command('pdf')}"
        ) from None
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                raise ArticleError(f"{source}: more than {MOST_PAGES} pages; cut out the article")
            pages = [list(_lines(document[index])) for index in range(len(document))]
            meta = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise ArticleError(f"{source}: damaged or encrypted PDF; save it anew ({error})") from None
    if not any(pages):
        raise ArticleError(f"{source}: no text in this PDF; it may be a scan: run it through OCR")
    date = re.match(r"D:(\d{4})(\d\d)(\d\d)", meta.get("CreationDate", ""))
    return paragraphs(pages), About(
        title=meta.get("Title", ""),
        byline=meta.get("Author", ""),
        published="-".join(date.groups()) if date else "",
    )


def _lines(page: Any) -> Iterator[Line]:
    """The printed lines of a page as PDFium parts them, with the words that a hyphen parts in two."""
    from pypdfium2.raw import FPDFText_GetUnicode

    layer = page.get_textpage()
    units = [FPDFText_GetUnicode(layer, at) for at in range(layer.count_chars())]
    start = 0
    for at, unit in enumerate([*units, ord("\n")]):
        if unit in _LINE_ENDS:
            stop = at + (unit in _PARTED)
            shown = [each for each in range(start, stop) if not _blank(units[each])]
            for first, last, box in _in_line(layer, shown):
                text = "".join(map(chr, filter(None, units[first : last + 1])))
                # What needs two units of UTF-16 comes as two.
                text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
                yield Line(text, *box)
            start = at + 1
    layer.close()
    page.close()


def _in_line(layer: Any, shown: list[int]) -> Iterator[tuple[int, int, _Box]]:
    """The first and last character of each line among some, and where it stands.

    Most often that is one, which two ends of the same height tell; now and then PDFium does not
    see where one ends.
    """
    start = 0
    while start < len(shown):
        first, last = _box(layer, shown[start]), _box(layer, shown[-1])
        stop = len(shown)
        if abs(first.bottom - last.bottom) > 0.6 * max(first.size, last.size):
            left = first.left
            for stop in range(start + 1, len(shown)):
                box = _box(layer, shown[stop])
                if box.left < left and first.bottom - box.bottom > 0.6 * box.size:
                    break
                left = box.left
            else:
                stop = len(shown)
            last = _box(layer, shown[stop - 1])
        # The size is that of a letter inside: a sign that opens an item may have its own.
        inner = _box(layer, shown[(start + stop) // 2])
        yield shown[start], shown[stop - 1], inner._replace(left=first.left, right=last.right)
        start = stop


class _Box(NamedTuple):
    """The edges of a character, or of a line, as in `Line`."""

    left: float
    right: float
    bottom: float
    size: float


def _box(layer: Any, at: int) -> _Box:
    left, bottom, right, top = layer.get_charbox(at, loose=True)
    return _Box(left, right, bottom, top - bottom)


def _blank(unit: int) -> bool:
    return unit == 0 or chr(unit).isspace()
