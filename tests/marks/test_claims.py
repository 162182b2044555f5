"""The claims view: relations first, then suggestions with a reason, then claims of one side."""

from __future__ import annotations

import pytest

from annotations.alignment.link import Alignment, Link
from annotations.articles import Article, Block, Kind, Span
from annotations.marks.annotation import Annotation, Relation, RelationKind, quote_and_context
from annotations.marks.claims import ClaimComparison, Verdict, compare_claims

NOW = "2026-01-01T00:00:00Z"


def article(*texts: str) -> Article:
    """An article of paragraphs between blank lines."""
    blocks, at = [], 0
    for index, text in enumerate(texts):
        blocks.append(Block(index, Kind.PARAGRAPH, at, at + len(text)))
        at += len(text) + 2
    return Article("\n\n".join(texts), tuple(blocks))


def mark(source: Article, name: str, quote: str, label: str = "claim") -> Annotation:
    start = source.text.index(quote)
    parts = quote_and_context(source.text, Span(start, start + len(quote)))
    return Annotation(
        id=name,
        article=source.sha256,
        start=start,
        end=start + len(quote),
        quote=parts[0],
        prefix=parts[1],
        suffix=parts[2],
        label=label,
        annotator="ana",
        created=NOW,
        updated=NOW,
    )


def relation(kind: RelationKind, source: str, target: str, note: str = "") -> Relation:
    return Relation(
        id=f"{source}-{target}",
        source=source,
        target=target,
        kind=kind,
        annotator="ana",
        created=NOW,
        note=note,
    )


def compare(
    left: str,
    right: str,
    *relations: Relation,
    score: float = 0.9,
    dismissed: frozenset[frozenset[str]] = frozenset(),
) -> tuple[ClaimComparison, ...]:
    """Compare each sentence of both texts as a claim: `a0`, `a1`... against `b0`, `b1`..."""
    one, two = article(left), article(right)
    ours = [mark(one, f"a{n}", text) for n, text in enumerate(left.split(" | "))]
    theirs = [mark(two, f"b{n}", text) for n, text in enumerate(right.split(" | "))]
    alignment = Alignment.of([Link(0, 0, score)] if score else [])
    return compare_claims(one, ours, two, theirs, relations, alignment, dismissed=dismissed)


def ids(items: tuple[ClaimComparison, ...]) -> list[tuple[Verdict, str, str]]:
    return [
        (item.verdict, item.left.id if item.left else "", item.right.id if item.right else "")
        for item in items
    ]


@pytest.mark.parametrize(
    ("left", "right", "verdict", "proposes", "reason"),
    [
        (
            "The bank raised rates on Monday.",
            "the bank raised rates on Monday",
            Verdict.AGREES,
            RelationKind.AGREES,
            "the same words",
        ),
        (
            "The fire killed 12 miners.",
            "Fire has killed 16 of the miners.",
            Verdict.NUMBER,
            RelationKind.CONTRADICTS,
            "12 against 16",
        ),
        (
            "The bank raised its rates on Monday.",
            "The bank raised its rates on Tuesday.",
            Verdict.NUMBER,
            RelationKind.CONTRADICTS,
            "monday against tuesday",
        ),
        (
            "Five died and 7 were hurt at the mine.",
            "Seven died and 5 were hurt at the mine.",
            Verdict.NUMBER,
            RelationKind.CONTRADICTS,
            "against",
        ),
        (
            "The minister knew of the leak.",
            "The minister never knew of the leak.",
            Verdict.CONTRADICTS,
            RelationKind.CONTRADICTS,
            "one side negates",
        ),
        (
            "A deal is likely this week.",
            "A deal is unlikely this week.",
            Verdict.CONTRADICTS,
            RelationKind.CONTRADICTS,
            "one side negates",
        ),
        (
            "The ferry sank near the harbour.",
            "The ferry went down close to the harbour.",
            Verdict.REWORDED,
            RelationKind.AGREES,
            "of the words shared, linked blocks",
        ),
    ],
)
def test_a_suggestion_says_what_it_is_and_why(
    left: str, right: str, verdict: Verdict, proposes: RelationKind, reason: str
) -> None:
    (item,) = compare(left, right)
    assert item.verdict is verdict
    assert item.proposes is proposes
    assert item.suggested
    assert reason in item.reason
    assert 0 < item.score <= 1


def test_what_readers_said_comes_first_and_is_no_suggestion() -> None:
    left = "The ferry sank near the port. | Rates rose by 5 points. | Nobody else saw it."
    right = "Rates rose by 4 points. | The ferry sank near the port. | Ana Lopez resigned."
    items = compare(
        left,
        right,
        relation(RelationKind.AGREES, "b0", "a1"),
        relation(RelationKind.ATTRIBUTED_TO, "a0", "b1"),
        relation(RelationKind.CONTRADICTS, "a0", "b2", "see the log"),
    )
    assert ids(items) == [
        (Verdict.CONTRADICTS, "a0", "b2"),
        (Verdict.AGREES, "a1", "b0"),
        (Verdict.ONLY_LEFT, "a2", ""),
        (Verdict.ONLY_RIGHT, "", "b1"),
    ]
    assert [item.reason for item in items[:2]] == ["see the log", "5 against 4"]
    assert [item.relation is None for item in items] == [False, False, True, True]
    assert not any(item.suggested for item in items)


def test_a_claim_is_suggested_once_with_its_best_partner() -> None:
    left = "The ferry sank near the port. | The ferry sank."
    right = "The old ferry sank near the port at night."
    assert ids(compare(left, right)) == [
        (Verdict.REWORDED, "a0", "b0"),
        (Verdict.ONLY_LEFT, "a1", ""),
    ]


def test_what_was_dismissed_is_not_suggested_again() -> None:
    text = "The ferry sank near the port."
    dismissed = frozenset({frozenset({"a0", "b0"})})
    assert ids(compare(text, text, dismissed=dismissed)) == [
        (Verdict.ONLY_LEFT, "a0", ""),
        (Verdict.ONLY_RIGHT, "", "b0"),
    ]


def test_without_a_link_more_words_must_be_shared() -> None:
    left, right = "The ferry sank near the harbour at dawn on Friday.", "The harbour pilot left."
    assert len(compare(left, right)) == 1
    assert len(compare(left, right, score=0)) == 2


def test_marks_that_are_no_claims_are_passed_over() -> None:
    one = article("The ferry sank, she said.")
    marks = [mark(one, "s", "she", "source"), mark(one, "c", "The ferry sank", "claim/fact")]
    items = compare_claims(one, marks, article("x"), [], [], Alignment())
    assert ids(items) == [(Verdict.ONLY_LEFT, "c", "")]
