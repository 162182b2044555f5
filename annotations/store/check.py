"""`crossread check`: verify every document of a store, and offer repairs.

The rules are those that commands and imports keep to (see `rules`), so a problem means damage, a
file edited by hand, writes through TinyDB itself, or an older version. A mend throws nothing away:
what cannot stay goes to the table `aside`, and a quote that is not at its offsets goes to the
review queue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from annotations.articles.article import Article
from annotations.errors import StoreError
from annotations.store.engine.encoding import decode
from annotations.store.engine.journal import Operation
from annotations.store.engine.storage import JournalStorage
from annotations.store.rules import Rules
from annotations.store.schema import encode
from annotations.store.serialization import (
    article_from_document,
    read_back,
)

QUARANTINE = "aside"
"""The table for documents that had to leave theirs."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `what` in a sentence, and what `repair` would do, "" for nothing.

    `table` and `number` say which document, "" and 0 where it is the files; `before` is its JSON,
    which a mend must find unchanged, and `after` what it puts there, None to move it to `QUARANTINE`.
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
                yield storage.putting(QUARANTINE, key, encode(QUARANTINE, document))

    storage.commit(plan)
    return done


class _Checker:
    """Checks documents against the others of their store; keeps a few articles decoded."""

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage
        self._rules = Rules(storage.document, lru_cache(maxsize=8)(self._read_article))

    def problems(self, table: str, number: int, raw: bytes) -> Iterator[Problem]:
        """What is wrong with one document."""
        document = decode(raw)
        name = f"{table[:-1] if table.endswith('s') else table} {document.get('id', number)}"
        quarantine = "set it aside"
        if table in (QUARANTINE, "meta"):
            return
        try:
            read_back(table, document)
        except StoreError as error:
            what = str(error).removesuffix("; run `crossread check`")
            yield Problem(what, quarantine, table, number, raw)
            return
        key = document.get("id")
        if isinstance(key, str) and self._storage.rows(table).number_of(key) != number:
            yield Problem(f"{name}: its id is there twice", quarantine, table, number, raw)
            return
        for fault in self._rules.faults(table, document):
            what = f"{name}: {fault.what}"
            if fault.mended is None:
                yield Problem(what, quarantine, table, number, raw)
            elif fault.mended == document:
                yield Problem(what)
            else:
                mend = "send it to the review queue"
                if table == "events":
                    mend = "take what is not there out of it"
                yield Problem(what, mend, table, number, raw, encode(table, fault.mended))
            return  # the first is enough: its mend may be the end of the others

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
