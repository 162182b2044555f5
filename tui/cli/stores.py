"""The store that a command line names."""

from __future__ import annotations

import sys
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.options import annotator, store_path

if TYPE_CHECKING:
    import argparse

    from annotations.articles import Article
    from annotations.store import Pair, Store

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
    """The pair of two articles just read, new or known.

    Where a file says something else than when it was annotated, it is the pair as it was then: the
    reader notices, and offers the new text.
    """
    ids = _ids(store)
    found = [ids.get(article.sha256) or _stored(store, article) for article in (left, right)]
    return _pair_of(store, *found) or store.add_pair(left, right)


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
    ids = _ids(store)
    return _pair_of(store, ids.get(left), ids.get(right))


def _ids(store: Store) -> dict[str, str]:
    """Ids of the articles by the digests of their texts."""
    return {document["sha256"]: str(document["id"]) for document in store.documents("articles")}


def _pair_of(store: Store, left: str | None, right: str | None) -> Pair | None:
    from annotations.store.shelf import pair_id

    wanted = pair_id(left, right) if left and right else None
    return next((pair for pair in store.pairs() if pair.id == wanted), None)


def _stored(store: Store, article: Article) -> str | None:
    """The article of the same file with the text that it had."""
    changed = store.changed(article)
    return changed if changed and store.article(changed).source == article.source else None


def known_pair(store: Store, left: Article, right: Article) -> Pair | None:
    """The pair of these two texts, if it is in the store."""
    ids = {document["sha256"]: document["id"] for document in store.documents("articles")}
    wanted = ids.get(left.sha256), ids.get(right.sha256)
    return next((pair for pair in store.pairs() if (pair.left, pair.right) == wanted), None)
