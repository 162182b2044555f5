"""Where the other article comes nearest to a block or a selection, linked or not."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from time import sleep
from typing import TYPE_CHECKING

from annotations.alignment import Link, Origin
from annotations.articles import Article, Block, Span, visible
from annotations.marks.quote import shorten
from annotations.store import commands
from tui.features.host import Host, awaits_alignment
from tui.features.navigation import Navigation
from tui.page.caret import Side
from tui.page.drawing import NearBlock
from tui.page.style_runs import Layer

if TYPE_CHECKING:  # what compares words is loaded when passages are first looked for
    from annotations.alignment import Passage

LARGEST = 40_000
"""Pairs of blocks beyond which passages are looked for only when asked: scoring a book takes long."""

SHOWN, FOLLOWED = 0.01, 0.05
"""Scores from which a passage stands in the gutter, and from which the other column follows it.

Of 82 blocks of news that have a partner and no link, 82 and 76 have such a passage; of 1,207 without
a partner 942 and 504. The other column should not leap about for the rest.
"""

REST, PAUSE = 0.05, 0.002
"""Seconds before passages are looked for, and between two blocks, for keys to be heard in."""

Place = tuple[Side, Span]
"""A span of one side's article."""


class NearestPassages:
    """Passages of the blocks in sight, found aside, and the one that is looked at."""

    def __init__(self, host: Host, navigation: Navigation) -> None:
        self._host = host
        self._navigation = navigation
        self._articles = host.session.articles
        self._model = host.aligner.known
        self._found: dict[Place, tuple[Passage, ...]] = {}
        self._turn: tuple[Place, int] | None = None
        self._busy = False

    # What is drawn

    def near(self, side: Side, block: int) -> NearBlock | None:
        """Where a block has its nearest passage, or the one that is looked at."""
        span = self._host.session.articles[side].blocks[block].span
        if self._turn is not None and self._is_here(side, span):
            place, at = self._turn
            return NearBlock(self._found[place][at].block, chosen=True)
        found = self._offered(side, block)
        return None if found is None else NearBlock(found.block, likely=found.score >= FOLLOWED)

    def _offered(self, side: Side, block: int) -> Passage | None:
        """The nearest passage of a block, as far as known, that nobody has said is no link."""
        session = self._host.session
        for passage in self._known().get((side, session.articles[side].blocks[block].span), ()):
            ends = (passage.block, block) if side else (block, passage.block)
            link = session.link(*ends)
            if passage.score >= SHOWN and (link is None or link.origin is not Origin.REJECTED):
                return passage
        return None

    def _is_here(self, side: Side, span: Span) -> bool:
        """Whether what passages are looked at for lies in a span."""
        assert self._turn is not None
        there, looked_at = self._turn[0]
        return there is side and span.start <= looked_at.start < max(span.end, span.start + 1)

    def layers(self, side: Side, block: Block) -> Iterable[Layer]:
        """The sentences of the passage that is looked at."""
        if self._turn is None or self._turn[0][0] is side:
            return
        place, at = self._turn
        passage = self._found[place][at]
        if passage.block == block.index:
            yield Layer(*passage.span, "selection")

    def moved(self) -> None:
        """The caret has moved: outside of its block nothing is looked at any more."""
        if self._turn is None:
            return
        side, block = self._here
        if not (side is self._turn[0][0] and self._is_here(side, block.span)):
            (there, span), at = self._turn
            looked_at = self._found[there, span][at].block
            self._turn = None
            self._host.view.repaint_block(there.other, looked_at)

    def _known(self) -> dict[Place, tuple[Passage, ...]]:
        """The passages found so far, of the articles as they are divided now, with what a model says."""
        now = self._host.session.articles, self._host.aligner.known
        if self._articles is not now[0] or self._model is not now[1]:
            (self._articles, self._model), self._turn = now, None
            self._found.clear()
        return self._found

    def look(self) -> None:
        """Find passages of the blocks in sight that have no link, aside and one by one."""
        wanted = [] if self._busy else self._wanted()
        if wanted:
            self._busy = True
            articles = self._host.session.articles
            self._host.threads.run(partial(self._find, wanted, articles), self._take_in)

    @property
    def pending(self) -> bool:
        """Whether passages of blocks in sight are still to be found."""
        return self._busy or bool(self._wanted())

    def _wanted(self) -> list[Place]:
        """Blocks in sight that have no link, and whose passages are not known."""
        session, view = self._host.session, self._host.view
        page, articles = view.page_now, session.articles
        blocks = len(articles[0].blocks) * len(articles[1].blocks)
        if page is None or not session.aligned or blocks > LARGEST:
            return []
        places = (
            (side, articles[side].blocks[block].span)
            for side, block in view.sight.blocks()
            if articles[side].blocks[block].aligned and not page.partners(side, block)
        )
        known = self._known()
        return [place for place in places if place not in known]

    def _find(
        self, wanted: Iterable[Place], articles: tuple[Article, Article]
    ) -> dict[Place, tuple[Passage, ...]]:
        """Find passages, in a thread; stops where the articles are others by now."""
        sleep(REST)
        from annotations.alignment import passages

        found = {}
        known = self._host.aligner.known
        for side, span in wanted:
            if self._host.session.articles is not articles or not self._host.view.is_running:
                break
            found[side, span] = passages(articles[side], span, articles[side.other], known=known)
            sleep(PAUSE)
        return found

    def _take_in(self, found: dict[Place, tuple[Passage, ...]]) -> None:
        self._busy = False
        self._known().update(found)
        articles = self._host.session.articles
        places = ((side, articles[side].block_at(span.start)) for side, span in found)
        self._host.view.show_near((side, block.index) for side, block in places if block)
        self.look()

    # What is looked at

    @property
    def _here(self) -> tuple[Side, Block]:
        view = self._host.view
        return view.caret.side, view.layout_now.block_at(view.caret.side, view.caret.offset)

    def step(self) -> None:
        """Look at the nearest passage of the selection or the block, then at the next nearest."""
        view, session = self._host.view, self._host.session
        if view.page_now is None or awaits_alignment(self._host, "the nearest passages come then"):
            return
        side, block = self._here
        place = side, view.selected or block.span
        if place in self._known():
            self._show_next(place)
            return
        self._host.bars.show_message("looking for the nearest passages…")
        articles = session.articles

        def show(found: dict[Place, tuple[Passage, ...]]) -> None:
            if session.articles is articles:
                self._known().update(found)
                if place in found:
                    self._show_next(place)

        self._host.threads.run(partial(self._find, [place], articles), show)

    def _show_next(self, place: Place) -> None:
        found, view = self._found[place], self._host.view
        if not found:
            self._host.bars.show_message("the other article has nothing near to this", warn=True)
            return
        side, block = self._here
        before = self._turn
        at = (before[1] + 1) % len(found) if before is not None and before[0] == place else 0
        self._turn = place, at
        gone = [] if before is None else [self._found[before[0]][before[1]].block]
        other = [(side.other, each) for each in (*gone, found[at].block)]
        view.show_near([(side, block.index), *other])
        self._host.bars.show_message(self._told(found[at], at, len(found), side))

    def _told(self, passage: Passage, at: int, count: int, side: Side) -> str:
        """Which passage it is, how likely it tells the same, what both have, and what to press."""
        key = self._host.keymap.key
        words = [piece for piece in passage.pieces if len(piece.left) > 2 or piece.left.isdigit()]
        pieces = ", ".join(f"‘{shorten(visible(piece.left), 24)}’" for piece in words[:3])
        both = f"both have {pieces}" if pieces else "alike in meaning"
        return (
            f"passage {at + 1} of {count}: {self._host.session.names[side.other]}"
            f" ¶{passage.block + 1}, {passage.score:.0%} · {both}"
            f" · {key('link.passage')} next · {key('link.take')} links"
        )

    def passage(self) -> Passage | None:
        """The passage that is looked at, else the nearest one of the caret's block, where known."""
        if self._turn is not None:
            place, at = self._turn
            return self._found[place][at]
        side, block = self._here
        return self._offered(side, block.index)

    def take(self) -> None:
        """Link the caret's block to the passage that is looked at, else to the nearest."""
        view, session = self._host.view, self._host.session
        if view.page_now is None or awaits_alignment(self._host, "the nearest passages come then"):
            return
        passage = self.passage()
        if passage is None:
            key = self._host.keymap.key("link.passage")
            self._host.bars.show_message(
                f"no passage is shown for this block; {key} looks", warn=True
            )
            return
        side, block = self._here
        left, right = (passage.block, block.index) if side else (block.index, passage.block)
        known = session.link(left, right)
        if known is not None and known.origin in (Origin.CONFIRMED, Origin.MANUAL):
            self._host.bars.show_message("these two are linked already")
            return
        auto = known is not None and known.origin is Origin.AUTO
        link = Link(left, right, 1.0, Origin.CONFIRMED if auto else Origin.MANUAL)
        self._turn = None
        self._host.editing.do(
            commands.decide(session.pair.id, link, known, history=session.history)
        )
