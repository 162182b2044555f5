"""Hold any two texts against each other: blocks or selections, of one article or of both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from annotations.articles import Span, visible
from annotations.errors import PatternError
from tui.features.desk import Desk
from tui.features.diffing import Diffing
from tui.reading.caret import Side
from tui.reading.facing import NAMES, Facing, differences, marked, summary
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from annotations.alignment import Edit

Place = tuple[Side, Span]


class Comparing:
    """One key takes the first text, the same key elsewhere the second, and shows both."""

    def __init__(self, desk: Desk, diffing: Diffing) -> None:
        self._desk = desk
        self._diffing = diffing
        self._first: Place | None = None

    @property
    def pending(self) -> str:
        """What is taken first, for the status line; empty where nothing is."""
        if self._first is None:
            return ""
        take, drop = (self._desk.keymap.key(id) for id in ("diff.compare", "select.drop"))
        return f"compare {self._quote(self._first)} with… {take} on another text · {drop} drops"

    @property
    def begun(self) -> str:
        """Id of the command that ends what is begun; empty where nothing is."""
        return "diff.compare" if self._first is not None else ""

    def drop(self) -> bool:
        """Forget what was taken first; whether anything was."""
        was, self._first = self._first is not None, None
        return was

    def take(self) -> None:
        """The selection, or the caret's block: as the first text, or against the first."""
        view = self._desk.view
        if view.page_now is None:
            return
        side = view.caret.side
        span = view.selected or view.layout_now.block_at(side, view.caret.offset).span
        here = (side, span)
        view.caret = view.caret.without_selection()
        if self._first is None:
            self._first = here
            self._desk.say("")
        elif self._first == here:
            self._desk.say("that is the text itself; go to another one", warn=True)
        else:
            first, self._first = self._first, None
            self._desk.say("")
            self._show(first, here)

    def _show(self, first: Place, second: Place) -> None:
        from annotations.alignment import word_diff

        articles, ignore = self._desk.session.articles, self._diffing.ignore
        (one, before), (two, after) = first, second

        def compare() -> tuple[Edit, ...] | str:
            try:
                return word_diff(articles[one], before, articles[two], after, ignore=ignore)
            except PatternError as error:
                return str(error)

        def show(edits: tuple[Edit, ...] | str) -> None:
            if isinstance(edits, str):
                self._desk.say(edits, warn=True)
            else:
                self._desk.ask(self._sheet(first, second, edits))

        self._desk.later(compare, show)

    def _sheet(self, first: Place, second: Place, edits: tuple[Edit, ...]) -> Sheet:
        from annotations.alignment import kept

        articles = self._desk.session.articles
        one, two = articles[first[0]], articles[second[0]]
        rich = self._desk.view.styles_by_name.alone
        styles = {name: rich(name) for name in NAMES}
        layers = differences(one, two, edits)
        texts = marked(one, first[1], layers[0], styles), marked(two, second[1], layers[1], styles)
        legend = Text.assemble(
            (f"{summary(edits)} · {kept(edits):.0%} the same\n", "bold"),
            ("struck", styles["deleted"]),
            (" only in the first  ", "dim"),
            ("underlined", styles["inserted"]),
            (" only in the second", "dim"),
        )
        facing = Facing((self._head(first), self._head(second)), texts)
        return Sheet("Two texts compared", Group(legend, Text(), facing))

    def _head(self, place: Place) -> Text:
        session = self._desk.session
        article = session.articles[place[0]]
        name = article.outlet or Path(article.source).name or "pasted text"
        head = Text(self._where(place), "bold", no_wrap=True, overflow="ellipsis")
        return head.append(f"  {visible(name)}", "not bold dim")

    def _where(self, place: Place) -> str:
        side, span = place
        block = self._desk.view.layout_now.block_at(side, span.start).index
        return f"{self._desk.view.column(side)} ¶{block + 1}"

    def _quote(self, place: Place) -> str:
        side, span = place
        text = " ".join(self._desk.session.articles[side].text[span.start : span.end].split())
        short = text if len(text) <= 30 else text[:29].rstrip() + "…"
        return f"{self._where(place)} ‘{short}’"
