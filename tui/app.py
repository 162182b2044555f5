"""The Textual app: one screen, its colours, and the command palette."""

from __future__ import annotations

import signal
import sys
from asyncio import get_running_loop
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.driver import Driver
from textual.filter import Monochrome, NoColor
from textual.worker import WorkerFailed

from annotations.errors import CrossreadError
from annotations.store import Pair, Store
from tui import crash, memory
from tui.collecting import Collecting
from tui.commands import bindings
from tui.frames import in_one_piece
from tui.keymap import keymap
from tui.memory import Memory
from tui.places import config_file, state_folder
from tui.screens.reader import Reader
from tui.session import Session
from tui.settings import Settings, closest
from tui.terminal import listen_quietly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

REST = 3.0
"""Seconds between looks whether nobody is at work."""
TOASTS = 3
"""As many complaints about the settings are shown one by one."""


class CrossreadApp(App[int]):
    """Two articles side by side; see `Reader`."""

    TITLE = "crossread"
    ENABLE_COMMAND_PALETTE = False  # Textual's own: the reader's is as every other list

    def __init__(
        self,
        store: Store,
        pair: Pair,
        settings: Settings | None = None,
        folder: Path | None = None,
        model: Path | None = None,
    ) -> None:
        """Without settings the defaults hold; without a folder nothing is remembered.

        `model` is the folder of a sentence model that has a say in the alignment.
        """
        super().__init__()
        self._settings = settings or Settings()
        self._folder = folder
        self._memory = memory.recall(folder) if folder else Memory()
        self.keymap = keys = keymap(self._settings)
        self._bindings = BindingsMap(self._everywhere())
        self.crash: Exception | None = None
        self._leaving = False
        self.where_it_was = ""
        self._complaints = [*self._settings.complaints, *keys.complaints]
        theme = self._memory.theme_for(self._settings.theme)
        if theme in self.available_themes:
            self.theme = theme
        elif theme:
            self._complaints.append(self._unknown(theme))
        self._do_without_colours()
        self._store = store
        session = Session(store, pair)
        session.defaults |= self._settings.view
        self._reader = Reader(store, session, keys, model)
        newcomer = folder is not None and not self._memory.at_home
        self._reader.set_reactive(Reader.newcomer, newcomer)

    def _everywhere(self) -> list[Binding]:
        """What can be called over any screen, by keys that write nowhere; leaving comes first."""
        leave, palette = (
            command._replace(keys=tuple(key for key in command.keys if len(key) > 1))
            for command in map(self.keymap.command, ("app.quit", "app.palette"))
        )
        return [
            *(replace(each, action="quit", priority=True) for each in bindings([leave])),
            *bindings([palette]),
            Binding("ctrl+c", "help_quit", show=False, system=True),
        ]

    def get_driver_class(self) -> type[Driver]:
        return in_one_piece(super().get_driver_class())

    def get_default_screen(self) -> Reader:
        """The reader is the first screen: no empty one is painted before it."""
        return self._reader

    def _where(self) -> str:
        """What is on the screen, for a crash report."""
        screens = " over ".join(type(screen).__name__ for screen in reversed(self.screen_stack))
        return f"{screens}, {self.size.width}×{self.size.height}"

    def close(self) -> int:
        """Save what waits to be saved; returns how many changes could not be."""
        readers = [screen for screen in self.screen_stack if isinstance(screen, Reader)]
        return sum(reader.close() for reader in {*readers, self._reader})

    def _handle_exception(self, error: Exception) -> None:
        """Textual's end of an error that nobody caught: leave, and let `run` tell of it."""
        if self.crash is None:
            inner = error.error if isinstance(error, WorkerFailed) else error
            self.crash = inner if isinstance(inner, Exception) else error
            self.where_it_was = self._where()
        super()._handle_exception(error)
        self._exit_renderables.clear()

    def _fatal_error(self) -> None:
        """Leave without Textual's traceback, which shows local variables: articles."""
        self._close_messages_no_wait()

    def _leave_on_signals(self) -> None:
        """Give the terminal back when told to end, as when the user leaves."""
        for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None)):
            if number is not None:
                with suppress(NotImplementedError, ValueError):  # Windows; not the main thread
                    get_running_loop().add_signal_handler(number, self.exit, 128 + number)

    def on_mount(self) -> None:
        self.call_after_refresh(self._settle)
        if not self.is_headless:
            self._leave_on_signals()
        for complaint in self._complaints[:TOASTS]:
            self.notify(complaint, title="Settings", severity="warning", timeout=20, markup=False)
        if more := len(self._complaints[TOASTS:]):
            self.notify(f"and {more} more", title="Settings", severity="warning", markup=False)

    def _unknown(self, theme: str) -> str:
        near = closest(theme, tuple(self.available_themes))
        mend = f"is {near} meant?" if near else "the colours in the palette are all there are"
        return self._settings.complaint("theme", f"there is no theme {theme}; {mend}")

    def _do_without_colours(self) -> None:
        """With `NO_COLOR`, grey where the theme has its own colours, none where the terminal has.

        Textual decides that before it knows the theme, and paints an ansi one black on black.
        """
        if self.no_color:
            kept = [each for each in self._filters if not isinstance(each, Monochrome | NoColor)]
            self._filters = [*kept, NoColor() if self.native_ansi_color else Monochrome()]

    def watch_theme(self) -> None:
        self._do_without_colours()

    def action_keep_theme(self) -> None:
        """Remember a theme that was chosen."""
        self._remember(self._memory._replace(theme=self.theme, theme_over=self._settings.theme))

    def _remember(self, what: Memory) -> None:
        self._memory = what
        if self._folder is not None:
            memory.remember(self._folder, self._memory)

    def _settle(self) -> None:
        """Collect garbage from now on, while nobody presses a key."""
        collecting = Collecting()
        collecting.begin()
        self.set_interval(REST, collecting.rest)

    @on(Reader.Retexted)
    def _read_anew(self) -> None:
        """Read on in the new text of an article, where the reader was."""
        from tui.features.watching import reopened

        old = self._reader
        old.close()
        session = reopened(self._store, old.session, old.view.caret, old.keymap)
        self._reader = Reader(self._store, session, old.keymap, old.model)
        self._reader.set_reactive(Reader.newcomer, old.newcomer)
        # A default screen was never pushed: it lacks the callback that a switch takes from it.
        if not old._result_callbacks:
            old._push_result_callback(old, None)
        self.switch_screen(self._reader)

    @on(Reader.AtHome)
    def _at_home(self) -> None:
        self._remember(self._memory._replace(at_home=True))

    def action_tour(self) -> None:
        """Take the tour; from inside it, nothing."""
        from tui.screens.tour import Tour

        if not any(isinstance(screen, Tour) for screen in self.screen_stack):
            self._reader.newcomer = False
            self.push_screen(Tour(self._reader.keymap, self._reader.session.annotator))
            self._at_home()

    def action_keys(self, context: str) -> None:
        """Show what keys do in a context."""
        from tui.contexts import CONTEXTS
        from tui.help import keys_table
        from tui.screens.sheet import Sheet

        keys = keys_table(self.keymap.within(context))
        self.push_screen(Sheet(CONTEXTS[context].heading, keys, wide=False))

    def action_settings(self) -> None:
        """Show what can be set, and where."""
        from tui.screens.sheet import Sheet
        from tui.settings_sheet import sheet

        text = sheet(self._settings, self._reader.keymap, self.theme, self._complaints)
        self.push_screen(Sheet("Settings", text))

    def action_command_palette(self) -> None:
        """Every command, with its keys; what stands over the page has only its own."""
        if isinstance(self.screen, Reader):
            self.screen.action_use("menu.all")

    async def action_quit(self) -> None:
        """Leave by the reader's own door, which saves the place first."""
        self._reader.action_quit()

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave, and do nothing more that was typed ahead: the store is closed by then."""
        self._leaving = True
        super().exit(result, return_code, message)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or a choice is bound to, unless on the way out."""
        if self._leaving:
            return True
        return await super().run_action(action, default_namespace, namespaces)


def run(store: Store, pair: Pair, model: Path | None = None) -> int:
    """Read and annotate a pair of a store until the reader quits.

    `model` is the folder of a sentence model that has a say in the alignment.

    Returns the exit status: 0, or 1 where something could not be saved, 70 after a crash, or 128
    and the number of the signal that ended it.

    Raises:
        CrossreadError: where one ended the reader.
    """
    listen_quietly()
    app = CrossreadApp(store, pair, _settings(config_file()), state_folder(), model)
    try:
        status = app.run() or 0
    except Exception as error:
        status, app.crash = crash.STATUS, app.crash or error
    unsaved = app.close()
    if app.crash is None:
        return status or int(unsaved > 0)
    if isinstance(app.crash, CrossreadError):
        raise app.crash
    file = crash.write(crash.describe(app.crash, app.where_it_was), state_folder())
    print(crash.words(app.crash, file, unsaved), file=sys.stderr)
    return crash.STATUS


def _settings(file: Path) -> Settings:
    """The user's settings; what reads them is loaded only where there is a file."""
    if not file.exists():
        return Settings(file=file)
    from tui.config import read

    return read(file)
