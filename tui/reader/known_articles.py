"""The articles of the event that are not open: taken from the store one by one, while nobody waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from annotations.errors import CrossreadError

if TYPE_CHECKING:
    from annotations.articles import Article
    from annotations.marks import Annotation, Relation
    from annotations.store import Store
    from tui.features.host import Host


class Known(Struct, frozen=True):
    """An article of the event, and what is said of it where that is not known already."""

    key: str
    article: Article
    annotations: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()


class KnownArticles:
    """Makes all articles of the event known to the session, so that they can be named and answered."""

    def __init__(
        self, host: Host, took: Callable[[], object], all_known: Callable[[], object]
    ) -> None:
        """`took` is called after each article, `all_known` after the last."""
        self._host = host
        self._took = took
        self._all_known = all_known
        # What is said of those the session has followed from the start.
        self._at_first = frozenset(host.session.event.articles)
        self._learning = False

    def learn(self) -> None:
        """Take in what is not known yet."""
        if not self._learning:
            self._learning = True
            self._next()

    def _next(self) -> None:
        """Take in the articles of the event that are not known yet, one after the other."""
        session = self._host.session
        unknown = [each for each in session.event.articles if session.article(each) is None]
        if not unknown:
            self._learning = False
            self._all_known()
            return
        key = unknown[0]
        question = partial(_said_of, key, key not in self._at_first)

        def ask() -> Known | None:
            try:
                return self._host.keeper.asked(question)
            except CrossreadError:  # it was deleted meanwhile: the edit that says so is on its way
                return None

        self._host.threads.run(ask, self._take)

    def _take(self, known: Known | None) -> None:
        if known is None:
            self._learning = False
            return
        self._host.session.know({known.key: known.article}, known.annotations, known.relations)
        self._took()
        self._next()


def _said_of(key: str, new: bool, store: Store) -> Known:
    """In the thread of the store: an article, and of one that is `new` to the event all marks."""
    if not new:
        return Known(key, store.article(key))
    marks = store.annotations(article=key)
    relations = {tie.id: tie for mark in marks for tie in store.relations_of(mark.id)}
    return Known(key, store.article(key), marks, tuple(relations.values()))
