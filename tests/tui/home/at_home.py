"""Home driven from outside, on a small store of three events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any
from unittest.mock import patch

from msgspec import structs
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import OptionList

from annotations.articles import Article, Span, article_from_text
from annotations.store import Event, Store, commands
from tests.tui.driving import PATIENCE
from tui.app import CrossreadApp
from tui.config.settings import Settings
from tui.home.home import Home
from tui.reader.reader import Reader


def article(title: str, outlet: str, day: str, body: str) -> Article:
    text = f"{title}\n\n{body}\n\nMore was not known on the day.\n"
    made = article_from_text(text, source=f"{outlet.lower().replace(' ', '-')}.txt")
    return replace(made, outlet=outlet, published=day)


DAM = (
    article("Dam breaks at Koralp", "Tarn Courier", "2026-05-01", "The dam broke at dawn."),
    article("Two dead below the dam", "Valley Post", "2026-05-02", "Two people drowned."),
    article("Koralp: what is known", "Northern Mail", "2026-05-02", "The wall was inspected."),
    article("Minister at the dam", "Daily Ledger", "2026-05-03", "The minister came by boat."),
)
BRIDGE = (
    article("Council votes on bridge", "Tarn Courier", "2026-04-11", "The vote failed."),
    article("No new bridge", "Valley Post", "2026-04-12", "One voice was missing."),
)
FERRY = (
    article("Ferry stays in port", "Tarn Courier", "2026-03-02", "The captain is ill."),
    article("No ferry this week", "Daily Ledger", "2026-03-03", "The zebra crossing is closed."),
)


def small_store(path: Path) -> tuple[Event, Event, Event]:
    """Three events; the dam has a claim by ada, with a note, and a theme by bea."""
    times = (f"2026-05-04T10:00:{second:02}.000Z" for second in range(60))
    with (
        Store.open(path, annotator="ada") as store,
        patch("annotations.store.events.commands.now", lambda: next(times)),
        patch("annotations.store.commands.now", lambda: next(times)),
    ):
        dam = store.add_event(DAM, "Dam breach")
        bridge = store.add_event(BRIDGE, "Bridge vote")
        ferry = store.add_event(FERRY)
        for number, words, label, by, note in (
            (0, "The dam broke at dawn.", "claim", "ada", "ask the warden"),
            (1, "Two people", "theme/people", "bea", ""),
        ):
            at = DAM[number].text.index(words)
            span = Span(at, at + len(words))
            key = dam.articles[number]
            store.do(commands.tag(key, DAM[number], span, label, by, pair=dam.id, note=note))
    return dam, bridge, ferry


@dataclass
class AtHome:
    """An app that runs, at home."""

    app: CrossreadApp
    pilot: Pilot[int]
    path: Path

    @property
    def home(self) -> Home:
        return next(each for each in self.app.screen_stack if isinstance(each, Home))

    @property
    def reader(self) -> Reader:
        return next(each for each in self.app.screen_stack if isinstance(each, Reader))

    @property
    def page(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def titles(self) -> list[str]:
        """The events shown, top to bottom, each by its title or that of its first article."""
        shown = self.home.listing.shown
        return [each.event.title or each.titles[0] for each in shown]

    @property
    def offered(self) -> list[str]:
        listing = self.app.screen.query_one(OptionList)
        return [str(option.prompt) for option in listing.options]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))

    async def until(self, holds: Callable[[], Any], what: str = "") -> None:
        deadline = monotonic() + PATIENCE
        while not holds():
            if monotonic() > deadline:
                raise AssertionError(f"never came true: {what or holds}\n{self.page}")
            await asyncio.sleep(0.005)
        await self.pilot.pause()

    async def shows(self, *words: str) -> None:
        await self.until(lambda: all(each in self.page for each in words), f"{words} shown")

    def kept(self) -> list[str]:
        """The titles of the events on disk, as another process reads them."""
        with Store.open(self.path, annotator="eve", read_only=True) as other:
            return sorted(each.title for each in other.events())


@asynccontextmanager
async def at_home(
    path: Path,
    *,
    size: tuple[int, int] = (120, 40),
    read_only: bool = False,
    settings: Settings | None = None,
) -> AsyncIterator[AtHome]:
    """Home of the store at a path, once all of its events and words are known."""
    with Store.open(path, annotator="ada", read_only=read_only) as store:
        quiet = structs.replace(settings or Settings(), signs=False)
        app = CrossreadApp(store, None, quiet)
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                desk = AtHome(app, pilot, path)
                library = desk.home.library
                await desk.until(lambda: library.index and not library.index.waiting, "indexed")
                yield desk
        finally:
            app.close()
