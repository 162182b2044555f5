"""Readings: each cue of a unit with its subject, which stands before it, behind it, or further off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotations.suggestions.attribution.cues import Cue, Use, cues
from annotations.suggestions.attribution.language.tables import Frame, Language
from annotations.suggestions.attribution.sources import (
    Phrase,
    main_subject,
    phrase_after,
    subject_before,
)
from annotations.suggestions.attribution.units import Part, Unit, Word


class Reading(NamedTuple):
    """A cue with its subject, before contents are cut."""

    cue: Cue
    subject: Phrase | None
    shared: bool
    inverted: bool
    start: int
    """The first word of subject and verb."""


def readings_of(unit: Unit, language: Language) -> Iterator[Reading]:
    """Give each cue with its subject; a verb without one of its own shares the one before."""
    last: Phrase | None = None
    for cue in cues(unit, language):
        reading = _reading(unit, cue, last, language)
        if reading.subject and not reading.shared:
            last = reading.subject
        yield reading


def _reading(unit: Unit, cue: Cue, last: Phrase | None, language: Language) -> Reading:
    words = unit.words
    if cue.use is Use.FINITE:
        own = subject_before(unit, cue, language)
        behind = None if own else _inverted(words, cue, language)
        subject = own or behind
        if subject:
            return Reading(cue, subject, False, own is None, min(subject.first, cue.first))
    if cue.use is Use.PASSIVE:
        return Reading(cue, None, False, False, cue.first)
    if (
        last is None
        and cue.use is Use.GERUND
        and cue.first
        and words[cue.first - 1].part in (Part.NAME, Part.WORD)
    ):
        own = subject_before(unit, cue, language)  # emails showing that …
        if own:
            return Reading(cue, own, False, False, cue.first)
    other = last or main_subject(unit, cue.first, language)
    return Reading(cue, other, True, False, cue.first)


def _inverted(words: tuple[Word, ...], cue: Cue, language: Language) -> Phrase | None:
    """The subject behind the verb, as in `…,” said the mayor`."""
    if cue.first == 0 or cue.first != cue.head or Frame.QUOTE not in cue.verb.frames:
        return None
    left = words[cue.first - 1]
    after_quote = bool(left.quotation or (cue.first > 1 and words[cue.first - 2].quotation))
    if not (after_quote or left.part is Part.COMMA):
        return None
    found = phrase_after(words, cue.head + 1, language)
    if not found or words[found.first].low in language.times:
        return None
    behind = words[found.last + 1].part if found.last + 1 < len(words) else Part.STOP
    ends = behind in (Part.STOP, Part.COMMA, Part.COLON, Part.DASH) or (
        found.last + 1 < len(words)
        and words[found.last + 1].low in (language.adjunct_starts | language.relatives)
    )
    if after_quote:
        return found
    return found if ends and Frame.RECIPIENT not in cue.verb.frames else None


def after_quote(words: tuple[Word, ...], reading: Reading) -> bool:
    """Whether a quotation closes right before subject and verb."""
    at = reading.start - 1
    if at >= 0 and words[at].part is Part.COMMA and not words[at].quotation:
        at -= 1
    return at >= 0 and bool(words[at].quotation)
