"""How often re-anchoring is right, wrong and silent, against a matcher that always answers.

    python -m tests.benchmarks.bench_anchoring [PLACEMENTS [SEED]]

Articles are made up, edited with known outcome (`tests/marks/edits.py`) and re-anchored with the
old text at hand, without it, and by the best candidate of quote and context with no threshold, as
web annotators do. A placement is wrong where it holds less than half of what is left of the
quote, or more of something else. Recovery is over those whose words changed by at most a fifth.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

from annotations.marks.anchoring import Placement, reanchor_all
from annotations.marks.annotation import AnchorState, Annotation
from annotations.marks.places import Passage, Places
from tests.marks import edits

SHARED = Path(__file__).parents[3] / "shared" / "articles"
RECOVERABLE = 0.2
PER_ARTICLE = 40


def best_candidate(annotations: list[Annotation], new: str) -> list[Placement]:
    """The reference: the strongest place, however weak."""
    places = Places(new)
    placements = []
    for one in annotations:
        found = places.candidates(Passage(one.prefix, one.quote, one.suffix))
        span = found[0].span if found else None
        state = AnchorState.FUZZY if span else AnchorState.ORPHAN
        placements.append(Placement(state, span, found[0].likeness if found else 0.0))
    return placements


def main(wanted: int = 10_000, seed: int = 2026) -> None:
    rng = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("*-says.txt"))]
    matchers = ("with the old text", "without it", "best candidate")
    total: dict[str, Counter[str]] = {name: Counter() for name in matchers}
    by_edit: dict[str, Counter[str]] = {name: Counter() for name in edits.EDITS}
    seconds = Counter[str]()
    done = 0
    while done < wanted or min(total[name]["placed"] for name in matchers[:1]) < wanted:
        for name, edit in edits.EDITS.items():
            made = edits.twinned(edits.article(rng, rng.randint(6, 40)), rng)
            old = rng.choice(texts) if texts and rng.random() < 0.2 else made
            text = edit(edits.fresh(old), rng)
            for _ in range(rng.choice((0, 0, 1, 3))):
                text = edits.EDITS[rng.choice(list(edits.EDITS))](text, rng)
            new = edits.plain(text)
            marks = [edits.annotation(old, span) for span in edits.spans(old, rng, PER_ARTICLE)]
            known = [edits.truth(old, text, mark.span) for mark in marks]
            for matcher in matchers:
                began = time.perf_counter()
                if matcher == "best candidate":
                    placements = best_candidate(marks, new)
                else:
                    before = old if matcher == "with the old text" else ""
                    placements = reanchor_all(marks, new, old_text=before)
                seconds[matcher] += time.perf_counter() - began
                for mark, placed, true in zip(marks, placements, known, strict=True):
                    counts = [total[matcher]] + [by_edit[name]] * (matcher == matchers[0])
                    for count in counts:
                        tally(count, placed, true)
                    if "-v" in sys.argv and matcher == matchers[0]:
                        explain(name, mark, placed, true, new)
            done += len(marks)
    print(f"{done} annotations, {len(edits.EDITS)} kinds of edit, one to four of them a text\n")
    print(
        f"{'':24}{'confident':>10}{'wrong':>8}{'recovered':>11}{'of':>8}{'rate':>8}{'ms each':>9}"
    )
    for matcher, count in total.items():
        line(matcher, count, f"{1000 * seconds[matcher] / done:9.2f}")
    print("\nwith the old text, by the first edit")
    for name, count in by_edit.items():
        line(name, count, "")
    states = {state: total[matchers[0]][state] for state in AnchorState}
    print("\nstates with the old text:", ", ".join(f"{k.value} {v}" for k, v in states.items()))
    wrong = total["with the old text"]["wrong"], total["best candidate"]["wrong"]
    print(f"wrong places against the best candidate: {wrong[0]} : {wrong[1]}")


def tally(count: Counter[str], placed: Placement, true: edits.Truth) -> None:
    count[placed.state] += 1
    recoverable = bool(true.offsets) and true.changed <= RECOVERABLE
    count["recoverable"] += recoverable
    if placed.span is not None:
        good = true.right(placed.span)
        count["placed"] += 1
        count["wrong"] += not good
        count["recovered"] += good and recoverable


def explain(name: str, mark: Annotation, placed: Placement, true: edits.Truth, new: str) -> None:
    wrong = placed.span is not None and not true.right(placed.span)
    lost = placed.span is None and bool(true.offsets) and true.changed <= RECOVERABLE
    if wrong or lost:
        there = new[min(true.offsets) : max(true.offsets) + 1] if true.offsets else None
        found = new[slice(*placed.span)] if placed.span else None
        print("WRONG" if wrong else "LOST", name, placed.state, f"{true.changed:.2f}", placed)
        print(
            f"   quote {mark.prefix!r} [{mark.quote!r}] {mark.suffix!r}\n   true {there!r}\n   found {found!r}"
        )


def line(name: str, count: Counter[str], rest: str) -> None:
    rate = count["recovered"] / max(1, count["recoverable"])
    print(
        f"{name:24}{count['placed']:10}{count['wrong']:8}{count['recovered']:11}"
        f"{count['recoverable']:8}{rate:8.2%}{rest}"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:] if word.isdigit()))
