"""What can be done here: the hints and the head of the help sheet, by what the reader is at."""

from __future__ import annotations

from typing import NamedTuple

from tui.commands import ALIGN, ALIGNING, BY_ID, Command


class Situation(NamedTuple):
    """A heading for help, and the commands that matter most, the first ones first."""

    heading: str
    commands: tuple[Command, ...]


def _named(names: str) -> tuple[Command, ...]:
    return tuple(BY_ID[name] for name in names.split())


ALWAYS = _named("app.menu app.help app.quit")
"""Hints that always stand at the right."""

_READING = Situation(
    "On this sentence",
    _named(
        "tag.claim tag.source tag.theme select.grow read.other diff.toggle link.follow"
        " tag.note link.relate find.search find.list app.undo"
    ),
)
_SELECTING = Situation(
    "With this selection",
    _named(
        "tag.claim tag.source tag.theme select.grow select.shrink select.swap select.copy"
        " select.drop"
    ),
)
_ON_TAG = Situation(
    "On this tag",
    _named(
        "tag.note link.relate link.follow tag.attributes tag.relabel tag.borders tag.delete"
        " tag.inspect tag.claim tag.source tag.theme app.undo"
    ),
)
_PENDING = Situation(
    "With this begun",
    _named("link.relate link.pair diff.compare select.drop link.follow read.other"),
)
_ALIGNING = Situation(
    ALIGN,
    (*(each for each in ALIGNING if each.hint), *_named("link.pair app.undo select.drop")),
)


def situation(*, pending: bool, selecting: bool, on_tag: bool, aligning: bool = False) -> Situation:
    """What the reader is at: something begun, a mode, a selection, a tag, or just a sentence."""
    if pending:
        return _PENDING
    if aligning:
        return _ALIGNING
    if selecting:
        return _SELECTING
    return _ON_TAG if on_tag else _READING
