"""The pair as it stands on the desk: what the store holds, plus commands not yet durable."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from annotations.alignment import Alignment, Link, Origin, Row, rows
from annotations.articles import Article, Block, Span
from annotations.marks import Annotation, Relation
from annotations.store import Edit, Pair, Store
from annotations.store.documents import (
    annotation_from_document,
    article_from_document,
    link_from_document,
    links_from_document,
    relation_from_document,
)
from annotations.store.recoding import codebook_of
from tui.reading.caret import Side
from tui.reading.page import Glyph
from tui.reading.painting import Layer

if TYPE_CHECKING:
    from annotations.alignment import Ignore

SPARSE = 0.25
"""Share of the shorter article's blocks that face a partner, under which a page is mostly gaps."""


class Touched(NamedTuple):
    """What a command changed, for whoever shows it."""

    blocks: frozenset[tuple[Side, int]] = frozenset()
    annotations: bool = False
    alignment: bool = False
    codebook: bool = False


@dataclass
class _Index:
    """Annotations of one article, by id and by the blocks that they touch."""

    by_id: dict[str, Annotation] = field(default_factory=dict)
    by_block: dict[int, list[Annotation]] = field(default_factory=dict)


class Session:
    """One pair being read. Nothing here waits for the disk; the saver does that.

    It is made from a store once, and from then on follows the edits it is told of: those of the
    reader's own commands as they are given, those of other processes as they are seen.
    """

    def __init__(self, store: Store, pair: Pair) -> None:
        self.pair = pair
        self.annotator = store.annotator
        self.read_only = store.read_only
        self.articles: tuple[Article, Article] = (
            store.article(pair.left),
            store.article(pair.right),
        )
        self.article_ids = (pair.left, pair.right)
        self.saved_alignment = store.alignment(pair.id)
        self.progress = store.progress(pair.id)
        self.view: dict[str, Any] = dict(self.progress.view) if self.progress else {}
        self.defaults: dict[str, Any] = {"packed": False, "folded": True, "panel": False}
        self.notices = tuple(store.notices)
        self._auto: dict[tuple[int, int], Link] = {}
        self._decided: dict[tuple[int, int], Link] = {}
        self._labels = {
            str(document["id"]): dict(document) for document in store.documents("labels")
        }
        self._starts = tuple([block.start for block in article.blocks] for article in self.articles)
        self._indexes = (_Index(), _Index())
        self._relations: dict[str, Relation] = {
            relation.id: relation for relation in store.relations(pair=pair.id)
        }
        for annotation in store.annotations(pair=pair.id):
            self._place(annotation)
        self.codebook = codebook_of(self._labels)
        if self.saved_alignment is not None:
            self.set_alignment(self.saved_alignment)
            self._auto |= _behind_decisions(store, pair, self.saved_alignment)
        else:
            self.alignment = Alignment()
            self.rows = self._side_by_side()

    # Alignment

    def set_alignment(self, alignment: Alignment) -> None:
        """Take an alignment as the one in force, and work out the rows to show."""
        ends = tuple(len(article.blocks) for article in self.articles)
        # A store edited by hand may link blocks that are not there.
        everything = [
            link
            for link in (*alignment.links, *alignment.rejected)
            if 0 <= link.left < ends[0] and 0 <= link.right < ends[1]
        ]
        self._auto = {_ends(link): link for link in everything if link.origin is Origin.AUTO}
        self._decided = {_ends(link): link for link in everything if link.origin is not Origin.AUTO}
        self._realign()

    @property
    def mostly_gaps(self) -> bool:
        """Whether few blocks face a partner, so that rows leave much of the page empty."""
        level = sum(row.level for row in self.rows)
        fewest = min(sum(block.aligned for block in each.blocks) for each in self.articles)
        return level < fewest * SPARSE

    def realign(self, found: Alignment) -> None:
        """Take what the aligner found; what people decided stands, and the guesses it hides."""
        hidden = {ends: link for ends, link in self._auto.items() if ends in self._decided}
        self._auto = hidden | {
            _ends(link): link for link in found.links if link.origin is Origin.AUTO
        }
        self._realign()

    @property
    def guessed(self) -> Alignment:
        """The aligner's links, those too that people's decisions hide."""
        return Alignment.of(self._auto.values())

    @property
    def decided(self) -> tuple[Link, ...]:
        """Links that a person made, confirmed or rejected."""
        return tuple(self._decided.values())

    def link(self, left: int, right: int) -> Link | None:
        """What is known of two blocks: a person's word, else the aligner's, else None."""
        return self._decided.get((left, right)) or self._auto.get((left, right))

    def _realign(self) -> None:
        self.alignment = Alignment.of({**self._auto, **self._decided}.values())
        self.rows = rows(*self.articles, self.alignment)

    def _side_by_side(self) -> tuple[Row, ...]:
        """Blocks as they come, while there is no alignment yet."""
        left, right = (len(article.blocks) for article in self.articles)
        return tuple(
            Row(index if index < left else None, index if index < right else None)
            for index in range(max(left, right))
        )

    # Annotations

    def side_of(self, annotation: Annotation) -> Side | None:
        """The side that shows an annotation's article; None where neither does."""
        if annotation.article == self.article_ids[Side.LEFT]:
            return Side.LEFT
        return Side.RIGHT if annotation.article == self.article_ids[Side.RIGHT] else None

    def annotations(self) -> tuple[Annotation, ...]:
        """All of the pair, the left article's first, in order of place."""
        return tuple(
            annotation
            for index in self._indexes
            for annotation in sorted(
                index.by_id.values(), key=lambda item: (item.start, -item.end, item.created)
            )
        )

    def annotation(self, annotation_id: str) -> Annotation | None:
        for index in self._indexes:
            if annotation_id in index.by_id:
                return index.by_id[annotation_id]
        return None

    def at(self, side: Side, offset: int) -> tuple[Annotation, ...]:
        """Annotations that cover an offset, the narrowest first."""
        block = self._blocks_of(side, Span(offset, offset + 1))[0]
        covering = [
            annotation
            for annotation in self._indexes[side].by_block.get(block, ())
            if annotation.start <= offset < annotation.end
        ]
        return tuple(sorted(covering, key=lambda item: (item.end - item.start, item.created)))

    def relations(self) -> tuple[Relation, ...]:
        return tuple(self._relations.values())

    def relations_of(self, annotation: Annotation) -> tuple[Relation, ...]:
        return tuple(
            relation
            for relation in self._relations.values()
            if annotation.id in (relation.source, relation.target)
        )

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

    # What is drawn

    def layers(self, side: Side, block: Block) -> list[Layer]:
        """Spans of annotations in a block, the longest first, so that short ones stay seen."""
        found = self._indexes[side].by_block.get(block.index, ())
        return [
            Layer(item.start, item.end, f"{_drawn(item)}:{item.label}")
            for item in sorted(found, key=lambda item: item.start - item.end)
        ]

    def glyphs(self, side: Side, block: Block) -> list[Glyph]:
        """Letters of annotations that start in a block."""
        found = self._indexes[side].by_block.get(block.index, ())
        return [
            Glyph(
                item.start,
                "?" if item.suggested else self.codebook.glyph(item.label),
                f"letter:{item.label}",
            )
            for item in sorted(found, key=lambda item: item.start)
            if block.start <= item.start < block.end
        ]

    # Change

    def apply(self, edits: Iterable[Edit]) -> Touched:
        """Follow edits of documents; returns what they touched."""
        blocks: set[tuple[Side, int]] = set()
        annotations = alignment = labels = False
        for edit in edits:
            if edit.table == "annotations":
                annotations = True
                for document, change in ((edit.before, self._lift), (edit.after, self._place)):
                    if document is not None:
                        blocks |= change(annotation_from_document(document))
            elif edit.table == "relations":
                annotations = True
                blocks |= self._relate(edit)
            elif edit.table == "links":
                alignment = True
                self._decide(edit)
            elif edit.table == "articles":
                alignment = self._retype(edit) or alignment
            elif edit.table == "labels":
                labels = True
                self._label(edit)
        if labels:
            self.codebook = codebook_of(self._labels)
        if alignment:
            self._realign()
        return Touched(frozenset(blocks), annotations, alignment, labels)

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
            return self._relations.get(edit.key) == related
        if edit.table == "links":
            either = before or edit.after
            if either is None or either.get("pair") != self.pair.id:
                return False
            link = link_from_document(either)
            return self._decided.get(_ends(link)) == (None if before is None else link)
        return edit.table == "labels" and self._labels.get(edit.key) == before

    def _place(self, annotation: Annotation) -> set[tuple[Side, int]]:
        side = self.side_of(annotation)
        if side is None:
            return set()
        index = self._indexes[side]
        touched = self._lift(annotation) if annotation.id in index.by_id else set()
        index.by_id[annotation.id] = annotation
        for block in self._blocks_of(side, annotation.span):
            index.by_block.setdefault(block, []).append(annotation)
            touched.add((side, block))
        return touched

    def _lift(self, annotation: Annotation) -> set[tuple[Side, int]]:
        side = self.side_of(annotation)
        known = self._indexes[side].by_id.pop(annotation.id, None) if side is not None else None
        if side is None or known is None:
            return set()
        touched = set()
        for block in self._blocks_of(side, known.span):
            kept = self._indexes[side].by_block[block]
            kept[:] = [other for other in kept if other.id != known.id]
            touched.add((side, block))
        return touched

    def _relate(self, edit: Edit) -> set[tuple[Side, int]]:
        touched: set[tuple[Side, int]] = set()
        for document, keep in ((edit.before, False), (edit.after, True)):
            if document is None:
                continue
            relation = relation_from_document(document)
            if keep:
                self._relations[relation.id] = relation
            else:
                self._relations.pop(relation.id, None)
            for end in (relation.source, relation.target):
                annotation = self.annotation(end)
                side = self.side_of(annotation) if annotation else None
                if annotation and side is not None:
                    touched |= {(side, block) for block in self._blocks_of(side, annotation.span)}
        return touched

    def _decide(self, edit: Edit) -> None:
        for document, keep in ((edit.before, False), (edit.after, True)):
            if document is None or document.get("pair") != self.pair.id:
                continue
            link = link_from_document(document)
            if keep:
                self._decided[_ends(link)] = link
            else:
                self._decided.pop(_ends(link), None)

    def _retype(self, edit: Edit) -> bool:
        """Take over the blocks of an article of the same text; whether it is one of the pair's."""
        if edit.after is None or edit.key not in self.article_ids:
            return False
        side = Side(self.article_ids.index(edit.key))
        old = self.articles[side]
        if edit.after.get("sha256") != old.sha256:
            return False
        new = article_from_document(edit.after, old.text)
        self.articles = (self.articles[0], new) if side else (new, self.articles[1])
        return True

    def _label(self, edit: Edit) -> None:
        if edit.before is not None:
            self._labels.pop(edit.key, None)
        if edit.after is not None:
            self._labels[edit.key] = dict(edit.after)

    def _blocks_of(self, side: Side, span: Span) -> range:
        """Indices of the blocks that a span touches, at least one."""
        starts = self._starts[side]
        first = max(0, bisect_right(starts, span.start) - 1)
        last = max(first, bisect_right(starts, max(span.start, span.end - 1)) - 1)
        return range(first, last + 1)


def _behind_decisions(
    store: Store, pair: Pair, alignment: Alignment
) -> dict[tuple[int, int], Link]:
    """The aligner's links that people's decisions stand before, for undo to come back to."""
    links = (*alignment.links, *alignment.rejected)
    if all(link.origin is Origin.AUTO for link in links):
        return {}
    made = (each for each in store.documents("alignments") if each["id"] == pair.id)
    return {_ends(link): link for each in made for link in links_from_document(each)}


def _drawn(item: Annotation) -> str:
    """Suggestions are drawn more faintly than what a person said."""
    return "suggested" if item.suggested else "label"


def _ends(link: Link) -> tuple[int, int]:
    return link.left, link.right
