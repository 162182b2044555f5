"""Whether two texts are two states of one article."""

from __future__ import annotations

SHINGLE = 4
"""Words in a row that two independent reports of one event rarely share."""

SHARED = 0.1
"""Least share of the smaller text's word rows that two states of one article have in common."""


def is_same_article(one: str, other: str) -> bool:
    """Whether the texts share enough word rows to be one article before and after an edit."""
    first, second = _shingles(one), _shingles(other)
    smaller = min(len(first), len(second))
    return smaller > 0 and len(first & second) >= SHARED * smaller


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    width = min(SHINGLE, len(words)) or 1
    return {tuple(words[at : at + width]) for at in range(len(words) - width + 1)}
