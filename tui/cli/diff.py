"""`crossread diff`: what differs between aligned blocks, word by word."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tui.cli.colour import marks
from tui.cli.options import Parser

if TYPE_CHECKING:
    from annotations.alignment import Tally
    from annotations.articles import Article
    from tui.cli.parts import Part

EXAMPLES = """\
  crossread diff monday.txt tuesday.txt
  crossread diff --changes numbers,names,quotes monday.txt tuesday.txt
  crossread diff --json monday.txt tuesday.txt | jq '.parts[] | select(.state == "moved")'
  crossread diff --stat monday.txt tuesday.txt

Exit status: 0 where nothing differs, 1 where something does, 2 for bad usage or input.
"""


def parser() -> Parser:
    """The arguments of `crossread diff`."""
    made = Parser(
        "diff",
        "[--json | --stat] [--changes KINDS] [--color WHEN] LEFT RIGHT",
        "Print the word diff of two articles, aligned block by block.",
        EXAMPLES,
    )
    made.takes_pair()
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="edit scripts with offsets")
    form.add_argument("--stat", action="store_true", help="only counts")
    made.add_argument(
        "--changes",
        metavar="KINDS",
        default="all",
        help="only changes of these kinds, with commas: numbers, dates, names, quotes,"
        " negations, moved, only, important, all (the default)",
    )
    made.add_argument(
        "--color",
        metavar="WHEN",
        choices=("auto", "always", "never"),
        default="auto",
        help="auto, always or never; without colour, signs as in [-gone-]{+come+}",
    )
    return made


def run(words: list[str]) -> int:
    """Print what differs between two articles; return 1 where something does, else 0."""
    made = parser()
    options = made.parse_args(words)

    from annotations.alignment import align, changes, wanted
    from tui.cli.articles import two_articles
    from tui.cli.difflines import lines
    from tui.cli.parts import differs, parts

    asked = wanted(options.changes)
    left, right = two_articles(made, options.left, options.right)
    found = changes(left, right, align(left, right))
    told = list(parts(found))
    differing = [part for part in told if differs(part, asked)]
    if options.json:
        import orjson

        shown = differing if options.changes != "all" else told
        answer = {"left": side(left), "right": side(right), "parts": [*map(described, shown)]}
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
    elif options.stat:
        print(*stat(found.tally()), sep="\n")
    else:
        for line in lines(left, right, told, asked, marks(options.color)):
            print(line)
    return int(bool(differing))


def side(article: Article) -> dict[str, str]:
    """What `--json` says of an article: enough to know that offsets mean the same text."""
    return {"title": article.title, "source": article.source, "sha256": article.sha256}


def described(part: Part) -> dict[str, Any]:
    """One part as `--json` prints it; spans are code points into each article's text."""
    return {
        "state": part.state,
        "left": list(part.left),
        "right": list(part.right),
        "edits": [
            {
                "op": edit.op,
                "left": list(edit.left),
                "right": list(edit.right),
                "kinds": sorted(edit.kinds),
            }
            for edit in part.edits
        ],
    }


def stat(tally: Tally) -> Iterator[str]:
    """How many rows are the same, how many changes there are, and of what kinds."""
    yield f"{tally.same:6,} unchanged"
    for what, count in tally.changes.most_common():
        yield f"{count:6,} {what}"
    for kind, count in tally.kinds.most_common():
        yield f"{count:6,}   of {kind}"
