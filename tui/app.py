"""The Textual app: one screen, its colours, and the command palette."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from annotations.store import Pair, Store
from tui.commands import COMMANDS, keys_of
from tui.screens.reader import Reader
from tui.session import Session


class ReaderCommands(Provider):
    """Everything in the registry, each with its key."""

    async def discover(self) -> Hits:
        for command in COMMANDS:
            yield DiscoveryHit(
                f"{command.title}  ·  {keys_of(command)}", partial(self._run, command.action)
            )

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in COMMANDS:
            score = matcher.match(command.title)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.title),
                    partial(self._run, command.action),
                    help=keys_of(command),
                )

    async def _run(self, action: str) -> None:
        screen = self.screen
        if isinstance(screen, Reader):
            await screen.view.run_action(action)


class CrossreadApp(App[int]):
    """Two articles side by side; see `Reader`."""

    TITLE = "crossread"
    COMMANDS: ClassVar[set[type[Provider]]] = {ReaderCommands}  # type: ignore[assignment]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, store: Store, pair: Pair) -> None:
        super().__init__()
        self._reader = Reader(store, Session(store, pair))

    def get_default_screen(self) -> Reader:
        """The reader is the first screen: no empty one is painted before it."""
        return self._reader

    def on_mount(self) -> None:
        self.call_later(self._settle)

    def _settle(self) -> None:
        """What is loaded now lives as long as the app: keep the collector off it."""
        gc.collect()
        gc.freeze()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Only what the registry does not say already."""
        yield SystemCommand("Colours", "Change the theme", self.action_change_theme)
        yield SystemCommand("Screenshot", "Save the screen as an SVG file", self.deliver_screenshot)

    async def action_quit(self) -> None:
        """Leave by the reader's own door, which saves the place first."""
        self._reader.action_quit()


def run(store: Store, pair: Pair) -> int:
    """Read and annotate a pair of a store until the reader quits.

    Returns the exit status: 0, or 1 where something could not be saved.
    """
    result = CrossreadApp(store, pair).run()
    return result or 0
