"""The two articles, drawn line by line, and the caret that the view follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotations.alignment import Alignment, Row
from annotations.articles import Article
from tui.page.arrangement import Arrangement, Flow, arrange, beside, followed_shift
from tui.page.caret import STRAIGHT, Caret, Side
from tui.page.drawing import Glyphs, Layers, Near, Page, nothing_near
from tui.page.layout import NARROW, NO_HEIGHTS, Heights, PairLayout, display_text
from tui.page.marginalia import Marginalia
from tui.page.viewport import top_showing
from tui.widgets.measuring import Measuring
from tui.widgets.paint_ahead import PaintAhead
from tui.widgets.painter import Painter, Sight
from tui.widgets.styles import PAGE, StyleBook
from tui.widgets.thumb import move_thumb
from tui.widgets.while_attached import WhileAttached

MARGIN = 3
"""Screen lines kept between the caret and the edge of the view."""
BOOK = 1000
"""Rows from which on the first screenful is laid out, and painted, before the rest."""


class Turned(Struct, frozen=True):
    """Where the reader stands once other articles are shown.

    `line` is the line of the view at which the caret is to stand, None for the one where it stood;
    `shift` is as in `beside`.
    """

    caret: Caret
    line: int | None = None
    shift: int = 0


class PageView(WhileAttached, ScrollView):
    """Two articles in aligned rows, with a caret: one immutable value says where the reader stands.

    Give it a pair with `open`, sources of layers with `set_sources`; watch `caret`.
    """

    ALLOW_SELECT = False

    caret: var[Caret] = var(Caret(), init=False)

    class Resized(Message):
        """The columns are others; whoever stands above them moves along."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.styles_by_name = StyleBook(self, PAGE)
        self.articles: tuple[Article, Article] | None = None
        self.zoomed = False
        self.swapped = False
        self.folded = True
        self.packed = False
        self.flow = Flow.ROWS
        self.fitting = False
        self.three = False
        """Whether a third article stands beside these two: then each flows in its own column."""
        self.least_blocks = 0
        """Blocks for whose numbers there is to be room, where a third article has more of them."""
        self.near: Near = nothing_near
        self.marginalia: Callable[[], Marginalia] = Marginalia
        self.page_now: Page | None = None
        self._display = ("", "")
        self._rows: Sequence[Row] = ()
        self._alignment = Alignment()
        self._painter = Painter(self, self.styles_by_name)
        self._ahead: PaintAhead | None = None
        self._measuring = Measuring(self, lambda heights: self.relayout(heights=heights))
        self._lit: frozenset[tuple[Side, int]] = frozenset()
        self.shift = 0
        self._unchanged: tuple[range, ...] = ()
        self.likely: Callable[[], Iterable[tuple[Side, int]]] = lambda: ()
        self.rested: Callable[[], None] = lambda: None

    # What it shows

    def open(
        self,
        articles: tuple[Article, Article],
        rows: Sequence[Row],
        alignment: Alignment,
        turned: Turned | None = None,
    ) -> None:
        """Show a pair, or the same pair in other rows; the caret's line stays where it was.

        With `turned`, the caret stands elsewhere from now on.
        """
        if self.articles is not articles:
            self.articles = articles
            self._display = display_text(articles[0]), display_text(articles[1])
        self._rows, self._alignment = rows, alignment
        self.relayout(turned)

    def set_sources(self, layers: tuple[Layers, ...], glyphs: Glyphs) -> None:
        """Sources of layers in paint order, and of letters for the gutter."""
        self._painter.layers, self._painter.glyphs = layers, glyphs
        self.repaint()

    @property
    def layout_now(self) -> PairLayout:
        """The layout of the caret's side."""
        assert self.page_now is not None, "no pair is open"
        return self.page_now.layouts[self.caret.side]

    @property
    def sides(self) -> tuple[Side, ...]:
        """Both sides as they stand, or the caret's alone where zoomed or the terminal is narrow."""
        if self.zoomed or self.scrollable_content_region.width < NARROW:
            return (self.caret.side,)
        return self.order

    @property
    def order(self) -> tuple[Side, Side]:
        """The sides from the left column to the right one."""
        return (Side.RIGHT, Side.LEFT) if self.swapped else STRAIGHT

    def column(self, side: Side) -> str:
        """The word for the column in which a side stands: left or right."""
        return (side.other if self.swapped else side).word

    @property
    def _fits(self) -> bool:
        """Whether the page is laid out for the size of now."""
        page, width = self.page_now, self.scrollable_content_region.width
        return page is not None and page.columns.total == width

    def relayout(self, turned: Turned | None = None, heights: Heights = NO_HEIGHTS) -> None:
        """Wrap anew for the width, the folds and the rows of now; `heights` are those known."""
        self._measuring.stop()
        width = self.scrollable_content_region.width
        if self.articles is None or width <= 0:
            return
        # On opening, what stands above the place where one stopped is in sight too.
        kept = self.size.height // 3
        if self.page_now is not None:
            y = self.layout_now.y_of(self.caret.side, self.caret.offset) - self.scroll_offset.y
            y = y if turned is None or turned.line is None else turned.line
            kept = min(max(0, y), max(0, self.size.height - 1))
        if turned is not None:
            self.set_reactive(PageView.caret, turned.caret)
            self.shift, self._unchanged = turned.shift, ()
        first = self._first_screenful()
        fits = self.fitting and len(self.sides) == 2
        flow = None if fits else self.flow
        wanted = Arrangement(
            *(self.sides, flow, self.folded, self.packed, self._unchanged, self.least_blocks)
        )
        page = self.page_now = arrange(
            *(self.articles, self._display, self._rows, self._alignment, width, wanted, first),
            near=lambda side, block: self.near(side, block),
            marginalia=self.marginalia(),
            heights=heights,
        )
        if fits:
            self.fitting, self.flow = False, Flow.FOLLOW if page.flowing else Flow.ROWS
        if first is not None:
            self._measuring.begin(page)
        if not self.page_now.flowing:
            self.shift = 0
        layout = self.layout_now
        self.virtual_size = Size(width, layout.height)
        self._lit = self.page_now.lit(self.caret)
        self._move_out_of_folds()
        y = layout.y_of(self.caret.side, self.caret.offset)
        self.scroll_to(y=max(0, y - kept), animate=False, force=True)
        self._follow()
        self.repaint()
        self.call_after_refresh(self.show_caret)

    def _first_screenful(self) -> tuple[Side, int] | None:
        """The caret's block, around which a book is laid out before all of it is."""
        if self.page_now is not None or self.articles is None or len(self._rows) < BOOK:
            return None
        block = self.articles[self.caret.side].block_at(self.caret.offset)
        return self.caret.side, block.index if block else 0

    def _move_out_of_folds(self) -> None:
        layout = self.layout_now
        side = self.caret.side
        if layout.row_at(side, self.caret.offset) is None and layout.row_of[side]:
            block = layout.block_at(side, self.caret.offset).index
            nearest = min(layout.row_of[side], key=lambda other: (abs(other - block), other))
            self.caret = Caret(side, layout.articles[side].blocks[nearest].start)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the view, those that were painted before as they are.

        Past Textual's cache of styled lines, which is by line of the screen: what was painted of a
        line is of use wherever it is scrolled to. The view has neither border nor padding.
        """
        if self.page_now is None:
            self.relayout()  # the page that is drawn first: Textual tells the size only after that
        width = self.size.width
        if self.page_now is None:
            return [Strip.blank(crop.width, self.styles_by_name.rich(()))] * crop.height
        top = self.scroll_offset.y
        strips = self._painter.strips(self.sight, range(top + crop.y, top + crop.bottom))
        self.paint_ahead()
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    @property
    def caret_line(self) -> int:
        """The line of the view at which the caret stands; outside of it where it is out of sight."""
        if self.page_now is None:
            return 0
        return self.layout_now.y_of(self.caret.side, self.caret.offset) - self.scroll_offset.y

    @property
    def tops(self) -> tuple[int, int]:
        """The lines of the left and of the right layout with which the view begins."""
        return self._lines_at(self.scroll_offset.y)

    @property
    def sight(self) -> Sight:
        """The page as it is in sight."""
        assert self.page_now is not None, "no pair is open"
        top = self.scroll_offset.y
        return Sight(self.page_now, self.caret, self.has_focus, self.shift, top, self.size)

    def _resign(self) -> None:
        """Draw the lines on which the caret shows other than before."""
        top, width = self.scroll_offset.y, self.size.width
        for y in self._painter.changed(self.sight):
            self.refresh(Region(0, y - top, width, 1))

    def paint_ahead(self) -> None:
        """Some other lines are likely now: paint those too before they are asked for."""
        if self._ahead is not None:
            self._ahead.resume()

    def _lines_at(self, y: int) -> tuple[int, int]:
        """The lines of both layouts that stand at a line of the caret's."""
        return beside(self.caret.side, y, self.shift)

    def _line_of(self, side: Side, y: int) -> int:
        """The line of the caret's layout that a line of a side's layout stands beside."""
        return beside(side, y, self.shift)[self.caret.side]

    def repaint(self) -> None:
        """Draw everything anew."""
        self._painter.forget()
        self.refresh()

    def repaint_row(self, row: int, side: Side | None = None) -> None:
        """Draw one row of a side's layout (the caret's) anew, where it is on the screen."""
        if self.page_now is None:
            return
        side = self.caret.side if side is None else side
        tops = self.page_now.layouts[side].tops
        if not 0 <= row < len(tops) - 1:
            return
        top, bottom = self._line_of(side, tops[row]), self._line_of(side, tops[row + 1])
        self._painter.discard(range(top, bottom))
        first = max(top, self.scroll_offset.y)
        last = min(bottom, self.scroll_offset.y + self.size.height)
        if first < last:
            self.refresh(Region(0, first - self.scroll_offset.y, self.size.width, last - first))

    def repaint_block(self, side: Side, block: int) -> None:
        """Draw the row of one block anew."""
        if self.page_now is not None:
            row = self.page_now.layouts[side].row_of[side].get(block)
            if row is not None:
                self.repaint_row(row, side)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.styles_by_name.clear()
        self._painter.forget_colours()

    def on_mount(self) -> None:
        self._ahead = PaintAhead(
            *(self, self._painter, lambda: self.sight if self.page_now else None),
            likely=lambda: self.likely(),
            rested=lambda: self.rested(),
        )

    def on_resize(self) -> None:
        if self._fits:
            self.call_after_refresh(self.show_caret)
        else:
            self.relayout()
        self.post_message(self.Resized())

    def watch_has_focus(self, focused: bool) -> None:
        """Draw the caret as it is with or without; no other style of the view knows of the focus."""
        if self.page_now is not None:
            self._resign()

    # The caret

    def watch_caret(self, old: Caret, caret: Caret) -> None:
        page = self.page_now
        if page is None:
            return
        if old.side is not caret.side and (page.flowing or len(page.columns.sides) == 1):
            self._change_side(page)
            return
        lit = page.lit(caret)
        entered, self._lit = lit != self._lit, lit
        self.show_caret()
        if entered:
            self._follow()
        self._resign()

    def _change_side(self, page: Page) -> None:
        """The caret went to the article that is not shown, or that has a layout of its own."""
        if not page.flowing:
            self.relayout()
            return
        layout, y = self.layout_now, self.scroll_offset.y
        # The new side's line that stands where the old side's first line stands.
        first = beside(self.caret.side.other, y, self.shift)[self.caret.side]
        self.virtual_size = Size(self.virtual_size.width, layout.height)
        self.scroll_to(y=min(max(0, first), self.max_scroll_y), animate=False, force=True)
        now = self.scroll_offset.y
        self.shift = y - now if self.caret.side else now - y
        self._lit = page.lit(self.caret)
        self.repaint()
        self.show_caret()
        self._follow()

    def _follow(self) -> None:
        """Bring what the other article has for the caret's block level with it, if they flow so.

        As far as both columns stay full of text: at the ends of an article it is only in sight.
        """
        page = self.page_now
        if page is None or not page.flowing or self.flow is not Flow.FOLLOW:
            return
        view = round(self.scroll_y), self.size.height
        shift = followed_shift(page, self.caret, self.shift, *view)
        if shift != self.shift:
            self.shift = shift
            self.repaint()

    def show_near(self, blocks: Iterable[tuple[Side, int]]) -> None:
        """The passages of some blocks are known now, or are others."""
        if self.page_now is None:
            return
        for side, block in blocks:
            self.repaint_block(side, block)
        self._lit = self.page_now.lit(self.caret)
        self._follow()
        self._resign()

    def watch_scroll_y(self, old: float, new: float) -> None:
        if round(old) != round(new):
            self.refresh(self.size.region)
        move_thumb(self, old, new)
        if self._ahead is not None:
            self._ahead.down = new > old
        self._follow()
        if self._measuring.is_behind(self._lines_at(round(new)), self.size.height):
            self.relayout()
        if self.flow is Flow.FREE and self.page_now is not None and self.page_now.flowing:
            moved = round(new) - round(old)
            self.shift += -moved if self.caret.side else moved
            self._painter.forget()

    def show_caret(self) -> None:
        """Scroll just so far that the caret stands off the edges of the view."""
        if self.page_now is None or self.size.height <= 0:
            return
        y = self.layout_now.y_of(self.caret.side, self.caret.offset)
        top = top_showing(y, self.scroll_offset.y, self.size.height, self.margin)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    @property
    def margin(self) -> int:
        """Lines that the caret keeps off the edges of the view."""
        # What stands beside is half of the reading where the columns flow: keep room for it.
        flowing = self.page_now is not None and self.page_now.flowing
        return max(MARGIN, self.size.height // 4) if flowing else MARGIN
