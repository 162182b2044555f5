"""A fault at any one system call loses nothing, is told to the caller, and is got over."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles.article import Span
from annotations.errors import CrossreadError, StoreError
from annotations.store import Store
from annotations.store.commands import tag
from annotations.store.engine import storage
from tests.store.engine.machine import Dead, Fault, Machine, quick, running
from tests.store.session import found, lost, save, session
from tests.store.support import opened, tagged


def run(path: Path, fault: Fault | None) -> Machine:
    """A session on a machine with a fault; what the store refuses is refused, and life goes on."""
    machine = Machine(fault)
    with running(machine), pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage, "LARGE", 2000)
        try:
            for turn in range(3):
                try:
                    session(path, machine.note, rounds=1, saves=2 + turn)
                except CrossreadError:
                    with Store.open(path, annotator="ann") as store:
                        save(store, machine.note, 2, undo=False)
        except (Dead, CrossreadError):
            pass
    return machine


def noted(machine: Machine) -> list[tuple[str, str]]:
    return [(e.what, e.names[0]) for e in machine.events if e.what in ("try", "ack")]


@pytest.mark.parametrize("kind", ["kill", "short", "EIO", "ENOSPC", "EMFILE"])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_a_fault_at_any_call_loses_nothing(tmp_path: Path, kind: str, lasting: bool) -> None:
    calls = run(tmp_path / "count.json", None).calls
    failures: list[str] = []
    for number, name in enumerate(calls):
        if kind == "short" and name != "pwrite":
            continue
        path = tmp_path / str(number) / "annotations.json"
        path.parent.mkdir()

        def fault(call: int, name: str, number: int = number) -> str:
            return kind if call == number or (lasting and call > number) else ""

        machine = run(path, fault)
        with quick():
            try:
                wrong = lost(noted(machine), found(path)[0])
                there, notices = found(path)
                wrong += lost(noted(machine), there) + notices
            except CrossreadError as error:
                wrong = [str(error)]
        if wrong:
            failures.append(f"{kind} at call {number} ({name}): {wrong}")
    assert not failures


@pytest.mark.parametrize("name", ["pwrite", "fdatasync"])
@pytest.mark.parametrize("kind", ["EIO", "ENOSPC", "EFBIG"])
def test_a_save_that_fails_is_told_and_the_next_one_succeeds(
    tmp_path: Path, name: str, kind: str
) -> None:
    failing = False

    def fault(number: int, call: str) -> str:
        return kind if failing and call == name else ""

    with running(Machine(fault)):
        store, pair = opened(tmp_path)
        tagged(store, pair, 0, 3)
        failing = True
        with pytest.raises(StoreError, match="not saved"):
            tagged(store, pair, 4, 8)
        assert len(store.annotations()) == 1
        assert store.next_undo(pair.id) == "tag claim ‘The’"
        failing = False
        tagged(store, pair, 9, 12)
        store.close()
    with quick(), Store.open(tmp_path / "annotations.json") as store:
        assert [each.start for each in store.annotations()] == [0, 9]


def test_what_a_half_written_line_leaves_is_cut(tmp_path: Path) -> None:
    """A disk that fills up in the middle of a line: the journal is as before it."""
    failing = False
    journal = tmp_path / "annotations.json.journal"

    def fault(number: int, call: str) -> str:
        nonlocal failing
        if not failing or call != "pwrite":
            return ""
        failing = "half" if failing is True else False  # type: ignore[assignment]
        return "short" if failing == "half" else "ENOSPC"

    with running(Machine(fault)):
        store, pair = opened(tmp_path)
        before = journal.read_bytes()
        failing = True
        with pytest.raises(StoreError):
            tagged(store, pair)
        assert journal.read_bytes().rstrip() == before.rstrip()
        store.close()


def test_the_listener_hears_nothing_of_a_save_that_failed(tmp_path: Path) -> None:
    failing = False
    with running(Machine(lambda n, call: "EIO" if failing and call == "fdatasync" else "")):
        store, pair = opened(tmp_path)
        heard: list[object] = []
        store.listen(heard.append)
        failing = True
        with pytest.raises(StoreError):
            tagged(store, pair)
        assert heard == []


def test_a_fold_that_fails_at_close_leaves_the_journal_as_it_is(tmp_path: Path) -> None:
    closing = False
    with running(Machine(lambda n, call: "ENOSPC" if closing and call == "pwrite" else "")):
        store, pair = opened(tmp_path)
        store.do(tag(pair.left, store.article(pair.left), Span(0, 3), "claim", "ann", pair=pair.id))
        before = (tmp_path / "annotations.json.journal").read_bytes()
        closing = True
        store.close()
        assert (tmp_path / "annotations.json.journal").read_bytes() == before
        assert not (tmp_path / "annotations.json.new").exists()


def test_damage_that_cannot_be_set_aside_yet_is_not_written_over(tmp_path: Path) -> None:
    """Another process left damage, and the disk is full: refused until there is room for a copy."""
    failing = False
    with running(Machine(lambda n, call: "ENOSPC" if failing and call == "pwrite" else "")):
        store, pair = opened(tmp_path)
        tagged(store, pair, 0, 3)
        journal = tmp_path / "annotations.json.journal"
        saved, _, end = journal.read_bytes().rstrip(b"\n").rpartition(b'"end":')
        damaged = saved + b'"eNd":' + end + b"what somebody else appended"
        journal.write_bytes(damaged)
        failing = True
        for place in (4, 5):
            with pytest.raises(StoreError, match="not saved"):
                tagged(store, pair, place, 9)
            assert journal.read_bytes() == damaged
        failing = False
        tagged(store, pair, 6, 9)
        store.close()
    (kept,) = tmp_path.glob("*journal.damaged-*")
    assert kept.read_bytes() == damaged
    with quick(), Store.open(tmp_path / "annotations.json") as store:
        assert [each.start for each in store.annotations()] == [0, 6]


def test_an_interrupt_in_the_middle_of_a_save_is_got_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, pair = opened(tmp_path)
    with store, monkeypatch.context() as patch:

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(storage.JournalStorage, "_apply", interrupted)
        with pytest.raises(KeyboardInterrupt):
            tagged(store, pair, 0, 3)
        patch.undo()
        tagged(store, pair, 4, 9)
        here = store.annotations()
        with Store.open(store.path, read_only=True) as other:
            assert other.annotations() == here
