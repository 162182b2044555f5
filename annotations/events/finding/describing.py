"""Events as they are told of: how likely, which articles are one voice, what to read first, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Protocol

import numpy as np

from annotations.articles import Article
from annotations.events.echoes import echoes
from annotations.events.finding.copies import copied
from annotations.events.finding.likeness import products
from annotations.events.finding.profiles import CHANNELS, Profile
from annotations.events.finding.reasons import Rarities, Reasons, reasons
from annotations.events.finding.weighing import Floats, Ints, Weights

COMPARED = 40
"""Articles of an event among which the pair to read first, and echoes, are looked for."""

BATCH = 50
"""Events that are described together."""

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


class Described(Protocol):
    """What is known of an article, made ready where it is needed."""

    def profile(self) -> Profile:
        """What it is about."""

    def article(self) -> Article:
        """The article itself."""


@dataclass(frozen=True, slots=True)
class Member:
    """An article in memory."""

    known: Profile
    read: Article

    def profile(self) -> Profile:
        """What it is about."""
        return self.known

    def article(self) -> Article:
        """The article itself."""
        return self.read


@dataclass(frozen=True, slots=True)
class Batch:
    """Some events, and all that is needed to describe them.

    Of each there are its `articles`, by index, which of them others copy, and its score. Those of its
    articles that are looked at are `bounds[i]` to `bounds[i + 1]` of `numbers`, of the rows, and of `members`.
    """

    articles: Sequence[tuple[int, ...]]
    copies: Sequence[Mapping[int, Sequence[int]]]
    scores: Sequence[float]
    bounds: Sequence[int]
    numbers: Ints
    weights: Weights
    members: Sequence[Described]
    rarities: Rarities


def describe(batch: Batch) -> list[FoundEvent]:
    """The events of a batch."""
    pairs = [np.array(list(combinations(range(*both), 2))) for both in pairwise(batch.bounds)]
    every = np.concatenate(pairs)
    said = products(batch.weights, every[:, 0], every[:, 1])[:, :CHANNELS].sum(axis=1)
    made, at = [], 0
    for event, own in enumerate(pairs):
        made.append(_described(batch, event, own, said[at : at + len(own)]))
        at += len(own)
    return made


def _described(batch: Batch, event: int, pairs: Ints, said: Floats) -> FoundEvent:
    """An event of which it is known how much each pair of its articles says."""
    start, end = batch.bounds[event : event + 2]
    about = [each.profile() for each in batch.members[start:end]]
    prints = [each.fingerprints for each in about]
    share = np.array([copied(prints[a - start], prints[b - start]) for a, b in pairs.tolist()])
    best = pairs[int(np.argmax(said * (1 - share) ** 2))]
    echoing = sorted({int(each) for pair in pairs[share >= MAY_ECHO] for each in pair})
    voices = [
        {int(batch.numbers[echoing[each]]) for each in echo.articles}
        for echo in (echoes([batch.members[each].article() for each in echoing]) if echoing else ())
    ]
    first, second = batch.numbers[best].tolist()
    return FoundEvent(
        batch.articles[event],
        batch.scores[event],
        tuple(tuple(sorted(each)) for each in _with_copies(voices, batch.copies[event])),
        (first, second),
        reasons(about, batch.rarities),
    )


def _with_copies(voices: list[set[int]], copies: Mapping[int, Sequence[int]]) -> list[set[int]]:
    """The voices of an event once the copies of its articles are with them."""
    for each, others in copies.items():
        voice = next((voice for voice in voices if each in voice), None)
        if voice is None:
            voices.append(voice := {each})
        voice.update(others)
    return sorted(voices, key=min)
