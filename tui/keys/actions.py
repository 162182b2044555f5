"""An action: what a key does, with the words that help, hints and palette have for it.

The table of all actions is `tui.features.actions`, those of single screens `tui.features.contexts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import iscoroutine
from typing import Any, Generic, TypeAlias, TypeVar

from msgspec import Struct
from textual.binding import Binding

Target = TypeVar("Target")


class Action(Struct, Generic[Target], frozen=True):
    """One thing that a key does to a screen of the type `Target`.

    `id` is stable: the settings file names it. `keys` are Textual's names of keys, the one to show
    first; none where only the palette has the action. `group` is the heading in help, `title` the
    line there and in the palette, `hint` the word in the hint line, empty where it is never hinted.
    `run` carries it out; what it returns is awaited if it is a coroutine. `help_keys` stands for
    the keys in help where one line says it for several actions; the others have `-` and are left
    out.
    """

    id: str
    keys: tuple[str, ...]
    group: str
    title: str
    run: Callable[[Target], object]
    hint: str = ""
    help_keys: str = ""


AnyAction: TypeAlias = Action[Any]
"""An action of whichever screen: all that help, hints and keymaps look at is the same."""


async def perform(action: Action[Target], target: Target) -> None:
    """Carry out an action on a screen, and wait until it is done."""
    done = action.run(target)
    if iscoroutine(done):
        await done


_KEY_NAMES = {
    "space": "space",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": "esc",
    "delete": "del",
}
_MODIFIERS = {"ctrl": "^", "shift": "⇧", "alt": "⌥"}


def bindings(actions: Iterable[AnyAction]) -> list[Binding]:
    """Actions that have keys, as Textual's bindings: each performs its action on the screen."""
    return [
        Binding(
            ",".join(_textual_key(key) for key in action.keys),
            f"screen.perform({action.id!r})",
            action.title,
            show=False,
            id=action.id,
            priority=False,
        )
        for action in actions
        if action.keys
    ]


def arrivals(action: AnyAction) -> frozenset[str]:
    """Its keys by the names under which Textual lets them arrive: `slash` for `/`."""
    return frozenset(each.key for each in Binding.make_bindings(bindings((action,))))


def _textual_key(key: str) -> str:
    """A comma separates keys in a binding, so it goes by its name."""
    return "comma" if key == "," else key


def key_name(key: str) -> str:
    """How a key is shown to people."""
    if len(key) == 1:
        return key
    *modifiers, last = key.split("+")
    return "".join(_MODIFIERS.get(each, f"{each} ") for each in modifiers) + _KEY_NAMES.get(
        last, last
    )


def key_names(action: AnyAction) -> str:
    """All its keys as they are shown; empty where it has none."""
    return " ".join(key_name(key) for key in action.keys)


def keys_of(action: AnyAction) -> str:
    """Its keys as help shows them, where one line may stand for several actions."""
    return action.help_keys or key_names(action)
