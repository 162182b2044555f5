"""How long a store takes to export and to import, and how much memory, against plain JSON writing.

    python -m tests.benchmarks.bench_export [ANNOTATIONS [FORMAT..]]

Each format runs in a process of its own. Memory is what the export adds to the resident set after
the store is open; the reference writes the same documents with orjson and nothing else.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import orjson

from annotations.articles import Span, article_from_text
from annotations.exchange import FORMATS, export, import_file
from annotations.marks import Annotation, quote_and_context
from annotations.store import Command, Store
from annotations.store.commands import annotation_edit

PAIRS = 100
MOMENT = "2026-03-01T10:00:00.000Z"
NOTE = "A note of some length, as a reader writes it. " * 4


def fill(path: Path, count: int) -> None:
    """A store of 100 pairs with annotations of about 600 bytes."""
    sentence = "The office said on Monday that the ferry number {} will sail again from Friday. "
    with Store.open(path, annotator="ada") as store:
        for pair_number in range(PAIRS):
            articles = [
                article_from_text(
                    "\n\n".join(
                        sentence.format(f"{pair_number}-{side}-{line}") * 3 for line in range(40)
                    )
                )
                for side in (0, 1)
            ]
            pair = store.add_pair(*articles)
            edits = []
            for number in range(count // PAIRS):
                side = number % 2
                text, article_id = articles[side].text, (pair.left, pair.right)[side]
                start = number * 7 % (len(text) - 100)
                quote, prefix, suffix = quote_and_context(text, Span(start, start + 40))
                key = f"{pair_number:08}-0000-4000-8000-{number:012}"
                edits.append(
                    annotation_edit(
                        None,
                        Annotation(
                            id=key, article=article_id, start=start, end=start + 40, quote=quote,
                            prefix=prefix, suffix=suffix, label="claim", annotator="ada",
                            created=MOMENT, updated=MOMENT, note=NOTE,
                        ),
                    )
                )  # fmt: skip
            store.do(Command("fill", tuple(edits), pair.id))


def resident() -> int:
    """Bytes in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def once(path: Path, format: str) -> None:
    """Export in this process and print seconds, bytes added to memory, bytes written."""
    out = path.with_name(f"out-{format}")
    with Store.open(path, read_only=True) as store:
        opened = resident()
        began = time.perf_counter()
        if format == "reference":
            with out.open("wb") as file:
                for document in store.documents("annotations"):
                    file.write(orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE))
        else:
            export(store, format=format, out=out)
        seconds = time.perf_counter() - began
        files = [out] if out.is_file() else [each for each in out.rglob("*") if each.is_file()]
        size = sum(each.stat().st_size for each in files)
        print(seconds, max(0, peak() - opened), size)


def importing(path: Path) -> None:
    """Bring the native file into an empty store; print seconds of this process and its peak in bytes."""
    with Store.open(path.with_name("other.json"), annotator="ada") as store:
        began = time.process_time()
        import_file(store, path.with_name("out-jsonl"), format="jsonl")
        print(time.process_time() - began, peak())


def main(count: int, formats: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.json"
        fill(path, count)
        print(f"{count} annotations in {PAIRS} pairs\n")
        print(f"{'':14}{'seconds':>9}{'ratio':>7}{'MB added':>10}{'MB out':>9}")
        base = 0.0
        for format in ["reference", *formats]:
            command = [
                sys.executable,
                "-m",
                "tests.benchmarks.bench_export",
                "--once",
                str(path),
                format,
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds, added, size = map(float, done.stdout.split())
            base = base or seconds
            print(
                f"{format:14}{seconds:9.2f}{seconds / base:7.1f}{added / 1e6:10.0f}{size / 1e6:9.0f}"
            )
        if "jsonl" in formats:
            command[3:] = ["--import", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds, most = map(float, done.stdout.split())
            print(
                f"\nimport into an empty store: {seconds:.2f} s of CPU, {most / 1e6:.0f} MB at most"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        once(Path(sys.argv[2]), sys.argv[3])
    elif sys.argv[1:2] == ["--import"]:
        importing(Path(sys.argv[2]))
    else:
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 100_000,
            sys.argv[2:] or [name for name in FORMATS if FORMATS[name].out and name != "spacy"],
        )
