"""The articles of the event: which two are read, from a list, and adding, removing and reordering them."""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from annotations.articles import visible
from annotations.articles.text.visible import one_line
from annotations.errors import StoreError
from annotations.store.events import commands
from tui.features.host import Host
from tui.screens.finder import Choice, Finder
from tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from annotations.alignment import Alignment
    from annotations.articles import Article
    from annotations.store import Command
    from tui.screens.articles import ArticlesScreen, Row


class EventArticles:
    """What the list of the event's articles shows, and what its keys do; every change can be undone."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._screen: ArticlesScreen | None = None

    def choose(self) -> None:
        """Ask which article is to stand in the other column."""
        from tui.screens.articles import ArticlesScreen

        own = self._own
        for each in self._host.session.event.articles:
            if each != own:
                self._links(own, each)
        self._screen = ArticlesScreen(self, own)
        self._host.dialogs.ask(self._screen, self._host.event_pages.put)

    def numbered(self, number: int) -> None:
        """The article of a number into the other column."""
        articles = self._host.session.event.articles
        if 1 <= number <= len(articles):
            self._host.event_pages.put(articles[number - 1])
        else:
            words = f"there is no article {number}: this event has {len(articles)}"
            self._host.bars.show_message(words, warn=True)

    def changed(self) -> None:
        """The event or its alignments are others: show it, if the list is open."""
        if self._screen is not None and self._screen.is_mounted:
            self._screen.fill()

    # What the list shows

    @property
    def _own(self) -> str:
        session = self._host.session
        return session.article_ids[self._host.view.caret.side]

    def rows(self) -> list[Row]:
        """The articles in the order of the event: names, date, how far read, links, and where shown."""
        from tui.screens.articles import Row

        session, shown = self._host.session, self._host.event_pages.columns
        found = []
        for number, key in enumerate(session.event.articles, 1):
            article = session.article(key)
            links = None if key == self._own else self._links(self._own, key)
            column = ("left", "middle", "right") if len(shown) > 2 else ("left", "right")
            found.append(
                Row(
                    key=key,
                    number=number,
                    outlet=_outlet(article) if article else "",
                    title=one_line(article.title or _opening(article)) if article else "…",
                    published=one_line(article.published)[:10] if article else "",
                    read=session.read.get(key, 0.0),
                    links=None if links is None else len(links.links),
                    column=column[shown.index(key)] if key in shown else "",
                    own=key == self._own,
                )
            )
        return found

    def _links(self, one: str, other: str) -> Alignment | None:
        """The links of two articles, made if nobody has; those of the open ones as they are now."""
        session = self._host.session
        if {one, other} == set(session.article_ids):
            return session.alignment if session.aligned else None
        return self._host.event_pages.alignments.between(one, other)

    # What its keys do

    def swap(self) -> None:
        """The columns change places."""
        self._host.keys.perform("read.swap")

    def move(self, article: str, step: int) -> None:
        """Give an article of the event an earlier (-1) or a later (1) place."""
        event = self._host.session.event
        if article in event.articles:
            to = event.articles.index(article) + step
            if 0 <= to < len(event.articles):
                self._do(partial(commands.move_article, event, article, to))

    def remove(self, article: str) -> None:
        """Take an article out of the event; it stays in the store, with all that is said of it."""
        event = self._host.session.event
        left = [each for each in event.articles if each != article]
        shown = self._host.event_pages.columns
        if not self._do(partial(commands.take_article, event, article)):
            return
        if article in self._host.session.article_ids:
            come = next((each for each in left if each not in shown), "")
            if come:
                self._host.event_pages.put(come, own=article == self._own)

    def remove_one(self) -> None:
        """Ask which article is to be taken out of the event."""
        session = self._host.session
        choices = [
            Choice(key, session.name_of(key), session.number(key)) for key in session.event.articles
        ]
        self._host.dialogs.ask(Finder("Take out of the event", choices), self.remove)

    def undo(self) -> None:
        """Take back the last change of the event or of what is said in it."""
        self._host.editing.undo()

    def add(self) -> None:
        """Ask for a file, and take its article into the event."""
        self._host.dialogs.ask(Prompt("Add an article: a file"), self._read)

    def _read(self, path: str) -> None:
        """Read a file in a worker thread; one that cannot be read is told of."""

        def read() -> Article:
            from annotations.articles import read_article

            return read_article(Path(path.strip()).expanduser())

        self._host.bars.show_message(f"reading {visible(path)}…")
        self._host.threads.run(read, self._keep)

    def _keep(self, article: Article) -> None:
        keeper, session = self._host.keeper, self._host.session
        if session.read_only:
            self._host.bars.show_message("this store is open for reading only", warn=True)
            return

        def keep() -> str:
            return keeper.asked(lambda store: store.add_article(article))

        def put(key: str) -> None:
            session.know({key: article})
            self._do(partial(commands.put_article, session.event, key))

        self._host.threads.run(keep, put)

    def _do(self, make: partial[Command]) -> bool:
        """Carry out a change of the event; whether it can be done. What cannot is told."""
        session = self._host.session
        try:
            command = make(history=session.history)
        except StoreError as error:
            self._host.bars.show_message(str(error), warn=True)
            return False
        self._host.editing.do(command)
        return not session.read_only


def _outlet(article: Article) -> str:
    """Who published an article, else its file."""
    return one_line(article.outlet or PurePath(article.source).name or "pasted text")


def _opening(article: Article) -> str:
    """The first words of an article without a title."""
    block = next((each for each in article.blocks if each.aligned), None)
    return article.text_of(block)[:60] if block else ""
