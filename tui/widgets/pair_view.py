"""The two articles, drawn line by line; one immutable caret says where the reader stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotations.alignment import Alignment, Row
from annotations.articles import Article, Span
from tui.commands import bindings
from tui.reading import motion, selection
from tui.reading.caret import Caret, Side
from tui.reading.layout import NARROW, Columns, PairLayout, display_text, shown_rows
from tui.reading.page import Glyphs, Layers, Look, Page
from tui.widgets.styles import StyleBook

MARGIN = 3
"""Screen lines kept between the caret and the edge of the view."""


class PairView(ScrollView, can_focus=True):
    """Two articles in aligned rows, with a caret.

    Give it a pair with `open`, sources of layers with `set_sources`; watch `caret`.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = list(bindings())
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"pair--{name}" for name in StyleBook.NAMES}
    DEFAULT_CSS = StyleBook.CSS

    caret: var[Caret] = var(Caret(), init=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.styles_by_name = StyleBook(self)
        self.articles: tuple[Article, Article] | None = None
        self.zoomed = False
        self.folded = True
        self.packed = False
        self.page_now: Page | None = None
        self._display = ("", "")
        self._rows: Sequence[Row] = ()
        self._alignment = Alignment()
        self._layers: tuple[Layers, ...] = ()
        self._glyphs: Glyphs = lambda side, block: ()
        self._strips: LRUCache[int, Strip] = LRUCache(1000)
        self._lit: frozenset[tuple[Side, int]] = frozenset()
        self._dragging = False
        self.intercept: Callable[[str], bool] = lambda character: False

    # What it shows

    def open(
        self, articles: tuple[Article, Article], rows: Sequence[Row], alignment: Alignment
    ) -> None:
        """Show a pair, or the same pair in other rows; the caret's line stays where it was."""
        if self.articles is not articles:
            self.articles = articles
            self._display = display_text(articles[0]), display_text(articles[1])
        self._rows, self._alignment = rows, alignment
        self.relayout()

    def set_sources(self, layers: tuple[Layers, ...], glyphs: Glyphs) -> None:
        """Sources of layers in paint order, and of letters for the gutter."""
        self._layers, self._glyphs = layers, glyphs
        self.repaint()

    @property
    def layout_now(self) -> PairLayout:
        assert self.page_now is not None, "no pair is open"
        return self.page_now.layout

    @property
    def sides(self) -> tuple[Side, ...]:
        """Both sides, or the caret's alone where it is zoomed or the terminal is narrow."""
        narrow = self.scrollable_content_region.width < NARROW
        return (self.caret.side,) if self.zoomed or narrow else (Side.LEFT, Side.RIGHT)

    def relayout(self) -> None:
        """Wrap anew for the width, the folds and the rows of now."""
        width = self.scrollable_content_region.width
        if self.articles is None or width <= 0:
            return
        before = self.page_now.layout if self.page_now else None
        kept = self._screen_line(before) if before else 0
        sides = self.sides
        blocks = max(len(article.blocks) for article in self.articles)
        layout = PairLayout(
            self.articles,
            self._display,
            shown_rows(
                self._rows, self.articles, sides=sides, folded=self.folded, packed=self.packed
            ),
            Columns.fit(width, blocks, sides),
        )
        self.page_now = Page(layout, self._alignment)
        self.virtual_size = Size(width, layout.height)
        self._lit = self.page_now.lit(self.caret)
        self._move_out_of_folds()
        y = layout.y_of(self.caret.side, self.caret.offset)
        self.scroll_to(y=max(0, y - kept), animate=False, force=True)
        self.repaint()
        self.call_after_refresh(self.show_caret)

    def _screen_line(self, layout: PairLayout) -> int:
        """The caret's line inside the view, as it was."""
        y = layout.y_of(self.caret.side, self.caret.offset) - self.scroll_offset.y
        return min(max(0, y), max(0, self.size.height - 1))

    def _move_out_of_folds(self) -> None:
        layout = self.layout_now
        side = self.caret.side
        if layout.row_at(side, self.caret.offset) is None and layout.row_of[side]:
            block = layout.block_at(side, self.caret.offset).index
            nearest = min(layout.row_of[side], key=lambda other: (abs(other - block), other))
            self.caret = Caret(side, layout.articles[side].blocks[nearest].start)

    # Drawing

    def render_line(self, y: int) -> Strip:
        y += self.scroll_offset.y
        width = self.size.width
        base = self.styles_by_name.rich(())
        page = self.page_now
        if page is None or y >= page.layout.height:
            return Strip.blank(width, base)
        live = self._is_live(page.layout.place(y).row)
        if not live and (cached := self._strips.get(y)) is not None:
            return cached
        look = Look(self.caret, self._layers, self._glyphs, self._lit, self.has_focus)
        rich = self.styles_by_name.rich
        segments = [Segment(text, rich(styles)) for text, styles in page.pieces(y, look) if text]
        strip = Strip(segments).adjust_cell_length(width, base)
        if not live:
            self._strips[y] = strip
        return strip

    def _is_live(self, row: int) -> bool:
        """Whether a row shows the caret or a selection, which change without notice."""
        assert self.page_now is not None
        return row in self.page_now.rows_of(self.caret)

    def repaint(self) -> None:
        """Draw everything anew."""
        self._strips.clear()
        self.refresh()

    def repaint_row(self, row: int) -> None:
        """Draw one row anew, where it is on the screen."""
        layout = self.layout_now
        if not 0 <= row < len(layout.rows):
            return
        top, bottom = layout.tops[row], layout.tops[row + 1]
        for y in range(top, bottom):
            self._strips.discard(y)
        first = max(top, self.scroll_offset.y)
        last = min(bottom, self.scroll_offset.y + self.size.height)
        if first < last:
            self.refresh(Region(0, first - self.scroll_offset.y, self.size.width, last - first))

    def repaint_block(self, side: Side, block: int) -> None:
        """Draw the row of one block anew."""
        row = self.layout_now.row_of[side].get(block)
        if row is not None:
            self.repaint_row(row)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.styles_by_name.clear()
        self._strips.clear()

    def on_resize(self) -> None:
        self.relayout()

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        if self.page_now is not None:
            for row in self.page_now.rows_of(self.caret):
                self.repaint_row(row)

    # The caret

    def watch_caret(self, old: Caret, caret: Caret) -> None:
        page = self.page_now
        if page is None:
            return
        if old.side is not caret.side and len(page.layout.columns.sides) == 1:
            self.relayout()
            return
        lit = page.lit(caret)
        for side, block in lit ^ self._lit:
            self.repaint_block(side, block)
        self._lit = lit
        for row in {*page.rows_of(old), *page.rows_of(caret)}:
            self.repaint_row(row)
        self.show_caret()

    def show_caret(self) -> None:
        """Scroll just so far that the caret stands off the edges of the view."""
        if self.page_now is None or self.size.height <= 0:
            return
        y = self.layout_now.y_of(self.caret.side, self.caret.offset)
        height = self.size.height
        margin = min(MARGIN, (height - 1) // 2)
        top = self.scroll_offset.y
        if y < top + margin:
            self.scroll_to(y=max(0, y - margin), animate=False, force=True)
        elif y > top + height - 1 - margin:
            self.scroll_to(y=y - height + 1 + margin, animate=False, force=True)

    def go(self, side: Side, offset: int) -> None:
        """Put the caret somewhere, unfolding and centring what is out of sight."""
        layout = self.layout_now
        if layout.block_at(side, offset).index not in layout.row_of[side] and self.folded:
            block = layout.articles[side].blocks[layout.block_at(side, offset).index]
            if not block.aligned:
                self.folded = False
                self.relayout()
        self.caret = Caret(side, offset)
        layout = self.layout_now
        y = layout.y_of(side, offset)
        top, height = self.scroll_offset.y, self.size.height
        if not top + MARGIN <= y < top + height - MARGIN or y >= top + height - height // 4:
            self.scroll_to(y=max(0, y - height // 3), animate=False, force=True)

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

    # Actions

    def on_key(self, event: events.Key) -> None:
        """Let whoever waits for a letter take it before it is a command."""
        if self.intercept(event.character or ""):
            event.stop()
            event.prevent_default()

    def action_move(self, name: str, step: int) -> None:
        if self.page_now is not None:
            self.caret = motion.MOTIONS[name](self.layout_now, self.caret, step)

    def action_extend(self, name: str, step: int) -> None:
        if self.page_now is None:
            return
        caret = self.caret
        begun = caret if caret.selecting else replace(caret, anchor=caret.offset)
        self.caret = motion.MOTIONS[name](self.layout_now, begun, step)

    def action_page(self, pages: float) -> None:
        if self.page_now is not None:
            lines = int(pages * max(1, self.size.height - 2))
            top = self.scroll_offset.y
            self.scroll_to(y=min(max(0, top + lines), self.max_scroll_y), animate=False, force=True)
            self.caret = motion.by_lines(self.layout_now, self.caret, lines)

    def action_other_side(self) -> None:
        if self.page_now is None:
            return
        if len(self.page_now.layout.columns.sides) == 1:
            self._turn_over()
        else:
            self.caret = motion.other_side(self.layout_now, self.caret)

    def _turn_over(self) -> None:
        """With one article shown: to the linked block of the other, else to the nearest."""
        assert self.page_now is not None
        caret, layout = self.caret, self.layout_now
        block = layout.block_at(caret.side, caret.offset).index
        partners = self.page_now.partners(caret.side, block)
        blocks = layout.articles[caret.side.other].blocks
        if blocks:
            index = partners[0] if partners else min(block, len(blocks) - 1)
            self.caret = Caret(caret.side.other, blocks[index].start)

    def action_select(self) -> None:
        caret = self.caret
        self.caret = replace(caret, anchor=None if caret.selecting else caret.offset)

    def action_swap_ends(self) -> None:
        self.caret = selection.swap_ends(self.caret)

    def action_grow(self) -> None:
        if self.page_now is not None:
            self.caret = selection.grow(self.layout_now, self.caret)

    def action_shrink(self) -> None:
        if self.page_now is not None:
            self.caret = selection.shrink(self.layout_now, self.caret)

    def action_zoom(self) -> None:
        self.zoomed = not self.zoomed
        self.relayout()

    def action_pack(self) -> None:
        self.packed = not self.packed
        self.relayout()

    def action_fold(self) -> None:
        self.folded = not self.folded
        self.relayout()

    # The mouse

    def _place_at(self, event: events.MouseEvent) -> tuple[Side, int] | None:
        offset = event.get_content_offset(self)
        if self.page_now is None or offset is None:
            return None
        layout = self.layout_now
        side = layout.columns.side_at(offset.x)
        cell = offset.x - layout.columns.text_x(side)
        found = motion.at_y(layout, side, offset.y + self.scroll_offset.y, cell)
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
