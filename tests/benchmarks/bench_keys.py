"""One key to its whole frame, at a human pace, against a line-API app that does nothing.

python tests/benchmarks/bench_keys.py [--keys 200] [--paragraphs 5000] [--sample] [--laden]
                                     [--kind tag]

The two apps run beside each other and take turns, key by key, in terminals of 160 x 45; each waits
for the other and for its own quiet, so that 80 ms or more lie between two keys. Budgets on
2 x 5,000 paragraphs: caret keys p95 <= 5 ms and <= 2.5 x the floor, scrolling and paging
p95 <= 9 ms, jumps p95 <= 12 ms, worst of all <= 33 ms, a held key p95 <= 20 ms.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.pairs import store_pair, write_pair
from tests.benchmarks.ptydrive import Driven, Taken, environment, p95, summary
from tui.sample import sample_paths

COMMAND = Path(sys.executable).parent / "crossread"
FLOOR = Path(__file__).parent / "apps" / "floor.py"

KINDS: dict[str, tuple[str, str, int]] = {
    # what is measured: keys in turn, the same for the floor, out of how many one is pressed
    "caret: word (w)": ("w", "w", 1),
    "caret: other side (tab)": ("\t", "w", 2),
    "caret: sentence )": (")", "j", 1),
    "caret: paragraph }": ("}", "j", 1),
    "caret: extend (shift+right)": ("\x1b[1;2C", "w", 1),
    "caret: tag and undo (c u)": ("cu", "w", 2),
    "scroll: line (j)": ("j", "j", 1),
    "scroll: row (J)": ("J", "j", 1),
    "scroll: page (space)": (" ", " ", 2),
    "jump: ends (G g)": ("Gg", "Gg", 2),
    "jump: search hit (n)": ("n", "Gg", 2),
    "jump: change (])": ("]", "Gg", 2),
}

BEFORE = {
    "jump: search hit (n)": ("g", "/", "WORD", "\r"),
    "jump: change (])": ("g",),
}
"""Keys pressed before a kind is measured, each waited for; WORD is a name out of the article."""


def main() -> None:
    """Print median, p95 and worst for each kind of key, and the ratio of p95 to the floor's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=200, help="of each kind (default 200)")
    parser.add_argument("--paragraphs", type=int, default=5000, help="of each article")
    parser.add_argument("--sample", action="store_true", help="on the built-in pair instead")
    parser.add_argument(
        "--laden", action="store_true", help="with 1,000 annotations, the diff on, the list open"
    )
    parser.add_argument("--kind", default="", help="only kinds of key whose name has this")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        pair = sample_paths() if options.sample else write_pair(home, options.paragraphs)
        store_pair(home / "annotations.json", pair, 1000 if options.laden else 0)
        with (
            Driven([COMMAND, *pair], env=environment(home)) as reader,
            Driven([sys.executable, FLOOR], env=environment(home)) as floor,
        ):
            reader.settle()
            floor.settle()
            for key in ("d", "F", "\r") if options.laden else ():
                reader.key(key, timeout=1.0)
                reader.settle(0.3)
            word = next(re.finditer(r"(?<=[a-z] )[A-Z][a-z]{4,}", pair[0].read_text("utf-8")))[0]
            print(f"{pair[0].name} {pair[1].name}, {options.keys} keys of each kind, ms")
            print(
                f"{'':28}   median      p95    worst | floor p95 ratio | cpu p50  p95 worst ratio"
            )
            kinds = {name: kind for name, kind in KINDS.items() if options.kind in name}
            for name, (keys, floor_keys, share) in kinds.items():
                before = [word if key == "WORD" else key for key in BEFORE.get(name, ())]
                report(name, reader, floor, before, keys, floor_keys, options.keys // share)
            held(reader)
            print(
                f"resize to settled: {reader.resize(120, 40):.0f} and {reader.resize(160, 45):.0f} ms"
            )
            print(f"resident memory: {reader.memory():.0f} MB (floor {floor.memory():.0f} MB)")


def report(
    name: str,
    reader: Driven,
    floor: Driven,
    before: list[str],
    keys: str,
    floor_keys: str,
    count: int,
) -> None:
    """Press the keys of a kind in turn in both apps, and print what they took.

    The last ratio is that of the medians of processor time.
    """
    for key in before:
        reader.key(key, timeout=1.0)
        reader.settle(0.3)
    cycle = itertools.cycle([keys] if keys.startswith("\x1b") else keys)
    other = itertools.cycle(floor_keys)
    times: list[Taken] = []
    floors: list[Taken] = []
    missed = 0
    for _ in range(count):
        for app, key, taken in ((reader, next(cycle), times), (floor, next(other), floors)):
            if (pressed := app.key(key, timeout=0.3)) is not None:
                taken.append(pressed)
            else:  # at the end: from the top again
                missed += app is reader
                app.key("g", timeout=0.3)
    if len(times) < 2 or len(floors) < 2:
        print(f"{name:28} no frames")
        return
    wall, cpu = ([each[clock] for each in times] for clock in (0, 1))
    floor_wall, floor_cpu = ([each[clock] for each in floors] for clock in (0, 1))
    ratio, cpu_ratio = p95(wall) / p95(floor_wall), median(cpu) / median(floor_cpu)
    lost = f" ({missed} without a frame)" if missed else ""
    print(
        f"{name:28} {summary(wall)} | {p95(floor_wall):9.1f} {ratio:5.2f} |"
        f" {median(cpu):7.1f} {p95(cpu):4.1f} {max(cpu):5.1f} {cpu_ratio:5.2f}{lost}",
        flush=True,
    )


def held(reader: Driven, seconds: float = 5.0, rate: float = 30.0) -> None:
    """Hold `j` from the top: each repeat waits for the clock, not for the frame before it."""
    reader.key("g")
    reader.settle(0.3)
    times = []
    began = time.perf_counter()
    for repeat in range(int(seconds * rate)):
        time.sleep(max(0.0, began + repeat / rate - time.perf_counter()))
        if (pressed := reader.press("j", 1 / rate)) is not None:
            times.append(pressed.wall)
    print(f"{'held: line (j) at 30 Hz':28} {summary(times)} | {len(times)} frames in time")


if __name__ == "__main__":
    main()
