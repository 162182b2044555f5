"""Parquet: a row for each annotation, with its article's facts, for data frames (extra `parquet`).

The columns are those of `quotations.csv` and the article's title, outlet, date and address; all are text but the
offsets, which are integers in code points. Written a group of rows at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from annotations.errors import ExchangeError
from annotations.exchange.common import lose_alignment, lose_codebook
from annotations.exchange.format import Format
from annotations.exchange.formats.tables.csv_files import QUOTATIONS, quotations
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.extras import install_command

GROUP = 10_000
"""Rows that are held and written at once."""
_NUMBERS = ("paragraph", "start", "end")
_ABOUT = ("title", "outlet", "published", "url")
_DOC = QUOTATIONS.index("doc_id")


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """The file; ExchangeError where pyarrow is not installed."""
    try:
        arrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError:
        raise ExchangeError(
            f"pyarrow is not installed: {install_command('parquet')}, then export again"
        ) from None
    lose_alignment(view, tally)
    lose_codebook(view, tally)
    for relation in view.relations():
        tally.lose("relations, of which only the ids of both ends are kept", relation.id)
    columns = (*QUOTATIONS, *_ABOUT)
    schema = arrow.schema(
        [(name, arrow.int64() if name in _NUMBERS else arrow.string()) for name in columns]
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "annotations.parquet")
        with parquet.ParquetWriter(str(path), schema) as writer:
            rows = _rows(view, tally)
            while group := list(islice(rows, GROUP)):
                values = dict(zip(columns, zip(*group, strict=True), strict=True))
                writer.write_table(arrow.table(values, schema=schema))
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                yield chunk


def _rows(view: View, tally: LossCounts) -> Iterator[Sequence[object]]:
    facts: dict[str, tuple[str, ...]] = {}
    for row in quotations(view, tally):
        key = str(row[_DOC])
        if key not in facts:
            article = view.article(key)
            facts = {key: tuple(str(getattr(article, name)) for name in _ABOUT)}
        yield (*row, *facts[key])


FORMAT = Format(
    "parquet",
    "annotations as a table for data frames (needs the extra parquet)",
    (".parquet",),
    write=write,
    binary=True,
)
