"""Logistic regression by Newton's method, for a few yes-or-no features."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def fitted(features: Numbers, right: Numbers, ridge: float, rounds: int = 30) -> Numbers:
    """Fit a bias and a weight for each column; all weights but the bias are held small by `ridge`.

    Minimises the negative log-likelihood plus `ridge / 2` times the sum of squared weights.
    """
    rows = np.column_stack([np.ones(len(features)), features])
    penalty = np.diag([0.0, *[ridge] * features.shape[1]])

    def loss(weights: Numbers) -> float:
        told = rows @ weights
        return float((np.logaddexp(0, told) - right * told).sum() + weights @ penalty @ weights / 2)

    weights = np.zeros(rows.shape[1])
    now = loss(weights)
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - right) + penalty @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curve + 1e-9 * np.eye(len(weights)), slope)
        while (then := loss(weights - step)) > now and np.abs(step).max() > 1e-6:
            step /= 2  # a whole step would lead past the lowest point
        weights, now = weights - step, then
        if np.abs(step).max() < 1e-5:
            break
    return weights


def as_document(weights: Numbers, names: tuple[str, ...], how: str) -> dict[str, object]:
    """What is written beside the code: how it was fitted, the bias, a weight for each feature."""
    bias, *rest = (round(float(weight), 3) for weight in weights)
    return {"how": how, "bias": bias, "weights": dict(zip(names, rest, strict=True))}
