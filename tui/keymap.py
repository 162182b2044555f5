"""Which keys run which commands: a preset, changed by what the user sets.

Pure but for Textual's names of keys, which are looked at when the user sets any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from tui.commands import ALIGNING, COMMANDS, Command, key_name
from tui.settings import Settings, closest

PLAIN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        id: tuple(keys.split())
        for id, keys in {
            "read.down": "down",
            "read.up": "up",
            "read.right": "right",
            "read.left": "left",
            "read.word": "ctrl+right",
            "read.word_back": "ctrl+left",
            "read.paragraph": "ctrl+down",
            "read.paragraph_back": "ctrl+up",
            "read.page": "pagedown",
            "read.page_back": "pageup",
            "read.line_start": "home",
            "read.line_end": "end",
            "read.top": "ctrl+home",
            "read.bottom": "ctrl+end",
            "read.other": "tab shift+tab",
            "read.back": "ctrl+o",
            "select.grow": "ctrl+g",
            "select.drop": "escape",
            "select.right": "shift+right",
            "select.left": "shift+left",
            "select.down": "shift+down",
            "select.up": "shift+up",
            "select.word": "ctrl+shift+right",
            "select.word_back": "ctrl+shift+left",
            "select.copy": "ctrl+c",
            "tag.delete": "delete",
            "diff.toggle": "ctrl+d",
            "find.search": "ctrl+f",
            "find.next": "ctrl+n",
            "find.list": "ctrl+l",
            "app.undo": "ctrl+z",
            "app.redo": "ctrl+y",
            "app.save": "ctrl+s",
            "app.theme": "ctrl+t",
            "app.palette": "ctrl+p",
            "app.menu": "enter",
            "app.help": "f1",
            "app.quit": "ctrl+q",
        }.items()
    }
)
"""Keys of the plain preset: none is a letter, and Enter opens a menu of all commands."""

_SPELLINGS = {
    "esc": "escape",
    "del": "delete",
    "ins": "insert",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    " ": "space",
    "spacebar": "space",
    "comma": ",",
}
_SAME_BYTES = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    "ctrl+left_square_bracket": "escape",
    "ctrl+space": "ctrl+@",
}
"""Keys that no terminal can tell from another."""


@dataclass(frozen=True)
class Keymap:
    """The commands with the keys in force, and what is wrong with those that the user set."""

    commands: tuple[Command, ...] = COMMANDS
    complaints: tuple[str, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, Command]:
        return {command.id: command for command in (*ALIGNING, *self.commands)}

    def command(self, id: str) -> Command:
        """The command with its keys in force; KeyError for an unknown id."""
        return self._by_id[id]

    def pressable(self, commands: Iterable[Command]) -> tuple[Command, ...]:
        """Commands of the registry with their keys in force, without those that have none."""
        found = (self._by_id[command.id] for command in commands)
        return tuple(command for command in found if command.keys)

    def key(self, id: str) -> str:
        """How the first key of a command is shown; where it has none, the way by the palette."""
        command = self.command(id)
        if command.keys:
            return key_name(command.keys[0])
        palette = self.command("app.palette").keys
        return f"{key_name(palette[0])} {command.title}" if palette else command.title


def keymap(settings: Settings, commands: tuple[Command, ...] = COMMANDS) -> Keymap:
    """The keys in force under some settings.

    A key that the user sets is taken from the command that has it; the complaints say so where
    that command is not given another one. What cannot be a key, or an id, is left out and told.
    """
    if settings.preset == "plain":
        commands = tuple(_with(command, PLAIN.get(command.id, ())) for command in commands)
    if not settings.keys:
        return Keymap(commands)
    complaints: list[str] = []
    wanted = dict(_wanted(settings, [command.id for command in commands], complaints))
    owner = _owners(wanted, settings, complaints)
    changed = []
    for command in commands:
        keys = wanted.get(command.id, command.keys)
        kept = tuple(key for key in keys if owner.get(key, command.id) == command.id)
        if command.id not in wanted and len(kept) < len(keys):
            complaints += _losses(command, kept, owner, settings)
        changed.append(_with(command, kept))
    return Keymap(tuple(changed), tuple(complaints))


def _with(command: Command, keys: tuple[str, ...]) -> Command:
    """A command with other keys; what help says in place of its old keys holds no more."""
    if keys == command.keys:
        return command
    hidden = "-" if command.help_keys == "-" and not keys else ""
    return command._replace(keys=keys, help_keys=hidden)


def spelt(key: str) -> str:
    """A key as Textual names it, from how people write it: `Ctrl-K`, `^k`, `esc`."""
    if len(key) == 1:
        return _SPELLINGS.get(key, key)
    if key.startswith("^") and len(key) == 2:
        key = f"ctrl+{key[1]}"
    *modifiers, last = key.strip().replace("-", "+").split("+")
    if not last:  # `ctrl++` and `ctrl+-` name the sign itself
        modifiers, last = [each for each in modifiers if each], key[-1]
    last = last if len(last) == 1 and not modifiers else last.lower()
    last = _SPELLINGS.get(last, last)
    names = sorted({"control": "ctrl"}.get(each.lower(), each.lower()) for each in modifiers)
    if names == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    return "+".join([*names, last])


def why_not(key: str) -> str:
    """Why something cannot be a key, with the mend; empty where it can."""
    if key in _SAME_BYTES:
        return f"{key} reaches a program as {_SAME_BYTES[key]}; choose another key"
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    known = ("alt", "ctrl", "shift", "super", "hyper", "meta")
    for modifier in modifiers:
        if modifier not in known:
            return f"{key} is no key: {modifier or '+'} is none of {', '.join(known)}"
    if len(last) == 1:
        return ""
    from textual.keys import Keys

    names = [str(name.value) for name in Keys if "<" not in name.value]
    if last in names or key in names:
        return ""
    near = closest(last, names)
    return f"{key} is no key; " + (f"is {near} meant?" if near else 'write "c", "ctrl+k" or "f2"')


def _wanted(
    settings: Settings, known: list[str], complaints: list[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Keys that the user set, by id, without what is neither key nor id."""
    for id, keys in settings.keys.items():
        name = f"keys.{id}"
        if id not in known:
            near = closest(id, known)
            mend = f"is {near} meant?" if near else "the palette lists them all"
            complaints.append(settings.complaint(name, f"there is no command {id}; {mend}"))
            continue
        right = []
        for key in map(spelt, keys):
            if reason := why_not(key):
                complaints.append(settings.complaint(name, reason))
            else:
                right.append(key)
        if right or not keys:
            yield id, tuple(dict.fromkeys(right))


def _owners(
    wanted: Mapping[str, Iterable[str]], settings: Settings, complaints: list[str]
) -> dict[str, str]:
    """The command that gets each key the user set: the first that asks for it."""
    owner: dict[str, str] = {}
    for id, keys in wanted.items():
        for key in keys:
            if owner.setdefault(key, id) != id:
                words = f"{key_name(key)} is set for {owner[key]} already; choose another key"
                complaints.append(settings.complaint(f"keys.{id}", words))
    return owner


def _losses(
    command: Command, kept: tuple[str, ...], owner: Mapping[str, str], settings: Settings
) -> Iterator[str]:
    """What a command lost to keys that the user set."""
    still = f"still has {' '.join(map(key_name, kept))}" if kept else "has no key now"
    for key in command.keys:
        if key not in kept:
            words = f"{key_name(key)} was the key of {command.id} ({command.title}), which {still}"
            mend = "" if kept else f"; give it one: {command.id} = …"
            yield settings.complaint(f"keys.{owner[key]}", words + mend)
