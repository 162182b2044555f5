"""Two names that two texts give to the same person, place or thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from annotations.articles import Span
from annotations.suggestions.facts.lexicon import KIN, KINDS_OF_NAMES, SPEAKERS
from annotations.suggestions.facts.reading import Reading, Word, meet, phrases_of

ROLE = 5
"""Words on either side of a name in which stands who it is."""
ALIKE = 60.0
"""Likeness, from 0 to 100, from which two first names may be one: `Robin` and `Robyn`."""
HEADLINE = 0.6
"""Share of capitals among telling words from which a text is a heading, where any word may be one."""


def conflicting_names(ours: Reading, theirs: Reading) -> Iterator[tuple[Span, Span]]:
    """Give the first two names that have one word in common and fill the same place.

    `Anselm Korda` and `Aurel Korda`, both 58 and bishop; `Storm Ottmar` and `Storm Odile`. Names
    that have no word in common are as a rule those of two people.
    """
    if _heading(ours) or _heading(theirs):
        return
    names = ours.names | theirs.names
    phrases = [phrases_of(reading.words, names) for reading in (ours, theirs)]
    for one in phrases[0]:
        for other in phrases[1]:
            if (
                _half_the_same(one, other)
                and _absent(one, theirs, other)
                and _absent(other, ours, one)
                and _same_role(ours, one, theirs, other)
            ):
                yield Span(one[0].start, one[-1].end), Span(other[0].start, other[-1].end)
                return


def _half_the_same(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether two names of two words differ in one: the first, or the one behind `Storm`."""
    if len(one) != 2 or len(other) != 2 or any(word.text.isupper() for word in (*one, *other)):
        return False
    first, last = (a.folded != b.folded for a, b in zip(one, other, strict=True))
    if first == last or _variants(one[last].folded, other[last].folded):
        return False
    if last:
        return bool(one[0].ideas & KINDS_OF_NAMES)
    return not any(name[0].ideas & SPEAKERS or _is_common(name[1]) for name in (one, other))


def _heading(reading: Reading) -> bool:
    """Whether most words have a capital, so that it says nothing of a word."""
    telling = reading.telling()
    return sum(word.capital for word in telling) > HEADLINE * len(telling)


def _variants(one: str, other: str) -> bool:
    """Whether two words may be one name, spelt in two ways or cut short."""
    return one[:2] == other[:2] or ratio(one, other) >= ALIKE


def _is_common(word: Word) -> bool:
    """Whether a word is one of the language besides, as in `Defense Department`: no family's name."""
    return any(idea.startswith("#") for idea in word.ideas)


def _absent(name: Sequence[Word], other: Reading, rival: Sequence[Word]) -> bool:
    """Whether what tells a name from its rival is nowhere in the other text."""
    said = {word.folded for word in other.words}
    return not any(
        a.folded in said for a, b in zip(name, rival, strict=True) if a.folded != b.folded
    )


def _same_role(ours: Reading, one: Sequence[Word], theirs: Reading, other: Sequence[Word]) -> bool:
    """Whether what stands beside two names has something in common, and none is the other's kin."""
    if any(word.folded in KIN for reading in (ours, theirs) for word in reading.words):
        return False
    beside = []
    for reading, name in ((ours, one), (theirs, other)):
        first, last = reading.index(name[0].start), reading.index(name[-1].start)
        around = (
            *reading.words[max(0, first - ROLE) : first],
            *reading.words[last + 1 : last + 1 + ROLE],
        )
        beside.append([word for word in around if word.tells or word.text.isdigit()])
    ages = [{word.text for word in words if word.text.isdigit()} for words in beside]
    return bool(ages[0] & ages[1]) or meet(*beside)
