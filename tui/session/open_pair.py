"""The two articles that are open, and the links between them: the aligner's under people's decisions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from annotations.alignment import Alignment, Link, Origin, Row, rows
from annotations.articles import Article
from annotations.store.serialization import (
    Pair,
    article_from_document,
    link_from_document,
    links_from_document,
)
from tui.session.article_names import article_names

if TYPE_CHECKING:
    from annotations.store import Edit, Store

Ends = tuple[int, int]
"""Indices of a left and a right block."""


class StoredPair(Struct, frozen=True):
    """Two articles as a store has them, to be opened.

    `alignment` is what is kept of their links, None where nothing is; `hidden` are the aligner's
    links that people's decisions stand before, for undo to come back to.
    """

    pair: Pair
    articles: tuple[Article, Article]
    alignment: Alignment | None = None
    hidden: Mapping[Ends, Link] = MappingProxyType({})


def stored_pair(store: Store, pair: Pair) -> StoredPair:
    """What a store has of a pair; StoreError where an article is gone."""
    articles = store.article(pair.left), store.article(pair.right)
    kept = store.alignment(pair.id) if pair.id else None
    hidden = _behind_decisions(store, pair, kept) if kept else {}
    return StoredPair(pair, articles, kept, hidden)


def either_way(store: Store, one: str, other: str) -> Pair:
    """The pair of two stored articles, whichever of them is on the left; made where there is none.

    Links belong to the pair: whoever reorders an event, or its columns, must find them again. In a
    store that is open for reading only a pair that is not there has no id.
    """
    found = store.pair_between(one, other) or store.pair_between(other, one)
    if found is None and store.read_only:
        return Pair(id="", left=one, right=other, created="")
    return found or store.pair_of(one, other)


class OpenPair:
    """Two articles, and their links as people and the aligner have them."""

    def __init__(self, stored: StoredPair) -> None:
        self.open(stored)

    def open(self, stored: StoredPair) -> None:
        """Take two articles, in place of those that were open."""
        self.pair = stored.pair
        self.article_ids: tuple[str, str] = stored.pair.left, stored.pair.right
        self.articles: tuple[Article, Article] = stored.articles
        self.names = article_names(self.articles)
        """What the two articles are called on the screen; never the same."""
        self._auto: dict[Ends, Link] = {}
        self._decided: dict[Ends, Link] = {}
        self.alignment = Alignment()
        self.aligned = False
        """Whether it is known which blocks are linked: not while the aligner runs on a new pair."""
        if stored.alignment is not None:
            self.set_alignment(stored.alignment)
            self._auto |= stored.hidden
            self.aligned = bool(self.alignment.links or self._decided)
        else:
            self.rows = self._side_by_side()

    def set_alignment(self, alignment: Alignment) -> None:
        """Take an alignment as the one in force, and work out the rows to show."""
        ends = tuple(len(article.blocks) for article in self.articles)
        # A store edited by hand may link blocks that are not there.
        everything = [
            link
            for link in (*alignment.links, *alignment.rejected)
            if 0 <= link.left < ends[0] and 0 <= link.right < ends[1]
        ]
        self._auto = {_ends(link): link for link in everything if link.origin is Origin.AUTO}
        self._decided = {_ends(link): link for link in everything if link.origin is not Origin.AUTO}
        self._realign()

    def realign(self, found: Alignment) -> None:
        """Take what the aligner found; what people decided stands, and the guesses it hides."""
        hidden = {ends: link for ends, link in self._auto.items() if ends in self._decided}
        self._auto = hidden | {
            _ends(link): link for link in found.links if link.origin is Origin.AUTO
        }
        self.aligned = True
        self._realign()

    @property
    def guessed(self) -> Alignment:
        """The aligner's links, those too that people's decisions hide."""
        return Alignment.of(self._auto.values())

    @property
    def decided(self) -> tuple[Link, ...]:
        """Links that a person made, confirmed or rejected."""
        return tuple(self._decided.values())

    def link(self, left: int, right: int) -> Link | None:
        """What is known of two blocks: a person's word, else the aligner's, else None."""
        return self._decided.get((left, right)) or self._auto.get((left, right))

    def _realign(self) -> None:
        self.alignment = Alignment.of({**self._auto, **self._decided}.values())
        self.rows = rows(*self.articles, self.alignment)

    def _side_by_side(self) -> tuple[Row, ...]:
        """Blocks as they come, while there is no alignment yet."""
        left, right = (len(article.blocks) for article in self.articles)
        return tuple(
            Row(index if index < left else None, index if index < right else None)
            for index in range(max(left, right))
        )

    # Change

    def _decide(self, edit: Edit) -> bool:
        """Follow a person's word on a link; whether it is one of this pair."""
        mine = False
        for document, keep in ((edit.before, False), (edit.after, True)):
            if document is None or document.get("pair") != self.pair.id:
                continue
            mine = True
            link = link_from_document(document)
            if keep:
                self._decided[_ends(link)] = link
            else:
                self._decided.pop(_ends(link), None)
        return mine

    def _is_decided(
        self, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> bool:
        """Whether a person's word on a link is known to be as an edit takes it to be."""
        either = before or after
        if either is None or either.get("pair") != self.pair.id:
            return False
        link = link_from_document(dict(either))
        return self._decided.get(_ends(link)) == (None if before is None else link)

    def _retype(self, edit: Edit) -> bool:
        """Take over the blocks of an article of the same text; whether it is one of the pair's."""
        if edit.after is None or edit.key not in self.article_ids:
            return False
        old = self.articles[self.article_ids.index(edit.key)]
        if edit.after.get("sha256") != old.sha256:
            return False
        new = article_from_document(edit.after, old.text)
        left, right = (
            new if key == edit.key else article
            for key, article in zip(self.article_ids, self.articles, strict=True)
        )
        self.articles = left, right
        return True


def _behind_decisions(store: Store, pair: Pair, alignment: Alignment) -> Mapping[Ends, Link]:
    """The aligner's links that people's decisions stand before, for undo to come back to."""
    links = (*alignment.links, *alignment.rejected)
    if all(link.origin is Origin.AUTO for link in links):
        return {}
    made = links_from_document(store.document("alignments", pair.id) or {})
    return {_ends(link): link for link in made}


def _ends(link: Link) -> Ends:
    return link.left, link.right
