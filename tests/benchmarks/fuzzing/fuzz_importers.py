"""Every importer on changed files for a while: only our own errors, and nothing stored by a failure.

    python -m tests.benchmarks.fuzzing.fuzz_importers SECONDS SEED

Prints how many files of each format were read, refused and imported, and each escape with what
makes it again; exits with 1 where there was one.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from itertools import count
from pathlib import Path
from random import Random

from annotations.errors import CrossreadError
from annotations.exchange import import_file
from tests.exchange.mutations import INTO, good_files, mutate
from tests.exchange.stores import empty


def main(seconds: float, seed: int) -> int:
    """Fuzz until the time is over; 0 where nothing escaped."""
    tally: Counter[tuple[str, str]] = Counter()
    escapes = 0
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        good = good_files(folder)
        sources = [*good.items(), ("qdc", folder / "project.qdpx"),
                   ("codebook", folder / "csv" / "codebook.csv")]  # fmt: skip
        for number in count():
            if time.monotonic() > end:
                break
            format, source = sources[number % len(sources)]
            target = folder / f"odd{source.suffix}"
            path = mutate(source, target, Random(f"{seed} {number}"))
            if problem := tried(path, format, tally):
                escapes += 1
                kept = Path(tempfile.gettempdir()) / f"escape-{seed}-{number}{source.suffix}"
                (shutil.copytree if path.is_dir() else shutil.copyfile)(path, kept)
                print(f"ESCAPE {format}, seed {seed}, number {number}, kept as {kept}\n{problem}")
    for format in INTO:
        done, refused = tally[format, "imported"], tally[format, "refused"]
        print(f"{format:14} {done + refused:7} files, {refused:7} refused, {done:7} imported")
    print(f"{sum(tally.values())} files in {seconds:.0f} s, seed {seed}: {escapes} escapes")
    return int(bool(escapes))


def tried(path: Path, format: str, tally: Counter[tuple[str, str]]) -> str:
    """Import one file into a new store; what went wrong, empty for nothing."""
    with empty() as store:
        try:
            import_file(store, path, format=format, as_is=bool(sum(tally.values()) % 2))
        except CrossreadError as error:
            tally[format, "refused"] += 1
            if "\n" in str(error):
                return f"a message of several lines: {error}"
            return f"left {store.tables()}" if store.articles() or store.annotations() else ""
        except Exception:
            return traceback.format_exc()
        tally[format, "imported"] += 1
        return "\n".join(map(str, store.check()))


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])))
