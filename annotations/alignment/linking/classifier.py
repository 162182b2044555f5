"""From features to a probability, by a model of two stages with fitted coefficients.

The first stage is a logistic regression over features of the pair alone. The second sees these and
what the first stage made of the pairs around (stacking, Wolpert 1992): the mean of a logistic
regression and of gradient-boosted trees of depth 3 (Friedman 2001). The coefficients stand in
`coefficients.json`, which says what they were fitted to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import orjson
from numpy.typing import NDArray

from annotations.alignment.linking.sparse.matrices import Indices, Table, Vector

Truths: TypeAlias = NDArray[np.bool_]

DEPTH = 3
ROWS_AT_ONCE = 16384


@dataclass(frozen=True)
class Trees:
    """Complete binary trees of depth 3; row `k` of each array is tree `k`.

    `feature` (trees × 7) is the number of the feature that a node compares with `bound` (trees ×
    7), nodes in the order of a heap; a greater value goes right. `answer` (trees × 8) has the log
    odds of the leaves, from left to right. `start` is added to the sum.
    """

    feature: Indices
    bound: Table
    answer: Table
    start: float

    def log_odds(self, table: Table) -> Vector:
        """The sum of all trees' answers for each row of a table of pairs × features."""
        total = np.full(len(table), self.start)
        first = 2**DEPTH * np.arange(len(self.feature))[:, None]
        for begin in range(0, len(table), ROWS_AT_ONCE):
            part = np.ascontiguousarray(table[begin : begin + ROWS_AT_ONCE].T)
            # Every question is asked of every row: whole lines compare faster than cells picked.
            above = [
                part[self.feature[:, at]] > self.bound[:, at, None] for at in range(2**DEPTH - 1)
            ]
            one = above[0]
            two = _chosen(one, above[2], above[1])
            three = _chosen(one, _chosen(two, above[6], above[5]), _chosen(two, above[4], above[3]))
            turns = [each.view(np.uint8) for each in (one, two, three)]
            leaf = first + (4 * turns[0] + 2 * turns[1] + turns[2])
            total[begin : begin + ROWS_AT_ONCE] += self.answer.ravel()[leaf].sum(axis=0)
        return total


def _chosen(which: Truths, yes: Truths, no: Truths) -> Truths:
    """Give `yes` where `which`, else `no`: `np.where` of truth values, several times as fast."""
    chosen: Truths = no ^ (which & (yes ^ no))
    return chosen


@dataclass(frozen=True)
class ModelStage:
    """One stage of the model: a logistic regression over named features, with trees or without.

    With trees the log odds are the mean of both.
    """

    names: tuple[str, ...]
    intercept: float
    slope: Vector
    trees: Trees | None

    def log_odds(self, measures: Mapping[str, Vector]) -> Vector:
        """Each pair's log odds of being a link; `measures` has a vector of all pairs for each name."""
        table = np.column_stack([measures[name] for name in self.names])
        lines: Vector = self.intercept + table @ self.slope
        return (lines + self.trees.log_odds(table)) / 2 if self.trees else lines


@dataclass(frozen=True)
class Calibration:
    """A piecewise linear map that turns log odds into calibrated ones (after Platt 1999).

    Its slope may change at `bends`: from which log odds on, and by how much.
    """

    stretch: float
    shift: float
    bends: tuple[tuple[float, float], ...]

    def of(self, log_odds: Vector) -> Vector:
        """Give the log odds calibrated."""
        turned: Vector = self.stretch * log_odds + self.shift
        for start, more in self.bends:
            turned += more * np.maximum(log_odds - start, 0.0)
        return turned


@dataclass(frozen=True)
class Model:
    """Both stages, the calibration of the second, and the least probability of a link.

    `story_threshold` is used where the two articles are known to report one event, `threshold`
    where they may report different events.
    """

    first: ModelStage
    second: ModelStage
    calibration: Calibration
    threshold: float
    story_threshold: float


def model_of(values: Mapping[str, Any]) -> Model:
    """Build a model from the values of the data file."""
    return Model(
        _stage(values["first"]),
        _stage(values["second"]),
        calibration_of(values["calibration"]),
        values["threshold"],
        values["story_threshold"],
    )


def calibration_of(values: Mapping[str, Any]) -> Calibration:
    """Build a calibration from its values in the data file."""
    bends = tuple((start, more) for start, more in values["bends"])
    return Calibration(values["stretch"], values["shift"], bends)


@lru_cache(maxsize=1)
def fitted() -> Model:
    """Read the coefficients that ship with the package."""
    # A plain path, as `importlib.resources` loads zipfile, tempfile and more for every command.
    return model_of(orjson.loads(Path(__file__).with_name("coefficients.json").read_bytes()))


def probability(log_odds: Vector) -> Vector:
    """Turn log odds into probabilities."""
    chance: Vector = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -30.0, 30.0)))
    return chance


def _stage(values: Mapping[str, Any]) -> ModelStage:
    names = tuple(values["logistic"])
    slope = np.array(list(values["logistic"].values()), dtype=float)
    return ModelStage(names, values["intercept"], slope, _trees(values, names))


def _trees(values: Mapping[str, Any], names: Sequence[str]) -> Trees | None:
    trees: Sequence[Mapping[str, Any]] = values["trees"]
    if not trees:
        return None
    number = {name: at for at, name in enumerate(names)}
    return Trees(
        np.array([[number[name] for name in tree["feature"]] for tree in trees]),
        np.array([tree["bound"] for tree in trees], dtype=float),
        np.array([tree["answer"] for tree in trees], dtype=float),
        values["start"],
    )
