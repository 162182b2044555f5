"""Show what differs inside linked rows, and step from change to change."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.alignment import Edit, Op, word_diff
from annotations.articles import Block
from tui.features.desk import Desk
from tui.features.finding import Travelling
from tui.reading.caret import Side
from tui.reading.painting import Layer

_CACHED = 4000


class Diffing:
    """The word diff of level rows; computed for rows as they come into sight, and kept."""

    def __init__(self, desk: Desk, travelling: Travelling) -> None:
        self._desk = desk
        self._travelling = travelling
        self._scripts: dict[tuple[int, int], tuple[Edit, ...]] = {}
        self.shown = False

    def toggle(self) -> None:
        self.shown = not self.shown
        self._desk.view.repaint()
        if self.shown:
            self._desk.say(
                "diff: struck only here on the left, underlined only on the right · ] next"
            )
        else:
            self._desk.say("diff off")

    def forget(self) -> None:
        """The alignment changed: other rows are level."""
        self._scripts.clear()

    def script(self, left: int, right: int) -> tuple[Edit, ...]:
        """The edit script of two blocks, in offsets of their articles."""
        found = self._scripts.get((left, right))
        if found is None:
            one, two = self._desk.session.articles
            found = word_diff(one, one.blocks[left].span, two, two.blocks[right].span)
            if len(self._scripts) >= _CACHED:
                self._scripts.clear()
            self._scripts[left, right] = found
        return found

    def layers(self, side: Side, block: Block) -> Iterator[Layer]:
        """Words of a block that its level partner does not have."""
        if not self.shown:
            return
        page = self._desk.view.page_now
        other = page.beside(side, block.index) if page else None
        if other is None:
            return
        pair = (block.index, other) if side is Side.LEFT else (other, block.index)
        name = "inserted" if side else "deleted"
        for edit in self.script(*pair):
            if edit.op is Op.EQUAL:
                continue
            span = edit.right if side else edit.left
            if span.end > span.start:
                yield Layer(span.start, span.end, f"{name}-strong" if edit.important else name)

    def change(self, step: int) -> None:
        """To the next or the previous change from the caret; shows the diff if it was hidden."""
        view = self._desk.view
        if view.page_now is None:
            return
        if not self.shown:
            self.toggle()
        here = self._key(view.caret.side, view.caret.offset)
        places = sorted(self._places(step, here[0]))
        if step < 0:
            places.reverse()
        for row, y, side, offset in places:
            if ((row, y, side, offset) > here) if step > 0 else ((row, y, side, offset) < here):
                self._travelling.remember()
                view.go(Side(side), offset)
                return
        self._desk.say("no further change this way", warn=True)

    def _key(self, side: Side, offset: int) -> tuple[int, int, int, int]:
        layout = self._desk.view.layout_now
        row = layout.row_at(side, offset)
        return (row or 0, layout.line_at(side, offset), int(side), offset)

    def _places(self, step: int, row: int) -> Iterator[tuple[int, int, int, int]]:
        """Places of changes of the caret's row and of the next row, that way, that has any."""
        layout = self._desk.view.layout_now
        found = list(self._places_in(row))
        yield from found
        row += step
        while 0 <= row < len(layout.rows):
            found = list(self._places_in(row))
            yield from found
            if found:
                return
            row += step

    def _places_in(self, row: int) -> Iterator[tuple[int, int, int, int]]:
        view = self._desk.view
        page, caret = view.page_now, view.caret
        block = view.layout_now.rows[row].block(caret.side)
        if page is None or block is None:
            return
        other = page.beside(caret.side, block)
        if other is None:
            return
        left, right = (block, other) if caret.side is Side.LEFT else (other, block)
        for edit in self.script(left, right):
            if edit.op is Op.EQUAL:
                continue
            side = Side.LEFT if edit.left.end > edit.left.start else Side.RIGHT
            span = edit.right if side else edit.left
            yield self._key(side, span.start)
