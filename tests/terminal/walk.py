"""The command, with a walk in place of a reader's keys: every action of every context, one by one.

`python walk.py REPORT WORDS...` runs `crossread WORDS...`. What was run, and what a guard behind the
widgets had to mend, is written to REPORT as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from rich.text import Text
from textual.content import Content
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from tui.app import CrossreadApp
from tui.cli import main
from tui.features.contexts import CONTEXTS
from tui.features.registry import Features
from tui.home.finding.screen import FoundScreen
from tui.home.home import Home
from tui.page.caret import Side
from tui.reader.reader import Reader
from tui.terminal import output
from tui.widgets.line import Line

REPORT, *WORDS = sys.argv[1:]
NOT_RUN = ("app.quit", "app.suspend", "home.quit")
"""They end the walk: the one leaves, the other stops the process."""
INTO = {
    "align": ["align.mode"],
    "relate": ["read.top", *["read.paragraph", "link.relate"] * 2],
    "list": ["find.list"],
    "search": ["find.search"],
    "finder": ["tag.any"],
    "prompt": ["app.export", "finder.take"],
    "note": ["tag.note", "finder.take"],
    "codebook": ["app.codebook"],
    "label": ["app.codebook", "codebook.change"],
    "claims": ["link.claims"],
    "matrix": ["link.matrix"],
    "articlelist": ["event.choose"],
    "map": ["diff.map"],
    "help": ["app.help"],
    "settings": ["app.settings"],
    "sheet": ["app.messages"],
    "home": ["app.home"],
    "words": ["app.home", "home.search"],
    "arrange": ["app.home", "home.articles"],
    "paste": ["app.home", "home.paste"],
    "counts": ["app.home", "home.counts"],
    "found": ["app.home", "home.find", "type archive.jsonl", "prompt.take"],
    "retag": ["app.home", "home.retag"],
}
"""The actions that lead into each context, and what is typed on the way. One that is missing here
fails the walk."""
AGAIN = 40
"""Looks for an answer after which the question is put again."""
CONTEXT_OF = {action.id: name for name, context in CONTEXTS.items() for action in context.actions}
LONG = 120.0
"""Seconds in which a screen opens, on a machine that has much else to do."""
ran: list[str] = []
mended: list[str] = []
parsed: list[str] = []
faults: list[str] = []


class Walk:
    """One walk through an app that runs."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self.pilot = pilot
        self.app = pilot.app
        self.step = 0

    @property
    def reader(self) -> Reader:
        return next(each for each in self.app.screen_stack if isinstance(each, Reader))

    @property
    def context(self) -> str:
        """The context that has the keys; empty where the page has them."""
        screen = self.app.screen
        if isinstance(screen, Reader):
            return screen.bars.context
        if isinstance(screen, Home):
            return "home" if screen.focused is screen.listing else "words"
        return getattr(screen, "CONTEXT", "")

    async def settle(self) -> None:
        """Wait until what was pressed is handled, answered by the store, and on the screen.

        Each wait is for something that comes, however slow the machine is; where another screen
        opens meanwhile, it is waited for in its turn.
        """
        screen = None
        while screen is not self.app.screen:
            screen = self.app.screen
            await self.told(
                screen, self.app.call_later
            )  # keys that came before are with the screen now
            await self.pilot._wait_for_screen(LONG)
            for worker in list(self.app.workers):
                if worker.group == "later":
                    await worker.wait()
            if isinstance(screen, Home):
                await self.told(screen, partial(self.ask_store, screen))
            await self.told(screen, self.app.call_after_refresh)

    def ask_store(self, home: Home, answered: Callable[..., object]) -> None:
        """Ask home's store for nothing; it answers once what was asked before is answered."""
        home.library.ask(lambda store: None, answered)

    async def told(
        self, screen: Screen[Any], ask: Callable[[Callable[..., object]], object]
    ) -> None:
        """Wait until what is asked calls back, or another screen than this one has the keys.

        It is asked again from time to time: a screen that was there for a moment, and has closed,
        may have taken the question along.
        """
        back: list[object] = []
        deadline = monotonic() + LONG
        tries = 0
        while not back and self.app.screen is screen:
            if monotonic() > deadline:
                raise AssertionError("no answer")
            if tries % AGAIN == 0:
                ask(lambda *_: back.append(True))
            tries += 1
            await asyncio.sleep(0.005)

    async def home(self) -> None:
        """Back to the page, with the caret on an annotation that no step was at before."""
        while self.app.screen is not self.reader:  # the tour is a reader as well
            await self.pilot._wait_for_screen()
            if self.app.screen is not self.reader:  # it may have been about to close
                await self.app.pop_screen()
        reader, view = self.reader, self.reader.view
        if reader.search_bar.is_attached and reader.search_bar.display:
            reader.features.search.leave(kept=False)
        if reader.listing.display:
            reader.features.listing.toggle()
        aligning = reader.features.made(Features.aligning)
        if aligning is not None:
            aligning.leave()
        while reader.features.pending_keys.uppermost:  # one thing goes at a time
            reader.cancel()
        reader.session.hide(())  # a step may have hidden the layer of the tags
        view.focus()
        self.step += 1
        blocks = reader.session.articles[Side.LEFT].blocks
        view.go(Side.LEFT, blocks[1 + self.step % (len(blocks) - 1)].start)

    def press(self, key: str) -> None:
        """Press a key as the terminal sends it."""
        letter = len(key) == 1
        event = Key(_character_to_key(key) if letter else key, key if letter else None)
        event.set_sender(self.app)
        self.app._driver.send_message(event)

    async def run(self, id: str) -> None:
        """Run an action by its key, as a reader would; without one, as the palette does."""
        action = self.reader.keymap.action(id)
        if action.keys:
            self.press(action.keys[0])
        else:
            self.reader.keys.perform(id)
        await self.settle()
        ran.append(id)

    async def into(self, context: str) -> None:
        """Wait until a context has the keys."""
        await self.until(lambda: self.context == context, context)
        await self.settle()

    async def until(self, holds: Callable[[], bool], what: str = "") -> None:
        """Wait until something holds."""
        deadline = monotonic() + LONG
        while not holds():
            if monotonic() > deadline:
                raise AssertionError(f"in {self.context!r}, and never {what!r}")
            await asyncio.sleep(0.01)

    async def page(self) -> None:
        for action in self.reader.keymap.actions:
            if action.id not in NOT_RUN:
                await self.home()
                await self.run(action.id)
                if not isinstance(self.app.screen, Reader):
                    self.press("enter")  # whatever it offers, or asks
                    await self.settle()

    async def event_in_sight(self) -> None:
        """At home, have the event shown again that a step may have archived, or done so anew."""
        deadline = monotonic() + LONG
        while isinstance(home := self.app.screen, Home) and home.listing.here is None:
            if monotonic() > deadline:
                raise AssertionError("no event at home")
            await self.run("home.archived")

    async def contexts(self) -> None:
        for name in CONTEXTS:
            for action in self.reader.keymap.within(name):
                if action.id in NOT_RUN or action.id not in own(name):
                    continue
                if self.context != name:
                    await self.home()
                    for id in INTO[name]:
                        if id.startswith("type "):
                            self.app.screen.query_one(Line).value = id.removeprefix("type ")
                            continue
                        if id in CONTEXT_OF:
                            await self.into(CONTEXT_OF[id])
                        await self.run(id)
                        await self.event_in_sight()
                        if self.context == "finder" and name in ("relate", "claims"):
                            await self.run("finder.take")  # which of the tags here is meant
                    await self.into(name)
                if isinstance(found := self.app.screen, FoundScreen):
                    await self.until(lambda: found.is_idle)  # before the next round
                await self.run(action.id)
                if action.id == "found.open":  # once it is added, a reader has the keys
                    await self.into("")


def own(context: str) -> set[str]:
    return {action.id for action in CONTEXTS[context].actions}


async def walk(pilot: Pilot[int]) -> None:
    walking = Walk(pilot)
    try:
        while not walking.reader.session.alignment.links:
            await asyncio.sleep(0.02)
        await walking.page()
        await walking.contexts()
    except Exception as error:  # a crash report leaves the words of an error out
        faults.append(f"after {ran[-4:]}, {pilot.app.screen_stack}: {error}")
        raise
    finally:
        await walking.home()
        pilot.app.exit(0)


def watch() -> None:
    """Take note of what the guard mends, and of hostile text that is taken for markup."""
    as_wide = output.as_wide

    def mend(text: str) -> str:
        found = as_wide(text)
        if found != text:
            mended.append(f"after {ran[-1:]}: {text}")
        return found

    output.as_wide = mend
    for kind in (Content, Text):
        kind.from_markup = _noting(kind.from_markup)


def _noting(parse: Callable[..., Any]) -> Callable[..., Any]:
    def noted(text: str | Content, *arguments: Any, **more: Any) -> Any:
        if "mærk" in str(text):
            parsed.append(str(text))
        return parse(text, *arguments, **more)

    return noted


watch()
run = CrossreadApp.run
CrossreadApp.run = lambda self: run(self, auto_pilot=walk)
status = main(WORDS)
report = {"ran": ran, "mended": mended, "parsed": parsed, "faults": faults}
Path(REPORT).write_text(json.dumps(report), encoding="utf-8")
sys.exit(status)
