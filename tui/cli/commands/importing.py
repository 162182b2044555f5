"""`crossread import`: annotations from a file, each added once, as suggestions."""

from __future__ import annotations

import sys
from pathlib import Path

from tui.cli.options import Parser, annotator
from tui.cli.progress import busy

EXAMPLES = """\
  crossread import colleague.jsonl
  crossread import --dry-run colleague.jsonl     say what would happen, change nothing
  crossread import --as-is my-laptop.jsonl       a store of your own, moved: all stays as it was
  crossread --annotator model-7 import suggestions.jsonl --format doccano
"""


def parser() -> Parser:
    """The arguments of `crossread import`."""
    from annotations.exchange import FORMATS

    made = Parser(
        "import",
        "[--format F] [--dry-run] [--as-is] FILE",
        "Add what a file says to the store, in one step, as suggestions; what is there already stays.",
        EXAMPLES,
    )
    made.add_argument("file", metavar="FILE", help="what to import")
    made.add_argument(
        "--format", metavar="F", help=f"one of {', '.join(FORMATS)} (default: as the file looks)"
    )
    made.add_argument(
        "--dry-run", action="store_true", help="say what would happen, change nothing"
    )
    made.add_argument(
        "--as-is",
        action="store_true",
        help="take annotators, decisions and links as FILE has them: for a store of your own",
    )
    return made


def run(words: list[str]) -> int:
    """Import a file and say on stderr what that did; return 0."""
    options = parser().parse_args(words)

    from annotations.exchange import import_file
    from tui.cli.stores import open_store, tell_notices

    with open_store(options) as store:
        tell_notices(store)
        with busy("importing"):
            report = import_file(
                store,
                Path(options.file),
                format=options.format,
                dry_run=options.dry_run,
                annotator=annotator(options),
                as_is=options.as_is,
            )
    print(*report.lines(), sep="\n", file=sys.stderr)
    return 0
