"""`crossread list`: the events of the store, with what is done and what is left to do."""

from __future__ import annotations

import sys

from tui.cli.options import Parser, store_path

EXAMPLES = """\
  crossread list                        every event that is not archived, pinned ones first
  crossread list --all --json | jq -r 'select(.opened | not) | .id'
  crossread show 5f0d1c                 one event: its articles and pairs
"""


def parser() -> Parser:
    """The arguments of `crossread list`."""
    made = Parser(
        "list",
        "[--all] [--json]",
        "List the events of the store: id, title, outlets, dates, and how far they are done.",
        EXAMPLES,
    )
    made.add_argument("--all", action="store_true", help="archived events too")
    made.add_argument("--json", action="store_true", help="each event as a JSON line")
    return made


def run(words: list[str]) -> int:
    """Print the events, pinned ones first, else in the order they came; return 0."""
    options = parser().parse_args(words)

    from annotations.articles.text.json_text import json_bytes
    from tui.cli.event_lines import as_record, event_lines
    from tui.cli.stores import open_store, tell_notices

    shown = 0
    if store_path(options).exists():
        with open_store(options, read_only=True) as store:
            tell_notices(store)
            found = [
                each
                for each in store.overview.summaries()
                if not each.event.archived or options.all
            ]
        for summary in sorted(found, key=lambda each: not each.event.pinned):
            shown += 1
            if options.json:
                print(json_bytes(as_record(summary)).decode())
            else:
                print(*event_lines(summary), sep="\n")
    if not shown:
        print("crossread: no events yet: `crossread A B C` reads articles as one", file=sys.stderr)
    return 0
