"""A diff as lines for people: each part under a line that says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import NamedTuple

from annotations.alignment import ChangeFilter, CommonGround, WordEdit
from annotations.articles import Article, Span, visible
from tui.cli.colour import Marks
from tui.cli.parts import DiffPart, differs
from tui.cli.plain import heading

PLAIN = ("", "")


class MarkedText(NamedTuple):
    """Some text that may act on no terminal, and what is written before and after it."""

    text: str
    marks: tuple[str, str] = PLAIN

    def __str__(self) -> str:
        return f"{self.marks[0]}{self.text}{self.marks[1]}" if self.text else ""


class DiffStep(NamedTuple):
    """What both sides have; where `same`, it is the same."""

    left: MarkedText
    right: MarkedText
    same: bool = False


def steps(left: Article, right: Article, part: DiffPart, marks: Marks) -> Iterator[DiffStep]:
    """The steps of a part, in order; of one told in other words all of the left, then the right."""
    if part.ground is not None:
        yield from retold(left, right, part, part.ground, marks)
        return
    for edit in part.edits:
        yield step(left, right, edit, marks)
    if not part.edits:
        gone, come = (
            (PLAIN, PLAIN) if part.elsewhere is not None else (marks.deleted, marks.inserted)
        )
        ours = [flat(left.text_of(left.blocks[index])) for index in part.left]
        theirs = [flat(right.text_of(right.blocks[index])) for index in part.right]
        yield DiffStep(MarkedText(" ".join(ours), gone), MarkedText(" ".join(theirs), come))


def retold(
    left: Article, right: Article, part: DiffPart, ground: CommonGround, marks: Marks
) -> Iterator[DiffStep]:
    """Both texts as they are: what both have in bold, facts that differ as changes that matter."""
    nothing = MarkedText("")
    ours = [each for shared in ground.shared for each in shared.left]
    theirs = [each for shared in ground.shared for each in shared.right]
    facts = [fact.left for fact in ground.differing], [fact.right for fact in ground.differing]
    whole = (
        Span(left.blocks[part.left[0]].start, left.blocks[part.left[-1]].end),
        Span(right.blocks[part.right[0]].start, right.blocks[part.right[-1]].end),
    )
    for piece in pieces(left, whole[0], ours, facts[0], (marks.title, marks.important_deleted)):
        yield DiffStep(piece, nothing)
    for piece in pieces(right, whole[1], theirs, facts[1], (marks.title, marks.important_inserted)):
        yield DiffStep(nothing, piece)


def pieces(
    article: Article,
    whole: Span,
    shared: Sequence[Span],
    facts: Sequence[Span],
    signs: tuple[tuple[str, str], tuple[str, str]],
) -> Iterator[MarkedText]:
    """A span of an article cut where its marks change; a fact is marked before what is shared."""
    cuts = sorted({*whole, *(end for span in (*shared, *facts) for end in span)})
    for start, end in pairwise(cuts):
        inside = [
            any(span.start <= start and end <= span.end for span in spans)
            for spans in (facts, shared)
        ]
        sign = signs[1] if inside[0] else signs[0] if inside[1] else PLAIN
        yield MarkedText(flat(article.text[start:end]), sign)


def step(left: Article, right: Article, edit: WordEdit, marks: Marks) -> DiffStep:
    """One edit; a change that can change what is claimed is marked more strongly."""
    gone = flat(left.text[edit.left.start : edit.left.end])
    come = flat(right.text[edit.right.start : edit.right.end])
    if not edit.changed:
        return DiffStep(MarkedText(gone), MarkedText(come), same=True)
    if edit.important:
        return DiffStep(
            MarkedText(gone, marks.important_deleted), MarkedText(come, marks.important_inserted)
        )
    return DiffStep(MarkedText(gone, marks.deleted), MarkedText(come, marks.inserted))


def flat(text: str) -> str:
    """A text that may act on no terminal, with line breaks as spaces, every space kept."""
    return visible(text.replace("\n", " "))


def lines(
    left: Article,
    right: Article,
    told: Iterable[DiffPart],
    wanted: ChangeFilter,
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
            if width:
                yield from columns(found, width)
            elif part.ground is not None:
                yield "".join(str(step.left) for step in found)
                yield "".join(str(step.right) for step in found)
            else:
                yield unified(found)


def unified(found: Iterable[DiffStep]) -> str:
    """Both sides in one text: what is gone before what has come in its place."""
    return "".join(str(step.right) if step.same else f"{step.left}{step.right}" for step in found)


def columns(found: list[DiffStep], width: int) -> Iterator[str]:
    """The sides next to each other, in lines of `width` cells."""
    return beside((step.left for step in found), (step.right for step in found), width)


def place(part: DiffPart) -> str:
    """What a part is and which blocks it tells of, counted from 1: `changed left 4 right 5-6`."""
    if part.elsewhere is not None:
        side, other = ("left", "right") if part.left else ("right", "left")
        (number,) = part.left or part.right
        return f"{side} {number + 1}, linked to {other} {part.elsewhere + 1}"
    state = "only" if part.state.startswith("only") else part.state
    if part.ground is not None:
        state = "moved, in other words:" if state == "moved" else "in other words:"
    return " ".join([state, *numbers("left", part.left), *numbers("right", part.right)])


def numbers(side: str, blocks: range) -> list[str]:
    """The blocks of a side, counted from 1; nothing where there are none."""
    if not blocks:
        return []
    first, last = blocks[0] + 1, blocks[-1] + 1
    return [side, f"{first}-{last}" if last > first else str(first)]


GUTTER = " │ "


def beside(left: Iterable[MarkedText], right: Iterable[MarkedText], cells: int) -> Iterator[str]:
    """Lines of at most `cells` cells with the one text to the left of the other."""
    each = max(2, (cells - len(GUTTER)) // 2)
    for one, other in zip_longest(column(left, each), column(right, each), fillvalue=" " * each):
        yield f"{one}{GUTTER}{other}"


def column(pieces: Iterable[MarkedText], cells: int) -> Iterator[str]:
    """The pieces wrapped to lines, each filled up to `cells` cells."""
    from tui.page.wrap import width, wrap  # of the screen: only two columns load it

    shown = [with_signs(piece) for piece in pieces]
    text = "".join(piece.text for piece in shown)
    for line in wrap(text, 0, len(text), cells):
        end = line.start + len(text[line.start : line.end].rstrip())
        drawn, at = "", 0
        for piece in shown:
            start, stop = max(line.start, at), min(end, at + len(piece.text))
            if start < stop:
                drawn += str(MarkedText(text[start:stop], piece.marks))
            at += len(piece.text)
        yield drawn + " " * (cells - width(text, line.start, end))


def with_signs(piece: MarkedText) -> MarkedText:
    """The same with signs as a part of its text: unlike colours, they take cells."""
    return piece if piece.marks[0].startswith("\x1b") else MarkedText(str(piece))
