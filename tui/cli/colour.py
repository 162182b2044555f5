"""Whether and how text is coloured on a terminal; plain signs stand in where it may not be."""

from __future__ import annotations

import os
import re
import sys
from typing import NamedTuple


class Marks(NamedTuple):
    """What is put before and after a piece of text: escape sequences, or signs."""

    deleted: tuple[str, str]
    inserted: tuple[str, str]
    important_deleted: tuple[str, str]
    important_inserted: tuple[str, str]
    dim: tuple[str, str]
    title: tuple[str, str]


SIGNS = Marks(
    deleted=("[-", "-]"),
    inserted=("{+", "+}"),
    important_deleted=("[-!", "-]"),
    important_inserted=("{+!", "+}"),
    dim=("", ""),
    title=("", ""),
)
"""The signs of `git diff --word-diff`; `!` where a number, a name, a quotation or a `not` changed."""

COLOURS = Marks(
    deleted=("\x1b[31;9m", "\x1b[0m"),
    inserted=("\x1b[32;4m", "\x1b[0m"),
    important_deleted=("\x1b[1;31;9;7m", "\x1b[0m"),
    important_inserted=("\x1b[1;32;4;7m", "\x1b[0m"),
    dim=("\x1b[2m", "\x1b[0m"),
    title=("\x1b[1m", "\x1b[0m"),
)
"""Colour, and beside it a style that a colour-blind reader sees: struck out, underlined."""

COLOUR_SEQUENCE = (
    "(" + "|".join(re.escape(each) for each in sorted({s for pair in COLOURS for s in pair})) + ")"
)
"""A pattern for one of the sequences above: of all escape sequences, those that may be printed."""


def marks(when: str) -> Marks:
    """The marks for stdout; `when` is `always`, `never`, or `auto`.

    `auto` colours a terminal, also through git's pager, unless `NO_COLOR` is set to something
    (https://no-color.org) or the terminal is dumb.
    """
    if when == "auto":
        wanted = (
            (sys.stdout.isatty() or bool(os.environ.get("GIT_PAGER_IN_USE")))
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
        )
    else:
        wanted = when == "always"
    return COLOURS if wanted else SIGNS
