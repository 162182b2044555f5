"""Which of many articles report one event: the front door, for articles in memory or an index.

No two reports of an event need share a sentence. Articles are compared by rare names, numbers and
words that stand close, the few likeliest of each are judged, and what is likely on average becomes
an event.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from annotations.articles import Article
from annotations.events.finding.adding import added
from annotations.events.finding.before import Before, remembered
from annotations.events.finding.candidates import candidates
from annotations.events.finding.copies import Bands, bands_of, originals
from annotations.events.finding.describing import (
    BATCH,
    COMPARED,
    Batch,
    Described,
    FoundEvent,
    Member,
    describe,
)
from annotations.events.finding.grouping import (
    Judgements,
    events_of,
    judgements,
    nothing_known,
    together,
    worth_judging,
)
from annotations.events.finding.judging import chance
from annotations.events.finding.likeness import UNDATED
from annotations.events.finding.profiles import profiles
from annotations.events.finding.reasons import rarities, reasons
from annotations.events.finding.sharing import ALONE, Share
from annotations.events.finding.weighing import Ints, Matrix, Rows, rows_of, weighed
from annotations.events.finding.words import Hashes

FEW = 0.2
"""Share of the articles that may have come since others were judged, before all are judged anew:
how rare a word is changes with what is there."""


@dataclass(frozen=True, slots=True)
class Prints:
    """What copies are known by: the fingerprints of articles, and their bands (`bands_of`)."""

    fingerprints: Sequence[Hashes]
    bands: Bands


@dataclass(frozen=True, slots=True)
class Compared:
    """Articles as `compare` left them: copies taken together, the others in groups.

    Row i of the matrix, and i in the groups and in what is known, is the article `places[i]`. Where
    the matrix has only some terms, `recalled` is what was remembered of the others.
    """

    matrix: Matrix
    places: Ints
    copies: dict[int, list[int]]
    groups: list[list[int]]
    known: Judgements
    recalled: Before | None = None

    def scores(self) -> list[float]:
        """Of each group, how likely two of its articles report one event, on average."""
        home = np.full(len(self.places), -1, np.int64)
        for at, group in enumerate(self.groups):
            home[group] = at
        inside = (home[self.known.one] == home[self.known.other]) & (home[self.known.one] >= 0)
        own = home[self.known.one[inside]]
        sums = np.bincount(own, self.known.odds[inside], minlength=len(self.groups))
        counts = np.bincount(own, minlength=len(self.groups))
        return [chance(each) for each in (sums / np.maximum(counts, 1)).tolist()]

    def events(self) -> list[tuple[int, ...]]:
        """The articles of every event, also of those that are one text alone."""
        alone = ((each, *self.copies[each]) for each in self.alone())
        return [*(self.members(each) for each in self.groups), *alone]

    def alone(self) -> list[int]:
        """The articles that others copy, and that nobody else reports."""
        grouped = {int(self.places[each]) for group in self.groups for each in group}
        return sorted(set(self.copies) - grouped)

    def remembered(self) -> Before:
        """What is to be remembered, so that none of it is judged again."""
        return remembered(self.matrix, self.places, self.known, self.groups, self.recalled)

    def members(self, group: Sequence[int]) -> tuple[int, ...]:
        """The articles of a group, with those that copy them."""
        own = [int(self.places[each]) for each in group]
        return tuple(sorted([*own, *chain(*self.copies_of(group).values())]))

    def copies_of(self, group: Sequence[int]) -> dict[int, list[int]]:
        """Those of the articles of a group that others copy, and which do."""
        own = (int(self.places[each]) for each in group)
        return {each: self.copies[each] for each in own if each in self.copies}


def find_events(articles: Sequence[Article]) -> tuple[FoundEvent, ...]:
    """The events that two or more of some articles report, the likeliest first."""
    found = profiles([text_of(each) for each in articles])
    days = np.array([day_of(each.published) for each in articles], np.int64)
    prints = [each.fingerprints for each in found]
    compared = compare(rows_of(found), Prints(prints, bands_of(prints)), days)
    members = [Member(*each) for each in zip(found, articles, strict=True)]
    return tuple(described(compared, lambda at: [members[each] for each in at]))


def described(
    compared: Compared,
    whose: Callable[[Sequence[int]], Sequence[Described]],
    wanted: Callable[[tuple[int, ...]], bool] = lambda articles: True,
    share: Share = map,
) -> list[FoundEvent]:
    """The events of what was compared, the likeliest first.

    `whose` gives what is known of articles, by index, where it is needed; `wanted` says of the
    articles of an event whether to describe it; `share` has the work done.
    """
    scores = compared.scores()
    groups = [
        (group, score)
        for group, score in zip(compared.groups, scores, strict=True)
        if wanted(compared.members(group))
    ]
    share = share if sum(len(group) for group, _ in groups) > ALONE else map
    batches = (
        _batch(compared, groups[start : start + BATCH], whose)
        for start in range(0, len(groups), BATCH)
    )
    matrix = compared.matrix
    made = [event for batch in share(describe, batches) for event in batch]
    for origin in compared.alone():
        every = (origin, *compared.copies[origin])
        if wanted(every):
            two = [each.profile() for each in whose(every[:2])]
            terms = np.intersect1d(matrix.terms, two[0].terms, assume_unique=True)
            columns = np.searchsorted(matrix.terms, terms)
            why = reasons(two, rarities(matrix, columns))
            made.append(FoundEvent(every, 1.0, (every,), (every[0], every[1]), why))
    return sorted(made, key=lambda each: (-each.score, each.articles))


def _batch(
    compared: Compared,
    groups: Sequence[tuple[list[int], float]],
    whose: Callable[[Sequence[int]], Sequence[Described]],
) -> Batch:
    """All that is needed to describe some groups, each with its score."""
    looked_at = [np.array(group[:COMPARED]) for group, _ in groups]
    rows = np.concatenate(looked_at)
    weights = compared.matrix.cut(rows)
    numbers = compared.places[rows]
    return Batch(
        [compared.members(group) for group, _ in groups],
        [compared.copies_of(group) for group, _ in groups],
        [score for _, score in groups],
        [0, *np.cumsum([len(each) for each in looked_at]).tolist()],
        numbers,
        weights,
        whose(numbers.tolist()),
        rarities(compared.matrix, weights.columns),
    )


def text_of(article: Article) -> str:
    """What an article is compared by: its title in a line, and its text without boilerplate."""
    parts = [article.text_of(each) for each in article.blocks if each.aligned]
    body = "\n".join(parts)
    return body if body.startswith(article.title) else f"{article.title}\n{body}"


def day_of(published: str) -> int:
    """Days since the year 1 of a date as ISO 8601 writes it, or `UNDATED`."""
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return UNDATED


def compare(
    rows: Rows,
    prints: Prints,
    days: Ints,
    tell: Callable[[int], None] = lambda done: None,
    before: Before | None = None,
    *,
    present: NDArray[np.bool_] | None = None,
    asked_only: bool = False,
    share: Share = map,
) -> Compared:
    """Take copies together, and the articles that are left into groups.

    `present` says which articles take part, all unless it is given. `tell` is told how many have
    been compared. What `before` says is not judged again, as
    long as few articles have come since. `asked_only` looks at no term that none of those has,
    which is much faster; events without any of them are then described by little. `share` has the
    work done.
    """
    if present is None:
        present = np.ones(rows.count, bool)
    first = originals(np.where(present[:, None], prints.bands, np.uint64(0)), prints.fingerprints)
    places = np.flatnonzero((first == np.arange(rows.count)) & present)
    copies: dict[int, list[int]] = {}
    for each in np.flatnonzero(first != np.arange(rows.count)).tolist():
        copies.setdefault(int(first[each]), []).append(each)
    fresh = places if before is None else np.setdiff1d(places, before.articles)
    if before is None or len(fresh) > FEW * len(places):
        before, fresh, asked_only = None, places, False
    asked = np.searchsorted(places, fresh)
    dated = days[places]

    def judged(part: float) -> None:
        tell(round(part * len(asked)))

    if before is not None and asked_only:
        matrix, known, groups = added(rows, places, asked, dated, before, judged)
    else:
        matrix = weighed(rows, places)
        known = nothing_known() if before is None else before.among(places)
        share = share if len(asked) > ALONE else map
        pairs = worth_judging(matrix.count, dated, list(candidates(matrix, asked, share)))
        fresh_ones = judgements(matrix, dated, *pairs, judged, share)
        known = together(matrix.count, [known, fresh_ones])
        groups, known = events_of(matrix, dated, known, share=share)
    return Compared(matrix, places, copies, groups, known, before if asked_only else None)
