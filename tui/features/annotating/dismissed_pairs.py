"""Pairs of claims that a reader does not want suggested: kept with the view, for this annotator alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.session.session import Session

_KEPT = "dismissed"
"""Name of the setting of the view that holds the pairs."""


def dismissed_pairs(session: Session) -> frozenset[frozenset[str]]:
    """The pairs, by the ids of the claims."""
    kept = session.view.get(_KEPT, ())
    pairs = kept if isinstance(kept, list | tuple) else ()
    return frozenset(frozenset(map(str, pair)) for pair in pairs if isinstance(pair, list))


def keep_dismissed(session: Session, pairs: Iterable[frozenset[str]]) -> None:
    """Suggest these pairs no more, and all others again."""
    session.view[_KEPT] = sorted(map(sorted, pairs))
