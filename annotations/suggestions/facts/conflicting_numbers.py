"""Numbers that two texts give for the same thing and that cannot both be meant.

What makes two numbers of one thing: the same measure, the same word for what is counted or the same
sort of event beside them (a death, an arrest ..), clauses that have much in common, and the same
role (a change, an addition, a rate). What speaks against it: a number that the other text gives too,
or from which this one can be reckoned, and other places or people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import log
from typing import NamedTuple

from annotations.alignment.linking.stemming import stem
from annotations.articles import Span
from annotations.suggestions.facts.coefficients import BIAS, WEIGHTS
from annotations.suggestions.facts.lexicon import ADDED, ENDINGS, RATES, WANTED
from annotations.suggestions.facts.quantities import Quantity, quantities, scores
from annotations.suggestions.facts.reading import (
    Reading,
    Word,
    events_in,
    only_generic,
    shared,
    told_apart,
)
from annotations.suggestions.logistic import logistic

NEAR = 9
"""Words on either side of a number in which stands what happened to what it counts."""

BESIDE = 3
"""Telling words on either side of a measure that say what is measured."""

FAR_APART = 10
"""Times that one number is the other from which they are hardly of one thing."""

NAMED = 60
"""Characters on either side of a game's result in which its teams are named."""

FIRST = 25
"""Words from the beginning among which stands what a paragraph is about."""

LEAST = 0.65
"""Probability from which two numbers are said to be of the same thing."""


class Evidence(NamedTuple):
    """What speaks for and against two numbers being of the same thing; each between 0 and 1.

    `same_word`: one word for what is counted; `same_event`: a death, an arrest .. beside both;
    `only_people`: what is counted is only people. `beside`,
    `around`, `clause`, `common`: ideas that the nearest words, the words around, the clauses and
    the texts have in common. `measured`: a measure, no count. `reckoned`: one follows from other
    numbers. `other_role`, `elsewhere`: a rate against a total, another place. `rivals`: other numbers of the measure. `apart`: how far the numbers
    differ. `vague`: one is told roughly. `first`: both stand near the beginning.
    """

    same_word: float
    same_event: float
    only_people: float
    beside: float
    around: float
    clause: float
    common: float
    measured: float
    reckoned: float
    other_role: float
    elsewhere: float
    rivals: float
    apart: float
    vague: float
    first: float


class NumberPair(NamedTuple):
    """A number of each text, and whether one is an estimate or a bound and the other is not."""

    left: Span
    right: Span
    estimated: bool


def conflicting_numbers(ours: Reading, theirs: Reading) -> Iterator[NumberPair]:
    """Give the numbers that differ and are of the same thing, the likeliest first, each once."""
    left, right = quantities(ours), quantities(theirs)
    likely = sorted(
        (-probability(evidence), at, behind)
        for at, behind, evidence in candidates(ours, left, theirs, right)
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for minus, at, behind in likely:
        if -minus < LEAST or at in taken[0] or behind in taken[1]:
            continue
        taken[0].add(at)
        taken[1].add(behind)
        one, other = left[at], right[behind]
        vague = (one.vague or one.guessed) != (other.vague or other.guessed)
        yield NumberPair(Span(one.start, one.end), Span(other.start, other.end), vague)
    yield from _results(ours, theirs)


def candidates(
    ours: Reading, left: Sequence[Quantity], theirs: Reading, right: Sequence[Quantity]
) -> Iterator[tuple[int, int, Evidence]]:
    """Give the pairs of numbers of one measure that cannot both be meant, and what speaks for them.

    A number that the other text gives too, one far from the other, and two of different events or
    opposite places, days or people are no candidates.
    """
    open_left = [at for at, one in enumerate(left) if not _known(one, right)]
    open_right = [at for at, other in enumerate(right) if not _known(other, left)]
    for at in open_left:
        for behind in open_right:
            one, other = left[at], right[behind]
            far = max(one.high, other.high) > FAR_APART * max(min(one.low, other.low), 1e-9)
            if one.dimension != other.dimension or one.whole != other.whole or far:
                continue
            if _of_two_things(ours, one, theirs, other):
                continue
            yield at, behind, _evidence(ours, one, left, theirs, other, right)


def _of_two_things(ours: Reading, one: Quantity, theirs: Reading, other: Quantity) -> bool:
    """Whether the words at two numbers tell that they are of different things."""
    events = events_in(_around(ours, one)), events_in(_around(theirs, other))
    if events[0] and events[1] and not events[0] & events[1]:
        return True
    return told_apart(ours.clause_of(one.at), theirs.clause_of(other.at))


def _results(ours: Reading, theirs: Reading) -> Iterator[NumberPair]:
    """Give the result of a game that each text tells otherwise."""
    results = [list(scores(reading)) for reading in (ours, theirs)]
    if not all(len(each) == 1 for each in results):
        return
    (a, b, result), (c, d, other_result) = results[0][0], results[1][0]
    teams = [
        {word.folded for word in each.words if abs(word.start - at) < NAMED} & each.names
        for each, at in ((ours, a), (theirs, c))
    ]
    same_game = teams[0] & teams[1] and _over(ours, a) and _over(theirs, c)
    if result != other_result and same_game:
        yield NumberPair(Span(a, b), Span(c, d), False)


def _over(reading: Reading, start: int) -> bool:
    """Whether the result that stands at an offset is told as the end of a game."""
    at = reading.index(start)
    return any(stem(word.folded) in ENDINGS for word in reading.words[max(0, at - 6) : at + 4])


def _known(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the other text gives this very number, with its unit or without."""
    return any(
        one.fits(other)
        and (one.dimension == other.dimension or "count" in (one.dimension, other.dimension))
        for other in others
    )


def _reckoned(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether two numbers of the other text make up this one, as a sum or as a difference.

    Two women and one man are three; who had 45 seats and now has 33 lost 12.
    """
    counts = [other for other in others if other.dimension == one.dimension]
    return any(
        low <= one.high and one.low <= high
        for a, b in combinations(counts, 2)
        for low, high in (
            (a.low + b.low, a.high + b.high),
            sorted((abs(a.low - b.high), abs(a.high - b.low))),
        )
    )


def probability(evidence: Evidence) -> float:
    """How likely two numbers are of the same thing, by a logistic model over the evidence."""
    return logistic(BIAS, WEIGHTS, evidence)


def _evidence(
    ours: Reading,
    one: Quantity,
    left: Sequence[Quantity],
    theirs: Reading,
    other: Quantity,
    right: Sequence[Quantity],
) -> Evidence:
    clauses = ours.clause_of(one.at), theirs.clause_of(other.at)
    around = _around(ours, one), _around(theirs, other)
    beside = _beside(ours, one), _beside(theirs, other)
    events = events_in(around[0]), events_in(around[1])
    shorter = max(1, min(sum(word.tells for word in clause) for clause in clauses))
    rivals = sum(each.dimension == one.dimension for each in (*left, *right)) - 2
    one_word = _one_word(one.of, other.of)
    return Evidence(
        same_word=float(one_word),
        same_event=float(bool(events[0] & events[1])),
        only_people=float(one_word and only_generic(one.of) and not events[0] & events[1]),
        beside=min(3, shared(*beside)) / 3,
        around=min(4, shared(*around)) / 4,
        clause=min(1.0, shared(*clauses) / shorter),
        common=min(8, shared(ours.telling(), theirs.telling())) / 8,
        measured=float(one.dimension != "count"),
        reckoned=float(_reckoned(one, right) or _reckoned(other, left)),
        other_role=float(_role_of(ours, one) != _role_of(theirs, other)),
        elsewhere=float(_elsewhere(ours, one, theirs, other)),
        rivals=min(6, rivals) / 6,
        apart=min(1.0, abs(log(max(one.high, 1e-9) / max(other.high, 1e-9)))),
        vague=float(one.vague != other.vague or one.guessed != other.guessed),
        first=float(one.at < FIRST and other.at < FIRST),
    )


def _around(reading: Reading, quantity: Quantity) -> list[Word]:
    """The telling words among which stands what happened to what is counted."""
    near = reading.words[max(0, quantity.at - NEAR) : quantity.at + NEAR + 3]
    return [word for word in near if word.tells]


def _beside(reading: Reading, quantity: Quantity) -> list[Word]:
    """The telling words nearest to a number: what it is the price, the length or the share of."""
    telling = [word for word in reading.clause_of(quantity.at) if word.tells]
    before = [word for word in telling if word.end <= quantity.start]
    behind = [word for word in telling if word.start >= quantity.end]
    return [*before[-BESIDE:], *behind[:BESIDE]]


def _one_word(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether a word of what is counted is the same on both sides, synonyms aside."""
    return bool({stem(word.folded) for word in ours} & {stem(word.folded) for word in theirs})


def _role_of(reading: Reading, quantity: Quantity) -> frozenset[str]:
    """In what role a number stands: a change (`by 3`), an addition (`3 more`), a rate (`3 a day`).

    Or all there are (`of its 3`), or what is wanted or planned, and did not come about so far.
    """
    at = quantity.at
    words = [word.folded for word in reading.words]
    behind = reading.index(quantity.end - 1) + 1
    found = set()
    if at and words[at - 1] == "by":
        found.add("change")
    if ADDED & {*words[max(0, at - 2) : at], *words[behind : behind + 2]}:
        found.add("addition")
    if words[max(0, at - 2) : at] in (["of", "its"], ["of", "his"], ["of", "her"], ["of", "their"]):
        found.add("whole")
    if any(stem(word.folded) in WANTED for word in reading.clause_of(at)):
        found.add("wanted")
    if quantity.dimension == "percent" and words[behind : behind + 1] == ["of"]:
        found.add("share")
    if RATES & set(words[behind : behind + 3]):
        found.add("rate")
    return frozenset(found)


def _elsewhere(ours: Reading, one: Quantity, theirs: Reading, other: Quantity) -> bool:
    """Whether both numbers are told of named places or people, and of no common one."""
    names = [
        {word.folded for word in reading.clause_of(each.at)} & reading.names
        for reading, each in ((ours, one), (theirs, other))
    ]
    apart = not (names[0] & theirs.names or names[1] & ours.names)
    return bool(names[0] and names[1]) and apart
