"""It stays an ordinary TinyDB: its queries, its updates, its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.operations import increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from annotations.errors import StoreError
from annotations.store import JournalDB, Store
from annotations.store.engine.storage import JournalStorage
from annotations.store.schema import SCHEMA
from tests.store.engine.machine import quick
from tests.store.support import opened, tagged


def test_stock_tinydb_reads_a_closed_store(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair)
    with TinyDB(store.path) as stock:
        (found,) = stock.table("annotations").search(where("label") == "claim")
        assert found["quote"] == "The harbour bridge"


def test_queries_of_tinydb_work_on_an_open_store(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair)
        tagged(store, pair, 4, 11, "theme/traffic")
        table = store.tinydb.table("annotations")
        assert len(table) == 2
        assert table.count(where("label").matches("theme")) == 1
        assert table.get(where("quote") == "harbour")["start"] == 4
        assert store.tinydb.tables() >= {"annotations", "texts", "pairs"}


def test_writes_through_tinydb_are_durable_and_heard(tmp_path: Path) -> None:
    store, _ = opened(tmp_path)
    heard: list[object] = []
    store.listen(heard.append)
    store.tinydb.table("mine").insert({"id": "x", "n": 1})
    store.tinydb.table("mine").update(increment("n"))
    assert len(heard) == 2
    with JournalDB(store.path, read_only=True) as other:  # nothing was closed or folded
        assert other.table("mine").all() == [{"id": "x", "n": 2}]
    store.close()


def test_a_plain_tinydb_with_the_storage_is_right_too(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    with TinyDB(path, storage=JournalStorage) as db:
        db.insert_multiple([{"n": n} for n in range(5)])
        db.remove(where("n") == 2)
        db.update({"m": 1}, where("n") > 2)
        with TinyDB(path, storage=JournalStorage) as other:
            assert len(other) == 4
        db.drop_table("_default")
        assert len(db) == 0


def test_a_plain_tinydb_on_a_store_leaves_its_version_and_documents_as_they_are(
    tmp_path: Path,
) -> None:
    """Without a schema the storage takes any version and any document, and changes neither."""
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair)
    with TinyDB(store.path, storage=JournalStorage) as db:
        (annotation,) = db.table("annotations").all()
        db.table("mine").insert({"n": annotation["start"]})
    head = json.loads(Path(f"{store.path}.journal").read_bytes().split(b"\n")[0])
    assert head["schema"] == SCHEMA.version
    with Store.open(store.path) as again:
        assert again.notices == ()
        assert [each.id for each in again.annotations()] == [annotation["id"]]
        assert again.tinydb.table("mine").all() == [{"n": annotation["start"]}]


def test_an_updater_that_fails_changes_nothing(tmp_path: Path) -> None:
    with JournalDB(tmp_path / "s.json") as db:
        db.insert_multiple([{"n": 1}, {"n": 2}, {"s": 3}])
        with pytest.raises(KeyError):
            db.update(increment("n"))
        assert db.all() == [{"n": 1}, {"n": 2}, {"s": 3}]


def test_a_closed_database_refuses_to_write(tmp_path: Path) -> None:
    db = JournalDB(tmp_path / "s.json")
    db.close()
    with pytest.raises(StoreError, match="closed"):
        db.insert({})


numbers = st.integers(1, 6)
values = st.dictionaries(st.sampled_from("abc"), st.integers(-2, 2), max_size=2)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), values),
        st.tuples(st.just("many"), st.lists(values, max_size=3)),
        st.tuples(st.just("put"), numbers, values),
        st.tuples(st.just("update"), values, st.integers(-2, 2)),
        st.tuples(st.just("update ids"), values, st.lists(numbers, max_size=2)),
        st.tuples(st.just("upsert"), values, st.integers(-2, 2)),
        st.tuples(st.just("remove"), st.integers(-2, 2)),
        st.tuples(st.just("truncate")),
        st.tuples(st.just("reopen")),
    ),
    max_size=12,
)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(steps)
def test_it_does_what_stock_tinydb_does(steps: list[tuple[object, ...]]) -> None:
    """The same calls on both give the same answers, errors included; numbers aside."""
    import tempfile

    with quick(), tempfile.TemporaryDirectory() as place:
        path = Path(place) / "s.json"
        ours, stock = JournalDB(path), TinyDB(storage=MemoryStorage)
        for step in steps:
            if step[0] == "reopen":
                ours.close()
                ours = JournalDB(path)
                continue
            answers = [_do(ours, *step), _do(stock, *step)]
            assert answers[0] == answers[1]
            assert [dict(each) for each in ours.all()] == [dict(each) for each in stock.all()]
        ours.close()


def _do(db: TinyDB, act: str, *rest: object) -> object:
    try:
        match act, rest:
            case "insert", (value,):
                db.insert(value)
            case "many", (values,):
                return len(db.insert_multiple(values))
            case "put", (number, value):
                db.insert(Document(value, 1000 + number))
            case "update", (value, wanted):
                return len(db.update(value, where("a") == wanted))
            case "update ids", (value, ids):
                return len(db.update(value, doc_ids=[1000 + each for each in ids]))
            case "upsert", (value, wanted):
                return len(db.upsert(value, where("b") == wanted))
            case "remove", (wanted,):
                return len(db.remove(where("a") == wanted))
            case "truncate", ():
                db.truncate()
    except (ValueError, KeyError) as error:
        return type(error)
    return None
