"""Time the aligner on made-up reports, beside plain RapidFuzz on the same paragraphs.

    python -m tests.benchmarks.bench_alignment [--sizes 50 2000 10000]

For each size a process of its own says how long the import took, the best of a few alignments, the
greatest memory, and how `rapidfuzz.process.cdist` with `token_set_ratio` does with the same cells:
it gives a score for each, and no links. Seconds are of the processor, which a busy machine does not
stretch. Budgets: 50 under 0.05 s, 2,000 under 4 s and 0.5 GB, 10,000 under 30 s and 1.2 GB.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from itertools import accumulate

BUDGETS = {1: (0.01, 0.5), 25: (0.01, 0.5), 50: (0.05, 0.5), 2000: (4.0, 0.5), 10000: (30.0, 1.2)}
"""Seconds and gigabytes by paragraphs a side."""

COSTLY = 2000
"""Paragraphs a side above which RapidFuzz alone is not asked: it grows with the square."""


def reports(size: int, seed: int = 7) -> tuple[list[str], list[str]]:
    """Make two reports: four in five paragraphs retold with a third of the words changed, moved."""
    rng = random.Random(7)  # the words are those of all reports of one size
    letters = "bdfgklmnprstvz"
    words = [
        "".join(rng.choice(letters) + rng.choice("aeiou") for _ in range(rng.randint(1, 4)))
        for _ in range(6000 + 4 * size)
    ]
    # Summed up once: `choices` would do it for every word that it draws.
    often = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    names = [word.title() for word in rng.sample(words, 400)]
    if seed != 7:
        rng = random.Random(seed)

    def paragraph() -> list[str]:
        body = rng.choices(words, cum_weights=often, k=rng.randint(25, 60))
        body += [rng.choice(names), rng.choice(names), str(rng.randint(2, 9000))]
        rng.shuffle(body)
        return body

    def written(body: list[str]) -> str:
        third = len(body) // 3
        parts = [body[:third], body[third : 2 * third], body[2 * third :]]
        return " ".join(" ".join(part).capitalize() + "." for part in parts if part)

    told = [paragraph() for _ in range(size)]
    retold = [
        [word if rng.random() > 0.33 else rng.choices(words, cum_weights=often)[0] for word in body]
        if rng.random() < 0.8
        else paragraph()
        for body in told
    ]
    order = sorted(range(size), key=lambda at: at + rng.gauss(0, 5))
    return [written(body) for body in told], [written(retold[at]) for at in order]


def measure(size: int) -> dict[str, float]:
    left, right = reports(size)
    begin = time.process_time()
    from annotations.alignment import align_units
    from annotations.alignment.linking.scoring import measure_pair  # noqa: F401

    imported = time.process_time() - begin
    align_units(left[:3], right[:3])
    times = []
    for turn in range(20 if size <= 200 else 1):
        left, right = reports(size, 7 + turn)  # never the same again: tokens of units are kept
        begin = time.process_time()
        links = align_units(left, right)
        times.append(time.process_time() - begin)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    found = {"import": imported, "align": min(times), "memory": memory, "links": len(links)}
    if size <= COSTLY:
        from rapidfuzz import fuzz, process

        begin = time.process_time()
        process.cdist(left, right, scorer=fuzz.token_set_ratio)
        found["cdist"] = time.process_time() - begin
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 25, 50, 2000, 10000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return
    for size in options.sizes:
        command = [sys.executable, "-m", "tests.benchmarks.bench_alignment", "--one", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        seconds, memory = BUDGETS.get(size, (float("nan"), float("nan")))
        beside = (
            f"{found['align'] / found['cdist']:.2f} x RapidFuzz cdist ({found['cdist']:.3f} s)"
            if "cdist" in found
            else ""
        )
        print(
            f"2 x {size:<6} import {found['import']:.2f} s  align {found['align']:.3f} s"
            f" ({found['align'] / seconds:.2f} of budget)  {found['memory']:.2f} GB"
            f" ({found['memory'] / memory:.2f} of budget)  {found['links']} links  {beside}",
            flush=True,
        )


if __name__ == "__main__":
    main()
