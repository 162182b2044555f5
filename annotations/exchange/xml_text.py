"""Text for an XML document that we write: any text at all, and none of it acts on a terminal.

What XML 1.0 can hold is kept: a character that would act on a terminal or on the eye (C1, DEL, bidi
controls, zero-width ones) is written as a numeric reference, `&#x9b;`, which a reader turns back.
What XML cannot hold in any spelling (most of C0, lone surrogates, U+FFFE, U+FFFF) becomes its
visible placeholder, so that one such character in a store never stops an export.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from annotations.articles.text.visible import HOSTILE, visible

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def body(text: str) -> str:
    """Text for the inside of an element; a carriage return in it stays one."""
    return _inert(escape(held(text), {"\r": "&#13;"}))


def attribute(text: str) -> str:
    """Text as an attribute's value, with its quotes; a line break in it stays one."""
    breaks = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    return _inert(quoteattr(held(text), breaks))


def held(text: str) -> str:
    """The text with a placeholder for each character that XML has no spelling for."""
    return _ILLEGAL.sub(lambda match: visible(match.group()), text)


def _inert(text: str) -> str:
    """The text with a numeric reference for each character that acts; a tab stays."""
    return HOSTILE.sub(
        lambda match: "\t" if match.group() == "\t" else f"&#x{ord(match.group()):x};", text
    )
