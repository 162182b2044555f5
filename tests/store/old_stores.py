"""A store of schema 1, as crossread left it before there were events, and what is to be in it.

`stores/schema-1.json` and its journal were written by the code of commit 327eeb5: three reports in
two pairs; the first pair with two claims that agree, an alignment, a confirmed link and a place
where its reader stopped; the second with a theme and a claim that was undone.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from annotations.store import Store

FILES = Path(__file__).parent / "stores"


def old_store(directory: Path) -> Path:
    """A copy of the store of schema 1, in a directory of its own."""
    directory.mkdir(parents=True)
    for name in ("annotations.json", "annotations.json.journal"):
        shutil.copy(FILES / name.replace("annotations", "schema-1"), directory / name)
    return directory / "annotations.json"


def written() -> dict[str, dict[str, dict[str, object]]]:
    """The documents in the two files, by table and key, read without crossread."""
    tables = {
        table: {int(number): document for number, document in rows.items()}
        for table, rows in json.loads((FILES / "schema-1.json").read_text("utf-8")).items()
    }
    for line in (FILES / "schema-1.json.journal").read_text("utf-8").split("\n"):
        for table, change in (json.loads(line) if line else {}).get("tables", {}).items():
            rows = tables.setdefault(table, {})
            rows |= {int(number): each for number, each in change.get("put", {}).items()}
            for number in change.get("del", ()):
                del rows[number]
    return {
        table: {str(document["id"]): document for document in rows.values()}
        for table, rows in tables.items()
        if table not in ("seal", "meta")
    }


def differences(store: Store) -> list[str]:
    """What a store that was migrated has not as it was, and which pairs have become no event."""
    wrong = []
    for table, documents in written().items():
        there = {str(each["id"]): each for each in store.documents(table)}
        if there != documents:
            wrong.append(f"{table} are others")
    ends = [(each["id"], [each["left"], each["right"]]) for each in written()["pairs"].values()]
    if [(each.id, list(each.articles)) for each in store.events()] != ends:
        wrong.append("the events are not the pairs")
    return wrong
