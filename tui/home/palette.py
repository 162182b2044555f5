"""The actions of home, for its palette."""

from __future__ import annotations

from rich.text import Text

from tui.keys.actions import key_name
from tui.keys.keymap import Keymap
from tui.keys.meanings import MEANINGS
from tui.screens.finder import Choice

_NOT_OFFERED = ("home.palette", "home.drop")
_KEYS = 9
"""Cells for the keys of an action, before what it does."""


def choices(keymap: Keymap) -> list[Choice]:
    """Every action of home to choose from, with its keys; found by what people call it, too."""
    found = []
    for action in keymap.within("home"):
        if action.id not in _NOT_OFFERED:
            keys = " ".join(map(key_name, action.keys[:2]))
            mark = Text(f"{keys:>{_KEYS}} ", "bold")
            meaning = f"{action.hint} {MEANINGS.get(action.id, '')}"
            found.append(Choice(action.id, action.title, "", mark, meaning))
    return found
