"""The store beside stock TinyDB and SQLite (WAL, `synchronous=FULL`): saves, opening, memory, export.

`python -m tests.benchmarks.bench_store [SIZE ...]`. The saves of all stores take turns, so that they
meet the same disk; `both` is SQLite writing an annotation and what undoes it; `floor` is an append of the same bytes and a sync, below which no save can be. `insert` is one
document through TinyDB's own table, as the row that SQLite and stock TinyDB save; `do` is a whole
command: checked against text and store, with the history that undoes it in the same transaction.

`python -m tests.benchmarks.bench_store decoding` prints what one annotation costs to read and to
write, in microseconds of CPU and as a ratio to `orjson.loads` of the same bytes. Budget: from the
bytes that are kept 2 × (checked by hand, field by field, it was 4.6 ×).
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import orjson
from msgspec.structs import replace
from tinydb import TinyDB

from annotations.articles.article import Article, Block, Kind, Span
from annotations.marks.annotation import Annotation
from annotations.store import Pair, Store
from annotations.store.command import Command
from annotations.store.commands import annotate, annotation_edit, together
from annotations.store.serialization import (
    annotation_from_document,
    annotation_from_json,
    annotation_to_document,
)

SIZES = (100, 1_000, 10_000, 100_000)
PER_PAIR = 1_000
SAVES = 200
SLOW = {1_000: 40, 10_000: 8, 100_000: 3}
"""Saves of stock TinyDB, which rewrites its file for each."""


def article(number: int, side: str) -> Article:
    text = f"Report {number}, {side}. " + "Rates rose to five per cent, the governor said. " * 120
    return Article(text, (Block(0, Kind.PARAGRAPH, 0, len(text)),), title=f"{side} {number}")


def said(pair: Pair, both: tuple[Article, Article], number: int) -> Annotation:
    """An annotation of about 600 bytes."""
    side = number % 2
    return annotate(
        (pair.left, pair.right)[side],
        both[side],
        Span(number % 4000, number % 4000 + 90),
        "claim",
        "ann",
        note="A remark of the length that people write when they have a reason to.",
        attributes={"check-worthy": "yes", "confidence": "3"},
    )


def fill(directory: Path, size: int) -> tuple[Pair, tuple[Article, Article]]:
    """Put `size` annotations into a store, a stock TinyDB and an SQLite database."""
    documents = []
    with Store.open(directory / "annotations.json", annotator="ann") as store:
        for number in range(max(1, size // PER_PAIR)):
            both = article(number, "left"), article(number, "right")
            pair = store.add_pair(*both)
            made = [said(pair, both, each) for each in range(min(size, PER_PAIR))]
            edits = [Command("", (annotation_edit(None, each),)) for each in made]
            store.do(together("import", edits, pair.id))
            documents += [annotation_to_document(each) for each in made]
    table = {str(number): document for number, document in enumerate(documents, 1)}
    (directory / "stock.json").write_text(json.dumps({"annotations": table}))
    with sqlite(directory) as database:
        database.execute("create table annotations(id text primary key, article text, json text)")
        database.execute("create index by_article on annotations(article)")
        database.execute("create table history(id integer primary key, scope text, json text)")
        database.execute("create index by_scope on history(scope)")
        rows = ((each["id"], each["article"], json.dumps(each)) for each in documents)
        database.executemany("insert into annotations values (?, ?, ?)", rows)
    return pair, both


def sqlite(directory: Path) -> sqlite3.Connection:
    database = sqlite3.connect(directory / "annotations.sqlite")
    database.execute("pragma journal_mode=wal")
    database.execute("pragma synchronous=full")
    return database


def saves(directory: Path, size: int) -> dict[str, float]:
    """Median milliseconds of one durable save in each store, taken in turns."""
    pair, both = fill(directory, size)
    store = Store.open(directory / "annotations.json", annotator="ann")
    table = TinyDB(directory / "stock.json").table("annotations")
    database = sqlite(directory)
    floor = os.open(directory / "floor", os.O_WRONLY | os.O_CREAT)
    names = ("stock", "do", "insert", "SQLite", "both", "floor")
    took: dict[str, list[float]] = {name: [] for name in names}
    ours = store.tinydb.table("annotations")

    def timed(name: str, act: Callable[[], object]) -> None:
        start = time.perf_counter()
        act()
        took[name].append((time.perf_counter() - start) * 1000)

    def insert(document: dict[str, object], *, undone_by: bool = False) -> None:
        with database:
            values = document["id"], document["article"], json.dumps(document)
            database.execute("insert into annotations values (?, ?, ?)", values)
            if undone_by:
                edit = {"table": "annotations", "key": document["id"], "now": "0123456789abcdef"}
                entry = {"scope": pair.id, "undone": False, "title": "tag claim", "edits": [edit]}
                values = None, pair.id, json.dumps(entry)
                database.execute("insert into history values (?, ?, ?)", values)

    def append() -> None:
        os.write(floor, b"x" * 1200)
        os.fdatasync(floor)

    for number in range(SAVES):
        made = said(pair, both, number)
        command = Command("tag claim", (annotation_edit(None, made),), pair.id)
        document = annotation_to_document(made)
        timed("do", lambda command=command: store.do(command))
        plain = {**document, "id": f"plain {number}"}
        timed("insert", lambda plain=plain: ours.insert(plain))
        timed("SQLite", lambda document=document: insert(document))
        twin = {**document, "id": f"{document['id']}-again"}
        timed("both", lambda twin=twin: insert(twin, undone_by=True))
        timed("floor", append)
        if number < SLOW.get(size, SAVES):
            timed("stock", lambda document=document: table.insert(document))
    store.close()
    database.close()
    os.close(floor)
    return {name: median(times) for name, times in took.items()}


FIRST_ANSWER = """
import sys, time
import tinydb, orjson
from annotations.store.store import Store
def memory(key):
    return int(next(l for l in open("/proc/self/status") if l.startswith(key)).split()[1]) / 1024
start = time.perf_counter()
store = Store.open(sys.argv[1])
opened = time.perf_counter()
what = sys.argv[2]
if what == "id":
    key = next(iter(store.documents("annotations")))["id"]
    assert store.annotation(key)
elif what == "article":
    assert store.annotations(article=store.articles()[-1])
else:
    assert store.annotations(pair=store.pairs()[-1].id)
first = time.perf_counter()
pair = store.pairs()[len(store.pairs()) // 2].id
again = time.perf_counter()
count = len(store.annotations(pair=pair))
done = time.perf_counter()
print(opened - start, first - start, done - again, count, memory("VmRSS"), memory("VmHWM"))
"""

EXPORT = """
import sys, time
import orjson
from annotations.store.store import Store
def memory(key):
    return int(next(l for l in open("/proc/self/status") if l.startswith(key)).split()[1]) / 1024
store = Store.open(sys.argv[1], read_only=True)
before, start = memory("VmHWM"), time.perf_counter()
with open(sys.argv[2], "wb") as out:
    for document in store.documents("annotations"):
        out.write(orjson.dumps(document) + b"\\n")
print(time.perf_counter() - start, memory("VmHWM") - before)
"""

SMALL = """
import sys, time
import tinydb, orjson
import annotations.articles, annotations.alignment, annotations.marks
start = time.perf_counter()
from annotations.store import Store
store = Store.open(sys.argv[1])
store.last_pair()
print((time.perf_counter() - start) * 1000)
"""


def alone(program: str, *arguments: object) -> list[float]:
    """Run a program in a process of its own; the numbers that it printed."""
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [float(word) for word in done.stdout.split()]


def opening(directory: Path) -> None:
    """Print how soon a large store answers, what it takes of memory, and how it is exported."""
    path = directory / "annotations.json"
    print(f"\n{path.stat().st_size / 1e6:.0f} MB on disk; medians of 5 processes")
    for what in ("id", "article", "pair"):
        runs = [alone(FIRST_ANSWER, path, what) for _ in range(5)]
        opened, first, again, count, now, peak = (median(each) for each in zip(*runs, strict=True))
        print(
            f"  open {opened:.2f} s, first answer by {what:7} {first:.2f} s (goal 0.5);"
            f" a pair of {count:.0f} then {again * 1000:.1f} ms;"
            f" memory {now:.0f} MB, peak {peak:.0f} MB (goal 150)"
        )
    took, more = alone(EXPORT, path, directory / "export.jsonl")
    print(f"  export to JSONL {took:.2f} s (goal 2), memory + {more:.1f} MB")


def decoding(rounds: int = 60, times: int = 1000) -> None:
    """The best of some rounds in which all ways take turns."""
    both = article(1, "left"), article(1, "right")
    annotation = said(Pair(id="p", left="l", right="r", created=""), both, 1200)
    document = annotation_to_document(annotation)
    raw = orjson.dumps(document)
    ways: dict[str, Callable[[], object]] = {
        "orjson.loads": lambda: orjson.loads(raw),
        "annotation from bytes": lambda: annotation_from_json(raw),
        "annotation from a dict": lambda: annotation_from_document(document),
        "annotation to a dict": lambda: annotation_to_document(annotation),
        "annotation with another note": lambda: replace(annotation, note="x"),
    }
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds):
        for name, way in ways.items():
            began = time.process_time_ns()
            for _ in range(times):
                way()
            best[name] = min(best[name], (time.process_time_ns() - began) / times / 1000)
    for name, took in best.items():
        print(f"{name:30} {took:6.2f} µs  {took / best['orjson.loads']:5.2f} ×")


def main() -> None:
    if sys.argv[1:] == ["decoding"]:
        decoding()
        return
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    print("one durable save, median ms, in turns on one disk")
    print(
        f"{'N':>8} {'stock':>9} {'SQLite':>8} {'both':>8} {'insert':>8} {'do':>8} {'floor':>8}"
        "   insert/SQLite  do/both"
    )
    ours: dict[int, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as place:
            found = saves(Path(place), size)
            ours[size] = found["insert"]
            print(
                f"{size:8,} {found['stock']:9.2f} {found['SQLite']:8.3f} {found['both']:8.3f}"
                f" {found['insert']:8.3f} {found['do']:8.3f} {found['floor']:8.3f}"
                f"   {found['insert'] / found['SQLite']:13.2f}  {found['do'] / found['both']:7.2f}",
                flush=True,
            )
            if size == max(sizes):
                opening(Path(place))
    if len(sizes) > 1:
        print(
            f"growth from {min(sizes):,} to {max(sizes):,}: {ours[max(sizes)] / ours[min(sizes)]:.2f}"
        )
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as place:
        path = Path(place) / "annotations.json"
        fill(Path(place), 100)
        runs = [alone(SMALL, path)[0] for _ in range(7)]
        print(
            f"a small store adds {median(runs):.1f} ms to start-up after TinyDB and orjson (goal 15)"
        )


if __name__ == "__main__":
    main()
