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
from tui.keys.actions import key_name
from tui.page.caret import Side
from tui.page.claim_lines import SIGNS, Heading, Ids, column_heads, ids, line, listed, standing
from tui.page.side_by_side import COLUMNS_FROM, Facing
from tui.screens.modal import Modal, move_highlight
from tui.widgets.box import Box

if TYPE_CHECKING:
    from annotations.marks import Annotation
    from annotations.marks.claims import ClaimComparison


class ClaimsModel(Protocol):
    """What the view asks of the feature that opens it: `tui.features.annotating.claims.Claims`."""

    at: Ids

    @property
    def names(self) -> tuple[str, str]: ...
    @property
    def order(self) -> tuple[Side, Side]: ...
    def speaker(self, claim: Annotation) -> str: ...
    def whose(self, annotator: str) -> str: ...
    @property
    def dismissed(self) -> frozenset[frozenset[str]]: ...
    def comparisons(self) -> tuple[ClaimComparison, ...]: ...
    def facing(self, item: ClaimComparison) -> Facing: ...
    def accept(self, item: ClaimComparison) -> None: ...
    def dismiss(self, item: ClaimComparison) -> None: ...
    def relate(self, item: ClaimComparison) -> None: ...
    def recall(self) -> None: ...
    def undo(self) -> None: ...


class ClaimsScreen(Modal[str]):
    """The list of claims and the two quotes in full; returns the id of the claim to go to."""

    CONTEXT = "claims"
    DEFAULT_CSS = """
    ClaimsScreen { align: center middle; background: $background 60%; }
    ClaimsScreen > Box {
        width: 146; max-width: 96%; height: 96%;
    }
    ClaimsScreen #standing { height: auto; max-height: 2; text-style: bold; }
    ClaimsScreen #columns { height: 1; display: none; color: $foreground 60%; }
    ClaimsScreen #columns.paired { display: block; }
    ClaimsScreen.small #standing { max-height: 1; }
    ClaimsScreen.small #columns { display: none; }
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

    def __init__(self, model: ClaimsModel) -> None:
        super().__init__()
        self._model = model
        self._lines: list[Heading | ClaimComparison] = []
        self._width = 0

    def compose(self) -> ComposeResult:
        with Box("Claims", ""):
            yield Static("", id="standing", markup=False)
            yield Static("", id="columns", markup=False)
            yield OptionList(markup=False, compact=True)
            with VerticalScroll(can_focus=False):
                yield Static("", id="detail", markup=False)

    def on_mount(self) -> None:
        self.fill()

    def on_resize(self) -> None:
        self.set_class(self.size.height < 16, "small")
        self.call_after_refresh(self._refit)

    def _refit(self) -> None:
        """Cut the lines anew where the list has another width; it is laid out more often."""
        if self.has(OptionList) and self._width != self._room:
            # A key may have moved on already, and its message be still under way.
            self._look()
            self.fill()

    def _look(self) -> None:
        if self._item is not None:
            self._model.at = ids(self._item)

    @property
    def _room(self) -> int:
        """Cells of a line of the list; before it is laid out, about as many as there will be."""
        laid_out = self.query_one(OptionList).scrollable_content_region.width
        return (laid_out or min(146, self.size.width * 96 // 100) - 4) - 1

    # What it shows

    def fill(self) -> None:
        """Show the claims as they are now; the line stays, or the one that took its place."""
        if not self.has(OptionList):
            return
        items = self._model.comparisons()
        self._lines = list(listed(items, self._model.names))
        listing = self.query_one(OptionList)
        at = listing.highlighted
        self._width = width = self._room
        listing.clear_options()
        listing.add_options(
            Option(Text(each.text, no_wrap=True, overflow="ellipsis"), disabled=True)
            if isinstance(each, Heading)
            else Option(line(each, width, self._model.order, self._model.speaker))
            for each in self._lines
        )
        listing.highlighted = self._place(at)
        hidden = len(self._model.dismissed)
        self.query_one("#standing", Static).update(
            standing(items, self._model.names, self._model.order, hidden)
        )
        self._name_columns(width)
        self._show()

    def _show_keys(self, item: ClaimComparison | None) -> None:
        """The keys that do something with the claims looked at."""
        judged = [] if item is None else ["claims.relate"]
        if item is not None and (item.suggested or item.relation is not None):
            judged.insert(0, "claims.dismiss")
        if item is not None and item.suggested:
            judged.insert(0, "claims.accept")
        recall = ["claims.recall"] if self._model.dismissed else []
        last = self.keymap.line("claims.undo", *recall, "claims.close")
        ways = self._ways() if item is not None else ""
        keys = filter(None, (self.keymap.line(*judged), ways, last))
        self.query_one(Box).show_keys(" · ".join(keys))

    def _ways(self) -> str:
        """The keys that go to the claims in the columns."""
        keys = [self.keymap.action(f"claims.{column}").keys for column in ("left", "right")]
        names = [key_name(each[0]) for each in keys if each]
        return f"{' '.join(names)} goes there" if names else ""

    def _name_columns(self, width: int) -> None:
        """The names of the articles over the columns, where two claims stand side by side."""
        claims = [each for each in self._lines if not isinstance(each, Heading)]
        heads = self.query_one("#columns", Static)
        heads.set_class(any(each.left and each.right for each in claims), "paired")
        names = [self._model.names[side] for side in self._model.order]
        heads.update(column_heads(names, width))

    def _place(self, at: int | None) -> int | None:
        """The line of the claims looked at, else the nearest line with claims from there on."""
        claims = [place for place, each in enumerate(self._lines) if not isinstance(each, Heading)]
        for place in claims:
            each = self._lines[place]
            if not isinstance(each, Heading) and ids(each) == self._model.at:
                return place
        wanted = [place for place in claims if place >= (at or 0)] or claims[-1:]
        return wanted[0] if wanted else None

    @property
    def _item(self) -> ClaimComparison | None:
        at = self.query_one(OptionList).highlighted
        each = self._lines[at] if at is not None and at < len(self._lines) else None
        return None if each is None or isinstance(each, Heading) else each

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._look()
        self._show()

    def _show(self) -> None:
        item = self._item
        self._show_keys(item)
        detail = self.query_one("#detail", Static)
        if item is None:
            tag = self.keymap.key("tag.claim")
            detail.update(Text(f"{tag} on a sentence tags it as a claim", "dim"))
            return
        sign, word = SIGNS[item.verdict.value]
        if item.left is None or item.right is None:
            relate = self.keymap.key("claims.relate")
            other = self._model.names[Side.LEFT if item.left is None else Side.RIGHT]
            word = f"no partner yet; {relate} relates it to a claim of {other}"
        elif item.relation is not None:
            whose = self._model.whose(item.relation.annotator)
            word = f"{word}, said {whose}" if whose else word
        elif item.proposes is not None:
            accept = self.keymap.key("claims.accept")
            word = f"{word}? {accept} records ‘{item.proposes.value}’"
        head = Text.assemble((f"{sign} {word}", "bold"))
        quotes = self._model.facing(item)
        if not item.reason:
            detail.update(Group(head, quotes))
            return
        reason = Text(visible(" ".join(item.reason.split())), "dim")
        if self.size.width < COLUMNS_FROM:
            detail.update(Group(head, quotes, reason))
        else:
            detail.update(Group(head.append("  ").append_text(reason), quotes))

    # What it does

    def step(self, step: int) -> None:
        """Move the highlight by some lines."""
        move_highlight(self.query_one(OptionList), step)

    def read(self, lines: int) -> None:
        """Scroll the quotes by some lines."""
        box = self.query_one(VerticalScroll)
        box.scroll_to(y=box.scroll_offset.y + lines, animate=False, immediate=True)

    def accept(self) -> None:
        """Relate the two claims as suggested."""
        item = self._item
        if item is not None and item.suggested:
            # What is judged goes to another group; the eye stays here, on what comes next.
            self._model.at = self._after(item)
            self._model.accept(item)

    def dismiss_claims(self) -> None:
        """Suggest the two claims no more, or part them where they are related."""
        item = self._item
        if item is not None and (item.suggested or item.relation is not None):
            self._model.at = self._after(item)
            self._model.dismiss(item)

    def relate(self) -> None:
        """Ask how the two claims relate."""
        if self._item is not None:
            self._model.relate(self._item)

    def _after(self, item: ClaimComparison) -> Ids:
        claims = [each for each in self._lines if not isinstance(each, Heading)]
        at = claims.index(item)
        return ids(claims[at + 1]) if at + 1 < len(claims) else ids(item)

    def go(self, side: str) -> None:
        """Close and go to the claim in the `left` or `right` column; with '' to whichever there is."""
        item = self._item
        if item is None:
            return
        self._model.at = ids(item)
        first, last = ((item.left, item.right)[each] for each in self._model.order)
        mark = last if side == "right" else first or (None if side else last)
        if mark is not None:
            self.dismiss(mark.id)

    def recall(self) -> None:
        """Suggest again what was dismissed."""
        self._model.recall()

    def undo(self) -> None:
        """Take back the last thing done here."""
        self._model.undo()
