"""Fit the aligner's coefficients to gold links, and say how good they are on pairs not fitted to.

    python -m tests.benchmarks.fit_alignment GOLD [--out FILE] [--folds 5] [--seeds 2] [--trees 250]
                                             [--held-out]

GOLD is a folder of `*.jsonl` files, a pair of articles a line:

    {"id": "ferry-1", "set": "example", "group": "ferry", "left": ["First unit.", "Second."],
     "right": ["One unit."], "gold": [[0, 0]]}

`CONTRIBUTING.md` says what each field means, which others there are, and where the data comes from
that the package is fitted to. `tests/benchmarks/gold_example/` is such a folder, far too small to
fit with. Needs scikit-learn and LightGBM (the dependency group `fit`), with `--trees 0` neither.

What is printed is cross-validated: a pair of articles is scored by a model that saw no pair of the
same story, essay or fable, its threshold and calibration included. `--held-out` leaves out one whole
set at a time instead, which shows how the model fares on a kind of text that it never saw.
"""

from __future__ import annotations

import argparse
import json
import re
import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from annotations.alignment.linking.classifier import (
    DEPTH,
    ModelStage,
    calibration_of,
    model_of,
    probability,
)
from annotations.alignment.linking.features import Candidates, measure_candidates
from annotations.alignment.linking.scoring import surroundings
from tests.benchmarks.gold import SPARE, GoldError, read_pairs, shuffled, spare_pairs, story

COEFFICIENTS = (
    Path(__file__).parents[2] / "annotations" / "alignment" / "linking" / "coefficients.json"
)
SPARE_WEIGHT = 0.6
SHUFFLED_WEIGHT = 0.3
"""What a pair of articles counts once more with the units of both sides in another order.

It teaches when place and order are no evidence, which few of the pairs show. Revisions are left as
they are: nobody shuffles an essay.
"""

FIRST = (
    "grams", "grams.most", "grams.least",
    "grams.part.most", "grams.part.least", "grams.lead.most", "grams.lead.least",
)  # fmt: skip
"""What the first stage sees: plain likeness carries over best to texts unlike those fitted to."""

TREES = 250
RISES = ("first", "lead.most", "lead.least", "part.most", "part.least", "fresh.most", "fresh.least")
FALLS = ("rival.most", "rival.least", "others.most", "others.least")
"""Features with which a stage's log odds may only rise, or only fall: who rejects a link must not
see its rivals become less likely."""

RIDGE = {"first": 0.05, "second": 0.01}
LEAST_SPREAD = 1e-3
"""What a feature is taken to vary by at least: one that hardly does in the pairs fitted to (the same
in all articles of a small folder) would decide everything where it does."""

SIZE_POWER = 0.5
"""A set weighs as its size to the power of one less this: in full, all sets would weigh the same."""

BENDS = (0.0, 2.0)
"""Log odds at which the calibration may change its slope."""

THRESHOLDS = np.arange(0.2, 0.56, 0.01)
READ = {"basil": 4.0, "ecb": 4.0}
"""What a set counts in the choice of the threshold; the others count 1. News is what is read."""

NEWS_WEIGHT = 2.0
"""What a candidate in the news counts in the calibration."""

FALSE_LINK = 0.04
STORY_FALSE_LINK = 0.01
"""What a false link a pair beyond the first, where nothing is to be linked, costs in mean F1: in
lists of units, and in articles that a reader opened together, which are rarely on different events."""


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


def case_twice(pair: dict) -> Case:
    """Measure a pair, and unless it is spare or a revision also with its units shuffled."""
    if pair["set"] == SPARE:
        return replace(case(pair), weight=SPARE_WEIGHT)
    if pair["set"].startswith("arg"):
        return case(pair)
    return replace(case(pair), again=replace(case(shuffled(pair)), weight=SHUFFLED_WEIGHT))


def case(pair: dict) -> Case:
    found = measure_candidates(pair["left"], pair["right"])
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
        story(pair),
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


def fit_stage(cases: list[Case], measures: list[dict], which: str, trees: int = 0) -> dict:
    """Fit a logistic model, and beside it some trees, as values of the data file."""
    names, table, link, weight = stacked(cases, measures, which)
    mean = table.mean(axis=0)
    spread = np.maximum(table.std(axis=0), LEAST_SPREAD)
    line = fit_line((table - mean) / spread, link, weight, RIDGE[which], signs(names))
    slope = line[1:] / spread
    return {
        "intercept": round(float(line[0] - slope @ mean), 5),
        "logistic": {
            name: round(float(value), 5) for name, value in zip(names, slope, strict=True)
        },
        "start": 0.0,
        "trees": fit_trees(table, link, weight, names, trees) if trees else [],
    }


def signs(names: list[str]) -> list[int]:
    """Give 1 for each feature that may only speak for a link, -1 for one only against, else 0."""
    return [(name in RISES) - (name in FALLS) for name in names]


def fit_line(
    table: np.ndarray, link: np.ndarray, weight: np.ndarray, ridge: float, signed: list[int]
) -> np.ndarray:
    """Fit a logistic model with an L2 penalty, its slopes bounded in sign; the intercept is first.

    `ridge` is what the data counts beside the penalty, as scikit-learn's `C`.
    """
    from scipy.optimize import minimize

    turned = np.where(link, 1.0, -1.0)
    size = max(1.0, ridge)  # its first step is of length 1: too little of a cost in millions

    def loss(line: np.ndarray) -> tuple[float, np.ndarray]:
        margin = turned * (line[0] + table @ line[1:])
        pull = -ridge * weight * turned * probability(-margin)
        cost = ridge * (weight @ np.logaddexp(0.0, -margin)) + line[1:] @ line[1:] / 2
        return cost / size, np.concatenate([[pull.sum()], table.T @ pull + line[1:]]) / size

    bounds = [(None, None), *((0 if s > 0 else None, 0 if s < 0 else None) for s in signed)]
    start = np.zeros(table.shape[1] + 1)
    found: np.ndarray = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def fit_trees(
    table: np.ndarray, link: np.ndarray, weight: np.ndarray, names: list[str], count: int
) -> list:
    """Grow trees by gradient boosting, as values of the data file."""
    import lightgbm

    trees = lightgbm.LGBMClassifier(
        n_estimators=count, max_depth=DEPTH, num_leaves=2**DEPTH, learning_rate=0.03,
        reg_lambda=10, min_child_samples=20, colsample_bytree=0.3, subsample=0.7, subsample_freq=1,
        monotone_constraints=signs(names),
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


def stage_of(values: dict) -> ModelStage:
    dull = {
        "first": values,
        "second": values,
        "calibration": {"stretch": 1, "shift": 0, "bends": []},
        "threshold": 0,
        "story_threshold": 0,
    }
    return model_of(dull).first


def chances(stage: ModelStage, measures: list[dict]) -> list[np.ndarray]:
    return [probability(stage.log_odds(seen)) if seen else np.empty(0) for seen in measures]


def second_measures(cases: list[Case], first: list[np.ndarray]) -> list[dict]:
    return [
        one.found.measures | surroundings(one.found, chance) if len(chance) else {}
        for one, chance in zip(cases, first, strict=True)
    ]


def without(cases: list[Case], places: np.ndarray, fold: int) -> tuple[list[Case], list[int]]:
    kept = [at for at, place in enumerate(places) if place != fold]
    return [cases[at] for at in kept], kept


def fit(cases: list[Case], seed: int, trees: int, inner: int = 4) -> tuple[dict, dict]:
    """Fit both stages; the second learns from first stages at stories that the first did not see."""
    cases = [*cases, *(one.again for one in cases if one.again)]
    measures = [one.found.measures for one in cases]
    inner = min(inner, len({one.group for one in cases}))
    places = folds(cases, inner, seed)
    first: list = [None] * len(cases)
    for fold in range(inner):
        rest, kept = without(cases, places, fold)
        stage = stage_of(fit_stage(rest, [measures[at] for at in kept], "first"))
        for at in np.flatnonzero(places == fold):
            first[at] = chances(stage, [measures[at]])[0]
    second = fit_stage(cases, second_measures(cases, first), "second", trees)
    return fit_stage(cases, measures, "first"), second


def judged(cases: list[Case], stages: tuple[dict, dict]) -> list[np.ndarray]:
    """Give the second stage's log odds, as the aligner would come by them."""
    first = chances(stage_of(stages[0]), [one.found.measures for one in cases])
    second = stage_of(stages[1])
    return [
        second.log_odds(seen) if seen else np.empty(0) for seen in second_measures(cases, first)
    ]


def calibration(cases: list[Case], odds: list[np.ndarray]) -> dict:
    """Fit log odds to how often links are right (Platt 1999).

    A candidate of a pair in the news counts `NEWS_WEIGHT`, any other 1: left alike, the pairs in which
    nothing is to be linked would make the sum of probabilities in the news a seventh too low.

    A bend is left out where, on few pairs, it would turn the order of links round.
    """
    real = [(one, odd) for one, odd in zip(cases, odds, strict=True) if one.kind != SPARE]
    said = np.concatenate([odd[one.judged] for one, odd in real])
    link = np.concatenate([one.link[one.judged] for one, _ in real])
    weight = np.concatenate(
        [np.full(one.judged.sum(), NEWS_WEIGHT if one.kind in READ else 1.0) for one, _ in real]
    )
    for count in range(len(BENDS), -1, -1):
        bends = BENDS[:count]
        table = np.column_stack([said, *(np.maximum(said - bend, 0.0) for bend in bends)])
        free = [0] * table.shape[1]
        start, *slopes = fit_line(table, link, weight, 1e6, free).tolist()
        if np.cumsum(slopes).min() > 0:
            return {
                "stretch": round(slopes[0], 4),
                "shift": round(start, 4),
                "bends": [
                    [bend, round(more, 4)] for bend, more in zip(bends, slopes[1:], strict=True)
                ],
            }
    raise GoldError("the log odds say nothing about the links: more pairs are needed")


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


def best_threshold(
    cases: list[Case], chance: list[np.ndarray], false_link: float = FALSE_LINK
) -> float:
    """Choose the threshold with the best mean F1, smoothed over its neighbours, and few false links.

    The mean weighs sets as `READ` says.
    """
    worth = []
    for threshold in THRESHOLDS:
        found = scores(cases, chance, threshold)
        kinds = [kind for kind in found if kind not in ("null", SPARE)]
        mean = np.average(
            [found[kind] for kind in kinds], weights=[READ.get(kind, 1.0) for kind in kinds]
        )
        worth.append(mean - false_link * max(0.0, found.get("null", 0.0) - 1.0))
    smooth = np.convolve(np.pad(worth, 3, mode="edge"), np.full(7, 1 / 7), mode="valid")
    return round(float(THRESHOLDS[int(np.argmax(smooth))]), 2)


def cross_validated(
    cases: list[Case], places: np.ndarray, seed: int, trees: int
) -> list[np.ndarray]:
    """Give each case's log odds from a model fitted without its fold."""
    odds: list = [None] * len(cases)
    for fold in sorted(set(places.tolist())):
        rest, _ = without(cases, places, fold)
        out = [at for at in range(len(cases)) if places[at] == fold]
        stages = fit(rest, seed, trees)
        for at, values in zip(out, judged([cases[at] for at in out], stages), strict=True):
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


def sums(cases: list[Case], chance: list[np.ndarray]) -> str:
    """Set what the probabilities of each set sum up to against the links that there are."""
    said, links = defaultdict(float), defaultdict(int)
    for one, values in zip(cases, chance, strict=True):
        said[one.kind] += float(values[one.judged].sum())
        links[one.kind] += one.gold
    return "sum of probabilities / links:  " + "  ".join(
        f"{kind} {said[kind]:.0f}/{links[kind]}" for kind in sorted(said) if kind != SPARE
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=COEFFICIENTS)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--trees", type=int, default=TREES)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args(arguments)
    if options.trees and find_spec("lightgbm") is None:
        parser.error("LightGBM is not there: install the dependency group `fit`, or say --trees 0")
    warnings.filterwarnings("ignore", message="X does not have valid feature names")
    try:
        pairs = read_pairs(options.gold)
        cases = [case_twice(pair) for pair in [*pairs, *spare_pairs(pairs)]]
        groups = len({one.group for one in cases})
        if groups < 3:
            raise GoldError("pairs of three groups are needed at least: to fit, to check, to score")
        if not any(one.link.any() for one in cases):
            raise GoldError("there are too few links to fit to: no candidate is one")
        print(f"{len(pairs)} pairs, {sum(len(one.found) for one in cases)} candidates", flush=True)
        if options.held_out:
            hold_out(cases, options.trees)
        else:
            line, thresholds = validate(
                cases, min(options.folds, groups), options.seeds, options.trees
            )
            first, second = fit(cases, 0, options.trees)
            write(options.out, first, second, line, thresholds)
    except GoldError as error:
        parser.error(str(error))


def hold_out(cases: list[Case], trees: int) -> None:
    """Score each set by what the others teach; pairs with no links go with those of ECB+."""
    kinds = sorted({one.kind for one in cases} - {SPARE, "null"})
    if len(kinds) < 2:
        raise GoldError("there is one set only: none can be held out")
    home = kinds.index("ecb") if "ecb" in kinds else 0
    places = np.array([kinds.index(one.kind) if one.kind in kinds else home for one in cases])
    chance, threshold = settled(cases, cross_validated(cases, places, 0, trees), places)
    print(table("one set held out", scores_at(cases, chance, threshold)))


def validate(
    cases: list[Case], count: int, seeds: int, trees: int
) -> tuple[dict, tuple[float, float]]:
    """Cross-validate and print how good it is; give the calibration and the two thresholds of all."""
    runs = []
    for seed in range(seeds):
        places = folds(cases, count, seed)
        odds = cross_validated(cases, places, seed, trees)
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
    every = cases * len(runs), [values for run in runs for values in run[1]]
    print(reliability(*every))
    print(sums(*every))

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
    every = cases * len(runs), [values for run in turned for values in run]
    return line, (best_threshold(*every), best_threshold(*every, STORY_FALSE_LINK))


def scores_at(
    cases: list[Case], chance: list[np.ndarray], thresholds: np.ndarray
) -> dict[str, float]:
    """Score where each case has its own threshold."""
    return scores(
        cases, [values - bound for values, bound in zip(chance, thresholds, strict=True)], 0.0
    )


def write(
    path: Path,
    first: dict,
    second: dict,
    line: dict,
    thresholds: tuple[float, float],
    source: str = "Fitted by tests/benchmarks/fit_alignment.py, seed 0, to gold links.",
) -> None:
    """Write the data file, a feature or a tree a line."""
    note = (
        f"{source} Log odds are the logistic model's, or their mean with the trees' where there are"
        " any; a tree has 7 questions in the order of a heap (right where the feature exceeds the bound) and 8 answers."
    )
    text = json.dumps(
        {
            "note": note,
            "threshold": thresholds[0],
            "story_threshold": thresholds[1],
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
    print(f"wrote {path}, linked from {thresholds[0]}, within one story from {thresholds[1]}")


if __name__ == "__main__":
    main()
