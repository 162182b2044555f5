"""Whose the annotations of the pair are, and whose layers are hidden."""

from __future__ import annotations

from collections import Counter

_MARKS = "²³⁴⁵⁶⁷⁸⁹"


class AnnotatorLayers:
    """The annotators of a pair, each with a layer that can be hidden."""

    def __init__(self, own: str) -> None:
        """`own` is the name of the one who reads."""
        self.own = own
        self.counted: Counter[str] = Counter()
        """How much each annotator has tagged; whoever takes annotations in and out counts here."""
        self.hidden: frozenset[str] = frozenset()
        """Annotators whose layers are hidden."""

    @property
    def sizes(self) -> dict[str, int]:
        """How much each annotator has tagged, one's own layer first, then by name."""
        names = [name for name, count in self.counted.items() if count]
        names.sort(key=lambda name: (name != self.own, name))
        return {name: self.counted[name] for name in names}

    @property
    def shown(self) -> list[str]:
        """Annotators of what is to be seen."""
        return [name for name in self.sizes if name not in self.hidden]

    def mark(self, annotator: str) -> str:
        """What tells an annotator's tags from one's own where there are several: `²`, `³`, ….

        Empty for one's own tags, and where all are one annotator's.
        """
        if annotator == self.own or len(self.counted) < 2:
            return ""
        others = [name for name in self.sizes if name != self.own]
        at = others.index(annotator) if len(self.sizes) > 1 and annotator in others else -1
        return "" if at < 0 else _MARKS[at] if at < len(_MARKS) else "⁺"

    def whose(self, annotator: str) -> str:
        """As `mark`, with the name: `² eve`; empty for one's own tags."""
        return "" if annotator == self.own else f"{self.mark(annotator)} {annotator}".strip()
