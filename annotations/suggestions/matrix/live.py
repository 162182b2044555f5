"""The rows of an event's claims, kept up while annotations, relations and proposals come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from annotations.events import Echo
from annotations.marks import Annotation, Relation, RelationKind
from annotations.suggestions.matrix.cells import Row
from annotations.suggestions.matrix.claims import claim_rows
from annotations.suggestions.matrix.proposals import Proposal


class LiveClaims:
    """What is claimed in an event, in rows; a change works out anew only the rows that it touches.

    Rows that a guess keeps apart, for both have a claim of one outlet, may come together when
    all is worked out anew: `anew` and `take` do that beside the screen.
    """

    def __init__(self, articles: Sequence[str], echoes: Sequence[Echo] = ()) -> None:
        """`articles` are the ids of the event's articles, in order."""
        self.articles = tuple(articles)
        self.echoes = tuple(echoes)
        self.dismissed: frozenset[frozenset[str]] = frozenset()
        self._marks: dict[str, Annotation] = {}
        self._themes: dict[str, Annotation] = {}
        self._relations: dict[str, Relation] = {}
        self._proposals: dict[frozenset[str], Proposal] = {}
        self._near: dict[str, set[frozenset[str]]] = {}
        self._tied: dict[str, set[str]] = {}
        self._rows: dict[str, Row] = {}
        self._row_of: dict[str, str] = {}
        self._touched: set[str] = set()
        self._since: set[str] = set()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they are now, in no order."""
        self._settle()
        return tuple(self._rows.values())

    def row(self, claim: str) -> Row | None:
        """The row that a claim is in."""
        self._settle()
        return self._rows.get(self._row_of.get(claim, ""))

    def claims(self, article: str) -> tuple[Annotation, ...]:
        """The claims of an article."""
        found = (mark for mark in self._marks.values() if mark.article == article)
        return tuple(mark for mark in found if mark.root == "claim")

    def speaker(self, claim: str) -> Annotation | None:
        """The source that a claim is attributed to, if any; an accepted one before a suggestion."""
        ties = [
            (tie.suggested, tie.target)
            for tie in map(self._relations.get, self._tied.get(claim, ()))
            if tie is not None and tie.kind is RelationKind.ATTRIBUTED_TO and tie.source == claim
        ]
        return self._marks.get(min(ties)[1]) if ties else None

    def between(self, one: str, other: str) -> Relation | None:
        """The relation of two claims, an accepted one before a suggestion; None where there is none."""
        ties = [self._relations[name] for name in self._tied.get(one, ())]
        found = [tie for tie in ties if other in (tie.source, tie.target)]
        return min(found, key=lambda tie: (tie.suggested, tie.created, tie.id), default=None)

    # Change

    def put(self, mark: Annotation) -> None:
        """Take in an annotation, or what became of one."""
        self._marks[mark.id] = mark
        self._themes.pop(mark.id, None)
        if mark.root == "theme":
            self._themes[mark.id] = mark
        self._touch(mark.id)

    def lift(self, key: str) -> None:
        """Take an annotation away."""
        self._marks.pop(key, None)
        self._themes.pop(key, None)
        self._touch(key)

    def tie(self, relation: Relation) -> None:
        """Take in a relation, or what became of one."""
        self.untie(relation.id)
        self._relations[relation.id] = relation
        for end in (relation.source, relation.target):
            self._tied.setdefault(end, set()).add(relation.id)
            self._touch(end)

    def untie(self, key: str) -> None:
        """Take a relation away."""
        gone = self._relations.pop(key, None)
        for end in (gone.source, gone.target) if gone else ():
            self._tied[end].discard(key)
            self._touch(end)

    def dismiss(self, pairs: Iterable[frozenset[str]]) -> None:
        """Propose nothing for these pairs of claims from now on, and all else again."""
        before, self.dismissed = self.dismissed, frozenset(pairs)
        for pair in before ^ self.dismissed:
            for key in pair:
                self._touch(key)

    def propose(self, proposals: Iterable[Proposal]) -> None:
        """Take in proposals; they are in rows once all is worked out `anew`, or their row is."""
        for each in proposals:
            pair = frozenset((each.one, each.other))
            self._proposals[pair] = each
            for key in pair:
                self._near.setdefault(key, set()).add(pair)

    def withdraw(self, key: str) -> None:
        """Forget what was proposed for a claim: its words are others now."""
        for pair in self._near.pop(key, ()):
            self._proposals.pop(pair, None)
            for other in pair - {key}:
                self._near[other].discard(pair)

    def _touch(self, key: str) -> None:
        self._touched.add(key)
        self._since.add(key)

    # Rows

    def anew(self) -> Callable[[], tuple[Row, ...]]:
        """What works out all rows, for a worker thread: it sees what there is now; for `take`."""
        self._since = set()
        return partial(
            claim_rows,
            self.articles,
            tuple(self._marks.values()),
            tuple(self._relations.values()),
            tuple(self._proposals.values()),
            echoes=self.echoes,
            dismissed=self.dismissed,
        )

    def take(self, rows: Iterable[Row]) -> None:
        """Take rows that were worked out anew; what was changed since is laid over them."""
        self._rows = {row.key: row for row in rows}
        self._row_of = {key: row.key for row in self._rows.values() for key in row.keys}
        self._touched = set(self._since)

    def _settle(self) -> None:
        """Work out anew the rows that changes touch."""
        if not self._touched:
            return
        touched, self._touched = self._touched, set()
        keys = {self._row_of[key] for key in touched if key in self._row_of}
        # What is tied now to a row belongs to it, with all of the row where that stood.
        inside, open_ = set(touched), {*touched, *(key for row in keys for key in self._in(row))}
        while open_:
            key = open_.pop()
            inside.add(key)
            new = {*self._in(self._row_of.get(key, "")), *self._others(key)}
            open_ |= new - inside
        for key in inside:
            self._rows.pop(self._row_of.pop(key, ""), None)
        ties = {name for key in inside for name in self._tied.get(key, ())}
        sources = {self._relations[name].target for name in ties}
        near = {pair for key in inside for pair in self._near.get(key, ()) if pair <= inside}
        marks = [self._marks[key] for key in inside | sources if key in self._marks]
        for made in claim_rows(
            self.articles,
            [
                *(mark for mark in marks if mark.root != "claim" or mark.id in inside),
                *self._themes.values(),
            ],
            [self._relations[name] for name in ties],
            [self._proposals[pair] for pair in near],
            echoes=self.echoes,
            dismissed=self.dismissed,
        ):
            self._rows[made.key] = made
            self._row_of |= dict.fromkeys(made.keys, made.key)

    def _in(self, row: str) -> frozenset[str]:
        found = self._rows.get(row)
        return found.keys if found else frozenset()

    def _others(self, key: str) -> set[str]:
        """Claims that relations tie to one."""
        ties = (self._relations[name] for name in self._tied.get(key, ()))
        return {tie.other_end(key) for tie in ties if tie.kind.between_claims} & self._marks.keys()
