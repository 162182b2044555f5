"""Archives as news has them, made up: common and rare words, waves of days, reports, and copies.

    python -m tests.benchmarks.events.archive COUNT OUT.jsonl [--seed 1]

Words are drawn by Zipf's law, and so are the names that many reports have. An event is of one of
some kinds, which have words of their own, so that many events are alike; it has a few names,
numbers and words that tell it from those. One to eight papers report it, within two days, each with
a part of its facts in its own order and words; one report in eight is a copy, cut and with another
headline. Nothing of it is a text of anybody's.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

SYLLABLES = [
    c + v
    for c in [
        "b",
        "ch",
        "d",
        "f",
        "g",
        "h",
        "j",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "st",
        "t",
        "tr",
        "v",
        "z",
    ]
    for v in ["a", "e", "i", "o", "u"]
]
SMALL = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "for",
    "on",
    "with",
    "as",
    "at",
    "by",
    "from",
    "it",
    "was",
    "is",
    "has",
    "have",
    "are",
    "were",
    "not",
    "be",
]
KINDS, OUTLETS = 80, 120
SIZES = np.array([0.4, 0.2, 0.13, 0.09, 0.07, 0.05, 0.04, 0.02])
"""Share of events that one, two, … eight papers report."""

COPIED = 0.125

FLAT = 30
"""Ranks over which the commonest words are about equally common; commoner ones are small words."""

START = date(2025, 1, 1)


class World:
    """The words, names and kinds of events of an archive."""

    def __init__(self, seed: int, words: int, names: int, like: float) -> None:
        self.like = like
        self.random = np.random.default_rng(seed)
        self.words = self._spelled(words)
        self.names = [each.capitalize() for each in self._spelled(names)]
        self.last: tuple[list[str], list[str]] | None = None
        self.kinds = [self._some(self.words, 150) for _ in range(KINDS)]

    def _spelled(self, count: int) -> list[str]:
        lengths = self.random.integers(2, 5, 2 * count)
        picks = self.random.integers(0, len(SYLLABLES), (2 * count, 4))
        made = (
            "".join(SYLLABLES[k] for k in row[:n]) for row, n in zip(picks, lengths, strict=True)
        )
        return list(islice(dict.fromkeys(made), count))

    def zipf(self, pool: list[str], count: int) -> list[str]:
        """Words of a pool, the k-th about as often as 1 / (k + 30) (Mandelbrot 1953)."""
        spread = np.log((len(pool) + FLAT) / FLAT)
        ranks = (FLAT * np.exp(self.random.random(count) * spread)).astype(int) - FLAT
        return [pool[each] for each in ranks]

    def _some(self, pool: list[str], count: int) -> list[str]:
        return [pool[each] for each in self.random.integers(0, len(pool), count)]

    def event(self) -> Event:
        """A new event of some kind; some are like the one before, and has two of its names."""
        like = self.last if self.random.random() < self.like else None
        kind = like[0] if like else self.kinds[int(self.random.integers(KINDS))]
        common = like[1][:2] if like else self.zipf(self.names[: len(self.names) // 20], 3)
        names = common + self._some(self.names, int(self.random.integers(2, 5)))
        self.last = kind, names
        numbers = [str(each) for each in self.random.integers(2, 3000, 5)]
        own = self._some(kind, 14) + self._some(self.words, 10)
        facts = []
        for _ in range(14):
            facts.append([*self._some(names, 2), *self._some(own, 3), *self._some(numbers, 1)])
        return Event(self, kind, facts)

    def sentence(self, told: list[str], kind: list[str]) -> str:
        """A sentence that has some words, in this order, among others."""
        count = int(self.random.integers(9, 24))
        filling = self.zipf(self.words, count - count // 3) + self._some(kind, count // 3)
        small = self._some(SMALL, len(filling) + len(told))
        places = set(self.random.integers(0, max(1, len(filling)), len(told)).tolist())
        left = list(told)
        parts: list[str] = []
        for at, word in enumerate(filling):
            if at in places and left:
                parts.append(left.pop(0))
            parts += [small[at], word] if at % 2 else [word]
        parts += left
        return parts[0].capitalize() + " " + " ".join(parts[1:]) + "."


class Event:
    """Something that happened: what kind it is of, and what there is to say of it."""

    def __init__(self, world: World, kind: list[str], facts: list[list[str]]) -> None:
        self.world, self.kind, self.facts = world, kind, facts

    def report(self) -> tuple[str, str]:
        """A headline and a text of it, by one reporter."""
        world = self.world
        known = [fact for fact in self.facts if world.random.random() < 0.6] or self.facts[:2]
        lines = []
        for fact in known:
            kept = [word for word in fact if world.random.random() < 0.85]
            lines.append(world.sentence(kept, self.kind))
        for _ in range(int(world.random.integers(4, 14))):
            names = world.zipf(world.names, 1) if world.random.random() < 0.5 else []
            lines.append(world.sentence(names, self.kind))
        head = " ".join([*known[0][:3], *world._some(self.kind, 3)])
        return head, "\n\n".join(" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3))

    def copy(self, text: str) -> tuple[str, str]:
        """A copy of a report with another headline, and its end cut off."""
        parts = text.split("\n\n")
        kept = max(2, int(len(parts) * (0.6 + 0.4 * self.world.random.random())))
        return " ".join(self.world._some(self.kind, 5)), "\n\n".join(parts[:kept])


def archive(
    count: int, seed: int = 1, words: int = 30_000, like: float = 0.2
) -> Iterator[dict[str, Any]]:
    """So many articles, a few days' worth at a time in no order; `event` says what each reports.

    `like` is the share of events that are of the kind of the one before, with two of its names.
    """
    return islice(_articles(count, World(seed, words, 2 * words, like)), count)


def _articles(count: int, world: World) -> Iterator[dict[str, Any]]:
    days = max(3, count // 300)
    number = event_number = 0
    while True:
        wave: list[dict[str, Any]] = []
        for _ in range(100):
            event = world.event()
            event_number += 1
            day = START + timedelta(
                int(world.random.integers(days)) if days < 4 else _day(world, days)
            )
            texts: list[str] = []
            for _ in range(1 + int(world.random.choice(8, p=SIZES))):
                number += 1
                if texts and world.random.random() < COPIED:
                    title, text = event.copy(texts[0])
                else:
                    title, text = event.report()
                texts.append(text)
                wave.append(
                    {
                        "id": f"a{number:07}",
                        "event": f"e{event_number}",
                        "outlet": f"Paper {int(world.random.integers(OUTLETS))}",
                        "published": str(
                            day + timedelta(int(world.random.choice(3, p=[0.7, 0.2, 0.1])))
                        ),
                        "title": title,
                        "text": text,
                    }
                )
        yield from (wave[int(each)] for each in world.random.permutation(len(wave)))


def _day(world: World, days: int) -> int:
    """A day; fewer on the sixth and seventh of a week, and more now and then."""
    while True:
        day = int(world.random.integers(days))
        if world.random.random() < (0.5 if day % 7 > 4 else 0.8) + (0.2 if day % 29 == 0 else 0):
            return day


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with Path(options.out).open("w", encoding="utf-8") as file:
        for row in archive(options.count, options.seed):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
