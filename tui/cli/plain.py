"""A pair printed from top to bottom, for a pipe, a screen reader, or a quick look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from annotations.alignment import Alignment, Link
from annotations.alignment.rows.rows import rows
from annotations.articles import Article, Block, visible
from annotations.articles.text.visible import one_line

if TYPE_CHECKING:
    from annotations.alignment import Evidence
    from annotations.marks import Annotation

Marks: TypeAlias = "Mapping[int, Sequence[Annotation]]"
"""Annotations by the index of the block in which they start."""


def lines(
    left: Article,
    right: Article,
    alignment: Alignment,
    left_marks: Iterable[Annotation] = (),
    right_marks: Iterable[Annotation] = (),
    why: Mapping[Link, Evidence] | None = None,
) -> Iterator[str]:
    """Every block once, in reading order, linked ones together, annotations under their block.

    Where it is said `why` two are linked, that stands under the left one.
    """
    yield f"Left: {heading(left)}"
    yield f"Right: {heading(right)}"
    yield f"{len(alignment)} links"
    marks = by_block(left, left_marks), by_block(right, right_marks)
    for row in rows(left, right, alignment):
        yield ""
        if row.left is not None:
            links = alignment.by_left.get(row.left, ())
            told = [linked("right", link.right, link) for link in links]
            yield from block_lines("Left", left, left.blocks[row.left], told, marks[0])
            if why:
                yield from (f"  why right {link.right + 1}: {carried(why[link])}" for link in links)
        if row.right is not None:
            links = alignment.by_right.get(row.right, ())
            told = [linked("left", link.left, link) for link in links]
            yield from block_lines("Right", right, right.blocks[row.right], told, marks[1])


def heading(article: Article) -> str:
    """An article's title and where it came from."""
    return visible(" - ".join(filter(None, (article.title, article.outlet, article.source))))


def linked(side: str, index: int, link: Link) -> str:
    """One link as seen from its other end; blocks are counted from 1 for people."""
    return (
        f"{side} {index + 1} ({link.score:.2f}{'' if link.origin == 'auto' else f' {link.origin}'})"
    )


def block_lines(
    side: str, article: Article, block: Block, links: Sequence[str], marks: Marks
) -> Iterator[str]:
    """One block: what it is and what it is linked to, its text, its annotations."""
    told = f", linked to {', '.join(links)}" if links else ""
    yield f"{side} {block.index + 1}, {block.kind}{told}: {one_line(article.text_of(block))}"
    for mark in marks.get(block.index, ()):
        note = f"; note: {one_line(mark.note)}" if mark.note else ""
        yield f"  {visible(mark.label)} by {visible(mark.annotator)}: “{one_line(mark.quote)}”{note}"


def carried(evidence: Evidence) -> str:
    """What carries a link, the weightiest first: words as both write them, or as each does."""
    from annotations.alignment import EvidenceKind  # with all that explains, and seldom asked for

    told = []
    for piece in evidence.main_items:
        shown = piece.left if piece.same else f"{piece.left} ~ {piece.right}"
        quoted = f"“{shown}”" if piece.sort is EvidenceKind.QUOTATION else shown
        told.append(f"{piece.sort} {one_line(quoted)} {piece.share:.0%}")
    return ", ".join(told) or "no word in common"


def by_block(article: Article, annotations: Iterable[Annotation]) -> Marks:
    """Annotations grouped by the block that holds their first character."""
    groups: dict[int, list[Annotation]] = {}
    for mark in sorted(annotations, key=lambda mark: mark.span):
        for block in article.blocks:
            if mark.start < block.end:
                groups.setdefault(block.index, []).append(mark)
                break
    return groups
