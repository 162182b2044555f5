"""The store: articles, pairs, and what people said about them, on a TinyDB that loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from annotations.alignment.link import Alignment, Link, Origin
from annotations.articles.article import Article
from annotations.errors import StoreError
from annotations.marks.annotation import Annotation, Relation
from annotations.store import history
from annotations.store.commands import now
from annotations.store.documents import (
    Pair,
    Progress,
    annotation_from_document,
    article_from_document,
    article_to_document,
    link_from_document,
    pair_from_document,
    pair_to_document,
    progress_from_document,
    progress_to_document,
    relation_from_document,
)
from annotations.store.edits import Command, Edit
from annotations.store.encoding import decode, encode
from annotations.store.guard import check_annotations, check_relations, outcome
from annotations.store.journal import Operation
from annotations.store.likeness import alike
from annotations.store.rows import Change

if TYPE_CHECKING:
    from annotations.store.table import JournalDB

Listener = Callable[[tuple[Edit, ...]], None]


class Store:
    """One store, opened by one annotator; a context manager.

    Every call that changes something returns when the change is on disk. Several processes may
    share a store; within a process a store is not thread-safe: call it from one thread.
    """

    def __init__(self, database: JournalDB, annotator: str, history_limit: int) -> None:
        self._database = database
        self._storage = database.journal
        self._listeners: list[Listener] = []
        self._texts: dict[str, tuple[bytes, Article]] = {}
        self._history_limit = history_limit
        self.annotator = annotator
        self._storage.watch(self._changed)

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
        from annotations.store.table import JournalDB

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
        """The TinyDB underneath, for queries of one's own; its writes are as durable."""
        return self._database

    # -- articles and pairs --------------------------------------------------------------------------

    def add_pair(self, left: Article, right: Article) -> Pair:
        """Keep two articles and the pair of them, in one transaction; the same texts give the same ids."""
        pairs: list[Pair] = []

        def plan() -> Iterator[Operation]:
            ids: list[str] = []
            for article in (left, right):
                found = self._article_with(article.sha256)
                if found or (ids and article.sha256 == left.sha256):
                    ids.append(found or ids[0])
                else:
                    ids.append(self._new_article_id(article))
                    yield from self._put_text(article)
                    yield self._put("articles", article_to_document(ids[-1], article))
            key = sha256(" ".join(ids).encode()).hexdigest()[:16]
            known = self._document("pairs", key)
            if known is None:
                pair = Pair(key, ids[0], ids[1], now())
                yield self._put("pairs", pair_to_document(pair))
            else:
                pair = pair_from_document(known)
            pairs.append(pair)

        if self.read_only:
            list(plan())
            if self._document("pairs", pairs[0].id) is None:
                raise StoreError(f"{self.path} is open for reading only; the pair is not in it")
        else:
            self._storage.commit(plan)
        return pairs[0]

    def article(self, article_id: str) -> Article:
        """The article with its current text; StoreError for an unknown id."""
        raw = self._storage.rows("articles").by_key(article_id)
        if raw is None:
            raise StoreError(f"{self.path}: there is no article {article_id!r}")
        kept = self._texts.get(article_id)
        if kept is not None and kept[0] is raw:
            return kept[1]
        document = decode(raw)
        article = article_from_document(document, self.text(str(document.get("sha256"))))
        if len(self._texts) > 8:
            self._texts.clear()
        self._texts[article_id] = raw, article
        return article

    def text(self, digest: str) -> str:
        """A canonical text by its SHA-256: also one that an article had before it changed."""
        document = self._document("texts", digest)
        if document is None or not isinstance(document.get("text"), str):
            raise StoreError(
                f"{self.path}: the text {digest[:12]}… is missing; run `crossread check`"
            )
        return str(document["text"])

    def articles(self) -> tuple[str, ...]:
        """Ids of all articles, in the order they came."""
        return tuple(str(document["id"]) for document in self.documents("articles"))

    def pair(self, pair_id: str) -> Pair:
        """The pair; StoreError for an unknown id."""
        document = self._document("pairs", pair_id)
        if document is None:
            raise StoreError(f"{self.path}: there is no pair {pair_id!r}")
        return pair_from_document(document)

    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, in the order they came."""
        return tuple(pair_from_document(document) for document in self.documents("pairs"))

    def last_pair(self) -> Pair | None:
        """The pair that this annotator read last, else the one that came last."""
        pairs = {pair.id: pair for pair in self.pairs()}
        read = [
            progress_from_document(document)
            for document in self.documents("progress")
            if document.get("annotator") == self.annotator and document.get("pair") in pairs
        ]
        if read:
            return pairs[max(read, key=lambda progress: progress.updated).pair]
        return max(pairs.values(), key=lambda pair: pair.created, default=None)

    def changed(self, article: Article) -> str | None:
        """Id of the stored article of the same source or URL whose text is another by now.

        None where the text is stored as it is, and where the texts have nothing in common: two
        files of one name in two folders are two articles.
        """
        if self._article_with(article.sha256):
            return None
        found = None
        for document in self.documents("articles"):
            same_url = article.url and document.get("url") == article.url
            same_source = (
                article.source not in ("", "-") and document.get("source") == article.source
            )
            if (same_url or same_source) and alike(
                self.text(str(document["sha256"])), article.text
            ):
                found = str(document["id"])
        return found

    # -- what people said ------------------------------------------------------------------------------

    def annotations(
        self, *, article: str | None = None, pair: str | None = None, label: str | None = None
    ) -> tuple[Annotation, ...]:
        """Annotations in order of article and span, all or those of an article or a pair.

        A pair's annotations are those of its two articles. `label` takes a label and all below it.
        """
        rows = self._storage.rows("annotations")
        if article is not None or pair is not None:
            numbers = [n for each in self._articles_of(article, pair) for n in rows.having(each)]
            raws: Iterable[bytes] = [rows.documents[number] for number in numbers]
        else:
            raws = rows
        found = (annotation_from_document(decode(raw)) for raw in raws)
        wanted = (
            each
            for each in found
            if label is None or each.label == label or each.label.startswith(label + "/")
        )
        return tuple(
            sorted(wanted, key=lambda each: (each.article, each.start, -each.end, each.created))
        )

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation with this id."""
        document = self._document("annotations", annotation_id)
        return None if document is None else annotation_from_document(document)

    def relations(self, *, pair: str | None = None) -> tuple[Relation, ...]:
        """Relations, all or those whose two ends are both on a pair's articles."""
        rows = self._storage.rows("relations")
        if pair is None:
            return tuple(relation_from_document(decode(raw)) for raw in rows)
        marked = self._storage.rows("annotations")
        ids = {
            str(decode(marked.documents[number])["id"])
            for each in self._articles_of(None, pair)
            for number in marked.having(each)
        }
        numbers = sorted({number for each in ids for number in rows.having(each)})
        found = (relation_from_document(decode(rows.documents[number])) for number in numbers)
        return tuple(each for each in found if each.source in ids and each.target in ids)

    def relations_of(self, annotation_id: str) -> tuple[Relation, ...]:
        """Relations that start or end at an annotation."""
        rows = self._storage.rows("relations")
        return tuple(
            relation_from_document(decode(rows.documents[number]))
            for number in rows.having(annotation_id)
        )

    def labels(self) -> tuple[dict[str, Any], ...]:
        """The documents of the codebook, in the order they came."""
        return tuple(self.documents("labels"))

    def alignment(self, pair_id: str) -> Alignment | None:
        """The saved links of the aligner under people's decisions; None where there is neither."""
        document = self._document("alignments", pair_id)
        links: dict[tuple[int, int], Link] = {}
        for left, right, score in document["links"] if document else ():
            links[left, right] = Link(left, right, score, Origin.AUTO)
        rows = self._storage.rows("links")
        decided = [link_from_document(decode(rows.documents[n])) for n in rows.having(pair_id)]
        if document is None and not decided:
            return None
        links.update({(link.left, link.right): link for link in decided})
        return Alignment.of(links.values())

    def save_alignment(self, pair_id: str, alignment: Alignment) -> None:
        """Keep the aligner's links of a pair; people's decisions are commands of their own."""
        links = [
            [link.left, link.right, link.score]
            for link in alignment.links
            if link.origin is Origin.AUTO
        ]
        document = {"id": pair_id, "made": now(), "links": links}
        self._storage.commit(lambda: [self._put("alignments", document)])

    def progress(self, pair_id: str) -> Progress | None:
        """Where this annotator stopped in a pair."""
        document = self._document("progress", Progress(pair_id, self.annotator).key)
        return None if document is None else progress_from_document(document)

    def save_progress(self, progress: Progress) -> None:
        """Keep where a reader stopped; an empty `updated` becomes now."""
        document = progress_to_document(progress)
        document["updated"] = document["updated"] or now()
        self._storage.commit(lambda: [self._put("progress", document)])

    # -- change ------------------------------------------------------------------------------------------

    def do(self, command: Command) -> None:
        """Do a command and remember it, in one transaction; returns when it is on disk.

        Raises:
            StoreError: nothing was done: the disk refused, a document is no longer what the
                command takes it to be, or an annotation's quote does not stand at its offsets.
        """
        if not command.edits:
            return

        def plan() -> Iterator[Operation]:
            yield from self._edited(command)
            rows = self._storage.rows(history.TABLE)
            yield from history.remember(rows, command, self.annotator, self._history_limit)

        self._storage.commit(plan)

    def undo(self, pair_id: str) -> Command | None:
        """Take back this annotator's last command on the pair; returns what was done, or None.

        Raises:
            StoreError: somebody changed since what it changed; the command is left out of the
                history, so that the next undo takes the one before it.
        """
        return self._step(pair_id, history.next_undo, undone=True)

    def redo(self, pair_id: str) -> Command | None:
        """Do again what was undone last; returns what was done, or None."""
        return self._step(pair_id, history.next_redo, undone=False)

    def next_undo(self, pair_id: str) -> str | None:
        """The title of what `undo` would take back."""
        return self._title(history.next_undo, pair_id)

    def next_redo(self, pair_id: str) -> str | None:
        """The title of what `redo` would do again."""
        return self._title(history.next_redo, pair_id)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the edits of every change, of this process or another.

        Returns a function that ends it. History and progress are not told.
        """
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    def refresh(self) -> tuple[Edit, ...]:
        """Read what other processes saved since, tell the listeners, and return it."""
        return _edits(self._storage.refresh())

    def documents(self, table: str) -> Iterator[dict[str, Any]]:
        """The documents of a table as dicts, one at a time."""
        for raw in self._storage.rows(table):
            yield decode(raw)

    # -- inside --------------------------------------------------------------------------------------------

    def _step(
        self,
        pair_id: str,
        find: Callable[..., tuple[int, Any] | None],
        *,
        undone: bool,
    ) -> Command | None:
        done: list[Command] = []
        stale: list[int] = []

        def plan() -> Iterator[Operation]:
            found = find(self._storage.rows(history.TABLE), history.scope(pair_id, self.annotator))
            if found is None:
                return
            number, document = found
            command = history.command_of(document)
            command = command.inverse() if undone else command
            try:
                edited = list(self._edited(command))
            except StoreError:
                stale.append(number)
                raise
            yield from edited
            yield history.marked(number, document, undone=undone)
            done.append(command)

        try:
            self._storage.commit(plan)
        except StoreError:
            if stale:
                self._storage.commit(lambda: [(history.TABLE, stale[0], None)])
            raise
        return done[0] if done else None

    def _title(self, find: Callable[..., tuple[int, Any] | None], pair_id: str) -> str | None:
        rows = self._storage.rows(history.TABLE)
        found = find(rows, history.scope(pair_id, self.annotator))
        return None if found is None else str(found[1]["title"])

    def _edited(self, command: Command) -> Iterator[Operation]:
        """The operations of a command's edits, once every one of them is known to be right."""
        after = outcome(command, self._document)

        def text_of(article_id: str) -> str | None:
            place = "articles", article_id
            document = after[place] if place in after else self._document(*place)
            if document is None:
                return None
            added = after.get(("texts", str(document["sha256"])))
            if added is not None:
                return str(added["text"])
            return self.text(str(document["sha256"]))

        check_annotations(command.title, after, cache(text_of))
        check_relations(command.title, after, self._document, self._relation_ids)
        for (table, key), document in after.items():
            if document is not None:
                yield self._put(table, document)
            elif (number := self._storage.rows(table).number_of(key)) is not None:
                yield table, number, None

    def _relation_ids(self, annotation_id: str) -> list[str]:
        return [relation.id for relation in self.relations_of(annotation_id)]

    def _put(self, table: str, document: dict[str, Any]) -> Operation:
        rows = self._storage.rows(table)
        raw = encode(table, document)
        number = rows.number_of(str(document["id"]))
        return table, rows.next_number() if number is None else number, raw

    def _put_text(self, article: Article) -> Iterator[Operation]:
        if self._document("texts", article.sha256) is None:
            yield self._put("texts", {"id": article.sha256, "text": article.text})

    def _document(self, table: str, key: str) -> dict[str, Any] | None:
        raw = self._storage.rows(table).by_key(key)
        return None if raw is None else decode(raw)

    def _article_with(self, digest: str) -> str | None:
        rows = self._storage.rows("articles")
        numbers = rows.having(digest)
        return str(decode(rows.documents[numbers[0]])["id"]) if numbers else None

    def _new_article_id(self, article: Article) -> str:
        """Taken from the text, so that two stores give one text one id; never one in use."""
        key, taken = article.sha256[:16], 0
        while self._document("articles", key) is not None:
            taken += 1
            key = f"{article.sha256[:16]}-{taken}"
        return key

    def _articles_of(self, article: str | None, pair: str | None) -> tuple[str, ...]:
        if pair is None:
            return (article,) if article is not None else ()
        found = self.pair(pair)
        both = tuple(dict.fromkeys((found.left, found.right)))
        return both if article is None else tuple(each for each in both if each == article)

    def _changed(self, changes: list[Change]) -> None:
        edits = _edits(changes)
        if edits:
            for listener in list(self._listeners):
                listener(edits)


def _edits(changes: list[Change]) -> tuple[Edit, ...]:
    """Changes as edits; those of history, progress and meta are nobody's business."""
    return tuple(
        Edit(
            change.table,
            str((decode(change.after or change.before or b"{}")).get("id", "")),
            None if change.before is None else decode(change.before),
            None if change.after is None else decode(change.after),
        )
        for change in changes
        if change.table not in (history.TABLE, "progress", "meta")
    )
