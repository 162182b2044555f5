"""What a text denies: the words in the reach of a negation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.suggestions.facts.lexicon import NEGATORS, UNTRUE_NEGATION
from annotations.suggestions.facts.reading import Reading, Word

REACH = 4
"""Telling words behind a negation that it denies."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A negation, the words in its reach, and those that no comma parts from it."""

    word: Word
    denied: tuple[Word, ...]
    segment: tuple[Word, ...]

    @property
    def span(self) -> tuple[int, int]:
        """From the negation to the end of what it denies, in code points."""
        return self.word.start, max((word.end for word in self.denied), default=self.word.end)


def negated(word: Word) -> bool:
    """Whether a word denies."""
    return word.folded in NEGATORS or word.folded.endswith(("n't", "n’t"))


def denials(reading: Reading) -> list[Denial]:
    """The denials of a text: clauses with one negation, which means that they deny."""
    found = []
    for clause in reading.clauses():
        places = [at for at, word in enumerate(clause) if negated(word)]
        spoken = " ".join(word.folded for word in clause)
        if len(places) != 1 or any(phrase in spoken for phrase in UNTRUE_NEGATION):
            continue
        denied = _denied(clause, places[0])
        if any(word.folded.startswith(("im", "un", "in")) for word in denied[:1]):
            continue  # "not impossible" denies nothing
        found.append(Denial(clause[places[0]], denied, _segment(clause, places[0])))
    return found


def _segment(clause: Sequence[Word], at: int) -> tuple[Word, ...]:
    """The words around one that no comma parts from it."""
    commas = [-1, *(n for n, word in enumerate(clause) if word.text == ","), len(clause)]
    first = max(comma for comma in commas if comma < at)
    last = min(comma for comma in commas if comma > at)
    return tuple(clause[first + 1 : last])


def _denied(clause: Sequence[Word], at: int) -> tuple[Word, ...]:
    reached: list[Word] = []
    for word in clause[at + 1 :]:
        if (
            word.text == ","
            or word.folded in ("but", "although", "because")
            or len(reached) == REACH
        ):
            break
        if word.tells:
            reached.append(word)
    return tuple(reached)
