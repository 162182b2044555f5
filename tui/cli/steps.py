"""A part of a diff as steps: what stands on the left, and what on the right in its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotations.alignment import Edit
from annotations.articles import Article, visible
from tui.cli.colour import Marks
from tui.cli.parts import Part

PLAIN = ("", "")


class Piece(NamedTuple):
    """Some text that may act on no terminal, and what is written before and after it."""

    text: str
    marks: tuple[str, str] = PLAIN

    def __str__(self) -> str:
        return f"{self.marks[0]}{self.text}{self.marks[1]}" if self.text else ""


class Step(NamedTuple):
    """What both sides have; where `same`, it is the same."""

    left: Piece
    right: Piece
    same: bool = False


def steps(left: Article, right: Article, part: Part, marks: Marks) -> Iterator[Step]:
    """The steps of a part, in order."""
    for edit in part.edits:
        yield step(left, right, edit, marks)
    if not part.edits:
        gone, come = (
            (PLAIN, PLAIN) if part.elsewhere is not None else (marks.deleted, marks.inserted)
        )
        ours = [flat(left.text_of(left.blocks[index])) for index in part.left]
        theirs = [flat(right.text_of(right.blocks[index])) for index in part.right]
        yield Step(Piece(" ".join(ours), gone), Piece(" ".join(theirs), come))


def step(left: Article, right: Article, edit: Edit, marks: Marks) -> Step:
    """One edit; a change that can change what is claimed is marked more strongly."""
    gone = flat(left.text[edit.left.start : edit.left.end])
    come = flat(right.text[edit.right.start : edit.right.end])
    if not edit.changed:
        return Step(Piece(gone), Piece(come), same=True)
    if edit.important:
        return Step(Piece(gone, marks.important_deleted), Piece(come, marks.important_inserted))
    return Step(Piece(gone, marks.deleted), Piece(come, marks.inserted))


def flat(text: str) -> str:
    """A text that may act on no terminal, with line breaks as spaces, every space kept."""
    return visible(text.replace("\n", " "))
