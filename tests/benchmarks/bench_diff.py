"""Time and size of the diff of revised essays: crossread, difflib, `git diff --word-diff`.

    python -m tests.benchmarks.bench_diff [PAIRS.jsonl]

Three tables. *Paragraphs*: five sentences of a draft against five of its revision, the unit that
the reader shows; git is left out, as starting it would be all that is measured. *Essays*: whole
drafts, sentence by sentence: crossread with the links that people drew, and with its own. *First screen*: rows, and the diffs of 60
rows, of 2 x 5,000 made-up paragraphs. Size is code points deleted and inserted, and the number of
places where they are; fewer is less to read. Times are CPU time of the best of five runs.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time
from typing import NamedTuple

from annotations.alignment import Alignment, Link, align, changes, word_diff
from annotations.alignment.diff.lexicon import FUNCTION_WORDS, NEGATIONS, QUANTITIES
from annotations.alignment.diff.words import split_text
from annotations.articles import Article, Span, article_from_units

SHARED = Path(__file__).parents[3] / "shared" / "alignment" / "dev" / "arg.jsonl"
RUNS = 5


class Size(NamedTuple):
    """Code points deleted and inserted, and the number of changes."""

    points: int
    places: int


class Pair(NamedTuple):
    """A draft and its revision, sentence by sentence, and which sentences belong together."""

    left: list[str]
    right: list[str]
    gold: list[tuple[int, int]]


def main(path: Path = SHARED) -> None:
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            essays = [
                Pair(one["left"], one["right"], one["gold"]) for one in map(json.loads, lines)
            ]
        paragraphs(essays)
        whole(essays)
    else:
        print(f"{path} is not here: only the first screen is measured")
    first_screen()


def paragraphs(essays: list[Pair]) -> None:
    cut = [
        (" ".join(one.left[at : at + 5]), " ".join(one.right[at : at + 5]))
        for one in essays
        for at in range(0, min(len(one.left), len(one.right)) - 4, 5)
    ]
    length = sum(len(one.split()) for pair in cut for one in pair) // (2 * len(cut))
    print(f"paragraphs: {len(cut)} pairs of {length} words")
    ours = report("crossread", cut, by_crossread)
    report("difflib, words", cut, by_difflib, ours)


def whole(essays: list[Pair]) -> None:
    print(
        f"essays: {len(essays)} pairs of {sum(len(p.left) for p in essays) // len(essays)} blocks"
    )
    articles = [(article_from_units(one.left), article_from_units(one.right)) for one in essays]
    linked = [
        (left, right, Alignment.of(Link(i, j, 1.0) for i, j in one.gold))
        for one, (left, right) in zip(essays, articles, strict=True)
    ]
    texts = [("\n".join(one.left), "\n".join(one.right)) for one in essays]
    ours = report("crossread, gold links", linked, by_changes)
    report("crossread, with align()", articles, lambda a, b: by_changes(a, b, align(a, b)), ours)
    report("difflib, words", texts, by_difflib, ours)
    with tempfile.TemporaryDirectory() as folder:
        files = [written(Path(folder), at, *pair) for at, pair in enumerate(texts)]
        report("git diff --word-diff", files, by_git, ours)


def report(
    name: str, items: list[tuple], measure: Callable[..., Size], reference: float | None = None
) -> float:
    """Print milliseconds an item and the size of all; give the milliseconds."""
    best = float("inf")
    for _ in range(RUNS):
        start = spent()
        sizes = [measure(*item) for item in items]
        best = min(best, (spent() - start) / len(items) * 1000)
    points, places = (sum(column) for column in zip(*sizes, strict=True))
    ratio = f"{best / reference:6.2f} x" if reference else "  1.00 x"
    print(f"  {name:28} {best:8.3f} ms {ratio} {points:8} points in {places:5} places")
    return best


def spent() -> float:
    """CPU seconds of this process and of those it started."""
    children = getrusage(RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def sized(spans: Iterable[tuple[int, int]]) -> Size:
    changed = [gone + come for gone, come in spans if gone or come]
    return Size(sum(changed), len(changed))


def by_crossread(before: str, after: str) -> Size:
    left, right = Article(before, ()), Article(after, ())
    edits = word_diff(left, Span(0, len(before)), right, Span(0, len(after)))
    return sized(_lengths(edit.left, edit.right) for edit in edits if edit.changed)


def by_changes(left: Article, right: Article, alignment: Alignment) -> Size:
    return sized(
        _lengths(change.left, change.right)
        for change in changes(left, right, alignment)
        if change.what != "moved"
    )


def _lengths(left: Span | None, right: Span | None) -> tuple[int, int]:
    return (left.end - left.start if left else 0), (right.end - right.start if right else 0)


def by_difflib(before: str, after: str) -> Size:
    ours, theirs = split_text(before), split_text(after)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return sized(
        (len("".join(ours[a:b])), len("".join(theirs[c:d])))
        for op, a, b, c, d in matcher.get_opcodes()
        if op != "equal"
    )


def written(folder: Path, at: int, before: str, after: str) -> tuple[Path, Path]:
    old, new = folder / f"{at}.old", folder / f"{at}.new"
    old.write_text(before + "\n", encoding="utf-8")
    new.write_text(after + "\n", encoding="utf-8")
    return old, new


def by_git(old: Path, new: Path) -> Size:
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", "-U0", str(old), str(new)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return sized(_places(told.split("@@\n", 1)[-1].splitlines()))


def _places(lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    gone = come = 0
    for line in (*lines, "~"):
        if line[:1] == "-":
            gone += len(line) - 1
        elif line[:1] == "+":
            come += len(line) - 1
        else:
            yield gone, come
            gone = come = 0


def first_screen(blocks: int = 5000, screen: int = 60) -> None:
    rng = random.Random(2026)
    words = sorted(FUNCTION_WORDS | NEGATIONS | QUANTITIES)
    left = [" ".join(rng.choices(words, k=60)) for _ in range(blocks)]
    right = [_revised(text, words, rng) for text in left]
    for _ in range(blocks // 50):
        right.insert(rng.randrange(blocks), right.pop(rng.randrange(blocks)))
    before, after = article_from_units(left), article_from_units(right)
    links = [
        Link(at, min(at + near, blocks - 1), 0.9 / (near + 1))
        for at in range(blocks)
        for near in (0, 1)
    ]
    alignment = Alignment.of(links)
    best = [float("inf")] * 3
    for _ in range(RUNS):
        start = process_time()
        pair = changes(before, after, alignment)
        ordered = process_time()
        for row in range(len(pair.rows) // 2, len(pair.rows) // 2 + screen):
            pair.at(row)
        shown = process_time()
        steps = ordered - start, shown - ordered
        best[:2] = [min(one, two) for one, two in zip(best, steps, strict=False)]
    start = process_time()
    tally = pair.tally()
    best[2] = process_time() - start
    print(f"first screen: 2 x {blocks} blocks, {len(alignment)} links")
    for name, seconds in zip(
        ("rows", f"diff of {screen} rows", "diff of the rest"), best, strict=True
    ):
        print(f"  {name:28} {seconds * 1000:8.1f} ms")
    print(f"  {tally.changes.total()} changes in {tally.of} rows")


def _revised(text: str, words: list[str], rng: random.Random) -> str:
    parts = text.split()
    for _ in range(rng.choice((0, 0, 1, 3))):
        parts[rng.randrange(len(parts))] = rng.choice(words)
    return " ".join(parts)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
