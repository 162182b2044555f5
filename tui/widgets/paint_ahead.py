"""Paint what the next key may bring into sight, while nobody presses anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from textual.scroll_view import ScrollView

from tui.page.caret import Side
from tui.page.viewport import top_centring
from tui.widgets.painter import Painter, Sight

PAUSE = 0.004
"""Seconds between two lots of lines painted ahead, each about a millisecond's work."""

Places = Callable[[], Iterable[tuple[Side, int]]]
"""Offsets that jumps of the next key may go to."""


class PaintAhead:
    """The pages before and after the one in sight, and those that likely jumps go to.

    `likely` gives places of such jumps; `rested` is called when there is nothing left to paint.
    """

    def __init__(
        self,
        view: ScrollView,
        painter: Painter,
        sight: Callable[[], Sight | None],
        likely: Places,
        rested: Callable[[], None],
    ) -> None:
        self._view = view
        self._painter = painter
        self._sight = sight
        self._likely = likely
        self._rested = rested
        self._timer = view.set_interval(PAUSE, self._paint, pause=True)
        self.down = True
        """Whether the view was last scrolled down: the page after it is then painted first."""

    def resume(self) -> None:
        """Other lines are likely now."""
        self._timer.resume()

    def _paint(self) -> None:
        view, sight = self._view, self._sight()
        top, height = view.scroll_offset.y, view.size.height
        pages = range(top + height, top + 2 * height), range(top - 1, top - height - 1, -1)
        tops = [] if sight is None else self._likely_tops(sight)
        wanted = [range(at, at + height) for at in tops]
        wanted += pages if self.down else reversed(pages)
        lines = (y for page in wanted for y in page if 0 <= y < view.virtual_size.height)
        cuts = view.scrollable_content_region.width, view.size.width
        if sight is None or not self._painter.ahead(sight, lines, cuts):
            self._timer.pause()
            self._rested()

    def _likely_tops(self, sight: Sight) -> Iterator[int]:
        """First lines of the view after jumps that are likely."""
        for side, offset in self._likely():
            if side is sight.caret.side or not sight.page.flowing:
                y = sight.page.layouts[side].y_of(side, offset)
                yield top_centring(y, sight.size.height, round(self._view.max_scroll_y))
