"""The claims of both articles: a list in groups, and below it the two quotes in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rich.console import Group
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from annotations.articles import visible
from tui.reading.caret import Side
from tui.reading.claimlist import SIGNS, Heading, Ids, ids, line, listed, standing
from tui.reading.facing import COLUMNS_FROM, Facing
from tui.screens.over import Over, go
from tui.widgets.box import Box

if TYPE_CHECKING:
    from annotations.marks.claims import Comparison


class Claimant(Protocol):
    """Who knows the claims and carries out what the screen asks for."""

    at: Ids

    @property
    def names(self) -> tuple[str, str]: ...
    @property
    def order(self) -> tuple[Side, Side]: ...
    @property
    def dismissed(self) -> frozenset[frozenset[str]]: ...
    def comparisons(self) -> tuple[Comparison, ...]: ...
    def facing(self, item: Comparison) -> Facing: ...
    def accept(self, item: Comparison) -> None: ...
    def dismiss(self, item: Comparison) -> None: ...
    def relate(self, item: Comparison) -> None: ...
    def recall(self) -> None: ...
    def undo(self) -> None: ...


class ClaimsScreen(Over[str]):
    """Returns the id of the claim to go to."""

    CONTEXT = "claims"
    DEFAULT_CSS = """
    ClaimsScreen { align: center middle; background: $background 60%; }
    ClaimsScreen > Box {
        width: 146; max-width: 96%; height: 96%;
    }
    ClaimsScreen #standing { height: 1; text-style: bold; }
    ClaimsScreen OptionList {
        height: 1fr; overflow-x: hidden;
    }
    ClaimsScreen OptionList > .option-list--option-disabled {
        color: $text-primary; text-style: bold;
    }
    ClaimsScreen VerticalScroll {
        height: auto; max-height: 45%; border-top: solid $foreground 20%;
        scrollbar-size-vertical: 1; scrollbar-color: $foreground 20%;
        scrollbar-background: $surface;
    }
    ClaimsScreen #detail { height: auto; }
    """

    def __init__(self, claimant: Claimant) -> None:
        super().__init__()
        self._claimant = claimant
        self._lines: list[Heading | Comparison] = []
        self._width = 0

    def compose(self) -> ComposeResult:
        with Box("Claims", ""):
            yield Static("", id="standing", markup=False)
            yield OptionList(markup=False, compact=True)
            with VerticalScroll(can_focus=False):
                yield Static("", id="detail", markup=False)

    def on_mount(self) -> None:
        self.fill()

    def on_resize(self) -> None:
        self.call_after_refresh(self._refit)

    def _refit(self) -> None:
        """Cut the lines anew where the list has another width; it is laid out more often."""
        if self._width != self._room:
            # A key may have moved on already, and its message be still under way.
            self._look()
            self.fill()

    def _look(self) -> None:
        if self._item is not None:
            self._claimant.at = ids(self._item)

    @property
    def _room(self) -> int:
        """Cells of a line of the list; before it is laid out, about as many as there will be."""
        laid_out = self.query_one(OptionList).scrollable_content_region.width
        return (laid_out or min(146, self.size.width * 96 // 100) - 4) - 1

    # What it shows

    def fill(self) -> None:
        """Show the claims as they are now; the line stays, or the one that took its place."""
        items = self._claimant.comparisons()
        self._lines = list(listed(items, self._claimant.names))
        listing = self.query_one(OptionList)
        at = listing.highlighted
        self._width = width = self._room
        listing.clear_options()
        listing.add_options(
            Option(Text(each.text, no_wrap=True, overflow="ellipsis"), disabled=True)
            if isinstance(each, Heading)
            else Option(line(each, width, self._claimant.order))
            for each in self._lines
        )
        listing.highlighted = self._place(at)
        hidden = len(self._claimant.dismissed)
        more = f" · {hidden} dismissed" if hidden else ""
        self.query_one("#standing", Static).update(standing(items, self._claimant.order) + more)
        recall = ["recall"] if hidden else []
        keys = ["accept", "dismiss", "relate", "left", "right", "undo", *recall, "close"]
        self.query_one(Box).border_subtitle = self.keymap.line(*(f"claims.{each}" for each in keys))
        self._show()

    def _place(self, at: int | None) -> int | None:
        """The line of the claims looked at, else the nearest line with claims from there on."""
        claims = [place for place, each in enumerate(self._lines) if not isinstance(each, Heading)]
        for place in claims:
            each = self._lines[place]
            if not isinstance(each, Heading) and ids(each) == self._claimant.at:
                return place
        wanted = [place for place in claims if place >= (at or 0)] or claims[-1:]
        return wanted[0] if wanted else None

    @property
    def _item(self) -> Comparison | None:
        at = self.query_one(OptionList).highlighted
        each = self._lines[at] if at is not None and at < len(self._lines) else None
        return None if each is None or isinstance(each, Heading) else each

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._look()
        self._show()

    def _show(self) -> None:
        item = self._item
        detail = self.query_one("#detail", Static)
        if item is None:
            tag = self.keymap.key("tag.claim")
            detail.update(Text(f"{tag} on a sentence tags it as a claim", "dim"))
            return
        sign, word = SIGNS[item.verdict.value]
        if item.left is None or item.right is None:
            relate = self.keymap.key("claims.relate")
            word = f"no partner yet; {relate} relates it to a claim of the other article"
        elif item.relation is not None:
            word = f"{word}, said {visible(item.relation.annotator)}"
        elif item.proposes is not None:
            accept = self.keymap.key("claims.accept")
            word = f"{word}? {accept} records ‘{item.proposes.value}’"
        head = Text.assemble((f"{sign} {word}", "bold"))
        quotes = self._claimant.facing(item)
        if not item.reason:
            detail.update(Group(head, quotes))
            return
        reason = Text(visible(" ".join(item.reason.split())), "dim")
        if self.size.width < COLUMNS_FROM:
            detail.update(Group(head, quotes, reason))
        else:
            detail.update(Group(head.append("  ").append_text(reason), quotes))

    # What it does

    def action_step(self, step: int) -> None:
        go(self.query_one(OptionList), step)

    def action_read(self, lines: int) -> None:
        box = self.query_one(VerticalScroll)
        box.scroll_to(y=box.scroll_offset.y + lines, animate=False, immediate=True)

    def action_judge(self, what: str) -> None:
        item = self._item
        if item is None or (what == "accept" and not item.suggested):
            return
        if what == "dismiss" and not item.suggested and item.relation is None:
            return
        if what != "relate":
            # What is judged goes to another group; the eye stays here, on what comes next.
            self._claimant.at = self._after(item)
        getattr(self._claimant, what)(item)

    def _after(self, item: Comparison) -> Ids:
        claims = [each for each in self._lines if not isinstance(each, Heading)]
        at = claims.index(item)
        return ids(claims[at + 1]) if at + 1 < len(claims) else ids(item)

    def action_go(self, side: str) -> None:
        item = self._item
        if item is None:
            return
        self._claimant.at = ids(item)
        first, last = ((item.left, item.right)[each] for each in self._claimant.order)
        mark = last if side == "right" else first or (None if side else last)
        if mark is not None:
            self.dismiss(mark.id)

    def action_recall(self) -> None:
        self._claimant.recall()

    def action_undo(self) -> None:
        self._claimant.undo()
