"""Whatever a power cut leaves on the disk, what was acknowledged is there and can be read."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.store.engine import storage
from tests.store.engine.machine import Cut, Event, Machine, cut, quick, running, unsynced_names
from tests.store.session import found, lost, session

STATES = 250
"""Disk states rebuilt at random here; `python -m tests.store.engine.test_power_cut N` rebuilds N."""

ABOUT_THE_LAST_SAVE = (
    "annotations.json.journal: ",
    "annotations.json as it was",
    "annotations.json.journal as it",
)
"""What a reader may be told after a power cut: of a save that was not finished."""

FEW = 5
"""Notices that one save that was not finished is worth: what is wrong, and the copies kept."""


def record(directory: Path) -> list[Event]:
    """The calls of a session that folds its journal when it opens and when it closes."""
    directory.mkdir()
    with running(Machine()) as machine, pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage, "LARGE", 2000)
        session(directory / "annotations.json", machine.note)
        patch.setattr(storage.JournalStorage, "_worth_folding", lambda self: False)
        session(directory / "annotations.json", machine.note)
    return machine.events


def cuts(events: list[Event], states: int) -> Iterator[tuple[str, Cut]]:
    """Every set of (four) names that a cut before any call could leave, then `states` at random."""
    chance = random.Random(5)
    for at in range(len(events) + 1):
        for names in range(2 ** min(unsynced_names(events, at), 4)):
            for luck in (0.0, 1.0):
                yield f"cut at {at}, names {names:b}", cut(events, at, chance, luck, names)
    for _ in range(states):
        at, luck = chance.randrange(len(events) + 1), chance.choice((0.0, 0.3, 0.5, 0.8, 1.0))
        yield f"cut at {at}", cut(events, at, chance, luck)


def rebuilt(events: list[Event], directory: Path, states: int) -> tuple[int, list[str]]:
    """Rebuild disk states and read them; their number, and a line for each that lost something."""
    failures: list[str] = []
    count = 0
    for name, state in cuts(events, states):
        count += 1
        place = directory / "state"
        place.mkdir()
        for path, data in state.files.items():
            (place / Path(path).name).write_bytes(data)
        try:
            noted = [(event.what, event.names[0]) for event in state.noted]
            there, notices = found(place / "annotations.json")
            again, more = found(place / "annotations.json")
            wrong = lost(noted, there) + lost(noted, again) + more
            wrong += [each for each in notices if not each.startswith(ABOUT_THE_LAST_SAVE)]
            wrong += notices[FEW:]
        except Exception as error:
            wrong = [repr(error)]
        if wrong:
            failures.append(f"{name}: {wrong[:2]}")
        shutil.rmtree(place)
    return count, failures


def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path) -> None:
    events = record(tmp_path / "run")
    assert {"sync", "sync names", "rename", "write"} <= {event.what for event in events}
    with quick():
        assert rebuilt(events, tmp_path, STATES)[1] == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
def test_the_recording_misses_no_call_that_changes_a_file(tmp_path: Path) -> None:
    names = "write,pwrite64,pwritev,writev,ftruncate,truncate,rename,renameat,renameat2"
    program = (
        "import sys; from pathlib import Path; from tests.store.engine.test_power_cut import *\n"
        "events = record(Path(sys.argv[1]))\n"
        "print(sum(e.what in ('write', 'truncate', 'rename') for e in events))"
    )
    run = tmp_path / "run"
    done = subprocess.run(
        ["strace", "-f", "-y", "-e", f"trace={names}", "-o", str(tmp_path / "calls"),
         sys.executable, "-c", program, str(run)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    if done.returncode:
        pytest.skip(f"strace cannot trace here: {done.stderr[-200:]}")
    calls = [line for line in (tmp_path / "calls").read_text().splitlines() if str(run) in line]
    assert len(calls) == int(done.stdout)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        recorded = record(Path(place) / "run")
        with quick():
            count, bad = rebuilt(recorded, Path(place), int(sys.argv[1]))
        print(*bad[:20], sep="\n")
        print(f"{len(bad)} of {count} states lost something ({len(recorded)} calls recorded)")
