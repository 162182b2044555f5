"""Noun phrases of German, whose nouns have a capital: what makes subjects easy to bound."""

from __future__ import annotations

from annotations.suggestions.attribution.language.tables import Language
from annotations.suggestions.attribution.sources import Phrase
from annotations.suggestions.attribution.units import Part, Word

_GENITIVE = frozenset(
    ["des", "der", "eines", "einer", "dieser", "dieses", "seines", "seiner", "ihres", "ihrer"]
)
_TO_SOMEBODY = frozenset(("vor", "gegenüber", "am", "zum"))
"""Prepositions before whom, or when, something is said; they close a subject."""
_MOST_WORDS = 16


def phrase_from(words: tuple[Word, ...], first: int, language: Language) -> Phrase | None:
    """The noun phrase or pronoun that begins at a word: `der Sprecher des Ministeriums in Bonn`."""
    if first >= len(words) or words[first].quotation:
        return None
    if words[first].part is Part.PRONOUN:
        return Phrase(first, first) if words[first].low in language.subjects else None
    last = _noun_from(words, first)
    if last is None:
        return None
    while last + 2 < len(words) and last - first < _MOST_WORDS:
        joint = words[last + 1]
        genitive = joint.low in _GENITIVE
        joins = joint.part is Part.PREPOSITION and joint.low not in _TO_SOMEBODY
        if not (genitive or joins or joint.low == "und"):
            break
        timed = words[last + 2].low in language.times
        further = None if timed else _noun_from(words, last + 1 if genitive else last + 2)
        if further is None or words[further].low in language.times:
            break
        last = further
    return Phrase(first, last)


def phrase_to(words: tuple[Word, ...], first: int, last: int, language: Language) -> Phrase | None:
    """The noun phrase that begins at `first`, if it fills all words up to `last`."""
    found = phrase_from(words, first, language)
    if found is None:
        return None
    rest = words[found.last + 1 : last + 1]
    fits = all(
        word.part in (Part.ADVERB, Part.PREPOSITION) or word.low in language.times for word in rest
    )
    return found if found.last <= last and fits else None


def _noun_from(words: tuple[Word, ...], first: int) -> int | None:
    """The last word of articles, adjectives and nouns that begin at a word; None without a noun."""
    at = first
    while at < len(words) and words[at].part in (Part.DETERMINER, Part.WORD, Part.NUMBER):
        if words[at].part is Part.WORD and words[at].capital:
            break
        at += 1
    noun = None
    while at < len(words) and words[at].capital and not words[at].quotation:
        if words[at].part not in (Part.NAME, Part.WORD):
            break
        noun = at
        at += 1
    return noun
