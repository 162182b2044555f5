"""What a change touches, from what turns a claim round to what a reader may overlook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from annotations.alignment.ignore import STYLE, Ignore, key
from annotations.alignment.lexicon import (
    DATE_WORDS,
    MONTHS,
    NEGATING_PREFIXES,
    NEGATIONS,
    QUANTITIES,
    STOP_WORDS,
)


class ChangeKind(StrEnum):
    """Kinds of change in order of importance; of several the first names the change."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
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


_IMPORTANT = frozenset(
    {
        ChangeKind.NUMBER,
        ChangeKind.DATE,
        ChangeKind.NEGATION,
        ChangeKind.NAME,
        ChangeKind.QUOTATION,
    }
)
_SPLIT_DATE = re.compile(r"\d{1,4}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_QUOTES = frozenset('"“”„«»‟')
_OPENS = frozenset("\"“”„«»‘'([.!?…:")


def touched(
    left: Sequence[str], right: Sequence[str], gone: slice, come: slice, quoted: bool = False
) -> frozenset[ChangeKind]:
    """The kinds of meaning touched when `left[gone]` becomes `right[come]`.

    Both sides are pieces that are not space, with the unchanged ones around them: a number is a
    date by its neighbour, and a capital is a name unless it opens a sentence. `quoted` says that
    the change lies inside quotation marks. Never empty.
    """
    before, after = left[gone], right[come]
    if not any(map(_is_word, before)) and not any(map(_is_word, after)):
        return frozenset({_mark_kind(before, after)})
    if (surface := _surface(before, after)) is not None:
        return frozenset({surface})
    was, now = _meanings(left, gone), _meanings(right, come)
    found = {kind for kind in _MEANINGS if was.get(kind) != now.get(kind)}
    if _negated_by_prefix(was, now):
        found.add(ChangeKind.NEGATION)
    if quoted or _quote_count(before) != _quote_count(after):
        found.add(ChangeKind.QUOTATION)
    return frozenset(found or {ChangeKind.PUNCTUATION})


_MEANINGS = (
    ChangeKind.NUMBER,
    ChangeKind.DATE,
    ChangeKind.NEGATION,
    ChangeKind.NAME,
    ChangeKind.WORD,
    ChangeKind.FUNCTION,
)


def _is_word(piece: str) -> bool:
    return any(map(str.isalnum, piece))


def _quote_count(pieces: Sequence[str]) -> int:
    return sum(piece in _QUOTES for piece in pieces)


def _mark_kind(before: Sequence[str], after: Sequence[str]) -> ChangeKind:
    if not before and not after:
        return ChangeKind.SPACE
    if _keys(before, STYLE) == _keys(after, STYLE):
        return ChangeKind.FORMAT
    if _quote_count(before) != _quote_count(after):
        return ChangeKind.QUOTATION
    return ChangeKind.PUNCTUATION


_SURFACES = (
    (ChangeKind.SPACE, Ignore()),
    (ChangeKind.CASE, Ignore(case=True)),
    (ChangeKind.ACCENT, Ignore(case=True, diacritics=True)),
    (ChangeKind.FORMAT, STYLE),
    (ChangeKind.PUNCTUATION, Ignore(case=True, diacritics=True, punctuation=True, numbers=True)),
)


def _surface(before: Sequence[str], after: Sequence[str]) -> ChangeKind | None:
    """The kind of a change that leaves the words the same, if it does."""
    if not before or not after:
        return None
    for kind, ignore in _SURFACES:
        if _keys(before, ignore) == _keys(after, ignore):
            return kind
    return None


def _keys(pieces: Sequence[str], ignore: Ignore) -> list[str]:
    return [folded for piece in pieces if (folded := key(piece, ignore))]


_FOLD = Ignore(case=True, quotes=True, diacritics=True, numbers=True)


def _meanings(pieces: Sequence[str], changed: slice) -> dict[ChangeKind, Counter[str]]:
    """The folded words of the changed pieces, counted under what each of them means."""
    found: dict[ChangeKind, Counter[str]] = {}
    for at in range(changed.start, changed.stop):
        if _is_word(pieces[at]):
            folded = key(pieces[at], _FOLD)
            kind = _meaning(pieces, at, folded)
            found.setdefault(kind, Counter())[folded] += 1
    return found


def _meaning(pieces: Sequence[str], at: int, folded: str) -> ChangeKind:
    piece = pieces[at]
    if piece[0].isdigit():
        return ChangeKind.DATE if _says_when(pieces, at) else ChangeKind.NUMBER
    if folded in NEGATIONS:
        return ChangeKind.NEGATION
    if folded in DATE_WORDS or (folded in MONTHS and _beside_number(pieces, at)):
        return ChangeKind.DATE
    if folded in QUANTITIES or (folded.isdigit() and folded != "1"):
        return ChangeKind.NUMBER
    if folded in STOP_WORDS or folded == "1":
        return ChangeKind.FUNCTION
    if piece[0].isupper() and (piece[1:2].isupper() or not _opens_sentence(pieces, at)):
        return ChangeKind.NAME
    return ChangeKind.WORD


def _says_when(pieces: Sequence[str], at: int) -> bool:
    piece = pieces[at]
    if _SPLIT_DATE.fullmatch(piece) or _YEAR.fullmatch(piece):
        return True
    around = (*pieces[max(0, at - 1) : at], *pieces[at + 1 : at + 2])
    return any(neighbour.lower() in MONTHS for neighbour in around)


def _beside_number(pieces: Sequence[str], at: int) -> bool:
    around = (*pieces[max(0, at - 1) : at], *pieces[at + 1 : at + 2])
    return any(neighbour[:1].isdigit() for neighbour in around)


def _opens_sentence(pieces: Sequence[str], at: int) -> bool:
    return at == 0 or pieces[at - 1][-1] in _OPENS


def _negated_by_prefix(
    was: dict[ChangeKind, Counter[str]], now: dict[ChangeKind, Counter[str]]
) -> bool:
    """Whether a word came or went as the other side's word with a negating prefix."""
    ours, theirs = set(was.get(ChangeKind.WORD, ())), set(now.get(ChangeKind.WORD, ()))
    return any(
        prefix + word in longer
        for shorter, longer in ((ours, theirs), (theirs, ours))
        for word in shorter
        if len(word) > 3
        for prefix in NEGATING_PREFIXES
    )
