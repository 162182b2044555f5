"""Why some articles seem to report one event: the names, numbers, dates and phrases they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.articles.text.abbreviations import TITLES
from annotations.events.finding.profiles import CLOSE, NAME, Profile, channel_of
from annotations.events.finding.weighing import Ints, Matrix, rarity
from annotations.events.finding.words import Hashes

TOLD = 5
"""Names, numbers or phrases that are told."""

_DATE = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,4}"
    r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|(?:19|20)\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the articles of an event share, as it is spelled in one of them, most telling first."""

    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rarities:
    """How many of `count` articles have each of some `terms` (ascending); one has any other."""

    count: int
    terms: Hashes
    holders: Ints


def rarities(matrix: Matrix, columns: NDArray[np.integer]) -> Rarities:
    """How many articles have the terms of some columns."""
    some = np.zeros(matrix.width, bool)
    some[columns] = True
    own = np.flatnonzero(some)
    return Rarities(matrix.count, matrix.terms[own], matrix.holders[own])


def reasons(profiles: Sequence[Profile], rare: Rarities) -> Reasons:
    """What half or more of some articles, and two at least, have in their signs."""
    have: Counter[int] = Counter()
    spelled: dict[int, str] = {}
    for profile in profiles:
        own = profile.terms.tolist()
        have.update(own)
        for term, words in profile.signs.items():
            spelled.setdefault(term, words)
    shared = [term for term in spelled if have[term] >= max(2, len(profiles) / 2)]
    if not shared:
        return Reasons()
    terms = np.array(shared, np.uint32)
    at = np.searchsorted(rare.terms, terms).clip(0, max(0, len(rare.terms) - 1))
    known = rare.terms[at] == terms if len(rare.terms) else np.zeros(len(terms), bool)
    holders = np.where(known, rare.holders[at] if len(rare.terms) else 1, 1)
    worth = rarity(holders, rare.count, channel_of(terms))
    order = sorted(
        range(len(shared)),
        key=lambda each: (-have[shared[each]] * float(worth[each]), shared[each]),
    )
    by_kind: dict[str, list[str]] = {"names": [], "dates": [], "numbers": [], "phrases": []}
    for each in order:
        words = spelled[shared[each]]
        told = by_kind[_kind(words, int(channel_of(terms[each : each + 1])[0]))]
        if len(told) < TOLD and not any(_inside(words, other) for other in told):
            told.append(words)
    names = [
        name
        for name in by_kind["names"]
        if not any(_inside(name, each) for each in by_kind["phrases"])
        and name.lower().rstrip(".") not in TITLES
    ]
    return Reasons(
        tuple(names),
        tuple(by_kind["dates"]),
        tuple(by_kind["numbers"]),
        tuple(by_kind["phrases"]),
    )


def _kind(words: str, channel: int) -> str:
    """`dates`, `phrases`, `names` or `numbers`."""
    if _DATE.fullmatch(words):
        return "dates"
    if channel == CLOSE:
        return "phrases"
    return "names" if channel == NAME else "numbers"


def _inside(words: str, other: str) -> bool:
    return words.casefold() in other.casefold()
