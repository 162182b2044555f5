"""Finding suggestions for the articles in sight, in a worker, and keeping them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, NamedTuple

from annotations.articles import Article
from tui.features.host import Host
from tui.features.suggesting.proposals import Proposal, proposals_of

if TYPE_CHECKING:
    from annotations.suggestions.attribution.parsed.spacy_parser import NamedParser

MODEL = "spacy"
"""Name of the setting with the spaCy model that is to help."""

LONGEST = 60_000
"""Code points of an article beyond which suggestions are looked for only when they are asked for."""

REST = 0.05
"""Seconds between two articles, for keys to be heard in."""


class Found(NamedTuple):
    """What was found for an article: the proposals, the id of each one's rejection, and notes."""

    article: Article
    proposals: tuple[Proposal, ...]
    rejections: tuple[str, ...]
    notes: tuple[str, ...]


class Looking:
    """Asks the rules about each article once, off the screen's thread."""

    def __init__(self, host: Host, then: Callable[[], object]) -> None:
        """`then` is called when something was found that was looked for."""
        self._host = host
        self._then = then
        self._busy = False
        self._found: dict[str, Found] = {}
        """What was found, by the id of the article."""

    @property
    def known(self) -> bool:
        """Whether the articles in sight, as they are divided now, were looked at."""
        return not self._wanted()

    def of(self, key: str) -> Found | None:
        """What was found for the article with an id, as it is divided now."""
        found = self._found.get(key)
        now = self._host.session.article(key)
        return found if found is not None and found.article is now else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out of the articles, and why."""
        found = filter(None, map(self.of, self._host.event_pages.standing))
        return tuple(dict.fromkeys(note for each in found for note in each.notes))

    def ahead(self) -> None:
        """Look, unless an article is so long that it would be felt."""
        articles = map(self._host.session.article, self._host.event_pages.standing)
        if all(article is None or len(article.text) <= LONGEST for article in articles):
            self.look()

    def look(self) -> None:
        """Look at the articles that were not looked at yet."""
        wanted = self._wanted()
        if wanted and not self._busy:
            self._busy = True
            self._host.threads.run(partial(self._find, wanted), self._take_in)

    def _wanted(self) -> dict[str, Article]:
        """The articles that were not looked at, by id."""
        article = self._host.session.article
        standing = self._host.event_pages.standing
        found = {key: article(key) for key in standing if self.of(key) is None}
        return {key: each for key, each in found.items() if each is not None}

    def _find(self, articles: dict[str, Article]) -> dict[str, Found]:
        """Ask the rules, in a thread."""
        from annotations.suggestions.suggest import suggest

        annotator, found = self._host.session.annotator, {}
        parser, complaint = self._parser()
        for key, article in articles.items():
            sleep(REST)
            said = suggest(article, parser=parser)
            proposals = tuple(sorted(proposals_of(key, article, said), key=lambda one: one.start))
            rejections = (one.rejection(article, annotator).id for one in proposals)
            found[key] = Found(article, proposals, tuple(rejections), (*complaint, *said.notes))
        return found

    def _parser(self) -> tuple[NamedParser | None, tuple[str, ...]]:
        """The parser that the settings name, if any; else what is wrong with it."""
        from annotations.suggestions.attribution.parsed.spacy_parser import (
            ParserError,
            spacy_parser,
        )

        model = self._host.session.setting(MODEL)
        if not isinstance(model, str) or not model:
            return None, ()
        try:
            return spacy_parser(model), ()
        except ParserError as error:
            return None, (str(error),)

    def _take_in(self, found: dict[str, Found]) -> None:
        self._busy = False
        self._found.update(found)
        self._then()
