"""Lining up the pair off the screen's thread, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from annotations.errors import CrossreadError
from tui.features.registry import Features
from tui.page.arrangement import Flow
from tui.page.caret import Caret, Side
from tui.reader.meaning import by_meaning, told_change, vectors_of
from tui.session.align_process import align_in_process

if TYPE_CHECKING:
    from annotations.alignment import Alignment
    from annotations.alignment.meaning.encoder import KnownVectors
    from annotations.articles import Article
    from tui.features.host import Host


class PairAligner:
    """Runs the aligner between what people decided, shows its links and has them saved.

    Where a sentence model has a say, the links that the words give are shown at once, and what the
    model changes in them when it is done.
    """

    def __init__(
        self,
        host: Host,
        model: str | None,
        features: Features,
        redraw_page: Callable[[], None],
        first_place: Callable[[], int],
        tell: Callable[[str], None],
        done: Callable[[], object] = lambda: None,
    ) -> None:
        """`model` names a sentence model; `tell` shows how far the work is.

        `first_place` is the offset in the left article at which a pair is opened; `done` is called
        once two articles are aligned.
        """
        self.model = model
        self._known: KnownVectors | None = None
        self._encoded: tuple[Article, Article] | None = None
        self._host = host
        self._features = features
        self._redraw_page = redraw_page
        self._first_place = first_place
        self._tell = tell
        self._done = done

    @property
    def wanted(self) -> bool:
        """Whether the pair is to be aligned when it is opened: nobody has."""
        return not self._host.session.aligned

    @property
    def known(self) -> KnownVectors | None:
        """The vectors of the blocks as they are now, once a sentence model has been asked."""
        return self._known if self._encoded is self._host.session.articles else None

    @property
    def by_fill(self) -> bool:
        """Whether the page is set by how full it is: nobody has chosen rows or columns."""
        return self._host.session.setting("flow") not in Flow.__members__

    def choose_flow(self) -> None:
        """Set how the two articles go together, before anything is laid out."""
        session, view = self._host.session, self._host.view
        # Which blocks face each other is not known while the aligner runs: no rows yet.
        view.flow = Flow.__members__.get(str(session.setting("flow")), Flow.FOLLOW)
        view.fitting = self.by_fill and session.aligned and not view.three

    def opened(self) -> None:
        """The pair is laid out: say how, if it was aligned before and there is no other news."""
        session, news = self._host.session, self._flow_news()
        if news and not (self.wanted or session.notices):
            self._show(news)
        if not self.wanted:
            self._refine()

    def run(self) -> None:
        """Align the pair, long pairs in a process of their own."""
        session, known = self._host.session, self.known
        articles, decided = session.articles, session.decided

        def align() -> Alignment | CrossreadError:
            try:
                return align_in_process(articles, decided, known)
            except CrossreadError as error:
                return error

        def take(found: Alignment | CrossreadError) -> None:
            if articles is session.articles:  # else others are open by now
                self.take(found)

        self._host.threads.run(align, take)

    def run_again(self) -> None:
        """Align the pair anew between what people decided, and say so."""
        self._host.bars.show_message("lining up the paragraphs anew…")
        self.run()

    def opened_another(self) -> None:
        """Two other articles are open, and aligned: ask the sentence model about them, too."""
        self._refine()

    def take(self, found: Alignment | CrossreadError) -> None:
        """Show the links that were found for the two articles that are open, and keep them."""
        session, view = self._host.session, self._host.view
        first = not session.aligned
        if isinstance(found, CrossreadError):
            session.aligned = True  # there is nothing to wait for any more
            self._host.bars.show_message(str(found), warn=True)
            return
        session.realign(found)
        view.fitting = first and self.by_fill and not view.three
        self._redraw_page()
        if view.caret == Caret(Side.LEFT, self._first_place()):
            view.scroll_home(animate=False)
        links = f"{len(session.alignment)} links between paragraphs"
        self._show([*session.notices, links, *self._flow_news()])
        if diffing := self._features.made(Features.diffing):
            diffing.aligned()
        self._save()
        self._refine()
        self._done()

    def _save(self) -> None:
        session = self._host.session
        if not session.read_only:
            self._host.keeper.save_alignment(session.guessed)

    def _refine(self) -> None:
        """Ask the sentence model, aside, and then align with what it says; without one, say so."""
        session, store = self._host.session, self._host.keeper.store_file
        if self.known is not None:
            return
        articles = session.articles
        if self.model is None:
            self._host.threads.run(partial(by_meaning, articles), self._tell_of_languages)
            return
        work = partial(vectors_of, articles, self.model, store, lambda: self._host.view.is_running)

        def take(known: KnownVectors) -> None:
            if articles is session.articles:
                self._known, self._encoded = known, articles
                work = partial(align_in_process, articles, session.decided, known)
                self._host.threads.run(work, self._take_refined)

        self._host.threads.run(work, take)

    def _take_refined(self, found: Alignment) -> None:
        """Take the links that the model leaves and brings, where the reader is, and say so."""
        session, before = self._host.session, self._host.session.alignment
        if self.known is None:  # the articles are others by now
            return
        session.realign(found)
        if told := told_change(before, session.alignment):
            self._redraw_page()
            self._save()
        self._host.view.repaint()
        fitted = self._known is not None and self._known.fitted
        doubt = "" if fitted else "; scores are not calibrated to this model"
        self._host.bars.show_message(f"{told or 'no link changes'} by meaning{doubt}")

    def _tell_of_languages(self, told: str) -> None:
        if told:
            self._host.bars.show_message(told)

    def _flow_news(self) -> list[str]:
        """Why each article is set in a column of its own, where the reader did not choose it."""
        if not self.by_fill or self._host.view.flow is Flow.ROWS:
            return []
        key = self._host.keymap.key("read.flow")
        return [f"columns that follow links, as rows would leave gaps; {key} changes it"]

    def _show(self, news: list[str]) -> None:
        self._tell(" · ".join([*news, f"{self._host.keymap.key('app.help')} help"]))
