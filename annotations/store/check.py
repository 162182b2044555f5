"""What `crossread check` verifies, and the mends that it offers.

Each rule is one that a save keeps to (see `guard`), so a problem means damage, a file edited by
hand, or writes through TinyDB itself. A mend throws nothing away: what cannot stay goes to the
table `aside`, and a quote that is not at its offsets goes to the review queue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from annotations.articles.article import Article
from annotations.articles.graphemes import is_boundary
from annotations.errors import StoreError
from annotations.marks.annotation import AnchorState
from annotations.store.documents import (
    annotation_from_document,
    article_from_document,
    link_from_document,
    links_from_document,
    pair_from_document,
    read_back,
    relation_from_document,
)
from annotations.store.encoding import decode, encode
from annotations.store.journal import Operation
from annotations.store.storage import JournalStorage

ASIDE = "aside"
"""The table for documents that had to leave theirs."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `what` in a sentence, and what `repair` would do, "" for nothing.

    `table` and `number` say which document, "" and 0 where it is the files; `before` is its JSON,
    which a mend must find unchanged, and `after` what it puts there, None to set it aside.
    """

    what: str
    mend: str = ""
    table: str = ""
    number: int = 0
    before: bytes = b""
    after: bytes | None = None

    def __str__(self) -> str:
        return f"{self.what} (repair: {self.mend})" if self.mend else self.what


def check(storage: JournalStorage) -> Iterator[Problem]:
    """Every problem of a store, one at a time: the files first, then table by table."""
    for sentence in storage.damage:
        mend = "keep a copy of both files, and write them anew from what could be read"
        yield Problem(sentence, mend)
    if storage.tables() and storage.raw("meta", "schema") is None:
        yield Problem("the store does not say its schema version")
    checker = _Checker(storage)
    for table in storage.tables():
        for number, raw in list(storage.rows(table).documents.items()):
            yield from checker.problems(table, number, raw)


def repair(storage: JournalStorage, problems: Iterable[Problem]) -> list[Problem]:
    """Do the mends of these problems in one transaction; returns those that were done.

    A document that is no longer as it was checked is left alone. The mend of damaged files was
    done when the store was opened for writing.
    """
    done: list[Problem] = []

    def plan() -> Iterator[Operation]:
        for problem in problems:
            rows = storage.rows(problem.table) if problem.table and problem.mend else None
            if rows is None or rows.documents.get(problem.number) != problem.before:
                continue
            done.append(problem)
            yield problem.table, problem.number, problem.after
            if problem.after is None:
                key = f"{problem.table} {problem.number}"
                document = {
                    "id": key,
                    "why": problem.what,
                    "table": problem.table,
                    "document": decode(problem.before),
                }
                yield storage.putting(ASIDE, key, encode(ASIDE, document))

    storage.commit(plan)
    return done


class _Checker:
    """Checks documents against the others of their store; keeps a few articles decoded."""

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage
        self._article = lru_cache(maxsize=8)(self._read_article)

    def problems(self, table: str, number: int, raw: bytes) -> Iterator[Problem]:
        """What is wrong with one document."""
        document = decode(raw)
        name = f"{table[:-1] if table.endswith('s') else table} {document.get('id', number)}"
        aside = "set it aside"
        if table in (ASIDE, "meta"):
            return
        try:
            read_back(table, document)
        except StoreError as error:
            what = str(error).removesuffix("; run `crossread check`")
            yield Problem(what, aside, table, number, raw)
            return
        key = document.get("id")
        if isinstance(key, str) and self._storage.rows(table).number_of(key) != number:
            yield Problem(f"{name}: its id is there twice", aside, table, number, raw)
            return
        for what, after in self._wrong(table, document):
            if after is None:
                yield Problem(f"{name}: {what}", aside, table, number, raw)
            elif after == document:
                yield Problem(f"{name}: {what}")
            else:
                mend = "send it to the review queue"
                yield Problem(f"{name}: {what}", mend, table, number, raw, encode(table, after))
            return  # the first is enough: its mend may be the end of the others

    def _wrong(
        self, table: str, document: dict[str, Any]
    ) -> Iterator[tuple[str, dict[str, Any] | None]]:
        """What is wrong, with the mended document, None to set it aside, or it as it is."""
        if table == "articles":
            yield from self._wrong_article(document)
        elif table == "pairs":
            pair = pair_from_document(document)
            for side in (pair.left, pair.right):
                if self._storage.raw("articles", side) is None:
                    yield f"its article {side} is missing", document
        elif table == "annotations":
            yield from self._wrong_annotation(document)
        elif table == "relations":
            relation = relation_from_document(document)
            for end in (relation.source, relation.target):
                if self._storage.raw("annotations", end) is None:
                    yield f"it ties annotation {end}, which is not there", None
        elif table in ("links", "alignments"):
            yield from self._wrong_links(table, document)

    def _wrong_article(self, document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        digest = str(document.get("sha256"))
        stored = self._storage.document("texts", digest)
        if stored is None:
            yield f"its text {digest[:12]}… is missing", document
            return
        article, end = article_from_document(document, str(stored.get("text"))), 0
        for block in article.blocks:
            if not end <= block.start <= block.end <= len(article.text):
                yield f"its block {block.index + 1} overlaps another or lies outside", document
                return
            end = block.end

    def _wrong_annotation(self, document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        annotation = annotation_from_document(document)
        article = self._article(annotation.article)
        if article is None:
            yield f"its article {annotation.article} is missing", document
        elif annotation.state is not AnchorState.ORPHAN:
            text, (start, end) = article.text, annotation.span
            inside = 0 <= start < end <= len(text)
            if not inside or text[start:end] != annotation.quote:
                lost = {**document, "state": AnchorState.ORPHAN.value}
                yield f"its quote is not at {start}–{end} of its article", lost
            elif not (is_boundary(text, start) and is_boundary(text, end)):
                yield f"its span {start}–{end} cuts a character in two", document
            elif not 0 <= annotation.score <= 1:
                yield f"its score {annotation.score} is not between 0 and 1", document

    def _wrong_links(
        self, table: str, document: dict[str, Any]
    ) -> Iterator[tuple[str, dict[str, Any] | None]]:
        key = str(document.get("pair" if table == "links" else "id"))
        found = self._storage.document("pairs", key)
        if found is None:
            yield f"its pair {key} is missing", None
            return
        pair = pair_from_document(found)
        left, right = self._article(pair.left), self._article(pair.right)
        if left is None or right is None:
            return  # said of the pair
        links = [link_from_document(document)] if table == "links" else []
        links += links_from_document(document) if table == "alignments" else ()
        if table == "alignments" and document.get("texts") != [left.sha256, right.sha256]:
            return  # of texts that changed: not shown, made anew
        for link in links:
            if not (0 <= link.left < len(left.blocks) and 0 <= link.right < len(right.blocks)):
                yield f"it links blocks {link.left}–{link.right}, which are not there", None
                return

    def _read_article(self, key: str) -> Article | None:
        """The article of an id, None where it or its text is missing or not understood."""
        document = self._storage.document("articles", key)
        text = self._storage.document("texts", str((document or {}).get("sha256")))
        if document is None or text is None or not isinstance(text.get("text"), str):
            return None
        try:
            return article_from_document(document, str(text["text"]))
        except StoreError:
            return None
