"""Articles and pairs in a store: texts under their SHA-256, so that an old text is kept."""

from __future__ import annotations

from collections.abc import Collection, Container
from hashlib import sha256

from annotations.articles.article import Article
from annotations.articles.same_article import is_same_article
from annotations.errors import StoreError
from annotations.store.engine.encoding import decode
from annotations.store.engine.storage import JournalStorage
from annotations.store.serialization import (
    Pair,
    article_from_document,
    pair_from_document,
)

KEPT = 8
"""Articles that stay decoded."""


class StoredPairs:
    """The articles and pairs of one store; the last articles read stay decoded."""

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage
        self._decoded: dict[str, tuple[bytes, Article]] = {}

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

    def remember(self, article_id: str, article: Article) -> None:
        """Keep a stored article decoded."""
        if (raw := self._storage.raw("articles", article_id)) is not None:
            self._remember(article_id, raw, article)

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

    def pairs_among(self, articles: Collection[str]) -> tuple[Pair, ...]:
        """The pairs of two of some articles."""
        return tuple(
            pair
            for each in dict.fromkeys(articles)
            for pair in self.pairs_with(each)
            if pair.left == each and pair.right in articles
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
            if (same_url or same_source) and is_same_article(
                self.text(str(document["sha256"])), article.text
            ):
                found = str(document["id"])
        return found

    def between(self, left: str, right: str) -> Pair | None:
        """The pair of two article ids, this one on the left and that one on the right."""
        document = self._storage.document("pairs", pair_id(left, right))
        if document is None or (document.get("left"), document.get("right")) != (left, right):
            found = (
                each for each in self.pairs_with(left) if (each.left, each.right) == (left, right)
            )
            return next(found, None)
        return pair_from_document(document)

    def has_text(self, digest: str) -> bool:
        """Whether a text is stored."""
        return self._storage.raw("texts", digest) is not None

    def free_id(self, digest: str, taken: Container[str]) -> str:
        """Taken from the text, so that two stores give one text one id; never one in use."""
        key, count = digest[:16], 1
        while key in taken or self._storage.raw("articles", key) is not None:
            key, count = f"{digest[:16]}-{count}", count + 1
        return key

    def free_pair_id(self, left: str, right: str) -> str:
        """The id of a pair that is new, the same in any store unless another pair has it."""
        key, count = pair_id(left, right), 1
        while self._storage.raw("pairs", key) is not None:
            key, count = f"{pair_id(left, right)}-{count}", count + 1
        return key


def pair_id(left: str, right: str) -> str:
    """The id of the pair of two article ids, the same in any store."""
    return sha256(f"{left} {right}".encode()).hexdigest()[:16]
