"""Propose relations between many claims in a process of its own, so that no key waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from annotations.alignment import Alignment
from annotations.articles import Article
from annotations.marks import Annotation
from annotations.store.serialization import annotation_from_document, annotation_to_document
from annotations.suggestions.judging.models import any_installed
from tui.session.in_process import answer, ask_process

if TYPE_CHECKING:
    from annotations.suggestions.judging.meaning import Meaning
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


class Compared(NamedTuple):
    """What may relate claims, and the sentence models that had a say: none where words alone decided."""

    proposals: tuple[Proposal, ...]
    models: frozenset[str]


def propose_in_process(pairs: Sequence[Pair], store: Path) -> Compared:
    """What may relate the claims of each pair, as `annotations.suggestions.matrix.propose` gives it.

    A sentence model, where one is installed, is asked in that process; its vectors stay beside the
    store.

    Raises:
        CrossreadError: the process that compares the claims failed.
    """
    by_meaning = any_installed()
    if not by_meaning and sum(pair.size for pair in pairs) < LARGE:
        return _compared(pairs, None)
    complaint = "the claims could not be compared; is there memory left?"
    question = [_plain(pair) for pair in pairs], store if by_meaning else None
    return Compared(*ask_process("tui.session.propose_process", question, complaint))


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


def _compared(pairs: Sequence[Pair], store: Path | None) -> Compared:
    """Compare by meaning, too, where there is a store to keep vectors beside."""
    from annotations.suggestions.matrix import propose  # it loads what compares words

    proposals: list[Proposal] = []
    models: dict[str, Meaning] = {}
    for pair in pairs:
        meaning = _meaning(pair, store, models) if store else None
        proposals += propose(*pair, meaning)
    return Compared(tuple(proposals), frozenset(models))


def _meaning(pair: Pair, store: Path, models: dict[str, Meaning]) -> Meaning | None:
    """The model for the language of two articles; those used are kept by their names."""
    from annotations.suggestions.judging.meaning import installed

    found = installed(pair.left.text, pair.right.text)
    if found is None:
        return None
    if found.name not in models:
        models[found.name] = found.beside(store)
    return models[found.name]


def _answered(
    question: tuple[Sequence[Any], Path | None],
) -> tuple[tuple[Proposal, ...], frozenset[str]]:
    """What the process answers, without a class of its own, which nobody else could unpickle."""
    pairs, store = question
    proposals, models = _compared([_pair(*each) for each in pairs], store)
    return proposals, models


if __name__ == "__main__":
    answer(_answered)
