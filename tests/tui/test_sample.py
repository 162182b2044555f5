"""The built-in pair ships as it is read: `python -m tests.tui.test_sample` writes it anew."""

from __future__ import annotations

import json
import subprocess
import sys

from msgspec.structs import replace

from annotations.articles import read_article
from annotations.store.serialization import article_to_document
from tui.sample import KNOWN, sample_pair, sample_paths


def test_the_pair_is_what_reading_its_files_gives() -> None:
    read = [replace(read_article(path), dateline="") for path in sample_paths()]
    assert list(map(repr, sample_pair())) == list(map(repr, read))


def test_having_the_pair_loads_nothing_that_reads_texts() -> None:
    code = (
        "import sys; from tui.sample import sample_pair; sample_pair();"
        "print([name for name in sys.modules if name.endswith(('.read', '.structure', '.decode'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def write() -> None:
    """Write what reading the two files finds, beside them."""
    known = {}
    for path in sample_paths():
        document = article_to_document("", read_article(path))
        known[path.name] = {name: document[name] for name in document if name not in _ELSEWHERE}
    KNOWN.write_text(json.dumps(known, ensure_ascii=False) + "\n", encoding="utf-8")


_ELSEWHERE = ("id", "sha256", "source")

if __name__ == "__main__":
    write()
