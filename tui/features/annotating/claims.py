"""The view of the claims of both articles: which agree or contradict, and accepting suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.articles import visible
from annotations.marks import Annotation, Relation, RelationKind
from annotations.store import Command, commands
from tui.features.annotating.dismissed_pairs import dismissed_pairs, keep_dismissed
from tui.features.host import Host
from tui.features.navigation import Navigation
from tui.page.caret import Side
from tui.page.claim_lines import Ids, ids
from tui.page.side_by_side import Facing, claim_differences, marked
from tui.screens.finder import Choice, Finder

if TYPE_CHECKING:
    from rich.text import Text

    from annotations.marks.claims import ClaimComparison
    from tui.screens.claims import ClaimsScreen


class Claims:
    """What the claims view shows, and what its keys do.

    Dismissing a suggestion is kept with the view's settings, for this annotator alone.
    """

    def __init__(self, host: Host, navigation: Navigation) -> None:
        self._host = host
        self._navigation = navigation
        self._screen: ClaimsScreen | None = None
        self._done: list[Ids | None] = []
        self.at: Ids = ("", "")

    def open(self) -> None:
        """Show the view, and go to the claim that it is left with."""
        from tui.screens.claims import ClaimsScreen

        self._screen, self._done = ClaimsScreen(self), []
        self._host.dialogs.ask(self._screen, self._go)

    def changed(self) -> None:
        """Annotations, relations or links changed: show them, if the view is open."""
        if self._screen is not None and self._screen.is_mounted:
            self._screen.fill()

    # What it shows

    def comparisons(self) -> tuple[ClaimComparison, ...]:
        """The claims of both articles, paired where a relation or a link says so."""
        from annotations.marks.claims import compare_claims

        session = self._host.session
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
        return dismissed_pairs(self._host.session)

    @property
    def names(self) -> tuple[str, str]:
        """What the two articles are called."""
        return self._host.session.names

    def speaker(self, claim: Annotation) -> str:
        """Who makes a claim: the source that it is attributed to; empty where it has none."""
        source = self._source(claim)
        return "" if source is None else visible(" ".join(source.quote.split()))

    def _source(self, claim: Annotation) -> Annotation | None:
        """The source that a claim is attributed to, if any; an accepted one before a suggestion."""
        ties = [
            (relation.suggested, source)
            for relation, source in self._host.session.ties_of(claim)
            if relation.kind is RelationKind.ATTRIBUTED_TO and relation.source == claim.id
        ]
        return min(ties, key=lambda tie: tie[0])[1] if ties else None

    def whose(self, annotator: str) -> str:
        """The name of another annotator, empty for the one who reads."""
        return visible(self._host.session.layers.whose(annotator))

    @property
    def order(self) -> tuple[Side, Side]:
        """The sides from the left column to the right one."""
        return self._host.view.order

    def facing(self, item: ClaimComparison) -> Facing:
        """Both quotes in full, what differs between them marked."""
        left, right = self._host.session.articles
        styles = {"differs": self._host.view.styles_by_name.alone("differs")}
        if item.left is None or item.right is None:
            alone, article = (item.left, left) if item.left else (item.right, right)
            assert alone is not None
            return Facing((self._head(alone),), (marked(article, alone.span, (), styles),))
        layers = claim_differences(left, item.left.span, right, item.right.span)
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

        session, view = self._host.session, self._host.view
        side = session.side_of(mark)
        assert side is not None
        label = f" {visible(mark.label)}" if "/" in mark.label else ""
        note = f"  {visible(' '.join(mark.note.split()))}" if mark.note else ""
        block = view.layout_now.block_at(side, mark.start).index + 1
        head = Text(f"{session.names[side]} ¶{block}{label}{note}", "bold")
        said = self.speaker(mark)
        return head.append(f"  {said}", "not bold italic") if said else head

    # What it does

    def accept(self, item: ClaimComparison) -> None:
        """Relate the two claims as suggested."""
        if item.relation is not None:
            self._accept_relation(item.relation, item)
        elif item.proposes is not None and item.left and item.right:
            self._relate(item, item.proposes, item.left, item.right)

    def _accept_relation(self, relation: Relation, item: ClaimComparison) -> None:
        if any(mark is not None and mark.suggested for mark in (item.left, item.right)):
            self._host.bars.show_message(
                "one of the two claims is a suggestion: accept it first", warn=True
            )
        elif relation.suggested:
            self._do(commands.accept_relation(relation, pair=self._host.session.history))

    def dismiss(self, item: ClaimComparison) -> None:
        """Do not suggest this pair again; a relation is removed."""
        session = self._host.session
        if item.relation is not None:
            self._do(commands.unrelate(item.relation, pair=session.history))
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
            self._host.editing.undo()

    def relate(self, item: ClaimComparison) -> None:
        """Ask how the two claims relate; a claim alone is first given its other one."""
        if item.left is None or item.right is None:
            self._ask_other(item)
            return
        self._ask_kind(item, item.left, item.right)

    def _ask_kind(self, item: ClaimComparison, left: Annotation, right: Annotation) -> None:
        kinds = [
            Choice(kind.value, kind.value, "as now" if self._is(item, kind) else "")
            for kind in RelationKind
            if kind is not RelationKind.ATTRIBUTED_TO
        ]
        self._host.dialogs.ask(
            Finder("How do they relate?", kinds),
            lambda word: self._relate(item, RelationKind(word), left, right),
        )

    def _is(self, item: ClaimComparison, kind: RelationKind) -> bool:
        return item.relation is not None and item.relation.kind is kind

    def _ask_other(self, item: ClaimComparison) -> None:
        session = self._host.session
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

        self._host.dialogs.ask(Finder(f"Which claim of {self.names[wanted]}?", choices), chosen)

    def _relate(
        self, item: ClaimComparison, kind: RelationKind, left: Annotation, right: Annotation
    ) -> None:
        if item.relation is not None and self._is(item, kind):
            self._accept_relation(item.relation, item)
            return
        session = self._host.session
        pair = session.history
        made = commands.relate(kind, left, right, session.annotator, pair)
        if item.relation is not None:
            gone = commands.unrelate(item.relation, pair=pair)
            made = commands.together(made.title, (gone, made), pair)
        self._do(made)

    def _do(self, command: Command) -> None:
        self._host.editing.do(command)
        self._done.append(None)

    def _keep(self, dismissed: frozenset[frozenset[str]]) -> None:
        keep_dismissed(self._host.session, dismissed)
        self.changed()

    def _go(self, annotation_id: str) -> None:
        session = self._host.session
        annotation = session.annotation(annotation_id)
        side = session.side_of(annotation) if annotation else None
        if annotation is not None and side is not None:
            self._navigation.remember()
            self._host.view.go(side, annotation.start)
