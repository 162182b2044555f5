"""The reader: the page, its bars and its list, and the features that keys call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import var
from textual.screen import ModalScreen, Screen

from annotations.alignment import Alignment
from annotations.errors import CrossreadError
from annotations.store import Command, Store
from tui.aside import align_aside
from tui.features.together import Features, load
from tui.keeping import Changed, Keeper, NotSaved, Saved
from tui.keymap import Keymap
from tui.reading.arrangement import Flow
from tui.reading.caret import Caret, Side
from tui.screens.bars import Bars
from tui.screens.saving import Saving
from tui.screens.sources import Sources
from tui.session import Session, Touched
from tui.situation import Situation
from tui.widgets.annotation_list import AnnotationList
from tui.widgets.bars import Hints, SearchBar
from tui.widgets.pair_view import PairView

REFRESH = 2.0
"""Seconds between looks at what other processes wrote."""


class Reader(Screen[int]):
    """One pair, read and annotated. Features keep their own state and see it as their desk."""

    DEFAULT_CSS = """
    Reader { layers: base; }
    Reader #body { height: 1fr; }
    Reader PairView { width: 1fr; height: 1fr; }
    """

    newcomer: var[bool] = var(False, init=False)
    """Whether the hint line first says where a newcomer learns more."""

    class AtHome(Message):
        """A newcomer has tagged something, and is none any more."""

    class Retexted(Message):
        """An article of the pair has another text now: it is to be read anew."""

    class Done(Message, bubble=False):
        """Slow work is done; `then` takes its result on the screen's thread."""

        def __init__(self, result: Any, then: Callable[[Any], None]) -> None:
            super().__init__()
            self.result = result
            self.then = then

    def __init__(
        self,
        store: Store,
        session: Session,
        keymap: Keymap | None = None,
        model: Path | None = None,
    ) -> None:
        """`model` is the folder of a sentence model that has a say in the alignment."""
        super().__init__()
        self.model = model
        self._keymap = keymap or Keymap()
        self._session = session
        self._keeper = Keeper(store, session, self._post)
        self._view = PairView(commands=self._keymap.commands, id="page")
        self.search_bar = SearchBar(id="search")
        self.listing = AnnotationList(id="list")
        self.features = Features(self, self.search_bar, self.listing)
        self.bars = Bars(self._view, session, self.features, self._keymap)
        self.status = self.bars.status
        self._saving = Saving(self._keeper, self.bars, self._keymap, self.say)
        self._sources = Sources(session, self.features)
        self._retexted = False

    # The desk that features see

    @property
    def view(self) -> PairView:
        return self._view

    @property
    def session(self) -> Session:
        return self._session

    @property
    def keymap(self) -> Keymap:
        return self._keymap

    def do(self, command: Command, said: str = "") -> None:
        if self._session.read_only:
            self.say("this store is open for reading only; nothing can be changed", warn=True)
            return
        self._show(self._session.apply(command.edits))
        self.say(said or f"{command.title} · {self._keymap.key('app.undo')} undoes")
        self._saving.begun()
        self._keeper.do(command)
        if self.newcomer:
            self.newcomer = False
            self.post_message(self.AtHome())

    def undo(self) -> None:
        self._turned("undid", self._keeper.undo())

    def _turned(self, word: str, command: Command | None) -> None:
        """Show at once what undo or redo does, where it is known."""
        if command is not None:
            self._show(self._session.apply(command.edits))
            self.features.travelling.bring(command.edits)
            self.say(f"{word}: {command.title}")
            self._saving.begun()

    def say(self, text: str, *, warn: bool = False) -> None:
        self.bars.say(text, warn=warn)
        self._hint()

    def background(self, run: Callable[[Store], str]) -> None:
        self._keeper.background(run)

    def realign(self) -> None:
        self.say("lining up the paragraphs anew…")
        self._align()

    def later(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        def run() -> None:
            try:
                result = work()
            except CrossreadError as error:
                trouble = str(error)
                self._post(self.Done(trouble, lambda said: self.say(said, warn=True)))
            else:
                self._post(self.Done(result, then))

        self.run_worker(run, thread=True, group="later")

    def keep_view(self, name: str, value: Any) -> None:
        self._session.view[name] = value

    def ask(
        self, screen: ModalScreen[Any], then: Callable[[Any], None] = lambda answer: None
    ) -> None:
        def answered(answer: Any) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(screen, answered)

    # Life

    def compose(self) -> ComposeResult:
        yield self.bars.titles
        with Horizontal(id="body"):
            yield self._view
            yield self.listing
        yield self.status
        yield self.bars.hints

    def on_mount(self) -> None:
        session, view = self._session, self._view
        view.styles_by_name.colour_of = session.codebook.colour
        view.intercept = lambda key, character: self.features.answering.takes(key, character)
        if session.progress is not None:
            side = Side.RIGHT if session.progress.side == "right" else Side.LEFT
            view.set_reactive(PairView.caret, Caret(side, session.progress.offset))
        else:
            view.set_reactive(PairView.caret, Caret(Side.LEFT, self._first_place()))
        view.flow = Flow.__members__.get(str(session.setting("flow")), Flow.ROWS)
        view.packed, view.folded = bool(session.setting("packed")), bool(session.setting("folded"))
        view.swapped = bool(session.setting("swapped"))
        view.open(session.articles, session.rows, session.alignment)
        self._sources.give(view)
        self.watch(view, "caret", self._caret_moved, init=False)
        view.focus()
        if session.setting("panel") and self.app.size.width >= 90:
            self.features.listing.toggle()
            view.focus()
        saved = "reading only" if session.read_only else "all saved"
        self.status.show(said=Text(" · ".join(session.notices)), saved=Text(saved, "dim"))
        self.set_interval(REFRESH, self._look_around)
        if self.model or not (session.alignment.links or session.decided):
            self.status.show(said=Text("lining up the paragraphs…", "dim"))
            self.call_after_refresh(self._align)
        # The first key finds everything loaded; the first paint waits for none of it.
        self.call_after_refresh(lambda: self.later(load, lambda loaded: self._sources.prepare()))

    def _first_place(self) -> int:
        blocks = self._session.articles[Side.LEFT].blocks
        return next((block.start for block in blocks if block.aligned), 0)

    @property
    def _laid(self) -> bool:
        return self._view.page_now is not None

    def on_resize(self) -> None:
        self.bars.fit(self.size.height)
        if self.listing.display:
            self.features.listing.fit()
        self.call_after_refresh(self._caret_shown)

    def _align(self) -> None:
        session = self._session
        self.later(
            lambda: align_aside(session.articles, session.decided, self.model),
            self._take_alignment,
        )

    @on(Done)
    def _take_result(self, event: Done) -> None:
        event.then(event.result)

    def _take_alignment(self, alignment: Alignment) -> None:
        session = self._session
        session.realign(alignment)
        self._realigned()
        if self._view.caret == Caret(Side.LEFT, self._first_place()):
            self._view.scroll_home(animate=False)
        key = self._keymap.key
        news = [*session.notices, f"{len(session.alignment)} links between paragraphs"]
        if session.mostly_gaps:
            news.append(f"{key('read.pack')} closes the gaps, {key('read.flow')} lets columns flow")
        news.append(f"{key('app.help')} help")
        self.status.show(said=Text(" · ".join(news), "dim"))
        if not session.read_only:
            self._keeper.save_alignment(session.guessed)

    def _realigned(self) -> None:
        session = self._session
        if diffing := self.features.made("diffing"):
            diffing.forget()
        self._view.open(session.articles, session.rows, session.alignment)
        self._sources.prepare()
        self._caret_shown()

    # Saving

    def _post(self, message: Message) -> None:
        """From any thread; nothing once the screen is gone."""
        if self.is_attached:
            self.post_message(message)

    def _look_around(self) -> None:
        self._keeper.look_around()
        self._keep_place()
        self.features.watching.look()

    def _keep_place(self) -> None:
        view, session = self._view, self._session
        now = {"packed": view.packed, "folded": view.folded}
        if self.size.width >= 90:
            now["panel"] = self.listing.display
        session.view |= {name: on for name, on in now.items() if on != session.setting(name)}
        self._keeper.keep_place(view.caret)

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        if event.edits:
            self.features.travelling.bring(event.edits)
        if event.said:
            self.say(event.said)
        self._saving.done()

    @on(NotSaved)
    def _not_saved(self, event: NotSaved) -> None:
        self._saving.failed(event)

    @on(Changed)
    def _store_changed(self, event: Changed) -> None:
        ids = self._session.article_ids
        if any(edit.table == "articles" and edit.key in ids for edit in event.edits):
            self._retexted = True
            self.on_screen_resume()
        else:
            self._show(self._session.apply(event.edits))

    def on_screen_resume(self) -> None:
        """Read a new text once nothing stands over the page any more."""
        if self._retexted and self.app.screen is self:
            self._retexted = False
            self.post_message(self.Retexted())

    def _show(self, touched: Touched) -> None:
        """Show what edits touched."""
        if touched.codebook:
            self._view.styles_by_name.colour_of = self._session.codebook.colour
            self._view.notify_style_update()
            self._view.repaint()
        if touched.alignment:
            self._realigned()
        elif self._laid:
            for side, block in touched.blocks:
                self._view.repaint_block(side, block)
        if touched.annotations:
            self._caret_shown()
            if self.listing.display:
                self.features.listing.follow()
        if (touched.annotations or touched.alignment) and (claims := self.features.made("claims")):
            claims.changed()

    # The bars

    def _caret_moved(self) -> None:
        self.bars.moved()
        self._hint()

    @on(PairView.Resized)
    def _caret_shown(self) -> None:
        self.bars.show_place()
        self._hint()

    def _hint(self) -> None:
        self.bars.hint(self._lead)

    def watch_newcomer(self) -> None:
        if self.is_mounted:
            self._hint()

    @property
    def _lead(self) -> str:
        """What is said before all hints: of a changed file, and to a newcomer."""
        watching = self.features.made("watching")
        if watching and watching.offer:
            return str(watching.offer)
        if not self.newcomer:
            return ""
        key = self._keymap.key
        return f"New here? {key('app.palette')} then tour, {key('app.help')} for help."

    @property
    def situation(self) -> Situation:
        return self.bars.situation

    # Keys

    def action_use(self, name: str, *arguments: Any) -> None:
        """Call a feature's method: `tagging.tag` with `claim`."""
        if name in ("diffing.change", "finding.hit"):
            self.features.travelling.remember()
        self.features.call(name, *arguments)

    def action_cancel(self) -> None:
        self.features.answering.drop()

    def action_copy(self, cited: bool) -> None:
        self.app.copy_to_clipboard(self.features.copying.text(cited))
        self.say("sent to the terminal’s clipboard")

    def action_undo(self) -> None:
        self.undo()

    def action_redo(self) -> None:
        self._turned("did again", self._keeper.redo())

    def action_save(self) -> None:
        self._saving.retry()

    def action_help(self) -> None:
        from tui.help import help_sheet
        from tui.screens.sheet import Sheet

        columns = 3 if self.size.width >= 150 else 2 if self.size.width >= 84 else 1
        self.ask(Sheet("Help", help_sheet(self.situation, self._keymap, columns=columns)))

    def action_quit(self) -> None:
        if not self._saving.may_leave():
            return
        self._keep_place()
        self.app.exit(1 if self.close() else 0)

    def close(self) -> int:
        """Save what waits to be saved; returns how many changes could not be."""
        return self._keeper.close()

    # Search

    @property
    def searching(self) -> bool:
        """Whether the search line is open."""
        return self.search_bar.is_attached and self.search_bar.display

    async def action_search(self) -> None:
        if not self.search_bar.is_attached:
            await self.mount(self.search_bar, before=self.status)
        self.features.searching.open()

    @on(SearchBar.Typed)
    def _typed(self, event: SearchBar.Typed) -> None:
        self.features.searching.typed(event.query)

    @on(SearchBar.Stepped)
    def _stepped(self, event: SearchBar.Stepped) -> None:
        self.features.finding.hit(event.step)

    @on(SearchBar.Left)
    def _search_left(self, event: SearchBar.Left) -> None:
        self.features.searching.leave(kept=event.kept)

    # The list

    def action_list(self) -> None:
        self.features.listing.toggle()

    @on(AnnotationList.Chosen)
    def _chosen(self, event: AnnotationList.Chosen) -> None:
        self.features.listing.go(event.annotation)

    @on(Hints.Chosen)
    async def _hint_clicked(self, event: Hints.Chosen) -> None:
        places = {"list": self.listing, "search": self.search_bar}
        await self.app.run_action(event.command.action, places.get(self.bars.context, self._view))

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        if self._laid:
            self._hint()
