"""Text cut into the pieces a word diff compares: words, numbers, marks, and space between them."""

from __future__ import annotations

import re

from annotations.articles.graphemes import graphemes, is_simple

_SCRIPTS_WITHOUT_SPACE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff"
_LETTER = rf"[^\W\d_{_SCRIPTS_WITHOUT_SPACE}]"
_WORD = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
_PIECE = re.compile(
    r"\s+"
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|{_WORD}(?:['’]{_WORD})*"
    r"|\d+(?:[.,:'’/]\d+)*(?:(?:st|nd|rd|th)\b)?"
    r"|[\s\S]"
)


def pieces(text: str) -> list[str]:
    """Cut text into pieces which joined give it back; none cuts a grapheme cluster.

    Words are parted at hyphens, and each character of a script without spaces is one word.
    """
    found: list[str] = _PIECE.findall(text)
    if is_simple(text):
        return found
    return _whole(found, text)


def _whole(found: list[str], text: str) -> list[str]:
    """Join pieces that share a grapheme cluster."""
    starts = {span.start for span in graphemes(text, 0, len(text))}
    joined: list[str] = []
    at = 0
    for piece in found:
        if at in starts:
            joined.append(piece)
        else:
            joined[-1] += piece
        at += len(piece)
    return joined
