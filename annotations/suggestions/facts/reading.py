"""A text as facts are looked for in it: its words, clause by clause, and the ideas behind them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from annotations.alignment.linking.stemming import fold, stem
from annotations.alignment.linking.synonyms import synonym_sets
from annotations.alignment.linking.terms import STOP_WORDS
from annotations.suggestions.facts.lexicon import EVENTS, GENERIC, NO_NAMES, OPPOSED, ORDINALS

_PIECE = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|\S"
)
_ENDS = frozenset(".!?;…")
_SHORT = frozenset("mr mrs ms dr st prof gen lt sgt col capt no".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of a text: `[start, end)` in code points, and what it is compared by.

    `ideas` is empty for marks, function words and numbers; else it holds the stem, and the numbers
    of the sets of synonyms that it stands in. `clause` counts what `.`, `?`, `!` and `;` part.
    """

    start: int
    end: int
    text: str
    folded: str
    ideas: frozenset[str]
    clause: int
    capital: bool

    @property
    def figure(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdigit()

    @property
    def tells(self) -> bool:
        """Whether it is more than a mark or a function word."""
        return bool(self.ideas)


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text in order, and those of them, folded, that are names."""

    text: str
    words: tuple[Word, ...]
    names: frozenset[str]

    def clause_of(self, at: int) -> list[Word]:
        """The words of the clause that a word stands in."""
        number = self.words[at].clause
        return [word for word in self.words if word.clause == number]

    def clauses(self) -> list[list[Word]]:
        """The words, clause by clause."""
        return [list(words) for _, words in groupby(self.words, key=lambda word: word.clause)]

    def index(self, offset: int) -> int:
        """The index of the word at an offset, or of the next one."""
        return bisect_right(self.words, offset, key=lambda word: word.end)

    def telling(self) -> list[Word]:
        return [word for word in self.words if word.tells]


@lru_cache(maxsize=2048)
def read(text: str) -> Reading:
    """Cut a text into words with their ideas."""
    words: list[Word] = []
    clause = 0
    for match in _PIECE.finditer(text):
        piece = match[0]
        folded = fold(piece).replace("’", "'").removesuffix("'s")
        words.append(
            Word(
                match.start(),
                match.end(),
                piece,
                folded,
                ideas_of(folded),
                clause,
                piece[0].isupper(),
            )
        )
        short = len(words) > 1 and words[-2].folded in _SHORT
        if piece in _ENDS and not short:
            clause += 1
    lower = {word.text for word in words if not word.capital}
    names = (word.folded for at, word in enumerate(words) if _is_name(words, at, lower))
    return Reading(text, tuple(words), frozenset(names))


def _is_name(words: Sequence[Word], at: int, lower: Set[str]) -> bool:
    """Whether a word has a capital for another reason than that it opens a sentence.

    `lower` are the words of the text that are written without one.
    """
    word = words[at]
    if not word.capital or not word.tells or word.folded.removesuffix("s") in NO_NAMES:
        return False
    before = words[at - 1] if at else None
    if before is not None and before.clause == word.clause and before.text not in "“\"'‘(":
        return True
    if word.text.lower() in lower or at + 1 == len(words):
        return False
    following = words[at + 1]
    return following.capital and following.start - word.end == 1


@lru_cache(maxsize=65536)
def ideas_of(folded: str) -> frozenset[str]:
    """What a folded word is compared by: its stem and the sets of synonyms it stands in."""
    if not any(map(str.isalpha, folded)) or folded in STOP_WORDS:
        return frozenset()
    root = stem(folded)
    sets, _ = synonym_sets()
    return frozenset({root, *(f"#{number}" for number in sets.get(root, ()))})


def shared(ours: Iterable[Word], theirs: Iterable[Word]) -> int:
    """How many different words of one side have a word of the same idea on the other."""
    known = frozenset().union(*(word.ideas for word in theirs))
    return len({word.folded for word in ours if word.ideas & known})


def meet(ours: Iterable[Word], theirs: Iterable[Word]) -> bool:
    """Whether a word of one side has a word of the same idea on the other."""
    known = frozenset().union(*(word.ideas for word in theirs))
    return any(word.ideas & known for word in ours)


def roots_of(words: Iterable[Word]) -> frozenset[str]:
    """The stems of words, without the sets of synonyms that they stand in."""
    return frozenset(idea for word in words for idea in word.ideas if idea[0] != "#")


def events_in(words: Iterable[Word]) -> frozenset[str]:
    """Which sorts of events words speak of: a death, an injury, an arrest .."""
    return frozenset(EVENTS[root] for word in words for root in word.ideas if root in EVENTS)


def only_generic(words: Sequence[Word]) -> bool:
    """Whether words name nothing but people, which may be any people."""
    return all(word.ideas & GENERIC for word in words)


def told_apart(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether two clauses speak of the first and the second of something, or of now and long ago.

    Or of opposite places, days or people: the north and the south, the men and the women.
    """
    folded = [{word.folded for word in clause} for clause in (ours, theirs)]
    for words in OPPOSED:
        here, there = ({words[word] for word in each & words.keys()} for each in folded)
        if here and there and not here & there:
            return True
    ordinals = [{word.folded for word in clause} & ORDINALS for clause in (ours, theirs)]
    ago = [any(word.folded == "ago" for word in clause) for clause in (ours, theirs)]
    return ago[0] != ago[1] or bool(ordinals[0] and ordinals[1] and not ordinals[0] & ordinals[1])


def phrases_of(words: Sequence[Word], names: Set[str]) -> list[tuple[Word, ...]]:
    """The names of several words among words: runs of names that nothing but a space parts."""
    found: list[list[Word]] = []
    for word in words:
        if word.folded not in names or not word.capital:
            continue
        if found and word.start - found[-1][-1].end == 1:
            found[-1].append(word)
        else:
            found.append([word])
    return [tuple(run) for run in found]


def unknown_to(reading: Reading, names: Iterable[Sequence[Word]]) -> bool:
    """Whether names are full ones, of two words and more, of which a text has not a word.

    Single words among them say nothing: a surname, or a place.
    """
    known = {word.folded for word in reading.words}
    full = [name for name in names if len(name) > 1 and all(len(word.text) > 1 for word in name)]
    return bool(full) and not any(word.folded in known for name in full for word in name)
