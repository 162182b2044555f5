"""Choose a theme: each is tried on while the list of themes is open."""

from __future__ import annotations

from textual.app import App

from tui.features.host import Host
from tui.features.messages import ThemeChosen
from tui.screens.finder import Choice, Finder


class Colours:
    """The themes to choose from; leaving the list takes back the one before."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def open(self) -> None:
        """Ask for a theme, and remember it."""
        app: App[object] = self._host.view.app
        now = app.theme
        names = sorted(app.available_themes, key=lambda name: (name != now, name))
        choices = [Choice(name, name, self._about(app, name, now)) for name in names]

        def show(name: str) -> None:
            app.theme = name

        def left(name: str | None) -> None:
            app.theme = name or now
            if name:
                app.post_message(ThemeChosen())

        app.push_screen(Finder("Colours", choices, seen=show), left)

    def _about(self, app: App[object], name: str, now: str) -> str:
        theme = app.available_themes[name]
        kind = "the terminal’s own" if theme.ansi else "dark" if theme.dark else "light"
        return f"{kind} · as now" if name == now else kind
