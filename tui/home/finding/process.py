"""The process that searches an archive for home, so that no key waits, and Escape ends it at once.

It is started by `search.py`. The first line of its standard input is the names of the archive as a
JSON list, each line after that a question (`Asked`); its answers are pickled to what was its
standard output. Where its input ends, so does it, and so do the processes that work for it, also
where the app or this process is killed (`annotations.parallel`).
"""

from __future__ import annotations

import _thread
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import astuple, fields
from queue import SimpleQueue
from threading import Thread, main_thread
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from annotations.errors import CrossreadError
from tui.home.finding.answers import Answer, Asked, Failed, Kept, Outcome, Preview, Progress
from tui.page.events.found import Excerpt, Found

if TYPE_CHECKING:
    from annotations.articles import Article
    from annotations.events.archive.index import Index
    from annotations.events.finding.describing import FoundEvent

Tell = Callable[[Answer], None]

BEGINNING = 1000
"""Code points of an article that are shown of it."""
BEHIND = 5
"""By how much its priority is below that of the app, which has keys to answer."""
OFTEN = 0.05
"""Seconds between two words on how far the search is."""


def main() -> None:
    """Search the archive that standard input names, and answer questions until that ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(os, "nice"):
        os.nice(BEHIND)
    with suppress(KeyboardInterrupt, BrokenPipeError), os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # whatever a library prints goes nowhere near the answers

        def tell(answer: Answer) -> None:
            pickle.dump(answer, out)
            out.flush()

        names = msgspec.json.decode(sys.stdin.buffer.readline(), type=list[str])
        asked: SimpleQueue[Asked | None] = SimpleQueue()
        Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
        try:
            search(names, asked, tell)
        except CrossreadError as error:
            tell(Failed(str(error)))
        except MemoryError:
            tell(Failed("there is not enough memory for so many articles"))


def _listen(questions: BinaryIO, asked: SimpleQueue[Asked | None]) -> None:
    """Pass questions on; where they end, so that nobody waits, end what is going on as Ctrl-C does."""
    for line in questions:
        asked.put(msgspec.json.decode(line, type=Asked))
    asked.put(None)
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main_thread().ident or 0, signal.SIGINT)
    else:
        _thread.interrupt_main()


def search(names: list[str], asked: SimpleQueue[Asked | None], tell: Tell) -> None:
    """Tell how far it is, what is found, and then what is asked of it.

    Raises:
        CrossreadError: there is no such archive, or no article in it, or no index can be written.
    """
    from annotations.events.archive.finding import events_in, gather, local_workers
    from annotations.events.archive.index import Index
    from annotations.events.archive.sources import check_names, index_beside

    check_names(names)
    with Index.open(index_beside(names)) as index:
        total = _count(names, _meter(tell, "Looking through the archive"))
        reading = _meter(tell, "Reading the articles", total)
        workers = local_workers(names)
        gathered = gather(index, names, workers, reading)
        count = len(gathered.numbers)
        named = tuple(map(str, gathered.named))
        events: list[FoundEvent] = []
        if count:
            comparing = _meter(tell, "Comparing the articles", count)
            events = events_in(index, gathered.numbers, comparing, workers)
        tell(Outcome(tuple(shown(index, each) for each in events), count, gathered.skipped, named))
        while (question := asked.get()) is not None:
            wanted = [(number, events[number]) for number in question.events]
            if question.does == "keep":
                tell(_kept(index, wanted))
            else:
                for number, event in wanted:
                    tell(Preview(number, tuple(_excerpts(index, event))))


def _count(names: list[str], tell: Callable[[int], None]) -> int:
    """How many articles an archive seems to hold; none of them is read for that."""
    from annotations.events.archive.source import Source
    from annotations.events.archive.sources import sources

    count = 0
    for each in sources(names):
        if isinstance(each, Source):
            count += 1
            tell(count)
    return count


def _meter(tell: Tell, stage: str, total: int = 0) -> Callable[[int], None]:
    """What is to be told how many are done; it says so at once, and then now and again."""
    tell(Progress(stage, 0, total))
    said = time.monotonic()

    def count(done: int) -> None:
        nonlocal said
        if time.monotonic() - said >= OFTEN or done == total:
            said = time.monotonic()
            tell(Progress(stage, done, total))

    return count


def shown(index: Index, event: FoundEvent) -> Found:
    """An event as the list shows it."""
    facts = index.facts(event.articles)
    days = sorted({each.published[:10] for each in facts if each.published})
    why = zip((each.name for each in fields(event.reasons)), astuple(event.reasons), strict=True)
    return Found(
        index.title(event.pair[0]),
        len(event.articles),
        event.score,
        tuple(dict.fromkeys(each.outlet for each in facts if each.outlet)),
        tuple(days[:1] + days[-1:]),
        tuple((kind, words) for kind, words in why if words),
        sum(map(len, event.echoes)),
    )


def _excerpts(index: Index, event: FoundEvent) -> Iterator[Excerpt]:
    """The articles of an event that would be kept, as they begin."""
    from annotations.events.archive.keeping import in_reading_order

    order = in_reading_order(event)
    voices = {each: number for number, echo in enumerate(event.echoes) for each in echo}
    met: dict[int, int] = {}
    for at, (number, facts) in enumerate(zip(order, index.facts(order), strict=True), start=1):
        text = index.text(number).removeprefix(facts.title).lstrip()
        title = facts.title or index.title(number)
        voice = voices.get(number)
        like = met.setdefault(voice, at) if voice is not None else at
        yield Excerpt(title, facts.outlet, facts.published, _begun(text), like if like < at else 0)


def _begun(text: str) -> str:
    """How a text begins, cut at a space."""
    if len(text) <= BEGINNING:
        return text
    cut = text[:BEGINNING]
    return f"{cut.rpartition(' ')[0] or cut} …"


def _kept(index: Index, wanted: list[tuple[int, FoundEvent]]) -> Kept:
    """Events as a store takes them."""
    from annotations.events.archive.keeping import to_keep
    from tui.session.readable import readable

    sets: list[tuple[int, str, tuple[Article, ...]]] = []
    wrong: list[str] = []
    one_text = 0
    for number, event in wanted:
        found = to_keep(index, event)
        articles: list[Article] = []
        for each in found[1] if found is not None else ():
            try:
                articles.append(readable(each))
            except CrossreadError as error:
                wrong.append(str(error))
        if found is not None and len(articles) > 1:
            sets.append((number, found[0], tuple(articles)))
        else:
            one_text += 1
    return Kept(tuple(sets), one_text, tuple(wrong))


if __name__ == "__main__":
    main()
