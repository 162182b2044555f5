"""Fit how likely two numbers of two texts are of the same thing.

    python -m tests.benchmarks.suggestions.fit_conflicts [--write]

Needs scikit-learn. Fitted to the three files of `FITTED`; the cases called `held_out` are only
judged, by `bench_conflicts`. Cases are held out in five parts to choose the threshold.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from annotations.suggestions.facts.conflicting_numbers import Evidence, candidates
from annotations.suggestions.facts.quantities import quantities
from annotations.suggestions.facts.reading import read
from tests.suggestions.conflict_cases import cases, touches

TARGET = Path(__file__).parents[3] / "annotations" / "suggestions" / "facts" / "coefficients.py"
FITTED = ("develop", "more", "third")
PARTS = 5


def main() -> None:
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the coefficients")
    asked = parser.parse_args()
    rows, truth, part = [], [], []
    told = 0
    for number, case in enumerate([each for name in FITTED for each in cases(name)]):
        told += sum(each["kind"] == "number" for each in case["conflicts"])
        for evidence, right in _labelled(case):
            rows.append(evidence)
            truth.append(right)
            part.append(number % PARTS)
    x, y, parts = np.array(rows), np.array(truth), np.array(part)
    said = np.zeros(len(y))
    for held in range(PARTS):
        model = LogisticRegression(C=1.0, max_iter=5000).fit(x[parts != held], y[parts != held])
        said[parts == held] = model.predict_proba(x[parts == held])[:, 1]
    print(f"{len(y)} candidates, {y.sum()} of the {told} conflicts among them")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        found = said >= least
        right = (found & y).sum()
        print(
            f"  from {least}: precision {right / max(1, found.sum()):.2f}, recall {right / told:.2f}"
        )
    model = LogisticRegression(C=1.0, max_iter=5000).fit(x, y)
    for name, weight in zip(Evidence._fields, model.coef_[0], strict=True):
        print(f"  {name:12} {weight:+.2f}")
    if asked.write:
        weights = ",\n    ".join(f"{weight:.4f}" for weight in model.coef_[0])
        TARGET.write_text(
            '"""How likely two numbers are of the same thing; written by'
            ' `tests/benchmarks/suggestions/fit_conflicts.py`."""\n\n'
            f"from __future__ import annotations\n\nBIAS = {model.intercept_[0]:.4f}\n"
            f'WEIGHTS = (\n    {weights},\n)\n"""In the order of `Evidence`."""\n',
            encoding="utf-8",
        )


def _labelled(case: dict[str, Any]) -> list[tuple[Evidence, bool]]:
    """The candidates of a case, and whether each is one of its conflicts."""
    ours, theirs = read(case["left"]), read(case["right"])
    left, right = quantities(ours), quantities(theirs)
    gold = [each for each in case["conflicts"] if each["kind"] == "number"]
    found = []
    for at, behind, evidence in candidates(ours, left, theirs, right):
        one, other = left[at], right[behind]
        true = any(
            touches(case["left"], each["left"], (one.start, one.end))
            and touches(case["right"], each["right"], (other.start, other.end))
            for each in gold
        )
        found.append((evidence, true))
    return found


if __name__ == "__main__":
    main()
