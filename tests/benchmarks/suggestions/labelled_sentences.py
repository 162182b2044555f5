"""The made-up sentences that say which claims are worth checking, in two halves."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.suggestions.attribution_gold import half_of

FILE = Path(__file__).parents[2] / "suggestions" / "checkable_sentences.tsv"


def halves() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Label and sentence: those that weights are fitted to, and those held out from the start."""
    found: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    for line in FILE.read_text("utf-8").splitlines():
        label, _, text = line.partition("\t")
        found[half_of(text)].append((label, text))
    return found
