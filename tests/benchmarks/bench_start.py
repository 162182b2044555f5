"""From the start of the process to the first paint, against an empty Textual app.

python tests/benchmarks/bench_start.py [--runs 15] [--paragraphs 5000]

Budget: the sample pair within 1.25 x the empty app, 2 x 5,000 paragraphs within 2 x. The apps take
turns, so that a busy machine slows each alike; the ratio is that of the medians.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.pairs import store_pair, write_pair
from tests.benchmarks.ptydrive import Driven, Taken, environment, summary
from tui.sample import sample_paths

COMMAND = Path(sys.executable).parent / "crossread"
EMPTY = Path(__file__).parent / "apps" / "empty.py"


class Start(NamedTuple):
    """What is started, the text that its first frame must have, and the store it finds."""

    name: str
    command: list[str | Path]
    text: bytes
    store: str = ""


def main() -> None:
    """Print median, p95 and worst of each start, and the ratio to the empty app's median."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="starts of each (default 15)")
    parser.add_argument("--paragraphs", type=int, default=5000, help="of the long pair (or 0)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        starts = [
            Start("empty Textual app", [sys.executable, EMPTY], b"empty"),
            Start("sample pair, first visit", [COMMAND], b"Vellmouth", "fresh"),
            Start("sample pair, read before", [COMMAND], b"Vellmouth", "sample.json"),
        ]
        store_pair(home / "sample.json", sample_paths())
        if options.paragraphs:
            pair = write_pair(home, options.paragraphs)
            store_pair(home / "long.json", pair)
            word = pair[0].read_bytes().split()[1]
            name = f"2 x {options.paragraphs:,} paragraphs"
            starts.append(Start(f"{name}, new", [COMMAND, *pair], word, "fresh"))
            starts.append(Start(f"{name}, read before", [COMMAND, *pair], word, "long.json"))
        times: dict[str, list[Taken]] = {start.name: [] for start in starts}
        first: dict[str, list[float]] = {}
        for turn in range(options.runs + 1):
            for number, start in enumerate(starts):
                store = f"fresh-{turn}-{number}.json" if start.store == "fresh" else start.store
                env = {**environment(home), "CROSSREAD_STORE": str(home / store)}
                with Driven(start.command, env=env) as driven:
                    time = driven.first_paint(start.text)
                    key = driven.key("j") if start.store else None
                if turn:  # the first turn is for the caches
                    times[start.name].append(time)
                    if key is not None:
                        first.setdefault(start.name, []).append(key.wall)
    base = Taken(*(median(clock) for clock in zip(*times["empty Textual app"], strict=True)))
    print(f"{'ms to the first paint':36}   median      p95    worst   ratio | cpu p50   ratio")
    for name, measured in times.items():
        wall, cpu = zip(*measured, strict=True)
        print(
            f"{name:36} {summary(wall)} {median(wall) / base.wall:7.2f} |"
            f" {median(cpu):7.1f} {median(cpu) / base.cpu:7.2f}"
        )
    print("ms from the first key, pressed as soon as something is painted, to the next frame")
    for name, walls in first.items():
        print(f"{name:36} {summary(walls)}")


if __name__ == "__main__":
    main()
