"""The five invented reports in a store, for the matrix to be driven on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import replace
from textual.screen import Screen

from annotations.alignment import align
from annotations.store import Command, Event, Store, commands
from tests.suggestions.matrix.five_reports import reports
from tests.tui.driving import Reading, reading
from tui.reader.reader import Reader
from tui.screens.matrix.lines import Detail, Table
from tui.screens.matrix.screen import MatrixScreen

OUTLETS = {
    "vennery_courant": "Vennery Courant",
    "evening_lamp": "The Evening Lamp",
    "sound_and_shore": "Sound & Shore",
    "radio_vennery": "Radio Vennery",
    "transport_ledger": "The Transport Ledger",
}
"""The columns, in the event's order: A to E."""


def five_reports(path: Path, *, related: bool = True) -> tuple[Store, Event]:
    """A store with the five reports as one event, with forty claims and who makes them.

    `related` says whether people have related the claims already. All pairs are lined up.
    """
    for name, written in _written(related).items():
        path.with_name(path.name + name).write_bytes(written)
    store = Store.open(path, annotator="ada")
    return store, store.events()[0]


@cache
def _written(related: bool) -> dict[str, bytes]:
    """The files of such a store, by what follows its name."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.json"
        with _made(path, related) as store:
            articles = store.events()[0].articles
            for left, right in reversed(list(combinations(articles, 2))):
                links = align(store.article(left), store.article(right))
                store.save_alignment(store.pair_of(left, right).id, links)
        files = Path(folder).glob(f"{path.name}*")
        return {each.name.removeprefix(path.name): each.read_bytes() for each in files}


def _made(path: Path, related: bool) -> Store:
    told = reports()
    store = Store.open(path, annotator="ada")
    event = store.add_event(
        [replace(told.articles[key], outlet=name) for key, name in OUTLETS.items()], "Tolm Hill"
    )
    ids = dict(zip(OUTLETS, event.articles, strict=True))
    marks = [replace(each, article=ids[each.article]) for each in told.marks]
    ties = [each for each in told.relations if related or each.kind == "attributed_to"]
    edits = [
        *(commands.annotation_edit(None, each) for each in marks),
        *(commands.relation_edit(None, each) for each in ties),
    ]
    store.do(Command("forty claims", tuple(edits), event.id))
    return store


@asynccontextmanager
async def matrix(
    path: Path, *, size: tuple[int, int] = (120, 40), related: bool = True
) -> AsyncIterator[Reading]:
    """The matrix on the five reports, with all that is worked out beside it done."""
    store, _ = five_reports(path, related=related)
    async with reading(path, size=size, store=store) as desk:
        await desk.press("ctrl+g")
        await done(desk)
        yield desk


async def done(desk: Reading) -> None:
    """Wait until the matrix has nothing left to work out."""
    await desk.until(lambda: isinstance(desk.app.screen, MatrixScreen), "the matrix shown")
    await desk.until(lambda: all_is_shown(desk.reader, desk.app.screen), "all worked out")


def all_is_shown(reader: Reader, screen: Screen[Any]) -> bool:
    """Whether the matrix has nothing left to work out, and its table has the rows that came of it.

    A key before that finds no row, or one whose place another takes.
    """
    feature = reader.features.matrix
    return (
        isinstance(screen, MatrixScreen)
        and feature._work is not None
        and feature._work.loaded
        and not feature._work.doing
        and not screen._filling
        and [each.key for each in screen._rows] == [each.key for each in feature.rows()]
    )


def table(desk: Reading) -> list[str]:
    """The lines of the table that are in sight."""
    region = desk.app.screen.query_one(Table).region
    return [line[region.x : region.right].strip() for line in desk.lines[region.y : region.bottom]]


def detail(desk: Reading) -> str:
    """What stands below the table."""
    region = desk.app.screen.query_one(Detail).region
    return "\n".join(
        line[region.x : region.right].rstrip() for line in desk.lines[region.y : region.bottom]
    )


def row(desk: Reading, words: str) -> str:
    """The line of the table with some words: the signs of its cells."""
    (found,) = (line for line in table(desk) if words in line)
    return " ".join(found.split()[-5:])


def go(desk: Reading, words: str, column: int) -> None:
    """Put the cursor on the row that begins with some words, and on a column."""
    screen, feature = desk.app.screen, desk.reader.features.matrix
    assert isinstance(screen, MatrixScreen)
    (row,) = (each for each in feature.rows() if words in feature.words(each.head))
    feature.at = row.key, column
    screen.fill()
