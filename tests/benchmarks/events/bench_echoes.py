"""How many constructed copies of reports are found to be one voice, and whether independent ones are.

    python tests/benchmarks/events/bench_echoes.py [GOLD.jsonl] [--seed 1]

GOLD has an article a line with `id`, `set`, `event` and `text`; by default the gold of this
project, where it is. Each text of the set `basil`, whose three outlets wrote their own, is copied:
cut to a half, with its paragraphs in another order, edited in every twelfth word, all of it at once,
each under another headline and byline; and two papers print different parts of it beside as much of
another text. A copy is found where it is in one echo with its text, put among the other reports of
the event. Then the reports alone: no two of `basil` may be one voice; of the other sets, which have
real copies, those that are called one are counted, with the least that one of an echo shares.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from annotations.articles import Article, article_from_text
from annotations.events import echoes

GOLD = Path("../shared/events/dev.jsonl")
HEADLINE = "What we know about it so far\n\nBy Our Own Reporter\n\n"

Paragraphs = list[str]


def half(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """Half of the words, from the top."""
    words = sum(len(each.split()) for each in text)
    kept: Paragraphs = []
    for each in text:
        left = words // 2 - sum(len(one.split()) for one in kept)
        if left <= 0:
            break
        kept.append(" ".join(each.split()[:left]))
    return kept


def reordered(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """The paragraphs in another order."""
    return chance.sample(text, len(text))


def edited(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """Every twelfth word changed, left out or with another one before it, by chance."""
    spare = [word for each in text for word in each.split() if word.isalpha()]

    def word(each: str) -> str:
        if chance.random() > 1 / 12:
            return each
        other = chance.choice(spare)
        return chance.choice((other, "", f"{other} {each}"))

    return [" ".join(filter(None, map(word, each.split()))) for each in text]


def everything(text: Paragraphs, chance: random.Random) -> Paragraphs:
    return edited(reordered(half(text, chance), chance), chance)


COPIES: dict[str, Callable[[Paragraphs, random.Random], Paragraphs]] = {
    "cut to a half": half,
    "reordered": reordered,
    "edited": edited,
    "all of it": everything,
}


def printed(paragraphs: Sequence[str]) -> Article:
    return article_from_text(HEADLINE + "\n\n".join(paragraphs))


def main() -> None:
    """Print the share of copies found, sort by sort, and the independent reports called copies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    events: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for line in options.gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        events[row["event"]].append(row)
    texts = [row["text"] for rows in events.values() for row in rows if row["set"] == "basil"]
    found: Counter[str] = Counter()
    for rows in events.values():
        if rows[0]["set"] != "basil":
            continue
        articles = [article_from_text(row["text"]) for row in rows]
        for at, row in enumerate(rows):
            text = [each for each in row["text"].split("\n") if each.strip()]
            for name, copy in COPIES.items():
                made = echoes([*articles, printed(copy(text, chance))])
                found[name] += any({at, len(articles)} <= set(each.articles) for each in made)
            found["two parts of a text"] += _two_parts(articles, at, text, texts, chance)
    for name, count in found.items():
        print(f"{name:24} {count:4} of {len(texts)}  {count / len(texts):.1%}")
    _independent(events)


def _two_parts(
    articles: list[Article], at: int, text: Paragraphs, texts: list[str], chance: random.Random
) -> bool:
    """Whether two papers are one voice that print two thirds of a text each, beside half as much.

    Neither has the text in full, and the report it is from is not there.
    """
    others = [each for each in articles if each is not articles[at]]
    papers = []
    for _ in range(2):
        part = [each for each in text if chance.random() < 2 / 3]
        own = chance.choice(texts).split()[: sum(map(len, part)) // 12]
        papers.append(printed([*part, " ".join(own)]))
    made = echoes([*others, *papers])
    both = {len(others), len(others) + 1}
    return any(both <= set(each.articles) for each in made)


def _independent(events: dict[str, list[dict[str, str]]]) -> None:
    called: defaultdict[str, list[float]] = defaultdict(list)
    counts: Counter[str] = Counter()
    copies: Counter[str] = Counter()
    began = time.perf_counter()
    for rows in events.values():
        articles = [article_from_text(row["text"]) for row in rows]
        counts[rows[0]["set"]] += len(rows)
        for each in echoes(articles):
            called[rows[0]["set"]].append(max(each.shares))
            copies[rows[0]["set"]] += len(each.articles)
    took = time.perf_counter() - began
    for name, count in counts.items():
        shares = called[name]
        least = f", {min(shares):.0%} or more of one of them shared" if shares else ""
        print(
            f"{name}: {copies[name]} of {count} reports called copies in {len(shares)} echoes{least}"
        )
    print(f"{sum(counts.values())} reports compared in {took:.1f} s")


if __name__ == "__main__":
    main()
