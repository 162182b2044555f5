"""From features to a probability: two looks, a logistic model each, the second with small trees.

The first look sees a pair's likeness alone, the second everything, also what the first made of the
pairs around it (stacking, Wolpert 1992). The coefficients stand in `coefficients.json`, which says
how they were made; the trees are gradient-boosted (Friedman 2001), three questions deep.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotations.alignment.arrays import Indices, Table, Vector

Truths: TypeAlias = NDArray[np.bool_]

DEPTH = 3
ROWS_AT_ONCE = 16384


@dataclass(frozen=True)
class Trees:
    """Complete binary trees: 7 questions each, in the order of a heap, and 8 answers.

    A question goes right where the feature exceeds the bound.
    """

    feature: Indices
    bound: Table
    answer: Table
    start: float

    def log_odds(self, table: Table) -> Vector:
        """Sum the answers of all trees for each row."""
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
class Look:
    """One model over named features: a logistic one's log odds, or their mean with the trees'."""

    names: tuple[str, ...]
    intercept: float
    slope: Vector
    trees: Trees | None

    def log_odds(self, measures: Mapping[str, Vector]) -> Vector:
        """Give each pair's log odds of being a link."""
        table = np.column_stack([measures[name] for name in self.names])
        lines: Vector = self.intercept + table @ self.slope
        return (lines + self.trees.log_odds(table)) / 2 if self.trees else lines


@dataclass(frozen=True)
class Calibration:
    """A line that turns log odds into ones that mean what they say (Platt 1999).

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
    """Two looks, how the second's log odds are calibrated, and from what chance a pair is linked."""

    first: Look
    second: Look
    calibration: Calibration
    threshold: float


def model_of(values: Mapping[str, Any]) -> Model:
    """Build a model from the values of the data file."""
    return Model(
        _look(values["first"]),
        _look(values["second"]),
        calibration_of(values["calibration"]),
        values["threshold"],
    )


def calibration_of(values: Mapping[str, Any]) -> Calibration:
    """Build a calibration from its values in the data file."""
    bends = tuple((start, more) for start, more in values["bends"])
    return Calibration(values["stretch"], values["shift"], bends)


@lru_cache(maxsize=1)
def fitted() -> Model:
    """Read the coefficients that ship with the package."""
    text = files("annotations.alignment").joinpath("coefficients.json").read_text("utf-8")
    return model_of(json.loads(text))


def probability(log_odds: Vector) -> Vector:
    """Turn log odds into probabilities."""
    chance: Vector = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -30.0, 30.0)))
    return chance


def _look(values: Mapping[str, Any]) -> Look:
    names = tuple(values["logistic"])
    slope = np.array(list(values["logistic"].values()), dtype=float)
    return Look(names, values["intercept"], slope, _trees(values, names))


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
