"""Press any keys at random, from before the first paint on, and say what ended or deafened the app.

    python -m tests.benchmarks.fuzzing.fuzz_keys [RUNS] [SEED]

Each run has a terminal, a home and a store of its own: the built-in pair, or events enough for
home to open. Prints the seed of a run that crashed, with the report, or that could not be left;
exit status 1 where there was one. What keys do hangs on time, so a seed brings a crash back only now
and then.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

from annotations.articles import article_from_text
from annotations.store import Store
from tests.terminal.any_keys import SIZES, crash_of, ended, leave, presses
from tests.terminal.conftest import COMMAND
from tests.terminal.screen import Terminal

PACES = (0.0, 0.0, 0.005, 0.02, 0.1)
"""Seconds between two keys."""


def main(runs: int, seed: int) -> int:
    """Make so many runs from a seed on; the exit status."""
    wrong = [each for each in range(seed, seed + runs) if not fine(each)]
    print(f"{runs} runs, {len(wrong)} with a crash or a deaf app: {wrong}")
    return bool(wrong)


def fine(seed: int) -> bool:
    """Make one run; whether the app could be left and did not crash."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        home, store = Path(folder), Path(folder, "annotations.json")
        if chance.random() < 0.5:
            events(store)
        env = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "CROSSREAD_STORE": str(store),
        }
        columns, rows = chance.choice(SIZES)
        with Terminal([COMMAND], env=env, columns=columns, rows=rows, cwd=home) as reader:
            time.sleep(chance.random() * 1.5)
            left = _pressed(reader, chance) or leave(reader)
        if crash := crash_of(home):
            print(f"seed {seed}: {crash}", flush=True)
        elif not left:
            print(f"seed {seed} is deaf:\n{reader.text}", flush=True)
        return left and not crash


def _pressed(reader: Terminal, chance: random.Random) -> bool:
    """Press keys; whether one of them left the app."""
    for sent in presses(chance, chance.randint(20, 200)):
        if isinstance(sent, bytes):
            reader.write(sent)
        else:
            reader.resize(*sent)
        if ended(reader, chance.choice(PACES)):
            return True
    return False


def events(path: Path) -> None:
    """Fill a store with events of three made-up reports each."""
    with Store.open(path, annotator="ada") as store:
        for number in range(4):
            texts = (
                f"Bridge {number} falls\n\nThe bridge of Tarn fell on Monday, said Ana Holt."
                f"\n\nNobody was hurt in the {each + 2} villages near it."
                for each in range(3)
            )
            store.add_event([article_from_text(text) for text in texts], f"Bridge {number}")


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in [*sys.argv[1:], "50", "1"][:2])))
