"""How far each two annotators agree, label by label, on the articles that both have worked on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from annotations.agreement.alpha import NOTHING, alpha, characters
from annotations.agreement.spans_in_common import exactly, f1, overlapping
from annotations.articles import Span
from annotations.marks.annotation import AnchorState, Annotation

_Work = dict[str, dict[str, dict[str, set[Span]]]]
"""Spans by annotator, article and label."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two annotators have under one label in `articles` articles that both have annotations in.

    `spans` are of the first and of the second; `exact` and `overlapping` how many of them both have
    (see `spans_in_common`). `alpha` is Krippendorff's over characters, None where it is not defined.
    """

    annotators: tuple[str, str]
    label: str
    articles: int
    spans: tuple[int, int]
    exact: int
    overlapping: int
    alpha: float | None

    @property
    def f1_exact(self) -> float:
        return f1(self.exact, *self.spans)

    @property
    def f1_overlapping(self) -> float:
        return f1(self.overlapping, *self.spans)


def agreements(
    annotations: Iterable[Annotation], lengths: Mapping[str, int]
) -> Iterator[Agreement]:
    """For each two annotators, in order of their names, each label that either of them used.

    `lengths` are those of the articles' texts in code points, by their ids. An article counts for two annotators if both
    have an annotation in it, whatever its label: of one that only one of them has worked on, nothing
    is known of the other. Suggestions are nobody's work, and what has lost its place has none.
    """
    work = _work(annotations)
    for one, other in combinations(sorted(work), 2):
        shared = sorted(work[one].keys() & work[other].keys())
        labels = {label for who in (one, other) for key in shared for label in work[who][key]}
        for label in sorted(labels):
            yield _agreement((one, other), label, shared, work, lengths)


def _work(annotations: Iterable[Annotation]) -> _Work:
    work: _Work = {}
    for each in annotations:
        if not each.suggested and each.state is not AnchorState.ORPHAN:
            article = work.setdefault(each.annotator, {}).setdefault(each.article, {})
            article.setdefault(each.label, set()).add(each.span)
    return work


def _agreement(
    pair: tuple[str, str], label: str, shared: list[str], work: _Work, lengths: Mapping[str, int]
) -> Agreement:
    spans, same, near, counts = [0, 0], 0, 0, NOTHING
    for key in shared:
        one, other = (work[who][key].get(label, set()) for who in pair)
        spans[0] += len(one)
        spans[1] += len(other)
        same += exactly(one, other)
        near += overlapping(one, other)
        counts = counts.plus(characters(one, other, lengths[key]))
    return Agreement(pair, label, len(shared), (spans[0], spans[1]), same, near, alpha(counts))
