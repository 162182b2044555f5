"""The index of an archive: one SQLite file beside it, so that what was read is not read again.

Written in transactions of some hundred articles: after a kill, what was done is there, and nothing
half. `docs/find.md` describes the file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from annotations.articles import Article, read_article
from annotations.errors import ArticleError, CrossreadError
from annotations.events.archive.kept import Kept, Stored
from annotations.events.archive.reading import Readings, article_of, unpacked
from annotations.events.finding.before import Before
from annotations.events.finding.copies import BANDS
from annotations.events.finding.find import Prints
from annotations.events.finding.grouping import Judgements
from annotations.events.finding.profiles import CHANNELS
from annotations.events.finding.weighing import FOREMOST, Rows

FORMAT = "2"
"""What kind of index this is; another is made anew."""

PAGE = 16384
"""Bytes of a page of a new index: texts and profiles are long."""

LISTED = 2000
"""Articles whose words are listed together: each list is merged with others later, so few are best."""

GATHERED = 1 << 24
"""Bytes of words that SQLite holds before it writes them as one list."""

RANKED = 5000
"""Articles that are ranked when words are looked for: in so many, there is no best for a word."""

_NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")
"""What SQLite calls a disk, or the part of it that one may fill, that is full."""

_SCHEMA = f"""
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE articles (
    n INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, id TEXT NOT NULL, path TEXT NOT NULL,
    title TEXT NOT NULL, outlet TEXT NOT NULL, published TEXT NOT NULL, language TEXT NOT NULL,
    url TEXT NOT NULL, day INTEGER NOT NULL, text BLOB NOT NULL, signs TEXT NOT NULL
);
CREATE TABLE profiles (
    first INTEGER PRIMARY KEY, lengths BLOB NOT NULL, terms BLOB NOT NULL, weights BLOB NOT NULL,
    prints BLOB NOT NULL, fingerprints BLOB NOT NULL, words BLOB NOT NULL, bands BLOB NOT NULL
);
CREATE TABLE judged (
    articles BLOB, one BLOB, other BLOB, odds BLOB, norms BLOB, foremost BLOB, prominence BLOB,
    common BLOB, holders BLOB, home BLOB
);
CREATE TABLE told (articles TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize="unicode61 remove_diacritics 2");
INSERT INTO words (words, rank) VALUES ('hashsize', {GATHERED});
"""


class IndexFileError(CrossreadError):
    """The index of an archive cannot be read or written."""


class IndexFullError(IndexFileError):
    """There is no room on the disk for more; what the index holds by then stays."""


class Facts(NamedTuple):
    """What an article says of itself; empty where it does not."""

    id: str
    title: str
    outlet: str
    published: str


class Index:
    """An open index; make one with `Index.open`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    @classmethod
    def open(cls, path: Path, *, make: bool = True) -> Self:
        """Open an index, or begin one; raises IndexFileError where that cannot be."""
        if not make and not path.exists():
            raise IndexFileError(f"{path}: no such index; crossread find makes it")
        try:
            connection = sqlite3.connect(
                path, isolation_level=None, timeout=0.5, check_same_thread=False
            )
            connection.execute(f"PRAGMA page_size = {PAGE}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -65536")
            with _told(path), _transaction(connection):
                _begun(connection, path)
        except sqlite3.DatabaseError as error:
            raise _wrong(path, error) from None
        return cls(connection, path)

    def close(self) -> None:
        """Close the file; nothing beside it stays."""
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA journal_mode = DELETE")
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def keys(self) -> dict[bytes, int]:
        """The number of each article that is kept, by its key."""
        with _told(self.path):
            return dict(self._db.execute("SELECT key, n FROM articles"))

    def add(self, readings: Readings) -> list[int]:
        """Keep some articles, all or none; returns their numbers. Nobody finds their words yet."""
        if not readings.rows:
            return []
        with _told(self.path), _transaction(self._db):
            (last,) = self._db.execute("SELECT coalesce(max(n), 0) FROM articles").fetchone()
            numbered = list(enumerate(readings.rows, start=last + 1))
            self._db.executemany(
                "INSERT INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                ((n, *row) for n, row in numbered),
            )
            self._db.execute(
                "INSERT INTO profiles VALUES (?,?,?,?,?,?,?,?)", (last + 1, *readings.profiles)
            )
        return [n for n, _ in numbered]

    def list_words(self, least: int = 1) -> None:
        """Let articles be found by their words that are not yet, if there are so many of them."""
        with _told(self.path):
            (last,) = self._db.execute("SELECT coalesce(max(n), 0) FROM articles").fetchone()
            (done,) = self._db.execute("SELECT coalesce(max(rowid), 0) FROM words").fetchone()
            while last - done >= least:
                found = "SELECT n, title, text FROM articles WHERE n > ? AND n <= ?"
                some = self._db.execute(found, (done, done + LISTED))
                with _transaction(self._db):
                    self._db.executemany(
                        "INSERT INTO words (rowid, title, text) VALUES (?,?,?)",
                        ((n, title, unpacked(text)) for n, title, text in some),
                    )
                done += LISTED

    def kept(self) -> Kept:
        """What all articles are about, in order."""
        types: tuple[type[np.generic], ...] = (
            np.int32,
            np.uint32,
            np.uint8,
            np.int32,
            np.uint32,
            np.int32,
            np.uint64,
        )
        parts: tuple[list[bytes], ...] = tuple([] for _ in types)
        with _told(self.path):
            for row in self._db.execute("SELECT * FROM profiles ORDER BY first"):
                for part, blob in zip(parts, row[1:], strict=True):
                    part.append(blob)
            days = [day for (day,) in self._db.execute("SELECT day FROM articles ORDER BY n")]
        sizes, terms, weights, prints, fingerprints, words, bands = (
            _array(part, kind) for part, kind in zip(parts, types, strict=True)
        )
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        ends = np.concatenate([[0], np.cumsum(prints)]).tolist()
        return Kept(
            Rows(starts, terms, weights),
            Prints(
                [fingerprints[ends[at] : ends[at + 1]] for at in range(len(prints))],
                bands.reshape(-1, BANDS),
            ),
            np.array(days, np.int64),
            words.astype(np.int64),
        )

    def members(self, kept: Kept, numbers: Sequence[int]) -> list[Stored]:
        """What is kept of some articles, to be made ready where it is needed."""
        found = "SELECT signs, id, title, outlet, published, url, text FROM articles WHERE n = ?"
        made = []
        with _told(self.path):
            for number in numbers:
                own = slice(kept.rows.starts[number - 1], kept.rows.starts[number])
                row = self._db.execute(found, (number,)).fetchone()
                made.append(
                    Stored(
                        kept.rows.terms[own],
                        kept.rows.steps[own],
                        kept.prints.fingerprints[number - 1],
                        int(kept.lengths[number - 1]),
                        *row,
                    )
                )
        return made

    def identity(self, number: int) -> str:
        """What an article is called in its archive."""
        return str(self._one("id", number))

    def title(self, number: int) -> str:
        """The title of an article, or how it begins."""
        return str(self._one("title", number)) or self.text(number)[:80].partition("\n")[0]

    def facts(self, numbers: Iterable[int]) -> list[Facts]:
        """What some articles say of themselves, in the order they are named."""
        found = "SELECT id, title, outlet, published FROM articles WHERE n = ?"
        with _told(self.path):
            return [Facts(*self._db.execute(found, (each,)).fetchone()) for each in numbers]

    def text(self, number: int) -> str:
        """The text of an article, without boilerplate."""
        return unpacked(self._one("text", number))

    def article(self, number: int, *, whole: bool = False) -> Article:
        """An article; `whole` reads its file again, where it has one, for all that stands there."""
        with _told(self.path):
            row = self._db.execute(
                "SELECT id, path, title, outlet, published, url, text FROM articles WHERE n = ?",
                (number,),
            ).fetchone()
        identity, path, title, outlet, published, url, text = row
        if whole and path:
            with suppress(ArticleError):  # it is gone since; what was read of it is here
                return read_article(path)
        about = {"title": title, "outlet": outlet, "published": published, "url": url}
        return article_of(about, unpacked(text), identity)

    def search(self, query: str, limit: int) -> list[tuple[int, float]]:
        """Numbers of the articles that have the words of an FTS5 query, the best first, with ranks.

        Where more than `RANKED` have them, those are ranked that were read last.
        """
        found = "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
        best = f"SELECT * FROM ({found}) ORDER BY rank, rowid LIMIT ?"
        with _told(self.path):
            return self._db.execute(best, (query, max(limit, RANKED), limit)).fetchall()

    def told(self) -> set[tuple[int, ...]]:
        """The events that were told of before, as numbers of articles."""
        with _told(self.path):
            return {
                tuple(json.loads(each)) for (each,) in self._db.execute("SELECT articles FROM told")
            }

    def before(self) -> Before | None:
        """What was judged of the articles before, if anything."""
        with _told(self.path):
            row = self._db.execute("SELECT * FROM judged").fetchone()
        if row is None:
            return None
        articles, one, other, odds, norms, foremost, prominence, common, holders, home = row
        numbers, first, second, counts, homes = (
            np.frombuffer(each, np.int32).astype(np.int64)
            for each in (articles, one, other, holders, home)
        )
        return Before(
            numbers,
            Judgements(first, second, np.frombuffer(odds, np.float32)),
            np.frombuffer(norms, np.float32).reshape(-1, CHANNELS),
            np.frombuffer(foremost, np.uint32).reshape(-1, FOREMOST),
            np.frombuffer(prominence, np.float32).reshape(-1, FOREMOST),
            np.frombuffer(common, np.uint32),
            counts,
            homes,
        )

    def remember(self, before: Before, events: Iterable[Sequence[int]]) -> None:
        """Keep what was judged, and which events are told of now, in place of what was kept."""
        known = before.known
        numbers = (before.articles, known.one, known.other, before.holders, before.home)
        blobs = [each.astype(np.int32).tobytes() for each in numbers]
        rest = (known.odds, before.norms, before.foremost, before.prominence, before.common)
        with _told(self.path), _transaction(self._db):
            self._db.execute("DELETE FROM told")
            self._db.executemany(
                "INSERT OR IGNORE INTO told VALUES (?)",
                ((json.dumps(list(each)),) for each in events),
            )
            self._db.execute("DELETE FROM judged")
            self._db.execute(
                "INSERT INTO judged VALUES (?,?,?,?,?,?,?,?,?,?)",
                (*blobs[:3], *(each.tobytes() for each in rest), *blobs[3:]),
            )

    def _one(self, column: str, number: int) -> Any:
        with _told(self.path):
            row = self._db.execute(
                f"SELECT {column} FROM articles WHERE n = ?", (number,)
            ).fetchone()
        return row[0]


def _array(parts: list[bytes], kind: type[np.generic]) -> NDArray[Any]:
    """An array from its pieces, which are let go."""
    whole = b"".join(parts)
    parts.clear()
    return np.frombuffer(whole, kind)


def _begun(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables where there are none; raise where there are others."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not names:
        for statement in filter(str.strip, _SCHEMA.split(";")):
            connection.execute(statement)
        connection.execute("INSERT INTO about VALUES ('format', ?)", (FORMAT,))
        return
    found = None
    if "about" in names:
        found = connection.execute("SELECT value FROM about WHERE name = 'format'").fetchone()
    if found is None or found[0] != FORMAT:
        raise IndexFileError(f"{path}: no index of this crossread; remove it, or name another")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into one line that names the index and the mend."""
    try:
        yield
    except sqlite3.Error as error:
        raise _wrong(path, error) from None


def _wrong(path: Path, error: sqlite3.Error) -> IndexFileError:
    words = str(error)
    if getattr(error, "sqlite_errorname", "") in _NO_ROOM:
        return IndexFullError(
            f"{path}: the disk is full; make room, and what is done will not be done again"
        )
    if "locked" in words:
        words = "another crossread is at work on it; wait for that to end"
    elif "unable to open" in words or "readonly" in words or "read-only" in words:
        words = "cannot be written there; crossread find --index FILE names a place"
    elif "not a database" in words or "malformed" in words:
        words = "no index, or a damaged one; remove it, and it is made anew"
    return IndexFileError(f"{path}: {words}")
