"""Events by the ten thousand: added in one transaction, opened, summed up, listed, counted.

    python -m tests.benchmarks.events.bench_adding [EVENTS] [ARTICLES]

Prints for each step seconds, the ratio to writing the same bytes to a file and syncing it, and
the most memory that the process has had by then.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotations.articles.article import Article, Block, Kind, Span
from annotations.store import Store
from annotations.store.commands import tag, together
from annotations.store.events import commands
from annotations.store.events.counts import counted_by

PARAGRAPHS = 12
WORDS = 45
VOCABULARY = tuple(f"word{number}" for number in range(4000))


def report(number: int) -> Article:
    """A report of about 3 KB, another one for each number."""
    chance = random.Random(number)
    blocks, parts, start = [], [], 0
    for index in range(PARAGRAPHS):
        part = " ".join(chance.choices(VOCABULARY, k=WORDS)).capitalize() + "."
        blocks.append(Block(index, Kind.PARAGRAPH, start, start + len(part)))
        parts.append(part)
        start += len(part) + 2
    return Article(
        "\n\n".join(parts),
        tuple(blocks),
        title=f"Report {number}",
        outlet=f"Outlet {number % 40}",
        published=f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
        source=f"{number}.txt",
    )


def sets(events: int, articles: int) -> Iterator[tuple[str, list[Article]]]:
    for number in range(events):
        first = number * articles
        yield f"Event {number}", [report(first + each) for each in range(articles)]


def memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def timed(what: str, floor: float = 0.0) -> Iterator[None]:
    before = time.perf_counter()
    yield
    took = time.perf_counter() - before
    ratio = f"{took / floor:6.1f} × floor" if floor else ""
    print(f"{what:48} {took:8.3f} s  {ratio:16} {memory():6.0f} MB")


def written(path: Path, size: int) -> float:
    """Seconds to write and sync as many bytes."""
    data = os.urandom(1 << 20)
    before = time.perf_counter()
    with path.open("wb") as file:
        for _ in range(size >> 20):
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return time.perf_counter() - before


def main(events: int, articles: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "annotations.json"
        with timed(f"make {events:,} × {articles} articles, keep none"):
            for _ in sets(events, articles):
                pass
        with Store.open(path, annotator="ann") as store:
            with timed("add them in one transaction (making included)"):
                store.add_events(sets(events, articles))
            with timed("one event renamed"):
                store.do(commands.rename(store.events()[events // 2], "Another"))
        size = path.stat().st_size + Path(f"{path}.journal").stat().st_size
        floor = written(Path(place) / "floor", size)
        print(f"{size / 1e6:.0f} MB on disk, written and synced in {floor:.3f} s")
        with timed("open", floor), Store.open(path, annotator="ann") as store:
            pass
        with Store.open(path, annotator="ann") as store:
            with timed("all events, as values", floor):
                found = store.events()
            with timed("every event summed up", floor):
                list(store.overview.summaries())
            with timed("again", floor):
                list(store.overview.summaries())
            with timed("one annotation each, in one command", floor):
                store.do(
                    together(
                        "tag all",
                        (
                            tag(key, store.article(key), Span(0, 20), "claim", "ann", pair="")
                            for event in found
                            for key in event.articles[:1]
                        ),
                    )
                )
            with timed("every event summed up, after that", floor):
                list(store.overview.summaries())
            with timed("labels counted by outlet and month", floor):
                counted_by(store.label_counts(), "label", "outlet", "month")
            with timed("the pair of two articles, made", floor):
                store.pair_of(*found[-1].articles[:2])
            with timed("one event removed", floor):
                store.do(store.removal(found[0].id))
            with timed("… and brought back", floor):
                store.undo("")
        path.unlink()
        Path(f"{path}.journal").unlink()
        with Store.open(path, annotator="ann") as store:
            with timed("add them as one step that can be undone", floor):
                store.add_events(sets(events, articles), history="")
            with timed("… undone", floor):
                store.undo("")
            with timed("… done again", floor):
                store.redo("")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [10_000, 2][len(given) :]))
