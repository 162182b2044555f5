"""`crossread check`: whether the store is what it should be, and the mends of what is not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.options import Parser
from tui.cli.progress import busy

if TYPE_CHECKING:
    from annotations.store import Store
    from annotations.store.check import Problem

EXAMPLES = """\
  crossread check && cp ~/.local/share/crossread/annotations.json backup/
  crossread check --store team.json --json | jq -r .what
  crossread check --repair          do the mends that `crossread check` lists, and no others

Exit status: 0 where all is well or mended, 1 where something is wrong, 2 for bad usage or input.
"""


def parser() -> Parser:
    """The arguments of `crossread check`."""
    made = Parser(
        "check",
        "[--repair] [--json]",
        "Verify the store: readable, every quote at its offsets, nothing dangling.",
        EXAMPLES,
    )
    made.add_argument("--repair", action="store_true", help="do the mends that are listed")
    made.add_argument("--json", action="store_true", help="each problem as a JSON line")
    return made


def run(words: list[str]) -> int:
    """Print each problem on a line; return 1 where there are any that were not mended."""
    options = parser().parse_args(words)

    from tui.cli.stores import open_store

    with busy("checking"), open_store(options, read_only=True) as store:
        problems = list(store.check())
        # What is nonsense cannot be counted; it is listed.
        counts = "" if problems else _counts(store)
    for problem in problems:
        print(as_json(problem) if options.json else as_line(problem))
    if not problems:
        print(f"all is well: {counts}", file=sys.stderr)
        return 0
    if not options.repair:
        return 1
    with open_store(options) as store:
        return mended(store, problems)


def _counts(store: Store) -> str:
    pairs, annotations = len(store.pairs()), len(store.annotations())
    return (
        f"{pairs:,} pair{'s' * (pairs != 1)}, {annotations:,} annotation{'s' * (annotations != 1)}"
    )


def as_line(problem: Problem) -> str:
    """A problem as a person reads it."""
    from annotations.articles import visible

    return visible(str(problem))


def as_json(problem: Problem) -> str:
    """A problem as a script reads it."""
    from annotations.articles.text.json_text import json_bytes

    return json_bytes({"what": problem.what, "mend": problem.mend}).decode()


def mended(store: Store, problems: Sequence[Problem]) -> int:
    """Do the listed mends; return 1 where something is still wrong."""
    done = store.repair(problems)
    left = list(store.check())
    files = sum(not problem.table for problem in problems)
    print(f"mended: {len(done) + files}, still wrong: {len(left)}", file=sys.stderr)
    return int(bool(left))
