"""Finding suggestions for the two articles that are open, in a worker, and keeping them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, NamedTuple

from annotations.articles import Article
from tui.features.host import Host
from tui.features.suggesting.proposals import Proposal, proposals_of
from tui.page.caret import Side

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
        self._found: dict[Side, Found] = {}

    @property
    def known(self) -> bool:
        """Whether both articles, as they are divided now, were looked at."""
        return not self._wanted()

    def of(self, side: Side) -> Found | None:
        """What was found for the article of a side, as it is divided now."""
        found = self._found.get(side)
        now = self._host.session.articles[side]
        return found if found is not None and found.article is now else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out of either article, and why."""
        found = filter(None, map(self.of, Side))
        return tuple(dict.fromkeys(note for each in found for note in each.notes))

    def ahead(self) -> None:
        """Look, unless an article is so long that it would be felt."""
        articles = self._host.session.articles
        if all(len(article.text) <= LONGEST for article in articles):
            self.look()

    def look(self) -> None:
        """Look at the articles that were not looked at yet."""
        wanted = self._wanted()
        if wanted and not self._busy:
            self._busy = True
            self._host.threads.run(partial(self._find, wanted), self._take_in)

    def _wanted(self) -> list[Side]:
        return [side for side in Side if self.of(side) is None]

    def _find(self, sides: list[Side]) -> dict[Side, Found]:
        """Ask the rules, in a thread."""
        from annotations.suggestions.suggest import suggest

        session, found = self._host.session, {}
        parser, complaint = self._parser()
        for side in sides:
            sleep(REST)
            article, key = session.articles[side], session.article_ids[side]
            said = suggest(article, parser=parser)
            proposals = tuple(sorted(proposals_of(side, article, said), key=lambda one: one.place))
            rejections = (one.rejection(key, article, session.annotator).id for one in proposals)
            found[side] = Found(article, proposals, tuple(rejections), (*complaint, *said.notes))
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

    def _take_in(self, found: dict[Side, Found]) -> None:
        self._busy = False
        self._found.update(found)
        self._then()
