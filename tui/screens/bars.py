"""What the bars say: where the caret is, what was just done, what can be pressed next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.style import Style
from rich.text import Text
from textual.color import Color

from annotations.articles import visible
from tui.contexts import MODES
from tui.keymap import EVERYWHERE, Keymap
from tui.reading.caret import Side
from tui.situation import ALWAYS, Moment, Situation, situation
from tui.widgets.bars import Hints, Status, Titles

if TYPE_CHECKING:
    from tui.features.together import Features
    from tui.session import Session
    from tui.widgets.pair_view import PairView


class Bars:
    """Writes the titles, the status line and the hints from the view, the session and features."""

    def __init__(
        self, view: PairView, session: Session, features: Features, keymap: Keymap
    ) -> None:
        self.titles = Titles(id="titles")
        self.status = Status(id="status")
        self.hints = Hints(id="hints")
        self._view = view
        self._session = session
        self._features = features
        self._keymap = keymap
        self._said_at: tuple[Side, int] = (Side.LEFT, -1)

    @property
    def _block(self) -> int:
        """The caret's block; -1 while nothing is laid out."""
        if self._view.page_now is None:
            return -1
        caret = self._view.caret
        return self._view.layout_now.block_at(caret.side, caret.offset).index

    @property
    def pending(self) -> str:
        """What is begun and not ended, for the status line; empty where nothing is."""
        return next((each.pending for each in self._beginning if each.pending), "")

    @property
    def _beginning(self) -> list[Any]:
        """The features that begin what a second key ends, those that were asked for."""
        made = map(self._features.made, ("linking", "comparing"))
        return [each for each in made if each is not None]

    @property
    def situation(self) -> Situation:
        """What the reader is at."""
        caret, made = self._view.caret, self._features.made
        tags = self._session.at(caret.side, caret.offset)
        tagging, finding, diffing = map(made, ("tagging", "finding", "diffing"))
        return situation(
            Moment(
                context=self.context,
                begun=next((each.begun for each in self._beginning if each.begun), ""),
                resizing=bool(tagging and tagging.resizing),
                selecting=caret.selecting,
                on_tag=bool(tags),
                suggested=any(tag.suggested for tag in tags),
                found=bool(finding and finding.found),
                diff=bool(diffing and diffing.shown),
                one_side=len(self._view.sides) == 1 and not self._view.zoomed,
            )
        )

    @property
    def context(self) -> str:
        """The context that has the keys; empty where the page has them."""
        linking = self._features.made("linking")
        if linking and linking.wants_kind:
            return "relate"
        focused = self._view.screen.focused
        if focused is not None and focused is not self._view:
            return "list" if focused.id == "list" else "search"
        return "align" if self._aligning else ""

    @property
    def _aligning(self) -> bool:
        """Whether keys align instead of tagging."""
        aligning = self._features.made("aligning")
        return aligning is not None and aligning.on

    def say(self, text: str, *, warn: bool = False) -> None:
        """Tell what was done, or cannot be; what is begun is told before anything else."""
        self._said_at = (self._view.caret.side, self._block)
        pending = self.pending
        said = (
            Text(pending, "bold")
            if pending and not warn
            else Text(visible(text), "bold" if warn else "")
        )
        if warn:
            # Rich does not know the names that the themes of the terminal's own colours use.
            colour = Color.parse(self._view.app.theme_variables.get("text-warning", "yellow"))
            said.stylize(Style(color=colour.rich_color))
        self.status.show(said=said)

    def moved(self) -> None:
        """The caret moved: what was said of another block is said no more."""
        if (self._view.caret.side, self._block) != self._said_at and not self.pending:
            aligning = self._features.made("aligning")
            self.status.show(said=Text(aligning.told if aligning else ""))
        self.show_place()

    def show_place(self) -> None:
        """Where the caret is: side, block, partners, tags."""
        page = self._view.page_now
        if page is None:
            return
        session, caret, block = self._session, self._view.caret, self._block
        column, count = self._view.column(caret.side), len(session.articles[caret.side].blocks)
        where = f"{column} ¶{block + 1}/{count}"
        partners = page.partners(caret.side, block)
        where += "".join(f" ⇄{partner + 1}" for partner in partners[:3])
        found = session.at(caret.side, caret.offset)
        tags = " › ".join(tag.label + ("*" if tag.note else "") for tag in found)
        self.status.show(where=where, tags=visible(f"[{tags}]") if tags else "")
        self.titles.show(session.articles, caret.side, page.columns)

    def hint(self, lead: str) -> None:
        """What to press next, after a lead that is said before all hints."""
        pressable, context = self._keymap.pressable, self.context
        always = pressable(ALWAYS)
        if context and context not in MODES:
            always = tuple(each for each in self._keymap.within(context) if each.id in EVERYWHERE)
        self.status.show(mode="ALIGN" if self._aligning else "")
        self.hints.show(pressable(self.situation.commands), always, lead)

    def fit(self, height: int) -> None:
        """Leave the lines to the page where there are few."""
        self.hints.display = height >= 10
        self.titles.display = height >= 7
