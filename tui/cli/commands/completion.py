"""`crossread --print-completion SHELL`: a script by which a shell completes crossread's words.

shtab writes it from the parsers of all commands. Nothing of this is loaded for anything else.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib import import_module

from tui.cli.options import UsageError

SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")
_FILES = ("PATH", "FILE", "OUT", "LEFT", "RIGHT", "MORE")
"""Metavariables that stand for a file or a folder."""
_ELSE_FILES = "\ncomplete -o default -o bashdefault -F _shtab_crossread crossread\n"
"""Bash offers files where no word fits: `crossread A B` needs no command. shtab's script does not."""


def completion(shell: str, commands: Mapping[str, str]) -> str:
    """The script for a shell, which the user puts where that shell looks for such scripts.

    `commands` gives for the name of each command its module, whose `parser()` knows its words.

    Raises:
        UsageError: there is none for that shell.
    """
    if shell not in SHELLS:
        given = shell or "nothing"
        raise UsageError(f"--print-completion takes {', '.join(SHELLS)}, not {given}")
    from shtab import complete

    return complete(_whole_parser(commands), shell) + (_ELSE_FILES if shell == "bash" else "")


def _whole_parser(commands: Mapping[str, str]) -> argparse.ArgumentParser:
    """All commands in one parser; `crossread` itself loads only the one that is asked for."""
    whole = argparse.ArgumentParser("crossread", description="Read two articles side by side.")
    whole.add_argument("--version", action="store_true", help="print the version")
    whole.add_argument("--print-completion", choices=SHELLS, help="print this script")
    parsers = whole.add_subparsers(dest="command")
    for name, module in commands.items():
        own = import_module(module).parser()
        about = str(own.description).partition(".")[0]
        _name_words(own)
        parsers.add_parser(name, parents=[own], add_help=False, help=about)
    return whole


def _name_words(parser: argparse.ArgumentParser) -> None:
    """Say of each argument what words it takes, where that is known."""
    from shtab import FILE

    from annotations.exchange import FORMATS

    for action in parser._actions:
        if action.metavar in _FILES:
            action.complete = FILE  # type: ignore[attr-defined]  # where shtab looks for it
        elif action.dest == "format":
            action.choices = list(FORMATS)
