"""Rank names by what was typed: what starts so first, then what is alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rapidfuzz import fuzz, utils

_ALIKE = 55.0
"""Below this a name is not offered; found by typing slips of one or two letters."""


def rank(query: str, names: Sequence[str], meanings: Sequence[str] = ()) -> list[int]:
    """Indices of the names that fit a query, best first; all, in order, for an empty query.

    A whole name beats its beginning, that the beginning of one of its words, that a part, and
    that a name with typing slips (RapidFuzz's `WRatio`); equal fits keep their order. `meanings` are
    more words of each name: the beginning of one counts for less than that of a word of the name.
    """
    wanted = utils.default_process(query)
    if not wanted:
        return list(range(len(names)))
    scored = [
        (max(_score(wanted, utils.default_process(name)), _means(wanted, meaning)), index)
        for index, (name, meaning) in enumerate(zip_longest(names, meanings, fillvalue=""))
    ]
    return [index for score, index in sorted(scored, key=lambda pair: -pair[0]) if score >= _ALIKE]


def _means(wanted: str, meaning: str) -> float:
    """How well a query fits further words; the earlier of them fit a little better."""
    if len(wanted) < 2:
        return 0.0
    places = (at for at, word in enumerate(meaning.split()) if word.startswith(wanted))
    return next((180.0 - at for at in places), 0.0)


def _score(wanted: str, name: str) -> float:
    if name == wanted:
        return 400.0
    if name.startswith(wanted):
        return 300.0
    if any(word.startswith(wanted) for word in name.split()):
        return 200.0
    if wanted in name:
        return 150.0
    return fuzz.WRatio(wanted, name)
