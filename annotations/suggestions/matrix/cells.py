"""The values of the matrix: a place in an article, a cell, a row, and what ties two places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotations.articles import Span
from annotations.marks import Annotation, Relation, RelationKind


class CellVerdict(StrEnum):
    """What a cell is to the head of its row.

    In the order in which a checker wants to see them. `UPDATED` is what the head updates; `UNCLEAR`
    is told with the head, but nobody said how the two relate. A cell that is not there is silent.
    """

    CONTRADICTS = "contradicts"
    PARTLY = "partly"
    UPDATES = "updates"
    UPDATED = "updated"
    UNCLEAR = "unclear"
    AGREES = "agrees"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Place:
    """Something that an outlet says: a span (code points) of the article in a column.

    `key` is the same for the same place whenever it is asked for; for a claim it is its id. A place
    of a few words has the sentence `around` it, to be read with.
    """

    key: str
    column: int
    span: Span
    claim: Annotation | None = None
    around: Span | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What is said of two places, by their keys: by a person, or proposed.

    `kind` None says only that both tell the same part. `one` updates `other` where it is an update.
    `relation` is the stored one, an accepted or a suggested one; what has none is proposed by the
    program, `sure` (0 to 1) of it, for a `reason` in a few words.
    """

    one: str
    other: str
    kind: RelationKind | None
    relation: Relation | None = None
    sure: float = 1.0
    reason: str = ""

    @property
    def accepted(self) -> bool:
        """Whether a person stands for it."""
        return self.relation is not None and not self.relation.suggested


@dataclass(frozen=True, slots=True)
class Cell:
    """What the outlet of a column says in a row: the likeliest place first.

    `verdict` is what the first place is to the head of the row. `proposed` says that no person has
    said so yet; `tie` is what it is from, where the two are tied and not through a third place.
    `version` numbers what is said: cells of one row with one number say the same. `echo` says that
    it is text of another outlet or an agency that the row has already.
    """

    places: tuple[Place, ...]
    verdict: CellVerdict
    version: int
    proposed: bool = False
    tie: Tie | None = None
    reason: str = ""
    echo: bool = False

    @property
    def place(self) -> Place:
        return self.places[0]


@dataclass(frozen=True, slots=True)
class Row:
    """All that is said of one thing: a cell or None for each column, in the event's order.

    The head is the first place in that order. It stays where it is when relations are made, and
    which of the others agree with each other is told by their versions: a majority as head would
    change with every relation, and hide that two camps are of one size.
    `voices` counts those who say something, all copies of one text as one. `contested` is 2 where
    people say that something is contradicted, 1 where that is proposed, else 0. `themes` are labels and
    `sources` words that its claims have.
    """

    cells: tuple[Cell | None, ...]
    head: Place
    voices: int
    contested: int = 0
    ties: tuple[Tie, ...] = ()
    themes: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What tells the row from others, as long as its head is the same."""
        return self.head.key

    @property
    def outlets(self) -> int:
        """How many outlets say something."""
        return sum(map(bool, self.cells))

    @property
    def keys(self) -> frozenset[str]:
        """Keys of all places in the row."""
        return frozenset(place.key for cell in self.cells if cell for place in cell.places)

    @property
    def verdicts(self) -> frozenset[CellVerdict]:
        """What its cells are to the head."""
        return frozenset(cell.verdict for cell in self.cells if cell)
