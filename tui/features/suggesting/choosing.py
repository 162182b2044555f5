"""Which suggestions are shown: their kinds, the class of the cue, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tui.features.suggesting.proposals import ATTRIBUTIONS, CLAIMS, Proposal
from tui.screens.finder import Choice

DEFAULT = 0.6
"""Confidence from which suggestions are shown at first: about four of five are right."""

SURE = 0.9
"""Confidence from which suggestions are accepted all at once."""

KINDS = {
    "who says what": (ATTRIBUTIONS,),
    "claims worth checking": (CLAIMS,),
    "who says what, and claims worth checking": (ATTRIBUTIONS, CLAIMS),
}
LEAST = (0.3, 0.5, 0.6, 0.75, 0.9)


class Wanted(Struct, frozen=True):
    """Which suggestions are wanted; an empty `sort` is any class of cue."""

    kinds: tuple[str, ...] = (ATTRIBUTIONS,)
    least: float = DEFAULT
    sort: str = ""

    @classmethod
    def kept(cls, kept: object) -> Wanted:
        """As it was left on a pair; what is not understood is as at first."""
        if not isinstance(kept, Mapping):
            return cls()
        least, sort, given = kept.get("least"), kept.get("sort"), kept.get("kinds")
        listed = given if isinstance(given, list | tuple) else ()
        return cls(
            tuple(each for each in (ATTRIBUTIONS, CLAIMS) if each in listed) or (ATTRIBUTIONS,),
            float(least) if isinstance(least, int | float) and 0 <= least <= 1 else DEFAULT,
            sort if isinstance(sort, str) else "",
        )

    def to_keep(self) -> dict[str, Any]:
        return {"kinds": list(self.kinds), "least": self.least, "sort": self.sort}

    def takes(self, proposal: Proposal) -> bool:
        return (
            proposal.kind in self.kinds
            and proposal.confidence >= self.least
            and (not self.sort or proposal.sort == self.sort)
        )

    @property
    def words(self) -> str:
        """What is shown, for the status line."""
        kind = next(words for words, kinds in KINDS.items() if kinds == self.kinds)
        return f"{self.sort or kind}, {self.least:.0%} sure and more"

    def chosen(self, answer: str) -> Wanted:
        """With another kind, class or confidence, as `choices` names them."""
        what, _, value = answer.partition(":")
        if what == "least":
            return replace(self, least=float(value))
        if what == "sort":
            return replace(self, kinds=(ATTRIBUTIONS,), sort=value)
        return replace(self, kinds=KINDS[value], sort="")


def choices(wanted: Wanted, proposals: Iterable[Proposal]) -> list[Choice]:
    """What can be chosen, with how many of what is left each would show."""
    every = tuple(proposals)
    sorts = sorted({each.sort for each in every if each.sort})
    offered = [(f"kind:{words}", words) for words in KINDS]
    offered += [(f"least:{least}", f"{least:.0%} sure and more") for least in LEAST]
    offered += [(f"sort:{sort}", f"who says what, only: {sort}") for sort in sorts]
    found = []
    for value, words in offered:
        would = wanted.chosen(value)
        count = sum(map(would.takes, every))
        found.append(Choice(value, words, "as now" if would == wanted else str(count)))
    return found
