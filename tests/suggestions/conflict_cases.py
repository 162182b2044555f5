"""Cases of conflicting facts, written for this project, and how many of them are found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from annotations.suggestions.facts import Conflict, conflicts

CASES = Path(__file__).parent / "cases"


class Found(NamedTuple):
    """Conflicts found that are in a case, found that are not, in it and not found, class right."""

    right: int
    wrong: int
    missed: int
    classes: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def cases(half: str) -> list[dict[str, Any]]:
    """The cases of one file: `develop`, `more`, `third`, or `held_out`, which nothing is fitted to."""
    text = (CASES / f"conflicts_{half}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def score(half: str, kind: str = "") -> Found:
    """Count over one half, of one kind or of all; a conflict is right where both places touch."""
    right = wrong = missed = classes = 0
    for case in cases(half):
        gold = [told for told in case["conflicts"] if kind in ("", told["kind"])]
        for conflict in conflicts(case["left"], case["right"]):
            if kind not in ("", conflict.kind):
                continue
            hit = next((told for told in gold if _same(case, told, conflict)), None)
            if hit is None:
                wrong += 1
                continue
            gold.remove(hit)
            right += 1
            classes += hit["class"] == conflict.sort
        missed += len(gold)
    return Found(right, wrong, missed, classes)


def _same(case: dict[str, Any], told: dict[str, str], conflict: Conflict) -> bool:
    return told["kind"] == conflict.kind and all(
        touches(case[side], told[side], span)
        for side, span in (("left", conflict.left), ("right", conflict.right))
    )


def touches(text: str, quote: str, span: tuple[int, int]) -> bool:
    """Whether a span of a text has a character in common with a quote that stands in it once."""
    start = text.index(quote)
    return span[0] < start + len(quote) and start < span[1]
