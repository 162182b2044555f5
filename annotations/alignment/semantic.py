"""A sentence-embedding model from the user's disk as one more witness; wholly optional.

Nothing here is imported unless a model is named, and nothing is ever downloaded. Needs the extra
`crossread[semantic]` for a model2vec folder, and `sentence-transformers` for one of that format.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from contextlib import redirect_stderr
from importlib.util import find_spec
from io import StringIO
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

MODEL2VEC, TRANSFORMERS = "model2vec", "sentence_transformers"
INSTALL = {
    MODEL2VEC: "pip install 'crossread[semantic]'",
    TRANSFORMERS: "pip install sentence-transformers",
}
"""How what reads each format is installed."""


class Encoder(Protocol):
    """What turns texts into vectors, a row a text."""

    def encode(self, texts: Sequence[str]) -> Any: ...


class _Loaded:
    """A model behind the one call that is needed, quiet about its progress."""

    def __init__(self, model: Any, path: str | Path) -> None:
        self._model = model
        self._path = path

    def encode(self, texts: Sequence[str]) -> Any:
        try:
            return self._model.encode(list(texts), show_progress_bar=False)
        except Exception as error:  # a model is the user's own, and raises what it likes
            raise _unreadable(self._path, error) from error


def load_encoder(path: str | Path) -> Encoder:
    """Load a model from a folder in model2vec or sentence-transformers format.

    Raises CrossreadError as `reader_of` does, and where the model itself is damaged.
    """
    package = reader_of(path)
    try:
        with redirect_stderr(StringIO()):  # where transformers draws a bar of its own
            return _Loaded(_opened(Path(path), package), path)
    except ImportError as error:
        raise _missing(path, package, error.name or package) from error
    except Exception as error:  # what a damaged file makes of these libraries has no common name
        raise _unreadable(path, error) from error


def reader_of(path: str | Path) -> str:
    """Name the package that reads the model in a folder, without importing it.

    Raises CrossreadError where there is no model of either format, or the package is missing.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise CrossreadError(
            f"{path}: no such folder; name the folder of a sentence model (none is downloaded)"
        )
    try:
        package = _format(folder)
    except (OSError, ValueError, AttributeError) as error:
        raise _unreadable(path, error) from error
    if package is None:
        raise CrossreadError(
            f"{path}: neither a model2vec nor a sentence-transformers folder;"
            " it should hold config.json and modules.json"
        )
    if find_spec(package) is None:
        raise _missing(path, package, package)
    return package


def _missing(path: str | Path, package: str, name: str) -> CrossreadError:
    return CrossreadError(f"{path}: to read it, {name} is missing: {INSTALL[package]}")


def _unreadable(path: str | Path, error: Exception) -> CrossreadError:
    reason = next(iter(str(error).splitlines()), "") or type(error).__name__
    return CrossreadError(f"{path}: the model cannot be read ({reason})")


def _format(folder: Path) -> str | None:
    """Tell by its two small files what reads a folder; None where nothing here does."""
    config = _json(folder / "config.json") or {}
    modules = _json(folder / "modules.json") or []
    types = [str(module.get("type", "")) for module in modules]
    # A static model in the other format's dress needs no torch to be read.
    if config.get("model_type") == MODEL2VEC or any(
        each.endswith("StaticEmbedding") for each in types
    ):
        return MODEL2VEC
    return TRANSFORMERS if types else None


def _opened(folder: Path, package: str) -> Any:
    if package == MODEL2VEC:
        from model2vec import StaticModel

        return StaticModel.from_pretrained(folder, force_download=False)
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), local_files_only=True)


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def semantic_lean(
    encoder: Encoder, left: Sequence[str], right: Sequence[str], rows: Indices, columns: Indices
) -> Vector:
    """Give what the model adds to each pair's log odds.

    Vectors are centred on the pair of articles, so that the topic that both share counts for
    nothing, and likeness is measured against what is usual between the two. Of a unit none of
    whose words the model knows it says nothing.
    """
    most = max(len(left), len(right))
    if len(rows) == 0 or most == 1:  # one against one: nothing is usual, and nothing stands out
        return np.zeros(len(rows))
    vectors = np.nan_to_num(np.asarray(encoder.encode([*left, *right]), dtype=float))
    known = np.abs(vectors).sum(axis=1) > TINY
    if not known.any():
        return np.zeros(len(rows))
    vectors = (vectors - vectors[known].mean(axis=0)) * known[:, None]
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), TINY)
    first, second = vectors[: len(left)], vectors[len(left) :]
    usual = first[:SAMPLE] @ second[:SAMPLE].T
    alike = np.einsum("ij,ij->i", first[rows], second[columns])
    score = (alike - usual.mean()) / max(float(usual.std()), 0.05)
    lean: Vector = np.clip(STEP * (score - _middle(most)), -MOST, MOST)
    return np.where(known[rows] & known[len(left) + columns], lean, 0.0)


def _middle(most: int) -> float:
    """Give the standard score halfway between links and the rest, one link a row, up to `USUAL`.

    In a small table links are many, and no score is high: of two values one deviation is the most.
    """
    return min(USUAL, (most - 2) / (2 * math.sqrt(most - 1)))
