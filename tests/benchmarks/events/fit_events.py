"""Fit how likely two articles report one event, and say how well it finds events it was not fitted to.

    .venv/bin/python -m tests.benchmarks.events.fit_events GOLD.jsonl [--write]

GOLD: an article a line, `{"id", "set", "event", "published", "title", "text"}`; what stands before
the last `-` of an event's name is its topic, where there are two like events of one kind. Fitted on
all articles, and on three samples with one to eight reports an event, as archives have. What is
printed is cross-validated: each fifth of the topics is judged by a model fitted to the others, and
that for five ways to cut the topics into fifths, for they differ by more than one would think.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np

from annotations.articles import article_from_text
from annotations.articles.formats.compose import About
from annotations.events.finding.find import day_of, text_of
from annotations.events.finding.grouping import THRESHOLD
from annotations.events.finding.judging import LEAST, MOST
from annotations.events.finding.likeness import FEATURES, features, products
from annotations.events.finding.linkage import grouped
from annotations.events.finding.profiles import profiles
from annotations.events.finding.weighing import rows_of, weighed
from tests.benchmarks.suggestions.logistic import fitted

FOLDS, SAMPLES, SPLITS = 5, 3, 5
LIKE = 0.02
"""Cosine of names and close words below which a pair is so unlike that nothing is learned of it."""

OUT = Path(__file__).parents[3] / "annotations" / "events" / "finding" / "coefficients.json"


class World:
    """Some articles with all their pairs."""

    def __init__(self, rows, found, chosen):
        self.rows = [rows[each] for each in chosen]
        self.one, self.other = np.triu_indices(len(chosen), 1)
        matrix = weighed(rows_of([found[each] for each in chosen]))
        days = np.array([day_of(row["published"]) for row in self.rows])
        self.features = features(
            products(matrix, self.one, self.other),
            matrix.norms[self.one],
            matrix.norms[self.other],
            days[self.one],
            days[self.other],
        )
        events = np.array([row["event"] for row in self.rows])
        self.same = events[self.one] == events[self.other]
        self.topics = [row["event"].rpartition("-")[0] for row in self.rows]

    def odds(self, folds, models):
        """Log odds of all pairs, each by the models that know neither of its topics, on average."""
        fold = np.array([folds[topic] for topic in self.topics])
        one, other = fold[self.one], fold[self.other]
        each = np.stack([self.features @ weights + constant for weights, constant in models])
        at = np.arange(len(one))
        return ((each[one, at] + each[other, at]) / 2).clip(LEAST, MOST)

    def scored(self, odds, only=None, threshold=THRESHOLD):
        """Pairwise F1 and B-cubed F1 of the events that are found among the articles of a set."""
        at = [k for k, row in enumerate(self.rows) if only in (None, row["set"])]
        inside = set(at)
        judged = [
            pair
            for pair in zip(self.one.tolist(), self.other.tolist(), odds.tolist(), strict=True)
            if pair[0] in inside and pair[1] in inside
        ]
        home = {k: -1 - k for k in at}
        for number, group in enumerate(grouped(len(self.rows), judged, threshold)):
            home |= dict.fromkeys(group, number)
        return measures({k: self.rows[k]["event"] for k in at}, home)


def measures(gold, home):
    """Pairwise F1, and B-cubed F1 (Bagga and Baldwin 1998)."""
    events, groups = defaultdict(set), defaultdict(set)
    for each in gold:
        events[gold[each]].add(each)
        groups[home[each]].add(each)
    pairs = [
        {frozenset(p) for s in g.values() for p in combinations(s, 2)} for g in (events, groups)
    ]
    hit = len(pairs[0] & pairs[1])
    both = {each: len(events[gold[each]] & groups[home[each]]) for each in gold}
    precision = sum(both[each] / len(groups[home[each]]) for each in gold) / len(gold)
    recall = sum(both[each] / len(events[gold[each]]) for each in gold) / len(gold)
    return 2 * hit / (len(pairs[0]) + len(pairs[1])), 2 * precision * recall / (precision + recall)


def model(worlds, folds=None, left_out=None):
    """Weights and constant, fitted to the pairs of articles whose topics are in other folds."""
    rows, same = [], []
    for world in worlds:
        use = world.features[:, FEATURES.index("names and close words")] > LIKE
        if folds is not None:
            fold = np.array([folds[topic] for topic in world.topics])
            use &= (fold[world.one] != left_out) & (fold[world.other] != left_out)
        rows.append(world.features[use])
        same.append(world.same[use])
    every = np.concatenate(rows)
    mean, spread = every.mean(axis=0), every.std(axis=0) + 1e-9
    constant, *weights = fitted((every - mean) / spread, np.concatenate(same), ridge=1.0)
    weights = np.array(weights) / spread
    return weights, constant - float(weights @ mean)


def cross_validated(worlds, split):
    """Log odds of all pairs of each world, by models that were not fitted to their topics."""
    topics = np.random.default_rng(split).permutation(sorted(set(worlds[0].topics)))
    folds = {str(topic): at % FOLDS for at, topic in enumerate(topics)}
    models = [model(worlds, folds, fold) for fold in range(FOLDS)]
    return [world.odds(folds, models) for world in worlds]


def spread(scores):
    """Mean and standard deviation of both measures over the splits."""
    (f1, b3), (f1_by, b3_by) = np.mean(scores, axis=0), np.std(scores, axis=0)
    return f"F1 {f1:.3f} ± {f1_by:.3f}  B3 {b3:.3f} ± {b3_by:.3f}"


def sample(rows, random):
    """One to eight reports of each event."""
    by_event = defaultdict(list)
    for at, row in enumerate(rows):
        by_event[row["event"]].append(at)
    sizes = random.integers(1, 9, len(by_event))
    taken = [
        random.permutation(own)[:size] for own, size in zip(by_event.values(), sizes, strict=True)
    ]
    return sorted(int(each) for own in taken for each in own)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines()]
    articles = [
        article_from_text(row["text"], about=About(title=row["title"], published=row["published"]))
        for row in rows
    ]
    found = profiles([text_of(each) for each in articles])
    random = np.random.default_rng(1)
    worlds = [World(rows, found, range(len(rows)))]
    worlds += [World(rows, found, sample(rows, random)) for _ in range(SAMPLES)]
    judged = [cross_validated(worlds, split) for split in range(SPLITS)]
    sets = (*sorted({row["set"] for row in rows}), None)
    for name, at in (("all", 0), *((f"sample {at}", at) for at in range(1, SAMPLES + 1))):
        for only in sets:
            scores = [worlds[at].scored(split[at], only) for split in judged]
            print(f"{name:9} {only or 'together':9} {len(worlds[at].rows):4}", spread(scores))
    for threshold in (-0.6, -0.4, -0.2, 0.0, 0.2, 0.4):
        scores = [worlds[0].scored(split[0], None, threshold) for split in judged]
        print(f"all together from {threshold:+.1f}", spread(scores))
    weights, constant = model(worlds)
    told = {name: round(float(each), 4) for name, each in zip(FEATURES, weights, strict=True)}
    print(told, round(constant, 4))
    if options.write:
        document = {"weights": told, "constant": round(constant, 4)}
        OUT.write_text(json.dumps(document, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
