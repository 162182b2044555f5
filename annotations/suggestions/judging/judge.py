"""Judge whether two claims of two outlets say the same, contradict each other, or neither.

First a logistic model says how likely it is that the two claims are of the same thing, from their
words, or from a sentence model and their words where one is installed; then facts that conflict make
them contradict, and one that says all of the other and clearly more agrees in part.

The model was fitted by `tests/benchmarks/suggestions/fit_judge.py` to questions about events with the answers of
many outlets and to cases written for this project; how well it does on others is in the README.
Wholly other words for the same thing are beyond it without a model, and it says `unrelated` then.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotations.suggestions.judging.coefficients import BY_WORDS
from annotations.suggestions.judging.likeness import likeness, why_opposed
from annotations.suggestions.judging.models import any_installed
from annotations.suggestions.logistic import logistic

if TYPE_CHECKING:
    from annotations.suggestions.judging.meaning import Meaning

RELATED, RELATED_BY_MEANING = 0.35, 0.4
"""Probability of being of the same thing from which two claims are judged at all: by words alone, and
with a sentence model.

It is where the F1 of pairs is best; what is shown unasked needs more, see `SHOWN`.
"""

SHOWN = 0.85
"""Confidence from which an agreement is shown to a reader who has not asked for it."""

OF_ONE_THING = 0.7
"""Confidence of a sentence model from which two claims are shown as of one thing, whatever they say of
it: nine in ten are."""

WHOLE, PART = 0.75, 0.5
"""A claim has all of another from the first share of it on, and clearly more below the second."""

OPPOSED = 0.8
"""Share of the claims found opposed, among those that are surely of the same thing, that contradict."""

SURELY = 0.5
"""Probability from which two claims are surely of the same thing."""

HALF_SAID = 0.5
"""What an agreement is worth where the longer claim lacks much of the shorter: as a rule they are two
claims on one subject."""


class Judged(StrEnum):
    """What one claim is to another."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    PARTLY = "partly"
    UNRELATED = "unrelated"


_SHOWN_ALWAYS = (Judged.CONTRADICTS, Judged.PARTLY)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, how likely it is right (0 to 1), and why, in a few words.

    `model` names the sentence model that had a say; it is empty where words alone decided.
    `unsaid` says that two claims agree by that model, and not as surely by their words: they are of
    one thing, but may deny each other.
    """

    verdict: Judged
    confidence: float
    reason: str = ""
    model: str = ""
    unsaid: bool = False

    @property
    def shown(self) -> bool:
        """Whether it is sure enough to be shown unasked."""
        return self.verdict in _SHOWN_ALWAYS or (
            self.verdict is Judged.AGREES and self.confidence >= SHOWN and not self.unsaid
        )

    @property
    def of_one_thing(self) -> bool:
        """Whether a model holds it so surely that two claims speak of one thing that it is shown."""
        return self.unsaid and self.confidence >= OF_ONE_THING


def judge(claim: str, other: str) -> Judgement:
    """Judge what a claim of one outlet is to a claim of another; the order does not matter.

    A sentence model for their language has a say where one is installed.
    """
    return judge_by(_for(claim, other) if any_installed() else None, claim, other)


def _for(claim: str, other: str) -> Meaning | None:
    from annotations.suggestions.judging.meaning import installed

    return installed(claim, other)


def judge_by(meaning: Meaning | None, claim: str, other: str) -> Judgement:
    """Judge two claims by a sentence model and their words, or by their words alone."""
    like = likeness(claim, other)
    related, least, model = logistic(*BY_WORDS, like.vector), RELATED, ""
    sure = related if like.shorter >= WHOLE else related * HALF_SAID
    unsaid = meaning is not None and sure < SHOWN
    if meaning is not None:
        sure = related = meaning.related(meaning.cosine(claim, other))
        least, model = RELATED_BY_MEANING, meaning.name
    if related < least:
        return Judgement(Judged.UNRELATED, 1 - related, model=model)
    if why := why_opposed(claim, other):
        return Judgement(Judged.CONTRADICTS, min(1.0, related / SURELY) * OPPOSED, why, model)
    if like.shorter >= WHOLE and like.longer < PART:
        return Judgement(Judged.PARTLY, max(related, OPPOSED), "one says more", model)
    reason = f"{like.ideas:.0%} of the words in common"
    return Judgement(
        Judged.AGREES, sure, f"{reason}, alike in meaning" if model else reason, model, unsaid
    )
