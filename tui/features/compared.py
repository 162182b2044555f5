"""A comparison of the pair, and what of it is drawn in each block."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from annotations.articles import Article, Block, Span
from tui.reading.caret import Side
from tui.reading.page import Glyph
from tui.reading.painting import Layer

if TYPE_CHECKING:  # what compares words is loaded when the diff is first asked for
    from annotations.alignment import Changes, Edit


class Shown(StrEnum):
    """What of the diff is drawn."""

    OFF = "diff off"
    WORDS = "diff by words: − struck here only, + underlined there only"
    SENTENCES = "diff by sentences: those that changed"


class Compared:
    """Changes of the pair, with the rows of its blocks and the layers that show them.

    Everything is found out when it is first asked for, by whichever thread.
    """

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self._rows: tuple[dict[int, int], dict[int, int]] = (
            {row.left: at for at, row in enumerate(changes.rows) if row.left is not None},
            {row.right: at for at, row in enumerate(changes.rows) if row.right is not None},
        )
        self._layers: dict[tuple[Shown, Side, int], list[Layer]] = {}
        self._telling: dict[int, tuple[tuple[Span, ...], tuple[Span, ...]]] = {}

    def row(self, side: Side, block: int) -> int | None:
        """The aligned row of a block, however rows are shown now."""
        return self._rows[side].get(block)

    def prepare(self, row: int, shown: Shown) -> None:
        """Find out what changes in a row, and how that is drawn."""
        self.changes.sorts(row)
        blocks = self.changes.rows[row].left, self.changes.rows[row].right
        for side, index in zip(Side, blocks, strict=True):
            if index is not None:
                self.layers(shown, side, self._articles[side].blocks[index])

    def layers(self, shown: Shown, side: Side, block: Block) -> list[Layer]:
        """What of a block the other article does not have."""
        key = shown, side, block.index
        found = self._layers.get(key)
        if found is None:
            found = self._layers[key] = list(self._drawn(shown, side, block))
        return found

    def glyphs(self, side: Side, block: Block) -> list[Glyph]:
        """A sign beside a block that only this article has."""
        from annotations.alignment import Standing

        row = self.row(side, block.index)
        if row is None or self.changes.standings[row] is not Standing.ONLY:
            return []
        return [Glyph(block.start, "+" if side else "−", "only")]

    @property
    def _articles(self) -> tuple[Article, Article]:
        return self.changes.left, self.changes.right

    def _drawn(self, shown: Shown, side: Side, block: Block) -> Iterator[Layer]:
        from annotations.alignment import changed_sentences, refine

        row = self.row(side, block.index)
        edits = self.changes.edits(row) if row is not None else ()
        if row is None or not edits:
            return
        name = "inserted" if side else "deleted"
        if shown is Shown.SENTENCES:
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
        for span in self._telling_in(row, edits)[side]:
            if span.start < block.end and span.end > block.start:
                yield Layer(span.start, span.end, f"{name}-strong")

    def _telling_in(
        self, row: int, edits: tuple[Edit, ...]
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        from annotations.alignment.telling import telling

        found = self._telling.get(row)
        if found is None:
            found = self._telling[row] = telling(edits, *self._articles)
        return found
