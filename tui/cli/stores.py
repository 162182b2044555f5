"""The store that a command line names."""

from __future__ import annotations

import sys
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.options import annotator, store_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from annotations.articles import Article
    from annotations.store import Event, Pair, Store

LARGEST = 1 << 26
"""Bytes of a file beyond which nobody looks whether it is known: no article is as large."""


def open_store(options: argparse.Namespace, *, read_only: bool = False) -> Store:
    """Open the store of `--store` for `--annotator`; StoreError where that cannot be done."""
    from annotations.store import Store

    return Store.open(store_path(options), annotator=annotator(options), read_only=read_only)


def tell_notices(store: Store) -> None:
    """Say on stderr what is unusual about a store: damaged, migrated, open for reading only."""
    from annotations.articles import visible

    for notice in store.notices:
        print(f"crossread: {visible(notice)}", file=sys.stderr)


def pair_to_read(store: Store, left: Article, right: Article) -> Pair:
    """The pair of two articles just read, new or known; see `event_to_read`."""
    return event_to_read(store, (left, right))[1]


def event_to_read(store: Store, articles: Sequence[Article]) -> tuple[Event, Pair]:
    """The event of some articles just read, new or known, and the pair of it to show.

    Where a file says something else than when it was annotated, its article is taken as it was then:
    the reader notices, and offers the new text.
    """
    stored = [store.article_with(each.sha256) or _stored(store, each) for each in articles]
    if len(articles) == 2:
        pair = _pair_of(store, stored[0], stored[1])
    known = [
        store.article(key) if key else each for key, each in zip(stored, articles, strict=True)
    ]
    if len(articles) == 2:
        if pair is None or not store.read_only:
            pair = store.add_pair(known[0], known[1])  # writes nothing where all is there
        return store.event_of(pair), pair
    event = store.add_event(known)
    return event, opened_at(store, event)


def opened_at(store: Store, event: Event) -> Pair:
    """The two articles of an event that were read last, else its first two."""
    progress = store.progress(event.id)
    if progress is not None:
        found = [each for each in store.pairs_of(event) if each.id == progress.pair]
        if found:
            return found[0]
    # In a store edited by hand an event may have one article: it is read against itself.
    return store.pair_of(event.articles[0], event.articles[min(1, len(event.articles) - 1)])


def digests(left: str, right: str) -> tuple[str, str] | None:
    """The SHA-256 of the bytes of two files; None where either is no file that can be read.

    A pipe is not touched: what is taken from it is gone.
    """
    found = []
    for path in (Path(left), Path(right)):
        try:
            if not path.is_file() or path.stat().st_size > LARGEST:
                return None
            with path.open("rb") as file:
                found.append(file_digest(file, "sha256").hexdigest())
        except (OSError, ValueError):
            return None
    return found[0], found[1]


def pair_of_bytes(store: Store, left: str, right: str) -> Pair | None:
    """The pair of two texts of which files hold the very bytes, by `digests`; None where unknown.

    A canonical text is the bytes of its file, unless that has a mark, a signature or line ends of
    another kind: most files that were read once need not be taken apart again.
    """
    return _pair_of(store, store.article_with(left), store.article_with(right))


def _pair_of(store: Store, left: str | None, right: str | None) -> Pair | None:
    """The pair of two stored articles; None where one is not stored, or they are no pair yet."""
    return store.pair_between(left, right) if left and right else None


def _stored(store: Store, article: Article) -> str | None:
    """The article of the same file with the text that it had."""
    changed = store.changed(article)
    return changed if changed and store.article(changed).source == article.source else None


def known_pair(store: Store, left: Article, right: Article) -> Pair | None:
    """The pair of these two texts, if it is in the store."""
    return pair_of_bytes(store, left.sha256, right.sha256)
