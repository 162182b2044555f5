"""Say how often the nearest passages hold a true partner, per set of gold links, and how fast.

    python -m tests.benchmarks.bench_passages GOLD [--set NAME ..]

GOLD is a folder of `.jsonl` files as for `fit_alignment`. Counted are the units of both articles
that have a partner by gold: how often it is in the first passage, and among the first three. A
partner that gold calls weak (`ignore`) is neither right nor wrong: it takes no place of the three.
The shipped model was fitted to whichever of these pairs it saw, so that figures for those flatter.

Then, on two made-up reports of 50 paragraphs: what the first passages of a pair cost, what those of
each further block cost, and what those of a sentence do, beside one alignment of the pair.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from annotations.alignment import align, passages
from annotations.alignment.linking import passages as module
from annotations.articles import sentences
from annotations.articles.article import Article, Block, Kind
from tests.benchmarks.bench_alignment import reports

SIZE = 50


def article_of(units: Sequence[str]) -> Article:
    """Make an article of units, a paragraph each."""
    blocks, at = [], 0
    for index, unit in enumerate(units):
        blocks.append(Block(index, Kind.PARAGRAPH, at, at + len(unit)))
        at += len(unit) + 2
    return Article("\n\n".join(units), tuple(blocks))


def count(pair: dict, tally: Counter[str]) -> None:
    """Add up how the units of one pair fare."""
    articles = article_of(pair["left"]), article_of(pair["right"])
    for side in (0, 1):
        gold, weak = defaultdict(set), defaultdict(set)
        for partners, links in ((gold, pair["gold"]), (weak, pair.get("ignore", ()))):
            for link in links:
                partners[link[side]].add(link[1 - side])
        for unit, true in gold.items():
            passed = weak[unit] - true
            span = articles[side].blocks[unit].span
            found = passages(articles[side], span, articles[1 - side], limit=3 + len(passed))
            ranked = [each.block for each in found if each.block not in passed]
            tally["units"] += 1
            tally["first"] += bool(true & set(ranked[:1]))
            tally["three"] += bool(true & set(ranked[:3]))


def best_of(times: int, run: Callable[[], object]) -> float:
    """Give the least seconds that a call took."""
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        found.append(time.perf_counter() - begin)
    return min(found)


def speed() -> None:
    left, right = map(article_of, reports(SIZE))
    blocks = left.blocks

    def first() -> object:
        module._all_scores.cache_clear()
        return passages(left, blocks[0].span, right)

    def rest() -> object:
        return [passages(left, block.span, right) for block in blocks]

    def alone() -> object:
        return [passages(left, sentences(left, block)[0], right) for block in blocks[:10]]

    aligned = best_of(5, lambda: align(left, right))
    for words, seconds in (
        ("the first block of a pair", best_of(5, first)),
        ("each further block", best_of(5, rest) / len(blocks)),
        ("a sentence", best_of(5, alone) / 10),
    ):
        print(f"{words:<26} {seconds * 1000:6.2f} ms  ({seconds / aligned:.2f} x one alignment)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--set", nargs="+", default=[])
    options = parser.parse_args()
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(options.gold.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            pair = json.loads(line)
            if pair["gold"] and (not options.set or pair["set"] in options.set):
                count(pair, tallies[pair["set"]])
    print(f"{'set':<10} {'units':>6} {'recall@1':>9} {'recall@3':>9}")
    for name, tally in sorted(tallies.items()):
        units = tally["units"]
        print(
            f"{name:<10} {units:>6} {tally['first'] / units:>9.3f} {tally['three'] / units:>9.3f}"
        )
    speed()


if __name__ == "__main__":
    main()
