"""Days and times that two texts give for the same thing and that cannot both be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotations.articles import Span
from annotations.suggestions.facts.lexicon import KIN
from annotations.suggestions.facts.moments import Moment, moments
from annotations.suggestions.facts.reading import Reading, Word, roots_of, shared
from annotations.suggestions.facts.speakers import says

SPOKEN = 3
"""Words before a date among which a verb of saying makes it the day of speaking."""

LEAST = 1
"""Telling words that two clauses have in common beside a date; of a weekday or a time, two."""
NEAR = 2
"""Telling words next to a weekday among which stands what was done then."""

BESIDE = 3
"""Telling words on either side of a date in which stands what happened then."""


def conflicting_dates(ours: Reading, theirs: Reading) -> Iterator[tuple[Span, Span]]:
    """Give the one date, weekday or time that each text has where the other has another."""
    left, right = moments(ours.text), moments(theirs.text)
    for sort in ("date", "weekday", "time"):
        ones = [moment for moment in left if moment.sort == sort]
        others = [moment for moment in right if moment.sort == sort]
        if any(one.fits(other) for one in ones for other in others):
            continue
        found = [
            (one, other) for one in ones for other in others if _same(ours, one, theirs, other)
        ]
        if len(found) == 1:
            one, other = found[0]
            yield Span(one.start, one.end), Span(other.start, other.end)
            return


def _same(ours: Reading, one: Moment, theirs: Reading, other: Moment) -> bool:
    """Whether two moments are when the same thing happened, as far as the words tell."""
    if any(_relative(reading, moment) for reading, moment in ((ours, one), (theirs, other))):
        return False
    clauses = [
        [
            word
            for word in reading.clause_of(reading.index(moment.start))
            if word.tells and not moment.start <= word.start < moment.end
        ]
        for reading, moment in ((ours, one), (theirs, other))
    ]
    before = [
        [word for word in clause if word.end <= moment.start][-BESIDE:]
        for clause, moment in zip(clauses, (one, other), strict=True)
    ]
    behind = [
        [word for word in clause if word.start >= moment.end][:BESIDE]
        for clause, moment in zip(clauses, (one, other), strict=True)
    ]
    if any(_spoken(reading, moment) for reading, moment in ((ours, one), (theirs, other))):
        return False  # when somebody spoke is another matter than when it happened
    if _by(ours, one) != _by(theirs, other):
        return False
    if any(word.folded in KIN for clause in clauses for word in clause):
        return False  # the trial of one brother is not that of the other
    if one.sort == "weekday" and not _one_verb(_near(ours, one), _near(theirs, other)):
        return False
    beside = [[*one_side, *other_side] for one_side, other_side in zip(before, behind, strict=True)]
    least = LEAST if one.sort == "date" else LEAST + 1
    return shared(*clauses) >= 2 and shared(*beside) >= least


def _near(reading: Reading, moment: Moment) -> list[Word]:
    """The telling words next to a weekday, nearest first; names are left out.

    Before it they stand anywhere in its clause, behind it right there: `on Monday resigned`.
    """
    at = reading.index(moment.start)
    clause = [word for word in reading.clause_of(at) if word.end <= moment.start]
    before = [word for word in clause if word.tells and word.folded not in reading.names]
    behind = reading.words[reading.index(moment.end - 1) + 1 :][:1]
    return [*(word for word in behind if word.tells), *reversed(before)]


def _one_verb(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether the same was done on two weekdays, as far as the words next to them tell.

    Whoever resigned on Monday may have apologised on Friday: the nearest word of one side, as a
    rule the verb, is among the `NEAR` nearest of the other.
    """
    return any(
        roots_of(one[:1]) & roots_of(other[:NEAR])
        for one, other in ((ours, theirs), (theirs, ours))
    )


def _spoken(reading: Reading, moment: Moment) -> bool:
    """Whether a moment is when somebody said something, or when a page was `updated`."""
    first, last = reading.index(moment.start), reading.index(moment.end - 1)
    before, behind = reading.words[max(0, first - SPOKEN) : first], reading.words[last + 1 :]
    return any(map(says, (*before, *behind[:2]))) or any(
        word.folded == "updated" for word in (*before, *behind[:3])
    )


def _by(reading: Reading, moment: Moment) -> bool:
    """Whether something was done by then, and not then."""
    at = reading.index(moment.start)
    return at > 0 and reading.words[at - 1].folded == "by"


def _relative(reading: Reading, moment: Moment) -> bool:
    """Whether a moment is told by another, or one of several: `from Monday to Thursday`."""
    words = reading.text[max(0, moment.start - 12) : moment.start].lower().split()
    return bool({"before", "after", "until", "since", "from", "to", "through"} & set(words[-2:]))
