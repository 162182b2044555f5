"""The built-in pair: two invented reports of one invented accident, ready to be annotated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotations.articles import Article

_HERE = Path(__file__).parent
KNOWN = _HERE / "articles.json"
"""What reading the two files finds, as the store keeps it, by their names."""


def sample_paths() -> tuple[Path, Path]:
    """The files of the left and the right article, which ship inside the package."""
    return _HERE / "harbour-dispatch.txt", _HERE / "coast-ledger.txt"


def sample_pair() -> tuple[Article, Article]:
    """The two articles as the store gives them, without taking their texts apart.

    What takes a text apart is loaded, and its patterns compiled, in a tenth of the reader's start.
    """
    from annotations.store.serialization import article_from_document

    known = json.loads(KNOWN.read_text(encoding="utf-8"))
    left, right = (
        article_from_document(
            {**known[path.name], "source": str(path)}, path.read_text(encoding="utf-8")
        )
        for path in sample_paths()
    )
    return left, right
