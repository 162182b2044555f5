"""Compare any two texts word by word: blocks or selections, of one article or of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from annotations.articles import Article, Span
from annotations.articles.text.visible import one_line
from annotations.errors import PatternError
from annotations.marks.quote import shorten
from tui.features.comparing.diffing import Diffing
from tui.features.host import Host
from tui.page.side_by_side import NAMES, Facing, differences, marked, summary
from tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from annotations.alignment import WordEdit

Place = tuple[str, Span]
"""An article of the event by its id, and a span of it."""


class CompareAny:
    """The two-step comparison: a key takes the first text, the same key elsewhere compares."""

    def __init__(self, host: Host, diffing: Diffing) -> None:
        self._host = host
        self._diffing = diffing
        self._first: Place | None = None

    @property
    def pending(self) -> str:
        """What is taken first, for the status line; empty where nothing is."""
        if self._first is None:
            return ""
        take, drop = (self._host.keymap.key(id) for id in ("diff.compare", "select.drop"))
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
        view = self._host.view
        if view.page_now is None:
            return
        side = view.caret.side
        span = view.selected or view.layout_now.block_at(side, view.caret.offset).span
        here = (self._host.session.article_ids[side], span)
        view.caret = view.caret.without_selection()
        if self._first is None:
            self._first = here
            self._host.bars.show_message("")
        elif self._first == here:
            self._host.bars.show_message("that is the text itself; go to another one", warn=True)
        else:
            first, self._first = self._first, None
            self._host.bars.show_message("")
            self._show(first, here)

    def _show(self, first: Place, second: Place) -> None:
        from annotations.alignment import word_diff

        ignore = self._diffing.ignore
        (one, before), (two, after) = self._taken(first), self._taken(second)

        def compare() -> tuple[WordEdit, ...] | str:
            try:
                return word_diff(one, before, two, after, ignore=ignore)
            except PatternError as error:
                return str(error)

        def show(edits: tuple[WordEdit, ...] | str) -> None:
            if isinstance(edits, str):
                self._host.bars.show_message(edits, warn=True)
            else:
                self._host.dialogs.ask(self._sheet(first, second, edits))

        self._host.threads.run(compare, show)

    def _sheet(self, first: Place, second: Place, edits: tuple[WordEdit, ...]) -> Sheet:
        from annotations.alignment import kept

        one, two = self._taken(first)[0], self._taken(second)[0]
        rich = self._host.view.styles_by_name.alone
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
        return Text(self._where(place), "bold", no_wrap=True, overflow="ellipsis")

    def _taken(self, place: Place) -> tuple[Article, Span]:
        """The article and the span of a place; it was open when it was taken."""
        article = self._host.session.article(place[0])
        assert article is not None
        return article, place[1]

    def _where(self, place: Place) -> str:
        article, span = self._taken(place)
        block = article.block_at(span.start)
        number = f" ¶{block.index + 1}" if block else ""
        return f"{self._host.session.name_of(place[0])}{number}"

    def _quote(self, place: Place) -> str:
        article, span = self._taken(place)
        text = one_line(article.text[span.start : span.end])
        return f"{self._where(place)} ‘{shorten(text, 30)}’"
