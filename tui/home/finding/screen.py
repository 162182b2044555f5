"""Events found in an archive: how far the search is, then a list, and what the one at the cursor has."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from annotations.articles.text.visible import one_line
from tui.home.finding.answers import Answer, Failed, Kept, Outcome, Preview, Progress
from tui.home.finding.lines import FoundLines, InFull, Listing
from tui.home.finding.search import ArchiveSearch
from tui.home.library import Added, Library
from tui.page.drawing import DrawnPiece
from tui.page.events.found import Excerpt, Found
from tui.page.events.found_lines import (
    Line,
    found_lines,
    found_row,
    heading,
    left_out,
    nothing,
    passed_over,
    progress_lines,
    said_lines,
    standing,
)
from tui.screens.modal import Modal
from tui.screens.sheet import Sheet
from tui.widgets.box import Box
from tui.widgets.drawn_lines import DrawnLines

KNOWN = 200
"""Events whose articles are remembered once they were shown."""


class FoundScreen(Modal[str]):
    """Searches an archive, and adds what is chosen; returns the id of an event that is to be read."""

    CONTEXT = "found"
    HORIZONTAL_BREAKPOINTS = [(0, "-even"), (150, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    FoundScreen { align: center middle; background: $background 60%; }
    FoundScreen > Box { width: 72; height: auto; }
    FoundScreen #progress { height: 6; margin: 1 0 0 0; }
    FoundScreen #head { height: 2; display: none; }
    FoundScreen #both { height: 1fr; display: none; }
    FoundScreen.-found { background: $background; }
    FoundScreen.-found > Box {
        width: 100%; height: 100%; max-width: 100%; max-height: 100%; overflow: hidden;
        background: $background; border: round $primary 40%;
    }
    FoundScreen.-found #progress { display: none; }
    FoundScreen.-found #head { display: block; }
    FoundScreen.-found #both { display: block; }
    FoundScreen InFull { height: 1fr; border-top: solid $foreground 20%; }
    FoundScreen.-wide #both { layout: horizontal; }
    FoundScreen.-wide Listing { width: 1fr; height: 100% !important; margin: 0 1 0 0; }
    FoundScreen.-wide InFull {
        width: 1fr; height: 100%; border-top: none; border-left: solid $foreground 20%;
    }
    """

    class Told(Message, bubble=False):
        """The search says something."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, names: Sequence[str], library: Library) -> None:
        super().__init__()
        self._names = names
        self._library = library
        self._search: ArchiveSearch | None = None
        self._progress = Progress("Looking through the archive")
        self._failed = ""
        self._outcome: Outcome | None = None
        self._at = 0
        self._marked: set[int] = set()
        self._ids: dict[int, str] = {}
        """The id in the store of each event that was added, also where that was undone since."""
        self._known: dict[int, Sequence[Excerpt]] = {}
        self._awaited: int | None = None
        """The event whose articles were asked for."""
        self._adding = False
        self._to_read: int | None = None
        """The event that is to be read once it is added."""
        self._said = ""

    # Life

    def compose(self) -> ComposeResult:
        stop = f"{self.keymap.key('found.close')} stops"
        with Box(Text(f"Finding events in {self._where}"), stop):
            yield FoundLines(id="progress")
            yield FoundLines(id="head")
            with Container(id="both"):
                yield Listing()
                yield InFull()

    def on_mount(self) -> None:
        self._search = ArchiveSearch(
            self._names, lambda answer: self.post_message(self.Told(answer))
        )
        self._fill()

    def on_unmount(self) -> None:
        if self._search is not None:
            self._search.close()

    @property
    def _where(self) -> str:
        return ", ".join(map(one_line, self._names))

    @property
    def is_idle(self) -> bool:
        """Whether all that was asked for is answered."""
        answered = self._outcome is not None or bool(self._failed)
        return answered and self._awaited is None and not self._adding

    # What the search says

    @on(Told)
    def _told(self, told: Told) -> None:
        answer = told.answer
        if isinstance(answer, Progress):
            self._progress = answer
        elif isinstance(answer, Failed):
            self._failed = self._said = answer.words
            self._adding = False
            if not self._found:
                self.query_one(Box).show_keys(self.keymap.line("found.close"))
        elif isinstance(answer, Outcome):
            self._take(answer)
        elif isinstance(answer, Preview):
            self._take_preview(answer)
        else:
            self._keep(answer)
        self._fill()

    def _take(self, outcome: Outcome) -> None:
        """The search is over."""
        self._outcome = outcome
        ids = ["passed"] if outcome.skipped else []
        if outcome.found:
            self.add_class("-found")
            ids = ["open", "add", "mark", "read_on", "undo", *ids]
            self.query_one(Box).border_title = Text(f"Events in {self._where}")
        keys = self.keymap.line(*(f"found.{each}" for each in (*ids, "close")))
        self.query_one(Box).show_keys(keys)

    def _take_preview(self, preview: Preview) -> None:
        if len(self._known) >= KNOWN:
            self._known.clear()
        self._known[preview.event] = preview.excerpts
        self._awaited = None

    # What is shown

    @property
    def _found(self) -> tuple[Found, ...]:
        return self._outcome.found if self._outcome is not None else ()

    @on(FoundLines.Fitted)
    def _fill(self) -> None:
        """Show all as it is now."""
        if not self.has(InFull):
            return
        if not self._found:
            self._fill_progress()
            return
        listing = self.query_one(Listing)
        if not self.has_class(
            "-wide"
        ):  # no more room than it takes, and that no more than two fifths
            most = max(2, self.query_one("#both").size.height * 2 // 5)
            listing.styles.height = min(len(self._found), most)
        head = self._head(), heading(listing.size.width)
        self.query_one("#head", FoundLines).show(2, head.__getitem__)
        listing.show(len(self._found), self._row, listing.top)
        listing.reveal(self._at, 1)
        self._fill_in_full()

    def _fill_progress(self) -> None:
        widget = self.query_one("#progress", FoundLines)
        width = max(20, widget.size.width)
        if self._failed:
            lines = said_lines(self._failed, "", width)
        elif self._outcome is None:
            now = self._progress
            lines = progress_lines(now.stage, now.done, now.total, width)
        else:
            lines = said_lines(*nothing(self._outcome.articles, self._outcome.skipped), width)
        widget.styles.height = len(lines)
        widget.show(len(lines), lines.__getitem__)

    def _head(self) -> Line:
        """What was searched, and what was just said, else what is marked and what is added."""
        assert self._outcome is not None
        done = sum(map(self._is_kept, self._ids))
        counts = ((len(self._marked), "marked"), (done, "added"))
        said = one_line(self._said) or " · ".join(f"{n} {word}" for n, word in counts if n)
        line = standing(self._outcome.articles, len(self._found), self._outcome.skipped)
        return DrawnPiece(f" {line}", ("told",)), DrawnPiece(f"   {said}", ("title",))

    def _row(self, at: int) -> Line:
        return found_row(
            self._found[at],
            self.query_one(Listing).size.width,
            here=at == self._at,
            marked=at in self._marked,
            kept=self._is_kept(at),
        )

    def _fill_in_full(self) -> None:
        """Show the event at the cursor in full, and ask for its articles where they are not known."""
        full, excerpts = self.query_one(InFull), self._known.get(self._at)
        if excerpts is None and self._awaited is None and self._search is not None:
            self._awaited = self._at
            self._search.ask("preview", self._at)
        width, height = max(20, full.size.width), full.size.height
        lines = found_lines(self._found[self._at], excerpts, width, height)
        full.show(len(lines), lines.__getitem__, full.top)

    def _is_kept(self, at: int) -> bool:
        return self._ids.get(at, "") in self._library.summaries

    def _say(self, words: str) -> None:
        self._said = words
        self._fill()

    # Moving

    def step(self, step: int) -> None:
        """Move the cursor by some events, not past the ends."""
        at = min(max(0, self._at + step), max(0, len(self._found) - 1))
        if at != self._at:
            self._at, self._said = at, ""
            self.query_one(InFull).scroll_lines(0)
            self._fill()

    def page(self, pages: int) -> None:
        """Move the cursor by as many events as are in sight."""
        self.step(pages * max(1, self.query_one(Listing).size.height - 1))

    def read(self, lines: int) -> None:
        """Scroll what the event has."""
        full = self.query_one(InFull)
        full.scroll_lines(full.top + lines)

    @on(DrawnLines.Picked)
    def _picked(self, event: DrawnLines.Picked) -> None:
        if isinstance(event.lines, Listing) and event.line < len(self._found):
            self.step(event.line - self._at)
            if event.again:
                self.open()

    @on(DrawnLines.Wheeled)
    def _wheeled(self, event: DrawnLines.Wheeled) -> None:
        if isinstance(event.lines, Listing):
            self.step(event.by)
        else:
            self.read(event.by)

    # Choosing

    def mark(self) -> None:
        """Mark the event at the cursor, or no longer, and go to the next."""
        if self._found:
            self._marked ^= {self._at}
            self.step(1)
            self._say("")

    def mark_all(self) -> None:
        """Mark all events, or none where all are."""
        every = set(range(len(self._found)))
        self._marked = set() if self._marked == every else every
        self._say("")

    def add(self) -> None:
        """Add the events that are marked, else the one at the cursor."""
        if self._found:
            self._ask_for(sorted(self._marked) or [self._at])

    def open(self) -> None:
        """Add the event at the cursor, unless it is, and read it."""
        if not self._found:
            return
        if self._is_kept(self._at):
            self.dismiss(self._ids[self._at])
        elif self._ask_for([self._at]):
            self._to_read = self._at

    def _ask_for(self, events: Sequence[int]) -> bool:
        """Have the articles of events read, to be added; whether that is under way now."""
        new = [each for each in events if not self._is_kept(each)]
        if self._library.read_only:
            self._say("this store is open for reading only; nothing can be added")
        elif self._failed:
            self._say(self._failed)
        elif self._adding:
            self._say("still adding what was asked for before")
        elif not new:
            self._say("these events are added already" if len(events) > 1 else "added already")
        elif self._search is not None:
            self._adding, self._to_read = True, None
            self._say("adding…")
            self._search.ask("keep", *new)
            return True
        return False

    def _keep(self, kept: Kept) -> None:
        """The articles are here: give them to the store."""
        numbers = [number for number, _, _ in kept.sets]
        left = left_out(kept.one_text, kept.wrong)

        def added(done: Added) -> None:
            self._adding = False
            ids = [each.id for each in done.events]
            self._ids.update(zip(numbers, ids, strict=True))
            self._marked -= set(numbers)
            if self._to_read in numbers and self.is_attached:
                self.dismiss(self._ids[self._to_read])
                return
            self._say("; ".join(filter(None, (done.words, left))))

        def failed(words: str) -> None:
            self._adding = False
            self._say(words)

        if numbers:
            sets = [(title, articles) for _, title, articles in kept.sets]
            self._library.add(sets, added, failed)
        else:
            failed(left)

    def undo(self) -> None:
        """Undo what was done last at home: an addition, as a rule."""
        self._library.step(True, self._say)

    def redo(self) -> None:
        """Do again what was undone."""
        self._library.step(False, self._say)

    def passed(self) -> None:
        """Show what was passed over, and why."""
        outcome = self._outcome
        if outcome is not None and outcome.skipped:
            self.app.push_screen(Sheet("Passed over", passed_over(outcome.named, outcome.skipped)))
        elif outcome is not None:
            self._say("nothing was passed over")
