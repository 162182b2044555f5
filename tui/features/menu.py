"""A menu of everything, what fits here first: no key but Enter and the arrows is needed."""

from __future__ import annotations

from rich.text import Text

from tui.commands import Command, key_name, key_names
from tui.features.desk import Desk
from tui.features.linking import Linking
from tui.features.tagging import Tagging
from tui.screens.finder import Choice, Finder

_NOT_OFFERED = ("app.menu", "app.palette", "select.drop")
_KEYS = 9
"""Cells for the keys of a command, before what it does."""
_NARROW = 50
"""Cells of the terminal below which the keys stand after what they do."""


class Menu:
    """Commands to choose from; where an answer is waited for, its choices instead."""

    def __init__(self, desk: Desk, tagging: Tagging, linking: Linking) -> None:
        self._desk = desk
        self._tagging = tagging
        self._linking = linking

    def open(self) -> None:
        """Ask what to do; with borders begun they are kept, with a relation begun it is named."""
        if self._tagging.resizing is not None:
            self._tagging.keep_borders()
        elif self._linking.wants_kind:
            kinds = [
                Choice(each.id.partition(".")[2], each.title, key_names(each))
                for each in self._desk.keymap.places["relate"]
            ]
            self._desk.ask(Finder("How do they relate?", kinds), self._linking.end)
        else:
            self.all(self._desk.situation.heading)

    def all(self, title: str = "All commands") -> None:
        """Ask for any command, each with its keys; what fits here stands first."""
        keymap = self._desk.keymap
        first = [keymap.command(command.id) for command in self._desk.situation.commands]
        rest = [*keymap.commands, *keymap.places["align"]]
        offered = dict.fromkeys(each.id for each in (*first, *rest) if each.id not in _NOT_OFFERED)
        choices = [self._choice(keymap.command(id)) for id in offered]
        self._desk.ask(Finder(title, choices, prompt="type what to do"), self._run)

    def _choice(self, command: Command) -> Choice:
        keys = " ".join(map(key_name, command.keys[:2]))
        mode = self._desk.keymap.command("align.mode").keys
        if keys and command in self._desk.keymap.places["align"]:
            keys = f"{key_name(mode[0])} {key_name(command.keys[0])}" if mode else ""
        if self._desk.view.app.size.width < _NARROW:
            return Choice(command.id, command.title, keys)
        return Choice(command.id, command.title, mark=Text(f"{keys:>{_KEYS}} ", "bold"))

    def _run(self, id: str) -> None:
        view = self._desk.view
        view.call_later(view.run_action, self._desk.keymap.command(id).action)
