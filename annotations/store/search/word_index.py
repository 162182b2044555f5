"""Texts by the words in them, in memory: which have a word that begins as what was typed so far."""

from __future__ import annotations

import re
import sqlite3
import unicodedata

from annotations.errors import StoreError

_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff])"
)
"""Letters of scripts that put no space between words (Thai, Lao, Burmese, Khmer, Chinese, Japanese):
each is a word of its own here."""


class WordIndex:
    """An inverted index of SQLite (FTS5) that keeps neither the texts nor where a word stands.

    Case and accents make no difference. 20,000 articles of 2,000 characters take some 20 MB. First
    letters are indexed beside the words: to merge what each of a thousand words is in takes 60 ms.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            self._database.execute(
                "create virtual table words using fts5(text, content='', detail=none, prefix='1',"
                " tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* M* Co'\")"
            )
        except sqlite3.OperationalError as error:
            raise StoreError(
                f"the search needs an SQLite with FTS5, which this Python has not: {error}"
            ) from error
        self.count = 0
        """How many texts were taken in; they are numbered from 1."""

    def add(self, text: str) -> int:
        """Take a text in; returns its number."""
        self.count += 1
        readable = text.encode(errors="replace").decode()  # SQLite takes no lone surrogate
        self._database.execute(
            "insert into words(rowid, text) values (?, ?)", (self.count, _spaced(readable))
        )
        return self.count

    def begin(self) -> None:
        """Begin to add many, which is faster as one transaction."""
        self._database.execute("begin")

    def done(self) -> None:
        """End what `begin` began."""
        self._database.execute("commit")

    def having(self, word: str) -> list[int]:
        """The numbers of the texts that have a word which begins as this one does."""
        rows = self._database.execute(
            "select rowid from words where words match ?", (f'"{word}"*',)
        )
        return [number for (number,) in rows]


def words_of(query: str) -> tuple[str, ...]:
    """The words of what was typed, each once, as the index cuts them."""
    kept = (char if _in_a_word(char) else " " for char in _spaced(query))
    return tuple(dict.fromkeys("".join(kept).casefold().split()))


def _in_a_word(char: str) -> bool:
    return (char.isascii() and char.isalnum()) or unicodedata.category(char)[0] in "LNM"


def _spaced(text: str) -> str:
    return text if text.isascii() else _UNSPACED.sub(r" \1 ", text)
