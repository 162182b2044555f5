"""The palette: all actions that can be done here to choose from by typing, those that fit first."""

from __future__ import annotations

from dataclasses import replace

from rich.text import Text

from tui.features.annotating.relations import Relations
from tui.features.annotating.tagging import Tagging
from tui.features.host import Host
from tui.features.navigation import Navigation
from tui.keys.actions import AnyAction, key_name, key_names
from tui.keys.meanings import MEANINGS
from tui.screens.finder import Choice, Finder

_NOT_OFFERED = ("app.menu", "app.palette", "select.drop")
_KEYS = 9
"""Cells for the keys of a action, before what it does."""
_NARROW = 50
"""Cells of the terminal below which the keys stand after what they do."""


class Menu:
    """Offers actions; where a relation waits for its kind, the kinds instead."""

    def __init__(
        self, host: Host, tagging: Tagging, relations: Relations, navigation: Navigation
    ) -> None:
        self._host = host
        self._navigation = navigation
        self._tagging = tagging
        self._relations = relations

    def open(self) -> None:
        """Ask what to do; with borders begun they are kept, with a relation begun it is named."""
        if self._tagging.resizing is not None:
            self._tagging.keep_borders()
        elif self._relations.wants_kind:
            kinds = [
                Choice(each.id, each.title, key_names(each))
                for each in self._host.keymap.contexts["relate"].actions
            ]
            self._host.dialogs.ask(Finder("How do they relate?", kinds), self._host.keys.perform)
        else:
            self.all(self._host.bars.key_hints.heading, here=not self._relations.pending)

    def all(self, title: str = "All commands", *, here: bool = False) -> None:
        """Ask for any action that can be done here, each with its keys; what fits best stands first.

        One that cannot is shown where it is typed, with what it needs.

        With `here` the tags under the caret come before them, to look at and go to. A number goes
        to the block that has it.
        """
        keymap = self._host.keymap
        first = [keymap.action(action.id) for action in self._host.bars.key_hints.actions]
        rest = [*keymap.actions, *keymap.contexts["align"].actions]
        offered = dict.fromkeys(each.id for each in (*first, *rest) if each.id not in _NOT_OFFERED)
        choices = [self._choice(keymap.action(id)) for id in offered]
        tags = [replace(each, mark=_beside(each.mark)) for each in self._relations.here()]
        prompt = "type what to do, or the number of a block"
        finder = Finder(title, tags * here + choices, new=_to_block, prompt=prompt)
        self._host.dialogs.ask(finder, self._chosen)

    def _chosen(self, answer: str) -> None:
        if answer.isdecimal():
            self._navigation.to_block(int(answer))
        elif not self._relations.go(answer):
            self._host.keys.perform(answer)

    def _choice(self, action: AnyAction) -> Choice:
        keys = " ".join(map(key_name, action.keys[:2]))
        mode = self._host.keymap.action("align.mode").keys
        if keys and action in self._host.keymap.contexts["align"].actions:
            keys = f"{key_name(mode[0])} {key_name(action.keys[0])}" if mode else ""
        narrow = self._host.view.app.size.width < _NARROW
        return Choice(
            action.id,
            action.title,
            keys if narrow else "",
            None if narrow else Text(f"{keys:>{_KEYS}} ", "bold"),
            f"{action.hint} {MEANINGS.get(action.id, '')}",
            self._host.keys.missing(action.id),
        )


def _to_block(typed: str) -> str:
    """What Enter does with a number that is typed; nothing with anything else."""
    return "go to the block with this number" if typed.isdecimal() else ""


def _beside(mark: Text | None) -> Text:
    """The mark of a tag where actions have their keys."""
    room = Text(" " * (_KEYS - (mark.cell_len if mark else 0)))
    return room.append_text(mark) + " " if mark else room + " "
