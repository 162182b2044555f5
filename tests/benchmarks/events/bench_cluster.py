"""What a second worker of a Dask cluster saves `crossread find`, and that a killed one changes nothing.

    .venv/bin/python -m tests.benchmarks.events.bench_cluster [COUNT] [--rounds 1] [--kills 1] [--each SHARE]

Needs the extra `cluster`. A scheduler and workers of one thread each are started here, and events are
found in an archive made up of COUNT articles (6,000 unless it is said): so many rounds with one worker
and with two, and then with two of which one is killed, each time later in its work. Prints wall clock,
and processor seconds of each process: on a machine with fewer cores than processes, or a busy one, what
the workers do says more than the clock; at the end the medians, and the slowest with a worker killed.

With `--each .15`, each of the processes gets .15 of a core and no more, ahead of what else the machine
does (that takes a superuser). The clock then says what machines of one core each, as slow as that, would
take: a core for this, one for the scheduler, and one for each worker.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread

from annotations.processes import python_command, safe_environment
from tests.benchmarks.events.archive import archive

START = "import sys; from distributed.cli.{0} import main; main(sys.argv[1:])"
TICK = 0.02
"""Seconds between two looks at what each process had of its core."""

HERE = ["--no-dashboard", "--host", "127.0.0.1"]


def started(which: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-c", START.format(which), *words],
        env=safe_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def used(process: subprocess.Popen[bytes]) -> float:
    """Processor seconds of a process that runs; Linux alone says so."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def shares(processes: Sequence[subprocess.Popen[bytes]], share: float | None) -> Iterator[None]:
    """Let each of some processes have that much of a core, by stopping it where it had more."""
    over = Event()

    def govern() -> None:
        left, had, stopped = {}, {}, set()
        for one in processes:
            with suppress(ProcessLookupError, PermissionError):
                os.setpriority(os.PRIO_PROCESS, one.pid, -10)
            left[one.pid], had[one.pid] = 0.0, -1.0
        then = time.monotonic()
        while not over.wait(TICK):
            now = time.monotonic()
            for pid in [each.pid for each in processes if each.poll() is None]:
                with suppress(OSError):
                    spent = time.clock_gettime((~pid << 3) | 2)  # Linux: the clock of a process
                    if had[pid] >= 0:
                        earned = min(left[pid] + (now - then) * share, 2 * TICK)
                        left[pid] = earned - (spent - had[pid])
                    had[pid] = spent
                    if (left[pid] < 0) != (pid in stopped):
                        stopped ^= {pid}
                        os.kill(pid, signal.SIGSTOP if pid in stopped else signal.SIGCONT)
            then = now
        for pid in stopped:
            with suppress(OSError):
                os.kill(pid, signal.SIGCONT)

    if share is None:
        yield
        return
    thread = Thread(target=govern)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search took: `wall` clock seconds, processor seconds of the first worker, and what was printed."""

    wall: float
    worked: float
    out: bytes


def found(
    path: Path,
    workers: int,
    folder: Path,
    *,
    kill_after: float | None = None,
    each: float | None = None,
) -> Found:
    """Find all events on a new cluster, the first worker of which is killed after so much work."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = started("dask_scheduler", *HERE, "--port", str(port))
    options = ["--no-nanny", "--nthreads", "1", "--local-directory", str(folder)]
    running = [started("dask_worker", address, *HERE, *options) for _ in range(workers)]
    try:
        import distributed

        with distributed.Client(address, timeout=120, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=120)
        idle = [used(one) for one in (scheduler, *running)]
        index = folder / "index"
        index.unlink(missing_ok=True)
        words = ["find", "--json", "--cluster", address, "--index", str(index), str(path)]
        begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        driver = subprocess.Popen(
            python_command("tui", *words), stdout=subprocess.PIPE, env=safe_environment()
        )
        if kill_after is not None:
            while used(running[0]) < idle[1] + kill_after and driver.poll() is None:
                time.sleep(TICK)
            running[0].kill()
        with shares([scheduler, *running, driver], each):
            out = driver.communicate()[0]
        wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        assert driver.returncode == 0
        own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        named = zip(
            ("scheduler", *("worker" for _ in running)), (scheduler, *running), idle, strict=True
        )
        spent = [(name, used(one) - then) for name, one, then in named if one.poll() is None]
        killed = "" if kill_after is None else f", one killed after {kill_after:.1f} s of work"
        theirs = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in spent)
        print(
            f"{workers} workers{killed}: {wall:.1f} s; processor: here {own:.1f} s, {theirs}",
            flush=True,
        )
        return Found(wall, spent[1][1], out)
    finally:
        for one in (scheduler, *running):
            one.kill()
            one.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--kills", type=int, default=1)
    parser.add_argument("--each", type=float, metavar="SHARE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = folder / "rows.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for row in archive(options.count):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        one, two = [], []
        for _ in range(options.rounds):
            one.append(found(path, 1, folder, each=options.each))
            two.append(found(path, 2, folder, each=options.each))
        work = median(each.worked for each in two)
        killed = [
            found(path, 2, folder, kill_after=work * (at + 0.5) / options.kills)
            for at in range(options.kills)
        ]
        alone, both = (median(each.wall for each in some) for some in (one, two))
        print(f"medians: one worker {alone:.1f} s, two {both:.1f} s: {alone / both:.2f} x")
        if killed:
            slowest = max(each.wall for each in killed)
            print(
                f"one killed, {len(killed)} times: median {median(each.wall for each in killed):.1f} s,"
                f" at most {slowest:.1f} s ({slowest / both:.2f} x two, {slowest / alone:.2f} x one)"
            )
        print(f"same bytes: {len({each.out for each in [*one, *two, *killed]}) == 1}")


if __name__ == "__main__":
    main()
