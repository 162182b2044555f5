"""What the help sheet says, made from the registry of commands."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tui.commands import Command, keys_of
from tui.contexts import MODES
from tui.keymap import Keymap
from tui.situation import Situation


def help_sheet(situation: Situation, keymap: Keymap, *, columns: int) -> RenderableType:
    """What can be done here, then every command by group, in one to three columns.

    What is asked over the page says its keys itself.
    """
    here = keymap.pressable(situation.commands)
    parts: list[RenderableType] = [Text(situation.heading, "bold"), keys_table(here), Text()]
    groups: dict[str, list[Command]] = {}
    beside = [keymap.command(each.id) for name in (*MODES, "list") for each in keymap.places[name]]
    for command in (*keymap.commands, *beside):
        if command.help_keys == "-":
            continue
        groups.setdefault(command.group, []).append(command)
    grid = Table.grid(padding=(0, 3), expand=True)
    for _ in range(columns):
        grid.add_column(ratio=1)
    halves: list[list[RenderableType]] = [[] for _ in range(columns)]
    sizes = [0] * columns
    for name, commands in groups.items():
        least = sizes.index(min(sizes))
        halves[least] += [Text(name, "bold italic"), keys_table(commands), Text()]
        sizes[least] += len(commands) + 2
    grid.add_row(*(Group(*half) for half in halves))
    parts.append(grid)
    return Group(*parts)


def keys_table(commands: Sequence[Command]) -> Table:
    """Keys and what they do, a line each."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="bold", no_wrap=True)
    table.add_column()
    for command in commands:
        table.add_row(Text(keys_of(command)), Text(command.title))
    return table
