"""What a cell says otherwise than the head of its row: words, and facts with their class."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from annotations.articles import Span
from annotations.marks.claim_facts import differing_words
from annotations.suggestions.facts import Conflict, conflicts


@dataclass(frozen=True, slots=True)
class Wording:
    """Spans in the text of the head and of the cell, in code points of either text.

    `words` are those that the other text does not have, `facts` what conflicts.
    """

    words: tuple[tuple[Span, ...], tuple[Span, ...]]
    facts: tuple[Conflict, ...]

    @property
    def told(self) -> str:
        """The conflicts in words, each sort once: `number: estimate against count`."""
        return ", ".join(dict.fromkeys(told(each) for each in self.facts))


def told(conflict: Conflict) -> str:
    """What a conflict is, in words: `number: estimate against count`."""
    return f"{conflict.kind.value}: {conflict.sort.value}"


@lru_cache(maxsize=1 << 14)
def wording(head: str, text: str) -> Wording:
    """How two texts of one thing differ; kept for the next time."""
    return Wording(differing_words(head, text), conflicts(head, text))
