"""What can be done here: the hints and the head of the help sheet, by what the reader is at."""

from __future__ import annotations

from typing import NamedTuple

from tui.commands import BY_ID, Command
from tui.contexts import CONTEXTS


class Moment(NamedTuple):
    """What the reader is at: the context that has the keys, what is begun, what is on the page.

    `begun` is the id of the command that ends it.
    """

    context: str = ""
    begun: str = ""
    resizing: bool = False
    selecting: bool = False
    on_tag: bool = False
    suggested: bool = False
    found: bool = False
    diff: bool = False
    one_side: bool = False


class Situation(NamedTuple):
    """A heading for help, and the commands that matter most, the first ones first."""

    heading: str
    commands: tuple[Command, ...]


def _named(names: str) -> tuple[Command, ...]:
    return tuple(BY_ID[name] for name in names.split())


def _hinted(context: str) -> tuple[Command, ...]:
    return tuple(each for each in CONTEXTS[context].commands if each.hint)


ALWAYS = _named("app.menu app.help app.quit")
"""Hints that always stand at the right of the page's own."""

_READING = _named(
    "tag.claim tag.source tag.theme select.grow read.other diff.toggle link.follow"
    " tag.note link.relate find.search find.list app.undo app.codebook"
)
_SELECTING = _named(
    "tag.claim tag.source tag.theme select.grow select.shrink select.swap select.copy"
    " diff.compare select.drop"
)
_ON_TAG = _named(
    "tag.note link.relate link.follow tag.attributes tag.relabel tag.borders tag.delete"
    " tag.inspect tag.claim tag.source tag.theme app.undo"
)
_SUGGESTED = _named("link.confirm link.reject")
_ENDING = {
    id: (
        BY_ID[id]._replace(title=title, hint=hint),
        *_named(f"select.drop read.other read.row {others}"),
    )
    for id, title, hint, others in (
        (
            "link.relate",
            "Relate it to this tag",
            "relate to this",
            "tag.claim tag.source find.list",
        ),
        ("link.pair", "Pair it with this block", "pair with this", "link.follow"),
        ("diff.compare", "Compare it with this text", "compare with this", "select.grow"),
    )
}
_RESIZING = (
    BY_ID["tag.inspect"]._replace(title="Keep the new borders", hint="keep"),
    BY_ID["select.swap"],
    *(BY_ID[id]._replace(hint=hint) for id, hint in (
        ("read.word", "word on"), ("read.word_back", "word back"),
        ("select.grow", "grow"), ("select.shrink", "shrink"),
        ("select.drop", "leave as they were"),
    )),
)  # fmt: skip
_ALIGNING = (*_hinted("align"), *_named("link.pair app.undo select.drop"))
_RELATING = (*_hinted("relate"), *_named("select.drop"))
_ONE_SIDE = _named("read.other")
_FOUND = _named("find.next find.previous")
_DIFF = _named("diff.next diff.previous")


def situation(moment: Moment) -> Situation:
    """What the keys do first of all, by what the reader is at."""
    if moment.context == "relate":
        return Situation(CONTEXTS["relate"].heading, _RELATING)
    if moment.begun:
        return Situation("With this begun", _ENDING[moment.begun])
    if moment.context == "align":
        return Situation(CONTEXTS["align"].heading, _ALIGNING)
    if moment.context:
        return Situation(CONTEXTS[moment.context].heading, _hinted(moment.context))
    if moment.resizing:
        return Situation("Changing a tag’s borders", _RESIZING)
    if moment.selecting:
        return Situation("With this selection", _SELECTING)
    leads = ((moment.one_side, _ONE_SIDE), (moment.found, _FOUND), (moment.diff, _DIFF))
    steps = tuple(command for holds, commands in leads if holds for command in commands)
    if moment.on_tag:
        first = _SUGGESTED if moment.suggested else ()
        return Situation("On this tag", _once(*first, *steps, *_ON_TAG))
    headings = {"In the diff": moment.diff, "Among what was found": moment.found}
    heading = next((words for words, on in headings.items() if on), "On this sentence")
    return Situation(heading, _once(*steps, *_READING))


def _once(*commands: Command) -> tuple[Command, ...]:
    return tuple(dict.fromkeys(commands))
