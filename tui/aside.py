"""Align two articles beside the reader: a long pair, or by a model, in a process of its own.

What that takes would stay with the reader for hours otherwise, and would make keys wait.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from annotations.alignment import Alignment, Link
from annotations.articles import Article
from annotations.errors import CrossreadError

LARGE = 40_000
"""Pairs of blocks from which a process of its own is worth its start."""


def align_aside(
    articles: tuple[Article, Article], decided: Iterable[Link], model: Path | None = None
) -> Alignment:
    """The alignment of two articles, as `annotations.alignment.align` gives it.

    A sentence model that has a say in it is named by its folder.

    Raises:
        CrossreadError: the model cannot be loaded, or the process that aligns a long pair failed.
    """
    from annotations.alignment import align  # it loads what compares words

    kept = tuple(decided)
    if model is None and len(articles[0].blocks) * len(articles[1].blocks) < LARGE:
        return align(*articles, decided=kept)
    done = subprocess.run(
        [sys.executable, "-m", "tui.aside"],
        input=pickle.dumps((articles, kept, model)),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise CrossreadError("the paragraphs could not be lined up; is there memory left?")
    # What our own process wrote to our own pipe: no pickle from elsewhere is ever read.
    answer: Alignment | CrossreadError = pickle.loads(done.stdout)
    if isinstance(answer, CrossreadError):
        raise answer
    return answer


def main() -> None:
    """Read a pickled pair from standard input, write its alignment to standard output.

    Where a user can mend what went wrong, that error is written in place of it.
    """
    from annotations.alignment import align
    from tui.cli.articles import encoder

    articles, decided, model = pickle.load(sys.stdin.buffer)
    answer: Alignment | CrossreadError
    try:
        answer = align(*articles, decided=decided, encoder=encoder(model))
    except CrossreadError as error:
        answer = CrossreadError(str(error))
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
