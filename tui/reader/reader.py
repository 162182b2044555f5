"""The reader: the page, its bars and its list, and the features that keys call."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen

from annotations.store import Store
from tui.features.actions import DEFAULT_KEYMAP
from tui.features.registry import Features, load
from tui.keys.actions import perform
from tui.keys.keymap import Keymap
from tui.page.caret import Caret, Side
from tui.reader.aligning import PairAligner
from tui.reader.editing import Editing
from tui.reader.event_pages import EventPages
from tui.reader.page_keys import PageKeys
from tui.reader.page_layers import PageLayers
from tui.reader.save_status import SaveStatus
from tui.reader.status_bars import StatusBars
from tui.reader.threads import Threads
from tui.reader.welcome import Welcome
from tui.screens.dialogs import Dialogs
from tui.session.drawn_marks import marginalia
from tui.session.keeper import Changed, Keeper, NotSaved, Saved
from tui.session.session import Session
from tui.widgets.annotation_list import AnnotationList
from tui.widgets.bars import Hints, SearchBar
from tui.widgets.pair_view import PairView
from tui.widgets.plain import Ground, Row
from tui.widgets.third_column import ThirdColumn
from tui.widgets.while_attached import WhileAttached

REFRESH = 2.0
"""Seconds between looks at what other processes wrote."""


class Reader(WhileAttached, Ground, Screen[int]):
    """One pair, read and annotated. Features keep their own state and see it as their host."""

    DEFAULT_CSS = """
    Reader { layers: base; }
    Reader #body { height: 1fr; }
    Reader PairView { width: 1fr; height: 1fr; }
    Reader ToastRack { margin-bottom: 2; }
    Reader.-asks ToastRack { margin-bottom: 7; }
    """

    newcomer: var[bool] = var(False, init=False)
    """Whether the tour is offered, as nothing was tagged here before."""

    class FirstTag(Message):
        """A newcomer has tagged something, and is none any more."""

    class TextChanged(Message):
        """An article of the pair has another text now: it is to be read anew."""

    def __init__(
        self,
        store: Store,
        session: Session,
        keymap: Keymap | None = None,
        model: str | None = None,
    ) -> None:
        """`model` names a sentence model that has a say in the alignment."""
        super().__init__()
        self.session = session
        self.keymap = keymap or DEFAULT_KEYMAP
        self.keeper = Keeper(store, session, self._post)
        self.search_bar = SearchBar(id="search")
        self.listing = AnnotationList(id="list")
        self.features = Features(self, self.search_bar, self.listing)
        self.keys = PageKeys(self, self, self.features, self.keymap)
        self.view = PairView(press=self._pressed, id="page")
        self.dialogs = Dialogs(self.view)
        self.bars = StatusBars(
            self.view, session, self.features, self.keymap, self.keys.missing, self._hint
        )
        self.threads = Threads(self, self.bars)
        self.save_status = SaveStatus(self.keeper, self.bars, self.keymap)
        self.editing = Editing(
            self,
            self.save_status,
            self.features,
            redraw_page=self._realigned,
            redraw_bars=self.bars.show_place,
            done=self._edited,
            seen=lambda: self.seen,
        )
        self.aligner = PairAligner(
            self,
            model,
            self.features,
            redraw_page=self._realigned,
            first_place=self._first_place,
            tell=lambda words: self.bars.status.show(said=Text(words, "dim")),
            done=self._aligned,
        )
        self.event_pages: EventPages = EventPages(
            *(self, self, self.features, self.aligner), shown=self._turned
        )
        third = self.event_pages.third
        self.bars.third, self.bars.left = third.head, lambda: third.left
        self._page_layers = PageLayers(session, self.features, self.event_pages.answers)
        self._text_changed = False
        self._hints_due = False
        self._welcome = Welcome(self, self.keymap)

    # Life

    def compose(self) -> ComposeResult:
        yield self.bars.titles
        with Row(id="body"):
            yield self.view
            yield self.listing
        yield self.bars.status
        yield self.bars.hints

    def on_mount(self) -> None:
        session, view = self.session, self.view
        view.styles_by_name.colour_of = session.codebook.colour
        caret, progress = Caret(Side.LEFT, self._first_place()), session.progress
        if progress is not None:
            caret = Caret(Side.RIGHT if progress.side == "right" else Side.LEFT, progress.offset)
        view.set_reactive(PairView.caret, caret)
        self.aligner.choose_flow()
        view.packed, view.folded = bool(session.setting("packed")), bool(session.setting("folded"))
        view.swapped = bool(session.setting("swapped"))
        view.marginalia = partial(marginalia, session)
        view.open(session.articles, session.rows, session.alignment)
        self._page_layers.give(view)
        self.app.screen_change_signal.subscribe(self, lambda screen: self._seen_again())
        self.watch(view, "caret", self._caret_moved, init=False)
        self.watch(view, "scroll_y", self.event_pages.third.follow, init=False)
        view.focus()
        if session.setting("panel") and self.app.size.width >= 90:
            self.features.listing.toggle()
            view.focus()
        saved = Text("reading only" if session.read_only else "all saved", "dim")
        self.bars.status.show(said=Text(" · ".join(session.notices)), saved=saved)
        self.set_interval(REFRESH, self._look_around)
        self.call_after_refresh(self.aligner.opened)
        if self.aligner.wanted:
            self.bars.status.show(said=Text("lining up the paragraphs…", "dim"))
            self.call_after_refresh(self.aligner.run)
        self.call_after_refresh(self._offer_tour)
        self.call_after_refresh(self.event_pages.begin)
        # The first key finds everything loaded; the first paint waits for none of it.
        self.call_after_refresh(
            lambda: self.threads.run(load, lambda loaded: self._page_layers.prepare())
        )

    def _first_place(self) -> int:
        blocks = self.session.articles[Side.LEFT].blocks
        return next((block.start for block in blocks if block.aligned), 0)

    def on_resize(self) -> None:
        self.bars.fit(self.size.height)
        if self.listing.display:
            self.features.listing.fit()
        if self.view.page_now is not None:
            self.event_pages.fit()
        self.call_after_refresh(self.bars.show_place)

    def _realigned(self) -> None:
        session = self.session
        if diffing := self.features.made(Features.diffing):
            diffing.forget()
        self.view.open(session.articles, session.rows, session.alignment)
        self._page_layers.prepare()
        self.bars.show_place()

    def _aligned(self) -> None:
        """The two articles are aligned by now."""
        self.event_pages.look_ahead()

    def _turned(self) -> None:
        """Other articles are on the page."""
        self._page_layers.prepare()
        self.bars.show_place()

    # Saving

    def _edited(self) -> None:
        """A command was carried out: a newcomer's first is a tag."""
        if self.newcomer:
            self.newcomer = False
            self.post_message(self.FirstTag())

    def _post(self, message: Message) -> None:
        """From any thread; nothing once the screen is gone."""
        if self.is_attached:
            self.post_message(message)

    def _look_around(self) -> None:
        self.keeper.look_around()
        self.keep_place()
        self.features.file_watch.look()

    def keep_place(self) -> None:
        """Remember where the reader is, and how the page is set."""
        view, session = self.view, self.session
        now = {"packed": view.packed, "folded": view.folded}
        if self.size.width >= 90:
            now["panel"] = self.listing.display
        session.view |= {name: on for name, on in now.items() if on != session.setting(name)}
        self.keeper.keep_place(view.caret)

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        self.editing.saved(event)

    @on(NotSaved)
    def _not_saved(self, event: NotSaved) -> None:
        self.save_status.failed(event)

    @on(Changed)
    def _store_changed(self, event: Changed) -> None:
        ids = self.session.article_ids
        texts = (each for each in event.edits if each.table == "articles" and each.after)
        if any(edit.key in ids for edit in texts):
            self._text_changed = True
            self.on_screen_resume()
        else:
            self.editing.show(self.session.apply(event.edits))
            self.event_pages.follow(event.edits, ours=False)

    def on_screen_resume(self) -> None:
        """Read a new text once nothing stands over the page any more."""
        if self._text_changed and self.app.screen is self:
            self._text_changed = False
            self.post_message(self.TextChanged())

    @property
    def seen(self) -> bool:
        """Whether anything of this screen is seen: it is there, and no screen above it hides it."""
        stack = self.app.screen_stack
        return self in stack and not any(
            each.styles.background.a == 1 for each in stack[stack.index(self) + 1 :]
        )

    def _seen_again(self) -> None:
        """Draw what was left undrawn while another screen hid this one."""
        if self.seen:
            self.editing.draw()
            if self._hints_due:
                self._hint()

    # The bars

    def _caret_moved(self) -> None:
        self._page_layers.moved()
        self.bars.moved()
        self.event_pages.third.follow()

    @on(PairView.Resized)
    def _resized(self) -> None:
        self.event_pages.fit()
        self.bars.show_place()

    @on(ThirdColumn.Pressed)
    def _third_pressed(self, event: ThirdColumn.Pressed) -> None:
        self.event_pages.take_third(event.offset)

    def _hint(self) -> None:
        self._hints_due = not self.seen
        if not self._hints_due:
            self.bars.hint(self._lead)

    def watch_newcomer(self) -> None:
        if self.is_mounted:
            self._hint()

    async def _offer_tour(self) -> None:
        if self.newcomer:
            await self._welcome.offer()

    @property
    def _lead(self) -> str:
        """What is said before all hints: of a changed file."""
        file_watch = self.features.made(Features.file_watch)
        if file_watch and file_watch.offer:
            return file_watch.offer
        return ""

    # Keys

    async def _pressed(self, key: str, character: str) -> bool:
        if self.newcomer and self._welcome.takes(key):
            return True
        return await self.keys.press(key, character, self.view, self.bars)

    async def action_perform(self, id: str) -> None:
        """Carry out an action of the page; Textual calls it for a key, a hint and the palette."""
        await perform(self.keymap.action(id), self)

    def cancel(self) -> None:
        self.features.pending_keys.drop()

    def show_help(self) -> None:
        from tui.keys.help import help_sections
        from tui.screens.help import HelpScreen

        sections = help_sections(self.bars.key_hints, self.keymap, self.keys.missing)
        self.dialogs.ask(HelpScreen("Help", sections, page=True), self.keys.perform)

    def show_messages(self) -> None:
        from rich.text import Text

        from annotations.articles import visible
        from tui.screens.sheet import Sheet

        said = Text()
        for time, words in reversed(self.bars.messages):
            said.append(f"{time}  ", "dim").append(f"{visible(words)}\n")
        self.dialogs.ask(Sheet("Messages, the last first", said or Text("nothing was said yet")))

    def leave(self) -> None:
        if not self.save_status.may_leave():
            return
        self.keep_place()
        self.app.exit(1 if self.close() else 0)

    def leave_page(self) -> None:
        """Remember the place and save what waits, before the pair is opened anew."""
        self.keep_place()
        self.close()

    def close(self) -> int:
        """Save what waits to be saved; returns how many changes could not be."""
        return self.keeper.close()

    # Search

    @on(SearchBar.Typed)
    def _typed(self, event: SearchBar.Typed) -> None:
        self.features.search.typed(event.query)

    @on(SearchBar.Stepped)
    def _stepped(self, event: SearchBar.Stepped) -> None:
        self.features.search.step(event.step)

    @on(SearchBar.Left)
    def _search_left(self, event: SearchBar.Left) -> None:
        self.features.search.leave(kept=event.kept)

    # The list

    @on(AnnotationList.Chosen)
    def _chosen(self, event: AnnotationList.Chosen) -> None:
        self.features.listing.go(event.annotation)

    @on(Hints.Chosen)
    async def _hint_clicked(self, event: Hints.Chosen) -> None:
        await self.keys.run(event.action.id)

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        if self.view.page_now is not None:
            self._hint()
