"""Choose the colours: each is shown while it is looked at."""

from __future__ import annotations

from textual.app import App

from tui.features.desk import Desk
from tui.screens.finder import Choice, Finder


class Colours:
    """The themes there are; leaving the list takes back the one there was."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self) -> None:
        app: App[object] = self._desk.view.app
        now = app.theme
        names = sorted(app.available_themes, key=lambda name: (name != now, name))
        choices = [Choice(name, name, self._about(app, name, now)) for name in names]

        def show(name: str) -> None:
            app.theme = name

        def left(name: str | None) -> None:
            app.theme = name or now
            if name:
                view = self._desk.view
                view.call_later(view.run_action, "app.keep_theme")

        app.push_screen(Finder("Colours", choices, seen=show), left)

    def _about(self, app: App[object], name: str, now: str) -> str:
        theme = app.available_themes[name]
        kind = "the terminal’s own" if theme.ansi else "dark" if theme.dark else "light"
        return f"{kind} · as now" if name == now else kind
