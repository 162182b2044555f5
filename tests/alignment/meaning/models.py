"""Sentence models made on the spot: five words, two meanings, in each of the formats read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

VECTORS = {
    "[UNK]": (0.0, 0.0),
    "ferry": (1.0, 0.1),
    "boat": (1.0, 0.0),
    "tax": (0.0, 1.0),
    "levy": (0.1, 1.0),
}
"""Words whose meanings are two: crossing the water, and paying for it."""


def static_model(folder: Path) -> Path:
    """Save a model2vec model; skips the test where that package is not there."""
    model2vec = pytest.importorskip("model2vec")
    vectors = np.array(list(VECTORS.values()))
    model2vec.StaticModel(vectors, _tokenizer(list(VECTORS))).save_pretrained(folder)
    return folder


def transformer_model(folder: Path) -> Path:
    """Save a sentence-transformers model round a BERT; skips the test where that is not there.

    The BERT has no layers: what comes out is the mean of its words' vectors.
    """
    sentence_transformers = pytest.importorskip("sentence_transformers")
    models = pytest.importorskip("sentence_transformers.models")
    transformers = pytest.importorskip("transformers")
    torch = pytest.importorskip("torch")
    words = ["[PAD]", *VECTORS]
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=4, num_hidden_layers=0, num_attention_heads=1
    )
    bert = transformers.BertModel(config)
    vectors = [(one, two, -one, -two) for one, two in ((0.0, 0.0), *VECTORS.values())]
    with torch.no_grad():
        for weight in bert.embeddings.parameters():
            weight.zero_()
        bert.embeddings.LayerNorm.weight.fill_(1.0)
        bert.embeddings.word_embeddings.weight.copy_(torch.tensor(vectors))
    bert.save_pretrained(folder / "bert")
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=_tokenizer(words), pad_token="[PAD]", unk_token="[UNK]"
    ).save_pretrained(folder / "bert")
    parts = [models.Transformer(str(folder / "bert")), models.Pooling(4)]
    sentence_transformers.SentenceTransformer(modules=parts).save(str(folder / "model"))
    return folder / "model"


def _tokenizer(words: list[str]) -> Any:
    tokenizers = pytest.importorskip("tokenizers")
    numbers = {word: at for at, word in enumerate(words)}
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(numbers, unk_token="[UNK]"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    return made
