"""Make the pictures of the README from the real app, on the built-in pair.

    python -m screenshots.make [NAME..]

Each picture is a small story of keys, told to the app in a store that is thrown away. The SVG is
Textual's own; the PNG is drawn from it in DejaVu Sans Mono, so that the lines of boxes join.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self
from unittest.mock import patch

import resvg_py
from textual.pilot import Pilot

from annotations.alignment import align
from annotations.articles import Article, Span, article_from_text
from annotations.store import Pair, Progress, Store, commands
from annotations.store.events import commands as event_commands
from screenshots import archive
from tui.app import CrossreadApp
from tui.cli.commands.read import sample
from tui.home.event_list import EventList
from tui.home.finding.screen import FoundScreen
from tui.page.caret import Side
from tui.reader.reader import Reader
from tui.widgets.line import Line

HERE = Path(__file__).parent


class Noon(datetime):
    """A clock that stands, so that the same screen gives the same picture."""

    @classmethod
    def now(cls, tz: object = None) -> Self:
        return cls(2026, 1, 1, 12, 4, 5)


@dataclass
class Desk:
    """The app as the stories know it."""

    app: CrossreadApp
    pilot: Pilot[int]

    @property
    def reader(self) -> Reader:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Reader))

    @property
    def at_home(self) -> bool:
        return self.app.screen.id == "home"

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))

    async def tag(self, key: str, words: str, side: Side = Side.LEFT) -> None:
        """Select the words where they stand, and press a key."""
        session, view = self.reader.session, self.reader.view
        start = session.articles[side].text.index(words)
        view.select_span(
            side, type(session.articles[side].blocks[0].span)(start, start + len(words))
        )
        await self.press(key)

    async def place(self, words: str, side: Side = Side.LEFT) -> None:
        self.reader.view.go(side, self.reader.session.articles[side].text.index(words))
        await self.pilot.pause()

    async def settled(self) -> None:
        """Wait until all is saved and drawn."""
        reading = any(isinstance(each, Reader) for each in self.app.screen_stack)
        while reading and not self.at_home and "saving" in self.reader.bars.status.text:
            await self.pilot.pause(0.02)
        await self.pilot.pause(0.1)


async def annotated(desk: Desk) -> None:
    """Annotate the first screens as a reader would."""
    left, right = Side.LEFT, Side.RIGHT
    await desk.tag(
        "c", "with 87 people aboard,and eleven passengers were treated for injuries", left
    )
    await desk.tag("s", "the harbour office", left)
    await desk.tag("c", "with 93 people on board, and 14 passengers were hurt", right)
    await desk.tag("s", "the harbour office", right)
    await desk.tag("c", "struck the stones at 9:40 p.m. in thick fog", left)
    await desk.tag("s", "harbour master Marit Oskane", left)
    await desk.tag("e", "according to", left)
    await desk.tag("c", "brought everyone ashore, the last of them at 11:20 p.m.", right)
    await desk.tag(
        "c", "A lifeboat and two pilot launches had taken everyone off by 11:05 p.m.", left
    )
    await theme(desk, "There were people in dressing gowns", "rescue", left)
    await theme(desk, "A lifeboat and two pilot launches brought", "rescue", right)
    await theme(desk, "The ferry’s main radar had been out of order", "safety/radar", left)
    await theme(desk, "The Coastal Safety Board has opened", "inquiry", right)
    await desk.place("with 87 people", left)
    await desk.press("r")
    await desk.place("with 93 people", right)
    await desk.press("r", "x")
    await desk.place("struck the stones", left)
    await desk.press("i")
    await desk.type("the Ledger says 9:52")
    await desk.press("escape")


async def theme(desk: Desk, words: str, name: str, side: Side) -> None:
    """Tag the sentence of some words with a theme."""
    await desk.place(words, side)
    await desk.press("t")
    await desk.type(name)
    await desk.press("enter")
    await desk.settled()


async def reading(desk: Desk) -> None:
    await annotated(desk)
    await desk.press("g")
    await desk.place("Nobody was killed")


async def tagging(desk: Desk) -> None:
    await annotated(desk)
    await desk.press("g")
    await desk.tag("c", "The Maren Tide, a 34-year-old car ferry, struck the stones", Side.LEFT)
    await desk.place("34-year-old")
    await desk.press("v", "w", "w", "w")


async def theme_finder(desk: Desk) -> None:
    await annotated(desk)
    await desk.press("g")
    await desk.place("Nobody was killed")
    await desk.press("t")
    await desk.type("resc")


async def diff(desk: Desk) -> None:
    await desk.press("d")
    await desk.place("Tuesday night with 87 people")


async def help_(desk: Desk) -> None:
    await annotated(desk)
    await desk.place("with 87 people")
    await desk.press("?")


async def list_(desk: Desk) -> None:
    await annotated(desk)
    await desk.press("g", "F", "j", "j")


async def light(desk: Desk) -> None:
    desk.app.theme = "textual-light"
    await reading(desk)


async def home(desk: Desk) -> None:
    while desk.app.screen.query_one(EventList).here is None:
        await desk.pilot.pause()
    await desk.press("j")


async def found(desk: Desk) -> None:
    """Events found in an archive; it is gone afterwards, and so are the screen and its process."""
    await home(desk)
    await desk.press("f")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        archive.write(Path("march.jsonl"))
        desk.app.screen.query_one(Line).value = "march.jsonl"
        await desk.press("enter")
        while not isinstance(screen := desk.app.screen, FoundScreen) or not screen.is_idle:
            await desk.pilot.pause(0.02)
        await desk.press("space", "j", "j")
        while not screen.is_idle:
            await desk.pilot.pause(0.02)
        await desk.settled()


def the_pair(store: Store) -> Pair:
    """The built-in pair, aligned."""
    pair = store.add_pair(*sample())
    store.save_alignment(pair.id, align(*sample()))
    return pair


REPORTS = {
    "Night ferry aground": ("Harbour Ledger", "Coast Radio", "The Tide Table"),
    "Strike at the salt works": ("Inland Post", "Harbour Ledger"),
    "Mill bridge closed": ("Inland Post", "Coast Radio", "Harbour Ledger", "Mill Valley News"),
    "A flood that nobody saw": ("Mill Valley News", "Inland Post"),
}
"""Invented events, each with those that report it."""


def events(store: Store) -> None:
    """Events as they stand after a week of work."""
    with patch("annotations.store.events.commands.now", lambda: "2026-01-01T12:00:00.000Z"):
        for at, (title, outlets) in enumerate(REPORTS.items()):
            made = [_report(title, outlet, day) for day, outlet in enumerate(outlets, 3 * at + 1)]
            event = store.add_event(made, title)
            for number, article in zip(range(3 - at), event.articles, strict=False):
                words = made[number].text.partition(".")[0]
                start = words.rindex("\n") + 1
                span = Span(start, len(words) + 1)
                command = commands.tag(article, made[number], span, "claim", "reader", pair="")
                with patch("annotations.store.commands.now", lambda: "2026-01-01T12:00:00.000Z"):
                    store.do(command)
            if at < 3:
                pair = store.pair_of(*event.articles[:2])
                read = dict.fromkeys(event.articles[: 3 - at], 1.0)
                store.save_progress(
                    Progress(
                        pair=pair.id,
                        event=event.id,
                        annotator="reader",
                        read=read,
                        updated=f"2026-01-0{9 - at}T10:00:00.000Z",
                    )
                )
    store.do(event_commands.pin(store.events()[2]))


def _report(title: str, outlet: str, day: int) -> Article:
    text = (
        f"{title}, says {outlet}\n\nIt happened on a Sunday, {outlet} reports. More is not known.\n"
    )
    made = article_from_text(text, source=f"{outlet}.txt")
    return replace(made, outlet=outlet, published=f"2026-01-{day:02}")


@dataclass(frozen=True)
class Shot:
    """One picture: its file's name, the terminal's columns and lines, and the story."""

    name: str
    size: tuple[int, int]
    story: Callable[[Desk], Awaitable[None]]
    fill: Callable[[Store], Pair | None] = the_pair
    """What is in the store; the pair to read, or None to begin at home."""


SHOTS = (
    Shot("reading", (120, 36), reading),
    Shot("tagging", (120, 36), tagging),
    Shot("theme-finder", (120, 36), theme_finder),
    Shot("diff", (120, 36), diff),
    Shot("help", (120, 44), help_),
    Shot("home", (120, 24), home, events),
    Shot("found", (120, 36), found, events),
    Shot("list", (140, 36), list_),
    Shot("light", (120, 36), light),
    Shot("narrow", (60, 26), reading),
)


async def picture(shot: Shot) -> str:
    """The screen at the end of a story, as SVG."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("tui.reader.save_status.datetime", Noon),
        Store.open(Path(folder) / "store.json", annotator="reader") as store,
    ):
        app = CrossreadApp(store, shot.fill(store))
        async with app.run_test(size=shot.size) as pilot:
            desk = Desk(app, pilot)
            while not desk.at_home and desk.reader.view.page_now is None:
                await pilot.pause()
            await shot.story(desk)
            await desk.settled()
            return app.export_screenshot(title="crossread")


def drawn(svg: str) -> bytes:
    """A PNG of Textual's SVG, at twice its size, in fonts that are on the machine."""
    plain = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    plain = plain.replace("Fira Code, monospace", "DejaVu Sans Mono").replace(
        "Fira Code", "DejaVu Sans Mono"
    )
    plain = plain.replace("arial", "DejaVu Sans")
    return bytes(resvg_py.svg_to_bytes(svg_string=plain, zoom=1.25))


def make(shot: Shot, folder: Path) -> None:
    """Write a picture's SVG and PNG to a folder."""
    svg = asyncio.run(picture(shot))
    (folder / f"{shot.name}.svg").write_text(svg, encoding="utf-8")
    (folder / f"{shot.name}.png").write_bytes(drawn(svg))


def main(names: list[str]) -> int:
    unknown = sorted(set(names) - {shot.name for shot in SHOTS})
    if unknown:
        known = " ".join(shot.name for shot in SHOTS)
        print(f"make: there is no picture {unknown[0]}; there are {known}", file=sys.stderr)
        return 2
    for shot in SHOTS:
        if not names or shot.name in names:
            make(shot, HERE)
            print(HERE / f"{shot.name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
