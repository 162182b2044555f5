"""A menu of everything, what fits here first: no key but Enter and the arrows is needed."""

from __future__ import annotations

from tui.commands import key_names
from tui.features.desk import Desk
from tui.features.linking import Linking
from tui.features.tagging import Tagging
from tui.screens.finder import Choice, Finder

_NOT_OFFERED = ("app.menu", "app.palette", "select.drop")


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
            situation, keymap = self._desk.situation, self._desk.keymap
            first = [keymap.command(command.id) for command in situation.commands]
            rest = [command for command in keymap.commands if command not in first]
            offered = [each for each in (*first, *rest) if each.id not in _NOT_OFFERED]
            choices = [Choice(each.id, each.title, key_names(each)) for each in offered]
            self._desk.ask(Finder(situation.heading, choices), self._run)

    def _run(self, id: str) -> None:
        view = self._desk.view
        view.call_later(view.run_action, self._desk.keymap.command(id).action)
