"""The claims of both articles in one list; suggestions are accepted or dismissed with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.articles import visible
from annotations.marks import Annotation, RelationKind
from annotations.store import Command, commands
from tui.features.desk import Desk
from tui.features.diffing import Diffing
from tui.features.finding import Travelling
from tui.reading.caret import Side
from tui.reading.claimlist import Ids, ids
from tui.reading.facing import NAMES, Facing, differences, marked
from tui.screens.finder import Choice, Finder

if TYPE_CHECKING:
    from rich.text import Text

    from annotations.marks.claims import Comparison
    from tui.screens.claims import ClaimsScreen

_KEPT = "dismissed"
"""Name of the setting of the view that holds the pairs of claims not to be suggested again."""


class Claims:
    """What the claims view shows and does. Who dismisses says so for themselves alone."""

    def __init__(self, desk: Desk, travelling: Travelling, diffing: Diffing) -> None:
        self._desk = desk
        self._travelling = travelling
        self._diffing = diffing
        self._screen: ClaimsScreen | None = None
        self._done: list[Ids | None] = []
        self.at: Ids = ("", "")

    def open(self) -> None:
        from tui.screens.claims import ClaimsScreen

        self._screen, self._done = ClaimsScreen(self), []
        self._desk.ask(self._screen, self._go)

    def changed(self) -> None:
        """Annotations, relations or links changed: show them, if the view is open."""
        screen = self._screen
        if screen is not None and screen.is_attached and screen.is_mounted:
            screen.fill()

    # What it shows

    def comparisons(self) -> tuple[Comparison, ...]:
        from annotations.marks.claims import compare_claims

        session = self._desk.session
        marks: tuple[list[Annotation], list[Annotation]] = ([], [])
        for item in session.annotations():
            side = session.side_of(item)
            if side is not None:
                marks[side].append(item)
        left, right = session.articles
        return compare_claims(
            left,
            marks[0],
            right,
            marks[1],
            session.relations(),
            session.alignment,
            dismissed=self.dismissed,
        )

    @property
    def dismissed(self) -> frozenset[frozenset[str]]:
        """Pairs of claims that this reader does not want suggested."""
        kept = self._desk.session.view.get(_KEPT, ())
        pairs = kept if isinstance(kept, list | tuple) else ()
        return frozenset(frozenset(map(str, pair)) for pair in pairs if isinstance(pair, list))

    @property
    def names(self) -> tuple[str, str]:
        """How the two articles are called in headings."""
        column = self._desk.view.column
        left, right = (
            visible(article.outlet) or f"the {column(side)} article"
            for side, article in zip(Side, self._desk.session.articles, strict=True)
        )
        return left, right

    @property
    def order(self) -> tuple[Side, Side]:
        """The sides from the left column to the right one."""
        return self._desk.view.order

    def facing(self, item: Comparison) -> Facing:
        """Both quotes in full, what differs between them marked."""
        from annotations.alignment import word_diff

        left, right = self._desk.session.articles
        styles = {name: self._desk.view.styles_by_name.alone(name) for name in NAMES}
        if item.left is None or item.right is None:
            alone, article = (item.left, left) if item.left else (item.right, right)
            assert alone is not None
            return Facing((self._head(alone),), (marked(article, alone.span, (), styles),))
        edits = word_diff(left, item.left.span, right, item.right.span, ignore=self._diffing.ignore)
        layers = differences(left, right, edits)
        heads = self._head(item.left), self._head(item.right)
        texts = (
            marked(left, item.left.span, layers[0], styles),
            marked(right, item.right.span, layers[1], styles),
        )
        first, second = self.order
        return Facing((heads[first], heads[second]), (texts[first], texts[second]))

    def _head(self, mark: Annotation) -> Text:
        """Where a claim stands, and what more is said of it."""
        from rich.text import Text

        session, view = self._desk.session, self._desk.view
        side = session.side_of(mark)
        assert side is not None
        label = f" {visible(mark.label)}" if "/" in mark.label else ""
        note = f"  {visible(' '.join(mark.note.split()))}" if mark.note else ""
        block = view.layout_now.block_at(side, mark.start).index + 1
        return Text(f"{view.column(side)} ¶{block}{label}{note}", "bold")

    # What it does

    def accept(self, item: Comparison) -> None:
        """Relate the two claims as suggested."""
        if item.proposes is not None and item.left and item.right:
            self._relate(item, item.proposes, item.left, item.right)

    def dismiss(self, item: Comparison) -> None:
        """Do not suggest this pair again; a relation is removed."""
        session = self._desk.session
        if item.relation is not None:
            self._do(commands.unrelate(item.relation, pair=session.pair.id))
        elif item.suggested:
            self._done.append(ids(item))
            self._keep(self.dismissed | {frozenset(ids(item))})

    def recall(self) -> None:
        """Suggest again what was dismissed."""
        self._keep(frozenset())
        self._done = [each for each in self._done if each is None]

    def undo(self) -> None:
        """Take back the last thing done here, else the last of the pair."""
        pair = self._done.pop() if self._done else None
        if pair is not None:
            self.at = pair
            self._keep(self.dismissed - {frozenset(pair)})
        else:
            self._desk.undo()

    def relate(self, item: Comparison) -> None:
        """Ask how the two claims relate; a claim alone is first given its other one."""
        if item.left is None or item.right is None:
            self._ask_other(item)
            return
        self._ask_kind(item, item.left, item.right)

    def _ask_kind(self, item: Comparison, left: Annotation, right: Annotation) -> None:
        kinds = [
            Choice(kind.value, kind.value, "as now" if self._is(item, kind) else "")
            for kind in RelationKind
            if kind is not RelationKind.ATTRIBUTED_TO
        ]
        self._desk.ask(
            Finder("How do they relate?", kinds),
            lambda word: self._relate(item, RelationKind(word), left, right),
        )

    def _is(self, item: Comparison, kind: RelationKind) -> bool:
        return item.relation is not None and item.relation.kind is kind

    def _ask_other(self, item: Comparison) -> None:
        session = self._desk.session
        mine = item.left or item.right
        assert mine is not None
        wanted = Side.RIGHT if item.left else Side.LEFT
        others = {
            mark.id: mark
            for mark in session.annotations()
            if mark.root == "claim" and session.side_of(mark) is wanted
        }
        choices = [Choice(mark.id, " ".join(mark.quote.split())) for mark in others.values()]

        def chosen(other: str) -> None:
            two = (mine, others[other]) if item.left else (others[other], mine)
            self._ask_kind(item, *two)

        self._desk.ask(Finder(f"Which claim of {self.names[wanted]}?", choices), chosen)

    def _relate(
        self, item: Comparison, kind: RelationKind, left: Annotation, right: Annotation
    ) -> None:
        if self._is(item, kind):
            return
        session = self._desk.session
        pair = session.pair.id
        made = commands.relate(kind, left, right, session.annotator, pair)
        if item.relation is not None:
            gone = commands.unrelate(item.relation, pair=pair)
            made = commands.together(made.title, (gone, made), pair)
        self._do(made)

    def _do(self, command: Command) -> None:
        self._desk.do(command)
        self._done.append(None)

    def _keep(self, dismissed: frozenset[frozenset[str]]) -> None:
        self._desk.keep_view(_KEPT, sorted(map(sorted, dismissed)))
        self.changed()

    def _go(self, annotation_id: str) -> None:
        session = self._desk.session
        annotation = session.annotation(annotation_id)
        side = session.side_of(annotation) if annotation else None
        if annotation is not None and side is not None:
            self._travelling.remember()
            self._desk.view.go(side, annotation.start)
