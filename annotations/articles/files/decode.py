"""Bytes into canonical text, and what had to be done to get there."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"RIFF", "a media file"),
    (b"ID3", "a media file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3\x00", "a database"),
)
_SAMPLE = 1 << 20
_CONTROLS = bytes([*range(0x07), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_DOUBTFUL = 0.1
"""Confidence below which the detector's guess is no better than the commonest encoding."""


class DecodedText(NamedTuple):
    """Text that is not yet canonical, the encoding it came in, and what a person should know."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def binary_kind(data: bytes) -> str:
    """What bytes are that are no text (`an image`), the empty string where they may be text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[: 1 << 16]
    if any(data.startswith(mark) for mark, _ in _MARKS) or _wide(head):
        return ""
    odd = len(head) - len(head.translate(None, _CONTROLS))
    limit = 0.3 if _is_utf8(head) else 0.03
    return "binary" if odd > limit * len(head) else ""


def decode(data: bytes, *, declared: str = "") -> DecodedText:
    """Decode by byte order mark, as UTF-8, as declared, or as detected; in that order.

    Never fails: where no encoding fits, what cannot be read becomes U+FFFD, with a warning. Any
    choice that the bytes did not make certain is a warning too.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _with(data[len(mark) :], name)
    wide = _wide(data[: 1 << 16])
    if wide:
        return _with(data, wide, f"decoded as {wide}: it has no byte order mark")
    try:
        return DecodedText(data.decode(), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            codec = _web_name(codecs.lookup(declared).name)
            return DecodedText(data.decode(codec), codec)
        except (LookupError, UnicodeError):
            pass
    if _mostly_utf8(data):
        return _with(data, "utf-8")
    name = _detected(data)
    return _with(data, name, f"decoded as {name}: it is not UTF-8")


def canonical(text: str) -> str:
    r"""`\r\n` and `\r` to `\n`, no byte order mark at the start, lone surrogates to U+FFFD."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removeprefix("\ufeff")
    if has_surrogates(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def has_surrogates(text: str) -> bool:
    """Whether the text cannot be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _with(data: bytes, name: str, *notes: str) -> DecodedText:
    text = data.decode(name, "replace")
    lost = text.count("\ufffd")
    if lost:
        places = "1 place" if lost == 1 else f"{lost} places"
        notes = (*notes, f"{places} could not be read as {name}, shown as \ufffd")
    return DecodedText(text, name, notes)


def _is_utf8(data: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: NULs in every second place, and hardly any in the others."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.3 * len(head) / 2 and even < 0.02 * len(head):
        return "utf-16-le"
    if even > 0.3 * len(head) / 2 and odd < 0.02 * len(head):
        return "utf-16-be"
    return ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few bytes are broken in what is otherwise UTF-8 with characters beyond ASCII."""
    sample = data[:_SAMPLE]
    good = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", sample))
    bad = sample.decode("utf-8", "replace").count("\ufffd")
    return good > 4 * bad


def _detected(data: bytes) -> str:
    import chardet

    guess = chardet.detect(data[:_SAMPLE])
    name, confidence = guess["encoding"], guess["confidence"]
    if not name or confidence < _DOUBTFUL:
        return "windows-1252"
    try:
        codec = codecs.lookup(name).name
        data.decode(codec)
    except (LookupError, UnicodeError):
        return "windows-1252"
    return _web_name(codec)


def _web_name(codec: str) -> str:
    """What is called ISO-8859-1 or ASCII is Windows-1252 (WHATWG Encoding Standard, 4.2)."""
    return "windows-1252" if codec in ("iso8859-1", "cp1252", "ascii") else codec
