"""Contents: which words a cue brings, and where they end: before the next that reports."""

from __future__ import annotations

from annotations.suggestions.attribution.complements import Complement
from annotations.suggestions.attribution.cues import Use
from annotations.suggestions.attribution.language.forms import Form
from annotations.suggestions.attribution.language.tables import Frame, Language
from annotations.suggestions.attribution.readings import Reading, after_quote
from annotations.suggestions.attribution.sources import Phrase
from annotations.suggestions.attribution.units import Part, Unit, Word


def content_before(
    unit: Unit, readings: list[Reading], at: int, language: Language
) -> tuple[Phrase, ...]:
    """The content before subject and verb, and what goes on behind them."""
    words, reading = unit.words, readings[at]
    last = reading.start - 1
    if words[last].part in (Part.COMMA, Part.DASH) and not words[last].quotation:
        last -= 1
    first = 0
    before = [other for other in readings[:at] if other.cue.head < last]
    if before and after_quote(words, reading):
        quote = words[last].quotation
        opened = next(i for i, word in enumerate(words) if word.quotation == quote)
        if before[-1].cue.head < opened and any(
            other.cue.head < opened and other.cue.use is not Use.GERUND for other in before
        ):
            first = opened
    if last < first:
        return ()
    pieces = [Phrase(first, last)]
    behind = _behind(unit, readings, at, language)
    if behind:
        pieces.append(behind)
    return tuple(pieces)


def _behind(unit: Unit, readings: list[Reading], at: int, language: Language) -> Phrase | None:
    """What goes on behind a verb that stands in the midst of its content: , he said, … ."""
    words, reading = unit.words, readings[at]
    here = reading.cue.head + 1
    if reading.inverted and reading.subject:
        here = reading.subject.last + 1
    if after_quote(words, reading):
        return _quoted_again(unit, readings, at, here)
    while here < len(words) and words[here].part not in _PAUSES and not words[here].quotation:
        here += 1
    if here + 1 >= len(words) or words[here].part is not Part.COMMA or reading.inverted:
        return None
    following = words[here + 1]
    if not following.quotation and (
        following.part in (Part.CONJUNCTION, Part.PREPOSITION)
        or (following.part is Part.SUBORDINATOR and following.low not in language.reasons)
        or following.low in language.relatives
        or following.low.endswith("ing")
    ):
        return None
    end = cut(unit, readings, at, here + 1)
    return Phrase(here + 1, end) if end - here > 2 or following.quotation else None


_PAUSES = (Part.COMMA, Part.COLON, Part.STOP, Part.DASH)


def _quoted_again(unit: Unit, readings: list[Reading], at: int, first: int) -> Phrase | None:
    """The next quotation of the sentence, if nobody else says something before it."""
    words = unit.words
    others = (other.cue.head for other in readings[at + 1 :])
    limit = next((head for head in others if head >= first), len(words))
    for here in range(first, limit):
        opens = words[here].quotation and not words[here - 1].quotation
        if opens and words[here - 1].part in (*_PAUSES, Part.CONJUNCTION):
            end = cut(unit, readings, at, here)
            return Phrase(here, end) if end > here else None
    return None


def content_after(
    unit: Unit, readings: list[Reading], at: int, right: Complement, language: Language
) -> tuple[Phrase, ...]:
    """The content behind a verb, up to where its clause ends."""
    last = cut(unit, readings, at, right.first)
    if right.frame in (Frame.OBJECT, Frame.TO, Frame.PREPOSITION, Frame.PERSON_TO):
        last = object_end(unit.words, right.first, last, language)
    last = _clause_end(unit.words, readings[at], right.first, last, language)
    if right.sign == "quote":
        last = _quotation_end(unit.words, right.first, last)
    return (Phrase(right.first, last),) if last >= right.first else ()


def _quotation_end(words: tuple[Word, ...], first: int, last: int) -> int:
    """Where a quotation ends that is whole: chanted “What now?” and went on."""
    if any(word.quotation > words[first].quotation for word in words[first : last + 1]):
        return last
    close = first
    while close < last and words[close + 1].quotation:
        close += 1
    signs = [word.part for word in words[first : close + 1] if word.part is not Part.MARK]
    return close if signs and signs[-1] in (Part.COMMA, Part.STOP) else last


def _clause_end(
    words: tuple[Word, ...], reading: Reading, first: int, last: int, language: Language
) -> int:
    """Where a clause inside a sentence ends: `When they say so, we listen`, `who said so, was`."""
    start = reading.start
    opener = words[start - 1] if start else words[0]
    relative = reading.subject is not None and (
        words[reading.subject.first].low in language.relatives
    )
    depends = not relative and opener.low in language.openers and start - 1 <= 1
    participle = start == 0 and reading.shared  # Asked about it, he shrugged
    depends = depends or participle
    if not (relative or depends):
        return last
    for here in range(first + 1, last):
        if words[here].part is not Part.COMMA or words[here].quotation:
            continue
        follows = words[here + 1].part
        if depends or follows in (Part.AUXILIARY, Part.VERB, Part.PAST):
            return here - 1
    return last


def object_end(words: tuple[Word, ...], first: int, last: int, language: Language) -> int:
    """Where a noun phrase or an infinitive ends, at the latest: before `, but …`, `, which …`."""
    for here in range(first + 1, last):
        follows = words[here + 1]
        joins = follows.part is Part.CONJUNCTION or follows.low in language.contrasts
        if words[here].part is Part.COMMA and joins and not words[here].quotation:
            return here - 1
    return last


def cut(unit: Unit, readings: list[Reading], at: int, first: int) -> int:
    """The last word of a content that begins at `first`: before the next verb that reports."""
    words = unit.words
    end = len(words)
    for other in readings[at + 1 :]:
        if other.start <= first:
            continue
        if _begins_anew(words, readings[at], other):
            end = other.start
            break
    else:
        end = min(_before_according(words, first), _behind_quotation(words, first))
    while end - 1 > first and (
        words[end - 1].part in (Part.CONJUNCTION, Part.COMMA, Part.STOP, Part.DASH)
        and not words[end - 1].quotation
    ):
        end -= 1
    return end - 1


def _before_according(words: tuple[Word, ...], first: int) -> int:
    for here in range(first + 1, len(words) - 1):
        if words[here].low == "according" and not words[here].quotation:
            return here
    return len(words)


def _behind_quotation(words: tuple[Word, ...], first: int) -> int:
    """Where a clause of the reporter's begins behind a quotation: “…,” but he went on."""
    for here in range(first + 1, len(words) - 1):
        closes = words[here - 1].quotation and not words[here].quotation
        if closes and words[here].part is Part.CONJUNCTION and words[here - 2].part is Part.COMMA:
            return here
    return len(words)


def _begins_anew(words: tuple[Word, ...], one: Reading, other: Reading) -> bool:
    """Whether another verb reports anew and is no part of what the first one brings."""
    above = words[other.start - 1]
    if other.cue.use is Use.GERUND:
        return above.part is Part.COMMA or after_quote(words, other)
    if other.cue.use is not Use.FINITE:
        return False
    joined = above.part is Part.CONJUNCTION
    same_form = _in_past(one) == _in_past(other)
    if other.shared:
        return joined and same_form
    if after_quote(words, other):
        return True
    return (joined or above.part is Part.COMMA or above.low == "while") and same_form


def _in_past(reading: Reading) -> bool:
    return reading.cue.form in (Form.PAST, Form.PARTICIPLE)
