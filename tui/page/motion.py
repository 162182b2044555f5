"""The caret's motions: pure functions from a layout and a caret to the next caret.

A motion that cannot go further returns the caret as it is. Offsets are code points of the
canonical text; cells matter only where a motion goes up or down.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from annotations.articles import Block, Span, cluster_at, sentences, word_spans
from tui.page.caret import Caret, Side
from tui.page.layout import PairLayout
from tui.page.wrap import is_plain, width

Motion = Callable[[PairLayout, Caret, int], Caret]
"""Layout, caret and a step (its sign is the direction) to the new caret."""


def cluster_end(text: str, offset: int, end: int) -> int:
    """Where the grapheme cluster at `offset` ends, at most `end`."""
    return min(end, cluster_at(text, offset).end)


def cluster_start(text: str, offset: int, start: int) -> int:
    """Where the cluster that ends at `offset` (exclusive) begins, at least `start`."""
    return max(start, cluster_at(text, offset - 1).start) if offset > start else offset


def last_place(text: str, block: Block) -> int:
    """The start of the last cluster of a block: the furthest the caret goes in it."""
    return max(block.start, cluster_start(text, block.end, block.start))


def selected(layout: PairLayout, caret: Caret) -> Span | None:
    """The selection, both end clusters included; None where nothing is selected."""
    if caret.anchor is None:
        return None
    text = layout.articles[caret.side].text
    low, high = sorted((caret.anchor, caret.offset))
    return Span(low, cluster_end(text, high, len(text)))


def sentence_at(layout: PairLayout, side: Side, offset: int) -> Span:
    """The sentence at an offset: what a tag takes where nothing is selected."""
    article = layout.articles[side]
    block = layout.block_at(side, offset)
    spans = sentences(article, block) or (block.span,)
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return spans[max(0, index)]


def word_at(layout: PairLayout, side: Side, offset: int) -> Span:
    """The word at an offset, else the cluster there."""
    text = layout.articles[side].text
    block = layout.block_at(side, offset)
    for span in word_spans(text, block.start, block.end):
        if span.start <= offset < span.end:
            return Span(*span)
        if span.start > offset:
            break
    return Span(offset, cluster_end(text, offset, block.end))


def _shown_blocks(layout: PairLayout, side: Side) -> list[int]:
    return sorted(layout.row_of[side])


def _neighbour(layout: PairLayout, side: Side, block: int, step: int) -> Block | None:
    """The next shown block of a side in a direction."""
    blocks = layout.articles[side].blocks
    shown = layout.row_of[side]
    index = block + step
    while 0 <= index < len(blocks):
        if index in shown:
            return blocks[index]
        index += step
    return None


def character(layout: PairLayout, caret: Caret, step: int) -> Caret:
    text = layout.articles[caret.side].text
    block = layout.block_at(caret.side, caret.offset)
    if step > 0:
        offset = cluster_end(text, caret.offset, block.end)
        if offset < block.end:
            return caret.to(offset)
        beyond = _neighbour(layout, caret.side, block.index, 1)
        return caret.to(beyond.start) if beyond else caret
    if caret.offset > block.start:
        return caret.to(cluster_start(text, caret.offset, block.start))
    beyond = _neighbour(layout, caret.side, block.index, -1)
    return caret.to(last_place(text, beyond)) if beyond else caret


def line(layout: PairLayout, caret: Caret, step: int) -> Caret:
    """Up or down by shown lines of the caret's own side, aiming at the goal column."""
    side = caret.side
    goal = caret.goal if caret.goal is not None else column(layout, caret)
    block = layout.block_at(side, caret.offset)
    index = layout.line_at(side, caret.offset) + step
    while index < 0 or index >= len(layout.lines(side, block.index)):
        beyond = _neighbour(layout, side, block.index, 1 if step > 0 else -1)
        if beyond is None:
            index = min(max(index, 0), len(layout.lines(side, block.index)) - 1)
            break
        if step > 0:
            index -= len(layout.lines(side, block.index))
        else:
            index += len(layout.lines(side, beyond.index))
        block = beyond
    offset = offset_at(layout, side, block, index, goal)
    if offset == caret.offset:
        return caret
    moved = caret.to(offset)
    return Caret(moved.side, moved.offset, moved.anchor, goal)


def column(layout: PairLayout, caret: Caret) -> int:
    """The caret's cell inside its line, the line's indent included."""
    side = caret.side
    block = layout.block_at(side, caret.offset)
    this = layout.lines(side, block.index)[layout.line_at(side, caret.offset)]
    cells = this.indent + width(layout.display[side], this.start, caret.offset)
    return cells + this.inlaid(caret.offset) if this.inlays else cells


def offset_at(layout: PairLayout, side: Side, block: Block, line_index: int, cell: int) -> int:
    """The cluster shown at a cell of a line, else the nearest of that line."""
    this = layout.lines(side, block.index)[line_index]
    text = layout.display[side]
    cell -= this.indent
    end = this.end if this.end == block.end else cluster_start(text, this.end, this.start)
    last = max(this.start, cluster_start(text, this.end, this.start))
    if not this.inlays and is_plain(text, this.start, this.end):
        return min(max(this.start + cell, this.start), last)
    at, used = this.start, 0
    while at < end:
        step = cluster_end(text, at, this.end)
        used += width(text, at, step)
        # What is inlaid behind a cluster belongs to it.
        if used + this.inlaid(step) > cell:
            return at
        at = step
    return last


def word(layout: PairLayout, caret: Caret, step: int) -> Caret:
    """To the start of the next or the previous word, over block borders.

    A selection that goes forward takes words whole: its end goes from word's end to word's end.
    """
    if caret.anchor is not None and caret.offset >= caret.anchor + (step < 0):
        return _whole_word(layout, caret, caret.anchor, step)
    article = layout.articles[caret.side]
    block: Block | None = layout.block_at(caret.side, caret.offset)
    assert block is not None
    starts = [span.start for span in word_spans(article.text, block.start, block.end)]
    if step > 0:
        index = bisect_right(starts, caret.offset)
        if index < len(starts):
            return caret.to(starts[index])
        block = _neighbour(layout, caret.side, block.index, 1)
        return caret.to(_first_word(article.text, block)) if block else caret
    index = bisect_left(starts, caret.offset) - 1
    if index >= 0:
        return caret.to(starts[index])
    block = _neighbour(layout, caret.side, block.index, -1)
    if block is None:
        return caret
    before = word_spans(article.text, block.start, block.end)
    return caret.to(before[-1].start if before else block.start)


def _whole_word(layout: PairLayout, caret: Caret, anchor: int, step: int) -> Caret:
    """To the last cluster of the next word, or of the one before, back to the anchor at most."""
    text = layout.articles[caret.side].text
    block: Block | None = layout.block_at(caret.side, caret.offset)
    while block is not None:
        spans = word_spans(text, block.start, block.end)
        lasts = [cluster_start(text, span.end, span.start) for span in spans]
        if step > 0:
            index = bisect_right(lasts, caret.offset)
            if index < len(lasts):
                return caret.to(lasts[index])
        else:
            index = bisect_left(lasts, caret.offset) - 1
            if index >= 0 or block.start <= anchor:
                return caret.to(max(anchor, lasts[index] if index >= 0 else anchor))
        block = _neighbour(layout, caret.side, block.index, step)
    return caret


def _first_word(text: str, block: Block) -> int:
    spans = word_spans(text, block.start, block.end)
    return spans[0].start if spans else block.start


def sentence(layout: PairLayout, caret: Caret, step: int) -> Caret:
    article = layout.articles[caret.side]
    block: Block | None = layout.block_at(caret.side, caret.offset)
    assert block is not None
    starts = [span.start for span in sentences(article, block)]
    if step > 0:
        index = bisect_right(starts, caret.offset)
        if index < len(starts):
            return caret.to(starts[index])
        block = _neighbour(layout, caret.side, block.index, 1)
        return caret.to(block.start) if block else caret
    index = bisect_left(starts, caret.offset) - 1
    if index >= 0:
        return caret.to(starts[index])
    block = _neighbour(layout, caret.side, block.index, -1)
    if block is None:
        return caret
    before = sentences(article, block)
    return caret.to(before[-1].start if before else block.start)


def paragraph(layout: PairLayout, caret: Caret, step: int) -> Caret:
    """To the start of the next block; back to the start of this one, then of the one before."""
    block = layout.block_at(caret.side, caret.offset)
    if step < 0 and caret.offset > block.start:
        return caret.to(block.start)
    beyond = _neighbour(layout, caret.side, block.index, step)
    return caret.to(beyond.start) if beyond else caret


def row(layout: PairLayout, caret: Caret, step: int) -> Caret:
    """To the next or previous row in which both sides stand level, on the same side.

    Where one side is laid out alone: to the next or previous block that has a partner.
    """
    alone = len(layout.sides) == 1
    index = _row(layout, caret) + step
    while 0 <= index < len(layout.rows):
        shown = layout.rows[index]
        block = shown.block(caret.side)
        if block is not None and (block in layout.linked[caret.side] if alone else shown.level):
            return caret.to(layout.articles[caret.side].blocks[block].start)
        index += step
    return caret


def _row(layout: PairLayout, caret: Caret) -> int:
    found = layout.row_at(caret.side, caret.offset)
    if found is not None:
        return found
    return layout.nearest_row(caret.side, layout.block_at(caret.side, caret.offset).index)


def line_edge(layout: PairLayout, caret: Caret, step: int) -> Caret:
    block = layout.block_at(caret.side, caret.offset)
    this = layout.lines(caret.side, block.index)[layout.line_at(caret.side, caret.offset)]
    if step < 0:
        return caret.to(this.start)
    text = layout.display[caret.side]
    stop = this.start + len(text[this.start : this.end].rstrip())
    return caret.to(max(this.start, cluster_start(text, stop, this.start)))


def edge(layout: PairLayout, caret: Caret, step: int) -> Caret:
    """To the first or the last shown place of the article."""
    shown = _shown_blocks(layout, caret.side)
    if not shown:
        return caret
    article = layout.articles[caret.side]
    if step < 0:
        return caret.to(article.blocks[shown[0]].start)
    return caret.to(last_place(article.text, article.blocks[shown[-1]]))


def other_side(layout: PairLayout, caret: Caret) -> Caret:
    """To the other article: the same row where it has a block there, else the nearest row."""
    side = caret.side.other
    for at in _outward(_row(layout, caret), len(layout.rows)):
        block = layout.rows[at].block(side)
        if block is not None:
            return caret.to(layout.articles[side].blocks[block].start, side=side)
    return caret


def at_y(layout: PairLayout, side: Side, y: int, cell: int) -> int | None:
    """The offset shown at a screen line and a cell of a side's text; None where none is.

    Below the last line of a block its last line counts, so that a click in a gap finds it.
    """
    if not 0 <= y < layout.height:
        return None
    place = layout.place(y)
    shown = layout.rows[place.row]
    index = shown.block(side)
    if index is None:
        return None
    lines = layout.lines(side, index)
    block = layout.articles[side].blocks[index]
    return offset_at(layout, side, block, min(place.line, len(lines) - 1), max(0, cell))


def by_lines(layout: PairLayout, caret: Caret, lines: int) -> Caret:
    """As many screen lines down (or up), at the nearest line where the caret's side has text."""
    side = caret.side
    goal = caret.goal if caret.goal is not None else column(layout, caret)
    aim = min(max(0, layout.y_of(side, caret.offset) + lines), layout.height - 1)
    for y in _outward(aim, layout.height):
        offset = at_y(layout, side, y, goal)
        if offset is not None:
            moved = caret.to(offset)
            return Caret(moved.side, moved.offset, moved.anchor, goal)
    return caret


def _outward(aim: int, count: int) -> Iterator[int]:
    """Numbers below `count` from `aim` on, the nearer ones first."""
    yield aim
    for away in range(1, count):
        if aim + away < count:
            yield aim + away
        if aim - away >= 0:
            yield aim - away
