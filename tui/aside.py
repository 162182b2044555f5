"""Align two articles beside the reader: a long pair in a process of its own.

Its arrays would stay with the reader for hours otherwise, and its arithmetic would make keys wait.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterable

from annotations.alignment import Alignment, Link
from annotations.articles import Article
from annotations.errors import CrossreadError

LARGE = 40_000
"""Pairs of blocks from which a process of its own is worth its start."""


def align_aside(articles: tuple[Article, Article], decided: Iterable[Link]) -> Alignment:
    """The alignment of two articles, as `annotations.alignment.align` gives it.

    Raises:
        CrossreadError: the process that aligns a long pair failed.
    """
    from annotations.alignment import align  # it loads what compares words

    kept = tuple(decided)
    if len(articles[0].blocks) * len(articles[1].blocks) < LARGE:
        return align(*articles, decided=kept)
    done = subprocess.run(
        [sys.executable, "-m", "tui.aside"],
        input=pickle.dumps((articles, kept)),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise CrossreadError("the paragraphs could not be lined up; is there memory left?")
    # What our own process wrote to our own pipe: no pickle from elsewhere is ever read.
    alignment: Alignment = pickle.loads(done.stdout)
    return alignment


def main() -> None:
    """Read a pickled pair from standard input, write its alignment to standard output."""
    from annotations.alignment import align

    articles, decided = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pickle.dumps(align(*articles, decided=decided)))


if __name__ == "__main__":
    main()
