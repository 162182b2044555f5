"""The matrix: all that the articles of an event say, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from annotations.store import Edit
from tui.features.annotating.dismissed_pairs import dismissed_pairs
from tui.features.host import Host
from tui.features.matrix.judging import Judging
from tui.features.navigation import Navigation
from tui.page.caret import Side
from tui.page.matrix.signs import letter
from tui.screens.finder import Finder
from tui.session.article_names import event_names

if TYPE_CHECKING:
    from annotations.suggestions.matrix import Filter, Order, Place, Row
    from tui.features.matrix.telling import Telling
    from tui.features.matrix.work import MatrixWork
    from tui.page.matrix.detail import Said
    from tui.screens.matrix.screen import MatrixScreen


class Source(StrEnum):
    """What the rows are."""

    CLAIMS = "claims"
    PASSAGES = "passages"
    FACTS = "conflicting facts"


class Matrix:
    """What the matrix shows; kept between two looks at it."""

    def __init__(self, host: Host, navigation: Navigation) -> None:
        self._host = host
        self._navigation = navigation
        self._screen: MatrixScreen | None = None
        self._work: MatrixWork | None = None
        self._telling: Telling | None = None
        self._judging: Judging | None = None
        self._counts = (0, 0, 0)
        """How many rows are shown, how many of them are contradicted, how many are to be judged."""
        self._filter: Filter | None = None
        self._order: Order | None = None
        self._source = Source.CLAIMS
        self._base = 0
        self.names: list[str] = []
        self.at: tuple[str, int] = ("", 0)

    def open(self) -> None:
        """Show the matrix, and go to the place that it is left with."""
        from tui.screens.matrix.screen import MatrixScreen

        self._prepare()
        self._judging = Judging(self._host, self._in, self._refill)
        self._screen = MatrixScreen(self, self._judging)
        self._at_caret()
        self._host.dialogs.ask(self._screen, self._go)

    def closed(self) -> None:
        """The screen is gone."""
        self._screen = None

    def _prepare(self) -> None:
        """Begin to work out the rows of the event, where that was not done for its articles yet."""
        from tui.features.matrix.telling import Telling
        from tui.features.matrix.work import MatrixWork

        session = self._host.session
        articles = tuple(dict.fromkeys(session.event.articles))
        if self._work is not None and self._work.ids == articles:
            return
        before = self._work
        work = self._work = MatrixWork(self._host, articles, self._changed)
        if before is not None:
            before.leave()
        else:  # after the alignments, which follow what changes too, and are asked for what is left
            session.followers.append(self.follow)
        self._source, self._base, self._filter = Source.CLAIMS, 0, None
        work.live.dismiss(dismissed_pairs(session))
        self.names = [""] * len(articles)
        self._telling = Telling(self._host, work, self.names, self._retell)
        work.begin()

    def _at_caret(self) -> None:
        """Begin at the claim under the caret, if there is one."""
        caret, session = self._host.view.caret, self._host.session
        claims = [each for each in session.at(caret.side, caret.offset) if each.root == "claim"]
        if claims and self._work is not None and claims[0].article in self._work.ids:
            self.at = claims[0].id, self._work.ids.index(claims[0].article)

    def follow(self, edits: Sequence[Edit]) -> None:
        """Something of the event changed, by a key or elsewhere."""
        if self._work is not None:
            self._work.follow(edits)
            self._refill()

    def _changed(self) -> None:
        """There is more to show."""
        work = self._work
        if work is not None and work.loaded and not any(self.names):
            known = [work.articles.get(key) for key in work.ids]
            self.names[:] = event_names(known)
        if work is not None and work.loaded and not any(map(work.live.claims, work.ids)):
            self._source = Source.PASSAGES if self._source is Source.CLAIMS else self._source
        self._refill()

    def _refill(self) -> None:
        screen = self._screen
        if screen is not None and screen.is_attached and screen.is_mounted:
            screen.fill()

    def _retell(self) -> None:
        """More is known of how rows differ."""
        if self._screen is not None and self._screen.is_attached:
            self._screen.retell()

    # What it shows

    @property
    def _in(self) -> MatrixWork:
        assert self._work is not None
        return self._work

    @property
    def _words(self) -> Telling:
        assert self._telling is not None
        return self._telling

    @property
    def title(self) -> str:
        """What the rows are, and of what."""
        if self._source is Source.PASSAGES:
            return f"Matrix: {letter(self._base)} {self.names[self._base]}, paragraph by paragraph"
        if self._source is Source.FACTS:
            return "Matrix: facts that are told in several ways"
        return "Matrix: who claims what"

    @property
    def standing(self) -> str:
        """How much there is, how it is sorted and filtered, and what is being worked out."""
        from tui.features.matrix.choices import named

        count, against, proposed = self._counts
        parts = [f"{count} {'row' if count == 1 else 'rows'}"]
        if self._source is Source.CLAIMS:
            parts += [f"{against} contradicted"] if against else []
            parts += [f"{proposed} to judge"] if proposed else []
            parts.append(" and ".join(["guessed by words", *sorted(self._in.models)]))
        parts.append(self._sorting.value)
        if self._filter:
            parts.append(f"only: {named(self._filter, self.names)}")
        parts.append(self._in.doing)
        return " · ".join(filter(None, parts))

    @property
    def _sorting(self) -> Order:
        from annotations.suggestions.matrix import Order

        if self._source is Source.CLAIMS:
            return self._order or Order.CONTRADICTION
        return self._order or Order.PLACE

    def rows(self) -> Sequence[Row]:
        """The rows as they are to be shown now."""
        from annotations.suggestions.matrix import arranged

        rows = arranged(self._all(), self._sorting, self._filter)
        if self._source is Source.CLAIMS and (row := self._in.live.row(self.at[0])):
            self.at = row.key, self.at[1]  # its head may be another claim by now
        against = sum(row.contested == 2 for row in rows)
        proposed = sum(any(cell and cell.proposed for cell in row.cells) for row in rows)
        self._counts = len(rows), against, proposed
        return rows

    def _all(self) -> Sequence[Row]:
        work = self._in
        if not work.loaded:
            return ()
        if self._source is Source.CLAIMS:
            return work.live.rows
        if self._source is Source.PASSAGES:
            if self._base not in work.passages:
                work.passages[self._base] = ()
                work.want_passages(self._base)
            return work.passages[self._base]
        if work.facts is None:
            work.facts = ()
            work.want_facts()
        return work.facts

    def words(self, place: Place) -> str:
        """What stands at a place, on one line."""
        return self._words.words(place)

    def summary(self, row: Row) -> str:
        """What there is to say of a row."""
        return self._words.summary(row)

    def said(self, row: Row) -> Sequence[Said]:
        """The places of a row in full."""
        return self._words.said(row)

    # Which rows

    def filter(self) -> None:
        """Ask which rows are to be shown."""
        from tui.features.matrix.choices import filters

        offered = filters(self._all(), self.names)

        def chosen(value: str) -> None:
            self._filter = offered[value][1]
            self._refill()

        choices = [choice for choice, _ in offered.values()]
        self._host.dialogs.ask(Finder("Which rows?", choices), chosen)

    def sort(self) -> None:
        """Sort by the next of the orders."""
        from annotations.suggestions.matrix import Order

        orders = list(Order)
        self._order = orders[(orders.index(self._sorting) + 1) % len(orders)]
        self._refill()

    def show_other(self) -> None:
        """Show claims, passages, conflicting facts in turn."""
        sources = list(Source)
        self._show(sources[(sources.index(self._source) + 1) % len(sources)])

    def base(self, column: int) -> None:
        """Show the passages beside the article of a column."""
        self._base = column
        self._show(Source.PASSAGES)

    def _show(self, source: Source) -> None:
        self._source, self._filter, self._order = source, None, None
        if self._judging is not None:
            self._judging.drop()
        self.at = ("", self.at[1])
        self._refill()

    # Where it leads

    def _go(self, place: Place) -> None:
        """To a place in the reader; its article comes into a column."""
        session, article = self._host.session, self._in.ids[place.column]
        self._navigation.remember()
        if article in session.article_ids:
            side = Side(session.article_ids.index(article))
            self._host.view.go(side, place.span.start)
        else:
            self._host.event_pages.bring(article, place.span.start)
