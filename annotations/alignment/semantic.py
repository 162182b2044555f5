"""A sentence-embedding model from the user's disk as one more witness; wholly optional.

Nothing here is imported unless a model is named, and nothing is ever downloaded. Needs the extra
`crossread[semantic]` for a model2vec folder, and `sentence-transformers` for one of that format.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from annotations.alignment.arrays import TINY, Indices, Vector
from annotations.errors import CrossreadError

SAMPLE = 500
"""Units a side whose pairs tell what likeness is common between the two articles."""

USUAL, STEP, MOST = 1.5, 0.4, 1.2
"""Standard deviations of likeness that say nothing, log odds for each beyond, and at the most.

Not fitted, since no model ships with crossread: moderate enough that words, names and numbers still
decide, strong enough to settle what they leave open.
"""


class Encoder(Protocol):
    """What turns texts into vectors, a row a text."""

    def encode(self, texts: Sequence[str]) -> Any: ...


class _Plain:
    """A loaded model behind the one call that is needed, quiet about its progress."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> Any:
        return self._model.encode(list(texts), show_progress_bar=False)


def load_encoder(path: str | Path) -> Encoder:
    """Load a model from a folder in model2vec or sentence-transformers format.

    Raises CrossreadError where there is no model of either format, or what reads it is missing.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise CrossreadError(f"{path}: no such folder; name the folder of a sentence model")
    try:
        model = _opened(folder)
    except ImportError as error:
        raise CrossreadError(
            f"{path}: reading it needs {error.name}; install it, or crossread[semantic] for model2vec"
        ) from error
    except (OSError, ValueError, KeyError, AttributeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise CrossreadError(f"{path}: the model cannot be read ({reason})") from error
    if model is None:
        raise CrossreadError(
            f"{path}: neither a model2vec nor a sentence-transformers folder;"
            " it should hold config.json and modules.json"
        )
    return _Plain(model)


def _opened(folder: Path) -> Any:
    """Open a model with what reads its format; none where the folder is of neither."""
    config = _json(folder / "config.json") or {}
    modules = _json(folder / "modules.json") or []
    static = any(str(module.get("type", "")).endswith("StaticEmbedding") for module in modules)
    if static or config.get("model_type") == "model2vec":
        from model2vec import StaticModel

        return StaticModel.from_pretrained(folder, force_download=False)
    if modules:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(folder), local_files_only=True)
    return None


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def semantic_lean(
    encoder: Encoder, left: Sequence[str], right: Sequence[str], rows: Indices, columns: Indices
) -> Vector:
    """Give what the model adds to each pair's log odds.

    Vectors are centred on the pair of articles, so that the topic that both share counts for
    nothing, and likeness is measured against what is usual between the two.
    """
    if len(rows) == 0:
        return np.empty(0)
    vectors = np.asarray(encoder.encode([*left, *right]), dtype=float)
    vectors = vectors - vectors.mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), TINY)
    first, second = vectors[: len(left)], vectors[len(left) :]
    usual = first[:SAMPLE] @ second[:SAMPLE].T
    alike = np.einsum("ij,ij->i", first[rows], second[columns])
    score = (alike - usual.mean()) / max(float(usual.std()), 0.05)
    lean: Vector = np.clip(STEP * (score - USUAL), -MOST, MOST)
    return lean
