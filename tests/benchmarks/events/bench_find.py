"""How long `crossread find` takes, how much memory, and how much of what was planted it finds.

    .venv/bin/python -m tests.benchmarks.events.bench_find [COUNT ..] [--jobs 2] [--new 1000] [--folder DIR]

For each count (1,000 and 10,000 unless others are named) an archive is made up (`archive.py`), found
in, found in again with `--new` articles more, and searched. Prints wall clock and processor seconds
(on a busy machine the latter say more), the most memory that all its processes had together, recall
and precision over pairs of articles of one planted event, and by which power of the count the
processor time grows.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import tempfile
import time
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path

from annotations.processes import python_command, safe_environment
from tests.benchmarks.events.archive import archive

WORDS = ["the", "bado", "jori*", "sano tebi"]


def memory(process: int) -> int:
    """Kilobytes that a process and all that it started have in memory; Linux alone says so."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0
    own = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")]
    return sum(own) + sum(memory(int(each)) for each in children)


def measured(words: list[str], out: Path) -> tuple[float, float, float]:
    """Run crossread; wall clock seconds, processor seconds, and the most memory in GB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun, most = time.monotonic(), 0
    with out.open("wb") as file:
        running = subprocess.Popen(
            python_command("tui", *words), stdout=file, env=safe_environment()
        )
        while running.poll() is None:
            most = max(most, memory(running.pid))
            time.sleep(0.05)
    assert running.returncode == 0, words
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begun, used, most / 1e6


def agreement(rows: list[tuple[str, str]], found: Path) -> tuple[float, float]:
    """Recall and precision over pairs of articles; `rows` have the id and event of each."""
    planted = defaultdict(list)
    for identity, event in rows:
        planted[event].append(identity)
    told = [json.loads(line)["articles"] for line in found.read_text("utf-8").splitlines()]
    wanted, had = (
        {frozenset(pair) for each in sets for pair in combinations(each, 2)}
        for sets in (planted.values(), told)
    )
    return len(wanted & had) / len(wanted), len(wanted & had) / max(1, len(had))


def bench(count: int, new: int, jobs: int, folder: Path) -> float:
    """Measure one count; returns its processor seconds."""
    path, index, out = (
        folder / f"{count}.jsonl",
        folder / f"{count}.crossread-index",
        folder / "out",
    )
    rows, late = [], []
    with path.open("w", encoding="utf-8") as file:
        for at, row in enumerate(archive(count + new)):
            line = json.dumps(row, ensure_ascii=False) + "\n"
            if at < count:
                file.write(line)
                rows.append((row["id"], row["event"]))
            else:
                late.append(line)
    words = ["find", "--json", "--jobs", str(jobs), "--index", str(index), str(path)]
    wall, used, most = measured(words, out)
    recall, precision = agreement(rows, out)
    size = index.stat().st_size / 1e6
    print(
        f"{count:9,} articles: {wall:6.1f} s, processor {used:6.1f} s, {most:.2f} GB, index {size:.0f} MB,"
        f" recall {recall:.3f}, precision {precision:.3f}",
        flush=True,
    )
    with path.open("a", encoding="utf-8") as file:
        file.writelines(late)
    wall, again, most = measured([*words, "--new"], out)
    events = len(out.read_bytes().splitlines())
    print(f"{new:9,} more: {wall:6.1f} s, processor {again:6.1f} s, {most:.2f} GB, {events} events")
    for word in WORDS:
        search(index, word)
    return used


def search(index: Path, word: str) -> None:
    """How long looking a word up takes, in this process, the second time."""
    from annotations.events.archive.index import Index
    from annotations.events.archive.search import search as look_up

    with Index.open(index, make=False) as opened:
        for _ in range(2):
            begun = time.perf_counter()
            hits = look_up(opened, [word], 20)
            took = time.perf_counter() - begun
    print(f"          search {word!r}: {len(hits)} shown, {1000 * took:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--new", type=int, default=1000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        took = [bench(each, options.new, options.jobs, folder) for each in options.counts]
    for (one, other), (first, second) in zip(pairwise(options.counts), pairwise(took), strict=True):
        power = math.log(second / first) / math.log(other / one)
        print(f"from {one:,} to {other:,}: processor time grows by the power {power:.2f}")


if __name__ == "__main__":
    main()
