"""Who says what in a text: the words said, and the words for who says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.alignment.linking.stemming import stem
from annotations.suggestions.facts.lexicon import SAYING, SPEAKERS
from annotations.suggestions.facts.reading import Reading, Word, phrases_of

NEAR, FAR = 3, 4
"""Words between a verb of saying, or a quotation without one, and who speaks."""
_QUOTED = re.compile(r"[“\"]([^”\"]{8,}[,.!?…])[”\"]")


@dataclass(frozen=True, slots=True)
class Statement:
    """Words said, and who says them.

    `names` are the folded names among the words for who, `around` all that the clause has outside
    quotations; `quote` is what stands in quotation marks.
    """

    said: tuple[Word, ...]
    who: tuple[Word, ...]
    names: frozenset[str]
    around: frozenset[str]
    quote: str


def statements(reading: Reading) -> list[Statement]:
    """What is said in a text by whom; a clause with two speakers is left out."""
    quoted = [match.span() for match in _QUOTED.finditer(reading.text)]
    names = reading.names
    found = []
    for clause in reading.clauses():
        outside = [word for word in clause if not any(a <= word.start < b for a, b in quoted)]
        inside = [word for a, b in quoted for word in clause if a <= word.start < b and word.tells]
        if not inside and not any(map(says, outside)):
            continue
        who = _speaker(outside, names, _edges(outside)) or (
            _before(reading, clause[0].clause, names, quoted)
            if inside and any(map(says, outside))
            else []
        )
        if not who:
            continue
        said = inside or [
            word for word in clause if word not in who and (word.tells or word.figure)
        ]
        found.append(
            Statement(
                tuple(said),
                tuple(who),
                frozenset(word.folded for word in who if word.folded in names),
                frozenset(word.folded for word in (*outside, *who) if word.folded in names),
                " ".join(word.folded for word in inside),
            )
        )
    return found


def says(word: Word) -> bool:
    """Whether a word is a verb of saying."""
    return stem(word.folded) in SAYING


def _speaker(
    words: Sequence[Word], names: frozenset[str], beside_quotation: Sequence[int]
) -> list[Word]:
    """The words for who speaks: those of the run of names and roles that is nearest to the verb.

    Without a verb of saying it is the run nearest to a quotation, which stands at these indices.
    """
    verbs = [at for at, word in enumerate(words) if says(word)] or beside_quotation
    runs: list[list[int]] = []
    for at, word in enumerate(words):
        if not word.tells or at in verbs or not (word.folded in names or word.ideas & SPEAKERS):
            continue
        if runs and at - runs[-1][-1] <= 3 and not _parts(words[runs[-1][-1] + 1 : at]):
            runs[-1].append(at)
        else:
            runs.append([at])
    if not runs or not verbs:
        return []
    best = min(runs, key=lambda run: min(abs(verb - at) for verb in verbs for at in run))
    reach = FAR if beside_quotation and not any(map(says, words)) else NEAR
    if min(abs(verb - at) for verb in verbs for at in best) > reach:
        return []
    return [words[at] for at in best]


def _edges(outside: Sequence[Word]) -> list[int]:
    """The indices of the words that are left beside a quotation that was taken out."""
    return [
        at + side
        for at, (one, other) in enumerate(pairwise(outside))
        for side in (0, 1)
        if other.start - one.end > 8
    ]


def _before(
    reading: Reading, clause: int, names: frozenset[str], quoted: Sequence[tuple[int, int]]
) -> list[Word]:
    """The last name of the clause before, for a quotation that only `he` or `she` is said to speak."""
    before = [
        word
        for word in reading.words
        if word.clause == clause - 1 and not any(a <= word.start < b for a, b in quoted)
    ]
    runs = phrases_of(before, names)
    return list(runs[-1]) if runs else []


def _parts(between: Sequence[Word]) -> bool:
    """Whether words between two names part them: `said the prosecutor in Vale`."""
    return any(word.folded in ("in", "on", "at", "of", "from", "that", "who") for word in between)
