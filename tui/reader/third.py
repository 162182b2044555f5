"""The third column: whether there is room for it, where it stands, and what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import Static

from annotations.articles import Block
from tui.features.registry import Features
from tui.page.caret import Caret, Side
from tui.page.layout import Columns
from tui.page.marginalia import Glyph
from tui.page.style_runs import Layer
from tui.session.answering import next_article
from tui.session.drawn_marks import glyphs_on, marginalia, marginalia_on, spans_on
from tui.widgets.bars import Head
from tui.widgets.third_column import ThirdColumn

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.features.host import Host
    from tui.reader.answers import Answers

THREE_FROM = 150
"""Cells of the page from which on three columns stand in it."""


class Gap(Static):
    """What stands between the third column and the two."""

    DEFAULT_CSS = """
    Gap { height: 1fr; color: $foreground 14%; }
    """

    def render(self) -> str:
        width, height = self.size
        line = "│".rjust(width // 2 + 1).ljust(width)
        return "\n".join([line] * height)


class Third:
    """A third article of the event beside the two that are open; it follows the caret."""

    def __init__(
        self, host: Host, screen: Screen[int], features: Features, answers: Answers
    ) -> None:
        self._host = host
        self._screen = screen
        self._features = features
        self._answers = answers
        self._column: ThirdColumn | None = None
        self._gap: Gap | None = None
        self.key = ""
        """Id of the article that stands there; empty where there is none."""
        self.first = False
        """Whether it stands left of the two."""
        self.left = 0
        """Cells of the screen left of the two."""
        self._x = 0

    # Whether and where

    def toggle(self) -> bool:
        """Want it, or want it no more; whether there is room for it."""
        if not self.shown and self.room < THREE_FROM:
            words = f"three columns need {THREE_FROM} cells beside each other; here are {self.room}"
            self._host.bars.show_message(words, warn=True)
            return False
        self._host.session.view["third"] = not self.shown
        return True

    @property
    def standing(self) -> str:
        """How many columns there are, and the key that makes them more or fewer."""
        key = self._host.keymap.key("event.third")
        words = "three articles beside each other" if self.shown else "two articles"
        return f"{words} · {key} {'hides the third' if self.shown else 'shows a third'}"

    @property
    def wanted(self) -> bool:
        """Whether the reader wants it, where there is room."""
        return self._host.session.view.get("third") is not False

    @property
    def room(self) -> int:
        """Cells that the columns have."""
        listing = self._screen.query_one("#list")
        taken = listing.outer_size.width if listing.display else 0
        return self._host.view.app.size.width - taken

    def choose(self, ids: tuple[str, str], key: str = "") -> None:
        """Choose the article: the one that is asked for, else as it is, else the next of the event."""
        articles = self._host.session.event.articles
        key = key or self.key
        if key in ids or key not in articles:
            key = next_article(articles, ids[1], ids, 1)
        there = self.wanted and self.room >= THREE_FROM and not self._host.view.zoomed
        self.key = key if there else ""

    def fit(self) -> bool:
        """Show the column or take it away, as there is room for it; whether that is other than before."""
        was = self._column is not None
        self.choose(self._host.session.article_ids)
        article = self._host.session.article(self.key) if self.key else None
        if article is None:
            self._remove()
            return was
        self._host.session.seat_third(self.key)
        self._place()
        return not was

    def _place(self) -> None:
        """Give the three columns the same room, whichever of them stands by itself."""
        session, view = self._host.session, self._host.view
        articles = [*session.articles, session.article(self.key)]
        blocks = max(len(each.blocks) for each in articles if each is not None)
        letters = marginalia(session).letters
        bars = view.styles.scrollbar_size_vertical
        column, channel = Columns.third(self.room - bars - 1, blocks, letters)
        width = column + bars
        gap = channel - bars
        rest = self.room - 3 * column - 2 * channel - bars
        body = self._screen.query_one("#body", Horizontal)
        body.styles.padding = (0, rest - rest // 2, 0, rest // 2)
        two = 2 * column + channel + bars
        self.left = rest // 2 + (width + gap if self.first else 0)
        self._x = rest // 2 + (0 if self.first else two + gap)
        if self._column is None or self._gap is None:
            self._column, self._gap = ThirdColumn(id="third"), Gap()
            self._dress(self._column)
            body.mount(self._gap, self._column, after=view)
        self._column.least_blocks = view.least_blocks = blocks
        self._column.styles.width, self._gap.styles.width = width, gap
        if self.first:
            body.move_child(self._column, before=view)
            body.move_child(self._gap, before=view)
        else:
            body.move_child(self._column, after=view)
            body.move_child(self._gap, after=view)

    def _dress(self, column: ThirdColumn) -> None:
        """Let it draw what is said of its article."""
        session = self._host.session
        column.styles_by_name.colour_of = session.codebook.colour
        column.marginalia = lambda: marginalia_on(session, self.key)
        column.set_sources(
            (lambda side, block: self._layers(block),), lambda side, block: self._glyphs(block)
        )

    def _layers(self, block: Block) -> Iterator[Layer]:
        """What is suggested, tagged and found in a block; a diff is that of the two articles."""
        made, key = self._features.made, self.key
        suggesting, search = made(Features.suggesting), made(Features.search)
        yield from suggesting.layers(key, block) if suggesting else ()
        yield from spans_on(self._host.session, key, block)
        yield from search.layers(key, block) if search else ()

    def _glyphs(self, block: Block) -> list[Glyph]:
        suggesting = self._features.made(Features.suggesting)
        proposed = suggesting.glyphs(self.key, block) if suggesting else []
        return [*glyphs_on(self._host.session, self.key, block), *proposed]

    def _remove(self) -> None:
        self.key = ""
        view = self._host.view
        if self._column is not None and self._gap is not None:
            self._column.remove()
            self._gap.remove()
            self._column = self._gap = None
            view.least_blocks = 0
            self._screen.query_one("#body").styles.padding = self.left = 0

    # What it shows

    @property
    def shown(self) -> bool:
        """Whether there is a third column."""
        return self._column is not None

    @property
    def top(self) -> int:
        """The line of its article with which it begins."""
        return self._column.scroll_offset.y if self._column else 0

    @property
    def place(self) -> tuple[int, int | None]:
        """The offset at which it stands, and the line of the view where that is."""
        if self._column is None or self._column.page_now is None:
            return 0, None
        return self._column.caret.offset, self._column.caret_line

    def show(self, top: int | None = None) -> None:
        """Show its article, from a line of it on where that is given."""
        article = self._host.session.article(self.key)
        if self._column is None or article is None:
            return
        self._column.folded = self._host.view.folded
        if self._column.articles is None or self._column.articles[0] is not article:
            first = next((each.start for each in article.blocks if each.aligned), 0)
            self._column.show(article, Caret(Side.LEFT, first), 0)
        if top is not None:
            self._column.scroll_to(y=top, animate=False, force=True)
        self.repaint()

    def repaint(self, *, relaid: bool = False) -> None:
        """Draw it anew: something is said of its article, or the colours are others.

        It is laid out anew where marks take other room.
        """
        column = self._column
        if column is not None:
            column.styles_by_name.colour_of = self._host.session.codebook.colour
            top = column.scroll_offset.y
            if relaid and column.page_now is not None:
                column.relayout()
                column.scroll_to(y=top, animate=False, force=True)
            column.repaint()

    def follow(self) -> None:
        """Bring what answers the caret's block level with the caret."""
        column, view, session = self._column, self._host.view, self._host.session
        article = session.article(self.key) if self.key else None
        if column is None or column.page_now is None or article is None or view.page_now is None:
            return
        here = session.article_ids[view.caret.side]
        block = session.block_of(view.caret.side, view.caret.offset)
        found = self._answers.now(here, block, self.key)
        if found is None:
            line = column.caret_line if column.answers else 0
            column.level(column.caret.offset, line, answers=False) if column.answers else None
            self._answers.seek(here, block, self.key, self.follow)
            return
        start = view.layout_now.articles[view.caret.side].blocks[block].start
        line = view.layout_now.y_of(view.caret.side, start) - view.scroll_offset.y
        column.level(article.blocks[found].start, line, answers=True)

    def head(self) -> Iterator[Head]:
        """The title of the column, where there is one."""
        article = self._host.session.article(self.key) if self.key else None
        column = self._column
        if column is not None and column.page_now is not None and article is not None:
            columns = column.page_now.columns
            x = self._x + columns.text_x(Side.LEFT)
            yield Head(article, x, columns.text + 1, self._host.session.number(self.key))
