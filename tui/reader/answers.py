"""Finds what of an article of the event answers a block of another: by links, else by passages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from annotations.alignment import Origin
from annotations.articles import Article
from tui.page.caret import Side
from tui.page.drawing import NearBlock
from tui.session.answering import answer
from tui.session.event_alignments import turned

if TYPE_CHECKING:
    from annotations.alignment import Alignment
    from tui.features.host import Host

Question = tuple[str, int, str]
"""A block of an article, and the article that is to answer it."""


class Answers:
    """What is known at once, and what a worker finds."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._passages: dict[Question, int | None] = {}
        self._sought: Question | None = None

    def now(self, here: str, block: int, there: str) -> int | None:
        """The block of `there` that answers a block of `here`, as far as that is known; else None."""
        found = answer(block, here, there, self._host.session.event.articles, self._between)
        return found.block if found else self._passages.get((here, block, there))

    def forget(self) -> None:
        """A text is another by now."""
        self._passages.clear()

    def near(self, side: Side, block: int) -> NearBlock | None:
        """What of the other open article answers a block of a side by way of a third article.

        Not a block of which a person has said that it is no partner.
        """
        session = self._host.session
        if len(session.event.articles) < 3 or not session.aligned:
            return None
        ids = session.article_ids
        found = answer(block, ids[side], ids[side.other], session.event.articles, self._between)
        if found is None or not found.by:
            return None
        link = session.link(*((found.block, block) if side else (block, found.block)))
        rejected = link is not None and link.origin is Origin.REJECTED
        return None if rejected else NearBlock(found.block)

    def seek(self, here: str, block: int, there: str, then: Callable[[], object]) -> None:
        """Look for the nearest passage where no link leads; `then` is called once one is known.

        Of several questions the last one is answered.
        """
        from tui.features.comparing.nearest_passages import LARGEST

        question = here, block, there
        articles = self._host.session.article(here), self._host.session.article(there)
        if question in self._passages or self._sought == question:
            return
        one, two = articles
        if one is None or two is None or len(one.blocks) * len(two.blocks) > LARGEST:
            return
        self._sought = question

        def take(found: int | None) -> None:
            self._passages[question] = found
            if self._sought == question:
                self._sought = None
            if found is not None:
                then()

        self._host.threads.run(partial(_nearest, one, block, two), take)

    def _between(self, one: str, other: str) -> Alignment | None:
        """What is known of the links of two articles; those of the open ones as they are now."""
        session = self._host.session
        if session.aligned and (one, other) == session.article_ids:
            return session.alignment
        if session.aligned and (other, one) == session.article_ids:
            return turned(session.alignment)
        return self._host.event_pages.alignments.known(one, other)


def _nearest(article: Article, block: int, other: Article) -> int | None:
    """In a worker thread: the block with the passage that is nearest to a block; None for nothing near."""
    from annotations.alignment import passages
    from tui.features.comparing.nearest_passages import SHOWN

    found = passages(article, article.blocks[block].span, other, limit=1)
    return found[0].block if found and found[0].score >= SHOWN else None
