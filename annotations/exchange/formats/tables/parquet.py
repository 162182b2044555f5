"""Parquet: a row for each annotation, with its article's facts, for data frames (extra `parquet`).

The columns are those of `quotations.csv`; all are text but the paragraph and the
offsets, which are integers (in code points). Written a group of rows at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
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
    schema = arrow.schema(
        [(name, arrow.int64() if name in _NUMBERS else arrow.string()) for name in QUOTATIONS]
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "annotations.parquet")
        with parquet.ParquetWriter(str(path), schema) as writer:
            rows = quotations(view, tally)
            while group := list(islice(rows, GROUP)):
                values = dict(zip(QUOTATIONS, zip(*group, strict=True), strict=True))
                writer.write_table(arrow.table(values, schema=schema))
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                yield chunk


FORMAT = Format(
    "parquet",
    "annotations as a table for data frames (needs the extra parquet)",
    (".parquet",),
    write=write,
    binary=True,
)
