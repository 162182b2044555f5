"""What help lists, made from the keymap: lines under headings, each an action that Enter carries out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct

from tui.keys.actions import AnyAction, key_name, keys_of
from tui.keys.contexts import MODES
from tui.keys.hints import KeyHints
from tui.keys.keymap import Keymap
from tui.keys.meanings import MEANINGS


class HelpLine(Struct, frozen=True):
    """An action in help: its id, its keys as they are shown, and what it does.

    It is found by `meaning` too, words that are not shown, and by any of its `names`, the keys one by
    one. `missing` says what it lacks to be carried out where help was opened; empty for nothing.
    """

    id: str
    keys: str
    title: str
    meaning: str = ""
    names: tuple[str, ...] = ()
    missing: str = ""


class Section(Struct, frozen=True):
    """Lines of help under a heading."""

    heading: str
    lines: tuple[HelpLine, ...]


Cell: TypeAlias = HelpLine | str | None
"""A line of a column: an action, a heading, or nothing."""


def help_sections(
    key_hints: KeyHints, keymap: Keymap, missing: Callable[[str], str]
) -> tuple[Section, ...]:
    """What can be done here, then every action by group; what is asked over the page has its own.

    `missing` says what an action lacks to be carried out.
    """
    groups: dict[str, list[AnyAction]] = {key_hints.heading: list(key_hints.pressable)}
    beside = [
        keymap.action(each.id)
        for name in (*MODES, "list")
        for each in keymap.contexts[name].actions
    ]
    for action in (*keymap.actions, *beside):
        if action.help_keys != "-" and action.group != key_hints.heading:
            groups.setdefault(action.group, []).append(action)
    return tuple(
        Section(heading, tuple(_line(action, missing(action.id)) for action in actions))
        for heading, actions in groups.items()
    )


def place_sections(keymap: Keymap, context: str) -> tuple[Section, ...]:
    """What keys do in a context."""
    lines = tuple(_line(action, "") for action in keymap.within(context))
    return (Section(keymap.contexts[context].heading, lines),)


def _line(action: AnyAction, missing: str) -> HelpLine:
    names = tuple(map(key_name, action.keys))
    meaning = f"{action.hint} {MEANINGS.get(action.id, '')}"
    return HelpLine(action.id, keys_of(action), action.title, meaning, names, missing)


def in_columns(sections: Iterable[Section], count: int) -> tuple[tuple[Cell, ...], ...]:
    """Sections one below the other in some columns, each where there is most room."""
    columns: list[list[Cell]] = [[] for _ in range(count)]
    for section in sections:
        column = min(columns, key=len)
        column += [*([None] if column else []), section.heading, *section.lines]
    return tuple(map(tuple, columns))


def found(
    sections: Sequence[Section],
    order: Callable[[Sequence[str], Sequence[str]], list[int]],
    typed: str,
) -> tuple[HelpLine, ...]:
    """The lines that fit what is typed, the best first; those with that very key before all others.

    `order` ranks titles, and more words of each, by what is typed.
    """
    lines = list(
        {line.id: line for section in reversed(sections) for line in section.lines}.values()
    )
    keyed = [line for line in lines if typed in line.names]
    ranked = order([line.title for line in lines], [line.meaning for line in lines])
    return tuple(dict.fromkeys([*keyed, *(lines[at] for at in ranked)]))
