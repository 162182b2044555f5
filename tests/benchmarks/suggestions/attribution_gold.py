"""Gold attributions, cut in two halves by article, and how proposals are held against them.

A file of gold is JSON lines, an article a line: {"id", "text", "attributions": [{"source": [[start,
end]..], "cue": [..], "content": [..]}..]}, offsets in code points. The half of an article follows
from its id: rules and weights are made on the first and reported on both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from annotations.articles import Span, article_from_text
from annotations.suggestions.attribution.confidence import confidence
from annotations.suggestions.attribution.language.languages import LANGUAGES
from annotations.suggestions.attribution.proposals import Proposal, proposals

HALVES = ("fitted to", "held out")


class Scored(NamedTuple):
    """A proposal, its confidence, and whether gold has it."""

    proposal: Proposal
    confidence: float
    right: bool


class Measured(NamedTuple):
    """Precision, recall and F1 of whole attributions, and F1 of the characters of contents."""

    precision: float
    recall: float
    f1: float
    characters: float


def half_of(name: str) -> int:
    """0 for articles that rules and weights are made on, 1 for those that are held out."""
    return int(sha256(name.encode()).hexdigest(), 16) % 2


def read(path: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The gold articles of both halves."""
    halves: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])
    with path.open(encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            halves[half_of(article["id"])].append(article)
    return halves


def proposed(gold: dict[str, Any]) -> list[Proposal]:
    """All proposals for a gold article, unlikely ones too."""
    return proposals(article_from_text(gold["text"]), LANGUAGES["en"])


def scored(gold: dict[str, Any], found: Sequence[Proposal]) -> list[Scored]:
    """Say of each proposal how likely it is held to be, and whether gold has it."""
    right = right_ones(gold, found)
    return [Scored(each, confidence(each.features), at in right) for at, each in enumerate(found)]


def right_ones(gold: dict[str, Any], found: Sequence[Proposal]) -> set[int]:
    """Which proposals gold has: at least half of both contents shared, and the source met."""
    theirs = [each for each in gold["attributions"] if each["content"]]
    ours = [_characters(each.content) for each in found]
    wanted = [_characters(each["content"]) for each in theirs]
    shared = sorted(
        (
            (len(one & other), at, to)
            for at, one in enumerate(ours)
            for to, other in enumerate(wanted)
            if one & other
        ),
        reverse=True,
    )
    right: set[int] = set()
    taken: tuple[set[int], set[int]] = (set(), set())
    for common, at, to in shared:
        if at in taken[0] or to in taken[1]:
            continue
        taken[0].add(at)
        taken[1].add(to)
        source = _characters(theirs[to]["source"])
        met = not source or bool(source & _characters(found[at].source))
        if met and 2 * common >= len(ours[at] | wanted[to]):
            right.add(at)
    return right


def is_right(gold: dict[str, Any], found: Proposal, least: float = 0.5) -> bool:
    """Whether gold has a proposal, whatever else is proposed; of both contents `least` is shared."""
    one, source = _characters(found.content), _characters(found.source)
    for each in gold["attributions"]:
        other, theirs = _characters(each["content"]), _characters(each["source"])
        met = not theirs or bool(theirs & source)
        if other and met and len(one & other) >= least * len(one | other):
            return True
    return False


def measured(halves: Iterable[tuple[dict[str, Any], Sequence[Proposal]]]) -> Measured:
    """Measure the proposals of some gold articles."""
    got = want = hit = shared = ours = theirs = 0
    for gold, found in halves:
        gold_contents = [each["content"] for each in gold["attributions"] if each["content"]]
        hit += len(right_ones(gold, found))
        got += len(found)
        want += len(gold_contents)
        one = _characters(span for each in found for span in each.content)
        other = _characters(span for each in gold_contents for span in each)
        shared, ours, theirs = shared + len(one & other), ours + len(one), theirs + len(other)
    return Measured(
        hit / max(1, got),
        hit / max(1, want),
        2 * hit / max(1, got + want),
        2 * shared / max(1, ours + theirs),
    )


def _characters(spans: Iterable[Sequence[int] | Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}
