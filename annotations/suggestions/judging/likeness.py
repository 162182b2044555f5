"""How alike two claims are, and what makes them contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from annotations.alignment.linking.stemming import stem
from annotations.suggestions.facts.conflicts import conflicts
from annotations.suggestions.facts.reading import Word, read


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two claims are alike; all numbers lie between 0 and 1.

    `stems` and `ideas` are Dice's coefficient and the mean of both shares, by stem and with
    synonyms; `shorter` is the share of the shorter claim that the longer one has, `longer` the
    other way round; `letters` is RapidFuzz's token set ratio.
    """

    stems: float
    ideas: float
    shorter: float
    longer: float
    letters: float

    @property
    def vector(self) -> tuple[float, ...]:
        """The numbers in the order of the coefficients."""
        return self.stems, self.ideas, self.shorter, self.longer, self.letters


def likeness(claim: str, other: str) -> Likeness:
    """How alike the words of two claims are; the order of the two does not matter."""
    ours, theirs = read(claim).telling(), read(other).telling()
    if _size(ours) > _size(theirs):
        ours, theirs = theirs, ours
    shorter, longer = _share(ours, theirs), _share(theirs, ours)
    stems = [{stem(word.folded) for word in words} for words in (ours, theirs)]
    total = len(stems[0]) + len(stems[1])
    return Likeness(
        2 * len(stems[0] & stems[1]) / total if total else 0.0,
        (shorter + longer) / 2,
        shorter,
        longer,
        fuzz.token_set_ratio(claim.lower(), other.lower()) / 100,
    )


def why_opposed(claim: str, other: str) -> str:
    """The fact by which two claims on the same thing contradict each other; "" where none does."""
    for conflict in conflicts(claim, other):
        return f"{conflict.kind}: {claim[slice(*conflict.left)]} against {other[slice(*conflict.right)]}"
    return ""


def _size(words: Sequence[Word]) -> int:
    return len({word.folded for word in words})


def _share(ours: Sequence[Word], theirs: Sequence[Word]) -> float:
    """Share of different words of one side that the other has, or has a word like it."""
    known = frozenset().union(*(word.ideas for word in theirs))
    mine = {word.folded: word for word in ours}
    return sum(bool(word.ideas & known) for word in mine.values()) / max(1, len(mine))
