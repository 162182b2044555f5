"""What is read, as it stands on the desk: what the store holds, plus commands not yet durable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from annotations.articles import Article, Block, Span
from annotations.marks import Annotation, Relation
from annotations.store import Edit, Event, Pair, Store
from annotations.store.codebook_changes import codebook_of
from annotations.store.serialization import (
    annotation_from_document,
    event_from_document,
    relation_from_document,
)
from tui.page.caret import Side
from tui.page.fitted import fitted
from tui.session.annotator_layers import AnnotatorLayers
from tui.session.article_names import article_names
from tui.session.open_pair import OpenPair, StoredPair, stored_pair
from tui.session.placed_marks import PlacedMarks
from tui.session.ties import Ties

if TYPE_CHECKING:
    from annotations.alignment import Ignore


SHORT = 16
"""Cells that the name of an article that is not open has in the text at most."""


class Touched(Struct, frozen=True):
    """What a command changed, for whoever shows it.

    `marginalia` says that marks take other room than before, beside the text or in it.
    """

    blocks: frozenset[tuple[Side, int]] = frozenset()
    annotations: bool = False
    alignment: bool = False
    codebook: bool = False
    marginalia: bool = False

    def __or__(self, other: Touched) -> Touched:
        """What either of two touched."""
        return Touched(
            self.blocks | other.blocks,
            self.annotations or other.annotations,
            self.alignment or other.alignment,
            self.codebook or other.codebook,
            self.marginalia or other.marginalia,
        )


class Session(OpenPair):
    """Two articles of an event being read. Nothing here waits for the disk; the saver does that.

    Undo, redo, progress, annotations and relations are those of the event, whichever two of its
    articles are open. It is made from a store once, and from then on follows the edits it is told
    of: those of the reader's own commands as they are given, those of other processes as they are
    seen.
    """

    def __init__(self, store: Store, pair: Pair, event: Event | None = None) -> None:
        """Without an `event`, the pair is read in the one that `Store.event_of` finds."""
        super().__init__(stored_pair(store, pair))
        self.event = event or store.event_of(pair)
        self.annotator = store.annotator
        self.read_only = store.read_only
        self.others: dict[str, Article] = {}
        """The articles of the event that are known and not open, by id; see `know`."""
        self.followers: list[Callable[[Sequence[Edit]], object]] = []
        """Who else is to hear of the edits that are followed here."""
        kept = store.progress(self.event.id) or store.progress(pair.id)
        self.view: dict[str, Any] = dict(kept.view) if kept else {}
        self.read: dict[str, float] = dict(kept.read) if kept else {}
        self.progress = kept if kept and kept.pair == pair.id else None
        self.defaults: dict[str, Any] = {"packed": False, "folded": True, "panel": False}
        self.notices = tuple(store.notices)
        self._labels = {
            str(document["id"]): dict(document) for document in store.documents("labels")
        }
        self.layers = AnnotatorLayers(self.annotator)
        self._marks = PlacedMarks(self.layers)
        self._marks.seat(self.article_ids, self.articles)
        self._ties = Ties(_relations(store, self.event, pair))
        self.rejected: set[str] = set()
        """Ids of what was rejected of the program's suggestions."""
        for article in dict.fromkeys((*self.article_ids, *self.event.articles)):
            for annotation in store.annotations(article=article):
                self._marks.place(annotation)
            self.rejected |= {each.id for each in store.rejections(article=article)}
        hidden = self.view.get("hidden", ())
        self.layers.hidden = frozenset(map(str, hidden if isinstance(hidden, list) else ()))
        self.codebook = codebook_of(self._labels)

    @property
    def history(self) -> str:
        """The history that commands given here belong to: the event's."""
        return self.event.id

    # Which articles

    def turn(self, stored: StoredPair) -> None:
        """Open two others of the event's articles; all else stays as it is."""
        self.know(dict(zip(self.article_ids, self.articles, strict=True)))
        self.open(stored)
        self._marks.seat(self.article_ids, self.articles)

    def know(
        self,
        articles: Mapping[str, Article],
        annotations: Iterable[Annotation] = (),
        relations: Iterable[Relation] = (),
    ) -> None:
        """Take in articles of the event that are not open, and what is said of them."""
        self.others |= articles
        for annotation in annotations:
            self._marks.place(annotation)
        for relation in relations:
            self._ties.put(relation)

    def knows(self, key: str) -> bool:
        """Whether what is said of an article is followed here: it is open, or of the event."""
        return key in self.article_ids or key in self.event.articles

    def article(self, key: str) -> Article | None:
        """An article of the event by its id, as far as it is known."""
        if key in self.article_ids:
            return self.articles[self.article_ids.index(key)]
        return self.others.get(key)

    def name_of(self, key: str) -> str:
        """What an article of the event is called where it stands beside those that are open."""
        if key in self.article_ids:
            return self.names[self.article_ids.index(key)]
        article = self.others.get(key)
        return article_names((self.articles[0], article))[1] if article else "another article"

    def elsewhere(self, annotation: Annotation) -> str:
        """Where an annotation stands whose article is not open: `Harbor Post ¶3`."""
        name = fitted(self.name_of(annotation.article), SHORT)
        return f"{name} {self.brief_place(annotation, numbered=False)}".rstrip()

    def brief_place(self, annotation: Annotation, *, numbered: bool) -> str:
        """Where an annotation stands: `¶3`; in an event of more than two `4:¶3`, where `numbered`."""
        key = annotation.article
        known = self.article(key) is not None
        place = f"¶{self.block_on(key, annotation.start) + 1}" if known else ""
        number = self.number(key).partition("/")[0] if numbered else ""
        return f"{number}:{place}" if number else place

    def block_on(self, article: str, offset: int) -> int:
        """Index of the block of a known article of the event that an offset lies in."""
        if article in self.article_ids:
            return self.block_of(Side(self.article_ids.index(article)), offset)
        known = self.article(article)
        block = known.block_at(offset) if known else None
        return block.index if block else 0

    def breaks_on(self, article: str, offset: int) -> bool:
        """Whether no word goes on at an offset of a known article: nothing needs to set it off there."""
        known = self.article(article)
        return known is None or not known.text[offset : offset + 1].isalnum()

    def number(self, key: str) -> str:
        """Which of the event's articles one is, `2/5`; empty where there are two, or it is none."""
        articles = self.event.articles
        known = len(articles) > 2 and key in articles
        return f"{articles.index(key) + 1}/{len(articles)}" if known else ""

    def seat_third(self, key: str) -> None:
        """Follow where annotations stand on a third article, which is shown beside the two."""
        if article := self.article(key):
            self._marks.seat_third(key, article)

    # Annotations

    def side_of(self, annotation: Annotation) -> Side | None:
        """The side that shows an annotation's article; None where neither does."""
        return self._marks.side_of(annotation)

    def annotations(self) -> tuple[Annotation, ...]:
        """All of the pair that are shown, the left article's first, in order of place."""
        return self._marks.all()

    @property
    def claims(self) -> tuple[int, int]:
        """How many claims either article has, hidden or not."""
        return self._marks.claims

    def hide(self, annotators: Iterable[str]) -> None:
        """Hide the layers of some annotators and show all others; the view remembers it."""
        self.layers.hidden = frozenset(annotators)
        self.view["hidden"] = sorted(self.layers.hidden)

    def shown(self, annotation: Annotation) -> bool:
        """Whether an annotation is to be seen: its annotator's layer is not hidden."""
        return self._marks.shown(annotation)

    def annotation(self, annotation_id: str) -> Annotation | None:
        """An annotation by its id, also one of a hidden layer."""
        return self._marks.get(annotation_id)

    def at(self, side: Side, offset: int) -> tuple[Annotation, ...]:
        """Annotations that cover an offset, the narrowest first."""
        return self._marks.at(side, offset)

    def tags_in(self, side: Side, block: Block) -> list[Annotation]:
        """Annotations that touch a block."""
        return self._marks.within(side, block.index)

    def tags_on(self, article: str, block: Block) -> list[Annotation]:
        """Annotations that touch a block of an open article, or of the third."""
        return self._marks.on(article, block.index)

    def annotations_of(self, article: str) -> list[Annotation]:
        """Those of an article of the event that are shown, in order of place."""
        return self._marks.of(article)

    def blocks_on(self, article: str, span: Span) -> range:
        """Indices of the blocks of an open article, or of the third, that a span touches."""
        return self._marks.blocks_on(article, span)

    def side_with(self, article: str, near: Side) -> Side | None:
        """The side on which an article is open, `near` where that is both; None where it is neither."""
        sides = [side for side in (near, near.other) if self.article_ids[side] == article]
        return sides[0] if sides else None

    def block_of(self, side: Side, offset: int) -> int:
        """Index of the block that an offset lies in, or of the last that begins before it."""
        return self._marks.blocks_of(side, Span(offset, offset + 1))[0]

    def relations(self) -> tuple[Relation, ...]:
        return self._ties.all()

    def relations_of(self, annotation: Annotation) -> tuple[Relation, ...]:
        return self._ties.of(annotation)

    def ties_of(self, annotation: Annotation) -> tuple[tuple[Relation, Annotation], ...]:
        """Relations of an annotation to others that are shown, each with the one at its other end."""
        found = self.relations_of(annotation)
        ends = (self.annotation(each.other_end(annotation.id)) for each in found)
        ties = zip(found, ends, strict=True)
        return tuple((each, end) for each, end in ties if end and self.shown(end))

    def ends(self) -> tuple[str, ...]:
        """Ids of all that has a relation."""
        return self._ties.ends()

    def suggested_relation_at(self, side: Side, offset: int) -> Relation | None:
        """A suggested relation of an accepted annotation here to another accepted one."""
        accepted = (each for each in self.at(side, offset) if not each.suggested)
        ties = (tie for annotation in accepted for tie in self.ties_of(annotation))
        return next((tie for tie, end in ties if tie.suggested and not end.suggested), None)

    def used_labels(self, root: str) -> tuple[str, ...]:
        """Labels below a root that the pair or the codebook has, the last used first."""
        used = [item for item in self.annotations() if item.label.startswith(f"{root}/")]
        used.sort(key=lambda item: item.updated, reverse=True)
        known = [label.path for label in self.codebook.offered if label.path.startswith(f"{root}/")]
        return tuple(dict.fromkeys([*(item.label for item in used), *known]))

    def setting(self, name: str) -> Any:
        """How the page is set: as last left on this pair, else as the user's settings say."""
        return self.view.get(name, self.defaults.get(name))

    @property
    def diff_ignore(self) -> Ignore:
        """What the diff leaves out of account: as last set for this pair, else white space."""
        from annotations.alignment import Ignore  # it loads what compares words

        kept = self.setting("ignore")
        if not isinstance(kept, dict):
            return Ignore(space=True)
        flags = {name: kept.get(name) is True for name in Ignore.__dataclass_fields__}
        patterns = kept.get("patterns", ())
        flags.pop("patterns")
        return Ignore(**flags, patterns=tuple(str(each) for each in patterns))

    # Change

    def apply(self, edits: Sequence[Edit]) -> Touched:
        """Follow edits of documents; returns what they touched."""
        blocks: set[tuple[Side, int]] = set()
        annotations = alignment = labels = tied = False
        layers = len(self.layers.shown)
        changes = self._marks.lift, self._marks.place
        for edit in edits:
            if edit.table == "annotations":
                annotations = True
                tied = tied or self._ties.known(edit.key)
                for document, change in zip((edit.before, edit.after), changes, strict=True):
                    if document is not None and self.knows(str(document.get("article"))):
                        blocks |= change(annotation_from_document(document))
            elif edit.table == "relations":
                annotations = tied = True
                blocks |= self._relate(edit)
            elif edit.table == "rejections":
                annotations = True
                (self.rejected.discard if edit.after is None else self.rejected.add)(edit.key)
            elif edit.table == "links":
                alignment = self._decide(edit) or alignment
            elif edit.table == "articles":
                alignment = self._retype(edit) or alignment
            elif edit.table == "events" and edit.key == self.event.id and edit.after:
                self.event = event_from_document(edit.after)
            elif edit.table == "labels":
                labels = True
                self._label(edit)
        tied = tied or (len(self.layers.shown) > 1) != (layers > 1)
        if labels:
            self.codebook = codebook_of(self._labels)
        if alignment:
            self._realign()
        for follow in self.followers:
            follow(edits)
        return Touched(frozenset(blocks), annotations, alignment, labels, tied)

    def stands(self, edits: Iterable[Edit]) -> bool:
        """Whether all that edits change is as they take it to be, as far as the reader knows."""
        return all(map(self._stands, edits))

    def _stands(self, edit: Edit) -> bool:
        before = edit.before
        if edit.table == "annotations":
            taken = None if before is None else annotation_from_document(before)
            return self.annotation(edit.key) == taken
        if edit.table == "relations":
            related = None if before is None else relation_from_document(before)
            return self._ties.get(edit.key) == related
        if edit.table == "links":
            return self._is_decided(before, edit.after)
        if edit.table == "events" and edit.key == self.event.id and before and edit.after:
            return event_from_document(before) == self.event
        if edit.table == "rejections":
            return (before is not None) == (edit.key in self.rejected)
        return edit.table == "labels" and self._labels.get(edit.key) == before

    def _relate(self, edit: Edit) -> set[tuple[Side, int]]:
        touched: set[tuple[Side, int]] = set()
        for document, keep in ((edit.before, False), (edit.after, True)):
            if document is None:
                continue
            relation = relation_from_document(document)
            if keep:
                self._ties.put(relation)
            else:
                self._ties.remove(relation.id)
            for end in (relation.source, relation.target):
                annotation = self.annotation(end)
                side = self.side_of(annotation) if annotation else None
                if annotation and side is not None:
                    touched |= {
                        (side, block) for block in self._marks.blocks_of(side, annotation.span)
                    }
        return touched

    def _label(self, edit: Edit) -> None:
        if edit.before is not None:
            self._labels.pop(edit.key, None)
        if edit.after is not None:
            self._labels[edit.key] = dict(edit.after)


def _relations(store: Store, event: Event, pair: Pair) -> tuple[Relation, ...]:
    """The relations inside an event; a store open for reading only may not have the event."""
    if store.document("events", event.id) is None:
        return store.relations(pair=pair.id)
    return store.relations(event=event.id)
