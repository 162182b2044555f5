"""What is done in the matrix: proposals accepted and rejected, cells related."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotations.articles import visible
from annotations.marks import Annotation, Relation, RelationKind
from annotations.marks.quote import shorten
from annotations.store import Command, commands
from tui.features.annotating.dismissed_pairs import keep_dismissed
from tui.features.host import Host
from tui.page.matrix.signs import letter
from tui.screens.finder import Choice, Finder

if TYPE_CHECKING:
    from annotations.suggestions.matrix import Cell, LiveClaims, Place, Row
    from annotations.suggestions.matrix.cells import Tie
    from tui.features.matrix.work import MatrixWork


class Judging:
    """What keys do to the cells of the matrix, while it is open; each is one step of undo.

    Rejecting a proposal is kept with the view's settings, for this annotator alone, and where the
    view of the claims of a pair keeps it, too.
    """

    def __init__(self, host: Host, work: MatrixWork, changed: Callable[[], object]) -> None:
        """`changed` is called when there is something else to show."""
        self._host = host
        self._work = work
        self._changed = changed
        self._begun: Place | None = None
        self.said = ""
        """What was just done or cannot be, to be shown until something else is done."""
        self._done: list[frozenset[frozenset[str]] | None] = []

    @property
    def _live(self) -> LiveClaims:
        return self._work.live

    @property
    def begun(self) -> str:
        """The relation that is begun, for the line above; empty where none is."""
        if self._begun is None or self._begun.claim is None:
            return ""
        words = visible(shorten(self._begun.claim.quote))
        return f"relate {letter(self._begun.column)} ‘{words}’ to the cell under the cursor"

    @property
    def begun_in(self) -> str:
        """The key of the row in which a relation was begun."""
        row = self._live.row(self._begun.key) if self._begun else None
        return row.key if row else ""

    def drop(self) -> None:
        """Begin no relation."""
        self._begun = None

    def accept(self, row: Row, column: int) -> None:
        """Record what a cell proposes."""
        cell = row.cells[column]
        tie = _proposal(row, cell) if cell else None
        if tie is None or self._no_claims(row):
            self._say("this cell proposes nothing")
        elif tie.relation is not None:
            self._accept_relation(tie.relation, row)
        elif tie.kind is None:
            self._ask_kind(tie)
        else:
            self._relate_ids(tie.one, tie.other, tie.kind)

    def _accept_relation(self, relation: Relation, row: Row) -> None:
        ends = self._claim(row, relation.source), self._claim(row, relation.target)
        if any(end is not None and end.suggested for end in ends):
            self._say("one of the two claims is a suggestion: accept it first")
        else:
            self._do(commands.accept_relation(relation, pair=self._history))

    def _ask_kind(self, tie: Tie) -> None:
        kinds = [
            Choice(kind.value, kind.value)
            for kind in RelationKind
            if kind is not RelationKind.ATTRIBUTED_TO
        ]
        self._host.dialogs.ask(
            Finder("How do they relate?", kinds),
            lambda word: self._relate_ids(tie.one, tie.other, RelationKind(word)),
        )

    def reject(self, row: Row, column: int) -> None:
        """Propose nothing for a cell any more; of what people related, part it from the head."""
        cell = row.cells[column]
        if cell is None or self._no_claims(row):
            self._say("there is nothing to reject here")
            return
        own = {place.key for place in cell.places}
        ties = [tie for tie in row.ties if bool({tie.one, tie.other} & own) and not tie.accepted]
        stored = [tie.relation for tie in ties if tie.relation is not None]
        pairs = {frozenset((tie.one, tie.other)) for tie in ties if tie.relation is None}
        if not ties and cell.tie is not None and cell.tie.relation and cell.tie.relation.id:
            stored = [cell.tie.relation]
        if not stored and not pairs:
            self._say("there is nothing to reject here")
            return
        if pairs:
            self._done.append(frozenset(pairs))
            self._did("rejected: this is proposed no more")
            self._keep(self._live.dismissed | pairs)
        if stored:
            gone = [commands.unrelate(each, pair=self._history) for each in stored]
            self._do(commands.together(gone[0].title, gone, self._history))

    def begin(self, row: Row, column: int) -> None:
        """Begin a relation at a cell, or drop what is begun."""
        cell = row.cells[column]
        if self._begun is not None or cell is None or self._no_claims(row):
            self._begun = None
        else:
            self._begun = cell.place

    def relate(self, row: Row, column: int, kind: RelationKind) -> None:
        """Relate the cell where one was begun, else this cell, to this cell, else to the head."""
        cell = row.cells[column]
        if cell is None or self._no_claims(row):
            self._say("this outlet claims nothing here")
            return
        if self._begun is not None:
            one, other = self._begun.key, cell.place.key
        else:
            one, other = cell.place.key, row.head.key
        self._begun = None
        if one == other:
            relate = self._host.keymap.key("matrix.relate")
            self._say(f"this is the head of the row; {relate} begins a relation here")
        else:
            self._relate_ids(one, other, kind)

    def _relate_ids(self, one: str, other: str, kind: RelationKind) -> None:
        ends = [self._mark(one), self._mark(other)]
        source, target = ends
        if source is None or target is None:
            return
        session = self._host.session
        made = commands.relate(kind, source, target, session.annotator, self._history)
        known = self._live.between(one, other)
        if known is not None:
            if known.kind is kind and (not kind.directed or known.source == one):
                row = self._live.row(one)
                if known.suggested and row is not None:
                    self._accept_relation(known, row)
                return
            gone = commands.unrelate(known, pair=self._history)
            made = commands.together(made.title, (gone, made), self._history)
        self._do(made)

    def recall(self) -> None:
        """Propose again what was rejected."""
        self._done = [each for each in self._done if each is None]
        self._keep(frozenset())

    def undo(self) -> None:
        """Take back the last thing done here, else the last of the event."""
        self.said = "undone"
        pairs = self._done.pop() if self._done else None
        if pairs is not None:
            self._keep(self._live.dismissed - pairs)
        else:
            self._host.editing.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._host.editing.redo()

    def _keep(self, pairs: frozenset[frozenset[str]]) -> None:
        keep_dismissed(self._host.session, pairs)
        self._live.dismiss(pairs)
        self._changed()

    def _do(self, command: Command) -> None:
        self._done.append(None)
        self._did(command.title)
        self._host.editing.do(command)

    @property
    def _history(self) -> str:
        return self._host.session.history

    def _mark(self, key: str) -> Annotation | None:
        row = self._live.row(key)
        return self._claim(row, key) if row else None

    @staticmethod
    def _claim(row: Row, key: str) -> Annotation | None:
        places = (place for cell in row.cells if cell for place in cell.places)
        return next((place.claim for place in places if place.key == key), None)

    def _no_claims(self, row: Row) -> bool:
        return row.head.claim is None

    def _did(self, words: str) -> None:
        self.said = f"{words} · {self._host.keymap.key('matrix.undo')} undoes"

    def _say(self, words: str) -> None:
        self.said = words
        self._changed()


def _proposal(row: Row, cell: Cell) -> Tie | None:
    """What a cell proposes: its tie to the head, else the surest that brought it into the row."""
    if cell.tie is not None and not cell.tie.accepted:
        return cell.tie
    own = {place.key for place in cell.places}
    open_ = [tie for tie in row.ties if not tie.accepted and {tie.one, tie.other} & own]
    return max(open_, key=lambda tie: (tie.relation is not None, tie.sure), default=None)
