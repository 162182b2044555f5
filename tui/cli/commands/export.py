"""`crossread export`: annotations in the format that the next tool wants."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.options import Parser
from tui.cli.progress import busy

if TYPE_CHECKING:
    from annotations.exchange import LossReport

EXAMPLES = """\
  crossread export > annotations.jsonl
  crossread export | jq -r 'select(.type == "annotation") | [.label, .quote] | @tsv'
  crossread export --format csv -o tables --label claim --by ada
  crossread export --event 5f0d1c42a0b39e77 -o event.jsonl
  crossread export --since 2026-11-01 -o november.jsonl
"""


def parser() -> Parser:
    """The arguments of `crossread export`."""
    from annotations.exchange import FORMATS
    from annotations.exchange.registry import IN_ONLY

    made = Parser(
        "export",
        "[--format F] [-o OUT] [filters]",
        "Write what the store holds. What a format cannot carry is told on stderr.",
        EXAMPLES,
    )
    made.add_argument(
        "--format",
        metavar="F",
        default="jsonl",
        help=f"one of {', '.join(each for each in FORMATS if each not in IN_ONLY)} (default jsonl)",
    )
    made.add_argument(
        "-o", "--out", metavar="OUT", help="a file, or a folder where F needs one (default stdout)"
    )
    made.add_argument("--force", action="store_true", help="replace OUT if it is there")
    made.add_argument(
        "--suggestions",
        action="store_true",
        help="take along what is only suggested, marked; jsonl, w3c, prodigy and label-studio always do",
    )
    made.add_argument(
        "--offsets",
        choices=("code-points", "utf-16"),
        default="code-points",
        help="what positions count, for w3c: utf-16 for clients in JavaScript",
    )
    made.add_argument("--loss-report", metavar="FILE", help="what could not be carried, as JSON")
    only = made.add_argument_group("filters: export only what")
    only.add_argument("--pair", metavar="ID", action="append", help="is on the articles of a pair")
    only.add_argument(
        "--event", metavar="ID", action="append", help="is on the articles of an event"
    )
    only.add_argument(
        "--label", metavar="L", action="append", help="has the label, or one below it"
    )
    only.add_argument("--by", metavar="NAME", action="append", help="was made by an annotator")
    only.add_argument("--since", metavar="DATE", type=iso, help="was changed at or after (UTC)")
    only.add_argument("--until", metavar="DATE", type=iso, help="was changed until, included (UTC)")
    only.add_argument("--text", metavar="WORDS", help="has the words in its quote or note")
    return made


def run(words: list[str]) -> int:
    """Write the export; return 0. Nothing is written where a quote is not at its offsets."""
    options = parser().parse_args(words)

    from annotations.exchange import Filters, export
    from tui.cli.stores import open_store, tell_notices

    filters = Filters(
        pairs=tuple(options.pair or ()),
        events=tuple(options.event or ()),
        labels=tuple(options.label or ()),
        annotators=tuple(options.by or ()),
        since=options.since or "",
        until=options.until or "",
        text=options.text or "",
    )
    out = None if options.out in (None, "-") else Path(options.out)
    with open_store(options, read_only=True) as store:
        tell_notices(store)
        apart = out is not None or not sys.stdout.isatty()
        with busy("writing") if apart else nullcontext():
            report = export(
                store,
                format=options.format,
                out=out,
                force=options.force,
                filters=filters,
                suggestions=options.suggestions,
                utf16=options.offsets == "utf-16",
            )
    tell(report, options.loss_report)
    return 0


def tell(report: LossReport, file: str | None) -> None:
    """End with what was written and lost: on stderr, and in full in a file where one is named."""
    from annotations.articles import visible

    print(*map(visible, report.lines()), sep="\n", file=sys.stderr)
    if file:
        from annotations.articles.text.json_text import json_bytes
        from annotations.exchange.files import write_file

        written = json_bytes(report.to_dict(), line=True, indent=True)
        write_file(Path(file), [written], force=True)


def iso(text: str) -> str:
    """A date or time as ISO 8601 has it."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2026-11-21") from None
    return text
