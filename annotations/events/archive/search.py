"""Words looked for in an archive that has an index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.events.archive.index import Facts, Index

AROUND = 90
"""Code points of an article that are shown on each side of the first word that was looked for."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that has what was looked for, and a piece of its text about it."""

    facts: Facts
    piece: str


def search(index: Index, words: Sequence[str], limit: int) -> list[Hit]:
    """The articles that have all of some words, best first (BM25; Robertson and Zaragoza 2009).

    A word with spaces in it is looked for as it stands; one that ends in `*` is how words begin.
    """
    query = " ".join(filter(None, map(_quoted, words)))
    if not query:
        return []
    numbers = [number for number, _ in index.search(query, limit)]
    facts = index.facts(numbers)
    return [
        Hit(said, _piece(index.text(number), words))
        for number, said in zip(numbers, facts, strict=True)
    ]


def _quoted(word: str) -> str:
    """A word, or words in a row, as FTS5 takes it; empty where there is no letter in it."""
    parts = " ".join(_WORD.findall(word))
    return f'"{parts}"{"*" if word.endswith("*") else ""}' if parts else ""


def _piece(text: str, words: Sequence[str]) -> str:
    """A piece of a text around the first of some words, cut where there is space."""
    sought = "|".join(re.escape(part) for word in words for part in _WORD.findall(word))
    found = re.search(rf"\b(?:{sought})", text, re.IGNORECASE)
    start, end = found.span() if found else (0, 0)
    low = text.find(" ", max(0, start - AROUND), start) + 1 if start > AROUND else 0
    high = text.rfind(" ", end, end + AROUND) if end + AROUND < len(text) else len(text)
    high = max(high, end)
    return ("… " if low else "") + text[low:high] + (" …" if high < len(text) else "")
