"""From features to a probability: a logistic model whose coefficients stand in a data file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from annotations.alignment.arrays import Vector
from annotations.alignment.features import Candidates


@dataclass(frozen=True)
class Model:
    """Coefficients in the order of the features, and the probability from which a pair is linked."""

    intercept: float
    coefficients: Vector
    threshold: float

    def logits(self, found: Candidates) -> Vector:
        """Give each candidate's log odds of being a link."""
        logits: Vector = found.table @ self.coefficients + self.intercept
        return logits


@lru_cache(maxsize=1)
def fitted() -> Model:
    """Read the coefficients that ship with the package."""
    text = files("annotations.alignment").joinpath("coefficients.json").read_text("utf-8")
    values = json.loads(text)
    return Model(values["intercept"], np.array(values["coefficients"]), values["threshold"])


def probability(logits: Vector) -> Vector:
    """Turn log odds into probabilities."""
    return 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
