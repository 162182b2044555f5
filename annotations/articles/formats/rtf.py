r"""Rich Text Format (Microsoft RTF 1.9.1) into parts, through the package striprtf.

striprtf takes the marks out of the text and decodes it. What it would lose is written into the
text first, as characters for private use: where a heading begins (`\outlinelevel`, which Word and
LibreOffice write beside the style), where a table's cell ends, where a line is broken inside a
paragraph. Pictures are cut out beforehand; notes and headers of pages are left out.
"""

from __future__ import annotations

import re

from annotations.articles.article import Kind
from annotations.articles.formats.compose import About, SourcePart
from annotations.articles.text import signs
from annotations.errors import ArticleError

LARGEST_TEXT = 16 * 1024 * 1024
"""Bytes that may be left once pictures are cut out: striprtf reads 5 MB a second."""

LARGEST_FONTS = 64 * 1024
"""Bytes of a list of fonts: striprtf needs time with the square of it."""

_HEADING, _CELL, _BREAK = 0xE010, 0xE000, 0xE001
"""Characters that stand for marks: a heading of level n is `_HEADING + n`."""

_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
_PICTURE = re.compile(rb"\{(?:\\\*)?\\(?:pict|blipuid|objdata|datastore|themedata)\b[^{}]*\}")
_FONTS = re.compile(rb"\\fonttbl\b")
_LINK = re.compile(rb"\\fldinst\b", re.IGNORECASE)
_TITLE = re.compile(rb"\{\\title ([^{}\\]{1,300})\}")
_AUTHOR = re.compile(rb"\{\\author ([^{}\\]{1,300})\}")
_OUTLINE = re.compile(rb"\\outlinelevel([0-8]) ?")
_MARKS = (
    (re.compile(rb"\\(?:nest)?cell(?![a-z]) ?"), _CELL),
    (re.compile(rb"\\line(?![a-z]) ?"), _BREAK),
)


def article_of_rtf(data: bytes, *, source: str) -> tuple[list[SourcePart], About]:
    """The document's parts in order, and its title and author where it says them in plain letters.

    Raises ArticleError, which names `source`, for a document that is too large or that striprtf
    cannot read.
    """
    from striprtf.striprtf import rtf_to_text

    lean = _without_pictures(data)
    fonts = _FONTS.search(lean)
    if len(lean) > LARGEST_TEXT or (fonts and _group_end(lean, fonts.end()) is None):
        raise ArticleError(f"{source}: too large for an RTF text; save it as .docx")
    try:
        text = rtf_to_text(_marked(lean).decode("latin-1"), encoding="cp1252", errors="replace")
    except (ValueError, LookupError, IndexError, OverflowError) as error:
        raise ArticleError(f"{source}: damaged RTF ({error}); save it anew") from None
    parts = [_part(line) for line in text.split("\n") if line.strip()]
    about = About(title=_said(_TITLE, lean), byline=_said(_AUTHOR, lean), encoding="rtf")
    return parts, about


def _without_pictures(data: bytes) -> bytes:
    """The document without the bytes and digits of what is no text."""
    pieces, at = [], 0
    for match in _BINARY.finditer(data):
        if match.start() >= at:
            pieces.append(data[at : match.start()])
            at = match.end() + int(match[1])
    lean = b"".join((*pieces, data[at:]))
    for _ in range(2):  # a picture may hold one more group, its number
        lean = _PICTURE.sub(b"", lean)
    return lean


def _group_end(data: bytes, start: int) -> int | None:
    """Where the group that holds `start` ends; None where that is far away."""
    depth = 1
    for match in re.finditer(rb"[{}]", data[start : start + LARGEST_FONTS]):
        depth += 1 if match[0] == b"{" else -1
        if depth == 0:
            return start + match.end()
    return len(data) if len(data) - start < LARGEST_FONTS else None


def _marked(data: bytes) -> bytes:
    """The document with a character for private use in the place of each mark that counts."""
    for pattern, character in _MARKS:
        data = pattern.sub(rb"\\u%d?" % character, data)
    data = _OUTLINE.sub(lambda match: rb"\u%d?" % (_HEADING + int(match[1])), data)
    # striprtf looks for links with a pattern that takes hours on a hostile line. What links show
    # is in the text without it, and a line end, which means nothing, hides them from it.
    return _LINK.sub(b"\\\\fldinst\n", data)


def _part(line: str) -> SourcePart:
    """The part of one line of what striprtf gives: a paragraph, a heading or a table's row."""
    cells = line.split(chr(_CELL))
    if len(cells) > 1:
        return SourcePart(" | ".join(map(_plain, cells[:-1])), Kind.TABLE_ROW)
    level = next((ord(c) - _HEADING + 1 for c in line if 0 <= ord(c) - _HEADING <= 8), 0)
    text = _plain(line)
    if level:
        return SourcePart(text, Kind.HEADING, min(level, 6))
    if text.startswith("\N{BULLET}"):
        return SourcePart(text, Kind.LIST_ITEM, 1)
    return SourcePart(text, Kind.CAPTION if text and signs.is_note(text) else Kind.PARAGRAPH)


def _plain(text: str) -> str:
    """The text without the characters for marks; a broken line is one again."""
    kept = text.replace(chr(_BREAK), "\n").replace(chr(_CELL), " ").replace("\r", "")
    return "".join(c for c in kept if not 0 <= ord(c) - _HEADING <= 8).strip()


def _said(pattern: re.Pattern[bytes], data: bytes) -> str:
    """What the document's properties say, where it is in plain letters."""
    start = data.find(b"{\\info")
    match = pattern.search(data, start, start + 4096) if start >= 0 else None
    return match[1].decode("cp1252", "replace").strip() if match else ""
