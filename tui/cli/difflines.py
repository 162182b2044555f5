"""A diff as lines for people: each part under a line that says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from annotations.alignment import Wanted
from annotations.articles import Article
from tui.cli.colour import Marks
from tui.cli.parts import Part, differs
from tui.cli.plain import heading
from tui.cli.steps import Step, steps


def lines(
    left: Article,
    right: Article,
    told: Iterable[Part],
    wanted: Wanted,
    marks: Marks,
    width: int = 0,
) -> Iterator[str]:
    """The parts that differ in a wanted way; runs of others are folded to one line.

    `width` is in cells: with one, the sides stand side by side; without, one text tells both.
    """
    (dim, undim), (bold, unbold) = marks.dim, marks.title
    yield f"{bold}--- {heading(left)}{unbold}"
    yield f"{bold}+++ {heading(right)}{unbold}"
    for shown, run in groupby(told, key=lambda part: differs(part, wanted)):
        if not shown:
            folded = list(run)
            what = "unchanged" if all(part.state == "same" for part in folded) else "not shown"
            yield f"\n{dim}… {len(folded)} {what}{undim}"
            continue
        for part in run:
            yield f"\n{dim}{place(part)}{undim}"
            found = list(steps(left, right, part, marks))
            yield from columns(found, width) if width else [unified(found)]


def unified(found: Iterable[Step]) -> str:
    """Both sides in one text: what is gone before what has come in its place."""
    return "".join(str(step.right) if step.same else f"{step.left}{step.right}" for step in found)


def columns(found: list[Step], width: int) -> Iterator[str]:
    """The sides next to each other, in lines of `width` cells."""
    from tui.cli.columns import beside

    return beside((step.left for step in found), (step.right for step in found), width)


def place(part: Part) -> str:
    """What a part is and which blocks it tells of, counted from 1: `changed left 4 right 5-6`."""
    if part.elsewhere is not None:
        side, other = ("left", "right") if part.left else ("right", "left")
        (number,) = part.left or part.right
        return f"{side} {number + 1}, linked to {other} {part.elsewhere + 1}"
    state = "only" if part.state.startswith("only") else part.state
    return " ".join([state, *numbers("left", part.left), *numbers("right", part.right)])


def numbers(side: str, blocks: range) -> list[str]:
    """The blocks of a side, counted from 1; nothing where there are none."""
    if not blocks:
        return []
    first, last = blocks[0] + 1, blocks[-1] + 1
    return [side, f"{first}-{last}" if last > first else str(first)]
