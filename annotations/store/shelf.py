"""Articles and pairs in a store: texts under their SHA-256, so that an old text is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from annotations.articles.article import Article
from annotations.errors import StoreError
from annotations.store.commands import now
from annotations.store.documents import (
    Pair,
    article_from_document,
    article_to_document,
    pair_from_document,
    pair_to_document,
    text_to_document,
)
from annotations.store.encoding import decode, encode
from annotations.store.journal import Operation
from annotations.store.likeness import alike
from annotations.store.storage import JournalStorage

KEPT = 8
"""Articles that stay decoded."""


class Shelf:
    """The articles and pairs of one store."""

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage
        self._decoded: dict[str, tuple[bytes, Article]] = {}

    def add_pair(self, left: Article, right: Article) -> Pair:
        """Keep two articles and their pair; see `Store.add_pair`."""
        known = self._known_pair(left, right)
        if known is not None:
            return known
        pairs: list[Pair] = []
        added: dict[str, Article] = {}

        def plan() -> Iterator[Operation]:
            ids = []
            added.clear()
            for article in (left, right) if left.sha256 != right.sha256 else (left,):
                found = self.article_with(article.sha256)
                ids.append(found or self._free_id(article))
                if found is None:
                    document = article_to_document(ids[-1], article)
                    yield self._put("articles", document)
                    added[ids[-1]] = article
                    if self._storage.raw("texts", article.sha256) is None:
                        yield self._put("texts", text_to_document(article))
            pair = Pair(pair_id(ids[0], ids[-1]), ids[0], ids[-1], now())
            pairs.append(self._known_pair(left, right) or pair)
            if pairs[-1] is pair:
                yield self._put("pairs", pair_to_document(pair))

        self._storage.commit(plan)
        for article_id, article in added.items():
            # What was just read need not be decoded; what the table does not keep is left out.
            if (raw := self._storage.raw("articles", article_id)) is not None:
                self._remember(article_id, raw, replace(article, dateline=""))
        return pairs[-1]

    def article(self, article_id: str) -> Article:
        """The article with its current text; see `Store.article`."""
        raw = self._storage.raw("articles", article_id)
        if raw is None:
            raise StoreError(f"{self._storage.path}: there is no article {article_id!r}")
        kept = self._decoded.get(article_id)
        if kept is not None and kept[0] is raw:
            return kept[1]
        document = decode(raw)
        article = article_from_document(document, self.text(str(document.get("sha256"))))
        self._remember(article_id, raw, article)
        return article

    def _remember(self, article_id: str, raw: bytes, article: Article) -> None:
        if len(self._decoded) >= KEPT:
            self._decoded.clear()
        self._decoded[article_id] = raw, article

    def text(self, digest: str) -> str:
        """A canonical text by its SHA-256; see `Store.text`."""
        document = self._storage.document("texts", digest)
        text = document.get("text") if document else None
        if not isinstance(text, str):
            path = self._storage.path
            raise StoreError(f"{path}: the text {digest[:12]}… is missing; run `crossread check`")
        return text

    def article_with(self, digest: str) -> str | None:
        """Id of the article whose current text has this SHA-256."""
        rows = self._storage.rows("articles")
        numbers = rows.having(digest)
        return str(decode(rows.documents[numbers[0]])["id"]) if numbers else None

    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, in the order they came."""
        return tuple(pair_from_document(each) for each in self._storage.documents("pairs"))

    def pair(self, key: str) -> Pair:
        """The pair of an id; StoreError for an unknown one."""
        document = self._storage.document("pairs", key)
        if document is None:
            raise StoreError(f"{self._storage.path}: there is no pair {key!r}")
        return pair_from_document(document)

    def pairs_with(self, article_id: str) -> tuple[Pair, ...]:
        """The pairs that an article is in."""
        rows = self._storage.rows("pairs")
        return tuple(
            pair_from_document(decode(rows.documents[number])) for number in rows.having(article_id)
        )

    def texts_of(self, key: str) -> tuple[str, str]:
        """SHA-256 of the two texts of a pair."""
        pair = self.pair(key)
        left, right = (
            str((self._storage.document("articles", side) or {}).get("sha256"))
            for side in (pair.left, pair.right)
        )
        return left, right

    def changed(self, article: Article) -> str | None:
        """Id of the article that this is another text of; see `Store.changed`."""
        if self.article_with(article.sha256):
            return None
        found = None
        for document in self._storage.documents("articles"):
            same_url = article.url and document.get("url") == article.url
            same_source = article.source not in ("", "-")
            same_source = same_source and document.get("source") == article.source
            if (same_url or same_source) and alike(
                self.text(str(document["sha256"])), article.text
            ):
                found = str(document["id"])
        return found

    def _known_pair(self, left: Article, right: Article) -> Pair | None:
        ids = [self.article_with(each.sha256) for each in (left, right)]
        if ids[0] is None or ids[1] is None:
            return None
        document = self._storage.document("pairs", pair_id(ids[0], ids[1]))
        return None if document is None else pair_from_document(document)

    def _free_id(self, article: Article) -> str:
        """Taken from the text, so that two stores give one text one id; never one in use."""
        key, taken = article.sha256[:16], 1
        while self._storage.raw("articles", key) is not None:
            key, taken = f"{article.sha256[:16]}-{taken}", taken + 1
        return key

    def _put(self, table: str, document: dict[str, object]) -> Operation:
        return self._storage.putting(table, str(document["id"]), encode(table, document))


def pair_id(left: str, right: str) -> str:
    """The id of the pair of two article ids, the same in any store."""
    return sha256(f"{left} {right}".encode()).hexdigest()[:16]
