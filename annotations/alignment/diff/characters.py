"""Refine a changed word to its changed characters, where the old and the new word are much alike."""

from __future__ import annotations

from rapidfuzz.distance import Indel

from annotations.alignment.diff.change_kinds import ChangeKind
from annotations.alignment.diff.word_diff import EditKind, WordEdit
from annotations.articles import Article, Span
from annotations.articles.text.graphemes import graphemes

NEAR = 0.6
"""Share of characters that two words must have in common to be read as one word misspelt."""

LONGEST = 400
"""Code points of a change beyond which nobody looks for single letters."""

_SURFACE = frozenset({ChangeKind.CASE, ChangeKind.ACCENT})


def refine(edit: WordEdit, left: Article, right: Article) -> tuple[WordEdit, ...]:
    """The edit as a script of characters where its two sides are near-identical words.

    Any other edit comes back alone; so does one with a digit, since a number is read as a whole.
    Only grapheme clusters that differ are marked: `donald` → `Donald` is one cluster replaced.
    """
    before, after = left.text[slice(*edit.left)], right.text[slice(*edit.right)]
    if edit.op is not EditKind.REPLACE or not _near(before, after):
        return (edit,)
    ours = [before[slice(*span)] for span in graphemes(before, 0, len(before))]
    theirs = [after[slice(*span)] for span in graphemes(after, 0, len(after))]
    found: list[WordEdit] = []
    at, to = edit.left.start, edit.right.start
    for tag, i, i_end, j, j_end in _blocks(ours, theirs):
        gone, come = len("".join(ours[i:i_end])), len("".join(theirs[j:j_end]))
        kinds = frozenset[ChangeKind]() if tag is EditKind.EQUAL else edit.kinds
        found.append(WordEdit(tag, Span(at, at + gone), Span(to, to + come), kinds))
        at, to = at + gone, to + come
    return tuple(found)


def _near(before: str, after: str) -> bool:
    if len(before) + len(after) > LONGEST or any(map(str.isdigit, before + after)):
        return False
    words, others = before.split(), after.split()
    return len(words) == len(others) and all(
        Indel.normalized_similarity(word.casefold(), other.casefold()) >= NEAR
        for word, other in zip(words, others, strict=True)
    )


def _blocks(ours: list[str], theirs: list[str]) -> list[tuple[EditKind, int, int, int, int]]:
    """Opcodes over clusters, an insertion next to a deletion made one replacement."""
    found: list[tuple[EditKind, int, int, int, int]] = []
    i = j = 0
    for block in Indel.editops(ours, theirs).as_matching_blocks():
        if (block.a, block.b) != (i, j):
            op = (
                EditKind.INSERT
                if block.a == i
                else EditKind.DELETE
                if block.b == j
                else EditKind.REPLACE
            )
            found.append((op, i, block.a, j, block.b))
        i, j = block.a + block.size, block.b + block.size
        if block.size:
            found.append((EditKind.EQUAL, block.a, i, block.b, j))
    return found
