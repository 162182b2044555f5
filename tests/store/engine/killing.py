"""Kill -9 at random moments of start, save, fold and close; what was acknowledged must be there.

Run by the suite with a few trials, at the desk with a thousand: `python -m tests.store.engine.killing 1000`.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from annotations.store import Store
from annotations.store.engine import storage
from tests.store.old_stores import differences, old_store
from tests.store.session import found, lost, session

AGAIN = 10
"""Trials on one store before a new one is begun."""


def trial(path: Path, noted: list[tuple[str, str]], delay: float) -> None:
    """Let a process work on a store, kill it after `delay` seconds, and note what it noted."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        storage.LARGE = 3000
        if delay * 1e6 % 2 < 1:  # some never fold as they close, so that opening has to
            storage.JournalStorage._worth_folding = lambda self: False  # type: ignore[method-assign]
        while True:
            session(
                path, lambda *words: os.write(writing, f"{' '.join(words)}\n".encode()) and None
            )
    os.close(writing)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as lines:
        for line in lines:
            what, word = line.split()
            noted.append((what, word))


def migration(trials: int, seed: int) -> int:
    """As `main`, of processes that open a store of schema 1: whoever opens it next has all of it."""
    chance = random.Random(seed)
    bad = migrated = 0
    with tempfile.TemporaryDirectory() as place:
        for number in range(trials):
            path = old_store(Path(place) / str(number))
            child = os.fork()
            if not child:
                while True:
                    Store.open(path).close()
            time.sleep(chance.uniform(0, 0.02))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            migrated += b'"events"' in path.read_bytes()
            try:
                with Store.open(path) as store:
                    wrong = [str(each) for each in store.check()] + differences(store)
            except Exception as error:
                wrong = [repr(error)]
            if wrong:
                bad += 1
                print(f"trial {number}: {wrong[:3]}")
    print(f"{bad} of {trials} kills of a migration lost something; {migrated} had done with it")
    return bad


def main(trials: int, seed: int) -> int:
    """Print each trial that lost something, and how many did; the number is the result."""
    chance = random.Random(seed)
    bad = saves = 0
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        noted: list[tuple[str, str]] = []
        for number in range(trials):
            path = Path(place) / f"{number // AGAIN}.json"
            if number % AGAIN == 0:
                saves += len(noted)
                noted = []
            trial(path, noted, chance.uniform(0, 0.08))
            try:
                wrong = lost(noted, found(path)[0])
            except Exception as error:
                wrong = [repr(error)]
            if wrong:
                bad += 1
                print(f"trial {number}: {wrong[:3]}")
    took = time.monotonic() - started
    print(f"{bad} of {trials} kills lost something, {saves // 2} saves acknowledged, {took:.0f} s")
    return bad


if __name__ == "__main__":
    number = int(sys.argv[1])
    start = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    sys.exit(main(number, start) + migration(number, start) > 0)
