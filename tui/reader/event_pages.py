"""Turns from two articles of the event to two others, where the reader stands, and to a third column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotations.alignment import Alignment
from annotations.articles import Span
from annotations.errors import CrossreadError
from tui.features.registry import Features
from tui.page.caret import Caret, Side
from tui.page.selection import select_loosely
from tui.reader.answers import Answers
from tui.reader.event_columns import (
    Columns,
    brought,
    in_order,
    put_in,
    rotated,
    same_share,
    told_change,
    without,
)
from tui.reader.known_articles import KnownArticles
from tui.reader.third import Third
from tui.session.answering import next_article
from tui.session.event_alignments import Ends, EventAlignments, turned
from tui.session.open_pair import StoredPair, either_way, stored_pair
from tui.widgets.page_view import Turned

if TYPE_CHECKING:
    from textual.screen import Screen

    from annotations.store import Edit, Store
    from tui.features.host import Host
    from tui.reader.aligning import PairAligner

FEW = 12
"""Articles of an event up to which all its pairs are aligned as soon as there is time for it."""


class EventPages:
    """Opens articles of the event in the columns. Nothing waits: the store is asked by a worker."""

    def __init__(
        self,
        host: Host,
        screen: Screen[int],
        features: Features,
        aligner: PairAligner,
        shown: Callable[[], None],
    ) -> None:
        """`shown` is called once other articles stand on the page."""
        self._host = host
        self._features = features
        self._aligner = aligner
        self._shown = shown
        self._asked: Columns | None = None
        self._made: EventAlignments | None = None
        self._articles = KnownArticles(host, self._took, self._learned)
        self.answers = Answers(host)
        self.third = Third(host, screen, features, self.answers)

    @property
    def alignments(self) -> EventAlignments:
        if self._made is None:
            host = self._host
            self._made = EventAlignments(
                *(host.session.event, host.keeper.asked, host.threads.run),
                told=self._told,
                failed=self._failed,
            )
            host.session.followers.append(self._made.follow)
        return self._made

    # Beginning

    def begin(self) -> None:
        """The page stands: get to know the other articles, and align them while nobody waits."""
        if len(self._host.session.event.articles) > 2:
            self._articles.learn()

    def _took(self) -> None:
        """One more article is known: it may be the third."""
        if self._host.view.page_now is not None and self.fit():
            self._shown()

    def _learned(self) -> None:
        """All articles are known: what names them is drawn, and their alignments are made."""
        session, view = self._host.session, self._host.view
        if any(self._away(each) for each in session.ends()):
            view.relayout()
        self.third.repaint(relaid=True)
        if session.aligned:
            self.look_ahead()

    def _away(self, annotation_id: str) -> bool:
        annotation = self._host.session.annotation(annotation_id)
        return annotation is not None and self._host.session.side_of(annotation) is None

    def look_ahead(self) -> None:
        """Have the alignments made that a key may need next."""
        articles = self._host.session.event.articles
        if len(articles) <= 2:
            return
        if len(articles) <= FEW:
            self.alignments.want_all()
            return
        now = self._now
        for step in (-1, 1):
            near = next_article(articles, now.other, (now.caret, now.third), step)
            if near:
                self.alignments.between(now.caret, near)

    # What is shown

    @property
    def columns(self) -> tuple[str, ...]:
        return in_order(self._now)

    @property
    def standing(self) -> tuple[str, ...]:
        """Ids of the articles that stand on the page, in the order in which they are gone through."""
        return in_order(self._open_now) if self.third.key else self._host.session.article_ids

    @property
    def turning(self) -> bool:
        """Whether other articles are on their way to the page."""
        return self._asked is not None

    @property
    def _now(self) -> Columns:
        """What is shown, or is about to be."""
        return self._asked or self._open_now

    @property
    def _open_now(self) -> Columns:
        session, view, third = self._host.session, self._host.view, self.third
        first, second = (session.article_ids[side] for side in view.order)
        caret = session.article_ids[view.caret.side]
        return Columns(first, second, caret, third=third.key, third_first=third.first)

    def fit(self) -> bool:
        """Show the third column or take it away, as there is room for it; whether that changed."""
        if len(self._host.session.event.articles) <= 2 and not self.third.shown:
            return False
        before = self.third.key
        changed = self.third.fit()
        view = self._host.view
        view.three = self.third.shown
        if self.third.key != before:
            self._features.enter_pair()
        if changed:
            self._aligner.choose_flow()
            view.relayout()
        if self.third.shown:
            self.third.show()
            view.call_after_refresh(self.third.follow)
        return changed

    def repaint(self, *, relaid: bool) -> None:
        self.third.repaint(relaid=relaid)

    def toggle_third(self) -> None:
        """Show a third article, or hide it."""
        if not self.third.shown and len(self._host.session.event.articles) < 3:
            self._tell_of_two()
        elif self.third.toggle():
            self.fit()
            self._shown()
            self._host.bars.show_message(self.third.standing)

    def _tell_of_two(self) -> None:
        add = self._host.keymap.key("event.add")
        words = f"this event has no article but these two; {add}"
        self._host.bars.show_message(words, warn=True)

    # Turning

    def step(self, step: int, *, own: bool = False) -> None:
        """The next (1) or previous (-1) article in the other column, or in the caret's own."""
        now, articles = self._now, self._host.session.event.articles
        if len(articles) <= 2:
            self._tell_of_two()
            return
        from_, stays = (now.caret, now.other) if own else (now.other, now.caret)
        key = next_article(articles, from_, (stays, now.third), step)
        if key:
            self.put(key, own=own)
        else:
            swap = self._host.keymap.key("read.swap")
            words = f"all {len(articles)} articles are in sight; {swap} swaps columns"
            self._host.bars.show_message(words, warn=True)

    def put(self, article: str, *, own: bool = False) -> None:
        """An article in the other column, or in the caret's own; from the third, the two change places."""
        now = self._now
        gone = now.caret if own else now.other
        if article in (now.caret, now.other):
            if article != gone:
                words = "this article is in the other column already"
                self._host.bars.show_message(words, warn=True)
            return
        answers = self._block_here if own else None
        self._open(replace(put_in(now, gone, article), answers=answers))

    @property
    def _block_here(self) -> tuple[str, int]:
        session, caret = self._host.session, self._host.view.caret
        return session.article_ids[caret.side], session.block_of(caret.side, caret.offset)

    def bring(
        self, article: str, offset: int, *, until: int | None = None, words: str = ""
    ) -> None:
        """Go to a place of an article that is not open; it comes into the other column."""
        if article not in self._host.session.event.articles:
            self._host.bars.show_message("that article is not of this event any more", warn=True)
            return
        self._open(brought(self._now, article, offset, until, words))

    def tab(self, step: int) -> None:
        """The caret to the next (1) or previous (-1) column, around the ends."""
        now = self._now
        order = in_order(now)
        to = order[(order.index(now.caret) + step) % len(order)]
        if not self.third.shown or to == now.other:
            self._host.view.other_side()
        else:
            self._rotate(now, None)

    def take_third(self, offset: int) -> None:
        """The caret to a place of the third column."""
        self._rotate(self._now, offset)

    def _rotate(self, now: Columns, offset: int | None) -> None:
        """The caret to the third column, which becomes one of the two; no column moves."""
        place, line = self.third.place if offset is None else (offset, None)
        self._open(replace(rotated(now), offset=place, line=line))

    def _open(self, wanted: Columns) -> None:
        self._asked = wanted

        def stored(store: Store) -> StoredPair:
            return stored_pair(store, either_way(store, wanted.first, wanted.second))

        def ask() -> StoredPair | CrossreadError:
            try:
                return self._host.keeper.asked(stored)
            except CrossreadError as error:
                return error

        self._host.threads.run(ask, partial(self._opened, wanted))

    def _opened(self, wanted: Columns, stored: StoredPair | CrossreadError) -> None:
        if wanted is not self._asked:
            return
        self._asked = None
        if isinstance(stored, CrossreadError):
            self._host.bars.show_message(str(stored), warn=True)
            return
        session, view = self._host.session, self._host.view
        tops = dict(zip(session.article_ids, view.tops, strict=True))
        tops[self.third.key] = self.third.top
        caret = view.caret
        was, before = session.article_ids[caret.side], session.articles[caret.side]
        answered = self._answered(wanted, stored)
        self._features.leave_pair()
        session.turn(stored)
        side = Side(session.article_ids.index(wanted.caret))
        place = wanted.offset if answered is None else answered
        if place is not None:
            caret = Caret(side, place)
        elif wanted.caret == was:
            caret = replace(caret, side=side)
        else:
            caret = Caret(side, same_share(before, caret.offset, session.articles[side]))
        view.swapped = session.article_ids[0] != wanted.first
        session.view["swapped"] = view.swapped
        self.third.first = wanted.third_first
        self.third.choose(session.article_ids, wanted.third)
        view.three = self.third.fit() or self.third.shown
        self._aligner.choose_flow()
        ids = session.article_ids
        known = all(each in tops for each in ids)
        shift = tops[ids[0]] - tops[ids[1]] if known else 0
        turn = Turned(caret, wanted.line, shift)
        view.open(session.articles, session.rows, session.alignment, turn)
        if wanted.until is not None and place is not None:
            view.caret = select_loosely(view.layout_now, side, Span(place, wanted.until))
        self.third.show(tops.get(self.third.key))
        self._features.enter_pair()
        self._shown()
        self._tell(wanted)
        if wanted.answers is not None and answered is None:
            self._seek(wanted.answers, wanted.caret, caret)
        self._line_up()
        view.call_after_refresh(self.third.follow)

    def _answered(self, wanted: Columns, stored: StoredPair) -> int | None:
        """Where the caret's block is answered in the article that it goes to, as far as known."""
        if wanted.answers is None:
            return None
        here, block = wanted.answers
        found = self.answers.now(here, block, wanted.caret)
        article = stored.articles[(stored.pair.left, stored.pair.right).index(wanted.caret)]
        return None if found is None else article.blocks[found].start

    def _seek(self, asked: tuple[str, int], there: str, caret: Caret) -> None:
        """Bring the caret to what answers once that is known, unless it has moved since."""

        def go() -> None:
            session, view = self._host.session, self._host.view
            found = self.answers.now(*asked, there)
            if (
                found is not None
                and view.caret == caret
                and session.article_ids[caret.side] == there
            ):
                start = session.articles[caret.side].blocks[found].start
                turn = Turned(Caret(caret.side, start), view.caret_line, view.shift)
                view.open(session.articles, session.rows, session.alignment, turn)
                self._shown()

        self.answers.seek(*asked, there, go)

    def _line_up(self) -> None:
        """Have the two aligned, where that is not known yet, and then what may be needed next."""
        session = self._host.session
        if session.aligned:
            self._aligner.opened_another()
            self.look_ahead()
            return
        found = self.alignments.between(*session.article_ids)
        if found is not None:
            self._aligner.take(found)

    def _tell(self, wanted: Columns) -> None:
        """Say which article came, and how far it is tied to the caret's."""
        session = self._host.session
        came = wanted.caret if wanted.answers else wanted.other
        links = (
            f"{len(session.alignment)} links" if session.aligned else "lining up the paragraphs…"
        )
        words = f"{session.number(came)} {session.name_of(came)} · {links}".strip()
        self._host.bars.show_message(wanted.words or words)

    # What is heard

    def _told(self, ends: Ends, found: Alignment) -> None:
        """Two articles are aligned by now."""
        session = self._host.session
        if set(ends) == set(session.article_ids) and not session.aligned:
            self._aligner.take(found if ends == session.article_ids else turned(found))
            self.look_ahead()
        if self.third.key in ends:
            self.third.follow()
        if listed := self._features.made(Features.event_articles):
            listed.changed()

    def _failed(self, ends: Ends, error: CrossreadError) -> None:
        session = self._host.session
        if set(ends) == set(session.article_ids) and not session.aligned:
            session.aligned = True  # there is nothing to wait for any more
            self._host.bars.show_message(str(error), warn=True)

    def follow(self, edits: Sequence[Edit], *, ours: bool) -> None:
        """The event may have other articles now, or an article be gone."""
        session = self._host.session
        for edit in edits:
            if edit.table == "articles" and edit.key in session.others:
                del session.others[edit.key]
                self.answers.forget()
                self.begin()  # it has another text now, or is gone
            if edit.table == "events" and edit.key == session.event.id:
                self._shown()
                if not ours:
                    self._host.bars.show_message(told_change(edit))
                if edit.after is not None:
                    self.begin()
                    self.fit()
                if listed := self._features.made(Features.event_articles):
                    listed.changed()
        gone = {edit.key for edit in edits if edit.table == "articles" and edit.after is None}
        if gone & set(session.article_ids):
            self._leave(gone)

    def _leave(self, gone: set[str]) -> None:
        """An article that is open was deleted: go to two that are there, else read on and say so."""
        wanted = without(self._now, self._host.session.event.articles, gone)
        if wanted is not None:
            self._open(wanted)
            return
        self._host.session.read_only = True
        words = "this event was deleted elsewhere; it can be read on here, not changed"
        self._host.bars.show_message(words, warn=True)
