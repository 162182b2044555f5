"""Compare the claims of two articles: related ones first, then suggested pairs, then the rest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.alignment.diff.change_kinds import ChangeKind, negated_by_prefix
from annotations.alignment.diff.ignore import Ignore
from annotations.alignment.diff.word_diff import EditKind, word_diff
from annotations.alignment.link import Alignment
from annotations.articles import Article, Span
from annotations.marks.annotation import Annotation, Relation, RelationKind
from annotations.marks.claim_facts import differing, facts

LINK_WEIGHT = 0.3
"""Share of a guess's score that comes from the link of the claims' blocks; the rest is words."""

LEAST_SCORE = 0.25
LEAST_SHARED = 0.15
"""Below this score, or share of words, two claims are not suggested as a pair."""


FEW = 50
"""A word that more claims of one article have brings no two claims together by itself."""


class Verdict(StrEnum):
    """How two claims relate, or which article alone makes the claim.

    In the order in which a checker wants to see them.
    """

    CONTRADICTS = "contradicts"
    NUMBER = "number"
    PARTLY = "partly"
    UPDATES = "updates"
    REWORDED = "reworded"
    AGREES = "agrees"
    ONLY_LEFT = "only-left"
    ONLY_RIGHT = "only-right"


@dataclass(frozen=True, slots=True)
class ClaimComparison:
    """One line of the claims view.

    `relation` is a stored one, a person's or a suggested one. Without it, two claims are a
    suggestion with a `score` in 0..1, and `proposes` is the kind that accepting it would record.
    `reason` says in a few words why, or how the two differ.
    """

    verdict: Verdict
    left: Annotation | None
    right: Annotation | None
    relation: Relation | None = None
    proposes: RelationKind | None = None
    score: float = 1.0
    reason: str = ""

    @property
    def suggested(self) -> bool:
        """Whether this waits for a reader to accept or dismiss it."""
        return self.proposes is not None or (self.relation is not None and self.relation.suggested)


def compare_claims(
    left: Article,
    left_marks: Iterable[Annotation],
    right: Article,
    right_marks: Iterable[Annotation],
    relations: Iterable[Relation],
    alignment: Alignment,
    *,
    dismissed: Collection[frozenset[str]] = frozenset(),
) -> tuple[ClaimComparison, ...]:
    """Every claim of both articles at least once.

    First the accepted relations between claims of the two articles, by verdict and place; then
    suggestions, by verdict and score: suggested relations, and pairs of claims without one; then
    the claims of the left and of the right article that have no partner. Annotations with other
    labels are left out.
    `dismissed` are pairs of annotation ids that are not to be suggested again.
    """
    ours, theirs = _claims(left_marks), _claims(right_marks)
    related = list(_related(left, ours, right, theirs, relations))
    known = {mark.id for item in related for mark in (item.left, item.right) if mark}
    free = [[mark for mark in marks if mark.id not in known] for marks in (ours, theirs)]
    guesses = list(_guesses(left, free[0], right, free[1], alignment, dismissed))
    paired = {mark.id for item in guesses for mark in (item.left, item.right) if mark}
    order = list(Verdict)
    judged = [item for item in related if not item.suggested]
    guesses += [item for item in related if item.suggested]
    return (
        *sorted(judged, key=lambda item: (order.index(item.verdict), _place(item))),
        *sorted(guesses, key=lambda item: (order.index(item.verdict), -item.score, _place(item))),
        *(ClaimComparison(Verdict.ONLY_LEFT, m, None) for m in free[0] if m.id not in paired),
        *(ClaimComparison(Verdict.ONLY_RIGHT, None, m) for m in free[1] if m.id not in paired),
    )


def _claims(marks: Iterable[Annotation]) -> list[Annotation]:
    claims = (mark for mark in marks if mark.root == "claim")
    return sorted(claims, key=lambda mark: (mark.start, mark.end, mark.id))


def _place(item: ClaimComparison) -> tuple[int, int]:
    return (item.left.start if item.left else -1, item.right.start if item.right else -1)


_VERDICTS = {
    RelationKind.AGREES: Verdict.AGREES,
    RelationKind.CONTRADICTS: Verdict.CONTRADICTS,
    RelationKind.PARTLY: Verdict.PARTLY,
    RelationKind.UPDATES: Verdict.UPDATES,
}


def _related(
    left: Article,
    ours: Sequence[Annotation],
    right: Article,
    theirs: Sequence[Annotation],
    relations: Iterable[Relation],
) -> Iterator[ClaimComparison]:
    by_left = {mark.id: mark for mark in ours}
    by_right = {mark.id: mark for mark in theirs}
    for relation in relations:
        for one, two in (
            (relation.source, relation.target),
            (relation.target, relation.source),
        ):
            if one in by_left and two in by_right and relation.kind in _VERDICTS:
                a, b = by_left[one], by_right[two]
                reason = relation.note or _judged(left, a.span, right, b.span)[1]
                yield ClaimComparison(_VERDICTS[relation.kind], a, b, relation, reason=reason)
                break


def _guesses(
    left: Article,
    ours: Sequence[Annotation],
    right: Article,
    theirs: Sequence[Annotation],
    alignment: Alignment,
    dismissed: Collection[frozenset[str]],
) -> Iterator[ClaimComparison]:
    """Pairs of claims that likely speak of the same thing: the best first, no claim twice."""
    homes = [_held(left, mark.span) for mark in ours]
    others = [_held(right, mark.span) for mark in theirs]
    scored = []
    for i, j, shared in _sharing(ours, theirs):
        if shared < LEAST_SHARED or frozenset((ours[i].id, theirs[j].id)) in dismissed:
            continue
        link = _link(homes[i], others[j], alignment)
        score = (1 - LINK_WEIGHT) * shared + LINK_WEIGHT * link
        if score >= LEAST_SCORE:
            scored.append((-score, i, j, shared, link))
    done_left: set[int] = set()
    done_right: set[int] = set()
    for score, i, j, shared, link in sorted(scored):
        if i in done_left or j in done_right:
            continue
        done_left.add(i)
        done_right.add(j)
        verdict, reason = _judged(left, ours[i].span, right, theirs[j].span)
        opposed = verdict in (Verdict.CONTRADICTS, Verdict.NUMBER)
        why = [reason, f"{shared:.0%} of the words shared", "linked blocks" if link else ""]
        yield ClaimComparison(
            verdict,
            ours[i],
            theirs[j],
            proposes=RelationKind.CONTRADICTS if opposed else RelationKind.AGREES,
            score=-score,
            reason=", ".join(part for part in why if part),
        )


def _sharing(
    ours: Sequence[Annotation], theirs: Sequence[Annotation]
) -> Iterator[tuple[int, int, float]]:
    """Pairs of claims that share a word of few claims, and the share of all words they share.

    The share is Dice's coefficient over counted stems, numbers and, doubly, names.
    """
    contents = [facts(mark.quote).content for mark in theirs]
    totals = [content.total() for content in contents]
    holders: dict[str, list[int]] = {}
    for j, content in enumerate(contents):
        for word in content:
            holders.setdefault(word, []).append(j)
    for i, mark in enumerate(ours):
        content = facts(mark.quote).content
        total = content.total()
        rare = (at for word in content if len(at := holders.get(word, [])) <= FEW)
        for j in sorted({j for at in rare for j in at}):
            other = contents[j]
            common = sum(
                min(count, other[word]) for word, count in content.items() if word in other
            )
            yield i, j, 2 * common / (total + totals[j])


_STYLE = Ignore(case=True, punctuation=True, space=True, diacritics=True, numbers=True)


def _judged(left: Article, ours: Span, right: Article, theirs: Span) -> tuple[Verdict, str]:
    """What the words of two claims say about them, and why."""
    before, after = facts(left.text[slice(*ours)]), facts(right.text[slice(*theirs)])
    edits = [e for e in word_diff(left, ours, right, theirs, ignore=_STYLE) if e.changed]
    if not edits:
        return Verdict.AGREES, "the same words"
    if other := differing(before, after):
        return Verdict.NUMBER, f"{other[0]} against {other[1]}"
    for edit in edits:
        if edit.op is EditKind.REPLACE and edit.kinds & {ChangeKind.NUMBER, ChangeKind.DATE}:
            gone, come = left.text[slice(*edit.left)], right.text[slice(*edit.right)]
            if any(map(str.isdigit, gone)) and any(map(str.isdigit, come)):
                return Verdict.NUMBER, f"{gone} against {come}"
    if (before.negations.total() - after.negations.total()) % 2 or negated_by_prefix(
        set(before.words - after.words), set(after.words - before.words)
    ):
        return Verdict.CONTRADICTS, "one side negates"
    return Verdict.REWORDED, ""


def _link(ours: range, theirs: range, alignment: Alignment) -> float:
    """The best score of a link between blocks of two ranges of indices; 0 without one."""
    links = (link for block in ours for link in alignment.by_left.get(block, ()))
    return max((link.score for link in links if link.right in theirs), default=0.0)


def _held(article: Article, span: Span) -> range:
    """Indices of the blocks that a span touches."""
    first = bisect_right(article.blocks, span.start, key=lambda block: block.start) - 1
    last = bisect_left(article.blocks, span.end, key=lambda block: block.start)
    return range(max(first, 0), last)
