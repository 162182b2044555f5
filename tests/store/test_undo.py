"""Undo and redo for ever: across restarts, by name, bounded, never against somebody's change."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.alignment.link import Link, Origin
from annotations.errors import StoreError
from annotations.store import Store, commands, history
from tests.store.engine.machine import quick
from tests.store.support import opened, tagged


def state(store: Store) -> list[list[str]]:
    tables = ("annotations", "relations", "links", "labels")
    return [sorted(map(str, store.documents(table))) for table in tables]


def test_undo_and_redo_work_after_a_restart_and_have_names(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        first = tagged(store, pair, 0, 3)
        tagged(store, pair, 4, 11, "source")
    with Store.open(store.path, annotator="ann") as store:
        assert store.next_undo(pair.id) == "tag source ‘harbour’"
        assert store.next_redo(pair.id) is None
        store.undo(pair.id)
        undone = store.undo(pair.id)
        assert undone == first.inverse()
        assert store.undo(pair.id) is None
    with Store.open(store.path, annotator="ann") as store:
        assert store.annotations() == ()
        assert store.next_undo(pair.id) is None
        assert store.next_redo(pair.id) == "tag claim ‘The’"
        assert store.redo(pair.id) == first
        assert [each.label for each in store.annotations()] == ["claim"]


def test_a_new_command_ends_what_could_be_redone(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        tagged(store, pair, 0, 3)
        tagged(store, pair, 4, 11)
        store.undo(pair.id)
        tagged(store, pair, 12, 18)
        assert store.next_redo(pair.id) is None
        assert store.redo(pair.id) is None
        assert [each.start for each in store.annotations()] == [0, 12]


def test_history_is_bounded_by_the_setting(tmp_path: Path) -> None:
    store, pair = opened(tmp_path, history_limit=3)
    with store:
        for place in range(6):
            tagged(store, pair, place, place + 3)
        assert [bool(store.undo(pair.id)) for _ in range(5)] == [True, True, True, False, False]
        assert len(store.annotations()) == 3


def test_history_of_the_whole_store_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "TOTAL", 4)
    store, pair = opened(tmp_path)
    with store:
        for number in range(8):
            store.do(commands.add_label({"id": f"label {number}"}, pair=f"pair {number % 2}"))
        assert sum(1 for _ in store.documents("history")) == 4
        assert [store.next_undo(f"pair {n}") for n in (0, 1)] == [
            "add label label 6",
            "add label label 7",
        ]
        assert pair


def test_without_history_nothing_is_remembered(tmp_path: Path) -> None:
    store, pair = opened(tmp_path, history_limit=0)
    with store:
        tagged(store, pair)
        assert store.undo(pair.id) is None
        assert len(store.annotations()) == 1


def test_what_somebody_changed_since_is_not_undone_but_left_out(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store, Store.open(store.path, annotator="other") as other:
        tagged(store, pair, 0, 3)
        tagged(store, pair, 4, 11)
        other.refresh()
        said = other.annotations()[1]
        other.do(commands.change(said, replace(said, note="but why?")))
        with pytest.raises(StoreError, match="changed since"):
            store.undo(pair.id)
        assert store.next_undo(pair.id) == "tag claim ‘The’"
        store.undo(pair.id)
        assert [each.note for each in store.annotations()] == ["but why?"]


def test_an_import_is_one_command(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        many = [
            commands.tag(
                pair.left, store.article(pair.left), (n % 30, n % 30 + 5), "claim", "ann",
                pair=pair.id,
            )
            for n in range(1000)
        ]  # fmt: skip
        store.do(commands.together("import 1,000 annotations", many, pair.id))
        assert len(store.annotations()) == 1000
        store.undo(pair.id)
        assert store.annotations() == ()
        store.redo(pair.id)
        assert len(store.annotations()) == 1000


def test_deciding_is_undone_to_the_decision_before(tmp_path: Path) -> None:
    store, pair = opened(tmp_path)
    with store:
        confirmed = Link(0, 0, 1.0, Origin.CONFIRMED)
        store.do(commands.decide(pair.id, confirmed))
        store.do(commands.decide(pair.id, replace(confirmed, origin=Origin.REJECTED), confirmed))
        store.undo(pair.id)
        alignment = store.alignment(pair.id)
        assert alignment is not None
        assert alignment.links == (confirmed,)


acts = st.lists(
    st.sampled_from(["tag", "tag", "note", "untag", "undo", "redo", "reopen"]), max_size=30
)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(acts)
def test_undo_and_redo_walk_the_states_that_were(acts: list[str]) -> None:
    """Against the model of a list of states and a place in it."""
    import tempfile

    with quick(), tempfile.TemporaryDirectory() as place:
        store, pair = opened(Path(place))
        states, at = [state(store)], 0
        for act in acts:
            marked = store.annotations()
            if act == "reopen":
                store.close()
                store = Store.open(store.path, annotator="ann")
            elif act == "undo":
                assert (store.undo(pair.id) is not None) == (at > 0)
                at = max(0, at - 1)
            elif act == "redo":
                assert (store.redo(pair.id) is not None) == (at + 1 < len(states))
                at = min(len(states) - 1, at + 1)
            else:
                if act == "tag":
                    tagged(store, pair, len(marked), len(marked) + 5)
                elif not marked:
                    continue
                elif act == "note":
                    after = replace(marked[0], note=f"{at}")
                    store.do(commands.change(marked[0], after, pair=pair.id))
                else:
                    store.do(commands.untag(marked[-1], pair=pair.id))
                del states[at + 1 :]
                states.append(state(store))
                at += 1
            assert state(store) == states[at]
        store.close()
