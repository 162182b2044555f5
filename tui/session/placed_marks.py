"""The annotations of the event that is read, found by id, and on the open articles by block and offset."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from msgspec import Struct, field

from annotations.articles import Article, Span
from annotations.marks import Annotation
from tui.page.caret import Side
from tui.session.annotator_layers import AnnotatorLayers


class MarkedArticle(Struct):
    """Where the blocks of an article begin, and the annotations that touch each."""

    starts: list[int]
    by_block: dict[int, list[Annotation]] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article) -> MarkedArticle:
        """An article without annotations."""
        return cls([block.start for block in article.blocks])

    def blocks_of(self, span: Span) -> range:
        """Indices of the blocks that a span touches, at least one."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        last = max(first, bisect_right(self.starts, max(span.start, span.end - 1)) - 1)
        return range(first, last + 1)

    def place(self, annotation: Annotation) -> None:
        """Take in an annotation on it."""
        for block in self.blocks_of(annotation.span):
            self.by_block.setdefault(block, []).append(annotation)

    def lift(self, annotation: Annotation) -> None:
        """Take an annotation away."""
        for block in self.blocks_of(annotation.span):
            kept = self.by_block.get(block, [])
            kept[:] = [other for other in kept if other.id != annotation.id]


class PlacedMarks:
    """Annotations where they stand. What is in a hidden layer is kept, and not shown."""

    def __init__(self, layers: AnnotatorLayers) -> None:
        self._layers = layers
        self._by_id: dict[str, Annotation] = {}
        self._of: dict[str, dict[str, Annotation]] = {}
        """By article, the annotations on it by id, also those of articles that are not open."""
        self._claims: Counter[str] = Counter()
        self._ids: tuple[str, str] = ("", "")
        self._open: dict[str, MarkedArticle] = {}

    def seat(self, ids: tuple[str, str], articles: tuple[Article, Article]) -> None:
        """Find annotations by their places on these two articles from now on, and on no other."""
        self._ids, self._open = ids, {}
        for key, article in zip(ids, articles, strict=True):
            self.seat_third(key, article)

    def seat_third(self, key: str, article: Article) -> None:
        """Find annotations by their places on one more article, which has no side."""
        marked = self._open[key] = MarkedArticle.of(article)
        for annotation in self._of.get(key, {}).values():
            marked.place(annotation)

    def side_of(self, annotation: Annotation) -> Side | None:
        """The side that shows an annotation's article; None where neither does."""
        return next(iter(self._sides(annotation.article)), None)

    def _sides(self, article: str) -> list[Side]:
        """Both, where an article is read against itself."""
        return [side for side in Side if self._ids[side] == article]

    @property
    def claims(self) -> tuple[int, int]:
        """How many claims either open article has, hidden or not."""
        left, right = self._ids
        return self._claims[left], self._claims[right]

    def shown(self, annotation: Annotation) -> bool:
        """Whether it is to be seen: its annotator's layer is not hidden."""
        return annotation.annotator not in self._layers.hidden

    def get(self, annotation_id: str) -> Annotation | None:
        """An annotation by its id, also a hidden one, or one of an article that is not open."""
        return self._by_id.get(annotation_id)

    def all(self) -> tuple[Annotation, ...]:
        """Those of the open articles that are shown, the left article's first, in order of place."""
        return tuple(mark for key in dict.fromkeys(self._ids) for mark in self.of(key))

    def of(self, article: str) -> list[Annotation]:
        """Those of an article of the event that are shown, in order of place."""
        return sorted(
            filter(self.shown, self._of.get(article, {}).values()),
            key=lambda item: (item.start, -item.end, item.created),
        )

    def on(self, article: str, block: int) -> list[Annotation]:
        """Those shown that touch a block of an open article, or of the third."""
        marked = self._open.get(article)
        found = marked.by_block.get(block, []) if marked else []
        return list(filter(self.shown, found)) if self._layers.hidden else found

    def within(self, side: Side, block: int) -> list[Annotation]:
        """Those shown that touch a block."""
        return self.on(self._ids[side], block)

    def at(self, side: Side, offset: int) -> tuple[Annotation, ...]:
        """Those shown that cover an offset, the narrowest first."""
        block = self.blocks_of(side, Span(offset, offset + 1))[0]
        covering = [each for each in self.within(side, block) if each.start <= offset < each.end]
        return tuple(sorted(covering, key=lambda item: (item.end - item.start, item.created)))

    def place(self, annotation: Annotation) -> set[tuple[Side, int]]:
        """Take in an annotation, or what became of one; returns the blocks that show it otherwise."""
        touched = self.lift(annotation)
        self._by_id[annotation.id] = annotation
        self._of.setdefault(annotation.article, {})[annotation.id] = annotation
        self._layers.counted[annotation.annotator] += 1
        self._claims[annotation.article] += annotation.root == "claim"
        if marked := self._open.get(annotation.article):
            marked.place(annotation)
        return touched | self._touched(annotation)

    def lift(self, annotation: Annotation) -> set[tuple[Side, int]]:
        """Take an annotation away; returns the blocks that showed it."""
        known = self._by_id.pop(annotation.id, None)
        if known is None:
            return set()
        del self._of[known.article][known.id]
        self._layers.counted[known.annotator] -= 1
        self._claims[known.article] -= known.root == "claim"
        if marked := self._open.get(known.article):
            marked.lift(known)
        return self._touched(known)

    def _touched(self, annotation: Annotation) -> set[tuple[Side, int]]:
        return {
            (side, block)
            for side in self._sides(annotation.article)
            for block in self.blocks_of(side, annotation.span)
        }

    def blocks_of(self, side: Side, span: Span) -> range:
        """Indices of the blocks that a span touches, at least one."""
        return self.blocks_on(self._ids[side], span)

    def blocks_on(self, article: str, span: Span) -> range:
        """As `blocks_of`, in an open article or in the third."""
        return self._open[article].blocks_of(span)
