"""Search: find words or a regular expression in the articles in sight and in the notes on them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from annotations.articles import Block, Span
from annotations.errors import PatternError
from tui.features.host import Host
from tui.features.navigation import Navigation
from tui.page import selection
from tui.page.caret import Caret, Side
from tui.page.style_runs import Layer

if TYPE_CHECKING:
    from tui.widgets.bars import SearchBar


class Hit(NamedTuple):
    """What was found: the id of its article, and its place in code points of that."""

    article: str
    start: int
    end: int


PATIENCE = 0.5
"""Seconds that a regular expression may take on one article."""


class Search:
    """The hits of a query in the articles in sight, and the line in which it is typed.

    They are gone through column by column, from the left one on. The hit that is gone to is
    selected, until the caret moves on: a tag takes it. While one types, the caret stands on the
    first hit in the two columns that are open; leaving the line keeps the hits to go through, or
    drops them and puts the caret back. A hit in a third column brings the caret there.
    """

    def __init__(self, host: Host, navigation: Navigation, bar: SearchBar) -> None:
        self._host = host
        self._navigation = navigation
        self._bar = bar
        self._before = Caret()
        self._hits: list[Hit] = []
        self._by_article: dict[str, list[Hit]] = {}
        """The hits of each article in sight, in the order in which these are gone through."""
        self._now: Hit | None = None
        self._noted: set[Hit] = set()
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
        self._now = None
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
        elif self._now is None:
            self.step(1)  # to one in the third column, or to say that there is none

    # Hits

    def search(self, query: str) -> int:
        """Find a query as it is typed, in texts and notes; returns how many hits there are.

        A query with a capital letter minds the case. One between slashes, `/…/`, is a regular
        expression; `trouble` says why one finds nothing that is none, or takes too long. A note's
        hit is the first word of what it is about.
        """
        self.query, self.trouble = query, ""
        standing = self._host.event_pages.standing
        try:
            found = {key: self._in_text(query, key) for key in standing}
            noted = set(self._in_notes(query)) if query.strip() else set()
        except PatternError as error:
            self.trouble, found, noted = str(error), {key: [] for key in standing}, set()
        if noted:
            noted.difference_update(*found.values())
            for key, hits in found.items():
                hits += [hit for hit in noted if hit.article == key]
                hits.sort()
        self._noted, self._by_article = noted, found
        self._hits = [hit for hits in self._by_article.values() for hit in hits]
        self._now = self._now if self._now in self._hits else None
        self._host.view.repaint()
        self._host.event_pages.repaint(relaid=False)
        return len(self._hits)

    def again(self) -> None:
        """Other articles are in sight: find the same in them."""
        if self.query:
            self.search(self.query)

    def _in_text(self, query: str, key: str) -> list[Hit]:
        article = self._host.session.article(key)
        spans = _spans(query, article.text) if article else ()
        return [Hit(key, start, end) for start, end in spans]

    def _in_notes(self, query: str) -> Iterator[Hit]:
        session = self._host.session
        for key in dict.fromkeys(self._host.event_pages.standing):
            for item in session.annotations_of(key):
                if item.note and _spans(query, item.note):
                    word = (item.quote.split() or [item.quote])[0]
                    yield Hit(key, item.start, item.start + len(word))

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
            count = "three" if len(self._by_article) > 2 else "two"
            none = f"‘{self.query}’ is nowhere in the {count} articles"
            begin = f"{self._host.keymap.key('find.search')} searches"
            self._host.bars.show_message(self.trouble or (none if self.query else begin), warn=True)
            return
        find = bisect_right if step > 0 else bisect_left
        at = find(self._hits, self._here, key=self._place)
        self._show((at if step > 0 else at - 1) % len(self._hits))

    def _place(self, hit: Hit) -> tuple[int, int]:
        """Where a hit comes as hits are gone through."""
        return list(self._by_article).index(hit.article), hit.start

    @property
    def _here(self) -> tuple[int, int]:
        """The same of the caret, or of the hit to which it is on its way."""
        if self._host.event_pages.turning and self._now is not None:
            return self._place(self._now)
        caret = self._host.view.caret
        return self._place(Hit(self._host.session.article_ids[caret.side], caret.offset, 0))

    def likely(self) -> list[tuple[Side, int]]:
        """Where the search goes next, forward and back."""
        if not self._hits:
            return []
        here, near = self._here, self._host.view.caret.side
        nexts = (
            bisect_right(self._hits, here, key=self._place),
            bisect_left(self._hits, here, key=self._place),
        )
        hits = self._hits[nexts[0] % len(self._hits)], self._hits[nexts[1] - 1]
        sides = [self._host.session.side_with(hit.article, near) for hit in hits]
        places = zip(sides, hits, strict=True)
        return [(side, hit.start) for side, hit in places if side is not None]

    def first(self) -> None:
        """To the first hit at or after the caret, in the two columns that are open."""
        if self._hits:
            ids = self._host.session.article_ids
            ahead = bisect_left(self._hits, self._here, key=self._place)
            around = (*range(ahead, len(self._hits)), *range(ahead))
            at = next((at for at in around if self._hits[at].article in ids), None)
            if at is not None:
                self._show(at)

    def _show(self, index: int) -> None:
        host, before = self._host, self._now
        hit = self._now = self._hits[index]
        noted = hit in self._noted  # of a note's hit, nobody wants the first word tagged
        key = host.keymap.key
        steps = f"{key('find.next')} next · {key('find.previous')} back"
        where = "in the note here · " if noted else ""
        words = f"hit {index + 1} of {len(self._hits)} for ‘{self.query}’ · {where}{steps}"
        for each in (before, hit):
            if each is not None:
                self._repaint(each)
        view = host.view
        side = host.session.side_with(hit.article, view.caret.side)
        if side is None or host.event_pages.turning:
            until = None if noted else hit.end
            host.event_pages.bring(hit.article, hit.start, until=until, words=words)
            return
        view.go(side, hit.start)
        if not noted:
            view.caret = selection.select_loosely(view.layout_now, side, Span(hit.start, hit.end))
        host.bars.show_message(words)

    def _repaint(self, hit: Hit) -> None:
        """Draw a hit anew: it is the one that is gone to, or is that no more."""
        view, ids = self._host.view, self._host.session.article_ids
        for side in Side:
            if ids[side] == hit.article:
                view.repaint_block(side, view.layout_now.block_at(side, hit.start).index)
        if hit.article not in ids:
            self._host.event_pages.repaint(relaid=False)

    @property
    def found(self) -> bool:
        """Whether there are hits to go to."""
        return bool(self._hits)

    def layers(self, article: str, block: Block) -> list[Layer]:
        """Hits inside a block of an article in sight, the one that the caret is on made plain."""
        hits = self._by_article.get(article, [])
        found = []
        at = max(0, bisect_left(hits, block.start, key=lambda hit: hit.start) - 1)
        while at < len(hits) and hits[at].start < block.end:
            hit = hits[at]
            found.append(Layer(hit.start, hit.end, "hit-now" if hit == self._now else "hit"))
            at += 1
        return found


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
