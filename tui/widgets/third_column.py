"""A third article beside the two: it follows the caret, and takes it when it is gone to."""

from __future__ import annotations

from textual import events
from textual.message import Message

from annotations.alignment import Alignment, Row
from annotations.articles import Article
from tui.page.caret import Caret, Side
from tui.page.drawing import Sign
from tui.widgets.page_view import Turned
from tui.widgets.painter import Sight
from tui.widgets.pair_view import PairView


class _WithoutCaret(Sight, frozen=True):
    """A page in sight on which only the number of the block that answers is bright."""

    def signs(self) -> dict[int, Sign]:
        found = super().signs()
        return {y: Sign(lit=sign.lit) for y, sign in found.items() if sign.lit}


class ThirdColumn(PairView, can_focus=False):
    """One article alone, on the left side of a page of its own."""

    DEFAULT_CSS = "ThirdColumn { scrollbar-color: $background; }"

    class Pressed(Message):
        """Somebody clicked at an offset of the article."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(press=_takes_no_key, id=id)
        self.zoomed = True
        self.answers = False
        """Whether what answers the caret's block is known; its number is bright then."""

    def show(self, article: Article, caret: Caret, line: int) -> None:
        """Show an article; the caret's place stands at a line of the view."""
        rows = tuple(Row(index, None) for index in range(len(article.blocks)))
        self.answers = False
        self.open((article, article), rows, Alignment(), Turned(caret, line))

    def level(self, offset: int, line: int, *, answers: bool) -> None:
        """Bring an offset to a line of the view, as far as the column stays full of text."""
        page = self.page_now
        if page is None:
            return
        self.answers = answers
        self.set_reactive(ThirdColumn.caret, Caret(Side.LEFT, offset))
        self._lit = page.lit(self.caret)
        y = page.layouts[Side.LEFT].y_of(Side.LEFT, offset) - line
        self.scroll_to(y=min(max(0, y), self.max_scroll_y), animate=False, force=True)
        self._resign()

    def show_caret(self) -> None:
        """Nothing: what is at the caret stands level with something else, or out of sight."""

    @property
    def sight(self) -> Sight:
        found = super().sight
        kind = _WithoutCaret if self.answers else _Plain
        return kind(found.page, found.caret, False, found.shift, found.top, found.size)

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        place = self._place_at(event)
        if place is not None and event.button == 1:
            self.post_message(self.Pressed(place[1]))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Nothing is selected where the caret is not."""

    def on_mouse_up(self) -> None:
        """As above."""

    def on_click(self, event: events.Click) -> None:
        """As above."""


class _Plain(Sight, frozen=True):
    """A page in sight without a caret."""

    def signs(self) -> dict[int, Sign]:
        return {}


async def _takes_no_key(key: str, character: str) -> bool:
    return False
