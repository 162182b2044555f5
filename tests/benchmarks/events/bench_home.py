"""Home over 10,000 events: first paint, arrow keys, search keys, memory; and 10,000 tags retagged.

python tests/benchmarks/events/bench_home.py [--events 10000] [--runs 7]

Budgets: first paint within 2 x an empty Textual app; a search key 50 ms at 10,000 articles until what
is found is shown; arrow keys as those of the page (p95 5 ms); memory flat over many keys. The store
has two articles of 2,000 characters an event. Search keys are timed to the last frame they cause.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parents[3]))

from annotations.articles import Article, Span, article_from_text
from annotations.store import Store, commands
from annotations.store.search.annotation_query import AnnotationQuery
from annotations.store.search.retagging import retag
from tests.benchmarks.ptydrive import FRAME_END, Driven, environment, summary

COMMAND = Path(sys.executable).parent / "crossread"
EMPTY = Path(__file__).parents[1] / "apps" / "empty.py"
OUTLETS = ("Tarn Courier", "Valley Post", "Northern Mail", "Daily Ledger")
QUERIES = ("harbour", "tarn courier", "mod", "the", "zzz", "event 77")
SETTLED = 0.12
"""Seconds without a frame after which a key has done all it does."""


def article(chance: random.Random, words: list[str], number: int, outlet: str) -> Article:
    """A report of five paragraphs of words."""
    body = "\n\n".join(" ".join(chance.choices(words, k=60)) for _ in range(5))
    made = article_from_text(f"Headline {number}\n\n{body}\n", source=f"{outlet}-{number}.txt")
    return replace(made, outlet=outlet, published=f"2026-0{1 + number % 9}-1{number % 9}")


def fill(path: Path, events: int) -> float:
    """Make the store, with a tag an event; returns the seconds that adding the events took."""
    chance = random.Random(1)
    letters = "abcdefghijklmnoprstuvw"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(20_000)]
    with Store.open(path, annotator="ada") as store:
        sets = [
            (
                f"Event {number} {chance.choice(words)}",
                [article(chance, words, number, outlet) for outlet in chance.sample(OUTLETS, 2)],
            )
            for number in range(events)
        ]
        began = time.perf_counter()
        made = store.add_events(sets)
        took = time.perf_counter() - began
        tags = []
        for event in made:
            key = event.articles[0]
            span = Span(0, 8)
            tags.append(commands.tag(key, store.article(key), span, "claim", "ada", pair=""))
        store.do(commands.together("tag them all", tags))
    return took


def settled(driven: Driven, key: str) -> float:
    """Milliseconds from a key to the end of the last frame that it causes."""
    driven.drain()
    began = last = time.perf_counter()
    os.write(driven._master, key.encode())
    while chunk := driven._read(time.perf_counter() + (1.0 if last == began else SETTLED)):
        if FRAME_END in chunk:
            last = time.perf_counter()
    return (last - began) * 1000


def main() -> None:
    """Print each figure beside its budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, path = Path(folder), Path(folder) / "many.json"
        print(
            f"add {options.events:,} events in one transaction: {fill(path, options.events):.1f} s"
        )
        env = {**environment(home), "CROSSREAD_STORE": str(path), "CROSSREAD_ANNOTATOR": "ada"}
        first_paint(env, options.runs, f"{options.events:,} events")
        keys(env, f"{options.events:,} events")
        retagging(path)


def first_paint(env: dict[str, str], runs: int, text: str) -> None:
    """The empty app and home take turns."""
    found: dict[str, list[float]] = {"empty": [], "home": []}
    starts = {
        "empty": ([sys.executable, EMPTY], b"empty"),
        "home": ([COMMAND], text.encode()),
    }
    for turn in range(runs + 1):
        for name, (command, words) in starts.items():
            with Driven(command, env=env) as driven:
                taken = driven.first_paint(words)
            if turn:
                found[name].append(taken.cpu)
    base = median(found["empty"])
    for name, measured in found.items():
        ratio = median(measured) / base
        print(f"first paint, {name:6} cpu ms {summary(measured)}  ratio {ratio:.2f} (budget 2)")


def keys(env: dict[str, str], text: str) -> None:
    """Arrow keys, a page, the ends; then each letter of some searches, until all is drawn."""
    with Driven([COMMAND], env=env) as driven:
        driven.first_paint(text.encode())
        driven.settle()
        before = driven.memory()
        for name, key in (("down", "j"), ("page", "\x1b[6~"), ("last, first", "Gg")):
            times = []
            for turn in range(60):
                taken = driven.key(key[turn % len(key)]) if len(key) == 2 else driven.key(key)
                if taken is not None:
                    times.append(taken.wall)
            print(f"{name:12} ms {summary(times)}")
        driven.key("g")
        driven.key("/")
        times = []
        for query in QUERIES:
            times += [settled(driven, letter) for letter in query]
            for _ in query:
                driven.press("\x7f", 0.3)
        print(f"search key   ms {summary(times)}  (budget 50)")
        driven.press("\x1b", 0.5)
        for _ in range(1_000):
            driven.press("j", 0.05)
        print(f"memory {before:.0f} MB, after 1,000 more keys {driven.memory():.0f} MB")


def retagging(path: Path) -> None:
    """Find all tags, retag them in one command, and undo that."""
    with Store.open(path, annotator="ada") as store:
        began = time.perf_counter()
        found = store.find_annotations(AnnotationQuery.parse("label:claim"))
        looked = time.perf_counter()
        store.do(retag(found, "theme/water", "ada"))
        done = time.perf_counter()
        store.undo("")
        undone = time.perf_counter()
        print(
            f"retag {len(found):,}: find {looked - began:.2f} s, retag {done - looked:.2f} s,"
            f" undo {undone - done:.2f} s"
        )


if __name__ == "__main__":
    main()
