"""What a text denies: the words in the reach of a negation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.suggestions.facts.lexicon import NEGATORS, UNTRUE_NEGATION
from annotations.suggestions.facts.reading import Reading, Word

_WITHOUT_SIGN = frozenset("cant dont didnt doesnt wont isnt wasnt hasnt hadnt wouldnt".split())  # noqa: SIM905
_PARTICLES = frozenset(
    "be been being is are was were have has had do did to ever even also so any yet ’ ' t itself".split()  # noqa: SIM905
)
"""What may stand between a negation and its verb."""
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


def negations(clause: Sequence[Word]) -> list[int]:
    """The indices of what denies in a clause, also where a space parts `didn ’ t` or no sign is in it."""
    return [
        at
        for at, word in enumerate(clause)
        if word.folded in NEGATORS
        or word.folded in _WITHOUT_SIGN
        or word.folded.endswith(("n't", "n’t"))
        or (
            [each.text for each in clause[at + 1 : at + 3]] in (["’", "t"], ["'", "t"])
            and word.folded.endswith("n")
        )
    ]


def denials(reading: Reading) -> list[Denial]:
    """The denials of a text: clauses with one negation, which means that they deny."""
    found = []
    for clause in reading.clauses():
        places = negations(clause)
        spoken = " ".join(word.folded for word in clause)
        if len(places) != 1 or any(phrase in spoken for phrase in UNTRUE_NEGATION):
            continue
        if any(word.folded in ("may", "might", "if", "whether") for word in clause):
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
    """The telling words in the reach of a negation, its verb first; none where it has none.

    `Not the wall`, `not within a week` and `without a deal` deny no verb, and in `would not say
    why` nobody denies what stands behind it. `Not before Monday` comes about.
    """
    if not _has_verb(clause, at) or any(word.folded == "until" for word in _segment(clause, at)):
        return ()
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


def _has_verb(clause: Sequence[Word], at: int) -> bool:
    """Whether what follows a negation tells, and so may be a verb or what `no` stands before."""
    if clause[at].folded in ("no", "none", "without"):
        return clause[at].folded != "without"
    behind = (word for word in clause[at + 1 :] if word.folded not in _PARTICLES)
    return next((word.tells for word in behind), False)
