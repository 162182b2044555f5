"""Memory of the reader over thousands of random keys.

python tests/benchmarks/bench_soak.py [--keys 10000] [--seed 1] [--paragraphs 500]

Two readers, one after the other, in terminals of 160 x 45: one on the built-in pair, one on two
made-up articles of 500 paragraphs. Each gets the same random keys, among them all letters, and is
asked for its resident memory along the way. Budget: after 10,000 keys at most 1.3 x what it was
after 1,000.

Where a reader dies, its home folder stays and the crash report is printed, with the number of the key.
"""

from __future__ import annotations

import argparse
import random
import shutil
import string
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from annotations.store import Store
from tests.benchmarks.pairs import store_pair, write_pair
from tests.benchmarks.ptydrive import Driven, environment
from tui.sample import sample_paths

COMMAND = Path(sys.executable).parent / "crossread"
BUDGET = 1.3
LEAVING = "qE:"
"""Letters not pressed: they leave, or write a file, or list the command that leaves."""

LETTERS = [
    letter
    for letter in string.ascii_letters + string.digits + string.punctuation
    if letter not in LEAVING
]
MOVING = ["h", "j", "k", "l", "w", "b", "J", "K", "{", "}", " ", "\t", "G", "g", "]", "["]
ARROWS = ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[1;2C", "\x1b[1;2B"]
OTHERS = ["\r", "\x7f", "\x1b[3~"]
ESCAPE = "\x1b"


def keys(seed: int, count: int) -> Iterator[str]:
    """Random keys, most of which move; an Escape now and then leads back to the page."""
    chance = random.Random(seed)
    kinds = (MOVING, ARROWS, LETTERS, OTHERS, [ESCAPE])
    for _ in range(count):
        (kind,) = chance.choices(kinds, (40, 15, 25, 5, 15))
        yield chance.choice(kind)


class Died(Exception):
    """The reader has ended by itself; says at which key, after which ones, and what its report says."""

    def __init__(self, what: str, home: Path, pressed: list[str]) -> None:
        reports = sorted((home / ".local" / "state" / "crossread" / "crashes").glob("crash-*.txt"))
        told = reports[-1].read_text(encoding="utf-8") if reports else "it left no crash report"
        super().__init__(f"{what}, after {pressed[-12:]}; its home is kept: {home}\n{told}")


def soak(name: str, home: Path, pair: tuple[Path, Path], seed: int, count: int) -> float:
    """Press the keys on one pair, and print memory along the way; returns its growth."""
    store_pair(home / "annotations.json", pair)
    early, number = 0.0, 0
    pressed: list[str] = []
    with Driven([COMMAND, *pair], env=environment(home)) as reader:
        reader.settle()
        print(f"{name}: {reader.memory():.0f} MB before the first key", flush=True)
        try:
            for number, key in enumerate(keys(seed, count), start=1):
                pressed.append(key)
                reader.press(key, timeout=0.03)
                if number % 1000 == 0:
                    reader.settle(0.3)
                    now = reader.memory()
                    early = early or now
                    print(
                        f"{name}: {number:6,} keys, {now:.0f} MB, {now / early:.2f} x", flush=True
                    )
        except RuntimeError as error:
            raise Died(f"{name}: at key {number:,} the reader {error}", home, pressed) from error
    with Store.open(home / "annotations.json", read_only=True) as store:
        tags = len(store.annotations())
    print(f"{name}: {tags} annotations; grown {now / early:.2f} x, budget {BUDGET} x")
    return now / early


def main() -> int:
    """Soak both pairs; 1 where one of them grew beyond the budget, 2 where one died."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=10_000, help="to press (default 10,000)")
    parser.add_argument("--seed", type=int, default=1, help="of the keys (default 1)")
    parser.add_argument("--paragraphs", type=int, default=500, help="of each made-up article")
    parser.add_argument("--only", choices=("sample", "long"), help="one of the two pairs")
    options = parser.parse_args()
    grown: list[float] = []
    for name in ("sample", "long"):
        if options.only in (None, name):
            home = Path(tempfile.mkdtemp(prefix="crossread-soak-"))
            pair = write_pair(home, options.paragraphs) if name == "long" else sample_paths()
            try:
                grown.append(soak(name, home, pair, options.seed, options.keys))
            except Died as died:
                print(died, file=sys.stderr)
                return 2
            shutil.rmtree(home)
    return int(max(grown) > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
