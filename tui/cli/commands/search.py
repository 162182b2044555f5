"""`crossread search`: the articles of an archive that have some words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import CrossreadError
from tui.cli.batches import whole_number
from tui.cli.options import Parser

if TYPE_CHECKING:
    from annotations.events.archive.search import Hit

EXAMPLES = """\
  crossread search brewery fire                  in the one index of this folder
  crossread search "Ilse Tamm" burn* --index march.jsonl.crossread-index
  crossread search --json brewery | jq -r .id

All words must be there; words in quotation marks stand in a row, and * stands for any end of a word.
Of words that more than 5,000 articles have, those that were read last are ranked. The index is what
`crossread find` keeps beside an archive.
"""


def parser() -> Parser:
    """The arguments of `crossread search`."""
    made = Parser(
        "search",
        "[--index FILE] [--limit N] [--json] WORD ..",
        "Print the articles of an archive that have some words, best first.",
        EXAMPLES,
    )
    made.add_argument("words", nargs="*", metavar="WORD", help="what to look for")
    made.add_argument(
        "--index", metavar="FILE", help="the index, or its archive (default: the one index here)"
    )
    made.add_argument(
        "--limit", metavar="N", type=whole_number, default=20, help="articles at most (20)"
    )
    made.add_argument("--json", action="store_true", help="a JSON line an article")
    return made


def run(words: list[str]) -> int:
    """Print the articles that have some words; 1 where none has."""
    made = parser()
    options = made.parse_args(words)
    if not options.words:
        made.error("needs words to look for")
    from annotations.events.archive.index import Index
    from annotations.events.archive.search import search

    with Index.open(index_named(options.index), make=False) as index:
        hits = search(index, options.words, options.limit)
    for hit in hits:
        if options.json:
            print_json(hit)
        else:
            print_hit(hit)
    return 0 if hits else 1


def index_named(name: str | None) -> Path:
    """The index that is named, itself or by its archive; else the only one in this folder."""
    from annotations.events.archive.sources import INDEX_SUFFIX

    if name is not None:
        path = Path(name).expanduser()
        beside = path.absolute().with_name(path.absolute().name + INDEX_SUFFIX)
        return path if path.suffix == INDEX_SUFFIX or not beside.exists() else beside
    found = sorted(Path().glob(f"*{INDEX_SUFFIX}"))
    if len(found) != 1:
        what = "no index" if not found else f"{len(found)} indexes"
        raise CrossreadError(f"there is {what} in this folder; name one with --index")
    return found[0]


def print_hit(hit: Hit) -> None:
    """An article for people: which, what it is, and a piece of its text."""
    from annotations.articles.text.visible import one_line

    facts = hit.facts
    print(
        one_line(" · ".join(filter(None, (facts.id, facts.title, facts.outlet, facts.published))))
    )
    print(f"     {one_line(hit.piece)}")


def print_json(hit: Hit) -> None:
    """An article as a line of JSON."""
    from annotations.articles.text.json_text import json_bytes

    told = {**hit.facts._asdict(), "piece": hit.piece}
    sys.stdout.buffer.write(json_bytes(told, line=True))
