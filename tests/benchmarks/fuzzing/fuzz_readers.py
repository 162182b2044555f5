"""Damage articles of every format at random and read them, for as long as is asked.

    python -m tests.benchmarks.fuzzing.fuzz_readers [SECONDS] [SEED]

Every file must become an article or one clear line (a `CrossreadError`). Prints for each format how
many files were read and refused, the longest reading, and what else was raised with the seed of
the file that raised it; and the peak of memory, for which the process has a limit of 1 GiB above
what it begins with. Exit status 1 where anything else was raised.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from itertools import count
from pathlib import Path

from annotations.articles import read_article
from annotations.errors import CrossreadError
from tests.articles.mutated import files, mutated

ABOVE = 1 << 30
"""Bytes of address space that reading may take beyond what the process has at its start."""


def main(seconds: float, seed: int) -> int:
    """Fuzz for so many seconds from a seed on; the exit status."""
    whole = files()
    read, refused, longest = Counter[str](), Counter[str](), dict.fromkeys(whole, (0.0, 0))
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in whole.items():  # loads all that the readers need
            _read(Path(folder, name), data)
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + ABOVE
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        end = time.monotonic() + seconds
        for number in count(seed):
            for name, data in whole.items():
                begun = time.monotonic()
                try:
                    done = _read(Path(folder, name), mutated(data, number))
                    (read if done else refused)[name] += 1
                except Exception:
                    wrong.append(f"{name}, seed {number}:\n{traceback.format_exc()}")
                longest[name] = max(longest[name], (time.monotonic() - begun, number))
            if time.monotonic() > end:
                break
    for name in whole:
        took, which = longest[name]
        print(
            f"{name:8} {read[name]:7} read {refused[name]:7} refused, longest {took:.2f} s (seed {which})"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory: {before >> 10} MiB before, {peak >> 10} MiB at most")
    print(*wrong[:20], sep="\n")
    print(f"{len(wrong)} raised something else")
    return 1 if wrong else 0


def _read(path: Path, data: bytes) -> bool:
    path.write_bytes(data)
    try:
        read_article(path)
    except CrossreadError:
        return False
    return True


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(float(given[0]) if given else 60, int(given[1]) if given[1:] else 0))
