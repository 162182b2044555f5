"""The page of two articles, moved and marked by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import BindingsMap, BindingType

from tui.commands import COMMANDS, Command, bindings
from tui.reading import motion, selection
from tui.reading.arrangement import Flow
from tui.reading.caret import Caret, Side
from tui.widgets.page_view import PageView
from tui.widgets.styles import StyleBook


class PairView(PageView, can_focus=True):
    """Takes the keys of the registry, and the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings())
    DEFAULT_CSS = StyleBook.CSS

    def __init__(self, *, commands: tuple[Command, ...] = COMMANDS, id: str | None = None) -> None:
        super().__init__(id=id)
        if commands is not COMMANDS:
            # Not `App.set_keymap`: Textual lays a keymap over the bindings anew at every key,
            # twice, which takes 9 ms with the plain preset.
            self._bindings = BindingsMap(bindings(commands))
        self._dragging = False
        self.intercept: Callable[[str, str], bool] = lambda key, character: False

    # Actions

    async def on_key(self, event: events.Key) -> None:
        """Let whoever waits for a letter take it, else run its command, before the next key.

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
        if self.intercept(event.key, event.character or ""):
            event.stop()
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                return

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
        if self.page_now.flowing or len(self.page_now.columns.sides) == 1:
            self._turn_over()
        else:
            self.caret = motion.other_side(self.layout_now, self.caret)

    def _turn_over(self) -> None:
        """To the linked block of the other article, else to what stands beside, else to the top."""
        page, side = self.page_now, self.caret.side
        assert page is not None
        there = page.layouts[side.other]
        block = self.layout_now.block_at(side, self.caret.offset).index
        target = page.beside(side, block)
        y = self._lines_at(self.layout_now.y_of(side, self.caret.offset))[side.other]
        if target is None and page.flowing and 0 <= y < there.height:
            unit = there.rows[there.place(y).row].unit(side.other)
            target = unit.block if unit else None
        blocks = there.articles[side.other].blocks
        if blocks:
            index = min(block, len(blocks) - 1) if target is None else target
            self.caret = Caret(side.other, blocks[index].start)

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
        self.post_message(self.Resized())

    def action_swap(self) -> None:
        """Let the articles change columns; the caret stays in its article."""
        self.swapped = not self.swapped
        self.relayout()
        self.post_message(self.Resized())

    def action_flow(self) -> None:
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
