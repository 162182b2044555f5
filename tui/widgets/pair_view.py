"""The page of two articles, moved and marked by keys and mouse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from msgspec.structs import replace
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from annotations.articles import Span
from tui.page import motion, selection
from tui.page.arrangement import Flow
from tui.page.caret import Caret, Side
from tui.page.layout import NO_HEIGHTS, Heights
from tui.page.motion import Motion
from tui.page.viewport import top_centring
from tui.widgets.label_overlay import Labels, overlaid
from tui.widgets.page_view import MARGIN, PageView, Turned


class PairView(PageView, can_focus=True):
    """The page with a caret that keys and the mouse move; `press` says what a key does."""

    DEFAULT_CSS = """
    PairView {
        background: $background;
        color: $foreground 92%;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $foreground 20%;
    }
    """

    def __init__(
        self, *, press: Callable[[str, str], Awaitable[bool]], id: str | None = None
    ) -> None:
        """`press` gets a key and the character it writes, and returns whether it took it."""
        super().__init__(id=id)
        self._dragging = False
        self._press = press
        self._labels: Labels = {}
        self.times = 1
        """How often the next motion is made: the count that was typed before it."""

    # Labels

    def label(self, labels: Labels) -> None:
        """Lay labels over the page, by line and cell of it; none take them away."""
        self._labels = labels
        self.refresh()

    def relayout(self, turned: Turned | None = None, heights: Heights = NO_HEIGHTS) -> None:
        """Wrap anew; labels would stand elsewhere then."""
        self._labels = {}
        super().relayout(turned, heights)

    def render_lines(self, crop: Region) -> list[Strip]:
        strips = super().render_lines(crop)
        if not self._labels:
            return strips
        top, style = self.scroll_offset.y + crop.y, self.styles_by_name.rich(("jump",))
        return [
            overlaid(strip, self._labels.get(y, {}), style, crop.x)
            for y, strip in enumerate(strips, top)
        ]

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Do what a key does before the next key.

        A chunk of keys, typed ahead over a slow line, is here as a whole before its first key is
        done: what that one opened gets the others.
        """
        if self.app.focused is not self:
            event.stop()
            from tui.widgets.line import (
                pass_on,
            )  # it loads the input that the first paint does without

            pass_on(self, events.Key(event.key, event.character))
            return
        if await self._press(event.key, event.character or ""):
            event.stop()

    def move(self, motion: Motion, step: int) -> None:
        if self.page_now is None:
            return
        caret = self.caret.settled
        for _ in range(self.times):
            before, caret = caret, motion(self.layout_now, caret, step)
            if caret == before:
                break
        self.caret = caret

    def extend(self, motion: Motion, step: int) -> None:
        if self.page_now is None:
            return
        caret = selection.tightened(self.caret)
        begun = caret if caret.selecting else replace(caret, anchor=caret.offset)
        self.caret = motion(self.layout_now, begun, step)

    def page(self, pages: float) -> None:
        if self.page_now is not None:
            lines = int(pages * self.times * max(1, self.size.height - 2))
            top = self.scroll_offset.y
            self.scroll_to(y=min(max(0, top + lines), self.max_scroll_y), animate=False, force=True)
            self.caret = motion.by_lines(self.layout_now, self.caret.settled, lines)

    def to_screen(self, part: float) -> None:
        """To a line in sight, from the first (0) to the last (1) at which nothing scrolls."""
        if self.page_now is not None:
            top, height, margin = self.scroll_offset.y, self.size.height, self.margin
            wanted = top + margin + round(part * max(0, height - 1 - 2 * margin))
            y = self.layout_now.y_of(self.caret.side, self.caret.offset)
            self.caret = motion.by_lines(self.layout_now, self.caret.settled, wanted - y)

    def in_sight(self, side: Side, span: Span) -> bool:
        """Whether a line that shows some of a span is inside the view."""
        page = self.page_now
        if page is None or side not in page.columns.sides:
            return False
        layout = page.layouts[side]
        if layout.row_at(side, span.start) is None:
            return False
        ends = span.start, max(span.start, span.end - 1)
        first, last = (self._line_of(side, layout.y_of(side, offset)) for offset in ends)
        top = self.scroll_offset.y
        return first < top + self.size.height and last >= top

    def centre(self) -> None:
        """Scroll so that the caret's line stands in the middle."""
        if self.page_now is not None:
            y = self.layout_now.y_of(self.caret.side, self.caret.offset) - self.size.height // 2
            self.scroll_to(y=min(max(0, y), self.max_scroll_y), animate=False, force=True)

    def other_side(self) -> None:
        if self.page_now is None:
            return
        if self.page_now.flowing or len(self.page_now.columns.sides) == 1:
            self._turn_over()
        else:
            self.caret = motion.other_side(self.layout_now, self.caret.settled)

    def _turn_over(self) -> None:
        """To the linked block of the other article, else to what stands beside, else to the top."""
        page, side = self.page_now, self.caret.side
        assert page is not None
        there = page.layouts[side.other]
        block = self.layout_now.block_at(side, self.caret.offset).index
        target = page.companion(side, block)
        y = self._lines_at(self.layout_now.y_of(side, self.caret.offset))[side.other]
        if target is None and page.flowing and 0 <= y < there.height:
            unit = there.rows[there.place(y).row].unit(side.other)
            target = unit.block if unit else None
        blocks = there.articles[side.other].blocks
        if blocks:
            index = min(block, len(blocks) - 1) if target is None else target
            self.caret = Caret(side.other, blocks[index].start)

    def go(self, side: Side, offset: int) -> None:
        """Put the caret somewhere, unfolding and centring what is out of sight."""
        if self.page_now is None:
            return
        layout = self.page_now.layouts[side]
        block = layout.block_at(side, offset)
        if self.folded and not block.aligned and block.index not in layout.row_of[side]:
            self.folded = False
            self.relayout()
        self.caret = Caret(side, offset)
        layout = self.layout_now
        y = layout.y_of(side, offset)
        top, height = self.scroll_offset.y, self.size.height
        if not top + MARGIN <= y < top + height - MARGIN or y >= top + height - height // 4:
            top = top_centring(y, height, round(self.max_scroll_y))
            self.scroll_to(y=top, animate=False, force=True)

    def select_span(self, side: Side, span: Span) -> None:
        """Select a span and bring it into sight."""
        self.go(side, span.start)
        self.caret = selection.select(self.layout_now, self.caret, span)

    @property
    def selected(self) -> Span | None:
        """The selection, in offsets of the caret's article."""
        return motion.selected(self.layout_now, self.caret) if self.page_now else None

    @property
    def target(self) -> Span:
        """What a tag takes: the selection, else the sentence under the caret."""
        caret = self.caret
        return self.selected or motion.sentence_at(self.layout_now, caret.side, caret.offset)

    def toggle_selection(self) -> None:
        """Start a selection at the caret, or drop it; one made by a jump is taken in hand."""
        caret = self.caret
        if caret.loose:
            self.caret = selection.tightened(caret)
        else:
            self.caret = replace(caret, anchor=None if caret.selecting else caret.offset)

    def swap_ends(self) -> None:
        self.caret = selection.swap_ends(self.caret)

    def grow_selection(self) -> None:
        if self.page_now is not None:
            self.caret = selection.grow(self.layout_now, self.caret)

    def shrink_selection(self) -> None:
        if self.page_now is not None:
            self.caret = selection.shrink(self.layout_now, self.caret)

    def toggle_zoom(self) -> None:
        self.zoomed = not self.zoomed
        self.relayout()
        self.post_message(self.Resized())

    def swap_columns(self) -> None:
        """Let the articles change columns; the caret stays in its article."""
        self.swapped = not self.swapped
        self.relayout()
        self.post_message(self.Resized())

    def next_flow(self) -> None:
        """Aligned rows, then columns that follow each other's links, then free columns."""
        flows = list(Flow)
        self.flow = flows[(flows.index(self.flow) + 1) % len(flows)]
        self.relayout()

    def follow(self) -> None:
        """Let the other article follow the links from here on."""
        self.flow = Flow.FOLLOW
        self.relayout()

    def fold_rows(self, runs: Iterable[range]) -> None:
        """Fold runs of aligned rows to one line each; no runs unfold them."""
        self._unchanged = tuple(runs)
        self.relayout()

    def toggle_packed(self) -> None:
        self.packed = not self.packed
        self.relayout()

    def toggle_folded(self) -> None:
        self.folded = not self.folded
        self.relayout()

    # The mouse

    def _place_at(self, event: events.MouseEvent) -> tuple[Side, int] | None:
        offset = event.get_content_offset(self)
        if self.page_now is None or offset is None:
            return None
        columns = self.page_now.columns
        side = columns.side_at(offset.x)
        layout = self.page_now.layouts[side]
        y = self._lines_at(offset.y + self.scroll_offset.y)[side]
        found = motion.at_y(layout, side, y, offset.x - columns.text_x(side))
        return None if found is None else (side, found)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        place = self._place_at(event)
        if place is not None and event.button == 1:
            side, offset = place
            self.caret = Caret(side, offset)
            self._dragging = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        place = self._place_at(event) if self._dragging else None
        if place is None:
            return
        side, offset = place
        caret = self.caret
        if side is caret.side and offset != caret.offset:
            anchor = caret.offset if caret.anchor is None else caret.anchor
            self.caret = Caret(side, offset, anchor)

    def on_mouse_up(self) -> None:
        self._dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Two clicks take the word, three the sentence, four the paragraph."""
        if event.chain > 1 and self.page_now is not None:
            spans = selection.steps(self.layout_now, replace(self.caret, anchor=None))
            self.caret = selection.select(
                self.layout_now, self.caret, spans[min(event.chain, 4) - 2]
            )
