"""Sources: the noun phrase or pronoun whose saying it is."""

from __future__ import annotations

from typing import NamedTuple

from annotations.suggestions.attribution.cues import Cue
from annotations.suggestions.attribution.language.tables import Language
from annotations.suggestions.attribution.units import Part, Unit, Word


class Phrase(NamedTuple):
    """Words of a unit from `first` to `last`, both included."""

    first: int
    last: int


_NOUNS = (Part.NAME, Part.WORD, Part.NUMBER)
_INSIDE = (*_NOUNS, Part.DETERMINER, Part.VERB)
MOST_WORDS = 25


def phrase_before(words: tuple[Word, ...], last: int, language: Language) -> Phrase | None:
    """The noun phrase that ends at a word, or the pronoun that stands there."""
    if last < 0 or words[last].quotation:
        return None
    word = words[last]
    if word.part is Part.PRONOUN:
        return Phrase(last, last)
    if word.low in language.relatives:
        return Phrase(last, last) if last else None
    if word.part is Part.BRACKET:
        opened = next((i for i in range(last - 1, -1, -1) if words[i].low in "(["), 0)
        return phrase_before(words, opened - 1, language)
    if word.part not in _INSIDE or word.low in language.conjunctions:
        return None
    first = last
    while first and last - first < MOST_WORDS and _goes_on(words, first - 1, language):
        first -= 1
    first = _trimmed(words, first, last)
    return Phrase(first, last) if first <= last else None


def _goes_on(words: tuple[Word, ...], at: int, language: Language) -> bool:
    """Whether a noun phrase reaches back over a word."""
    word, after = words[at], words[at + 1]
    if word.quotation:
        return False
    if word.part is Part.DETERMINER:
        return after.part is not Part.DETERMINER or word.low in ("all", "both", "many")
    if word.part in _NOUNS:
        return after.part is not Part.DETERMINER or word.possessive
    if word.part is Part.VERB:
        return after.part in (Part.PREPOSITION, Part.WORD, Part.NAME) and word.low.endswith("s")
    if word.part is Part.PREPOSITION:
        return at > 0 and words[at - 1].part in (*_NOUNS, Part.VERB)
    if word.part is Part.TO:  # aides to the mayor
        noun = at > 0 and words[at - 1].part in (Part.WORD, Part.NAME)
        return noun and after.part in (Part.NAME, Part.DETERMINER) and words[at - 1].low[-1] in "sr"
    if word.part is Part.CONJUNCTION:
        return at > 0 and words[at - 1].part in _NOUNS and after.part is not Part.PRONOUN
    if word.part is Part.PAST and at > 0:  # the proposed law; a poll conducted in May
        opens = words[at - 1].part in (Part.COMMA, Part.MARK) and after.part in _NOUNS
        reduced = after.part is Part.PREPOSITION and words[at - 1].part in (Part.WORD, Part.NAME)
        return opens or reduced or words[at - 1].part is Part.DETERMINER
    return False


def _trimmed(words: tuple[Word, ...], first: int, last: int) -> int:
    """Leave out a preposition or conjunction that a phrase cannot begin with."""
    while first < last and words[first].part in (Part.PREPOSITION, Part.CONJUNCTION):
        first += 1
    return first


def subject_before(unit: Unit, cue: Cue, language: Language) -> Phrase | None:
    """The subject to the left of a verb group, over an apposition if there is one."""
    words = unit.words
    last = cue.first - 1
    if last < 0:
        return None
    if words[last].part is Part.COMMA or words[last].part is Part.DASH:
        return _over_apposition(words, last, language)
    return phrase_before(words, _over_time(words, last, language), language)


def _over_time(words: tuple[Word, ...], last: int, language: Language) -> int:
    """Pass over when it was said, between a subject and its verb: the bank this month said."""
    while last > 0 and words[last].low in language.times:
        last -= 1
        if words[last].low in language.time_openers:
            last -= 1
        if last > 0 and words[last].part is Part.PREPOSITION:
            last -= 1
    return last


def _over_apposition(words: tuple[Word, ...], comma: int, language: Language) -> Phrase | None:
    """The name before `, an apposition,`: from the name to the last word of the apposition."""
    mark = words[comma].part
    at = comma - 1
    found: Phrase | None = None
    while at > 0 and comma - at < 45:
        if words[at].part is mark:
            opens = words[at + 1]
            head = phrase_before(words, at - 1, language)
            fits = (
                opens.part in (Part.DETERMINER, Part.NUMBER, Part.PREPOSITION, Part.NAME, Part.WORD)
                or opens.low in language.relatives | language.subordinators
                or opens.part in (Part.PAST, Part.VERB)
            )
            if not (head and fits and words[head.last].part is not Part.PRONOUN):
                break
            found = Phrase(head.first, comma - 1)
        at -= 1
        if words[at].quotation and mark is Part.COMMA:
            break
    return found


def phrase_after(words: tuple[Word, ...], first: int, language: Language) -> Phrase | None:
    """The noun phrase that begins at a word: the subject behind `said`."""
    if first >= len(words) or words[first].quotation:
        return None
    if words[first].part is Part.PRONOUN:
        return Phrase(first, first)
    if words[first].part not in (*_INSIDE, Part.PAST):
        return None
    last = first
    while last + 1 < len(words) and not words[last + 1].quotation:
        word = words[last + 1]
        noun_follows = last + 2 < len(words) and words[last + 2].part in (*_INSIDE, Part.PAST)
        if word.part in (*_NOUNS, Part.VERB) or (
            word.part in (Part.PREPOSITION, Part.CONJUNCTION, Part.DETERMINER) and noun_follows
        ):
            last += 1
        else:
            break
    while last > first and words[last].low in language.times | language.prepositions:
        last -= 1
    return Phrase(first, last)


def main_subject(unit: Unit, before: int, language: Language) -> Phrase | None:
    """The subject of the clause that a word stands in: the phrase before its first verb."""
    words = unit.words
    for at in range(1, before):
        word = words[at]
        verbal = word.part in (Part.AUXILIARY, Part.PAST, Part.VERB)
        if verbal and not word.quotation:
            behind = at - 1
            while behind >= 0 and words[behind].part is Part.ADVERB:
                behind -= 1
            if behind >= 0 and words[behind].part is Part.COMMA:
                found = _over_apposition(words, behind, language)
            else:
                found = phrase_before(words, behind, language) if behind >= 0 else None
            if found and words[found.first].low not in language.relatives:
                return found
    return None
