"""Judge whether two claims of two outlets say the same, contradict each other, or neither.

First a logistic model says how likely it is that the two claims are of the same thing, from their
words; then facts that conflict make them contradict, and one that says all of the other and clearly more agrees in part. With an encoder the cosine of the
claims takes the place of two of the lexical numbers.

The model was fitted by `tests/benchmarks/suggestions/fit_judge.py` to questions about events with the answers of
many outlets and to cases written for this project; how well it does on others is in the README.
Wholly other words for the same thing are beyond it without an encoder, and it says `unrelated` then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from annotations.suggestions.judging.coefficients import (
    BIAS,
    BIAS_WITH_COSINE,
    WEIGHTS,
    WEIGHTS_WITH_COSINE,
)
from annotations.suggestions.judging.likeness import likeness, why_opposed
from annotations.suggestions.logistic import logistic

RELATED = 0.35
"""Probability of being of the same thing from which two claims are judged at all.

It is where the F1 of pairs is best; what is shown unasked needs more, see `SHOWN`.
"""

SHOWN = 0.85
"""Confidence from which an agreement is shown to a reader who has not asked for it."""

WHOLE, PART = 0.75, 0.5
"""A claim has all of another from the first share of it on, and clearly more below the second."""

OPPOSED = 0.8
"""Share of the claims found opposed, among those that are surely of the same thing, that contradict."""

SURELY = 0.5
"""Probability from which two claims are surely of the same thing."""

HALF_SAID = 0.5
"""What an agreement is worth where the longer claim lacks much of the shorter: as a rule they are two
claims on one subject."""

Cosine = Callable[[str, str], float]
"""What compares two texts by meaning, between -1 and 1."""


class Judged(StrEnum):
    """What one claim is to another."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    PARTLY = "partly"
    UNRELATED = "unrelated"


_SHOWN_ALWAYS = (Judged.CONTRADICTS, Judged.PARTLY)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, how likely it is right (0 to 1), and why, in a few words."""

    verdict: Judged
    confidence: float
    reason: str = ""

    @property
    def shown(self) -> bool:
        """Whether it is sure enough to be shown unasked."""
        return self.verdict in _SHOWN_ALWAYS or (
            self.verdict is Judged.AGREES and self.confidence >= SHOWN
        )


def judge(claim: str, other: str, cosine: Cosine | None = None) -> Judgement:
    """Judge what a claim of one outlet is to a claim of another; the order does not matter.

    `cosine`, where an encoder is at hand, compares the two by meaning.
    """
    like = likeness(claim, other)
    if cosine is None:
        related = logistic(BIAS, WEIGHTS, like.vector)
    else:
        given = (like.stems, like.ideas, like.letters, cosine(claim, other))
        related = logistic(BIAS_WITH_COSINE, WEIGHTS_WITH_COSINE, given)
    if related < RELATED:
        return Judgement(Judged.UNRELATED, 1 - related)
    if why := why_opposed(claim, other):
        return Judgement(Judged.CONTRADICTS, min(1.0, related / SURELY) * OPPOSED, why)
    if like.shorter >= WHOLE and like.longer < PART:
        return Judgement(Judged.PARTLY, max(related, OPPOSED), "one says more")
    sure = related if like.shorter >= WHOLE or cosine else related * HALF_SAID
    return Judgement(Judged.AGREES, sure, f"{like.ideas:.0%} of the words in common")
