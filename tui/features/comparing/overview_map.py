"""The map of the pair: all links on one screen, and a cursor to go to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.alignment import Origin
from annotations.articles import Span, visible
from tui.features.comparing.diffing import Diffing
from tui.features.host import Host, awaits_alignment
from tui.features.navigation import Navigation
from tui.page.caret import Side

if TYPE_CHECKING:
    from annotations.alignment import Overview, OverviewCell


class OverviewMap:
    """What the map shows. Rows that were not compared yet are compared while it is open."""

    def __init__(self, host: Host, navigation: Navigation, diffing: Diffing) -> None:
        self._host = host
        self._navigation = navigation
        self._diffing = diffing

    def open(self) -> None:
        """Show the map, and go to the block that is chosen on it."""
        from tui.screens.overview import OverviewScreen

        if awaits_alignment(self._host, "there is a map then"):
            return
        if not all(self.blocks):
            self._host.bars.show_message("an article without text has no map", warn=True)
            return
        screen = OverviewScreen(self)
        self._host.dialogs.ask(screen, self._go)
        self._host.threads.run(self._diffing.changes.tally, lambda tally: screen.fill())

    @property
    def blocks(self) -> tuple[int, int]:
        """How many blocks the two articles have."""
        left, right = self._host.session.articles
        return len(left.blocks), len(right.blocks)

    @property
    def names(self) -> tuple[str, str]:
        """What the two articles are called."""
        return self._host.session.names

    @property
    def here(self) -> tuple[int, int]:
        """The caret's block and its best partner, or what is as far down; left, right."""
        view = self._host.view
        side = view.caret.side
        block = view.layout_now.block_at(side, view.caret.offset).index
        partners = view.page_now.partners(side, block) if view.page_now else ()
        mine, theirs = self.blocks[side], self.blocks[side.other]
        other = partners[0] if partners else block * theirs // mine
        return (other, block) if side else (block, other)

    def overview(self, lefts: int, rights: int) -> Overview:
        """The map in at most so many bins of left and of right blocks."""
        from annotations.alignment import overview

        session = self._host.session
        spans: tuple[list[Span], list[Span]] = ([], [])
        for item in session.annotations():
            side = session.side_of(item)
            if side is not None:
                spans[side].append(item.span)
        return overview(
            self._diffing.changes,
            lefts,
            rights,
            left_marks=spans[Side.LEFT],
            right_marks=spans[Side.RIGHT],
        )

    def words(self, left: int, right: int) -> tuple[str, str]:
        """How two blocks begin, each with its number."""
        return self._begins(Side.LEFT, left), self._begins(Side.RIGHT, right)

    def _begins(self, side: Side, block: int) -> str:
        article = self._host.session.articles[side]
        text = " ".join(visible(article.text_of(article.blocks[block])).split())
        return f"{self.names[side]} ¶{block + 1} {text}"

    def cell_text(self, cell: OverviewCell | None) -> str:
        """What the links of a cell are."""
        if cell is None:
            return "no link"
        link = cell.link
        sure = f"{link.score:.0%} sure" if link.origin is Origin.AUTO else link.origin.value
        parts = [sure, "level" if cell.level else "elsewhere on the page"]
        if cell.changed:
            parts.append("changed")
        if cell.count > 1:
            parts.append(f"{cell.count} links")
        return ", ".join(parts)

    def _go(self, blocks: tuple[int, int]) -> None:
        side = self._host.view.caret.side
        self._navigation.remember()
        self._host.view.go(side, self._host.session.articles[side].blocks[blocks[side]].start)
