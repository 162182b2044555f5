"""A diff as lines for people: each part under a line that says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from annotations.alignment import Edit, Wanted
from annotations.articles import Article
from tui.cli.colour import Marks
from tui.cli.parts import Part, differs
from tui.cli.plain import heading, one_line


def lines(
    left: Article, right: Article, told: Iterable[Part], wanted: Wanted, marks: Marks
) -> Iterator[str]:
    """The parts that differ in a wanted way; runs of others are folded to one line."""
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
            yield text(left, right, part, marks)


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


def text(left: Article, right: Article, part: Part, marks: Marks) -> str:
    """The words of a part, those gone and those come marked."""
    if not part.right:
        words = one_line(left.text_of(left.blocks[part.left[0]]))
        return words if part.elsewhere is not None else wrapped(words, marks.deleted)
    if not part.left:
        words = one_line(right.text_of(right.blocks[part.right[0]]))
        return words if part.elsewhere is not None else wrapped(words, marks.inserted)
    return "".join(edited(left, right, edit, marks) for edit in part.edits)


def edited(left: Article, right: Article, edit: Edit, marks: Marks) -> str:
    """One edit: what is gone before what has come in its place."""
    gone = one_line(left.text[edit.left.start : edit.left.end])
    come = one_line(right.text[edit.right.start : edit.right.end])
    if not edit.changed:
        return come
    gone_marks = marks.important_deleted if edit.important else marks.deleted
    come_marks = marks.important_inserted if edit.important else marks.inserted
    return wrapped(gone, gone_marks) + wrapped(come, come_marks)


def wrapped(text: str, marks: tuple[str, str]) -> str:
    """A text between its marks; nothing where there is no text."""
    return f"{marks[0]}{text}{marks[1]}" if text else ""
