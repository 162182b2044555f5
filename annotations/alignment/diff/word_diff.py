"""The word diff of two spans: an edit script with offsets of both articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from annotations.alignment.diff.change_kinds import ChangeKind, WordComparison
from annotations.alignment.diff.cleanup import match
from annotations.alignment.diff.ignore import NOTHING, Ignore
from annotations.alignment.diff.lcs import CommonRun
from annotations.alignment.diff.words import Words, split_words
from annotations.articles import Article, Span
from annotations.articles.text.quotations import quotations

LONGEST = 1_000_000
"""Code points of both sides together beyond which a span is told as one change."""


class EditKind(StrEnum):
    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class WordEdit:
    """One step of an edit script: what stands at `left` becomes what stands at `right`.

    Offsets are those of each article's text; an insertion has an empty left span at its place, a
    deletion an empty right one. `kinds` are all kinds of meaning touched, empty where equal;
    `kind` is the first of them in order of importance, None where equal.
    """

    op: EditKind
    left: Span
    right: Span
    kinds: frozenset[ChangeKind] = frozenset()

    @property
    def changed(self) -> bool:
        return self.op is not EditKind.EQUAL

    @property
    def kind(self) -> ChangeKind | None:
        return next((kind for kind in ChangeKind if kind in self.kinds), None)

    @property
    def important(self) -> bool:
        """Whether the change can change what is claimed."""
        return any(kind.important for kind in self.kinds)

    @property
    def slight(self) -> bool:
        """Whether only small words, marks, letter case or white space change."""
        return self.changed and all(kind.slight for kind in self.kinds)


def word_diff(
    left: Article,
    left_span: Span,
    right: Article,
    right_span: Span,
    *,
    ignore: Ignore = NOTHING,
) -> tuple[WordEdit, ...]:
    """The edit script that turns the words of one span into those of another.

    `left` and `right` may be the same article.

    The edits are in order and cover both spans without gaps; with nothing ignored, an equal edit
    has the same text on both sides. Changes never cut a word or a grapheme cluster.
    """
    before = left.text[left_span.start : left_span.end]
    after = right.text[right_span.start : right_span.end]
    return tuple(_script(before, after, left_span.start, right_span.start, ignore))


def kept(edits: Iterable[WordEdit]) -> float:
    """Share, 0..1, of the code points of both sides that the edits leave equal; 1 for no text."""
    equal = whole = 0
    for edit in edits:
        length = edit.left.end - edit.left.start + edit.right.end - edit.right.start
        whole += length
        equal += 0 if edit.changed else length
    return equal / whole if whole else 1.0


Place = tuple[int, int]
"""A code point on either side, counted from the starts of the two spans."""


def _script(before: str, after: str, left: int, right: int, ignore: Ignore) -> Iterator[WordEdit]:
    """Edits between two texts, which stand at `left` and `right` in their articles."""
    told = (0, 0)
    if before != after:
        for start, end, kinds in _changes(before, after, ignore):
            if start != told:
                yield _edit(told, start, left, right, frozenset())
            yield _edit(start, end, left, right, kinds)
            told = end
    if told != (len(before), len(after)):
        yield _edit(told, (len(before), len(after)), left, right, frozenset())


def _edit(
    start: Place, end: Place, left: int, right: int, kinds: frozenset[ChangeKind]
) -> WordEdit:
    if not kinds:
        op = EditKind.EQUAL
    elif start[0] == end[0]:
        op = EditKind.INSERT
    else:
        op = EditKind.DELETE if start[1] == end[1] else EditKind.REPLACE
    ours = Span(left + start[0], left + end[0])
    return WordEdit(op, ours, Span(right + start[1], right + end[1]), kinds)


def _changes(
    before: str, after: str, ignore: Ignore
) -> Iterator[tuple[Place, Place, frozenset[ChangeKind]]]:
    """Start, end and kinds of each change, in order."""
    if len(before) + len(after) > LONGEST:
        yield (0, 0), (len(before), len(after)), _WORDS
        return
    ours, theirs = split_words(before, ignore), split_words(after, ignore)
    quotes = quotations(before), quotations(after)
    runs = (CommonRun(0, 0, 0), *match(ours, theirs), CommonRun(len(ours), len(theirs), 0))
    changed = [
        (slice(one.left + one.size, two.left), slice(one.right + one.size, two.right))
        for one, two in pairwise(runs)
    ]
    comparison = WordComparison(ours.texts, theirs.texts, changed)
    for (gone, come), run in zip(changed, runs[1:], strict=True):
        start, end = _cut(before, after, ours, theirs, gone, come, ignore)
        if start != end:
            quoted = _inside(quotes[0], start[0], end[0]) or _inside(quotes[1], start[1], end[1])
            yield start, end, comparison.kinds(gone, come, quoted)
        if not ignore.space:
            yield from _respaced(before, after, ours, theirs, run)


def _cut(
    before: str,
    after: str,
    ours: Words,
    theirs: Words,
    gone: slice,
    come: slice,
    ignore: Ignore,
) -> tuple[Place, Place]:
    """Where a change starts and ends: with the space around it only where that changes too.

    An insertion or deletion takes the space on one side of it along, the later one if it can.
    """
    start = ours.end(gone.start - 1), theirs.end(come.start - 1)
    first = ours.starts[gone.start], theirs.starts[come.start]
    last = ours.end(gone.stop - 1), theirs.end(come.stop - 1)
    end = ours.starts[gone.stop], theirs.starts[come.stop]

    def same_space(one: Place, two: Place) -> bool:
        return _same_space(before[one[0] : two[0]], after[one[1] : two[1]], ignore)

    both = gone.start < gone.stop and come.start < come.stop
    if same_space(start, first):
        return first, last if both and same_space(last, end) else end
    return start, last if same_space(last, end) else end


def _respaced(
    before: str, after: str, ours: Words, theirs: Words, run: CommonRun
) -> Iterator[tuple[Place, Place, frozenset[ChangeKind]]]:
    """Changes of white space between equal words."""
    left, right, size = run
    if not size or (
        before[ours.starts[left] : ours.ends[left + size - 1]]
        == after[theirs.starts[right] : theirs.ends[right + size - 1]]
    ):
        return
    for step in range(size - 1):
        start = ours.ends[left + step], theirs.ends[right + step]
        end = ours.starts[left + step + 1], theirs.starts[right + step + 1]
        if not _same_space(before[start[0] : end[0]], after[start[1] : end[1]], NOTHING):
            yield start, end, _SPACE


_SPACE = frozenset({ChangeKind.SPACE})
_WORDS = frozenset({ChangeKind.WORD})


def _same_space(one: str, two: str, ignore: Ignore) -> bool:
    """Whether what lies between words on either side is the same, or has ignored words in it."""
    return one == two or ignore.space or bool(one.strip() or two.strip())


def _inside(spans: list[Span], start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in spans)
