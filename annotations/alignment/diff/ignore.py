"""Differences that a reader tells the word diff to ignore, as case and punctuation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from annotations.alignment.diff.ignore_patterns import compiled
from annotations.alignment.diff.lexicon import FUNCTION_WORDS, NUMBER_WORDS

_STYLES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": ".",
    }
)
_QUOTATION_MARKS = frozenset("\"'‘’‚‛“”„‟″«»‹›`´")
_MARK = re.compile(r"[\u0300-\u036f]")
_GROUPED = re.compile(r"\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Ignore:
    """Differences that do not count; by default every difference counts.

    `case` of letters; `punctuation` marks altogether; `quotes`: the style of quotation marks,
    apostrophes and dashes; `space`: white space, also none against some; `diacritics`;
    `numbers`: their format (`1,000` and `1000`, `five` and `5`); `stop_words` (English).
    """

    case: bool = False
    punctuation: bool = False
    quotes: bool = False
    space: bool = False
    diacritics: bool = False
    numbers: bool = False
    stop_words: bool = False
    patterns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for pattern in self.patterns:
            compiled(pattern)


NOTHING = Ignore()
STYLE = Ignore(case=True, quotes=True, space=True, diacritics=True, numbers=True)
"""All that leaves the words and marks as they are."""


@lru_cache(maxsize=8192)
def key(piece: str, ignore: Ignore) -> str:
    """The form in which a word or mark is compared; the empty string where it is ignored."""
    if ignore is NOTHING or piece.isspace():
        return piece
    if ignore.quotes:
        piece = '"' if piece in _QUOTATION_MARKS else piece.translate(_STYLES)
    if ignore.punctuation and not any(character.isalnum() for character in piece):
        return ""
    if ignore.stop_words and piece.casefold().replace("’", "'") in FUNCTION_WORDS:
        return ""
    if ignore.numbers:
        piece = _plain_number(piece)
    if ignore.diacritics and not piece.isascii():
        piece = _MARK.sub("", unicodedata.normalize("NFKD", piece))
    return piece.casefold() if ignore.case else piece


def _plain_number(piece: str) -> str:
    if _GROUPED.fullmatch(piece):
        piece = piece.replace(",", "").replace("'", "").replace("’", "")
    return str(NUMBER_WORDS.get(piece.casefold(), piece))
