"""Classify a change by the words in it: a number, date, negation, name, how sure, a quotation, small words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from annotations.alignment.diff.ignore import STYLE, Ignore, key
from annotations.alignment.diff.lexicon import NEGATING_PREFIXES, ORDINALS
from annotations.alignment.diff.word_classes import Meaning, Sense, canonical_form, is_word

QUOTES = frozenset('"“”„«»‟')


class ChangeKind(StrEnum):
    """Kinds of change in order of importance; of several the first names the change."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    QUANTIFIER = "quantifier"
    CERTAINTY = "certainty"
    NAME = "name"
    QUOTATION = "quotation"
    WORD = "word"
    FUNCTION = "function"
    PUNCTUATION = "punctuation"
    FORMAT = "format"
    ACCENT = "accent"
    CASE = "case"
    SPACE = "space"

    @property
    def important(self) -> bool:
        """Whether such a change can change what is claimed."""
        return self in _IMPORTANT

    @property
    def slight(self) -> bool:
        """Whether such a change leaves the words that carry meaning as they are."""
        return self not in _IMPORTANT and self is not ChangeKind.WORD


_IMPORTANT = frozenset(
    {
        ChangeKind.NUMBER,
        ChangeKind.DATE,
        ChangeKind.NEGATION,
        ChangeKind.QUANTIFIER,
        ChangeKind.CERTAINTY,
        ChangeKind.NAME,
        ChangeKind.QUOTATION,
    }
)
_KIND_OF = {meaning: ChangeKind(meaning.value) for meaning in Meaning}
_MOVABLE = frozenset(
    {Meaning.NUMBER, Meaning.DATE, Meaning.NAME, Meaning.QUANTIFIER, Meaning.CERTAINTY}
)
"""Meanings that stay the same where their word only stands elsewhere in the sentence."""


@dataclass(frozen=True)
class WordComparison:
    """The words and marks of two texts, and what stands in one of them only, change by change.

    `changes` are pairs of slices, `left[gone]` has become `right[come]`.
    """

    left: Sequence[str]
    right: Sequence[str]
    changes: Sequence[tuple[slice, slice]]

    def kinds(self, gone: slice, come: slice, quoted: bool = False) -> frozenset[ChangeKind]:
        """The kinds of meaning touched by one of the changes; never empty.

        A number, date or name that only moves within the text is not counted as changed, and
        neither is a negation that replaces another.
        `quoted` says that the change lies inside quotation marks.
        """
        was, now = _placed(self.left, gone), _placed(self.right, come)
        before, after = self.left[gone], self.right[come]
        if [word for _, word in was] == [word for _, word in now]:
            return frozenset({_surface(before, after)})
        found = self._meanings(_rest(was, now), _rest(now, was))
        if quoted or _quote_count(before) != _quote_count(after):
            found.add(ChangeKind.QUOTATION)
        return frozenset(found)

    def _meanings(self, gone: list[_Placed], come: list[_Placed]) -> set[ChangeKind]:
        """Kinds of the words that the other side of the change lacks."""
        lost = [(word, self._senses[0].at(at)) for at, word in gone]
        won = [(word, self._senses[1].at(at)) for at, word in come]
        found = {
            *self._told(lost, won, self._come),
            *self._told(won, lost, self._gone),
        }
        if negated_by_prefix({word for word, _ in lost}, {word for word, _ in won}):
            found.add(ChangeKind.NEGATION)
        return found or {ChangeKind.WORD}

    def _told(
        self, ours: list[_Sensed], theirs: list[_Sensed], elsewhere: Callable[[], frozenset[str]]
    ) -> Iterator[ChangeKind]:
        """What words of one side say in the light of what the other side has instead."""
        others = [meaning for _, meaning in theirs]
        negations = sum(meaning is Meaning.NEGATION for _, meaning in ours)
        for word, meaning in ours:
            if meaning is Meaning.NEGATION and others.count(Meaning.NEGATION) == negations:
                yield ChangeKind.FUNCTION
            elif word in ORDINALS and (Meaning.NUMBER in others or _has_ordinal(theirs)):
                yield ChangeKind.NUMBER
            elif meaning in _MOVABLE and meaning not in others and word in elsewhere():
                yield ChangeKind.WORD
            else:
                yield _KIND_OF[meaning]

    def _come(self) -> frozenset[str]:
        return self._changed[1]

    def _gone(self) -> frozenset[str]:
        return self._changed[0]

    @cached_property
    def _senses(self) -> tuple[Sense, Sense]:
        return Sense(self.left, self.right), Sense(self.right, self.left)

    @cached_property
    def _changed(self) -> tuple[frozenset[str], frozenset[str]]:
        """All words that go anywhere, and all that come."""
        return (
            frozenset(word for gone, _ in self.changes for _, word in _placed(self.left, gone)),
            frozenset(word for _, come in self.changes for _, word in _placed(self.right, come)),
        )


_Placed = tuple[int, str]
"""Index and folded form of a word."""

_Sensed = tuple[str, Meaning]
"""Folded form and meaning of a word."""


def _has_ordinal(words: list[_Sensed]) -> bool:
    return any(word in ORDINALS for word, _ in words)


def _placed(pieces: Sequence[str], span: slice) -> list[_Placed]:
    return [
        (at, canonical_form(pieces[at]))
        for at in range(span.start, span.stop)
        if is_word(pieces[at])
    ]


def _rest(words: list[_Placed], others: list[_Placed]) -> list[_Placed]:
    """The words that the others do not have, or have less often."""
    left = Counter(word for _, word in others)
    found = []
    for at, word in words:
        if left[word] > 0:
            left[word] -= 1
        else:
            found.append((at, word))
    return found


def _quote_count(pieces: Iterable[str]) -> int:
    return sum(map(QUOTES.__contains__, pieces))


_SURFACES = (
    (ChangeKind.SPACE, Ignore()),
    (ChangeKind.CASE, Ignore(case=True)),
    (ChangeKind.ACCENT, Ignore(case=True, diacritics=True)),
    (ChangeKind.FORMAT, STYLE),
)


def _surface(before: Sequence[str], after: Sequence[str]) -> ChangeKind:
    """The kind of a change that leaves the words the same."""
    for kind, ignore in _SURFACES:
        if [key(piece, ignore) for piece in before] == [key(piece, ignore) for piece in after]:
            return kind
    if _quote_count(before) != _quote_count(after):
        return ChangeKind.QUOTATION
    marks = [[piece for piece in side if not is_word(piece)] for side in (before, after)]
    return ChangeKind.FORMAT if marks[0] == marks[1] else ChangeKind.PUNCTUATION


def negated_by_prefix(lost: set[str], won: set[str]) -> bool:
    """Whether a word came or went as the other side's word with a negating prefix."""
    return any(
        word.startswith(prefix) and len(word) > len(prefix) + 3 and word[len(prefix) :] in plain
        for words, plain in ((lost, won), (won, lost))
        for word in words
        if word.startswith(NEGATING_PREFIXES)
        for prefix in NEGATING_PREFIXES
    )
