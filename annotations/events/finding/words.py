"""The words of many texts at once, as numbers that numpy can work on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from annotations.alignment.linking.stemming import fold, stem
from annotations.alignment.linking.terms import STOP_WORDS

Hashes: TypeAlias = NDArray[np.uint32]
Flags: TypeAlias = NDArray[np.uint8]

LONGEST = 40_000
"""Code points of an article that are looked at: what it reports is said by then."""

_TOKEN = re.compile(
    r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"  # scripts without spaces: a character is a word
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+(?:['’-][^\W\d_]+)*"
    r"|\n|[.!?:;\"“”‘(•—–|/]"
)

CAPITAL, DIGIT, STOP, MARK, LINE, LOWER = 1, 2, 4, 8, 16, 32
"""What a token is: it begins with a capital or a digit; says nothing alone; parts sentences; parts lines."""

_KNOWN = 1_000_000
"""Different words after which the memory of what they are is begun anew."""


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of some texts, one after the other.

    `text` has for each token the index of its text, `stems` and `written` a hash of its folded form
    and of its lower-case form, `flags` what it is, and `surfaces` the token itself.
    """

    text: NDArray[np.int64]
    stems: Hashes
    written: Hashes
    flags: Flags
    surfaces: list[str]


class Reader:
    """Turns texts into `Words`; remembers what it has worked out of a word."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._rows: list[tuple[int, int, int]] = []

    def read(self, texts: Sequence[str]) -> Words:
        """The tokens of some texts; of a text, the first `LONGEST` code points."""
        if len(self._places) > _KNOWN:
            self._places, self._rows = {}, []
        found = [_TOKEN.findall(text[:LONGEST]) for text in texts]
        surfaces = [token for tokens in found for token in tokens]
        places = self._places
        at = np.fromiter(
            (places[token] if token in places else self._place(token) for token in surfaces),
            np.int64,
            len(surfaces),
        )
        table: NDArray[Any] = np.array(self._rows or [(0, 0, 0)], np.uint32)
        lengths = np.array([len(tokens) for tokens in found], np.int64)
        rows = table[at]
        return Words(
            np.repeat(np.arange(len(texts)), lengths),
            rows[:, 0],
            rows[:, 1],
            rows[:, 2].astype(np.uint8),
            surfaces,
        )

    def _place(self, token: str) -> int:
        """Where in the table a token stands, which was not met before."""
        place = self._places[token] = len(self._rows)
        self._rows.append(_row(token))
        return place


def _row(token: str) -> tuple[int, int, int]:
    """The two hashes of a token, and what it is."""
    first = token[0]
    if first == "\n":
        return 0, 0, MARK | LINE
    if not first.isalnum():
        return 0, 0, MARK
    lower = token.lower()
    folded = fold(re.sub(r"['’]s$", "", lower))
    flags = DIGIT if first.isdigit() else CAPITAL if first.isupper() else LOWER
    if lower in STOP_WORDS or folded in STOP_WORDS or (len(lower) == 1 and lower.isascii()):
        flags |= STOP if not first.isdigit() else 0
    return _hash(lower if flags & DIGIT else stem(folded)), _hash(lower), flags


def _hash(word: str) -> int:
    """The same in every process and on every machine."""
    return crc32(word.encode("utf-8", "replace"))
