"""`check` finds what is wrong, and `repair` does what it lists and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.alignment.link import Alignment, Link, Origin
from annotations.errors import SpanError, StoreError
from annotations.marks.annotation import RelationKind
from annotations.store import Command, Edit, Store, commands
from annotations.store.engine.encoding import decode
from tests.store.support import opened, tagged


@pytest.fixture
def full(tmp_path: Path) -> Store:
    """A store with something in every table."""
    store, pair = opened(tmp_path)
    tagged(store, pair)
    tagged(store, pair, 38, 47, "source")
    claim, source = store.annotations()
    store.do(commands.relate(RelationKind.ATTRIBUTED_TO, claim, source, "ann", pair.id))
    store.do(commands.decide(pair.id, Link(0, 1, 1.0, Origin.MANUAL)))
    store.save_alignment(pair.id, Alignment.of([Link(1, 0, 0.5)]))
    store.do(commands.add_label({"id": "claim"}))
    return store


def spoil(store: Store, table: str, **changed: object) -> None:
    """Change the first document of a table behind the store's back."""
    rows = store.tinydb.table(table)
    rows.update(changed, doc_ids=[rows.all()[0].doc_id])


def test_a_sound_store_has_no_problems(full: Store) -> None:
    assert list(full.check()) == []


CASES = [
    ("annotations", {"start": 1}, "its quote is not at", "review queue"),
    ("annotations", {"end": 10_000}, "its quote is not at", "review queue"),
    ("annotations", {"article": "gone"}, "article gone is missing", ""),
    ("annotations", {"label": 7}, "label is 7", "aside"),
    ("annotations", {"score": 3.0}, "score 3.0", ""),
    ("links", {"score": -1.0}, "score -1.0", "aside"),
    ("alignments", {"links": [[0, 0, 2.0]]}, "score 2.0", "aside"),
    ("relations", {"target": "gone"}, "ties annotation gone", "aside"),
    ("relations", {"kind": "[likes]"}, "[likes]", "aside"),
    ("links", {"pair": "gone"}, "pair gone is missing", "aside"),
    ("links", {"left": 99}, "blocks 99", "aside"),
    ("alignments", {"links": [[0, 99, 0.5]]}, "blocks 0–99", "aside"),
    ("pairs", {"left": "gone"}, "article gone is missing", ""),
    ("texts", {"text": "another"}, "SHA-256", "aside"),
    ("articles", {"sha256": "0" * 64}, "text 000000000000… is missing", ""),
    ("articles", {"blocks": [["paragraph", 5, 3, 0]]}, "block 1", ""),
    ("articles", {"blocks": [["poem", 0, 3, 0]]}, "poem", "aside"),
    ("history", {"undone": "maybe"}, "undone", "aside"),
]


@pytest.mark.parametrize(
    ("table", "changed", "what", "mend"), CASES, ids=[f"{case[0]}-{case[2]}" for case in CASES]
)
def test_each_problem_is_found_and_mended_or_left(
    full: Store, table: str, changed: dict[str, object], what: str, mend: str
) -> None:
    spoil(full, table, **changed)
    problems = list(full.check())
    (problem,) = [each for each in problems if what in each.what]
    assert mend in problem.mend
    assert bool(mend) == bool(problem.mend)
    before = {name: list(full.documents(name)) for name in full.tables()}
    if mend:
        assert full.repair([problem]) == [problem]
        assert not [each for each in full.check() if what in each.what]
        if mend == "aside":
            (kept,) = full.documents("aside")
            assert kept["document"] == decode(problem.before)
        assert before.keys() <= {*full.tables(), table}
    else:
        assert full.repair([problem]) == []
        assert {name: list(full.documents(name)) for name in full.tables()} == before


def test_repair_of_everything_leaves_nothing_to_mend(full: Store) -> None:
    for table, changed, _, _ in CASES[::2]:
        if full.tinydb.table(table).all():
            spoil(full, table, **changed)
    for _ in range(4):
        problems = list(full.check())
        full.repair(problems)
    assert not [problem for problem in full.check() if problem.mend]


def test_an_id_that_is_there_twice_is_named(full: Store) -> None:
    table = full.tinydb.table("labels")
    table.insert(dict(table.all()[0]))
    (problem,) = full.check()
    assert "twice" in problem.what
    full.repair([problem])
    assert list(full.check()) == []
    assert len(full.labels()) == 1


def test_repair_leaves_alone_what_changed_since_the_check(full: Store) -> None:
    spoil(full, "annotations", start=1)
    problems = list(full.check())
    spoil(full, "annotations", start=2)
    assert full.repair(problems) == []


def test_a_span_that_cuts_a_character_is_named(tmp_path: Path) -> None:
    from tests.store.support import article

    with Store.open(tmp_path / "s.json", annotator="ann") as store:
        pair = store.add_pair(article("cafe\u0301 noir"), article("x"))
        with pytest.raises(SpanError, match="cuts a character"):
            tagged(store, pair, 0, 4)
        tagged(store, pair, 0, 5)
        spoil(store, "annotations", end=4, quote="cafe")  # as an older version let it in
        (problem,) = store.check()
        assert "cuts a character" in problem.what
        # What is there may still be worked with, removed and brought back.
        (mark,) = store.annotations()
        store.do(commands.change(mark, replace(mark, note="really"), pair=pair.id))
        store.do(commands.untag(store.annotations()[0], pair=pair.id))
        store.undo(pair.id)
        assert store.annotations()[0].note == "really"


@pytest.mark.parametrize("table", ["annotations", "relations", "links", "alignments", "pairs"])
def test_a_command_is_refused_for_what_check_would_report(full: Store, table: str) -> None:
    """Each case that `check` finds in a document that can be read, as an edit of the document."""
    for where, changed, what, _ in CASES:
        if where != table or what in ("label is 7", "[likes]"):
            continue
        before = next(full.documents(table))
        after = {**before, **changed}
        edit = Edit(table, str(before["id"]), before, after)
        with pytest.raises((StoreError, SpanError), match=re.escape(what)):
            full.do(Command("spoil", (edit,)))
        assert next(full.documents(table)) == before
    assert list(full.check()) == []


def test_what_others_need_is_not_removed(full: Store) -> None:
    """The undo of an import does not take away the article of somebody's annotation."""
    for table in ("articles", "pairs"):
        document = next(full.documents(table))
        edit = Edit(table, str(document["id"]), document, None)
        with pytest.raises(StoreError, match="need"):
            full.do(Command("remove", (edit,)))
    assert list(full.check()) == []


def test_damaged_files_are_listed_when_opened_for_reading_and_mended_when_for_writing(
    full: Store,
) -> None:
    full.close()
    full.path.write_bytes(full.path.read_bytes().replace(b'"note":""', b'"note":"x"', 1))
    with Store.open(full.path, read_only=True) as store:
        problems = list(store.check())
        assert problems
        assert all("copy" in problem.mend for problem in problems)
    with Store.open(full.path) as store:
        assert store.notices
        assert list(store.check()) == []


def test_a_quote_sent_to_review_is_in_the_queue(full: Store) -> None:
    spoil(full, "annotations", start=1)
    full.repair(list(full.check()))
    (lost,) = full.review()
    assert lost.quote == "The harbour bridge"
