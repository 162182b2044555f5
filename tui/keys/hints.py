"""What can be done here: the hints and the head of the help sheet, by what the reader is at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from tui.keys.actions import AnyAction
from tui.keys.keymap import Keymap


class ReaderState(Struct, frozen=True):
    """What the reader is at: the context that has the keys, what is begun, what is on the page.

    `begun` is the id of the action that ends it; `hit` says that what is selected was found, `peels`
    what Escape drops next, `proposed` that the program suggests something here, `claims` that both
    articles have one, `many` that the event has more than two, `other` what the other article is
    called.
    """

    context: str = ""
    begun: str = ""
    resizing: bool = False
    selecting: bool = False
    hit: bool = False
    peels: str = ""
    on_tag: bool = False
    suggested: bool = False
    proposed: bool = False
    found: bool = False
    diff: bool = False
    one_side: bool = False
    claims: bool = False
    many: bool = False
    other: str = ""


class KeyHints(Struct, frozen=True):
    """A heading for help, and the actions that matter most, the first first; some may have no key."""

    heading: str
    actions: tuple[AnyAction, ...]

    @property
    def pressable(self) -> tuple[AnyAction, ...]:
        """Those that have a key."""
        return tuple(action for action in self.actions if action.keys)


class _Reworded(Struct, frozen=True):
    """An action that has other words while something is begun; empty ones stay."""

    id: str
    title: str = ""
    hint: str = ""


ALWAYS = ("app.menu", "app.help", "app.quit")
"""Hints that always stand at the right of the page's own."""

_READING = (
    "tag.claim",
    "tag.source",
    "tag.theme",
    "read.jump",
    "select.grow",
    "read.other",
    "diff.toggle",
    "link.follow",
    "link.passage",
    "tag.note",
    "link.relate",
    "find.search",
    "find.list",
    "app.undo",
    "app.codebook",
)
_SELECTING = (
    "tag.claim",
    "tag.source",
    "tag.theme",
    "select.grow",
    "select.shrink",
    "select.swap",
    "select.copy",
    "diff.compare",
    "select.drop",
)
_HIT = (
    "tag.claim",
    "tag.source",
    "tag.theme",
    "find.next",
    "find.previous",
    "select.grow",
    "select.copy",
    "select.drop",
    "link.relate",
)
_ON_TAG = (
    "tag.note",
    "link.relate",
    "link.follow",
    "tag.attributes",
    "tag.relabel",
    "tag.borders",
    "tag.delete",
    "tag.claim",
    "tag.source",
    "tag.theme",
    "app.undo",
)
_SUGGESTED = (
    "link.confirm",
    "link.reject",
)
_PROPOSED: tuple[_Reworded | str, ...] = (
    "link.confirm",
    "link.reject",
    _Reworded("find.tag", hint="next"),
    _Reworded("link.why", "Why this is suggested", "why"),
    "suggest.source",
    "suggest.sure",
    "suggest.reject_source",
    _Reworded("find.stops", hint="others"),
    "suggest.show",
)
_ENDING: Mapping[str, tuple[_Reworded | str, ...]] = MappingProxyType(
    {
        end.id: (end, "select.drop", "read.other", _Reworded("read.row", hint="next row"), *others)
        for end, *others in (
            (
                _Reworded("link.relate", "Relate it to this tag", "relate to this"),
                "tag.claim",
                "tag.source",
                "find.list",
            ),
            (_Reworded("link.pair", "Pair it with this block", "pair with this"), "link.follow"),
            (
                _Reworded("diff.compare", "Compare it with this text", "compare with this"),
                "select.grow",
            ),
        )
    }
)
"""What may come next, by the id of the action that ends what is begun."""
_RESIZING: tuple[_Reworded | str, ...] = (
    _Reworded("app.menu", "Keep the new borders", "keep"),
    "select.swap",
    _Reworded("read.word", hint="word on"),
    _Reworded("read.word_back", hint="word back"),
    _Reworded("select.grow", hint="grow"),
    _Reworded("select.shrink", hint="shrink"),
    _Reworded("select.drop", hint="leave as they were"),
)
_ONE_SIDE = ("read.other",)
_CLAIMS = ("link.matrix", "link.claims")
_MANY = ("event.next", "event.choose")
_FOUND = (
    "find.next",
    "find.previous",
    "select.drop",
)
_DIFF = (
    "diff.next",
    "diff.previous",
)


def key_hints(state: ReaderState, keymap: Keymap) -> KeyHints:
    """What the keys do first of all, by what the reader is at."""
    heading, wanted = _wanted(state, keymap)
    drops = _Reworded("select.drop", hint=f"drop {state.peels.removeprefix('the ')}")
    names: dict[object, _Reworded] = {}
    if state.peels:
        names["select.drop"] = drops
    if state.other:
        names["read.other"] = _Reworded("read.other", hint=f"to {state.other}")
    named = (names.get(each, each) for each in wanted)
    return KeyHints(heading, tuple(_in_force(named, keymap)))


def _wanted(state: ReaderState, keymap: Keymap) -> tuple[str, tuple[_Reworded | str, ...]]:
    """The heading, and what to hint at, by ids."""
    hinted = {
        name: tuple(each.id for each in context.actions if each.hint)
        for name, context in keymap.contexts.items()
        if name == state.context
    }
    heading = keymap.contexts[state.context].heading if state.context else ""
    if state.context == "relate":
        return heading, (*hinted["relate"], "select.drop")
    if state.begun:
        return "With this begun", _ENDING[state.begun]
    if state.context == "align":
        return heading, (*hinted["align"], "link.pair", "app.undo", "select.drop")
    if state.context:
        return heading, hinted[state.context]
    if state.resizing:
        return "Changing a tag’s borders", _RESIZING
    if state.selecting and state.hit and state.found:
        return "With this hit", _HIT
    if state.selecting:
        return "With this selection", _SELECTING
    leads = (
        (state.one_side, _ONE_SIDE),
        (state.found, _FOUND),
        (state.diff, _DIFF),
        (state.claims, _CLAIMS),
    )
    steps: tuple[_Reworded | str, ...] = tuple(id for holds, ids in leads if holds for id in ids)
    if state.proposed:
        tag = _ON_TAG if state.on_tag else _READING
        return "On this suggestion", _once(*_PROPOSED, *steps, *tag)
    if state.on_tag:
        first = _SUGGESTED if state.suggested else ()
        return "On this tag", _once(*first, *steps, *_ON_TAG)
    headings = {"In the diff": state.diff, "Among what was found": state.found}
    heading = next((words for words, on in headings.items() if on), "On this sentence")
    reading = (*_READING[:3], *_MANY, *_READING[3:]) if state.many else _READING
    return heading, _once(*steps, *reading)


def _in_force(wanted: Iterable[_Reworded | str], keymap: Keymap) -> Iterator[AnyAction]:
    """The actions with their keys in force, in the words that they have now."""
    for each in wanted:
        new = each if isinstance(each, _Reworded) else _Reworded(each)
        action = keymap.action(new.id)
        if new.title or new.hint:
            action = replace(action, title=new.title or action.title, hint=new.hint or action.hint)
        yield action


def _once(*ids: _Reworded | str) -> tuple[_Reworded | str, ...]:
    return tuple(dict.fromkeys(ids))
