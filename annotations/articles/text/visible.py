"""Text from elsewhere as it may be shown: characters that act on a terminal become visible signs.

Articles, labels, notes and file names may hold control characters, escape sequences and characters
that turn the direction of writing. Every screen and every line of output shows them through
`visible`. Each code point becomes exactly one code point, so that offsets hold on the screen too.
"""

from __future__ import annotations

import re

HOSTILE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)

_CONTEXTUAL = frozenset("\u200c\u200d") | {chr(point) for point in range(0xFE00, 0xFE10)}
"""Joiners and variation selectors: they stay where they do their work inside a cluster."""

UNSEEN = "\u00b7"
"""Stands for a character that has no width of its own: zero-width space, soft hyphen…"""

REPLACEMENT = "\ufffd"


def _placeholders() -> dict[int, str]:
    table = {point: chr(0x2400 + point) for point in range(0x20)}
    table[0x09] = " "
    del table[0x0A]
    table[0x7F] = "\u2421"
    table.update(dict.fromkeys(range(0x80, 0xA0), REPLACEMENT))
    for point in (0xAD, 0x034F, 0x200B, 0x2060, 0xFEFF, 0x180E, 0x115F, 0x1160, 0x3164, 0xFFA0):
        table[point] = UNSEEN
    table[0x2028] = table[0x2029] = "\u2424"
    return table


_TABLE = _placeholders()


def visible(text: str) -> str:
    r"""The text as a screen may show it: same length, code point for code point.

    Control characters become their pictures (U+2400…), C1 controls, bidi marks, overrides and
    isolates, tags, lone surrogates and noncharacters U+FFFD, invisible characters a middle dot, a
    tab one space, U+2028 and U+2029 a picture of a newline. `\n` stays. ZWJ, ZWNJ and variation
    selectors stay where they follow a character they can act on.
    """
    # Most paragraphs, and whole books, are seen to be harmless far faster than by the expression.
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    if HOSTILE.search(text) is None:
        return text
    pieces: list[str] = []
    done = 0
    for match in HOSTILE.finditer(text):
        at = match.start()
        pieces.append(text[done:at])
        pieces.append(_shown(text, at))
        done = at + 1
    pieces.append(text[done:])
    return "".join(pieces)


def one_line(text: str) -> str:
    """The text as a message or a title may show it: visible, on one line."""
    return visible(" ".join(text.split()))


def _shown(text: str, at: int) -> str:
    char = text[at]
    if char in _CONTEXTUAL:
        return char if at and _takes(text[at - 1], char) else UNSEEN
    return _TABLE.get(ord(char), REPLACEMENT)


def _takes(before: str, char: str) -> bool:
    """Whether a joiner or selector after `before` does what it is for."""
    if "\ufe00" <= before <= "\ufe0f":
        return char == "\u200d"
    if HOSTILE.match(before):
        return False
    point = ord(before)
    if char >= "\ufe00":  # a variation selector: after a symbol, an ideograph, a keycap's digit
        return point >= 0x00A9 or before in "#*0123456789"
    # A joiner: after a letter of a script that joins (Arabic, Indic, Mongolian), or an emoji.
    return 0x0600 <= point < 0x1100 or point >= 0x1780
