"""A dataset as the Hugging Face hub has it: the table of `parquet` with a card (extra `parquet`).

The card (`README.md`) names the file that is the data, what a row and its columns are, and how many
there are. `datasets.load_dataset` reads the folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotations.exchange.format import Format
from annotations.exchange.formats.tables import parquet
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View

DATA = "data/train.parquet"
_CARD = """---
pretty_name: Annotated articles
task_categories:
- token-classification
tags:
- crossread
configs:
- config_name: default
  data_files:
  - split: train
    path: {data}
---

# Annotated articles

Annotations of {articles}, by {annotators}, under {labels}, exported by crossread.

A row is an annotation: `quote` is the text between `start` and `end` of its article, in Unicode code points, half-open;
`label` is a path in a codebook, `theme_path` the part below `theme`. `title`, `outlet`, `published` and `url` are the article's.
`suggested_by` is empty for what a person made or accepted. There is no split but `train`.

The quotes are the articles' own words: whether they may be passed on is for who publishes this to find out, and the card
to say.
"""


def write_files(view: View, tally: LossCounts) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The card and the table."""
    labels, people = view.used
    counts = {"articles": len(view.article_ids), "annotators": len(people), "labels": len(labels)}
    told = {name: f"{count} {name if count != 1 else name[:-1]}" for name, count in counts.items()}
    yield "README.md", [_CARD.format(data=DATA, **told).encode()]
    yield DATA, parquet.write(view, tally)


FORMAT = Format(
    "hf",
    "a dataset for the Hugging Face hub: parquet with a card (needs the extra parquet)",
    (".parquet",),
    write_files=write_files,
)
