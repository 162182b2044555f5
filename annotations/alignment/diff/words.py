"""The diff's tokenizer: every word and mark of a text with its offsets and its compared form.

Unlike the aligner's (`linking.terms`) it loses no character: joined, the pieces give the text back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from annotations.alignment.diff.ignore import NOTHING, Ignore, key
from annotations.alignment.diff.ignore_patterns import ignored_spans
from annotations.articles import Span
from annotations.articles.text.graphemes import graphemes, is_simple

if TYPE_CHECKING:
    import regex

_SCRIPTS_WITHOUT_SPACE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
)


def _pieces(letter: str, word: str) -> str:
    """The pattern of white space, an abbreviation, a word, a number, or any one character."""
    return (
        r"\s+"
        rf"|(?:{letter}\.){{2,}}"  # U.S.
        rf"|{word}(?:['’]{word})*"
        r"|\d+(?:[.,:'’/]\d+)*(?:(?:st|nd|rd|th)\b)?"
        r"|[\s\S]"
    )


_LETTER = rf"[^\W\d_{_SCRIPTS_WITHOUT_SPACE}]"
_PIECE = re.compile(_pieces(r"[^\W\d_]", f"{_LETTER}+"))
"""For the many texts in which every character stands for itself: `re` is twice as fast as `regex`."""


@cache
def _piece_with_marks() -> regex.Pattern[str]:
    """For text with combining marks, which belong to the word that they stand in."""
    import regex  # few texts need it

    letter = rf"[[\p{{L}}\p{{N}}]--\d--[{_SCRIPTS_WITHOUT_SPACE}]]"
    word = rf"{letter}+(?:\p{{M}}+{letter}*)*"
    return regex.compile("(?V1)" + _pieces(r"[[\p{L}\p{N}]--\d]", word))


def split_text(text: str) -> list[str]:
    """Cut text into pieces which joined give it back; none cuts a grapheme cluster.

    Words are parted at hyphens, and each character of a script without spaces is one word.
    """
    if is_simple(text):
        return _PIECE.findall(text)
    return _whole(_piece_with_marks().findall(text), text)


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


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a text that are not ignored: as written, as compared, and their offsets.

    `starts` has one entry more than `ends`: the length of the text.
    """

    texts: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def end(self, index: int) -> int:
        """Where the word at `index` ends; 0 for the place before the first word."""
        return self.ends[index] if index >= 0 else 0


def split_words(text: str, ignore: Ignore = NOTHING) -> Words:
    """Cut a text into its words and marks; white space and what is ignored lie between them."""
    found = split_text(text)
    kept = [
        (piece, end)
        for piece, end in zip(found, accumulate(map(len, found)), strict=True)
        if not piece.isspace()
    ]
    keys = [piece for piece, _ in kept]
    if ignore != NOTHING:
        spans = ignored_spans(ignore.patterns, text)
        parts = _uncovered(kept, spans, len(text)) if spans else keys
        keys = [key(piece, ignore) for piece in parts]
        kept = [place for place, folded in zip(kept, keys, strict=True) if folded]
        keys = [folded for folded in keys if folded]
    texts = [piece for piece, _ in kept]
    ends = [end for _, end in kept]
    starts = [end - len(piece) for piece, end in kept]
    return Words(texts, keys, [*starts, len(text)], ends)


def _uncovered(places: list[tuple[str, int]], spans: list[Span], length: int) -> Iterator[str]:
    """Of each piece, given with its end, what no span of the text of that length covers."""
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    for piece, end in places:
        mask = covered[end - len(piece) : end]
        yield "".join(letter for letter, gone in zip(piece, mask, strict=True) if not gone)
