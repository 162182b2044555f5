"""Facts that two texts tell differently for the same thing, each with both places and its class.

A conflict is a fact to be looked at, not an alarm: two figures of two periods are both right, an
estimate is no count, and a figure may have been revised. Years, ages, ordinals, times of day within
half an hour and what only has another precision are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from annotations.articles import Span
from annotations.suggestions.facts.conflicting_dates import conflicting_dates
from annotations.suggestions.facts.conflicting_denials import conflicting_denials
from annotations.suggestions.facts.conflicting_names import conflicting_names
from annotations.suggestions.facts.conflicting_numbers import conflicting_numbers
from annotations.suggestions.facts.conflicting_speakers import conflicting_speakers
from annotations.suggestions.facts.lexicon import PERIODS, REVISED
from annotations.suggestions.facts.quoted_speakers import speakers_of_quotations
from annotations.suggestions.facts.reading import Reading, read


class ConflictKind(StrEnum):
    """What sort of fact conflicts."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    ATTRIBUTION = "attribution"
    NEGATION = "negation"


class ConflictClass(StrEnum):
    """How two facts that differ may both have come about."""

    OTHER_PERIOD = "other period"
    ESTIMATE = "estimate against count"
    REVISED = "revised later"
    PLAIN = "plain conflict"


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """One fact told in two ways: spans in code points of either text, its kind and its class."""

    left: Span
    right: Span
    kind: ConflictKind
    sort: ConflictClass


def conflicts(left: str, right: str) -> tuple[Conflict, ...]:
    """The facts that two texts of one event tell differently, in the order of the left text.

    The texts are meant to tell the same part of it, as linked paragraphs and claims do: a few
    sentences each. Whole articles are compared by their links, pair by pair.
    """
    ours, theirs = read(left), read(right)
    found = {
        Conflict(one, other, ConflictKind.NUMBER, _class(ours, theirs, estimated))
        for one, other, estimated in conflicting_numbers(ours, theirs)
    }
    speakers = list(conflicting_speakers(ours, theirs)) or list(
        speakers_of_quotations(ours, theirs)
    )
    for kind, pairs in (
        (ConflictKind.DATE, conflicting_dates(ours, theirs)),
        (ConflictKind.NEGATION, conflicting_denials(ours, theirs)),
        (ConflictKind.ATTRIBUTION, speakers),
        (ConflictKind.NAME, () if speakers else conflicting_names(ours, theirs)),
    ):
        found |= {Conflict(one, other, kind, _class(ours, theirs)) for one, other in pairs}
    return tuple(sorted(found))


_PERIOD = re.compile("|".join(f"(?:{pattern})" for pattern in PERIODS))


def _class(ours: Reading, theirs: Reading, estimated: bool = False) -> ConflictClass:
    """How a difference may have come about, as far as one of the texts says."""
    texts = ours.text.lower(), theirs.text.lower()
    if any(phrase in text for text in texts for phrase in REVISED):
        return ConflictClass.REVISED
    periods = [{match[0] for match in _PERIOD.finditer(text)} for text in texts]
    if periods[0] and periods[1] and periods[0] != periods[1]:
        return ConflictClass.OTHER_PERIOD
    return ConflictClass.ESTIMATE if estimated else ConflictClass.PLAIN
