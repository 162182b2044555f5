"""Which places of a row say the same: told apart by numbers, in the order they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotations.marks import RelationKind
from annotations.suggestions.matrix.cells import Tie


def versions(keys: Sequence[str], ties: Iterable[Tie]) -> dict[str, int]:
    """A number from 0 for each key; those with one number agree, if need be through others."""
    root = {key: key for key in keys}

    def top(key: str) -> str:
        while root[key] != key:
            key = root[key]
        return key

    for tie in ties:
        if tie.kind is RelationKind.AGREES:
            root[top(tie.other)] = top(tie.one)
    numbers: dict[str, int] = {}
    return {key: numbers.setdefault(top(key), len(numbers)) for key in keys}
