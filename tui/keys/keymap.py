"""Which keys run which actions: a preset, changed by what the user sets.

Pure but for Textual's names of keys, which are looked at when the user sets any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from tui.config.settings import Settings, closest
from tui.keys.actions import AnyAction, arrivals, key_name
from tui.keys.contexts import MODES, Context
from tui.keys.presets import VARIANTS

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
            "read.other": "tab",
            "read.other_back": "shift+tab",
            "event.next": "f6",
            "event.back": "shift+f6 f18",
            "event.choose": "f7",
            "event.third": "f8",
            "event.own_next": "f5",
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
            "find.tag": "f3",
            "find.tag_back": "shift+f3",
            "read.jump": "f2",
            "link.follow": "f4",
            "app.undo": "ctrl+z",
            "app.redo": "ctrl+y",
            "app.home": "f9",
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
            "home.order": "ctrl+o",
            "home.pin": "f2",
            "home.archive": "f3",
            "home.archived": "shift+f3",
            "home.paste": "f5",
            "home.join": "ctrl+g",
            "home.articles": "f4",
            "home.rename": "f6",
            "home.counts": "f7",
            "home.retag": "f8",
            "home.quit": "",
            "arrange.split": "ctrl+d",
            "claims.relate": "ctrl+r",
            "claims.recall": "ctrl+o",
        }.items()
    }
)
"""Keys of the plain preset: none is a letter, and Enter opens a menu of all actions.

What has a place of its own (lists, sheets, the search line) keeps its keys there, letters aside.
"""

EVERYWHERE = ("app.help", "app.quit")
"""Actions of the page that can be called from anywhere, by those of their keys that are free."""

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


class Keymap(Struct, frozen=True, dict=True):
    """The actions with the keys in force, and what is wrong with those that the user set.

    `actions` are the page's; `contexts` has those of each other place, by its name.
    """

    actions: tuple[AnyAction, ...]
    contexts: Mapping[str, Context]
    complaints: tuple[str, ...] = ()

    @cached_property
    def _page(self) -> dict[str, AnyAction]:
        return {action.id: action for action in self.actions}

    @cached_property
    def _by_id(self) -> dict[str, AnyAction]:
        own = {each.id: each for name in self.contexts for each in self.within(name)}
        return {**own, **self._page}

    @property
    def all(self) -> tuple[AnyAction, ...]:
        """The page's actions and those of all contexts."""
        places = (context.actions for context in self.contexts.values())
        return (*self.actions, *(each for place in places for each in place))

    def action(self, id: str) -> AnyAction:
        """The action with its keys in force; KeyError for an unknown id."""
        return self._by_id[id]

    def pressable(self, ids: Iterable[str]) -> tuple[AnyAction, ...]:
        """The actions with some ids, without those that have no key."""
        return tuple(action for action in map(self.action, ids) if action.keys)

    def within(self, context: str) -> tuple[AnyAction, ...]:
        """What keys do in a context, and what can be called from anywhere by the keys free there."""
        place = self.contexts[context]
        taken = {key for action in place.actions for key in action.keys}

        def free(id: str) -> tuple[str, ...]:
            keys = (key for key in self._page[id].keys if key not in taken)
            return tuple(key for key in keys if not (place.typed and _writes(key, place.typed)))

        back = free(place.opener) if place.opener else ()
        found = [
            replace(each, keys=(*each.keys, *back)) if each.id == place.out else each
            for each in place.actions
        ]
        taken.update(back)
        # A letter that closes what stands over the page must not, a key too late, close it all.
        keys = {
            id: tuple(key for key in free(id) if id != "app.quit" or len(key) > 1)
            for id in EVERYWHERE
        }
        shared = (replace(self._page[id], keys=keys[id], help_keys="") for id in EVERYWHERE)
        return (*found, *(each for each in shared if each.keys))

    @cached_property
    def _arrivals(self) -> dict[str, dict[str, AnyAction]]:
        return {}

    def by_arrival(self, context: str = "") -> Mapping[str, AnyAction]:
        """The actions of a context by their keys, under the names with which Textual sends them.

        Without a context those of the page.
        """
        found = self._arrivals.get(context)
        if found is None:
            actions = self.contexts[context].actions if context else self.actions
            found = {key: each for each in actions for key in arrivals(each)}
            self._arrivals[context] = found
        return found

    def line(self, *ids: str) -> str:
        """What some actions are called by, in a line: `enter takes · esc leaves`."""
        return " · ".join(f"{key_name(each.keys[0])} {each.hint}" for each in self.pressable(ids))

    def key(self, id: str) -> str:
        """How the first key of an action is shown; where it has none, the way to it without."""
        action = self.action(id)
        if action.keys:
            return key_name(action.keys[0])
        in_mode = id.partition(".")[0] in MODES and id not in self._page
        other = self.action("app.menu" if in_mode else "app.palette").keys
        words = action.hint or action.title
        return f"{key_name(other[0])} {words}" if other else words


def keymap(settings: Settings, default: Keymap) -> Keymap:
    """The keys in force under some settings, of which `default` are those without any.

    A key that the user sets is taken from the action that has it in the same place; the
    complaints say so where that action is not given another one. What cannot be a key, or an id,
    is left out and told.
    """
    actions, contexts = default.actions, dict(default.contexts)
    if settings.preset == "plain":
        actions = tuple(_plain(each, "") for each in actions)
        contexts = {
            name: replace(each, actions=tuple(_plain(one, name) for one in each.actions))
            for name, each in contexts.items()
        }
    if variant := VARIANTS.get(settings.preset):
        actions = tuple(_with(each, variant.get(each.id, each.keys)) for each in actions)
    if not settings.keys:
        return Keymap(actions, MappingProxyType(contexts))
    complaints: list[str] = []
    known = [action.id for action in default.all]
    wanted = dict(_wanted(settings, known, complaints))
    page = _changed(actions, None, wanted, settings, complaints)
    leaves = next(action for action in page if action.id == "app.quit")
    always = {key: leaves.id for key in leaves.keys if len(key) > 1}
    changed = {
        name: replace(
            each, actions=_changed(each.actions, (each, always), wanted, settings, complaints)
        )
        for name, each in contexts.items()
    }
    return Keymap(page, MappingProxyType(changed), tuple(complaints))


def _plain(action: AnyAction, place: str) -> AnyAction:
    """A action with its keys of the plain preset; in modes of the page it has them by the menu."""
    kept = () if place in ("", *MODES) else tuple(key for key in action.keys if len(key) > 1)
    return _with(action, PLAIN.get(action.id, kept))


def _changed(
    actions: tuple[AnyAction, ...],
    place: tuple[Context, Mapping[str, str]] | None,
    wanted: Mapping[str, tuple[str, ...]],
    settings: Settings,
    complaints: list[str],
) -> tuple[AnyAction, ...]:
    """The actions of one place with the keys that the user wants.

    Besides a context it takes the keys that are the same everywhere, with their actions' ids.
    """
    here = {each.id: wanted[each.id] for each in actions if each.id in wanted}
    if place is not None:
        here = dict(_fitting(here, *place, settings, complaints))
    owner = _owners(here, settings, complaints)
    changed = []
    for action in actions:
        keys = here.get(action.id, action.keys)
        kept = tuple(key for key in keys if owner.get(key, action.id) == action.id)
        if action.id not in here and len(kept) < len(keys):
            complaints += _losses(action, kept, owner, settings)
        changed.append(_with(action, kept))
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
    """Keys that can be actions in a context: none writes there, and Escape leads out of it."""
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


def _with(action: AnyAction, keys: tuple[str, ...]) -> AnyAction:
    """A action with other keys; what help says in place of its old keys holds no more."""
    if keys == action.keys:
        return action
    hidden = "-" if action.help_keys == "-" and not keys else ""
    return replace(action, keys=keys, help_keys=hidden)


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
    """The action that gets each key the user set: the first that asks for it."""
    owner: dict[str, str] = {}
    for id, keys in wanted.items():
        for key in keys:
            if owner.setdefault(key, id) != id:
                words = f"{key_name(key)} is set for {owner[key]} already; choose another key"
                complaints.append(settings.complaint(f"keys.{id}", words))
    return owner


def _losses(
    action: AnyAction, kept: tuple[str, ...], owner: Mapping[str, str], settings: Settings
) -> Iterator[str]:
    """What a action lost to keys that the user set."""
    still = f"still has {' '.join(map(key_name, kept))}" if kept else "has no key now"
    for key in action.keys:
        if key not in kept:
            words = f"{key_name(key)} was the key of {action.id} ({action.title}), which {still}"
            mend = "" if kept else f"; give it one: {action.id} = …"
            yield settings.complaint(f"keys.{owner[key]}", words + mend)
