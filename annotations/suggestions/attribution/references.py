"""Whom a pronoun, a role or a bare surname means: the nearest source before it that fits.

Near is what a reader of news remembers: `he` is the last man, or person of whom that is not known,
who was a source; `the senator` the last source called a senator; `Fowler` the fuller name that was
given before; `they` the last group. What is said inside another's words brings nobody to mind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from annotations.articles.article import Span
from annotations.suggestions.attribution.language.first_names import FEMALE_NAMES, MALE_NAMES
from annotations.suggestions.attribution.language.tables import Language
from annotations.suggestions.attribution.sources import Phrase, phrase_before
from annotations.suggestions.attribution.units import Part, Unit, Word

NEAR = 12
"""Units back that a pronoun or a role may reach."""

REMEMBERED = 200
"""Names that are kept in mind."""


class Source(NamedTuple):
    """A source to be looked up: its unit, the number of that, its words, and whether it is nested."""

    unit: Unit
    at: int
    phrase: Phrase | None
    nested: bool


class Gender(StrEnum):
    """What a name, a title or a pronoun says of a source."""

    MALE = "male"
    FEMALE = "female"
    GROUP = "group"
    UNKNOWN = ""


@dataclass(slots=True)
class _Mention:
    """Somebody who was a source: where, by what name and words, and what is known of them."""

    span: Span
    name: str
    """The surname, or the last word of what a group is called; "" for a role without a name."""
    names: frozenset[str]
    """All names of its head: first name and surname."""
    lows: frozenset[str]
    gender: Gender
    at: int


def speakers(sources: Iterable[Source], language: Language) -> list[Span | None]:
    """Give for each source, in order of the text, the span of whom it stands for.

    None where a source is a name that was not given more fully before, or nobody near it fits.
    """
    known: list[_Mention] = []
    return [
        _speaker(source, source.phrase, known, language) if source.phrase else None
        for source in sources
    ]


def _speaker(
    source: Source, phrase: Phrase, known: list[_Mention], language: Language
) -> Span | None:
    words = source.unit.words[phrase.first : phrase.last + 1]
    if len(words) == 1 and words[0].low in language.relatives:
        return _antecedent(source.unit, phrase, language)
    head = _head(words, language)
    if words[0].part is Part.PRONOUN or not head:
        return _nearest(_pronoun(words[0], language), frozenset(), known, source.at)
    roles = frozenset(word.low for word in words) & language.person
    name = _name(head, language)
    if not name and roles and words[0].low in language.definite:
        return _nearest(_gender(words, head, language), roles, known, source.at)
    if not name and not roles:
        return None
    mention = _Mention(
        Span(words[0].start, words[-1].end),
        name,
        frozenset(word.low.rstrip(".") for word in head if word.part is Part.NAME)
        - language.title_words,
        frozenset(word.low.rstrip(".") for word in words),
        _gender(words, head, language),
        source.at,
    )
    before = _fuller(mention, known) if name else None
    if not before and not source.nested:
        del known[:-REMEMBERED]
        known.append(mention)
    return before


def _head(words: tuple[Word, ...], language: Language) -> tuple[Word, ...]:
    """The words that name a source: before a comma or a preposition, behind a genitive."""
    head: list[Word] = []
    for word in words:
        if word.part in (Part.COMMA, Part.PREPOSITION, Part.DASH, Part.BRACKET):
            break
        head = [] if word.possessive else [*head, word]
    return tuple(word for word in head if word.part is not Part.DETERMINER)


def _name(head: tuple[Word, ...], language: Language) -> str:
    """The name that a head ends in, in lower case; "" where it ends in a common noun."""
    last = head[-1]
    low = last.low.rstrip(".")
    if last.part is not Part.NAME or not last.capital or low in language.person:
        return ""
    if language.nouns_have_capitals and len(head) > 1 and not head[-2].capital:
        return ""  # ein alter Kapitän
    return low


def _nearest(
    wanted: Gender | None, roles: frozenset[str], known: list[_Mention], at: int
) -> Span | None:
    """Whom a pronoun or a role means; they are brought to mind again, and more is known of them."""
    if wanted is None:
        return None
    for mention in reversed(known):
        near = at - mention.at <= NEAR
        if near and _agree(wanted, mention.gender) and (not roles or _has_role(mention, roles)):
            if mention.gender is Gender.UNKNOWN:
                mention.gender = wanted
            mention.at = at
            known.remove(mention)
            known.append(mention)
            return mention.span
    return None


def _fuller(mention: _Mention, known: list[_Mention]) -> Span | None:
    """Where somebody was named more fully before; that mention is brought to mind again."""
    for other in reversed(known):
        same = other.name == mention.name and mention.names <= other.names
        if same and _agree(mention.gender, other.gender):
            other.at = mention.at
            other.lows |= mention.lows
            known.remove(other)
            known.append(other)
            return other.span if len(mention.names) < len(other.names) else None
    return None


def _antecedent(unit: Unit, phrase: Phrase, language: Language) -> Span | None:
    """What a relative pronoun stands for: the phrase before it."""
    last = phrase.first - 1
    if last > 0 and unit.words[last].part is Part.COMMA:
        last -= 1
    found = phrase_before(unit.words, last, language)
    return Span(unit.words[found.first].start, unit.words[found.last].end) if found else None


def _pronoun(word: Word, language: Language) -> Gender | None:
    """Whom a pronoun may mean; None for one that means nobody who is named."""
    if word.low in language.plural_pronouns:
        return Gender.GROUP
    if word.part is not Part.PRONOUN:
        return None
    if word.low in language.male:
        return Gender.MALE
    return Gender.FEMALE if word.low in language.female else None


def _gender(words: tuple[Word, ...], head: tuple[Word, ...], language: Language) -> Gender:
    """What the words of a source say of it: a title, a role, a first name; or that it is a group."""
    lows = {word.low.rstrip(".") for word in words}
    male = lows & (language.male | MALE_NAMES)
    female = lows & (language.female | FEMALE_NAMES)
    if bool(male) != bool(female):
        return Gender.MALE if male else Gender.FEMALE
    if male or lows & language.person or lows & language.title_words:
        return Gender.UNKNOWN
    institution = words[0].part is Part.DETERMINER and not language.nouns_have_capitals
    several = any(word.low in language.conjunctions for word in head)
    return Gender.GROUP if institution or several else Gender.UNKNOWN


def _has_role(mention: _Mention, roles: frozenset[str]) -> bool:
    """Whether a source was called by a role, or by a longer word for it: Außenminister, Minister."""
    return any(low.endswith(role) for role in roles for low in mention.lows)


def _agree(wanted: Gender, given: Gender) -> bool:
    """Whether two may be the same; of a group it is always known that it is one."""
    if Gender.GROUP in (wanted, given):
        return wanted is given
    return Gender.UNKNOWN in (wanted, given) or wanted is given
