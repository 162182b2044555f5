"""Align two articles beside the reader: a long pair in a process of its own.

What that takes would stay with the reader for hours otherwise, and would make keys wait.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotations.alignment import Alignment, Link
from annotations.articles import Article
from annotations.errors import CrossreadError
from annotations.processes import python_command, safe_environment

if TYPE_CHECKING:
    from annotations.alignment.meaning.encoder import KnownVectors

LARGE = 40_000
"""Pairs of blocks from which a process of its own is worth its start."""


def align_in_process(
    articles: tuple[Article, Article], decided: Iterable[Link], known: KnownVectors | None = None
) -> Alignment:
    """The alignment of two articles, as `annotations.alignment.align` gives it.

    `known` are the vectors of all their blocks, where a sentence model has a say.

    Raises:
        CrossreadError: the process that aligns a long pair failed.
    """
    from annotations.alignment import align  # it loads what compares words

    kept = tuple(decided)
    if len(articles[0].blocks) * len(articles[1].blocks) < LARGE:
        return align(*articles, decided=kept, encoder=known)
    done = subprocess.run(
        python_command("tui.session.align_process"),
        env=safe_environment(),
        input=pickle.dumps((articles, kept, known)),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise CrossreadError("the paragraphs could not be lined up; is there memory left?")
    # What our own process wrote to our own pipe: no pickle from elsewhere is ever read.
    found: Alignment = pickle.loads(done.stdout)
    return found


def main() -> None:
    """Read a pickled pair from standard input, write its alignment to standard output."""
    from annotations.alignment import align

    articles, decided, known = pickle.load(sys.stdin.buffer)
    answer = align(*articles, decided=decided, encoder=known)
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
