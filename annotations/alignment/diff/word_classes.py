"""Classify the words of a text: number, date, name, negation, how much, how sure, small word, other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from annotations.alignment.diff.ignore import STYLE, key
from annotations.alignment.diff.lexicon import (
    CERTAINTY_WORDS,
    DATE_WORDS,
    FUNCTION_WORDS,
    MONTHS,
    NEGATIONS,
    QUANTIFIERS,
    QUANTITIES,
)

_DATE = re.compile(r"\d{1,4}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,}")
_OPENS = frozenset("\"“”„«»‘'([.!?…:")
_RELATIVE = frozenset({"today", "yesterday", "tomorrow", "tonight"})
_TITLE_WORDS = 4
"""So many longish words, nearly all with a capital, make a headline in title case."""


class Meaning(StrEnum):
    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    QUANTIFIER = "quantifier"
    CERTAINTY = "certainty"
    NAME = "name"
    WORD = "word"
    FUNCTION = "function"


def is_word(piece: str) -> bool:
    return piece.isalnum() or any(map(str.isalnum, piece))


@lru_cache(maxsize=8192)
def canonical_form(piece: str) -> str:
    """The form that all spellings of a word share: `U.S.` and `US`, `five` and `5`, `12th` and `12`."""
    folded = key(piece, STYLE)
    if folded[0].isdigit():
        return folded.rstrip("stndrh")
    return folded.replace(".", "") if _ACRONYM.fullmatch(piece) else folded


def date_sort(date: str) -> str:
    """What a word of a date, in its canonical form, names; only two of one sort can contradict.

    A `month`, `weekday`, `year`, `day` (`3.4.2026`), `time`, or a day seen from the text's own, as
    `today` is (`relative`).
    """
    if date in MONTHS:
        return "month"
    if date[0].isdigit():
        if ":" in date:
            return "time"
        return "year" if len(date) == 4 and date.isdigit() else "day"
    if date in _RELATIVE:
        return "relative"
    return "weekday" if date.endswith("day") else "time"


@dataclass(frozen=True)
class Sense:
    """The classes of the words of one text; `others` are the words of the text it is compared with.

    A number is a date by its neighbour. A capital makes a name, unless it opens a sentence and
    neither text has it inside one, or unless the whole text is a headline in title case.
    """

    pieces: Sequence[str]
    others: Sequence[str] = ()

    def at(self, index: int) -> Meaning:
        """The class of the word at an index."""
        piece = self.pieces[index]
        folded = canonical_form(piece)
        if piece[0].isdigit():
            if self._numbers_item(index):
                return Meaning.FUNCTION
            return Meaning.DATE if self._says_when(index) else Meaning.NUMBER
        if folded in NEGATIONS:
            return Meaning.NEGATION
        if folded in DATE_WORDS or (folded in MONTHS and self._beside_number(index)):
            return Meaning.DATE
        if folded in QUANTITIES or (folded.isdigit() and folded != "1"):
            return Meaning.NUMBER
        if folded in QUANTIFIERS:
            return Meaning.QUANTIFIER
        if folded in CERTAINTY_WORDS:
            return Meaning.CERTAINTY
        if folded in FUNCTION_WORDS or folded == "1":
            return Meaning.FUNCTION
        return Meaning.NAME if self._is_name(index) else Meaning.WORD

    @cached_property
    def _known(self) -> frozenset[str]:
        return self.names() | Sense(self.others).names()

    def names(self) -> frozenset[str]:
        """Words with a capital in the middle of a sentence, as written."""
        if self._titled:
            return frozenset()
        return frozenset(
            piece
            for at, piece in enumerate(self.pieces)
            if piece[0].isupper() and (_shouted(piece) or not self._opens_sentence(at))
        )

    @cached_property
    def _titled(self) -> bool:
        longish = [piece for piece in self.pieces if len(piece) > 3 and piece.isalpha()]
        capital = sum(piece[0].isupper() for piece in longish)
        return len(longish) >= _TITLE_WORDS and capital * 4 >= len(longish) * 3

    def _is_name(self, index: int) -> bool:
        piece = self.pieces[index]
        if not piece[0].isupper():
            return False
        if not self._titled and (_shouted(piece) or not self._opens_sentence(index)):
            return True
        return piece in self._known

    def _opens_sentence(self, index: int) -> bool:
        return index == 0 or self.pieces[index - 1][-1] in _OPENS

    def _says_when(self, index: int) -> bool:
        piece = self.pieces[index]
        if _DATE.fullmatch(piece) or _YEAR.fullmatch(piece):
            return True
        return any(neighbour.lower() in MONTHS for neighbour in self._around(index))

    def _numbers_item(self, index: int) -> bool:
        """Whether this is the number of a list item: `1.` or `1)` before its words."""
        return index == 0 and len(self.pieces) > 2 and self.pieces[1] in (".", ")")

    def _beside_number(self, index: int) -> bool:
        return any(neighbour[0].isdigit() for neighbour in self._around(index))

    def _around(self, index: int) -> tuple[str, ...]:
        return (*self.pieces[max(0, index - 1) : index], *self.pieces[index + 1 : index + 2])


def _shouted(piece: str) -> bool:
    """Whether a word has a second capital, as acronyms have."""
    return piece[1:2].isupper() or bool(_ACRONYM.fullmatch(piece))
