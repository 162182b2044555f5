"""An event of five reports with forty claims in a store, its pairs aligned: made once, copied for each test."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp

from msgspec.structs import replace

from annotations.alignment import align
from annotations.store import Command, Event, Store
from annotations.store.commands import annotation_edit, relation_edit
from tests.suggestions.matrix.five_reports import reports

OUTLETS = {
    "vennery_courant": "Vennery Courant",
    "sound_and_shore": "Sound & Shore",
    "radio_vennery": "Radio Vennery",
    "transport_ledger": "Transport Ledger",
    "evening_lamp": "Evening Lamp",
}
"""Outlets by the name of the file, in the order of the event."""


@cache
def _made() -> Path:
    """A folder with the store; it lives as long as the tests run."""
    folder = Path(mkdtemp(prefix="crossread-five-"))
    told = reports()
    articles = [replace(told.articles[key], outlet=name) for key, name in OUTLETS.items()]
    with Store.open(folder / "store.json", annotator="ada") as store:
        event = store.add_event(articles, "Runaway car")
        ids = dict(zip(OUTLETS, event.articles, strict=True))
        marks = [
            annotation_edit(None, replace(each, article=ids[each.article])) for each in told.marks
        ]
        ties = [relation_edit(None, each) for each in told.relations]
        store.do(Command("what is claimed", (*marks, *ties), event.id))
        for one, other in combinations(event.articles, 2):
            found = align(store.article(one), store.article(other))
            store.save_alignment(store.pair_of(one, other).id, found)
    return folder


def five_reports(folder: Path) -> tuple[Store, Event]:
    """A store of its own in a new folder, and its event."""
    copytree(_made(), folder)
    store = Store.open(folder / "store.json", annotator="ada")
    return store, store.events()[0]
