"""Extract the checkable facts of a claim: its numbers, dates, names and negations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from annotations.alignment.diff.word_classes import (
    Meaning,
    Sense,
    canonical_form,
    date_sort,
    is_word,
)
from annotations.alignment.diff.words import Words, split_words
from annotations.alignment.linking.stemming import stem
from annotations.articles import Span

FACTS = frozenset({Meaning.NUMBER, Meaning.DATE, Meaning.NAME})
"""Classes of words that can conflict, one with another of its class."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states, each word folded and counted; content words are stems.

    `dates` holds words under what they name, as `date_sort` tells it.
    """

    numbers: Counter[str]
    dates: dict[str, frozenset[str]]
    names: Counter[str]
    negations: Counter[str]
    words: Counter[str]

    @property
    def content(self) -> Counter[str]:
        """The words by which two claims on the same thing are found; a name counts twice."""
        return self.numbers + self.names + self.names + self.words


@lru_cache(maxsize=4096)
def facts(text: str) -> Facts:
    """Read the facts of a text, such as a claim."""
    texts = split_words(text).texts
    sense = Sense(texts)
    found: dict[Meaning, Counter[str]] = {meaning: Counter() for meaning in Meaning}
    dates: dict[str, set[str]] = {}
    for at, piece in enumerate(texts):
        if not is_word(piece):
            continue
        meaning, folded = sense.at(at), canonical_form(piece)
        if meaning is Meaning.DATE:
            dates.setdefault(date_sort(folded), set()).add(folded)
        plain = meaning in (Meaning.WORD, Meaning.NAME)
        found[meaning][stem(folded) if plain else folded] += 1
    return Facts(
        found[Meaning.NUMBER],
        {name: frozenset(values) for name, values in dates.items()},
        found[Meaning.NAME],
        found[Meaning.NEGATION],
        found[Meaning.WORD] + found[Meaning.DATE],
    )


def differing(left: Facts, right: Facts) -> tuple[str, str] | None:
    """A number or date of each side that the other does not have, or None.

    Only what both sides give can differ: a number against none is more detail, a weekday against
    a year is no contradiction.
    """
    ours, theirs = left.numbers - right.numbers, right.numbers - left.numbers
    if ours and theirs:
        return _listed(ours), _listed(theirs)
    for name in left.dates.keys() & right.dates.keys():
        lost, won = left.dates[name] - right.dates[name], right.dates[name] - left.dates[name]
        if lost and won:
            return _listed(lost), _listed(won)
    return None


def differing_words(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans in either text of the words by which it differs from the other.

    Of a text that says half of its content words as the other does, all words that the other lacks,
    and of one that is at most twice as long as such a text too: two short claims differ on both sides.
    A longer one says more, which is no difference. There only facts are worth a look: negations
    that the other lacks, and numbers, dates and names where it has others in their place.
    """
    texts = split_words(left), split_words(right)
    senses = Sense(texts[0].texts, texts[1].texts), Sense(texts[1].texts, texts[0].texts)
    words = tuple(list(_content(*each)) for each in zip(texts, senses, strict=True))
    known = tuple({form for _, _, form in each} for each in words)
    own = tuple(
        [(at, meaning) for at, meaning, form in mine if form not in theirs]
        for mine, theirs in zip(words, reversed(known), strict=True)
    )
    shared = 2 * len(known[0] & known[1])
    shorter = min(map(len, known))
    one, two = (
        tuple(
            Span(text.starts[at], text.ends[at])
            for at, meaning in mine
            if shared >= len(forms)
            or shared >= shorter >= len(forms) / 2
            or meaning is Meaning.NEGATION
            or (meaning in FACTS and any(meaning is each for _, each in theirs))
        )
        for text, mine, theirs, forms in zip(texts, own, reversed(own), known, strict=True)
    )
    return one, two


def _content(text: Words, sense: Sense) -> Iterator[tuple[int, Meaning, str]]:
    """Index, class and stem of each word that is no function word; a fact is its own stem."""
    for at, piece in enumerate(text.texts):
        meaning = sense.at(at) if is_word(piece) else Meaning.FUNCTION
        if meaning is not Meaning.FUNCTION:
            folded = canonical_form(piece)
            yield at, meaning, folded if meaning is Meaning.NUMBER else stem(folded)


def _listed(values: Counter[str] | frozenset[str]) -> str:
    return ", ".join(sorted(values))
