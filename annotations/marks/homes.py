"""Where a passage is expected in a changed text: between the words that stood around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from rapidfuzz.distance import Postfix, Prefix

from annotations.alignment.diff.cleanup import match
from annotations.alignment.diff.words import split_words
from annotations.articles import Span

_MOST_WORDS = 15_000
"""A side; the memory for matching grows with the product (28 MB here)."""


@dataclass(frozen=True, slots=True)
class Home:
    """The stretch of the new text between the neighbours of an old passage.

    `kept` is how much of the passage itself is matched there, 0..1 of its characters.
    """

    span: Span
    kept: float


class Homes:
    """The words that an old and a new text share, in order (a longest common subsequence)."""

    def __init__(self, old: str, new: str) -> None:
        head = Prefix.similarity(old, new)
        tail = Postfix.similarity(old[head:], new[head:])
        self._ends = len(old), len(new)
        # Words of the middle; head and tail are two runs of their own.
        left, right = (
            split_words(old[head : len(old) - tail]),
            split_words(new[head : len(new) - tail]),
        )
        self.known = max(len(left), len(right)) <= _MOST_WORDS
        found = [(0, head, 0)] if head else []
        for run in match(left, right) if self.known else ():
            for step in range(run.size):
                at, there = left.starts[run.left + step], right.starts[run.right + step]
                found.append((head + at, head + left.ends[run.left + step], head + there))
        if tail:
            found.append((len(old) - tail, len(old), len(new) - tail))
        self._starts = [start for start, _, _ in found]
        self._stops = [end for _, end, _ in found]
        self._there = [there for _, _, there in found]

    def of(self, span: Span) -> Home:
        """Where an old span would stand; offsets in code points of the old and the new text."""
        start, end = span
        before = bisect_right(self._stops, start) - 1
        after = bisect_left(self._starts, end)
        low = self._there[before] + self._stops[before] - self._starts[before] if before >= 0 else 0
        high = self._there[after] if after < len(self._there) else self._ends[1]
        kept = 0
        for at in range(before + 1, after):
            first, last = max(start, self._starts[at]), min(end, self._stops[at])
            kept += last - first
            # A run that reaches over a border says exactly where that border is now.
            if self._starts[at] < start:
                low = max(low, self._there[at] + start - self._starts[at])
            if self._stops[at] > end:
                high = min(high, self._there[at] + end - self._starts[at])
        return Home(Span(low, max(low, high)), min(1.0, kept / max(1, end - start)))
