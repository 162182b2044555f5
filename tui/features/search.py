"""Search: find words or a regular expression in both articles and in the notes on them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotations.articles import Block, Span
from annotations.errors import PatternError
from tui.features.host import Host
from tui.features.navigation import Navigation
from tui.page import selection
from tui.page.caret import Caret, Side
from tui.page.style_runs import Layer

if TYPE_CHECKING:
    from tui.widgets.bars import SearchBar

Hit = tuple[Side, int, int]
"""Side, start and end of what was found, in code points of that side's article."""

PATIENCE = 0.5
"""Seconds that a regular expression may take on one article."""


class Search:
    """The hits of a query in both articles, left then right, and the line in which it is typed.

    The hit that is gone to is selected, until the caret moves on: a tag takes it. While one types, the caret stands on the first hit; leaving the line keeps the hits to go
    through, or drops them and puts the caret back.
    """

    def __init__(self, host: Host, navigation: Navigation, bar: SearchBar) -> None:
        self._host = host
        self._navigation = navigation
        self._bar = bar
        self._before = Caret()
        self._hits: list[Hit] = []
        self._by_side: tuple[list[Hit], list[Hit]] = ([], [])
        self._now: Hit | None = None
        self._noted: frozenset[Hit] = frozenset()
        self.query = ""
        self.trouble = ""

    # The line

    @property
    def typing(self) -> bool:
        """Whether the line is open."""
        return self._bar.is_attached and self._bar.display

    async def open(self) -> None:
        """Ask for a query; the place of the caret is kept to come back to."""
        if not self._bar.is_attached:
            await self._host.view.screen.mount(self._bar, before="#status")
        self._before = self._host.view.caret
        self._navigation.remember()
        self._bar.open()

    def typed(self, query: str) -> None:
        """Find what is typed so far, and go to the first hit after where the search began."""
        count = self.search(query)
        hits = f"{count} hit" + ("" if count == 1 else "s") if query else ""
        self._bar.count(self.trouble or hits)
        if not count:
            self._host.bars.show_message("")
        self._host.view.caret = self._before
        self.first()

    def leave(self, *, kept: bool) -> None:
        """Close the line; the hits are kept to go through, or dropped."""
        view = self._host.view
        self._bar.close()
        view.focus()
        if not kept:
            self.clear()
            view.caret = self._before
        if not kept or not self.query:
            self._host.bars.show_message("")
        elif not self.found:
            self.step(1)

    # Hits

    def search(self, query: str) -> int:
        """Find a query as it is typed, in texts and notes; returns how many hits there are.

        A query with a capital letter minds the case. One between slashes, `/…/`, is a regular
        expression; `trouble` says why one finds nothing that is none, or takes too long. A note's
        hit is the first word of what it is about.
        """
        self.query, self.trouble = query, ""
        texts = [article.text for article in self._host.session.articles]
        try:
            found = [{(side, *span) for span in _spans(query, texts[side])} for side in Side]
            self._noted = frozenset(self._in_notes(query)) - found[0] - found[1]
        except PatternError as error:
            self.trouble, found, self._noted = str(error), [set(), set()], frozenset()
        left, right = (
            sorted(found[side] | {hit for hit in self._noted if hit[0] is side}) for side in Side
        )
        self._by_side = (left, right)
        self._hits = [*left, *right]
        self._now = None
        self._host.view.repaint()
        return len(self._hits)

    def _in_notes(self, query: str) -> Iterator[Hit]:
        session = self._host.session
        for item in session.annotations():
            side = session.side_of(item)
            if side is not None and item.note and _spans(query, item.note):
                yield side, item.start, item.start + len((item.quote.split() or [item.quote])[0])

    def clear(self) -> bool:
        """Forget the hits; whether there were any."""
        had = bool(self.query)
        self.search("")
        return had

    def hit(self, step: int) -> None:
        """To the next or the previous hit from the caret, around the end."""
        if self.found:
            self._navigation.remember()
        self.step(step)

    def step(self, step: int) -> None:
        """As `hit`, while typing: the place to come back to is the one where the search began."""
        if not self._hits:
            none = f"‘{self.query}’ is nowhere in the two articles"
            begin = f"{self._host.keymap.key('find.search')} searches"
            self._host.bars.show_message(self.trouble or (none if self.query else begin), warn=True)
            return
        caret = self._host.view.caret
        here = (caret.side, caret.offset)
        find = bisect_right if step > 0 else bisect_left
        at = find(self._hits, here, key=_place)
        self._show((at if step > 0 else at - 1) % len(self._hits))

    def likely(self) -> list[tuple[Side, int]]:
        """Where the search goes next, forward and back."""
        caret = self._host.view.caret
        here = (caret.side, caret.offset)
        nexts = (
            bisect_right(self._hits, here, key=_place),
            bisect_left(self._hits, here, key=_place),
        )
        places = (nexts[0] % max(1, len(self._hits)), nexts[1] - 1)
        return [_place(self._hits[at]) for at in places] if self._hits else []

    def first(self) -> None:
        """To the first hit at or after the caret."""
        caret = self._host.view.caret
        if self._hits:
            at = bisect_left(self._hits, (caret.side, caret.offset), key=_place)
            self._show(at % len(self._hits))

    def _show(self, index: int) -> None:
        view, before = self._host.view, self._now
        self._now = self._hits[index]
        for hit in (before, self._now):
            if hit is not None:
                view.repaint_block(hit[0], view.layout_now.block_at(hit[0], hit[1]).index)
        side, start, end = self._now
        view.go(side, start)
        if self._now not in self._noted:  # of a note's hit, nobody wants the first word tagged
            view.caret = selection.select_loosely(view.layout_now, side, Span(start, end))
        key = self._host.keymap.key
        steps = f"{key('find.next')} next · {key('find.previous')} back"
        where = "in the note here · " if self._now in self._noted else ""
        which = f"hit {index + 1} of {len(self._hits)} for ‘{self.query}’"
        self._host.bars.show_message(f"{which} · {where}{steps}")

    @property
    def found(self) -> bool:
        """Whether there are hits to go to."""
        return bool(self._hits)

    def layers(self, side: Side, block: Block) -> list[Layer]:
        """Hits inside a block, the one that the caret is on made plain."""
        hits = self._by_side[side]
        found = []
        at = max(0, bisect_left(hits, (side, block.start), key=_place) - 1)
        while at < len(hits) and hits[at][1] < block.end:
            _, start, end = hits[at]
            found.append(Layer(start, end, "hit-now" if hits[at] == self._now else "hit"))
            at += 1
        return found


def _place(hit: Hit) -> tuple[Side, int]:
    return hit[0], hit[1]


def _spans(query: str, text: str) -> list[tuple[int, int]]:
    """Where a query occurs in a text; nothing for an empty one.

    Raises:
        PatternError: where it is no regular expression, or takes too long.
    """
    if not query.strip():
        return []
    if len(query) > 2 and query.startswith("/") and query.endswith("/"):
        return _matching(query[1:-1], text)
    flags = re.NOFLAG if any(char.isupper() for char in query) else re.IGNORECASE
    words = r"\s+".join(re.escape(word) for word in query.split())
    return [match.span() for match in re.finditer(words, text, flags)]


def _matching(expression: str, text: str) -> list[tuple[int, int]]:
    """Where a user's regular expression matches; `regex` can be stopped, `re` cannot."""
    import regex

    try:
        found = regex.finditer(expression, text, timeout=PATIENCE)
        return [match.span() for match in found if match.end() > match.start()]
    except regex.error as error:
        raise PatternError(f"no regular expression: {error}") from error
    except TimeoutError as error:
        raise PatternError("this expression takes too long") from error
