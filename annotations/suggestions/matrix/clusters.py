"""Which places belong in one row, and what each cell of a row is to its head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from annotations.events import Echo
from annotations.marks import RelationKind
from annotations.suggestions.matrix.cells import Cell, CellVerdict, Place, Row, Tie
from annotations.suggestions.matrix.versions import versions

_VERDICTS = {
    RelationKind.AGREES: CellVerdict.AGREES,
    RelationKind.CONTRADICTS: CellVerdict.CONTRADICTS,
    RelationKind.PARTLY: CellVerdict.PARTLY,
}

_RANK = {verdict: rank for rank, verdict in enumerate(CellVerdict)}


def clusters(
    places: Sequence[Place], ties: Iterable[Tie]
) -> Iterator[tuple[list[Place], list[Tie]]]:
    """The places of each row, and the ties among them; `places` in the event's order.

    What stored relations tie is in one row. A tie that is only proposed joins two rows that have no
    column in common, the surest first: a guess puts no second claim into a cell, and chains of
    guesses end. Every place is in exactly one row.
    """
    root = {place.key: place.key for place in places}
    columns = {place.key: {place.column} for place in places}

    def top(key: str) -> str:
        while root[key] != key:
            root[key] = key = root[root[key]]
        return key

    known = [tie for tie in ties if tie.one in root and tie.other in root and tie.one != tie.other]
    known.sort(key=lambda tie: (tie.relation is None, -tie.sure, tie.one, tie.other))
    for tie in known:
        one, other = top(tie.one), top(tie.other)
        if one != other and (tie.relation is not None or not columns[one] & columns[other]):
            root[other] = one
            columns[one] |= columns.pop(other)
    found: dict[str, tuple[list[Place], list[Tie]]] = {}
    for place in places:
        found.setdefault(top(place.key), ([], []))[0].append(place)
    for tie in known:
        if top(tie.one) == top(tie.other):
            found[top(tie.one)][1].append(tie)
    yield from found.values()


def row_of(
    places: Sequence[Place],
    ties: Sequence[Tie],
    width: int,
    echoes: Sequence[Echo] = (),
    *,
    themes: frozenset[str] = frozenset(),
    sources: frozenset[str] = frozenset(),
) -> Row:
    """The row of some places, `width` columns wide; `places` in the event's order, the head first."""
    head = places[0]
    ways = _ways(head.key, ties)
    said = versions([place.key for place in places], ties)
    columns: dict[int, list[tuple[Place, Cell]]] = {}
    for place in places:
        cell = _cell(place, ways.get(place.key, _Way()), said[place.key])
        columns.setdefault(place.column, []).append((place, cell))
    cells: list[Cell | None] = [None] * width
    heard: set[str] = set()
    for column in sorted(columns):
        ranked = sorted(columns[column], key=lambda each: _weight(each[1], each[0] is head))
        first = ranked[0][1]
        voice = _voice(first.place, echoes)
        cells[column] = Cell(
            tuple(place for place, _ in ranked),
            first.verdict,
            first.version,
            first.proposed,
            first.tie,
            first.reason,
            echo=voice in heard,
        )
        heard.add(voice)
    return Row(tuple(cells), head, len(heard), _contested(ties), tuple(ties), themes, sources)


def _contested(ties: Sequence[Tie]) -> int:
    against = [tie.accepted for tie in ties if tie.kind is RelationKind.CONTRADICTS]
    return 2 if any(against) else int(bool(against))


def _weight(cell: Cell, head: bool) -> tuple[bool, bool, int]:
    """What stands first in a cell: the head, then what a person said, then what weighs more."""
    return not head, cell.proposed, _RANK[cell.verdict]


def _voice(place: Place, echoes: Sequence[Echo]) -> str:
    for number, echo in enumerate(echoes):
        if echo.carries(place.column, place.span):
            return f"echo {number}"
    return f"column {place.column}"


@dataclass(frozen=True, slots=True)
class _Way:
    """How a place is reached from the head.

    By how many proposals, steps that are no agreement, and steps; `last` is the last step, `counts`
    the last that is no agreement, gone `forth` or back, and `parts` says that all those are parts.
    """

    guesses: int = 0
    against: int = 0
    length: int = 0
    last: Tie | None = None
    counts: Tie | None = None
    forth: bool = True
    parts: bool = True

    @property
    def cost(self) -> tuple[int, int, int]:
        return self.guesses, self.against, self.length

    def then(self, tie: Tie, forth: bool) -> _Way:
        guesses, length = self.guesses + (not tie.accepted), self.length + 1
        if tie.kind is RelationKind.AGREES:
            return _Way(guesses, self.against, length, tie, self.counts, self.forth, self.parts)
        parts = self.parts and tie.kind is RelationKind.PARTLY
        return _Way(guesses, self.against + 1, length, tie, tie, forth, parts)

    @property
    def verdict(self) -> CellVerdict:
        """What its end is to the head.

        What agrees with a claim is to a third what that claim is. Two contradictions in a row say
        nothing: both claims may be wrong. Parts of parts are parts.
        """
        if self.counts is None:
            return CellVerdict.AGREES if self.length else CellVerdict.HEAD
        if self.against > 1:
            return CellVerdict.PARTLY if self.parts else CellVerdict.UNCLEAR
        if self.counts.kind is RelationKind.UPDATES:
            return CellVerdict.UPDATED if self.forth else CellVerdict.UPDATES
        return CellVerdict.UNCLEAR if self.counts.kind is None else _VERDICTS[self.counts.kind]


def _ways(head: str, ties: Sequence[Tie]) -> dict[str, _Way]:
    """From the head to every place that ties lead to: by few proposals, then few disagreements."""
    near: dict[str, list[tuple[str, Tie, bool]]] = {}
    for tie in ties:
        near.setdefault(tie.one, []).append((tie.other, tie, True))
        near.setdefault(tie.other, []).append((tie.one, tie, False))
    found: dict[str, _Way] = {}
    best: dict[str, tuple[int, int, int]] = {}
    count = 0
    open_ = [((0, 0, 0), count, head, _Way())]
    while open_:
        _, _, key, way = heappop(open_)
        if key in found:
            continue
        found[key] = way
        for other, tie, forth in near.get(key, ()):
            if other not in found:
                longer = way.then(tie, forth)
                if other not in best or longer.cost < best[other]:
                    best[other], count = longer.cost, count + 1
                    heappush(open_, (longer.cost, count, other, longer))
    return found


def _cell(place: Place, way: _Way, version: int) -> Cell:
    """A place as a cell of its own, by the way that leads to it from the head."""
    direct = way.last if way.length == 1 else None
    reason = direct.reason if direct else ""
    return Cell((place,), way.verdict, version, way.guesses > 0, direct, reason)
