"""`crossread read`: articles side by side in the terminal, or printed from top to bottom."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from annotations.errors import CrossreadError
from tui.cli.options import Parser, model_asked_for, store_path
from tui.terminal.lean_asyncio import load_asyncio_without_tls

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from annotations.articles import Article
    from annotations.marks import Annotation
    from annotations.store import Event, Pair, Store

EXAMPLES = """\
  crossread                             home, what was read last, or the built-in pair
  crossread monday.txt tuesday.md       the same as `crossread read monday.txt tuesday.md`
  crossread a.txt b.html c.md d.pdf     four articles, kept as one event
  curl -s URL | crossread read - b.txt  one article from stdin
  crossread read --plain a.txt b.txt    pair, links and annotations for a pipe or a screen reader
"""


def parser() -> Parser:
    """The arguments of `crossread read`."""
    made = Parser(
        "read",
        "[--plain] [--semantic [PATH]] [LEFT RIGHT [MORE ..]]",
        "Read articles against each other, and annotate what they claim. More than two are kept"
        " as one event, in the order given.",
        EXAMPLES,
    )
    made.takes_pair()
    made.add_argument("more", nargs="*", metavar="MORE", help="more articles on the same event")
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
    """Open the reader on an event; what is annotated goes to the store."""
    # All that starting makes lives as long as the reader: looking for garbage in it again and
    # again takes a tenth of the start. The app goes on with it when the page stands.
    gc.disable()
    load_asyncio_without_tls()
    from tui.cli.articles import read_articles
    from tui.cli.stores import digests, event_to_read, open_store, pair_of_bytes

    model = model_asked_for(options)
    names = [options.left, options.right, *options.more] if options.left is not None else []
    # Two books that the store has are not taken apart again, which takes a fifth of the start.
    known = len(names) == 2 and store_path(options).exists() and digests(*names)
    articles = read_articles(made, names) if names and not known else None
    served = "TEXTUAL_DRIVER" in os.environ  # Textual then speaks to something else: a browser
    if not sys.stdout.isatty() and not served:
        raise CrossreadError("the reader needs a terminal; `crossread read --plain` prints instead")
    with open_store(options) as store:
        pair = pair_of_bytes(store, *known) if known else None
        event = None
        if not names and several(store):
            pass  # home has them all
        elif not names:
            event, pair = last_read(store)
        elif pair is None:
            event, pair = event_to_read(store, articles or read_articles(made, names))
        elif not store.read_only:
            pair = store.pair_of(pair.left, pair.right)  # in an event, as each pair is
        del articles  # two books are not held twice: the reader takes them from the store
        if not sys.stdin.isatty() and not served:
            keyboard()
        from tui.app import run as run_app

        return run_app(store, pair, model, event)


def several(store: Store) -> bool:
    """Whether home is where to begin: the store has more events than one."""
    return store.count("events") > 1


def last_read(store: Store) -> tuple[Event | None, Pair]:
    """The event and the pair that this annotator read last, else the built-in pair."""
    from tui.cli.stores import opened_at
    from tui.sample import sample_pair

    event = store.last_event()
    if event is None:
        return None, store.last_pair() or store.add_pair(*sample_pair())
    return event, opened_at(store, event)


def sample() -> list[Article]:
    """The built-in pair."""
    from annotations.articles import read_article
    from tui.sample import sample_paths

    return [read_article(each) for each in sample_paths()]


def keyboard() -> None:
    """Take keys from the terminal where stdin was an article, or nothing."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise CrossreadError("the reader takes keys from a terminal, and there is none") from error
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)


def plain(made: Parser, options: argparse.Namespace) -> int:
    """Print the pair, its links and its annotations; the store is only looked into.

    Of more articles, the first is printed beside each of the others.
    """
    from tui.cli.articles import read_articles
    from tui.cli.stores import open_store, tell_notices

    model = model_asked_for(options)
    names = [options.left, options.right, *options.more] if options.left else []
    articles = read_articles(made, names) if names else None
    if not store_path(options).exists():
        print_pairs(None, articles or sample(), model, options)
        return 0
    with open_store(options, read_only=True) as store:
        tell_notices(store)
        if articles is None:
            pair = store.last_pair()
            articles = [store.article(pair.left), store.article(pair.right)] if pair else sample()
        print_pairs(store, articles, model, options)
    return 0


def print_pairs(
    store: Store | None,
    articles: Sequence[Article],
    model: str | None,
    options: argparse.Namespace,
) -> None:
    """Print the first article beside each of the others, with what the store has of them."""
    from tui.cli.articles import aligned
    from tui.cli.plain import lines
    from tui.cli.stores import known_pair

    left, *others = articles
    for number, right in enumerate(others):
        if number:
            print()
        pair = known_pair(store, left, right) if store else None
        found = store.alignment(pair.id) if store and pair else None
        marks = [said_of(store, each) for each in (left, right)]
        if model or not found:
            decided = (*found.links, *found.rejected) if found else ()
            found = aligned(left, right, model, decided, store_path(options))
        for line in lines(left, right, found, marks[0], marks[1]):
            print(line)


def said_of(store: Store | None, article: Article) -> tuple[Annotation, ...]:
    """The annotations that the store has of an article."""
    key = store.article_with(article.sha256) if store else None
    return store.annotations(article=key) if store and key else ()
