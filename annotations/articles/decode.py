"""Bytes into canonical text, and what had to be done to get there."""

from __future__ import annotations

import codecs
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Decoded(NamedTuple):
    """Text that is not yet canonical, the encoding it came in, and what a person should know."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Decode with the byte order mark, UTF-8, the declared encoding, or the one detected.

    Never fails: where no encoding fits, what cannot be read becomes U+FFFD and a warning.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "replace")
            return Decoded(text, name, _replaced(text, name))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("windows-1252", "replace")
    return Decoded(text, "windows-1252", ("decoded as windows-1252",))


def _replaced(text: str, name: str) -> tuple[str, ...]:
    count = text.count("\ufffd")
    return (f"{count} places are not {name}: shown as \ufffd",) if count else ()


def canonical(text: str) -> str:
    r"""`\r\n` and `\r` to `\n`, no byte order mark at the start, lone surrogates to U+FFFD."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removeprefix("\ufeff")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
