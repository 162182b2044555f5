"""The titles, the status line and the hints around the page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.color import Color

from annotations.articles import visible
from tui.features.registry import Features
from tui.keys.contexts import MODES
from tui.keys.hints import ALWAYS, KeyHints, ReaderState, key_hints
from tui.keys.keymap import EVERYWHERE, Keymap
from tui.page.caret import Side
from tui.page.fitted import fitted
from tui.session.relation_signs import told
from tui.widgets.bars import Asking, Head, Hints, Status, Titles

if TYPE_CHECKING:
    from tui.page.layout import Columns
    from tui.session.session import Session
    from tui.widgets.pair_view import PairView

KEPT = 200
"""As many messages are kept to be read again."""
SAVED, TOAST = 18, 8.0
"""Cells of the status line that are no room for a message; seconds that a long one stands beside."""
OTHER = 16
"""Cells that the name of the other article has in a hint at most."""
SHORTEST, SHARE = 8, 6
"""Cells that the name of the caret's article has in the status line at least, and its share."""


class StatusBars:
    """Writes the bars from the page, the session and the features."""

    def __init__(
        self,
        view: PairView,
        session: Session,
        features: Features,
        keymap: Keymap,
        missing: Callable[[str], str],
        changed: Callable[[], None],
    ) -> None:
        """`missing` says what an action lacks to be carried out here.

        `changed` is called when what to press next may be something else: it shows the hints.
        """
        self.titles = Titles(id="titles")
        self.status = Status(id="status")
        self.asking = Asking(id="asking")
        self.hints = Hints(id="hints")
        self._view = view
        self._session = session
        self._features = features
        self._keymap = keymap
        self._missing = missing
        self._changed = changed
        self._message_at: tuple[Side, int, int] = (Side.LEFT, -1, -1)
        self._toasted = ""
        self._asks = Text()
        self.third: Callable[[], Iterable[Head]] = lambda: ()
        """The title of a third column, where there is one."""
        self.left: Callable[[], int] = lambda: 0
        """Cells of the screen left of the two columns."""
        self.messages: deque[tuple[str, str]] = deque(maxlen=KEPT)
        """The time of day and the words of what was last said, the oldest first."""

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
        return self._features.begun[0]

    @property
    def key_hints(self) -> KeyHints:
        """What the reader is at, and of what matters there that which can be done."""
        caret, made = self._view.caret, self._features.made
        tags = self._session.at(caret.side, caret.offset)
        tagging, search = made(Features.tagging), made(Features.search)
        diffing, suggesting = made(Features.diffing), made(Features.suggesting)
        hints = key_hints(
            ReaderState(
                context=self.context,
                begun=self._features.begun[1],
                resizing=bool(tagging and tagging.resizing),
                selecting=caret.selecting,
                hit=caret.loose,
                peels=self._peels,
                on_tag=bool(tags),
                suggested=any(tag.suggested for tag in tags)
                or self._session.suggested_relation_at(caret.side, caret.offset) is not None,
                proposed=bool(suggesting and suggesting.here()),
                found=bool(search and search.found),
                diff=bool(diffing and diffing.shown),
                one_side=len(self._view.sides) == 1 and not self._view.zoomed,
                claims=all(self._session.claims),
                many=len(self._session.event.articles) > 2,
                other=fitted(self._session.names[caret.side.other], OTHER),
            ),
            self._keymap,
        )
        possible = tuple(each for each in hints.actions if not self._missing(each.id))
        return KeyHints(hints.heading, possible)

    @property
    def _peels(self) -> str:
        """What Escape drops next, in words."""
        search = self._features.made(Features.search)
        if not (self.pending or self._view.caret.selecting or (search and search.query)):
            return ""  # nothing is loaded to find that out
        return self._features.pending_keys.uppermost

    @property
    def context(self) -> str:
        """The context that has the keys; empty where the page has them."""
        if self._features.mode == "relate":
            return "relate"
        focused = self._view.screen.focused
        if focused is not None and focused is not self._view:
            return "list" if focused.id == "list" else "search"
        return self._features.mode

    @property
    def _place(self) -> tuple[Side, int, int]:
        """Where the caret is: side, block, offset."""
        caret = self._view.caret
        return caret.side, self._block, caret.offset

    def show_message(
        self, text: str, *, warn: bool = False, first: bool = False, asks: bool = False
    ) -> None:
        """Tell what was done, or cannot be; what is begun is told before anything else."""
        self._message_at = self._place
        pending = self.pending
        if text and not asks:
            self.messages.append((datetime.now().strftime("%H:%M:%S"), text))
            self._toast(text, warn=warn)
        if first and pending:
            pending = f"{text} · {pending}"
        said = (
            Text(visible(pending), "bold")
            if pending and not warn
            else Text(visible(text), "bold" if warn else "")
        )
        if warn:
            # Rich does not know the names that the themes of the terminal's own colours use.
            colour = Color.parse(self._view.app.theme_variables.get("text-warning", "yellow"))
            said.stylize(Style(color=colour.rich_color))
        self._say(said, asks=asks or (bool(pending) and not warn))
        self._changed()

    def _say(self, said: Text, *, asks: bool = False) -> None:
        """Say something in the status line; what asks for a key is never cut, but has lines of its own."""
        whole = not asks or self.status.fits(said)
        if not whole and not self.asking.is_attached:
            self._view.screen.mount(self.asking, before=self.status)
        self._view.screen.set_class(not whole, "-asks")
        self.asking.show(Text() if whole else said)
        self.status.show(said=said if whole else Text())
        self._asks = said if asks else Text()

    def _toast(self, text: str, *, warn: bool) -> None:
        """Tell in full, beside the page, what has no room in the status line."""
        room = self.status.size.width - SAVED
        if room > 0 and cell_len(visible(text)) > room and text != self._toasted:
            self._toasted = text
            self._view.app.notify(
                text, severity="warning" if warn else "information", timeout=TOAST
            )

    def moved(self) -> None:
        """The caret moved: what was said of another block is said no more.

        Nor is it where it takes the room of a related tag's words.
        """
        self.show_place()
        side, block, offset = self._message_at
        elsewhere = (self._view.caret.side, self._block) != (side, block)
        covering = self.status.partner and self._view.caret.offset != offset
        if (elsewhere or covering) and not self.pending:
            aligning = self._features.made(Features.aligning)
            self._say(Text(aligning.link_status if aligning else ""))

    def show_place(self) -> None:
        """Where the caret is: side, block, partners, tags."""
        self._show_place()
        self._changed()

    def _show_place(self) -> None:
        page = self._view.page_now
        if page is None:
            return
        session, caret, block = self._session, self._view.caret, self._block
        name = fitted(session.names[caret.side], max(SHORTEST, self.status.size.width // SHARE))
        number = session.number(session.article_ids[caret.side])
        where = f"{number} {name}".strip()
        where += f" ¶{block + 1}/{len(session.articles[caret.side].blocks)}"
        partners = page.partners(caret.side, block)
        where += "".join(f" ⇄{partner + 1}" for partner in partners[:3])
        found = session.at(caret.side, caret.offset)
        layers = session.layers
        named = (
            f"{tag.label}{'*' * bool(tag.note)} {layers.whose(tag.annotator)}" for tag in found
        )
        tags = " › ".join(map(str.strip, named))
        where += f" · {visible(', '.join(sorted(layers.hidden)))} hidden" if layers.hidden else ""
        suggesting = self._features.made(Features.suggesting)
        if suggesting and suggesting.status:
            where += f" · {suggesting.status}"
        partner = next(filter(None, (told(session, tag) for tag in found)), "")
        self.status.show(
            where=where, tags=visible(f"[{tags}]") if tags else "", partner=visible(partner)
        )
        self.titles.show(
            sorted([*self._heads(page.columns), *self.third()], key=lambda head: head.x)
        )

    def _heads(self, columns: Columns) -> Iterator[Head]:
        """The titles of the two articles that are open."""
        session, view = self._session, self._view
        for side in columns.sides:
            number = session.number(session.article_ids[side])
            x = self.left() + columns.text_x(side)
            bright = side is view.caret.side
            yield Head(session.articles[side], x, columns.text + 1, number, bright)

    def hint(self, lead: str) -> None:
        """What to press next, after a lead that is said before all hints."""
        context = self.context
        always = self._keymap.pressable(ALWAYS)
        if context and context not in MODES:
            always = tuple(each for each in self._keymap.within(context) if each.id in EVERYWHERE)
        self.status.show(mode="ALIGN" if self._features.mode == "align" else "")
        now = self.key_hints.pressable
        shown = {each.id for each in now}
        self.hints.show(now, tuple(each for each in always if each.id not in shown), lead)

    def fit(self, height: int) -> None:
        """Leave the lines to the page where there are few."""
        self.hints.display = height >= 10
        self.titles.display = height >= 7
        if self._asks:
            self._say(self._asks, asks=True)
