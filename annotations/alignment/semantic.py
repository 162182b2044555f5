"""A sentence-embedding model from the user's disk as one more witness; wholly optional.

Nothing here is imported unless a model is named, and nothing is ever downloaded. Needs the extra
`crossread[semantic]` for a model2vec folder, and `sentence-transformers` for one of that format.
"""

from __future__ import annotations

import json
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

HALF = 0.5
"""What of its evidence a model's word counts: it saw the same words that were weighed already."""

FEW, NARROW, MOST = 2.0, 0.5, 1.2
"""Links beside which a model's record begins to count; the least spread of likeness, in standard
scores; what it adds to or takes from the log odds of a pair at the most."""

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


def likeness(
    encoder: Encoder, left: Sequence[str], right: Sequence[str], rows: Indices, columns: Indices
) -> Vector:
    """Give each pair's likeness as a standard score among all pairs; NaN where it has none.

    Vectors are centred on the two articles, so that the topic that both share counts for nothing.
    A unit none of whose words the model knows is like no other.
    """
    if len(rows) == 0:
        return np.empty(0)
    vectors = np.nan_to_num(np.asarray(encoder.encode([*left, *right]), dtype=float))
    known = np.abs(vectors).sum(axis=1) > TINY
    vectors -= vectors[known].mean(axis=0) if known.any() else 0.0
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), TINY)
    first, second = vectors[: len(left)], vectors[len(left) :]
    seen = known[: len(left)][:SAMPLE], known[len(left) :][:SAMPLE]
    usual = first[:SAMPLE][seen[0]] @ second[:SAMPLE][seen[1]].T
    if usual.size == 0:
        return np.full(len(rows), np.nan)
    alike = np.einsum("ij,ij->i", first[rows], second[columns])
    score: Vector = (alike - usual.mean()) / max(float(usual.std()), TINY)
    return np.where(known[rows] & known[len(left) + columns], score, np.nan)


def leaning(alike: Vector, chance: Vector) -> Vector:
    """Give what a model adds to each pair's log odds, by how it has judged these two articles.

    No model ships with crossread, so none can have been fitted. In place of that it is weighed by
    how far apart it holds what the words take for links and what they do not (Fisher's linear
    discriminant, 1936, with the chances so far for classes): one that sees no difference between
    them is not heard.
    """
    lean = np.zeros(len(alike))
    told = ~np.isnan(alike)
    score, link = alike[told], chance[told]
    links, others = float(link.sum()), float((1 - link).sum())
    if min(links, others) < TINY:
        return lean
    high, low = float(link @ score) / links, float((1 - link) @ score) / others
    within = link @ (score - high) ** 2 + (1 - link) @ (score - low) ** 2
    spread = max(float(within) / len(score), NARROW**2)
    record = HALF * links / (links + FEW)
    slope = record * max(high - low, 0.0) / spread
    lean[told] = np.clip(slope * (score - (high + low) / 2), -MOST, MOST)
    return lean
