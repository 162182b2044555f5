"""Words by their character grams: runs of three to five letters, which inflected forms share.

A gram may touch the edge of its word, never cross it. Each gram has a number that holds for as long
as the numbering does, so that a word which many pairs of articles have is cut once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import count
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from annotations.alignment.linking.sparse.matrices import Indices, Matrix, expanded

GRAMS = (3, 4, 5)

MOST_WORDS = 32_768
"""Words of one numbering, some 10 MB; after them one begins anew."""

_NUMBER = np.dtype(np.int32)


class _Numbering:
    """The numbers of grams, and those of each word that was asked for, as the bytes of an array."""

    def __init__(self) -> None:
        self.numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self.words: dict[str, bytes] = {}
        self._adding = Lock()

    def of(self, word: str) -> bytes:
        """The numbers of the grams of a word, from its beginning; those of one length together."""
        found = self.words.get(word)
        if found is None:
            with self._adding:  # two threads may align at a time
                numbers = [self.numbers[gram] for gram in _grams(word)]
            found = self.words[word] = np.array(numbers, dtype=_NUMBER).tobytes()
        return found


_numbering = _Numbering()


def gram_rows(counts: Matrix, words: Sequence[str]) -> Matrix:
    """Turn rows of units by words into rows of units by grams; `words` names the columns."""
    global _numbering
    numbering = _numbering
    if len(numbering.words) > MOST_WORDS:
        numbering = _numbering = _Numbering()
    parts = [numbering.of(word) for word in words]
    every = np.frombuffer(b"".join(parts), dtype=_NUMBER)
    sizes = np.array([len(part) for part in parts], dtype=np.int64) // _NUMBER.itemsize
    begins = np.cumsum(sizes) - sizes
    terms, width = _compact(every, len(numbering.numbers))
    many = sizes[counts.terms]
    place = expanded(begins[counts.terms], many)
    return Matrix.summed(
        np.repeat(counts.owner, many),
        terms[place],
        (counts.height, max(1, width)),
        np.repeat(counts.values, many),
    )


def _compact(numbers: NDArray[np.int32], limit: int) -> tuple[Indices, int]:
    """Number anew what occurs, from 0 on, in the order in which it does; and say how many there are.

    In the order of the numbers themselves, sums would be made in an order that hangs on what was
    aligned before, and differ in their last digits, by which ties are broken.
    """
    first = np.full(limit, -1, dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    found = np.flatnonzero(first >= 0)
    found = found[np.argsort(first[found])]
    number = np.empty(limit, dtype=np.int64)
    number[found] = np.arange(len(found))
    return number[numbers], len(found)


def _grams(word: str) -> list[str]:
    edged = f" {word} "
    return [edged[at : at + size] for size in GRAMS for at in range(max(1, len(edged) - size + 1))]
