"""Words that two writers use for one thing, by stem; the list is `synonyms.txt`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from annotations.alignment.linking.stemming import fold, stem


@lru_cache(maxsize=1)
def synonym_sets() -> tuple[dict[str, tuple[int, ...]], int]:
    """Give the numbers of the sets that each stem stands in, and how many sets there are."""
    text = Path(__file__).with_name("synonyms.txt").read_text("utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    found: dict[str, set[int]] = {}
    for number, words in enumerate(lines):
        for word in words:
            found.setdefault(stem(fold(word)), set()).add(number)
    return {word: tuple(sorted(numbers)) for word, numbers in found.items()}, len(lines)
