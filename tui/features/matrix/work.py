"""The rows of the matrix, worked out beside the screen and kept up while people work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from annotations.alignment import Alignment
from annotations.articles import Article
from annotations.events import Echo, echoes
from annotations.store import Edit
from annotations.store.serialization import annotation_from_document, relation_from_document
from annotations.suggestions.matrix import LiveClaims, Row, conflict_rows, passage_rows
from tui.features.matrix.content import EventContent, content
from tui.session.event_alignments import turned
from tui.session.propose_process import Compared, Pair, propose_in_process

if TYPE_CHECKING:
    from tui.features.host import Host

BATCH = 100_000
"""Pairs of claims that are compared before what was found is shown."""


class MatrixWork:
    """All that is slow about the matrix of one event; nothing here waits."""

    def __init__(self, host: Host, articles: Sequence[str], changed: Callable[[], object]) -> None:
        """`changed` is called on the screen's thread when there is something else to show."""
        self._host = host
        self._changed = changed
        self.ids = tuple(dict.fromkeys(articles))
        self.articles: dict[str, Article] = {}
        self.live = LiveClaims(self.ids)
        self.loaded = False
        self.passages: dict[int, tuple[Row, ...]] = {}
        """Rows beside the blocks of an article, by its column, as far as they were asked for."""
        self.facts: tuple[Row, ...] | None = None
        self.models: frozenset[str] = frozenset()
        """The sentence models that had a say in what is proposed; words alone where there is none."""
        self._stale: list[tuple[str, str]] = []
        self._busy = False
        self._left = False
        self._missed: list[Edit] = []
        self.alignments = host.event_pages.alignments
        self.alignments.listeners.append(self._aligned)

    def begin(self) -> None:
        """Read what the store has of the event."""
        ask, ids = self._host.keeper.asked, self.ids
        self._host.threads.run(lambda: ask(partial(content, ids)), self._took)

    @property
    def doing(self) -> str:
        """What is being worked out, in words; empty where nothing is."""
        if not self.loaded:
            return "reading the articles…"
        if self._stale or self._busy:
            return "comparing claims…"
        if self.alignments.left:
            return f"lining up paragraphs, {self.alignments.left} pairs to go…"
        return ""

    @property
    def echoes(self) -> tuple[Echo, ...]:
        """Which articles are one voice; their numbers are columns."""
        return self.live.echoes

    def leave(self) -> None:
        """The event has other articles now: begin nothing more."""
        self._left = True
        self.alignments.listeners.remove(self._aligned)

    # Reading

    def _took(self, found: EventContent) -> None:
        self.articles = dict(found.articles)
        for mark in found.annotations:
            self.live.put(mark)
        for relation in found.relations:
            self.live.tie(relation)
        self.loaded = True
        missed, self._missed = self._missed, []
        self.follow(missed)
        self._stale = list(combinations(self._known, 2))
        self._changed()
        whole = [self.articles.get(key) for key in self.ids]
        articles = [each for each in whole if each is not None]
        columns = [at for at, each in enumerate(whole) if each is not None]
        self._host.threads.run(lambda: _echoes(articles, columns), self._echoed)
        self.alignments.want_all()

    @property
    def _known(self) -> list[str]:
        return [key for key in self.ids if key in self.articles]

    def _echoed(self, found: tuple[Echo, ...]) -> None:
        self.live.echoes = found
        self._next()

    # Following

    def follow(self, edits: Iterable[Edit]) -> None:
        """Take over what edits change; claims with other words are compared anew."""
        edits = list(edits)
        if not self.loaded:
            self._missed += edits
            return
        for edit in edits:
            if edit.table == "annotations":
                self._mark(edit)
            elif edit.table == "relations":
                if edit.after is None:
                    self.live.untie(edit.key)
                else:
                    self.live.tie(relation_from_document(edit.after))
            elif edit.table == "links":
                self.passages, self.facts = {}, None
        self._next()

    def _mark(self, edit: Edit) -> None:
        before, after = (
            None if document is None else annotation_from_document(document)
            for document in (edit.before, edit.after)
        )
        either = after or before
        if either is None or either.article not in self.articles:
            return
        if after is None:
            self.live.lift(edit.key)
        else:
            self.live.put(after)
        words = [mark.quote if mark and mark.root == "claim" else "" for mark in (before, after)]
        if words[0] != words[1]:
            self.live.withdraw(edit.key)
            if words[1]:
                self._compare(*(each for each in self._pairs if either.article in each))

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        return list(combinations(self._known, 2))

    def _compare(self, *pairs: tuple[str, str]) -> None:
        self._stale += [pair for pair in pairs if pair not in self._stale]

    def _aligned(self, ends: tuple[str, str], found: Alignment) -> None:
        """Two articles are lined up: what stands in linked paragraphs may be of one thing."""
        self.passages, self.facts = {}, None
        self._compare(ends)
        self._next()
        self._changed()

    # Comparing

    def _next(self) -> None:
        """Compare the next claims, if nothing is being compared; then work all rows out anew."""
        if self._busy or self._left or not self.loaded or not self._stale:
            return
        self._busy = True
        pairs: list[Pair] = []
        while self._stale and sum(pair.size for pair in pairs) < BATCH:
            left, right = self._stale.pop(0)
            if left in self.articles and right in self.articles:
                claims = self.live.claims(left), self.live.claims(right)
                links = self.alignments.known(left, right)
                ends = self.articles[left], self.articles[right]
                pairs.append(Pair(ends[0], claims[0], ends[1], claims[1], links))
        work = partial(propose_in_process, pairs, self._host.keeper.store_file)
        self._host.threads.run(work, self._proposed)

    def _proposed(self, found: Compared) -> None:
        self.live.propose(found.proposals)
        self.models |= found.models
        self._host.threads.run(self.live.anew(), self._worked_out)

    def _worked_out(self, rows: tuple[Row, ...]) -> None:
        self.live.take(rows)
        self._busy = False
        self._next()
        self._changed()

    # Other rows

    def want_passages(self, column: int) -> None:
        """Work out the rows beside the blocks of the article in a column."""
        articles, links = self._all(), self._links()

        def took(rows: tuple[Row, ...]) -> None:
            self.passages[column] = rows
            self._changed()

        work = partial(passage_rows, articles, column, links, echoes=self.echoes)
        self._host.threads.run(work, took)

    def want_facts(self) -> None:
        """Work out the facts that conflict in linked passages."""
        articles, links = self._all(), self._links()

        def took(rows: tuple[Row, ...]) -> None:
            self.facts = rows
            self._changed()

        work = partial(conflict_rows, articles, links, echoes=self.echoes)
        self._host.threads.run(work, took)

    def _all(self) -> tuple[Article, ...]:
        """An article a column; an empty one where it was removed."""
        return tuple(self.articles.get(key, Article("", ())) for key in self.ids)

    def _links(self) -> Callable[[int, int], Alignment | None]:
        """The alignments that are known now, by columns, either way around."""
        known: dict[tuple[int, int], Alignment] = {}
        for left, right in combinations(range(len(self.ids)), 2):
            found = self.alignments.known(self.ids[left], self.ids[right])
            if found is not None:
                known[left, right], known[right, left] = found, turned(found)
        return lambda left, right: known.get((left, right))


def _echoes(articles: Sequence[Article], columns: Sequence[int]) -> tuple[Echo, ...]:
    """The echoes among articles, with the columns that they have as numbers."""
    return tuple(
        Echo(tuple(columns[at] for at in each.articles), each.shared, each.shares, each.name)
        for each in echoes(articles)
    )
