"""The reader driven from outside: keys go in; what the user gets is looked at."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from msgspec import structs
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import OptionList

from annotations.alignment import Alignment, Link
from annotations.articles import Article, article_from_text
from annotations.marks import Annotation, Relation
from annotations.store import Event, Pair, Store
from tui.app import CrossreadApp
from tui.config.settings import Settings
from tui.page.caret import Caret, Side
from tui.reader.reader import Reader

LEFT = """Bridge Closed After Crack Found

The Tarn bridge was closed on Monday after a crack was found. Nobody was hurt. Dr. Moll saw it first.

“The crack is 40 centimetres long,” Moll said.

What Happens Next

- Buses run by the old road.
- The ferry sails each hour.

The repair will cost 2 million crowns, according to the town. The council votes on Friday.

You may also like

Leave a Comment
"""
RIGHT = """Tarn Bridge Shut, Cost Disputed

The repair will cost 3 million crowns, according to the opposition. Nobody denies it.

The Tarn bridge was closed on Tuesday after a crack was found. Two people were hurt.

“The crack is 40 centimetres long and growing,” Moll said.

A school is closed too.
"""
LINKS = Alignment.of([Link(0, 0, 0.6), Link(1, 2, 0.9), Link(2, 3, 0.9), Link(6, 1, 0.8)])
"""Titles, bridge, crack; the cost crosses: seventh on the left, second on the right."""

NAMES = ("Bridge Closed After…", "Tarn Bridge Shut…")
"""What the two articles are called on the screen, where there is room."""
BRIEF = ("Bridge Closed…", "Tarn Bridge…")
"""The same in the status line, 100 cells wide."""

PATIENCE = 120.0
"""Seconds after which a condition is taken never to come true; a busy machine is given time."""


def articles(left: str = LEFT, right: str = RIGHT) -> tuple[Article, Article]:
    return (
        article_from_text(left, source="monday.txt"),
        article_from_text(right, source="tuesday.txt"),
    )


def new_store(
    path: Path,
    *,
    pair: tuple[Article, Article] | None = None,
    links: Alignment | None = LINKS,
    annotator: str = "ada",
    kind: type[Store] = Store,
) -> tuple[Store, Pair]:
    """A store with one pair in it, aligned as `links` says; None leaves it to the aligner."""
    store = kind.open(path, annotator=annotator)
    added = store.add_pair(*(pair or articles()))
    if links is not None:
        store.save_alignment(added.id, links)
    return store, added


@dataclass
class Reading:
    """One reader that runs."""

    app: CrossreadApp
    pilot: Pilot[int]
    store: Store
    pair: Pair

    async def press(self, *keys: str) -> None:
        """Press keys one after another; a word of several letters is a key's name."""
        await self.pilot.press(*keys)

    async def at_once(self, *keys: str) -> None:
        """Press keys that arrive in one chunk, as over a slow line."""
        for key in keys:
            character = {"slash": "/", "apostrophe": "'"}.get(key, key if len(key) == 1 else None)
            event = Key(key, character)
            event.set_sender(self.app)
            assert self.app._driver is not None
            self.app._driver.send_message(event)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))

    async def until(self, holds: Callable[[], Any], what: str = "") -> None:
        """Wait for a condition to come true."""
        deadline = monotonic() + PATIENCE
        while not holds():
            if monotonic() > deadline:
                page = "\n".join(self.lines)
                raise AssertionError(f"never came true: {what or holds}\n{page}")
            await asyncio.sleep(0.005)
        await self.pilot.pause()

    async def shows(self, *words: str) -> None:
        """Wait until all of some words are on the screen."""
        await self.until(lambda: all(each in self.page for each in words), f"{words} shown")

    async def hides(self, *words: str) -> None:
        """Wait until none of some words is on the screen."""
        await self.until(lambda: not any(each in self.page for each in words), f"{words} hidden")

    async def saved(self) -> None:
        """Wait until all is on disk."""
        await self.until(lambda: "saved " in self.status.rpartition(" · ")[2], "saved")

    async def settled(self) -> None:
        """Wait until nothing is left to be saved, though the store may have refused some of it."""
        await self.until(lambda: not self.reader.keeper.saving, "settled")

    async def place(self, words: str, side: Side = Side.LEFT) -> None:
        """Put the caret on the first occurrence of some words."""
        self.reader.view.go(side, self.text(side).index(words))
        await self.pilot.pause()

    async def quit(self) -> None:
        """Leave by the door, and wait until it is shut."""
        await self.pilot.press("q")
        await self.until(lambda: self.app._exit, "the app has left")

    # What the user gets

    @property
    def reader(self) -> Reader:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Reader))

    @property
    def caret(self) -> Caret:
        return self.reader.view.caret

    @property
    def here(self) -> str:
        """Text from the caret to the end of its line of the article."""
        return self.text(self.caret.side)[self.caret.offset :].partition("\n")[0]

    @property
    def selected(self) -> str:
        """What is selected, empty where nothing is."""
        span = self.reader.view.selected
        return "" if span is None else self.text(self.caret.side)[span.start : span.end]

    @property
    def status(self) -> str:
        """What the status line says, and before it what is asked in full on lines of its own."""
        bars = self.reader.bars
        return " · ".join(filter(None, (bars.asking.said, bars.status.text)))

    @property
    def lines(self) -> list[str]:
        """The screen, top to bottom, as text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def page(self) -> str:
        return "\n".join(self.lines)

    def style(self, words: str, side: Side = Side.LEFT) -> Any:
        """The Rich style of the first letter of some words on the page, in one side's column."""
        view = self.reader.view
        middle = view.size.width // 2
        bounds = (middle, None) if side else (0, middle)
        top = view.region.y
        for strip in self.app.screen._compositor.render_strips()[top : top + view.size.height]:
            text = "".join(segment.text for segment in strip)
            start = text.find(words, *bounds)
            if start >= 0:
                at = 0
                for segment in strip:
                    at += len(segment.text)
                    if at > start:
                        return segment.style
        raise AssertionError(f"{words!r} is not on the screen\n{self.page}")

    def text(self, side: Side) -> str:
        return self.reader.session.articles[side].text

    @property
    def asked(self) -> str:
        """The title of what stands over the page; empty where nothing does."""
        titled = [box.border_title for box in self.app.screen.query("*") if box.border_title]
        return str(titled[0]) if titled else ""

    @property
    def offered(self) -> list[str]:
        """The lines that a finder offers, the first of them to be taken by Enter."""
        listing = self.app.screen.query_one(OptionList)
        return [str(option.prompt) for option in listing.options]

    def tags(self) -> list[tuple[str, str]]:
        """Label and quote of each annotation, as another process reads them from the disk."""
        return [(found.label, found.quote) for found in self.annotations()]

    def annotations(self) -> tuple[Annotation, ...]:
        """Annotations as another process reads them from the disk."""
        with Store.open(self.store.path, annotator="eve", read_only=True) as other:
            return other.annotations(pair=self.pair.id)

    def relations(self) -> tuple[Relation, ...]:
        """Relations as another process reads them from the disk."""
        with Store.open(self.store.path, annotator="eve", read_only=True) as other:
            return other.relations(pair=self.pair.id)


@asynccontextmanager
async def reading(
    path: Path,
    *,
    size: tuple[int, int] = (100, 30),
    pair: tuple[Article, Article] | None = None,
    links: Alignment | None = LINKS,
    store: Store | None = None,
    settings: Settings | None = None,
    folder: Path | None = None,
    event: Event | None = None,
    signs: bool = False,
) -> AsyncIterator[Reading]:
    """The reader, laid out and ready, on the pair of the store at `path`, which is made at need.

    A `store` given is used as it is, and its last pair read, or the first two of an `event`. It is closed at the end. `settings`
    and the `folder` of what is remembered are as for the app; without settings rows are aligned,
    whatever of the screen they leave empty. What is suggested shows nowhere, unless `signs`: it is found
    at leisure, and would be on some pictures of the screen and not on others.
    """
    settings_now = structs.replace(settings or Settings(flow="rows"), signs=signs)
    if store is None:
        store, opened = new_store(path, pair=pair, links=links)
    else:
        opened = store.pair_of(*event.articles[:2]) if event else store.pairs()[-1]
    app = CrossreadApp(store, opened, settings_now, folder, event=event)
    try:
        async with app.run_test(size=size, notifications=settings is not None) as pilot:
            desk = Reading(app, pilot, store, opened)
            await desk.until(
                lambda: isinstance(app.screen, Reader) and app.screen.view.page_now, "laid out"
            )
            yield desk
    finally:
        app.close()  # else its saver waits for ever, and holds all that the app had
        store.close()
