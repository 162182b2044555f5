"""Align two articles beside the reader: a long pair in a process of its own.

What that takes would stay with the reader for hours otherwise, and would make keys wait.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotations.alignment import Alignment, Link
from annotations.articles import Article
from tui.session.in_process import answer, ask_process

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
    complaint = "the paragraphs could not be lined up; is there memory left?"
    question = articles, kept, known
    found: Alignment = ask_process("tui.session.align_process", question, complaint)
    return found


def _aligned(
    question: tuple[tuple[Article, Article], tuple[Link, ...], KnownVectors | None],
) -> Alignment:
    """What the process answers: the alignment of the pair that it is asked about."""
    from annotations.alignment import align

    articles, decided, known = question
    return align(*articles, decided=decided, encoder=known)


if __name__ == "__main__":
    answer(_aligned)
