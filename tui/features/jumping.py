"""Jumping: one key labels the sentences, tags and links in sight, the label's letters go there."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.articles import Block, sentences
from tui.features.host import Host
from tui.features.navigation import Navigation
from tui.page.caret import Caret, Side
from tui.page.jump_labels import Spot, labelled
from tui.page.motion import column


class Jumping:
    """Labels what is in sight, and goes to what is chosen; a selection is extended to it."""

    def __init__(self, host: Host, navigation: Navigation) -> None:
        self._host = host
        self._navigation = navigation
        self.jumps = 0
        """How often somebody has jumped."""

    def spots(self) -> dict[str, Spot]:
        """What can be jumped to, by label; the nearest to the caret have the shortest."""
        view = self._host.view
        caret = view.caret
        page = view.page_now
        if page is None:
            return {}
        layout = view.layout_now
        here = layout.y_of(caret.side, caret.offset)
        x = page.columns.text_x(caret.side) + column(layout, caret)
        return labelled(self._in_sight(), caret, (here, x))

    def _in_sight(self) -> Iterator[Spot]:
        """Sentences, tags that begin inside one, and links that lead out of sight."""
        view, session = self._host.view, self._host.session
        sight = view.sight
        seen = range(sight.top, sight.top + sight.size.height)
        for side, index in sight.blocks():
            block = session.articles[side].blocks[index]
            for offset in self._starts(side, block):
                y = sight.line_of(side, sight.page.layouts[side].y_of(side, offset))
                if y in seen:
                    yield self._spot(side, offset, y)
            yield from self._leading_away(side, index, seen)

    def _starts(self, side: Side, block: Block) -> Iterator[int]:
        """Where sentences and tags begin; of what begins above the screen, where it comes into sight."""
        sight, session = self._host.view.sight, self._host.session
        layout = sight.page.layouts[side]
        lines = layout.lines(side, block.index)
        first = sight.line_of(side, layout.y_of(side, block.start))
        hidden = min(max(0, sight.top - first), len(lines) - 1)
        yield lines[hidden].start
        yield from (span.start for span in sentences(session.articles[side], block))
        yield from (tag.start for tag in session.tags_in(side, block) if tag.start >= block.start)

    def _leading_away(self, side: Side, index: int, seen: range) -> Iterator[Spot]:
        """The link of a block to one that is out of sight: its label stands between the columns."""
        sight, session = self._host.view.sight, self._host.session
        columns, layouts = sight.page.columns, sight.page.layouts
        partners = sight.page.partners(side, index)
        if not partners or len(columns.sides) < 2:
            return
        there = session.articles[side.other].blocks[partners[0]]
        start = session.articles[side].blocks[index].start
        y = sight.line_of(side, layouts[side].y_of(side, start))
        away = sight.line_of(side.other, layouts[side.other].y_of(side.other, there.start))
        if y in seen and away not in seen:
            middle = columns.text_x(columns.sides[0]) + columns.text + 1 + columns.channel // 2
            x = middle - columns.channel // 2 + 1 if side is columns.sides[0] else middle + 1
            yield Spot(side.other, there.start, y, x)

    def _spot(self, side: Side, offset: int, y: int) -> Spot:
        page = self._host.view.sight.page
        return Spot(
            *(side, offset, y),
            page.columns.text_x(side) + column(page.layouts[side], Caret(side, offset)),
        )

    def go(self, spot: Spot) -> None:
        """To what was chosen; a selection made by hand reaches there."""
        view = self._host.view
        caret = view.caret
        self.jumps += 1
        self._navigation.remember()
        if caret.selecting and not caret.loose and caret.side is spot.side:
            view.caret = caret.to(spot.offset)
        else:
            view.go(spot.side, spot.offset)
