"""The diff as layers of styles: what is marked as struck or new in each block."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from annotations.articles import Article, Block, Kind, Span
from tui.page.caret import Side
from tui.page.marginalia import Glyph
from tui.page.style_runs import Layer

if TYPE_CHECKING:  # what compares words is loaded when the diff is first asked for
    from annotations.alignment import Changes, CommonGround, WordEdit


class DiffMode(StrEnum):
    """How the diff is drawn: not at all, by words, or by sentences."""

    OFF = "diff off"
    WORDS = "diff by words: − only here, + only there"
    SENTENCES = "diff by sentences: those that changed"


class DiffLayers:
    """Changes of the pair, with the rows of its blocks and the layers that show them.

    Everything is found out when it is first asked for, by whichever thread.
    """

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self._rows: tuple[dict[int, int], dict[int, int]] = (
            {row.left: at for at, row in enumerate(changes.rows) if row.left is not None},
            {row.right: at for at, row in enumerate(changes.rows) if row.right is not None},
        )
        self._layers: dict[tuple[DiffMode, Side, int], list[Layer]] = {}
        self._key_words: dict[int, tuple[tuple[Span, ...], tuple[Span, ...]]] = {}

    def row(self, side: Side, block: int) -> int | None:
        """The aligned row of a block, however rows are shown now."""
        return self._rows[side].get(block)

    def prepare(self, row: int, shown: DiffMode) -> None:
        """Find out what changes in a row, and how that is drawn."""
        self.changes.sorts(row)
        blocks = self.changes.rows[row].left, self.changes.rows[row].right
        for side, index in zip(Side, blocks, strict=True):
            if index is not None:
                self.layers(shown, side, self._articles[side].blocks[index])

    def layers(self, shown: DiffMode, side: Side, block: Block) -> list[Layer]:
        """What of a block the other article does not have."""
        key = shown, side, block.index
        found = self._layers.get(key)
        if found is None:
            drawn = self._drawn(shown, side, block)
            if block.kind is Kind.TABLE_ROW:
                text = self._articles[side].text
                drawn = (part for layer in drawn for part in _cells(layer, text))
            found = self._layers[key] = list(drawn)
        return found

    def glyphs(self, side: Side, block: Block) -> list[Glyph]:
        """A sign beside a block that only this article has."""
        from annotations.alignment import BlockStatus

        row = self.row(side, block.index)
        if row is None or self.changes.statuses[row] is not BlockStatus.ONLY:
            return []
        return [Glyph(block.start, "+" if side else "−", "only")]

    @property
    def _articles(self) -> tuple[Article, Article]:
        return self.changes.left, self.changes.right

    def _drawn(self, shown: DiffMode, side: Side, block: Block) -> Iterator[Layer]:
        from annotations.alignment import changed_sentences, refine

        row = self.row(side, block.index)
        edits = self.changes.edits(row) if row is not None else ()
        if row is None or not edits:
            return
        name = "inserted" if side else "deleted"
        ground = self.changes.ground(row)
        if ground is not None:
            yield from _in_common(ground, side, block, f"{name}-strong")
            return
        if shown is DiffMode.SENTENCES:
            article = self._articles[side]
            for span in changed_sentences(article, block, edits, right=side is Side.RIGHT):
                yield Layer(span.start, span.end, name)
        else:
            for edit in edits:
                if not edit.changed:
                    continue
                for part in refine(edit, *self._articles):
                    span = part.right if side else part.left
                    if part.changed and span.start < block.end and span.end > block.start:
                        yield Layer(span.start, span.end, name)
        for span in self._key_words_in(row, edits)[side]:
            if span.start < block.end and span.end > block.start:
                yield Layer(span.start, span.end, f"{name}-strong")

    def _key_words_in(
        self, row: int, edits: tuple[WordEdit, ...]
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        from annotations.alignment.diff.highlights import key_words

        found = self._key_words.get(row)
        if found is None:
            found = self._key_words[row] = key_words(edits, *self._articles)
        return found


def _in_common(ground: CommonGround, side: Side, block: Block, strong: str) -> Iterator[Layer]:
    """What a block shares with the other article, then the facts that they tell differently."""
    shared = [span for part in ground.shared for span in (part.right if side else part.left)]
    facts = [fact.right if side else fact.left for fact in ground.differing]
    for spans, name in ((shared, "shared"), (facts, strong)):
        for span in spans:
            if span.start < block.end and span.end > block.start:
                yield Layer(span.start, span.end, name)


def _cells(layer: Layer, text: str) -> Iterator[Layer]:
    """What a layer covers of each cell of a table's row: neither pipes nor the space around them."""
    at = layer.start
    for cell in text[layer.start : layer.end].split("|"):
        start = at + len(cell) - len(cell.lstrip())
        if cell.strip():
            yield Layer(start, start + len(cell.strip()), layer.style)
        at += len(cell) + 1
