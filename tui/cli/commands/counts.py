"""`crossread counts`: how often which label was given, over the whole store."""

from __future__ import annotations

import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from tui.cli.options import Parser, store_path

if TYPE_CHECKING:
    from annotations.store.events.count_table import CountTable

EXAMPLES = """\
  crossread counts                      labels by outlet, as a table with bars
  crossread counts --by month           over time
  crossread counts --by event --csv > counts.csv
"""
_PIPE = 120
"""Cells of a line where the output is no terminal."""


def parser() -> Parser:
    """The arguments of `crossread counts`."""
    from annotations.store.events.count_table import DIMENSIONS

    made = Parser(
        "counts",
        "[--by WHAT] [--csv]",
        "Count the annotations of the store by label and by outlet, event, annotator or month;"
        " suggestions do not count.",
        EXAMPLES,
    )
    made.add_argument(
        "--by",
        choices=DIMENSIONS,
        default=DIMENSIONS[0],
        metavar="WHAT",
        help=f"one of {', '.join(DIMENSIONS)} (default: {DIMENSIONS[0]})",
    )
    made.add_argument("--csv", action="store_true", help="as CSV, a line for each figure")
    return made


def run(words: list[str]) -> int:
    """Print the counts; return 0."""
    options = parser().parse_args(words)

    from annotations.store.events.count_table import count_table
    from tui.cli.stores import open_store, tell_notices
    from tui.page.events.count_lines import count_lines
    from tui.page.events.event_words import event_title

    counts, names = [], {}
    if store_path(options).exists():
        with open_store(options, read_only=True) as store:
            tell_notices(store)
            counts = list(store.label_counts())
            if options.by == "event":
                for summary in store.overview.summaries():
                    names[summary.event.id] = event_title(summary)
    table = count_table(counts, options.by, names)
    if options.csv:
        print_csv(table)
    elif table.total:
        width = get_terminal_size().columns if sys.stdout.isatty() else _PIPE
        print(*count_lines(table, width), sep="\n")
    else:
        print("crossread: nothing is tagged yet in this store", file=sys.stderr)
    return 0


def print_csv(table: CountTable) -> None:
    r"""Print a line for each figure that is not 0 (RFC 4180, lines end in `\n`)."""
    import csv

    from annotations.exchange.formats.tables.csv_files import safe

    writer = csv.writer(sys.stdout, lineterminator="\n")
    one = table.by == "label"
    writer.writerow(("label", "count") if one else (table.by, "label", "count"))
    for line in table.lines:
        for label in table.labels:
            if count := table.cells.get((line, label), 0):
                names = (safe(line),) if one else (safe(line), safe(label))
                writer.writerow((*names, count))
