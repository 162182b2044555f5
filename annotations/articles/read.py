"""A path, `-` or a URL into an `Article`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path, PurePath
from typing import Literal

from annotations.articles.article import Article
from annotations.articles.files.decode import DecodedText, binary_kind, decode
from annotations.articles.files.fetch import fetch, is_address
from annotations.articles.files.regular_files import open_regular
from annotations.articles.formats.compose import (
    MOST_PARTS,
    About,
    Markup,
    article_from_parts,
    article_from_text,
)
from annotations.articles.text.visible import one_line
from annotations.errors import ArticleError

LARGEST = 64 * 1024 * 1024
"""Bytes: a larger source is refused."""

MOST_LINES = 500_000
"""Lines of a text: more is data, which would take minutes and gigabytes to cut into blocks."""

MOST_TAGS = 1_000_000
"""Tags of a web page: each takes some 300 bytes once it is parsed."""

Format = Literal[
    "plain", "markdown", "page", "mhtml", "segmented", "docx", "odt", "rtf", "epub", "pdf"
]

_SUFFIXES: dict[str, Format] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".jsonl": "segmented",
    ".ndjson": "segmented",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".epub": "epub",
    ".pdf": "pdf",
}
_MEDIA: dict[str, Format] = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "application/x-ndjson": "segmented",
    "application/jsonl": "segmented",
    "multipart/related": "mhtml",
}
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def read_article(source: str | Path, *, stdin: bytes | None = None) -> Article:
    """Read an article from a file, a web address, or standard input where `source` is `-`.

    `stdin`, where given, is read in place of the process's standard input. What a source is, its
    name's ending says, or what the server says; without either, the bytes themselves do. Raises
    ArticleError with one line that names the source and the mend: missing, a directory, a pipe or
    a device, binary, empty, not permitted, unreadable, larger than 64 MiB.
    """
    try:
        return _read(source, stdin)
    except ArticleError as error:
        raise ArticleError(one_line(str(error))) from None  # a file's name may be hostile too


def article_of_bytes(data: bytes, name: str) -> Article:
    """Read an article from the bytes of a file that is called `name`, as a member of an archive is.

    Raises ArticleError as `read_article` does.
    """
    try:
        return _article(data, name, _SUFFIXES.get(PurePath(name).suffix.lower()))
    except ArticleError as error:
        raise ArticleError(one_line(str(error))) from None


def is_read_by_name(name: str) -> bool:
    """Whether a file is called as one of the formats that are read."""
    return PurePath(name).suffix.lower() in _SUFFIXES


def _read(source: str | Path, stdin: bytes | None) -> Article:
    name = str(source)
    if name == "-":
        data = stdin if stdin is not None else _stdin()
        return _article(data, name, None)
    if isinstance(source, str) and is_address(source):
        page = fetch(source)
        by_media = _MEDIA.get(page.media)
        about = About(url=page.url)
        return _article(page.data, name, by_media, declared=page.charset, about=about)
    data, warnings = _file(Path(source))
    suffix = PurePath(name).suffix.lower()
    return _article(data, name, _SUFFIXES.get(suffix), about=About(warnings=warnings))


def _stdin() -> bytes:
    try:
        return sys.stdin.buffer.read(LARGEST + 1)
    except (OSError, ValueError, AttributeError) as error:
        raise ArticleError(f"-: standard input cannot be read: {error}") from None


def _file(path: Path) -> tuple[bytes, tuple[str, ...]]:
    """A file's bytes, at most one more than the limit, and a warning where it changed meanwhile."""
    try:
        with open_regular(path) as file:
            before = os.fstat(file.fileno())
            data = file.read(LARGEST + 1)
            after = os.fstat(file.fileno())
    except FileNotFoundError:
        raise ArticleError(f"{path}: no such file; check the name") from None
    except IsADirectoryError:
        raise ArticleError(f"{path}: is a directory; name a file in it") from None
    except PermissionError:
        raise ArticleError(f"{path}: not permitted to read; check its permissions") from None
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or error
        raise ArticleError(f"{path}: cannot be read: {what}") from None
    changed = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
    return data, ("the file changed while it was read",) if changed else ()


def _article(
    data: bytes, name: str, form: Format | None, *, declared: str = "", about: About | None = None
) -> Article:
    if len(data) > LARGEST:
        raise ArticleError(f"{name}: larger than {LARGEST >> 20} MiB; cut out the article")
    if not data.strip():
        raise ArticleError(f"{name}: empty; there is nothing to read")
    given = about or About()
    form = _by_magic(data) or form
    if form in ("docx", "odt", "rtf", "epub", "pdf"):
        article = _of_document(data, name, form, given)
    else:
        article = _of_text(data, name, form, declared, given)
    if all(
        article.text[block.start : block.end].isspace()
        for block in article.blocks
        if block.end > block.start
    ):
        raise ArticleError(f"{name}: empty; there is no text in it")
    return article


def _by_magic(data: bytes) -> Format | None:
    """What the first bytes say beyond doubt, whatever the name says."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK\x03\x04"):
        from annotations.articles.formats.zipped import document_in

        return document_in(data)
    return None


def _of_document(data: bytes, name: str, form: Format, about: About) -> Article:
    if form == "pdf":
        from annotations.articles.formats.pdf import article_of_pdf

        parts, found = article_of_pdf(data, source=name)
    elif form == "odt":
        from annotations.articles.formats.odt import article_of_odt

        parts, found = article_of_odt(data, source=name)
    elif form == "rtf":
        from annotations.articles.formats.rtf import article_of_rtf

        parts, found = article_of_rtf(data, source=name)
    elif form == "epub":
        from annotations.articles.formats.epub import article_of_epub

        parts, found = article_of_epub(data, source=name)
    else:
        from annotations.articles.formats.docx import article_of_docx

        parts, found = article_of_docx(data, source=name)
    if len(parts) > MOST_PARTS:
        raise ArticleError(f"{name}: more than {MOST_PARTS:,} paragraphs; cut out the article")
    return article_from_parts(parts, source=name, about=_joined(found, about))


def _of_text(data: bytes, name: str, form: Format | None, declared: str, about: About) -> Article:
    if form == "mhtml":
        from annotations.articles.formats.mhtml import page_in

        data, declared, url = page_in(data)
        if not data:
            raise ArticleError(f"{name}: no web page in it; save the page as .html")
        about = about._replace(url=about.url or url)
        form = "page"
    kind = binary_kind(data)
    if kind:
        raise ArticleError(f"{name}: {kind}, not text; save it as text first")
    if not declared and form in ("page", None) and (match := _CHARSET.search(data[:4096])):
        declared = match.group(1).decode("ascii")
    decoded = decode(data, declared=declared)
    about = about._replace(encoding=decoded.encoding, warnings=(*about.warnings, *decoded.warnings))
    form = form or _guessed(decoded)
    if form != "page" and decoded.text.count("\n") > MOST_LINES:
        raise ArticleError(f"{name}: more than {MOST_LINES:,} lines; cut out the article")
    if form == "page" and decoded.text.count("<") > MOST_TAGS:
        raise ArticleError(f"{name}: more than {MOST_TAGS:,} tags; cut out the article")
    if form == "page":
        from annotations.articles.formats.html import article_of_page

        parts, found = article_of_page(decoded.text, url=about.url)
        return article_from_parts(parts, source=name, about=_joined(found, about))
    if form == "segmented":
        from annotations.articles.formats.jsonl import article_of_lines

        return article_of_lines(decoded.text, source=name, about=about)
    markup: Markup = "markdown" if form == "markdown" else "plain"
    return article_from_text(decoded.text, markup=markup, source=name, about=about)


def _guessed(decoded: DecodedText) -> Format:
    """What a text of unknown kind is: a page, segmented, or plain."""
    from annotations.articles.formats.jsonl import is_segmented

    if _PAGE.match(decoded.text[:4096]):
        return "page"
    return "segmented" if is_segmented(decoded.text) else "plain"


def _joined(found: About, given: About) -> About:
    """What the source says of itself, with the warnings and the encoding of its reading."""
    return found._replace(
        url=found.url or given.url,
        encoding=given.encoding,
        warnings=(*given.warnings, *found.warnings),
    )
