"""`crossread find`: which articles of an archive that nobody has sorted report one event."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import CrossreadError
from tui.cli.batches import whole_number
from tui.cli.options import Parser
from tui.cli.progress import busy, meter

if TYPE_CHECKING:
    import argparse

    from annotations.events.archive.finding import Gathered, Workers
    from annotations.events.archive.index import Index
    from annotations.events.finding.describing import FoundEvent

ALL = "all"
_CHOICE = re.compile(r"\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*")

NAMED = 10
"""Things passed over that are named at the end; of the others, the count is."""

INDENT = "     "
SHOWN = 8
"""Articles of an event that are listed for people."""

EXAMPLES = """\
  crossread find clippings/                      folders, with all in them
  crossread find march.jsonl.gz april.csv more.zip
  crossread find --json march.jsonl | jq 'select(.score > .9)'
  crossread find march.jsonl --add 1,4-6         keep four of the events that were listed
  crossread find march.jsonl --new               what changed since it was looked at last

A line of .jsonl is an article: {"id"?, "text" or "url", "title"?, "outlet"?, "published"?, "language"?};
the columns of .csv and .parquet (extra `parquet`) are called the same. What was read is kept in an index
beside the archive, MARCH.crossread-index, and not read again. --json prints a line an event:
{"articles": [id..], "score", "echoes": [[id..]..]}, an id being that of the line, else the path.
Articles are compared by words and names: those of two languages are hardly ever found together.
Exit status 1 says that something was passed over; stderr says what, and why.
"""


def parser() -> Parser:
    """The arguments of `crossread find`."""
    made = Parser(
        "find",
        "[--json] [--add [WHICH]] [--new] [--index FILE] [--jobs N | --cluster ADDRESS] ARCHIVE ..",
        "Say which articles of an archive report one event, which copy each other, and why.",
        EXAMPLES,
    )
    made.add_argument(
        "archives",
        nargs="*",
        metavar="ARCHIVE",
        help="a folder, an article, .jsonl .csv (.gz), .parquet or .zip",
    )
    made.add_argument("--json", action="store_true", help="a JSON line an event")
    made.add_argument(
        "--add",
        nargs="?",
        const=ALL,
        metavar="WHICH",
        help="keep events in the store: their numbers, as 1,4-6, or all (the default)",
    )
    made.add_argument("--new", action="store_true", help="only events that are new or have changed")
    made.add_argument(
        "--index", metavar="FILE", help="where the index is kept (default: beside the archive)"
    )
    where = made.add_mutually_exclusive_group()
    where.add_argument(
        "--jobs", metavar="N", type=whole_number, help="processes that work (default: all cores)"
    )
    where.add_argument(
        "--cluster", metavar="ADDRESS", help="have the workers of a Dask cluster work"
    )
    return made


def run(words: list[str]) -> int:
    """Find the events of an archive, and print or keep them; 1 where something was passed over."""
    made = parser()
    options = made.parse_args(words)
    if options.add not in (None, ALL) and not _CHOICE.fullmatch(options.add):
        options.archives.insert(0, options.add)  # `--add ARCHIVE`
        options.add = ALL
    if not options.archives:
        made.error("needs an archive: a folder, or a file")
    from annotations.events.archive.sources import check_names, index_beside

    check_names(options.archives)
    from annotations.events.archive.finding import events_in, gather
    from annotations.events.archive.index import Index

    shared = workers(options)
    named = Path(options.index).expanduser() if options.index else None
    with Index.open(named or index_beside(options.archives)) as index:
        with meter("read") as tell:
            gathered = gather(index, options.archives, shared, tell)
        if not gathered.numbers:
            tell_passed_over(gathered)
            raise CrossreadError(f"{options.archives[0]}: no article in it that can be read")
        with meter("compared", len(gathered.numbers)) as tell:
            shown = events_in(index, gathered.numbers, tell, shared, new_only=options.new)
        if options.json:
            print_json(index, shown)
        else:
            print_events(index, shown, gathered, new=options.new)
        sys.stdout.flush()
        if options.add is not None:
            keep(index, chosen(options.add, shown), options)
    tell_passed_over(gathered)
    return 1 if gathered.skipped else 0


def workers(options: argparse.Namespace) -> Workers:
    """Who works: processes of this machine, or a cluster."""
    from annotations.events.archive.finding import Workers, local_workers

    if options.cluster:
        from annotations.cluster import workers_of

        there, start = workers_of(options.cluster)
        return Workers(there, start)
    return local_workers(options.archives, options.jobs)


def print_json(index: Index, found: Sequence[FoundEvent]) -> None:
    """A line an event, as DESIGN says."""
    from annotations.articles.text.json_text import json_bytes

    for event in found:
        line = {
            "articles": [index.identity(each) for each in event.articles],
            "score": round(event.score, 4),
            "echoes": [[index.identity(each) for each in echo] for echo in event.echoes],
        }
        sys.stdout.buffer.write(json_bytes(line, line=True))


def print_events(
    index: Index, found: Sequence[FoundEvent], gathered: Gathered, *, new: bool
) -> None:
    """The events for people, numbered as `--add` takes them."""
    for number, event in enumerate(found, start=1):
        for line in event_lines(index, event, number):
            print(line)
    what = "new or changed event" if new else "event"
    count = len(gathered.numbers)
    print(f"{count:,} article{'s' * (count != 1)}, {len(found):,} {what}{'s' * (len(found) != 1)}")


def event_lines(index: Index, event: FoundEvent, number: int) -> Iterator[str]:
    """An event: how likely, its articles, what to read first, and why."""
    from annotations.articles.text.visible import one_line
    from tui.page.events.event_words import percent

    facts = index.facts(event.articles[:SHOWN])
    days = sorted({each.published[:10] for each in facts if each.published})
    when = one_line(" – ".join(dict.fromkeys(days[:1] + days[-1:])))
    yield f"{number:3}  {percent(event.score):>4}  {len(event.articles)} articles  {when}".rstrip()
    for each in facts:
        told = " · ".join(filter(None, (each.title, each.outlet)))
        yield INDENT + one_line(each.id + (f" · {told}" if told else ""))
    if len(event.articles) > SHOWN:
        yield f"{INDENT}… and {len(event.articles) - SHOWN} more"
    first, second = map(index.identity, event.pair)
    yield INDENT + one_line(f"read first: {first} and {second}")
    why = event.reasons
    for name, told_of in (
        ("names", why.names),
        ("dates", why.dates),
        ("numbers", why.numbers),
        ("phrases", why.phrases),
    ):
        if told_of:
            yield INDENT + one_line(f"{name}: {', '.join(told_of)}")
    for echo in event.echoes:
        names = " = ".join(index.identity(each) for each in echo[:SHOWN])
        more = f" and {len(echo) - SHOWN} more" if len(echo) > SHOWN else ""
        yield INDENT + one_line(f"one voice: {names}{more}")


def chosen(which: str, found: Sequence[FoundEvent]) -> list[FoundEvent]:
    """The events that `--add` names, by their numbers in the list."""
    if which == ALL:
        return list(found)
    wanted: set[int] = set()
    for part in which.split(","):
        first, _, last = part.partition("-")
        if int(first) < 1 or int(last or first) > len(found):
            raise CrossreadError(f"--add {part}: there are {len(found)} events; nothing was added")
        wanted.update(range(int(first), int(last or first) + 1))
    return [found[each - 1] for each in sorted(wanted)]


def keep(index: Index, events: Sequence[FoundEvent], options: argparse.Namespace) -> None:
    """Keep events in the store, each with the pair to read first at its head."""
    from annotations.events.archive.keeping import to_keep
    from tui.cli.stores import open_store, tell_notices

    sets = [each for event in events if (each := to_keep(index, event)) is not None]
    with open_store(options) as store:
        tell_notices(store)
        with busy("adding"):
            kept = store.add_events(sets)
    one_text = len(events) - len(sets)
    left = f"; {one_text} of one text alone left out" if one_text else ""
    print(f"added {len(kept)} event{'s' * (len(kept) != 1)}{left}", file=sys.stderr)


def tell_passed_over(gathered: Gathered) -> None:
    """Say on stderr what was passed over, and why."""
    from annotations.articles.text.visible import one_line

    for each in gathered.named[:NAMED]:
        print(f"crossread: {one_line(str(each))}", file=sys.stderr)
    if gathered.skipped > 1:
        more = gathered.skipped - NAMED
        words = f"{gathered.skipped:,} passed over" + (f", {more:,} not named" if more > 0 else "")
        print(f"crossread: {words}", file=sys.stderr)
