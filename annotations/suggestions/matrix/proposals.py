"""Relations between claims of several outlets that nobody has made yet.

Slow for many claims, so it is made for a worker, two articles at a time; what two claims are to
each other is kept. Only claims that may be of one thing are judged: those in linked blocks, those
that share words which few claims have, and those that a sentence model holds near. Sixty articles
with a thousand claims are half a million pairs otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING

from annotations.alignment.link import Alignment
from annotations.articles import Article
from annotations.marks import Annotation, RelationKind
from annotations.marks.claim_facts import facts
from annotations.suggestions.judging import Judged, Judgement, judge_by
from annotations.suggestions.judging.judge import RELATED_BY_MEANING

if TYPE_CHECKING:
    from annotations.suggestions.judging.meaning import Meaning

FEW = 50
"""A word that more claims of one article have brings no two together by itself."""

LEAST_SHARED = 0.15
"""Dice's coefficient over the words of two claims below which they are not judged, unless linked."""

NEAREST = 3
"""At most so many claims of another article are judged for a claim, the likest first."""

LINKED = 0.3
"""What a link of score 1 between their blocks adds to the likeness of two claims."""

TOGETHER = 0.5
"""Score of a link of their blocks from which two claims that may agree, but not surely, are shown
side by side without a kind: both speak of one thing, and one may deny what the other says. So are
those that a sentence model surely holds to be of one thing."""

_KINDS = {
    Judged.AGREES: RelationKind.AGREES,
    Judged.CONTRADICTS: RelationKind.CONTRADICTS,
    Judged.PARTLY: RelationKind.PARTLY,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two claims, by their ids, and how they may relate: `sure` (0 to 1), for a `reason`.

    Without a `kind` both are likely of one thing, but what they are to each other is for a reader.
    """

    one: str
    other: str
    kind: RelationKind | None
    sure: float
    reason: str = ""


def propose(
    left: Article,
    ours: Iterable[Annotation],
    right: Article,
    theirs: Iterable[Annotation],
    alignment: Alignment | None = None,
    meaning: Meaning | None = None,
) -> tuple[Proposal, ...]:
    """How claims of two articles of an event may relate, in order of the left article.

    `alignment` has the links of the two, None where they are not known yet. `meaning` is what a
    sentence model says of claims in their language, None where none is at hand.
    """
    claims, others = _claims(ours), _claims(theirs)
    words = _Words(others)
    near_by_meaning = _near(meaning, claims, others)
    found: list[Proposal | None] = []
    for one, meant in zip(claims, near_by_meaning, strict=True):
        likeness = meant | words.like(one)
        scores = dict(_linked(left, one, right, others, alignment) if alignment else ())
        for at, score in scores.items():
            likeness[at] = likeness.get(at, LEAST_SHARED) + LINKED * score
        near = nlargest(NEAREST, likeness, key=lambda at: (likeness[at], -at))
        found.extend(_proposal(one, others[at], scores.get(at, 0.0), meaning) for at in near)
    return tuple(each for each in found if each is not None)


def _claims(marks: Iterable[Annotation]) -> list[Annotation]:
    claims = (mark for mark in marks if mark.root == "claim")
    return sorted(claims, key=lambda mark: (mark.start, mark.end, mark.id))


def _near(
    meaning: Meaning | None, ours: Sequence[Annotation], theirs: Sequence[Annotation]
) -> Sequence[dict[int, float]]:
    """For each claim the others that are likely of one thing by meaning, the likest alone, and how likely."""
    if meaning is None or not ours or not theirs:
        return [{} for _ in ours]
    cosines = meaning.cosines([one.quote for one in ours], [other.quote for other in theirs])
    found = []
    for row in cosines.tolist():
        likest = nlargest(NEAREST, range(len(row)), key=row.__getitem__)
        likely = {at: meaning.related(row[at]) for at in likest}
        found.append({at: sure for at, sure in likely.items() if sure >= RELATED_BY_MEANING})
    return found


def _proposal(
    one: Annotation, other: Annotation, linked: float, meaning: Meaning | None
) -> Proposal | None:
    """How two claims may relate, where that is sure enough to be shown; `linked` is a link's score."""
    judgement = judged(one.quote, other.quote, meaning)
    kind, sure = _KINDS.get(judgement.verdict), judgement.confidence
    if kind is None:
        return None
    if judgement.shown:
        return Proposal(one.id, other.id, kind, sure, judgement.reason)
    if linked >= TOGETHER:
        reason = f"linked paragraphs, {judgement.reason}"
        return Proposal(one.id, other.id, None, min(sure, linked), reason)
    if judgement.of_one_thing:
        return Proposal(one.id, other.id, None, sure, judgement.reason)
    return None


@lru_cache(maxsize=1 << 16)
def judged(one: str, other: str, meaning: Meaning | None = None) -> Judgement:
    """What two claims are to each other; kept for the next time."""
    return judge_by(meaning, one, other)


class _Words:
    """The words of the claims of an article, and which claims share them."""

    def __init__(self, claims: Sequence[Annotation]) -> None:
        self._contents = [facts(mark.quote).content for mark in claims]
        self._totals = [content.total() for content in self._contents]
        self._holders: dict[str, list[int]] = {}
        for at, content in enumerate(self._contents):
            for word in content:
                self._holders.setdefault(word, []).append(at)

    def like(self, claim: Annotation) -> dict[int, float]:
        """The claims that share enough words with another, each with Dice's coefficient."""
        content = facts(claim.quote).content
        total = content.total()
        rare = (at for word in content if len(at := self._holders.get(word, ())) <= FEW)
        near = {each for at in rare for each in at}
        found = {each: self._dice(content, total, each) for each in near}
        return {each: share for each, share in found.items() if share >= LEAST_SHARED}

    def _dice(self, content: Counter[str], total: int, other: int) -> float:
        theirs = self._contents[other]
        common = sum(min(count, theirs[word]) for word, count in content.items() if word in theirs)
        return 2 * common / max(1, total + self._totals[other])


def _linked(
    left: Article,
    one: Annotation,
    right: Article,
    others: Sequence[Annotation],
    links: Alignment,
) -> Iterator[tuple[int, float]]:
    """Indices of the claims in blocks that are linked to the block of `one`, with the link's score."""
    block = left.block_at(one.start)
    for link in links.by_left.get(block.index, ()) if block else ():
        if link.right < len(right.blocks):
            there = right.blocks[link.right]
            first = bisect_left(others, there.start, key=_start)
            last = bisect_left(others, there.end, key=_start)
            yield from ((at, link.score) for at in range(first, last))


def _start(claim: Annotation) -> int:
    return claim.start
