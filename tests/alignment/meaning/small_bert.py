"""A BERT of two layers made on the spot, and what it should say by its authors' formulas, slowly."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np

SIZE, INNER, LAYERS = 64, 32, 2
PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "the",
    "fer",
    "##ry",
    "##r",
    "left",
    "at",
    "9",
    ".",
    "cafe",
]


def made() -> dict[str, np.ndarray]:
    """Weights by the names that transformers gives them."""
    rng = np.random.default_rng(5)

    def table(*shape: int) -> np.ndarray:
        return rng.normal(scale=0.3, size=shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": table(len(PIECES), SIZE),
        "embeddings.position_embeddings.weight": table(300, SIZE),
        "embeddings.token_type_embeddings.weight": table(2, SIZE),
    }
    shapes = {"attention.self.query": (SIZE, SIZE), "attention.self.key": (SIZE, SIZE)}
    shapes |= {"attention.self.value": (SIZE, SIZE), "attention.output.dense": (SIZE, SIZE)}
    shapes |= {"intermediate.dense": (INNER, SIZE), "output.dense": (SIZE, INNER)}
    normal = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        for name, shape in shapes.items():
            weights[f"encoder.layer.{layer}.{name}.weight"] = table(*shape)
            weights[f"encoder.layer.{layer}.{name}.bias"] = table(shape[0])
        normal += [f"encoder.layer.{layer}.{part}output.LayerNorm" for part in ("attention.", "")]
    for name in normal:
        weights[f"{name}.weight"], weights[f"{name}.bias"] = 1 + table(SIZE), table(SIZE)
    return weights


def written(weights: dict[str, np.ndarray], folder: Path) -> Path:
    """Write a folder as the package has it: `model.safetensors` and `vocab.txt`."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    header["embeddings.position_ids"] = {"dtype": "I64", "shape": [1], "data_offsets": [0, 8]}
    body = bytes(8)
    for name, table in weights.items():
        start, body = len(body), body + table.astype("<f4").tobytes()
        offsets = [start, len(body)]
        header[name] = {"dtype": "F32", "shape": list(table.shape), "data_offsets": offsets}
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    (folder / "model.safetensors").write_bytes(len(head).to_bytes(8, "little") + head + body)
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    return folder


def expected(weights: dict[str, np.ndarray], numbers: list[int]) -> np.ndarray:
    """The vector of some pieces, number by number and in doubles."""
    kept = {name: table.astype(float) for name, table in weights.items()}

    def normal(row: np.ndarray, name: str) -> np.ndarray:
        spread = math.sqrt(row.var() + 1e-12)
        return (row - row.mean()) / spread * kept[f"{name}.weight"] + kept[f"{name}.bias"]

    def dense(row: np.ndarray, name: str) -> np.ndarray:
        return kept[f"{name}.weight"] @ row + kept[f"{name}.bias"]

    rows = [
        normal(
            kept["embeddings.word_embeddings.weight"][number]
            + kept["embeddings.position_embeddings.weight"][at]
            + kept["embeddings.token_type_embeddings.weight"][0],
            "embeddings.LayerNorm",
        )
        for at, number in enumerate(numbers)
    ]
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        asks, keys, values = (
            [dense(row, f"{name}attention.self.{part}") for row in rows]
            for part in ("query", "key", "value")
        )
        after = []
        for ask, row in zip(asks, rows, strict=True):
            seen = np.zeros(SIZE)
            for head in (slice(0, 32), slice(32, 64)):
                power = [math.exp(ask[head] @ key[head] / math.sqrt(32)) for key in keys]
                for each, value in zip(power, values, strict=True):
                    seen[head] += each / sum(power) * value[head]
            state = normal(
                row + dense(seen, f"{name}attention.output.dense"),
                f"{name}attention.output.LayerNorm",
            )
            inner = dense(state, f"{name}intermediate.dense")
            inner = np.array([x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in inner])
            after.append(
                normal(state + dense(inner, f"{name}output.dense"), f"{name}output.LayerNorm")
            )
        rows = after
    mean = np.mean(rows, axis=0)
    return mean / np.linalg.norm(mean)
