"""`crossread diff`: what differs between aligned blocks, word by word."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from tui.cli.colour import marks
from tui.cli.options import Parser, model_asked_for, store_path

if TYPE_CHECKING:
    from annotations.alignment import ChangeCounts
    from annotations.articles import Article
    from tui.cli.parts import DiffPart

TWO_COLUMNS = 100
"""Cells from which on two columns can be read."""

EXAMPLES = """\
  crossread diff monday.txt tuesday.txt
  crossread diff --changes numbers,names,quotes monday.txt tuesday.txt
  crossread diff --json monday.txt tuesday.txt | jq '.parts[] | select(.state == "moved")'
  crossread diff --stat monday.txt tuesday.txt
  git difftool -x 'crossread diff' HEAD~1            the last change of prose kept in git,
  GIT_EXTERNAL_DIFF='crossread diff --git' git diff  or all that is not committed yet

Where two blocks share less than a third of their words, both are printed whole: what they have in
common in bold, numbers, dates and names that differ as changes. --json gives the word diff there too.

Exit status: 0 where nothing differs, 1 where something does, 2 for bad usage or input.
"""


def parser() -> Parser:
    """The arguments of `crossread diff`."""
    made = Parser(
        "diff",
        "[--json | --stat | --unified] [--changes KINDS] [--color WHEN] [--semantic [PATH]]"
        " LEFT RIGHT",
        "Print the word diff of two articles, aligned block by block.",
        EXAMPLES,
    )
    made.takes_pair()
    made.takes_model()
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="edit scripts with offsets")
    form.add_argument("--stat", action="store_true", help="only counts")
    form.add_argument(
        "--unified", action="store_true", help="one text also where two columns would fit"
    )
    made.add_argument(
        "--changes",
        metavar="KINDS",
        default="all",
        help="only changes of these kinds, with commas: numbers, dates, names, quotes,"
        " negations, quantifiers, certainty, moved, only, important, all (the default)",
    )
    made.add_argument(
        "--color",
        metavar="WHEN",
        choices=("auto", "always", "never"),
        default="auto",
        help="auto, always or never; without colour, signs as in [-gone-]{+come+}",
    )
    return made


def run(words: list[str], names: tuple[str, str] | None = None) -> int:
    """Print what differs between two articles; return 1 where something does, else 0.

    `names` are what the articles are called, where their files have other names for a while.
    """
    if "--git" in words:
        from tui.cli.commands import gitdiff

        return gitdiff.run(words, run)
    made = parser()
    options = made.parse_args(words)

    from annotations.alignment import changes, wanted
    from tui.cli.articles import aligned
    from tui.cli.difflines import lines
    from tui.cli.pager import show
    from tui.cli.parts import differs, parts

    asked, model = wanted(options.changes), model_asked_for(options)
    left, right = (
        replace(article, source=name) if name else article
        for article, name in zip(
            _both(made, options.left, options.right), names or ("", ""), strict=True
        )
    )
    kept = store_path(options) if model else None
    found = changes(left, right, aligned(left, right, model, store=kept))
    told = list(parts(found))
    differing = [part for part in told if differs(part, asked)]
    if options.json:
        from annotations.articles.text.json_text import json_bytes

        shown = differing if options.changes != "all" else told
        answer = {"left": side(left), "right": side(right), "parts": [*map(described, shown)]}
        sys.stdout.buffer.write(json_bytes(answer, line=True))
    elif options.stat:
        print(*stat(found.tally()), sep="\n")
    else:
        width = 0 if options.unified else room()
        show(lines(left, right, told, asked, marks(options.color), width))
    return int(bool(differing))


def _both(made: Parser, left: str | None, right: str | None) -> tuple[Article, Article]:
    """Both articles; `/dev/null`, git's name for a file that is not there, is one without text."""
    from annotations.articles import article_from_text
    from tui.cli.articles import read_articles, two_articles

    if left is None or right is None or os.devnull not in (left, right):
        return two_articles(made, left, right)
    nothing = article_from_text("", source=os.devnull)
    if left == right:
        return nothing, nothing
    (there,) = read_articles(made, [right if left == os.devnull else left])
    return (nothing, there) if left == os.devnull else (there, nothing)


def room() -> int:
    """Cells of the terminal if two columns fit on it side by side, else 0."""
    if not sys.stdout.isatty():
        return 0
    cells = shutil.get_terminal_size().columns
    return cells if cells >= TWO_COLUMNS else 0


def side(article: Article) -> dict[str, str]:
    """What `--json` says of an article: enough to know that offsets mean the same text."""
    return {"title": article.title, "source": article.source, "sha256": article.sha256}


def described(part: DiffPart) -> dict[str, Any]:
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


def stat(tally: ChangeCounts) -> Iterator[str]:
    """How many rows are the same, how many changes there are, and of what kinds."""
    yield f"{tally.same:6,} unchanged"
    for what, count in tally.changes.most_common():
        yield f"{count:6,} {what}"
    for kind, count in tally.kinds.most_common():
        yield f"{count:6,}   of {kind}"
