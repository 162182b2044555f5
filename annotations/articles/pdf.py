"""The text of a PDF, by PDFium, where the extra `crossread[pdf]` is installed."""

from __future__ import annotations

import re
from collections import Counter

from annotations.articles.compose import About
from annotations.errors import ArticleError

MOST_PAGES = 2000
_HYPHEN = re.compile("[\x02\ufffe]\n?")
"""What PDFium puts where a hyphen at a line's end parted a word."""


def text_of_pdf(data: bytes, *, source: str) -> tuple[str, About]:
    """The text of all pages, lines as they are set, and the document's metadata.

    A line that stands at the head or foot of most pages is left out. Raises ArticleError where
    the extra is missing, and for a damaged, encrypted, over-long or scanned document.
    """
    try:
        import pypdfium2
    except ImportError:
        raise ArticleError(
            f"{source}: reading PDF needs an extra: pip install 'crossread[pdf]'"
        ) from None
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                raise ArticleError(f"{source}: more than {MOST_PAGES} pages; cut out the article")
            pages = [_page_text(document[index]) for index in range(len(document))]
            meta = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise ArticleError(f"{source}: damaged or encrypted PDF; save it anew ({error})") from None
    text = "\n\n".join(_without_running_lines(pages))
    if not text.strip():
        raise ArticleError(f"{source}: no text in this PDF; it may be a scan: run it through OCR")
    date = re.match(r"D:(\d{4})(\d\d)(\d\d)", meta.get("CreationDate", ""))
    return _HYPHEN.sub("", text), About(
        title=meta.get("Title", ""),
        byline=meta.get("Author", ""),
        published="-".join(date.groups()) if date else "",
    )


def _page_text(page: object) -> str:
    layer = page.get_textpage()  # type: ignore[attr-defined]
    text: str = layer.get_text_bounded()
    layer.close()
    page.close()  # type: ignore[attr-defined]
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_running_lines(pages: list[str]) -> list[str]:
    """Pages without the lines (their digits aside) that head or foot more than half of them."""
    edges: Counter[str] = Counter()
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    for lines in split:
        edges.update({_numberless(line) for line in (lines[:1] + lines[-1:])})
    running = {line for line, count in edges.items() if count > max(2, len(pages) / 2)}
    kept = []
    for lines in split:
        if lines and _numberless(lines[0]) in running:
            lines = lines[1:]
        if lines and _numberless(lines[-1]) in running:
            lines = lines[:-1]
        kept.append("\n".join(lines))
    return kept


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())
