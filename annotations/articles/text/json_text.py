r"""Values as JSON in which no character acts on a terminal: what every JSON output is written with.

JSON may spell any character as `\uXXXX`, and a parser gives the same value back. So what `visible`
would replace on a screen (C0 and C1 controls, DEL, bidi controls, U+2028 and U+2029, zero-width and
other invisible format characters) is escaped here, in files as on stdout: the output can be shown by
`cat` or `less` and still loses nothing.
"""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

from annotations.articles.text.visible import HOSTILE

_LEADS = (b"\xcd", b"\xe1", b"\xe3", b"\xef", b"\xf3")
"""The first bytes, in UTF-8, of the invisible characters that `str.isprintable` lets pass (fillers,
variation selectors); a test holds this against `HOSTILE`."""


def json_bytes(value: Any, *, line: bool = False, indent: bool = False) -> bytes:
    """A value as JSON in UTF-8; `line` ends it with a newline, `indent` lays it out for people.

    A lone surrogate (a file name that is not UTF-8) and a whole number beyond 64 bits, which
    orjson refuses, are written too. Raises TypeError for what JSON cannot carry.
    """
    option = (orjson.OPT_APPEND_NEWLINE if line else 0) | (orjson.OPT_INDENT_2 if indent else 0)
    try:
        raw = orjson.dumps(value, option=option)
    except TypeError:
        text = json.dumps(
            value, indent=2 if indent else None, separators=None if indent else (",", ":")
        )
        raw = (text + "\n" * line).encode()
    if raw.isascii() and b"\x7f" not in raw:
        return raw  # orjson has escaped C0 itself
    text = raw.decode()
    # True of most records, and found out far faster than by the expression.
    plain = text.removesuffix("\n").replace("\xa0", " ")
    if plain.isprintable() and not any(map(raw.__contains__, _LEADS)):
        return raw
    return HOSTILE.sub(_escaped, text).encode()


def _escaped(match: re.Match[str]) -> str:
    r"""`\uXXXX`, in a surrogate pair above the BMP (RFC 8259, section 7)."""
    point = ord(match.group())
    if point < 0x10000:
        return f"\\u{point:04x}"
    point -= 0x10000
    return f"\\u{0xD800 + (point >> 10):04x}\\u{0xDC00 + (point & 0x3FF):04x}"
