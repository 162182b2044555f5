"""What one text says and the other denies."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.articles import Span
from annotations.suggestions.facts.polarity import Denial, denials, negations
from annotations.suggestions.facts.reading import Reading, Word, meet, roots_of, shared, told_apart

UNSURE = frozenset({"if", "whether", "may", "might", "could", "?"})
"""Words of a clause that affirms nothing."""

LEAST, SAME, TOGETHER = 3, 0.5, 60
"""Ideas, and share, of a denying clause that the affirming one says too; characters in which it does."""


def conflicting_denials(ours: Reading, theirs: Reading) -> Iterator[tuple[Span, Span]]:
    """Give the first denial of either text whose words the other text says without one."""
    for denying, other, swap in ((ours, theirs, False), (theirs, ours, True)):
        for denial in denials(denying):
            said = _affirmed(denial, other)
            if said:
                spans = Span(*denial.span), Span(said[0].start, said[-1].end)
                yield spans[::-1] if swap else spans
                return


def _affirmed(denial: Denial, other: Reading) -> list[Word]:
    """The words of the other text that say what is denied; empty where none do."""
    if not denial.denied:
        return []
    roots = [roots_of([word]) for word in denial.denied]
    for clause in other.clauses():
        if negations(clause) or any(word.folded in UNSURE for word in clause):
            continue
        found = [word for word in clause if word.tells and meet([word], denial.denied)]
        same = [word for word in found if any(word.ideas & each for each in roots)]
        if len({word.folded for word in same}) < min(2, len(denial.denied)):
            continue
        if not any(word.ideas & roots[0] for word in same):
            continue  # the first of the denied words is as a rule its verb
        if same[-1].end - same[0].start > TOGETHER or _to_come(other, same[0]):
            continue
        if any(word.figure for word in clause if same[0].start <= word.start < same[-1].end):
            continue  # "snow fell on 19 days" does not say that it fell on the eleven others
        if told_apart(denial.segment, clause):
            continue
        telling = [word for word in denial.segment if word.tells]
        if shared(telling, clause) >= max(LEAST, SAME * len(telling)):
            return same
    return []


def _to_come(reading: Reading, word: Word) -> bool:
    """Whether a word stands behind `to`: what is to happen has not been said to."""
    at = reading.index(word.start)
    return at > 0 and reading.words[at - 1].folded == "to"
