"""Propose relations between many claims in a process of its own, so that no key waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from annotations.alignment import Alignment
from annotations.articles import Article
from annotations.marks import Annotation
from annotations.store.serialization import annotation_from_document, annotation_to_document
from tui.session.in_process import answer, ask_process

if TYPE_CHECKING:
    from annotations.suggestions.matrix import Proposal

Documents = list[dict[str, Any]]
"""Annotations as a store keeps them."""

LARGE = 4_000
"""Pairs of claims from which a process of its own is worth its start."""


class Pair(NamedTuple):
    """Two articles of an event with their claims, and their links as far as they are known."""

    left: Article
    ours: tuple[Annotation, ...]
    right: Article
    theirs: tuple[Annotation, ...]
    alignment: Alignment | None

    @property
    def size(self) -> int:
        """Pairs of claims."""
        return len(self.ours) * len(self.theirs)


def propose_in_process(pairs: Sequence[Pair]) -> tuple[Proposal, ...]:
    """What may relate the claims of each pair, as `annotations.suggestions.matrix.propose` gives it.

    Raises:
        CrossreadError: the process that compares many claims failed.
    """
    if sum(pair.size for pair in pairs) < LARGE:
        return _proposed(pairs)
    complaint = "the claims could not be compared; is there memory left?"
    question = [_plain(pair) for pair in pairs]
    found: tuple[Proposal, ...] = ask_process("tui.session.propose_process", question, complaint)
    return found


def _plain(pair: Pair) -> tuple[Article, Documents, Article, Documents, Alignment | None]:
    """A pair with its claims as documents: annotations cannot be pickled."""
    left, ours, right, theirs, alignment = pair
    one, other = (list(map(annotation_to_document, claims)) for claims in (ours, theirs))
    return left, one, right, other, alignment


def _pair(
    left: Article, ours: Documents, right: Article, theirs: Documents, links: Alignment | None
) -> Pair:
    one, other = (tuple(map(annotation_from_document, claims)) for claims in (ours, theirs))
    return Pair(left, one, right, other, links)


def _proposed(pairs: Sequence[Pair]) -> tuple[Proposal, ...]:
    from annotations.suggestions.matrix import propose  # it loads what compares words

    return tuple(each for pair in pairs for each in propose(*pair))


if __name__ == "__main__":
    answer(lambda question: _proposed([_pair(*each) for each in question]))
