"""Sentences about damaged files, kept few and short however bad the files are.

A file can be damaged in a hundred thousand places. Whoever opens it is told of the first few and
of the number of the others: that is what a person can read, and what fits into the pipe of a
program that never reads its stderr.
"""

from __future__ import annotations

from collections.abc import Sequence

MOST = 5
"""Sentences about one file, besides the one that counts the rest."""

LONGEST = 200
"""Characters of one sentence: an error may quote a document of any length."""


def few(sentences: Sequence[str], name: str) -> list[str]:
    """The first `MOST` sentences, each cut to `LONGEST` characters, and one that counts the rest.

    `name` is the file's, for the last sentence.
    """
    told = [
        each if len(each) <= LONGEST else each[: LONGEST - 1] + "…" for each in sentences[:MOST]
    ]
    if rest := len(sentences) - len(told):
        told.append(f"{name}: {rest:,} more places are damaged")
    return told
