"""A report for an editor, in HTML: who reports, who says what, what contradicts, and the articles side by side.

A page an event: one file, or a folder with a page for each and an index where `-o` names a folder. Without script,
printable, legible without colour and on a telephone. Whatever comes from an article or a note is escaped, characters that
act on the reader's eye (bidi overrides) are shown as placeholders, and a content security policy
forbids everything but the page's own style.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from annotations.exchange.common import file_name
from annotations.exchange.event_sheet import EventSheet, event_sheets, events_with_pairs
from annotations.exchange.format import Format
from annotations.exchange.formats.reading.html_event import EventPage
from annotations.exchange.formats.reading.html_text import FOOT, head, shown
from annotations.exchange.pair_sheet import PairSheet, sheets
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """All events on one page, one after the other."""
    classes = _classes(view)
    title = ""
    for number, (event, pairs) in enumerate(events_and_pairs(view, tally)):
        if not number:
            title = event.title
            yield head(title, view.codebook, classes).encode()
        for piece in EventPage(view, event, pairs, classes, f"{number}").pieces():
            yield piece.encode()
    if not title:
        yield head("Nothing to report", view.codebook, classes).encode()
    yield FOOT.encode()


def write_files(view: View, tally: LossCounts) -> Iterator[tuple[str, Iterable[bytes]]]:
    """A page for each event, and an index of them."""
    classes = _classes(view)
    names = {"index": 1}
    entries: list[str] = []
    for event, pairs in events_and_pairs(view, tally):
        name = f"{file_name(event.title[:60], names)}.html"
        told = ", ".join(event.names)
        entries.append(
            f'<li><a href="{shown(name)}" dir="auto">{shown(event.title)}</a> <span class="facts">{shown(told)}</span></li>\n'
        )
        page = EventPage(view, event, pairs, classes, "0")
        pieces = (head(event.title, view.codebook, classes), *page.pieces(), FOOT)
        yield name, (piece.encode() for piece in pieces)
    index = "".join(["<h1>Events</h1>\n<nav><ol>\n", *entries, "</ol></nav>\n"])
    yield "index.html", [f"{head('Events', view.codebook, {})}{index}{FOOT}".encode()]


def _classes(view: View) -> dict[str, str]:
    return {path: f"l{number}" for number, path in enumerate(sorted(view.used[0]))}


def events_and_pairs(view: View, tally: LossCounts) -> Iterator[tuple[EventSheet, list[PairSheet]]]:
    """Each event with the sheets of its pairs, made when it is their turn."""
    in_order = (pair for _, pairs in events_with_pairs(view) for pair in pairs)
    told: set[str] = set()
    found = sheets(view, tally, in_order, told)
    for event in event_sheets(view, tally):
        told |= event.told
        yield event, list(islice(found, len(event.pairs)))
    deque(found, maxlen=0)  # for what is counted after the last


FORMAT = Format(
    "html",
    "a report to send and print: a page an event, no script",
    (".html", ".htm"),
    write=write,
    write_files=write_files,
)
