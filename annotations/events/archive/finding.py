"""From the names of an archive to its events: read what is new, compare, and describe."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

import numpy as np

from annotations.events.archive.index import LISTED, Index, IndexFullError
from annotations.events.archive.reading import SHARED_OUT, read_all
from annotations.events.archive.source import Known, PassedOver, Source
from annotations.events.archive.sources import size_of_all, sources
from annotations.events.finding.describing import FoundEvent
from annotations.events.finding.find import compare, described
from annotations.parallel import cores, in_order, local_processes

WORTH_A_PROCESS = 1_000_000
"""Bytes of an archive for which a process more is started to read it."""

NO_ROOM = "not kept: the disk is full; make room, and what is done will not be done again"

T = TypeVar("T")
R = TypeVar("R")

NAMED = 1000
"""Things passed over that are named; of more, the count is told."""


@dataclass(slots=True)
class Gathered:
    """What an archive holds: numbers of its articles in the index, and what was passed over."""

    numbers: list[int]
    new: int = 0
    skipped: int = 0
    named: tuple[PassedOver, ...] = ()

    def pass_over(self, what: PassedOver) -> None:
        """Count something that is no article, and remember the first of them."""
        self.skipped += 1
        if len(self.named) < NAMED:
            self.named = (*self.named, what)


@dataclass(frozen=True, slots=True)
class Workers:
    """Who works: `start` gives an executor of `jobs` workers; without one, this process does."""

    jobs: int = 1
    start: Callable[[], Executor] | None = None

    def share(self, work: Callable[[T], R], items: Iterable[T]) -> Generator[R, None, None]:
        """What some work makes of each item, in the order of the items."""
        if self.start is None:
            yield from map(work, items)
        else:
            yield from in_order(work, items, self.start, self.jobs)


def local_workers(names: Sequence[str], jobs: int | None = None) -> Workers:
    """So many processes of this machine; unless it is said, no more than an archive is worth."""
    count = jobs
    if count is None:
        count = max(1, min(cores(), size_of_all(names) // WORTH_A_PROCESS))
    if count == 1:
        return Workers()
    return Workers(count, lambda: local_processes(count))


def gather(
    index: Index,
    names: Sequence[str],
    workers: Workers = Workers(),
    tell: Callable[[int], None] = lambda done: None,
) -> Gathered:
    """Bring an index up to what an archive holds now; `tell` is told how many articles are seen.

    What is in the index is not read again. Where there is no room for more, what is left is passed
    over. The words of the last articles are left for `events_in` to list. Raises IndexFileError
    where the index cannot be written at all.
    """
    known = index.keys()
    full = False
    found = Gathered([])
    met: set[int] = set()

    def see(number: int) -> None:
        if number not in met:
            met.add(number)
            found.numbers.append(number)
            tell(len(found.numbers))

    coming: set[bytes] = set()

    def unknown() -> Iterator[Source]:
        for source in sources(names, known):
            if isinstance(source, Known):
                see(known[source.key])
            elif isinstance(source, PassedOver):
                found.pass_over(source)
            elif source.key in known:
                see(known[source.key])
            elif source.key not in coming:
                coming.add(source.key)
                if full:
                    found.pass_over(PassedOver(source.where, NO_ROOM))
                else:
                    yield source

    with closing(workers.share(read_all, _batches(unknown()))) as answers:
        for answer in answers:
            for each in answer.left:
                found.pass_over(each)
            try:
                added = index.add(answer)
            except IndexFullError:
                full = True
                added = []
                for where in answer.wheres:
                    found.pass_over(PassedOver(where, NO_ROOM))
            for number in added:
                found.new += 1
                see(number)
            _list_words(index, LISTED)
    found.numbers.sort()
    return found


def _list_words(index: Index, least: int = 1) -> None:
    with suppress(IndexFullError):  # they are listed the next time
        index.list_words(least)


def _batches(found: Iterable[Source]) -> Iterator[list[Source]]:
    waiting = iter(found)
    while batch := list(islice(waiting, SHARED_OUT)):
        yield batch


def events_in(
    index: Index,
    numbers: Sequence[int],
    tell: Callable[[int], None] = lambda done: None,
    workers: Workers = Workers(),
    *,
    new_only: bool = False,
) -> list[FoundEvent]:
    """The events among some articles of an index, the likeliest first, as numbers of articles.

    `tell` is told how many articles are compared; those that were before are not, as long as few
    have come since. With `new_only`, events that were told of before are left out. What is found is
    kept in the index, if there is room, and from then on was told.
    """
    kept = index.kept()
    present = np.zeros(kept.rows.count, bool)
    present[np.array(numbers, np.int64) - 1] = True
    before = index.before()
    with ThreadPoolExecutor(1) as beside:  # while this is at work in memory alone
        listed = beside.submit(_list_words, index)
        compared = compare(
            kept.rows,
            kept.prints,
            kept.days,
            tell,
            before,
            present=present,
            asked_only=new_only,
            share=workers.share,
        )
    listed.result()
    told = index.told() if new_only else set()
    found = described(
        compared,
        lambda places: index.members(kept, [each + 1 for each in places]),
        lambda articles: tuple(each + 1 for each in articles) not in told,
        workers.share,
    )
    events = ([each + 1 for each in event] for event in compared.events())
    with suppress(IndexFullError):  # it is found again the next time
        index.remember(compared.remembered(), events)
    return [
        replace(
            each,
            articles=tuple(at + 1 for at in each.articles),
            echoes=tuple(tuple(at + 1 for at in echo) for echo in each.echoes),
            pair=(each.pair[0] + 1, each.pair[1] + 1),
        )
        for each in found
    ]
