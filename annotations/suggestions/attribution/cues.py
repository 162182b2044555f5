"""Cues: the verbs of a unit that bring a content, with the small words around them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from annotations.suggestions.attribution.language.forms import Form
from annotations.suggestions.attribution.language.tables import Frame, Language, Verb
from annotations.suggestions.attribution.units import Part, Unit, Word, verb_of


class Use(StrEnum):
    """How a cue stands in its sentence."""

    FINITE = "finite"
    GERUND = "gerund"
    INFINITIVE = "infinitive"
    PASSIVE = "passive"


class Cue(NamedTuple):
    """A cue verb; `first` and `last` are indices of words of the unit, both included."""

    first: int
    head: int
    last: int
    verb: Verb
    form: Form
    use: Use


_NOMINAL = (Part.DETERMINER, Part.PREPOSITION, Part.NUMBER)
_AROUND = (Part.ADVERB, Part.AUXILIARY)


def cues(unit: Unit, language: Language) -> Iterator[Cue]:
    """Give the cue verbs of a unit, in order; what stands in a quotation is another's."""
    for at, word in enumerate(unit.words):
        found = verb_of(word, language)
        if found and not word.quotation:
            cue = _cue(unit.words, at, *found, language)
            if cue:
                yield cue
        elif word.low in language.adjectives and not word.quotation:
            described = _adjective(unit.words, at, language)
            if described:
                yield described


def _cue(
    words: tuple[Word, ...], at: int, verb: Verb, form: Form, language: Language
) -> Cue | None:
    first = _group_start(words, at, language)
    before = [words[i] for i in range(first, at)]
    above = words[first - 1] if first else None
    use = _use(words[at], form, before, above, language)
    return Cue(first, at, at, verb, form, use) if use else None


def _adjective(words: tuple[Word, ...], at: int, language: Language) -> Cue | None:
    """An adjective behind a form of `to be`, before what it brings: is critical of …."""
    before = language.adjectives[words[at].low]
    if at + 1 >= len(words) or words[at + 1].low not in before:
        return None
    first = _group_start(words, at, language)
    if not any(word.low in language.passive for word in words[first:at]):
        return None
    frames = frozenset({Frame.CLAUSE if "that" in before else Frame.PREPOSITION})
    verb = Verb(words[at].low, "feel", frames, before)
    return Cue(first, at, at, verb, Form.PAST, Use.FINITE)


def _group_start(words: tuple[Word, ...], at: int, language: Language) -> int:
    """Where a verb group begins: auxiliaries, adverbs, and what an infinitive hangs on."""
    first = at
    while first:
        word = words[first - 1]
        leads = words[first].part is Part.TO or (first == at and words[at].low.endswith("ing"))
        light = (
            word.low in language.light_verbs
            and leads
            and word.part in (Part.PAST, Part.WORD, Part.VERB)
        )
        if word.quotation or not (word.part in (*_AROUND, Part.TO) or light):
            break
        first -= 1
    while first < at and words[first].part is Part.ADVERB and words[first].low in language.times:
        first += 1
    return first


def _use(
    word: Word, form: Form, before: list[Word], above: Word | None, language: Language
) -> Use | None:
    """How a form stands, from the words of its group before it and the word above the group."""
    parts = {word.part for word in before}
    lows = {word.low for word in before}
    finite = Part.AUXILIARY in parts or bool(lows & language.light_verbs)
    nominal = above is not None and (
        above.part in _NOMINAL or above.possessive or above.low in language.possessives
    )
    if Part.TO in parts:
        return Use.FINITE if finite else Use.INFINITIVE
    if form is Form.GERUND:
        if Part.AUXILIARY in parts:
            return Use.FINITE
        noun = nominal and above is not None and above.part is not Part.PREPOSITION
        return None if noun else Use.GERUND
    if form in (Form.PAST, Form.PARTICIPLE):
        if lows & language.passive:
            return Use.PASSIVE
        if not parts & {Part.AUXILIARY} and (nominal or form is Form.PARTICIPLE):
            return None
        return Use.FINITE
    if nominal and not finite:
        return None
    if form is Form.PRESENT:
        return None if finite else Use.FINITE
    if finite:
        return Use.FINITE if lows & language.modal else None
    if above is None:
        return None
    surely = word.low not in language.nouns_too and (
        above.part in (Part.NAME, Part.WORD, Part.COMMA)  # aides to the mayor say
    )
    return Use.FINITE if surely or _plural_subject(above, language) else None


def _plural_subject(word: Word, language: Language) -> bool:
    """Whether a base form may be the verb of a word before it: they say, polls show."""
    if word.part is Part.PRONOUN:
        return word.low in language.subjects
    if word.low in language.plurals or word.low in language.relatives:
        return True
    noun = word.part in (Part.NAME, Part.WORD)
    return noun and word.low.endswith("s") and not word.low.endswith("ss")
