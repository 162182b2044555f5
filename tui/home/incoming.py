"""Articles on their way in: files, folders, web addresses and pasted text, read by a worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.articles import article_from_text, read_article
from annotations.errors import ArticleError, CrossreadError
from annotations.marks.cleaning import clean_line
from tui.home.changing import named
from tui.home.typed_paths import PathSuggester, is_there, path_of, sources
from tui.screens.finder import Choice, Finder
from tui.screens.prompt import Prompt
from tui.session.readable import readable

if TYPE_CHECKING:
    from annotations.articles import Article
    from annotations.store.events.overview import EventSummary
    from tui.home.host import HomeHost

READABLE = frozenset(
    [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".mhtml",
        ".mht",
        ".jsonl",
        ".docx",
        ".odt",
        ".rtf",
        ".epub",
        ".pdf",
    ]
)
"""Ends of names of files that a folder is looked through for."""
MOST = 1_000
"""Files that are taken from a folder."""
_TOLD = 3
"""Complaints that are shown one by one."""


class Incoming:
    """Asks for articles, reads them, and asks to which event they belong.

    An article alone makes no event: it waits here until another one comes.
    """

    def __init__(self, home: HomeHost) -> None:
        self._home = home
        self._waiting: list[Article] = []

    def ask(self) -> None:
        """Ask for files, a folder or web addresses."""
        if self._may():
            self._home.dialogs.ask(
                Prompt(
                    "Files, a folder, or web addresses; a blank between two",
                    suggester=PathSuggester(),
                ),
                self.take,
            )

    def ask_text(self) -> None:
        """Ask for a text."""
        from tui.home.pasting import PasteBox

        if self._may():
            self._home.dialogs.ask(PasteBox(), self.pasted)

    def _may(self) -> bool:
        if self._home.library.read_only:
            self._home.say("this store is open for reading only; nothing can be added", warn=True)
        return not self._home.library.read_only

    def take(self, line: str) -> None:
        """Read what a line names, off the screen's thread."""
        home = self._home
        home.say("reading…")

        def read() -> None:
            found, wrong = articles_of(line)
            home.app.call_from_thread(self._read, found, wrong)

        home.beside(read, "incoming")

    def pasted(self, text: str) -> None:
        """Take a text that was pasted, or the files and addresses that it names."""
        if not self._may():
            return
        if len(text.strip().splitlines()) == 1 and all(map(_is_source, sources(text))):
            self.take(text)
            return
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        try:
            article = readable(article_from_text(text, source="pasted text"))
        except ArticleError as error:
            self._home.say(str(error), warn=True)
        else:
            self._read([article], [])

    def _read(self, found: Sequence[Article], wrong: Sequence[str]) -> None:
        """Say what could not be read, and ask where the rest belongs."""
        home = self._home
        for complaint in wrong[:_TOLD]:
            home.app.notify(complaint, title="Not added", severity="warning", timeout=15)
        if len(wrong) > _TOLD:
            more = f"and {len(wrong) - _TOLD} more"
            home.app.notify(more, title="Not added", severity="warning", timeout=15)
        known = {each.sha256: each for each in [*self._waiting, *found]}
        self._waiting = []
        articles = list(known.values())
        home.say(f"{len(wrong)} could not be read" if wrong else "")
        if articles:
            self._place(articles)

    def _place(self, articles: list[Article]) -> None:
        """Ask to which event some articles belong."""
        home, here = self._home, self._home.listing.here
        count = f"{len(articles)} articles" if len(articles) > 1 else _name(articles[0])
        choices = []
        if len(articles) > 1:
            choices.append(Choice("new", f"A new event of these {len(articles)}"))
        if here is not None:
            choices.append(Choice("here", f"Add to {named([here])}"))
        if len(articles) == 1:
            words = "an event has two or more; forgotten when crossread ends"
            choices.append(Choice("wait", "Keep it until another article comes", words))

        def placed(answer: str) -> None:
            if answer == "wait":
                self._waiting = articles
                home.say(f"{_name(articles[0])} waits for another article of its event")
            elif answer == "here" and here is not None:
                self._extend(here, articles)
            elif answer == "new":
                title = articles[0].title
                home.library.add(
                    [(title, articles)], lambda added: home.say(f"{added.words} · saved")
                )

        home.dialogs.ask(Finder(f"Add {count}", choices), placed)

    def _extend(self, summary: EventSummary, articles: Sequence[Article]) -> None:
        home = self._home
        home.library.extend(summary.event.id, articles, lambda said: home.say(f"{said} · saved"))


def _is_source(name: str) -> bool:
    return name.startswith(("http://", "https://")) or is_there(name)


def articles_of(line: str) -> tuple[list[Article], list[str]]:
    """The articles that a line names, and a complaint for each that cannot be read."""
    found: list[Article] = []
    wrong: list[str] = []
    for name in sources(line):
        try:
            for each in _files(name):
                try:
                    found.append(readable(read_article(each)))
                except CrossreadError as error:
                    wrong.append(str(error))
        except (CrossreadError, OSError, ValueError) as error:
            wrong.append(str(error))
    return found, wrong


def _files(name: str) -> Iterator[str | Path]:
    """What a name stands for: itself, or the articles of a folder in the order of their names."""
    if name.startswith(("http://", "https://")):
        yield name
        return
    if name == "-":
        raise ArticleError("-: standard input is the keyboard here; name a file")
    path = path_of(name)
    if not path.is_dir():
        yield path
        return
    files = sorted(
        each
        for each in path.iterdir()
        if each.suffix.lower() in READABLE and not each.name.startswith(".")
    )
    if not files:
        raise ArticleError(f"{path}: no articles in this folder; they end in .txt, .md, .html …")
    if len(files) > MOST:
        raise ArticleError(f"{path}: more than {MOST:,} articles; `crossread find` sorts archives")
    yield from files


def _name(article: Article) -> str:
    return f"‘{clean_line(article.title or Path(article.source).name)[:40] or 'a text'}’"
