"""Proposals of one unit: each cue with its source and its content, before they are weighed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotations.articles.article import Span
from annotations.suggestions.attribution.complements import complement
from annotations.suggestions.attribution.contents import (
    content_after,
    content_before,
    cut,
    object_end,
)
from annotations.suggestions.attribution.cues import Use
from annotations.suggestions.attribution.language.tables import Frame, Language
from annotations.suggestions.attribution.readings import Reading, after_quote, readings_of
from annotations.suggestions.attribution.sources import Phrase, phrase_after, subject_before
from annotations.suggestions.attribution.units import Part, Unit, Word


class Draft(NamedTuple):
    """What one cue says: indices of words of the unit, both ends included."""

    source: Phrase | None
    cue: Phrase
    content: tuple[Phrase, ...]
    kind: str
    rule: str
    sign: str
    shared: bool
    """Whether the source is that of another verb."""
    lemma: str
    particle: int | None = None
    """Word of the cue that stands apart from it: teilte … mit."""


def drafts(unit: Unit, language: Language) -> list[Draft]:
    """Propose what the cues of a unit bring."""
    readings = list(readings_of(unit, language))
    found = [
        *_according(unit, readings, language),
        *(
            draft
            for at in range(len(readings))
            for draft in _reported(unit, readings, at, language)
        ),
    ]
    return [*found, *_headline(unit)]


def _reported(unit: Unit, readings: list[Reading], at: int, language: Language) -> Iterator[Draft]:
    """What a cue brings: to its right, to its left, or around it."""
    reading = readings[at]
    cue = reading.cue
    words = unit.words
    if cue.use is Use.PASSIVE:
        yield from _passive(unit, readings, at, language)
        return
    hung = _of_relative(unit, readings, at)
    if hung:
        yield hung
        return
    left = _left_opens(words, reading)
    right = None if reading.inverted else complement(words, cue, language)
    quoted = after_quote(words, reading) and not (right and _sets_scene(words[0], language))
    if left and (reading.inverted or right is None or quoted):
        content = content_before(unit, readings, at, language)
        if content:
            phrase = Phrase(cue.first, cue.head)
            sign = "quote" if after_quote(words, reading) else "left"
            rule = "inverted" if reading.inverted else "behind"
            yield Draft(
                reading.subject, phrase, content, cue.verb.kind, rule, sign, False, cue.verb.lemma
            )
        return
    if right is None:
        return
    content = content_after(unit, readings, at, right, language)
    if content:
        yield Draft(
            reading.subject,
            Phrase(cue.first, right.cue_last if right.cue_last >= cue.head else cue.head),
            content,
            cue.verb.kind,
            cue.use.value,
            right.sign,
            reading.shared,
            cue.verb.lemma,
        )


def _of_relative(unit: Unit, readings: list[Reading], at: int) -> Draft | None:
    """`the tunnel, which he said was closed`: what is said is the pronoun and what follows."""
    words, reading = unit.words, readings[at]
    cue, before, after = reading.cue, reading.start - 1, reading.cue.head + 1
    if reading.subject is None or reading.shared or before < 1 or after + 1 >= len(words):
        return None
    relative = words[before].low in ("which", "who", "what", "that")
    if not relative or words[after].part is not Part.AUXILIARY or words[after].quotation:
        return None
    last = cut(unit, readings, at, after)
    comma = next(
        (i for i in range(after, last) if words[i].part is Part.COMMA and not words[i].quotation),
        None,
    )
    content = (Phrase(before, before), Phrase(after, last if comma is None else comma - 1))
    return Draft(
        reading.subject,
        Phrase(cue.first, cue.head),
        content,
        cue.verb.kind,
        "finite",
        "relative",
        False,
        cue.verb.lemma,
    )


_PASSIVE_OPENERS = ("to", "as", "of", "for", "with", "about", "that", "over")


def _passive(unit: Unit, readings: list[Reading], at: int, language: Language) -> Iterator[Draft]:
    """`The firm was accused of fraud`: about whom it is, and what; the source where `by` names it."""
    words, cue = unit.words, readings[at].cue
    subject = subject_before(unit, cue, language)
    after = cue.last + 1
    if subject is None or after + 1 >= len(words):
        return
    source: Phrase | None = None
    if words[after].low == "by":
        source = phrase_after(words, after + 1, language)
        pieces: tuple[Phrase, ...] = (subject,)
    elif words[after].low in _PASSIVE_OPENERS and not words[after].quotation:
        last = object_end(words, after, cut(unit, readings, at, after), language)
        pieces = (subject, Phrase(after, last))
        if last <= after:
            return
    else:
        return
    yield Draft(
        source,
        Phrase(cue.first, cue.last),
        pieces,
        cue.verb.kind,
        "passive",
        words[after].low,
        False,
        cue.verb.lemma,
    )


def _sets_scene(first: Word, language: Language) -> bool:
    """Whether a sentence opens with where or when: In an interview on “Morning News,” he said."""
    return not first.quotation and (
        first.part is Part.PREPOSITION or first.low in language.times | language.openers
    )


def _left_opens(words: tuple[Word, ...], reading: Reading) -> bool:
    """Whether what stands before subject and verb may be their content."""
    at = reading.start - 1
    if at < 1 or reading.shared or reading.cue.use is not Use.FINITE:
        return False
    says = reading.cue.verb.frames & {Frame.QUOTE, Frame.CLAUSE, Frame.RECIPIENT}
    if not says:
        return False
    return bool(words[at].quotation) or words[at].part in (Part.COMMA, Part.DASH)


def _according(unit: Unit, readings: list[Reading], language: Language) -> Iterator[Draft]:
    """`according to X`, before its content or behind it."""
    words = unit.words
    for at, word in enumerate(words[:-1]):
        if word.low != "according" or words[at + 1].low != "to" or word.quotation:
            continue
        source = phrase_after(words, at + 2, language)
        if source is None:
            continue
        cue = Phrase(at, at + 1)
        first, last = 0, at - 1
        if at == 0 or words[at - 1].part is Part.CONJUNCTION:
            comma = next(
                (
                    i
                    for i in range(source.last + 1, len(words))
                    if words[i].part is Part.COMMA and not words[i].quotation
                ),
                None,
            )
            if comma is None:
                continue
            first, last = comma + 1, len(words) - 1
        while last > first and words[last].part in (Part.COMMA, Part.STOP, Part.DASH):
            last -= 1
        if last > first:
            yield Draft(
                source, cue, (Phrase(first, last),), "say", "according", "left", False, "according"
            )


def _headline(unit: Unit) -> Iterator[Draft]:
    """`Name: what they say`, in a heading or where turns of speech are printed."""
    words = unit.words
    colon = next((at for at in range(1, min(8, len(words) - 1)) if words[at].low == ":"), 0)
    head = words[:colon]
    named = all(word.capital or word.part is Part.PREPOSITION for word in head)
    verbal = any(word.part in (Part.AUXILIARY, Part.COMMA, Part.VERB) for word in head)
    if colon and named and not verbal and not head[0].quotation:
        content = Phrase(colon + 1, len(words) - 1)
        yield Draft(
            Phrase(0, colon - 1),
            Phrase(colon, colon),
            (content,),
            "say",
            "headline" if unit.heading else "turn",
            "colon",
            False,
            ":",
        )


def span_of(words: tuple[Word, ...], phrase: Phrase) -> Span:
    """Offsets of a phrase in the article."""
    return Span(words[phrase.first].start, words[phrase.last].end)
