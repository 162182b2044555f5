"""The store: articles, pairs, and what people said about them, on a TinyDB that loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from annotations.alignment.link import Alignment
from annotations.articles.article import Article
from annotations.marks.annotation import AnchorState, Annotation, Relation
from annotations.store import history, said
from annotations.store.acts import Acts
from annotations.store.commands import now
from annotations.store.documents import (
    Pair,
    Progress,
    annotation_from_document,
    links_to_document,
    progress_from_document,
    progress_to_document,
)
from annotations.store.edits import Command, Edit
from annotations.store.encoding import decode, encode
from annotations.store.rows import Change
from annotations.store.shelf import Shelf
from annotations.store.table import JournalDB

if TYPE_CHECKING:
    from annotations.store.check import Problem
    from annotations.store.retext import Retext

Listener = Callable[[tuple[Edit, ...]], None]


class Store:
    """One store, opened by one annotator; a context manager.

    Every call that changes something returns when the change is on disk. Several processes may
    share a store; within a process a store is not thread-safe: call it from one thread.
    """

    def __init__(
        self, database: JournalDB, annotator: str = "", history_limit: int = history.LIMIT
    ) -> None:
        self._database = database
        self._storage = database.journal
        self._shelf = Shelf(self._storage)
        self._acts = Acts(self._storage, self._shelf, annotator, history_limit)
        self._listeners: list[Listener] = []
        self.annotator = annotator
        self._storage.watch(self._tell)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        annotator: str = "",
        read_only: bool = False,
        history_limit: int = history.LIMIT,
    ) -> Self:
        """Open the store at `path`, or make one there.

        `history_limit` is the number of commands that undo remembers for each pair.

        Raises:
            StoreError: with the reason and the mend.
        """
        return cls(JournalDB(path, read_only=read_only), annotator, history_limit)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; a second call does nothing."""
        self._storage.close()

    @property
    def path(self) -> Path:
        return self._storage.path

    @property
    def read_only(self) -> bool:
        return self._storage.read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the user about what is unusual: read-only, damaged, migrated."""
        return tuple(self._storage.notices)

    @property
    def tinydb(self) -> JournalDB:
        """The TinyDB underneath, for queries of one's own; its writes are as durable.

        They pass by the checks and the history of `do`.
        """
        return self._database

    # -- articles and pairs ------------------------------------------------------------------------

    def add_pair(self, left: Article, right: Article) -> Pair:
        """Keep two articles and their pair, in one transaction; the same texts give the same ids."""
        return self._shelf.add_pair(left, right)

    def article(self, article_id: str) -> Article:
        """The article with its current text; StoreError for an unknown id."""
        return self._shelf.article(article_id)

    def articles(self) -> tuple[str, ...]:
        """Ids of all articles, in the order they came."""
        return tuple(str(document["id"]) for document in self.documents("articles"))

    def text(self, digest: str) -> str:
        """A canonical text by its SHA-256: also one that an article had before it changed."""
        return self._shelf.text(digest)

    def pair(self, pair_id: str) -> Pair:
        """The pair; StoreError for an unknown id."""
        return self._shelf.pair(pair_id)

    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, in the order they came."""
        return self._shelf.pairs()

    def last_pair(self) -> Pair | None:
        """The pair that this annotator read last, else the one that came last."""
        pairs = {pair.id: pair for pair in self.pairs()}
        read = said.last_read(self._storage, self.annotator)
        if read is not None and read.pair in pairs:
            return pairs[read.pair]
        return max(pairs.values(), key=lambda pair: pair.created, default=None)

    def changed(self, article: Article) -> str | None:
        """Id of the stored article of the same source or URL whose text is another by now.

        None where the text is stored as it is, and where the texts have nothing in common: two
        files of one name in two folders are two articles.
        """
        return self._shelf.changed(article)

    def retext(self, article_id: str, article: Article, *, pair: str = "") -> Retext:
        """What it means for a stored article to take a new text: a command to `do`, and the
        annotations to look at; nothing is changed yet. The old text stays in the store.
        """  # noqa: D205
        from annotations.store.retext import retext

        pairs = self._shelf.pairs_with(article_id)
        sides = {
            each.id: "both" if each.left == each.right else
            ("left" if each.left == article_id else "right")
            for each in pairs
        }  # fmt: skip
        return retext(
            article_id,
            self.article(article_id),
            article,
            self.annotations(article=article_id),
            {each.id: said.decisions(self._storage, each.id) for each in pairs},
            sides,
            text_is_new=self._storage.raw("texts", article.sha256) is None,
            pair=pair,
        )

    # -- what people said ------------------------------------------------------------------------------

    def annotations(
        self, *, article: str | None = None, pair: str | None = None, label: str | None = None
    ) -> tuple[Annotation, ...]:
        """Annotations in order of article and span, all or those of an article or a pair.

        A pair's annotations are those of its two articles. `label` takes a label and all below it.
        """
        return said.annotations_on(self._storage, self._articles(article, pair), label)

    def review(self, *, pair: str | None = None) -> tuple[Annotation, ...]:
        """Annotations that a changed text left unsure of their place, all or those of a pair."""
        sure = (AnchorState.EXACT, AnchorState.SHIFTED)
        return tuple(each for each in self.annotations(pair=pair) if each.state not in sure)

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation with this id."""
        document = self._storage.document("annotations", annotation_id)
        return None if document is None else annotation_from_document(document)

    def relations(self, *, pair: str | None = None) -> tuple[Relation, ...]:
        """Relations, all or those whose two ends are both on a pair's articles."""
        return said.relations_on(self._storage, self._articles(None, pair))

    def relations_of(self, annotation_id: str) -> tuple[Relation, ...]:
        """Relations that start or end at an annotation."""
        return said.relations_of(self._storage, annotation_id)

    def labels(self) -> tuple[dict[str, Any], ...]:
        """The documents of the codebook, in the order they came."""
        return tuple(self.documents("labels"))

    def alignment(self, pair_id: str) -> Alignment | None:
        """The saved links of the aligner under people's decisions; None where there is neither.

        Links that the aligner made on a text that has changed since do not count.
        """
        return said.alignment(self._storage, pair_id, self._shelf.texts_of(pair_id))

    def save_alignment(self, pair_id: str, alignment: Alignment) -> None:
        """Keep the aligner's links of a pair; people's decisions are commands of their own."""
        texts = self._shelf.texts_of(pair_id)
        self._save("alignments", links_to_document(pair_id, said.auto(alignment), now(), texts))

    def progress(self, pair_id: str) -> Progress | None:
        """Where this annotator stopped in a pair."""
        document = self._storage.document("progress", Progress(pair_id, self.annotator).key)
        return None if document is None else progress_from_document(document)

    def save_progress(self, progress: Progress) -> None:
        """Keep where a reader stopped; an empty `updated` becomes now."""
        document = progress_to_document(progress)
        self._save("progress", {**document, "updated": progress.updated or now()})

    def documents(self, table: str) -> Iterator[dict[str, Any]]:
        """The documents of a table as dicts, decoded one at a time."""
        return self._storage.documents(table)

    def tables(self) -> tuple[str, ...]:
        """Names of the tables that hold documents."""
        return self._storage.tables()

    # -- change ------------------------------------------------------------------------------------------

    def do(self, command: Command) -> None:
        """Do a command and remember it, in one transaction; returns when it is on disk.

        Raises:
            StoreError: nothing was done: the disk refused, or a document is no longer what the
                command takes it to be.
            SpanError: nothing was done: an annotation's quote does not stand at its offsets.
        """
        self._acts.do(command)

    def undo(self, pair_id: str) -> Command | None:
        """Take back this annotator's last command on the pair; returns what was done, or None.

        Raises:
            StoreError: somebody changed since what it changed; the command leaves the history, so
                that the next undo takes the one before it.
        """
        return self._acts.step(pair_id, history.next_undo)

    def redo(self, pair_id: str) -> Command | None:
        """Do again what was undone last; returns what was done, or None. Raises as `undo`."""
        return self._acts.step(pair_id, history.next_redo)

    def next_undo(self, pair_id: str) -> str | None:
        """The title of what `undo` would take back."""
        return self._acts.title(pair_id, history.next_undo)

    def next_redo(self, pair_id: str) -> str | None:
        """The title of what `redo` would do again."""
        return self._acts.title(pair_id, history.next_redo)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the edits of every change, of this process or another.

        Returns a function that ends it. History and progress are not told.
        """
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    def refresh(self) -> tuple[Edit, ...]:
        """Read what other processes saved since, tell the listeners, and return it."""
        return _edits(self._storage.refresh())

    # -- check -------------------------------------------------------------------------------------

    def check(self) -> Iterator[Problem]:
        """Everything that is wrong with the store; nothing, if all is well.

        Opened with `read_only=True`, damage to the files is in the list; opened for writing, it was
        mended at once and is in `notices`.
        """
        from annotations.store.check import check

        return check(self._storage)

    def repair(self, problems: Iterable[Problem]) -> list[Problem]:
        """Do the mends of these problems, and nothing else; returns those that were done.

        What has to go is kept in the table `aside`.
        """
        from annotations.store.check import repair

        return repair(self._storage, problems)

    # -- inside --------------------------------------------------------------------------------------------

    def _save(self, table: str, document: dict[str, Any]) -> None:
        raw = encode(table, document)
        self._storage.commit(lambda: [self._storage.putting(table, str(document["id"]), raw)])

    def _articles(self, article: str | None, pair: str | None) -> tuple[str, ...] | None:
        if pair is None:
            return None if article is None else (article,)
        found = self.pair(pair)
        both = tuple(dict.fromkeys((found.left, found.right)))
        return both if article is None else tuple(each for each in both if each == article)

    def _tell(self, changes: list[Change]) -> None:
        edits = _edits(changes) if self._listeners else ()
        if edits:
            for listener in list(self._listeners):
                listener(edits)


SILENT = frozenset({history.TABLE, "progress", "meta"})
"""Tables whose changes no listener waits for."""


def _edits(changes: list[Change]) -> tuple[Edit, ...]:
    """Changes as edits, those of silent tables aside."""
    edits: list[Edit] = []
    for table, _, raw_before, raw_after in changes:
        if table not in SILENT:
            before = None if raw_before is None else decode(raw_before)
            after = None if raw_after is None else decode(raw_after)
            edits.append(Edit(table, str((after or before or {}).get("id", "")), before, after))
    return tuple(edits)
