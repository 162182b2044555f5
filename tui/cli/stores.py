"""The store that a command line names."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tui.cli.options import annotator, store_path

if TYPE_CHECKING:
    import argparse

    from annotations.articles import Article
    from annotations.store import Pair, Store


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
    """The pair of two articles just read, new or known.

    Where a file says something else than when it was annotated, it is the pair as it was then: the
    reader notices, and offers the new text.
    """
    from annotations.store.shelf import pair_id

    ids = {document["sha256"]: str(document["id"]) for document in store.documents("articles")}
    found = [ids.get(article.sha256) or _stored(store, article) for article in (left, right)]
    known = {pair.id: pair for pair in store.pairs()}
    if found[0] and found[1] and (pair := known.get(pair_id(found[0], found[1]))):
        return pair
    return store.add_pair(left, right)


def _stored(store: Store, article: Article) -> str | None:
    """The article of the same file with the text that it had."""
    changed = store.changed(article)
    return changed if changed and store.article(changed).source == article.source else None


def known_pair(store: Store, left: Article, right: Article) -> Pair | None:
    """The pair of these two texts, if it is in the store."""
    ids = {document["sha256"]: document["id"] for document in store.documents("articles")}
    wanted = ids.get(left.sha256), ids.get(right.sha256)
    return next((pair for pair in store.pairs() if (pair.left, pair.right) == wanted), None)
