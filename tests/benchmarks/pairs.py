"""Pairs of articles made up for benchmarks: as long as asked for, the same at every run."""

from __future__ import annotations

import random
from pathlib import Path

from annotations.alignment import Alignment, Link
from annotations.articles import read_article
from annotations.store import Store
from annotations.store.commands import tag, together

SYLLABLES = [
    "bar",
    "cor",
    "del",
    "fen",
    "gar",
    "hol",
    "in",
    "kel",
    "lor",
    "mor",
    "nev",
    "ost",
    "par",
    "quin",
    "ras",
    "sel",
    "tor",
    "ul",
    "ver",
    "wen",
]


def write_pair(folder: Path, paragraphs: int) -> tuple[Path, Path]:
    """Write two reports of some paragraphs of 40-90 words each; return their paths.

    The second tells most of what the first does: words changed, some paragraphs moved, some of
    its own.
    """
    chance = random.Random(1913)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(20_000)]
    names = [word.capitalize() for word in chance.sample(words, 2_000)]

    def sentence() -> str:
        length = chance.randint(8, 22)
        told = [chance.choice(words[: chance.choice((200, 20_000))]) for _ in range(length)]
        told[0] = told[0].capitalize()
        told[chance.randrange(1, length)] = chance.choice(names)
        if chance.random() < 0.4:
            told[chance.randrange(1, length)] = str(chance.randint(2, 9_999))
        return " ".join(told) + "."

    def paragraph() -> str:
        told = sentence()
        while told.count(" ") < 40:
            told += " " + sentence()
        return told

    left = [paragraph() for _ in range(paragraphs)]
    right = []
    for text in left:
        if chance.random() < 0.15:
            right.append(paragraph())
            continue
        told = text.split(" ")
        for _ in range(len(told) // 5):
            told[chance.randrange(len(told))] = chance.choice(words)
        right.append(" ".join(told))
    for _ in range(paragraphs // 20):
        at, to = chance.randrange(paragraphs), chance.randrange(paragraphs)
        right[at], right[to] = right[to], right[at]
    paths = folder / f"left-{paragraphs}.txt", folder / f"right-{paragraphs}.txt"
    for path, article in zip(paths, (left, right), strict=True):
        path.write_text("\n\n".join(article) + "\n", encoding="utf-8")
    return paths


def store_pair(store_path: Path, pair: tuple[Path, Path], tags: int = 0) -> None:
    """Put a pair into a store with a link from each paragraph to that in the same place.

    `tags` claims are spread over both articles, from their first paragraphs on.

    Benchmarks of the reader take it from there, so that no aligner runs beside what they time.
    """
    left, right = map(read_article, pair)
    count = min(len(left.blocks), len(right.blocks))
    with Store.open(store_path, annotator="bench") as store:
        added = store.add_pair(left, right)
        links = (Link(index, index, 0.9) for index in range(count))
        store.save_alignment(added.id, Alignment.of(links))
        made = []
        for number in range(tags):
            side, at = number % 2, number // 2
            article, name = (left, right)[side], (added.left, added.right)[side]
            span = article.blocks[at].span
            made.append(tag(name, article, span, "claim", "bench", pair=added.id))
        if made:
            store.do(together("import", made, added.id))
