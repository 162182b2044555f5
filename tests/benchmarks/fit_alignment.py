"""Fit the aligner's coefficients to gold links, and say how good they are on pairs not fitted to.

    python -m tests.benchmarks.fit_alignment GOLD [--out FILE] [--folds 5] [--seeds 2] [--held-out]

GOLD is a folder of `.jsonl` files, a pair of articles a line: `id`, `set`, `left`, `right`, `gold`,
and maybe `ignore` and `scope`. Needs scikit-learn and LightGBM (the dependency group `fit`).

What is printed is cross-validated: a pair of articles is scored by a model that saw no pair of the
same story, essay or fable, its threshold and calibration included. `--held-out` leaves out one whole
set at a time instead, which shows how the model fares on a kind of text that it never saw.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import warnings
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from annotations.alignment.features import Candidates, measured
from annotations.alignment.model import DEPTH, Look, calibration_of, model_of, probability
from annotations.alignment.scoring import surroundings

COEFFICIENTS = Path(__file__).parents[2] / "annotations" / "alignment" / "coefficients.json"
SPARE = "spare"
"""The set of pairs made here: two events of one kind, from the articles of other pairs."""

SPARE_WEIGHT = 0.3
SHUFFLED_WEIGHT = 0.3
"""What a pair of articles counts once more with the units of both sides in another order.

It teaches when place and order are no evidence, which few of the pairs show. Revisions are left as
they are: nobody shuffles an essay.
"""

FIRST = (
    "grams", "grams.most", "grams.least",
    "grams.part.most", "grams.part.least", "grams.lead.most", "grams.lead.least",
)  # fmt: skip
"""What the first look sees: plain likeness carries over best to texts unlike those fitted to."""

TREES = 250
RIDGE = {"first": 0.05, "second": 0.01}
SIZE_POWER = 0.5
"""A set weighs as its size to the power of one less this: in full, all sets would weigh the same."""

BENDS = (0.0, 2.0)
"""Log odds at which the calibration may change its slope."""

THRESHOLDS = np.arange(0.32, 0.51, 0.01)
FALSE_LINK = 0.02
"""What a false link a pair beyond the first, where nothing is to be linked, costs in mean F1."""


@dataclass
class Case:
    """A pair of articles, measured: which candidates are links, and which are judged at all.

    `again` is the pair once more, its units in another order: only learned from, never scored.
    """

    name: str
    kind: str
    group: str
    found: Candidates
    link: np.ndarray
    judged: np.ndarray
    gold: int
    weight: float = 1.0
    again: Case | None = None


def story(pair: dict) -> str:
    """Name what a pair is about: pairs of one story are never split between fitting and scoring."""
    parts = pair["id"].split("-")
    if pair["set"].startswith("arg"):
        return "essay-" + parts[1]
    if pair["set"] in ("ecb", "null"):
        return "event-" + parts[1]
    fable = re.match(r"aesop-([A-Za-z]+)_", pair["id"])
    return "fable-" + fable.group(1) if fable else pair["set"] + "-" + pair["id"]


def spare_pairs(pairs: list[dict]) -> list[dict]:
    """Pair articles on two events of one kind with each other: nothing in them is linked."""
    sides: dict[tuple[str, str], list[str]] = {}
    for pair in pairs:
        if pair["set"] in ("ecb", "null"):
            _, topic, left, right = pair["id"].split("-")
            sides[topic, left], sides[topic, right] = pair["left"], pair["right"]
    known = {pair["id"] for pair in pairs}
    return [
        {
            "id": f"spare-{topic}-{one}-{two}",
            "set": SPARE,
            "group": "event-" + topic,
            "left": sides[topic, one],
            "right": sides[topic, two],
            "gold": [],
        }
        for (topic, one), (other, two) in itertools.product(sides, sides)
        if topic == other and one.endswith("ecb") and two.endswith("ecbplus")
        if f"null-{topic}-{one}-{two}" not in known
    ]


def shuffled(pair: dict) -> dict:
    """Give a pair with the units of both sides in another order, and its links with them."""
    rng = np.random.default_rng(sorted(map(len, pair["left"] + pair["right"])))
    orders = [rng.permutation(len(pair[side])) for side in ("left", "right")]
    left, right = ({int(old): new for new, old in enumerate(order)} for order in orders)
    moved = {
        name: [[left[row], right[column]] for row, column in pair.get(name, ())]
        for name in ("gold", "ignore")
    }
    moved |= {
        side: [pair[side][at] for at in order]
        for side, order in zip(("left", "right"), orders, strict=True)
    }
    if scope := pair.get("scope"):
        moved["scope"] = {
            "left": [left[at] for at in scope["left"]],
            "right": [right[at] for at in scope["right"]],
        }
    return pair | moved


def case_twice(pair: dict) -> Case:
    """Measure a pair, and unless it is spare or a revision also with its units shuffled."""
    if pair["set"] == SPARE:
        return replace(case(pair), weight=SPARE_WEIGHT)
    if pair["set"].startswith("arg"):
        return case(pair)
    return replace(case(pair), again=replace(case(shuffled(pair)), weight=SHUFFLED_WEIGHT))


def case(pair: dict) -> Case:
    found = measured(pair["left"], pair["right"])
    gold = {tuple(link) for link in pair["gold"]}
    weak = {tuple(link) for link in pair.get("ignore", ())} - gold
    scope = pair.get("scope")
    places = list(zip(found.rows.tolist(), found.columns.tolist(), strict=True))
    judged = [
        at not in weak and (not scope or at[0] in scope["left"] or at[1] in scope["right"])
        for at in places
    ]
    return Case(
        pair["id"],
        pair["set"],
        pair.get("group") or story(pair),
        found,
        np.array([at in gold for at in places], dtype=bool),
        np.array(judged, dtype=bool),
        len(gold),
    )


def folds(cases: list[Case], count: int, seed: int) -> np.ndarray:
    """Deal the stories of each kind round the folds."""
    rng = np.random.default_rng(seed)
    kinds = defaultdict(list)
    for group in sorted({one.group for one in cases}):
        kinds[group.split("-")[0]].append(group)
    place, dealt = {}, 0
    for kind in sorted(kinds):
        for group in rng.permutation(kinds[kind]):
            place[group] = dealt % count
            dealt += 1
    return np.array([place[one.group] for one in cases])


def weights(cases: list[Case]) -> list[np.ndarray]:
    """Weigh candidates so that no set counts by its size alone."""
    size = defaultdict(int)
    for one in cases:
        size[one.kind] += int(one.judged.sum())
    return [
        np.full(len(one.link), one.weight * max(1, size[one.kind]) ** -SIZE_POWER) for one in cases
    ]


def stacked(
    cases: list[Case], measures: list[dict], which: str
) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Give names, table, answers and weights of all judged candidates."""
    used = [
        (one, seen, weight)
        for one, seen, weight in zip(cases, measures, weights(cases), strict=True)
        if len(one.link)
    ]
    names = list(FIRST) if which == "first" else list(used[0][1])
    table = np.concatenate(
        [np.column_stack([seen[name] for name in names])[one.judged] for one, seen, _ in used]
    )
    link = np.concatenate([one.link[one.judged] for one, _, _ in used])
    weight = np.concatenate([weight[one.judged] for one, _, weight in used])
    return names, table, link, weight / weight.mean()


def fit_look(cases: list[Case], measures: list[dict], which: str) -> dict:
    """Fit a logistic model, and to the second look trees, as values of the data file."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    names, table, link, weight = stacked(cases, measures, which)
    scaler = StandardScaler().fit(table)
    line = LogisticRegression(C=RIDGE[which], max_iter=3000).fit(
        scaler.transform(table), link, sample_weight=weight
    )
    slope = line.coef_[0] / scaler.scale_
    return {
        "intercept": round(float(line.intercept_[0] - slope @ scaler.mean_), 5),
        "logistic": {
            name: round(float(value), 5) for name, value in zip(names, slope, strict=True)
        },
        "start": 0.0,
        "trees": fit_trees(table, link, weight, names) if which == "second" else [],
    }


def fit_trees(table: np.ndarray, link: np.ndarray, weight: np.ndarray, names: list[str]) -> list:
    """Grow trees by gradient boosting, as values of the data file."""
    import lightgbm

    trees = lightgbm.LGBMClassifier(
        n_estimators=TREES, max_depth=DEPTH, num_leaves=2**DEPTH, learning_rate=0.03,
        reg_lambda=10, min_child_samples=20, colsample_bytree=0.3, subsample=0.7, subsample_freq=1,
        verbose=-1, n_jobs=1, random_state=0, deterministic=True,
    ).fit(table, link, sample_weight=weight)  # fmt: skip
    return [
        grown(tree["tree_structure"], names) for tree in trees.booster_.dump_model()["tree_info"]
    ]


def grown(tree: dict, names: list[str]) -> dict:
    """Write a tree as a complete one, questions in the order of a heap; LightGBM asks `<=`."""
    questions = 2**DEPTH - 1
    feature, bound, answer = [names[0]] * questions, [0.0] * questions, [0.0] * (questions + 1)

    def put(node: dict, place: int) -> None:
        if place >= questions:
            answer[place - questions] = round(node["leaf_value"], 5)
        elif "leaf_value" in node:
            put(node, 2 * place + 1)
            put(node, 2 * place + 2)
        else:
            feature[place], bound[place] = names[node["split_feature"]], round(node["threshold"], 6)
            put(node["left_child"], 2 * place + 1)
            put(node["right_child"], 2 * place + 2)

    put(tree, 0)
    return {"feature": feature, "bound": bound, "answer": answer}


def look_of(values: dict) -> Look:
    dull = {
        "first": values,
        "second": values,
        "calibration": {"stretch": 1, "shift": 0, "bends": []},
        "threshold": 0,
    }
    return model_of(dull).first


def chances(look: Look, measures: list[dict]) -> list[np.ndarray]:
    return [probability(look.log_odds(seen)) if seen else np.empty(0) for seen in measures]


def second_measures(cases: list[Case], first: list[np.ndarray]) -> list[dict]:
    return [
        one.found.measures | surroundings(one.found, chance) if len(chance) else {}
        for one, chance in zip(cases, first, strict=True)
    ]


def without(cases: list[Case], places: np.ndarray, fold: int) -> tuple[list[Case], list[int]]:
    kept = [at for at, place in enumerate(places) if place != fold]
    return [cases[at] for at in kept], kept


def fit(cases: list[Case], seed: int, inner: int = 4) -> tuple[dict, dict]:
    """Fit both looks; the second learns from first looks at stories that the first did not see."""
    cases = [*cases, *(one.again for one in cases if one.again)]
    measures = [one.found.measures for one in cases]
    places = folds(cases, inner, seed)
    first: list = [None] * len(cases)
    for fold in range(inner):
        rest, kept = without(cases, places, fold)
        look = look_of(fit_look(rest, [measures[at] for at in kept], "first"))
        for at in np.flatnonzero(places == fold):
            first[at] = chances(look, [measures[at]])[0]
    second = fit_look(cases, second_measures(cases, first), "second")
    return fit_look(cases, measures, "first"), second


def judged(cases: list[Case], looks: tuple[dict, dict]) -> list[np.ndarray]:
    """Give the second look's log odds, as the aligner would come by them."""
    first = chances(look_of(looks[0]), [one.found.measures for one in cases])
    second = look_of(looks[1])
    return [
        second.log_odds(seen) if seen else np.empty(0) for seen in second_measures(cases, first)
    ]


def calibration(cases: list[Case], odds: list[np.ndarray]) -> dict:
    """Fit log odds to how often links are right (Platt 1999), each candidate weighing the same."""
    from sklearn.linear_model import LogisticRegression

    real = [(one, odd) for one, odd in zip(cases, odds, strict=True) if one.kind != SPARE]
    said = np.concatenate([odd[one.judged] for one, odd in real])
    link = np.concatenate([one.link[one.judged] for one, _ in real])
    table = np.column_stack([said, *(np.maximum(said - start, 0.0) for start in BENDS)])
    line = LogisticRegression(C=1e6, max_iter=1000).fit(table, link)
    slopes = line.coef_[0]
    if np.cumsum(slopes).min() <= 0:
        raise SystemExit("The calibration would turn the order of links round: take a bend away.")
    return {
        "stretch": round(float(slopes[0]), 4),
        "shift": round(float(line.intercept_[0]), 4),
        "bends": [
            [start, round(float(more), 4)] for start, more in zip(BENDS, slopes[1:], strict=True)
        ],
    }


def scores(cases: list[Case], chance: list[np.ndarray], threshold: float) -> dict[str, float]:
    """Give each set's F1, and false links a pair where nothing is to be linked."""
    right, made, gold, pairs = (defaultdict(int) for _ in range(4))
    for one, values in zip(cases, chance, strict=True):
        linked = (values >= threshold) & one.judged
        right[one.kind] += int((linked & one.link).sum())
        made[one.kind] += int(linked.sum())
        gold[one.kind] += one.gold
        pairs[one.kind] += 1
    return {
        kind: 2 * right[kind] / max(1, made[kind] + gold[kind])
        if gold[kind]
        else made[kind] / pairs[kind]
        for kind in sorted(pairs)
    }


def headline(found: dict[str, float]) -> float:
    return float(np.mean([value for kind, value in found.items() if kind not in ("null", SPARE)]))


def best_threshold(cases: list[Case], chance: list[np.ndarray]) -> float:
    """Choose the threshold with the best mean F1, smoothed over its neighbours, and few false links."""
    worth = []
    for threshold in THRESHOLDS:
        found = scores(cases, chance, threshold)
        worth.append(headline(found) - FALSE_LINK * max(0.0, found.get("null", 0.0) - 1.0))
    smooth = np.convolve(np.pad(worth, 3, mode="edge"), np.full(7, 1 / 7), mode="valid")
    return round(float(THRESHOLDS[int(np.argmax(smooth))]), 2)


def cross_validated(cases: list[Case], places: np.ndarray, seed: int) -> list[np.ndarray]:
    """Give each case's log odds from a model fitted without its fold."""
    odds: list = [None] * len(cases)
    for fold in sorted(set(places.tolist())):
        rest, _ = without(cases, places, fold)
        out = [at for at in range(len(cases)) if places[at] == fold]
        for at, values in zip(out, judged([cases[at] for at in out], fit(rest, seed)), strict=True):
            odds[at] = values
    return odds


def settled(
    cases: list[Case], odds: list[np.ndarray], places: np.ndarray
) -> tuple[list[np.ndarray], np.ndarray]:
    """Calibrate each fold by the others, and give its threshold chosen on the others."""
    chance: list = [None] * len(cases)
    thresholds = np.zeros(len(cases))
    for fold in sorted(set(places.tolist())):
        rest, kept = without(cases, places, fold)
        line = calibration(rest, [odds[at] for at in kept])
        turned = [probability(calibration_of(line).of(odd)) for odd in odds]
        threshold = best_threshold(rest, [turned[at] for at in kept])
        for at in np.flatnonzero(places == fold):
            chance[at], thresholds[at] = turned[at], threshold
    return chance, thresholds


def table(label: str, found: dict[str, float]) -> str:
    cells = "  ".join(f"{kind} {value:.3f}" for kind, value in found.items() if kind != SPARE)
    return f"{label:<22} mean {headline(found):.4f}  {cells}"


def reliability(cases: list[Case], chance: list[np.ndarray]) -> str:
    real = [(one, values) for one, values in zip(cases, chance, strict=True) if one.kind != SPARE]
    said = np.concatenate([values[one.judged] for one, values in real])
    was = np.concatenate([one.link[one.judged] for one, _ in real])
    lines = ["said        pairs   mean said   were links"]
    for low in np.arange(0, 1, 0.1):
        inside = (said >= low) & (said < low + 0.1 + 1e-9 * (low > 0.85))
        if inside.any():
            lines.append(
                f"{low:.1f}-{low + 0.1:.1f}  {inside.sum():9d}   {said[inside].mean():9.3f}   {was[inside].mean():10.3f}"
            )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=COEFFICIENTS)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    warnings.filterwarnings("ignore", message="X does not have valid feature names")

    files = sorted(options.gold.glob("*.jsonl"))
    pairs = [
        json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line
    ]
    cases = [case_twice(pair) for pair in [*pairs, *spare_pairs(pairs)]]
    print(f"{len(pairs)} pairs, {sum(len(one.found) for one in cases)} candidates", flush=True)

    if options.held_out:
        kinds = sorted({one.kind for one in cases} - {SPARE, "null"})
        places = np.array([kinds.index(one.kind) if one.kind in kinds else -1 for one in cases])
        places[[one.kind in ("null", SPARE) for one in cases]] = kinds.index("ecb")
        chance, threshold = settled(cases, cross_validated(cases, places, 0), places)
        print(table("one set held out", scores_at(cases, chance, threshold)))
        return

    runs = []
    for seed in range(options.seeds):
        places = folds(cases, options.folds, seed)
        odds = cross_validated(cases, places, seed)
        chance, thresholds = settled(cases, odds, places)
        runs.append((odds, chance, scores_at(cases, chance, thresholds)))
        print(
            table(
                f"seed {seed}, thresholds {min(thresholds):.2f}-{max(thresholds):.2f}", runs[-1][2]
            ),
            flush=True,
        )
    print(
        table(
            "mean of seeds",
            {kind: float(np.mean([run[2][kind] for run in runs])) for kind in runs[0][2]},
        )
    )
    print(reliability(cases * len(runs), [values for run in runs for values in run[1]]))

    line = calibration(cases * len(runs), [values for run in runs for values in run[0]])
    turned = [[probability(calibration_of(line).of(odd)) for odd in run[0]] for run in runs]
    for threshold in (0.3, 0.34, 0.38, 0.42, 0.46, 0.5):
        found = [scores(cases, one, threshold) for one in turned]
        print(
            table(
                f"all at {threshold:.2f}",
                {kind: float(np.mean([each[kind] for each in found])) for kind in found[0]},
            )
        )
    threshold = best_threshold(cases * len(runs), [values for run in turned for values in run])
    first, second = fit(cases, 0)
    write(options.out, first, second, line, threshold)


def scores_at(
    cases: list[Case], chance: list[np.ndarray], thresholds: np.ndarray
) -> dict[str, float]:
    """Score where each case has its own threshold."""
    return scores(
        cases, [values - bound for values, bound in zip(chance, thresholds, strict=True)], 0.0
    )


def write(path: Path, first: dict, second: dict, line: dict, threshold: float) -> None:
    """Write the data file, a feature or a tree a line."""
    note = (
        "Fitted by tests/benchmarks/fit_alignment.py, seed 0, on the development pairs of the alignment"
        " benchmark. Log odds are the logistic model's, or their mean with the trees' where there are"
        " any; a tree has 7 questions in the order of a heap (right where the feature exceeds the bound) and 8 answers."
    )
    text = json.dumps(
        {
            "note": note,
            "threshold": threshold,
            "calibration": line,
            "first": first,
            "second": second,
        },
        indent=1,
    )
    text = re.sub(
        r"\[\s+([^\[\]{}]*?)\s+\]",
        lambda match: "[" + re.sub(r"\s*\n\s*", " ", match.group(1)) + "]",
        text,
    )
    path.write_text(text + "\n", encoding="utf-8")
    print(f"wrote {path}, linked from {threshold}")


if __name__ == "__main__":
    main()
