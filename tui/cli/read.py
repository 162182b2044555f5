"""`crossread read`: two articles side by side in the terminal, or printed from top to bottom."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from annotations.errors import CrossreadError
from tui.cli.options import Parser, semantic_path, store_path

if TYPE_CHECKING:
    import argparse

    from annotations.articles import Article
    from annotations.store import Pair, Store

EXAMPLES = """\
  crossread                             the pair read last, or the built-in one
  crossread monday.txt tuesday.md       the same as `crossread read monday.txt tuesday.md`
  curl -s URL | crossread read - b.txt  one article from stdin
  crossread read --plain a.txt b.txt    pair, links and annotations for a pipe or a screen reader
"""


def parser() -> Parser:
    """The arguments of `crossread read`."""
    made = Parser(
        "read",
        "[--plain] [--semantic PATH] [LEFT RIGHT]",
        "Read two articles against each other, and annotate what they claim.",
        EXAMPLES,
    )
    made.takes_pair()
    made.takes_model()
    made.add_argument("--plain", action="store_true", help="print instead of opening the reader")
    return made


def run(words: list[str]) -> int:
    """Open the reader, or print for `--plain`; return its exit status."""
    made = parser()
    options = made.parse_args(words)
    if options.left is not None and options.right is None:
        unknown_command(made, options.left)
    return plain(made, options) if options.plain else interactive(made, options)


def unknown_command(made: Parser, word: str) -> None:
    """Complain of one word alone: a file without its partner, or a command misspelt."""
    from difflib import get_close_matches

    from tui.cli.main import COMMANDS

    near = get_close_matches(word, COMMANDS, n=1)
    hint = f"; is `crossread {near[0]}` meant?" if near else ""
    made.error(f"needs two articles, LEFT and RIGHT, and got only {word}{hint}")


def interactive(made: Parser, options: argparse.Namespace) -> int:
    """Open the reader on two articles; what is annotated goes to the store."""
    # All that starting makes lives as long as the reader: looking for garbage in it again and
    # again takes a tenth of the start. The app goes on with it when the page stands.
    gc.disable()
    from tui.cli.articles import two_articles
    from tui.cli.stores import digests, open_store, pair_of_bytes, pair_to_read

    model = semantic_path(options)
    named = options.left is not None
    # Two books that the store has are not taken apart again, which takes a fifth of the start.
    known = named and store_path(options).exists() and digests(options.left, options.right)
    articles = two_articles(made, options.left, options.right) if named and not known else None
    served = "TEXTUAL_DRIVER" in os.environ  # Textual then speaks to something else: a browser
    if not sys.stdout.isatty() and not served:
        raise CrossreadError("the reader needs a terminal; `crossread read --plain` prints instead")
    with open_store(options) as store:
        pair = pair_of_bytes(store, *known) if known else None if named else last_pair(store)
        if pair is None:
            articles = articles or two_articles(made, options.left, options.right)
            pair = pair_to_read(store, *articles)
        del articles  # two books are not held twice: the reader takes them from the store
        if not sys.stdin.isatty() and not served:
            keyboard()
        from tui.app import run as run_app

        return run_app(store, pair, model)


def last_pair(store: Store) -> Pair:
    """The pair that this annotator read last, else the built-in one."""
    from tui.sample import sample_pair

    return store.last_pair() or store.add_pair(*sample_pair())


def sample() -> tuple[Article, Article]:
    """The built-in pair."""
    from annotations.articles import read_article
    from tui.sample import sample_paths

    left, right = sample_paths()
    return read_article(left), read_article(right)


def keyboard() -> None:
    """Take keys from the terminal where stdin was an article, or nothing."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise CrossreadError("the reader takes keys from a terminal, and there is none") from error
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)


def plain(made: Parser, options: argparse.Namespace) -> int:
    """Print the pair, its links and its annotations; the store is only looked into."""
    from tui.cli.articles import aligned, two_articles
    from tui.cli.plain import lines
    from tui.cli.stores import known_pair, open_store, tell_notices

    model = semantic_path(options)
    articles = two_articles(made, options.left, options.right) if options.left else None
    if not store_path(options).exists():
        left, right = articles or sample()
        for line in lines(left, right, aligned(left, right, model)):
            print(line)
        return 0
    with open_store(options, read_only=True) as store:
        tell_notices(store)
        if articles is None:
            pair = store.last_pair()
            articles = (store.article(pair.left), store.article(pair.right)) if pair else sample()
        left, right = articles
        pair = known_pair(store, left, right)
        found = store.alignment(pair.id) if pair else None
        marks = (
            [store.annotations(article=side) for side in (pair.left, pair.right)]
            if pair
            else [(), ()]
        )
        if model or not found:
            decided = (*found.links, *found.rejected) if found else ()
            found = aligned(left, right, model, decided)
        for line in lines(left, right, found, *marks):
            print(line)
    return 0
