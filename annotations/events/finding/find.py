"""Which of many articles report one event: the front door, for articles in memory or an index.

No two reports of an event need share a sentence. Articles are compared by rare names, numbers and
words that stand close, the few likeliest of each are judged, and what is likely on average becomes
an event.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from annotations.articles import Article
from annotations.events.echoes import echoes
from annotations.events.finding.adding import added
from annotations.events.finding.before import Before, remembered
from annotations.events.finding.copies import Bands, bands_of, copied, originals
from annotations.events.finding.grouping import (
    Judgements,
    events_of,
    judgements,
    nothing_known,
    together,
)
from annotations.events.finding.judging import chance
from annotations.events.finding.likeness import UNDATED, products
from annotations.events.finding.profiles import CHANNELS, Profile, profiles
from annotations.events.finding.reasons import Reasons, reasons
from annotations.events.finding.weighing import Floats, Ints, Matrix, Rows, rows_of, weighed
from annotations.events.finding.words import Hashes

COMPARED = 40
"""Articles of an event among which the pair to read first, and echoes, are looked for."""

FEW = 0.2
"""Share of the articles that may have come since others were judged, before all are judged anew:
how rare a word is changes with what is there."""

MAY_ECHO = 0.15
"""Part of a text that another has, by fingerprints, from which it is worth to compare them in full."""


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """Articles, by index, that report one event.

    `score` (0 to 1) is how likely two of them do, on average. `echoes` are those among them that
    copy each other or a common text. `pair` is the two to read first: they say most that both say,
    and copy least. `reasons` are what the articles share.
    """

    articles: tuple[int, ...]
    score: float
    echoes: tuple[tuple[int, ...], ...]
    pair: tuple[int, int]
    reasons: Reasons


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
        return tuple(sorted([*own, *(copy for each in own for copy in self.copies.get(each, ()))]))


def find_events(articles: Sequence[Article]) -> tuple[FoundEvent, ...]:
    """The events that two or more of some articles report, the likeliest first."""
    found = profiles([text_of(each) for each in articles])
    days = np.array([day_of(each.published) for each in articles], np.int64)
    prints = [each.fingerprints for each in found]
    compared = compare(rows_of(found), Prints(prints, bands_of(prints)), days)
    return tuple(described(compared, found.__getitem__, articles.__getitem__))


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
) -> Compared:
    """Take copies together, and the articles that are left into groups.

    `present` says which articles take part, all unless it is given. `tell` is told how many have
    been compared. What `before` says is not judged again, as
    long as few articles have come since. `asked_only` looks at no term that none of those has,
    which is much faster; events without any of them are then described by little.
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
    if before is not None and asked_only:
        matrix, known, groups = added(rows, places, asked, dated, before, tell)
    else:
        matrix = weighed(rows, places)
        known = nothing_known() if before is None else before.among(places)
        known = together(matrix.count, [known, judgements(matrix, dated, tell, asked)])
        groups, known = events_of(matrix, dated, known)
    return Compared(matrix, places, copies, groups, known, before if asked_only else None)


def described(
    compared: Compared,
    profile: Callable[[int], Profile],
    article: Callable[[int], Article],
    wanted: Callable[[tuple[int, ...]], bool] = lambda articles: True,
) -> list[FoundEvent]:
    """The events of what was compared, the likeliest first.

    `profile` and `article` give those of an article, by index, where they are needed; `wanted` says
    of the articles of an event whether to describe it.
    """
    odds = {(one, other): odds for one, other, odds in compared.known}
    groups = [each for each in compared.groups if wanted(compared.members(each))]
    pairs = [np.array(list(combinations(each[:COMPARED], 2))) for each in groups]
    every = np.concatenate([np.zeros((0, 2), np.int64), *pairs])
    said = products(compared.matrix, every[:, 0], every[:, 1])[:, :CHANNELS].sum(axis=1)
    made, at = [], 0
    for group, own in zip(groups, pairs, strict=True):
        judged = [odds[pair] for pair in combinations(group, 2) if pair in odds]
        score = chance(sum(judged) / max(1, len(judged)))
        made.append(
            _described(compared, group, score, own, said[at : at + len(own)], profile, article)
        )
        at += len(own)
    made += [
        _only_copies(compared, origin, profile)
        for origin in compared.alone()
        if wanted((origin, *compared.copies[origin]))
    ]
    return sorted(made, key=lambda each: (-each.score, each.articles))


def _described(
    compared: Compared,
    group: Sequence[int],
    score: float,
    pairs: Ints,
    said: Floats,
    profile: Callable[[int], Profile],
    article: Callable[[int], Article],
) -> FoundEvent:
    """An event of which it is known how likely it is, and how much each pair of its articles says."""
    about = {each: profile(int(compared.places[each])) for each in group[:COMPARED]}
    prints = {each: found.fingerprints for each, found in about.items()}
    share = np.array([copied(prints[one], prints[other]) for one, other in pairs.tolist()])
    best = pairs[int(np.argmax(said * (1 - share) ** 2))]
    echoing = sorted({int(each) for pair in pairs[share >= MAY_ECHO] for each in pair})
    places = [int(compared.places[each]) for each in echoing]
    voices = [
        {places[each] for each in echo.articles}
        for echo in (echoes([article(each) for each in places]) if places else ())
    ]
    members = [int(compared.places[each]) for each in group]
    voices = _with_copies(members, voices, compared.copies)
    return FoundEvent(
        compared.members(group),
        score,
        tuple(tuple(sorted(each)) for each in voices),
        (int(compared.places[best[0]]), int(compared.places[best[1]])),
        reasons(list(about.values()), len(compared.places), compared.matrix),
    )


def _with_copies(
    members: Sequence[int], voices: list[set[int]], copies: dict[int, list[int]]
) -> list[set[int]]:
    """The voices of an event once the copies of its articles are with them."""
    for each in members:
        if each in copies:
            voice = next((voice for voice in voices if each in voice), None)
            if voice is None:
                voices.append(voice := {each})
            voice.update(copies[each])
    return sorted(voices, key=min)


def _only_copies(compared: Compared, origin: int, profile: Callable[[int], Profile]) -> FoundEvent:
    """The event of which there is one text alone, several times."""
    every = (origin, *compared.copies[origin])
    why = reasons([profile(each) for each in every[:2]], len(compared.places), compared.matrix)
    return FoundEvent(every, 1.0, (every,), (every[0], every[1]), why)
