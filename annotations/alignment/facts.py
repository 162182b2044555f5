"""The checkable parts of a statement: its numbers, dates, names and negations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from annotations.alignment.lexicon import MONTHS
from annotations.alignment.meaning import Meaning, Sense, fold, is_word
from annotations.alignment.stems import stem
from annotations.alignment.words import words


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states, each word folded and counted; content words are stems.

    `dates` holds words under what they name: `year`, `month`, `day`, `time` or `weekday`.
    """

    numbers: Counter[str]
    dates: dict[str, frozenset[str]]
    names: Counter[str]
    negations: Counter[str]
    words: Counter[str]

    @property
    def content(self) -> Counter[str]:
        """All that a statement of the same thing would share; a name weighs two words."""
        return self.numbers + self.names + self.names + self.words


@lru_cache(maxsize=4096)
def facts(text: str) -> Facts:
    """Read the facts of a text, such as a claim."""
    texts = words(text).texts
    sense = Sense(texts)
    found: dict[Meaning, Counter[str]] = {meaning: Counter() for meaning in Meaning}
    dates: dict[str, set[str]] = {}
    for at, piece in enumerate(texts):
        if not is_word(piece):
            continue
        meaning, folded = sense.at(at), fold(piece)
        if meaning is Meaning.DATE:
            dates.setdefault(_named(folded), set()).add(folded)
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


def _listed(values: Counter[str] | frozenset[str]) -> str:
    return ", ".join(sorted(values))


def _named(date: str) -> str:
    if date in MONTHS:
        return "month"
    if date[0].isdigit():
        if ":" in date:
            return "time"
        return "year" if len(date) == 4 and date.isdigit() else "day"
    return "weekday" if date.endswith("day") else "time"
