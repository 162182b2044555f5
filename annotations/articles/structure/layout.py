"""Lines into pieces: paragraphs parted by blank lines, by one newline, or hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from annotations.articles.text import signs

_FIRST_WORD = re.compile(r"[\u3040-\u9fff]|\S+")

WIDEST_WRAP = 130
"""Columns: no tool wraps prose wider; longer lines are whole paragraphs."""

NARROWEST_WRAP = 30


class TextLayoutPiece(NamedTuple):
    """A run of text on one line or several, without the space around it.

    `start` and `end` are offsets in code points, `indent` the spaces before the first line,
    `gap` whether a blank line (or nothing at all) stands before it.
    """

    start: int
    end: int
    indent: int
    gap: bool


def lines(text: str) -> list[TextLayoutPiece]:
    """Every line that is not blank, stripped."""
    found: list[TextLayoutPiece] = []
    gap = True
    at = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            indent = len(line) - len(line.lstrip()) if len(body) < len(line) else 0
            found.append(TextLayoutPiece(at + indent, at + indent + len(body), indent, gap))
        gap = not body
        at += len(line) + 1
    return found


def wrap_width(text: str, pieces: Sequence[TextLayoutPiece]) -> int:
    """Columns at which the text is hard-wrapped, or 0 where its lines are whole paragraphs.

    A wrapped line is full: the next line's first word would not have fitted on it. Text is taken
    for wrapped where that holds for most of the lines that have a neighbour, and where enough of
    the full ones are cut in mid-sentence.
    """
    pairs = [(above, below) for above, below in pairwise(pieces) if not below.gap]
    widths = sorted(above.indent + above.end - above.start for above, _ in pairs)
    if not widths:
        return 0
    width = widths[min(len(widths) - 1, len(widths) * 98 // 100)]
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return 0
    full = [below for above, below in pairs if _is_full(text, above, below, width)]
    goes_on = sum(not text[below.start].isupper() and text[below.start].isalpha() for below in full)
    return width if len(full) >= 0.5 * len(pairs) and goes_on >= 0.3 * len(full) else 0


def unwrapped(text: str, pieces: Sequence[TextLayoutPiece]) -> list[TextLayoutPiece]:
    """Join the lines of hard-wrapped paragraphs; other layouts come back as they are."""
    width = wrap_width(text, pieces)
    if not width:
        return list(pieces)
    joined: list[TextLayoutPiece] = []
    above: TextLayoutPiece | None = None
    for line in pieces:
        goes_on = (
            above is not None
            and not line.gap
            and (line.indent <= above.indent or joined[-1] is above)
            and _is_full(text, above, line, width)
            and not signs.is_item(text, line.start, line.end)
            and text[line.start] not in ">|#"
            and not (_has_pipe(text, above) and _has_pipe(text, line))
        )
        if goes_on:
            joined[-1] = joined[-1]._replace(end=line.end)
        else:
            joined.append(line)
        above = line
    return joined


def _is_full(text: str, above: TextLayoutPiece, below: TextLayoutPiece, width: int) -> bool:
    word = _FIRST_WORD.match(text, below.start, below.end)
    length = word.end() - word.start() if word else 1
    return above.indent + (above.end - above.start) + 1 + length > width


def _has_pipe(text: str, piece: TextLayoutPiece) -> bool:
    return text.find("|", piece.start, piece.end) >= 0
