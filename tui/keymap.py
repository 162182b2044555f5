"""Which keys run which commands: a preset, changed by what the user sets.

Pure but for Textual's names of keys, which are looked at when the user sets any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from tui.commands import COMMANDS, Command, arrivals, key_name
from tui.contexts import CONTEXTS, MODES, Context
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
            "align.reject": "delete",
            "align.next": "ctrl+n",
            "list.filter": "ctrl+f",
            "list.order": "ctrl+o",
            "list.close": "escape ctrl+l",
            "codebook.new": "insert ctrl+n",
            "codebook.merge": "ctrl+g",
            "claims.relate": "ctrl+r",
            "claims.recall": "ctrl+o",
        }.items()
    }
)
"""Keys of the plain preset: none is a letter, and Enter opens a menu of all commands.

What has a place of its own (lists, sheets, the search line) keeps its keys there, letters aside.
"""

EVERYWHERE = ("app.help", "app.quit")
"""Commands of the page that can be called from anywhere, by those of their keys that are free."""

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


PLACES: Mapping[str, tuple[Command, ...]] = MappingProxyType(
    {name: context.commands for name, context in CONTEXTS.items()}
)
"""The commands of each context by its name, as the registry has them."""


@dataclass(frozen=True)
class Keymap:
    """The commands with the keys in force, and what is wrong with those that the user set.

    `commands` are the page's; `places` those of each context, by its name.
    """

    commands: tuple[Command, ...] = COMMANDS
    complaints: tuple[str, ...] = ()
    places: Mapping[str, tuple[Command, ...]] = field(default_factory=lambda: PLACES)

    @cached_property
    def _page(self) -> dict[str, Command]:
        return {command.id: command for command in self.commands}

    @cached_property
    def _by_id(self) -> dict[str, Command]:
        own = {each.id: each for name in self.places for each in self.within(name)}
        return {**own, **self._page}

    @property
    def all(self) -> tuple[Command, ...]:
        """The page's commands and those of all contexts."""
        return (*self.commands, *(each for place in self.places.values() for each in place))

    def command(self, id: str) -> Command:
        """The command with its keys in force; KeyError for an unknown id."""
        return self._by_id[id]

    def pressable(self, commands: Iterable[Command]) -> tuple[Command, ...]:
        """Commands with their keys in force, without those that have none."""
        found = (
            command._replace(keys=self._by_id[command.id].keys, help_keys="")
            if self._by_id[command.id].keys != command.keys
            else command
            for command in commands
        )
        return tuple(command for command in found if command.keys)

    def within(self, context: str) -> tuple[Command, ...]:
        """What keys do in a context, and what can be called from anywhere by the keys free there."""
        place, own = CONTEXTS[context], self.places[context]
        taken = {key for command in own for key in command.keys}

        def free(id: str) -> tuple[str, ...]:
            keys = (key for key in self._page[id].keys if key not in taken)
            return tuple(key for key in keys if not (place.typed and _writes(key, place.typed)))

        back = free(place.opener) if place.opener else ()
        found = [
            each._replace(keys=(*each.keys, *back)) if each.id == place.out else each
            for each in own
        ]
        taken.update(back)
        # A letter that closes what stands over the page must not, a key too late, close it all.
        keys = {
            id: tuple(key for key in free(id) if id != "app.quit" or len(key) > 1)
            for id in EVERYWHERE
        }
        shared = (self._page[id]._replace(keys=keys[id], help_keys="") for id in EVERYWHERE)
        return (*found, *(each for each in shared if each.keys))

    def by_arrival(self, context: str) -> dict[str, str]:
        """Ids of a context's commands by their keys, under the names with which Textual sends them."""
        return {key: each.id for each in self.places[context] for key in arrivals(each)}

    def line(self, *ids: str) -> str:
        """What some commands are called by, in a line: `enter takes · esc leaves`."""
        found = self.pressable(self.command(id) for id in ids)
        return " · ".join(f"{key_name(each.keys[0])} {each.hint}" for each in found)

    def key(self, id: str) -> str:
        """How the first key of a command is shown; where it has none, the way to it without."""
        command = self.command(id)
        if command.keys:
            return key_name(command.keys[0])
        in_mode = id.partition(".")[0] in MODES and id not in _PAGE
        other = self.command("app.menu" if in_mode else "app.palette").keys
        words = command.hint or command.title
        return f"{key_name(other[0])} {words}" if other else words


_PAGE = frozenset(command.id for command in COMMANDS)


def keymap(settings: Settings, commands: tuple[Command, ...] = COMMANDS) -> Keymap:
    """The keys in force under some settings.

    A key that the user sets is taken from the command that has it in the same place; the
    complaints say so where that command is not given another one. What cannot be a key, or an id,
    is left out and told.
    """
    places = {"": commands, **PLACES}
    if settings.preset == "plain":
        places = {
            name: tuple(_plain(each, name) for each in found) for name, found in places.items()
        }
    if not settings.keys:
        return Keymap(places.pop(""), (), MappingProxyType(places))
    complaints: list[str] = []
    known = [command.id for found in places.values() for command in found]
    wanted = dict(_wanted(settings, known, complaints))
    page = _changed(places.pop(""), None, wanted, settings, complaints)
    leaves = next(command for command in page if command.id == "app.quit")
    always = {key: leaves.id for key in leaves.keys if len(key) > 1}
    changed = {
        name: _changed(found, (CONTEXTS[name], always), wanted, settings, complaints)
        for name, found in places.items()
    }
    return Keymap(page, tuple(complaints), MappingProxyType(changed))


def _plain(command: Command, place: str) -> Command:
    """A command with its keys of the plain preset; in modes of the page it has them by the menu."""
    kept = () if place in ("", *MODES) else tuple(key for key in command.keys if len(key) > 1)
    return _with(command, PLAIN.get(command.id, kept))


def _changed(
    commands: tuple[Command, ...],
    place: tuple[Context, Mapping[str, str]] | None,
    wanted: Mapping[str, tuple[str, ...]],
    settings: Settings,
    complaints: list[str],
) -> tuple[Command, ...]:
    """The commands of one place with the keys that the user wants.

    Besides a context it takes the keys that are the same everywhere, with their commands' ids.
    """
    here = {each.id: wanted[each.id] for each in commands if each.id in wanted}
    if place is not None:
        here = dict(_fitting(here, *place, settings, complaints))
    owner = _owners(here, settings, complaints)
    changed = []
    for command in commands:
        keys = here.get(command.id, command.keys)
        kept = tuple(key for key in keys if owner.get(key, command.id) == command.id)
        if command.id not in here and len(kept) < len(keys):
            complaints += _losses(command, kept, owner, settings)
        changed.append(_with(command, kept))
    return tuple(changed)


def _writes(key: str, typed: frozenset[str]) -> bool:
    """Whether a key writes, or moves in what is written, where something is typed."""
    return len(key) == 1 or key in typed


def _fitting(
    wanted: Mapping[str, tuple[str, ...]],
    context: Context,
    always: Mapping[str, str],
    settings: Settings,
    complaints: list[str],
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Keys that can be commands in a context: none writes there, and Escape leads out of it."""
    for id, keys in wanted.items():
        leaves = id == context.out
        fixed = always if leaves or not context.out else {**always, "escape": context.out}
        kept = []
        for key in keys:
            if context.typed and _writes(key, context.typed):
                words = f"{key_name(key)} writes there; choose a key with ctrl, or a function key"
            elif key in fixed:
                words = f"{key_name(key)} always is {fixed[key]} there; choose another key"
            else:
                kept.append(key)
                continue
            complaints.append(settings.complaint(f"keys.{id}", words))
        if kept or not keys:
            also = ("escape",) if leaves and "escape" not in kept else ()
            yield id, (*kept, *also)


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
