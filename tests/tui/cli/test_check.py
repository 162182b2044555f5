"""`crossread check`: what is wrong with a store is listed, and mended only when asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.articles import Span, read_article
from annotations.store import Store
from annotations.store.commands import tag
from tests.tui.cli.command import Run
from tui.sample import sample_paths


@pytest.fixture
def store(store_path: Path) -> Path:
    """A store with one claim, closed."""
    left, right = map(read_article, sample_paths())
    with Store.open(store_path, annotator="ada") as opened:
        pair = opened.add_pair(left, right)
        at = left.text.index("87 people")
        opened.do(tag(pair.left, left, Span(at, at + 9), "claim", "ada", pair=pair.id))
    return store_path


@pytest.fixture
def misplaced(store: Path) -> Path:
    """The same with the claim moved off its quote, through TinyDB itself."""
    with Store.open(store) as opened:
        claims = opened.tinydb.table("annotations")
        claims.update({"start": 0, "end": 9})
    return store


def test_a_sound_store_is_well(run: Run, store: Path) -> None:
    done = run("check")
    assert (done.status, done.out) == (0, "")
    assert done.err == "all is well: 1 pair, 1 annotation\n"


def test_a_quote_that_is_not_at_its_offsets_is_listed(run: Run, misplaced: Path) -> None:
    done = run("check")
    assert done.status == 1
    assert "its quote is not at 0–9" in done.out
    assert done.out.count("\n") == 1
    problem = json.loads(run("check", "--json").out)
    assert set(problem) == {"what", "mend"}
    assert problem["mend"]


def test_repair_does_what_was_listed(run: Run, misplaced: Path) -> None:
    done = run("check", "--repair")
    assert done.status == 0
    assert "its quote is not at 0–9" in done.out
    assert done.err == "mended: 1, still wrong: 0\n"
    assert run("check").status == 0
    assert '"state":"orphan"' in run("export").out


def test_a_damaged_file_is_listed_and_mended(run: Run, store: Path) -> None:
    journal = store.with_name(store.name + ".journal")
    damaged = max((store, journal), key=lambda path: path.stat().st_size)
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    listed = run("check")
    assert listed.status == 1
    assert listed.out
    assert "damaged" in run("export").err
    assert damaged.read_bytes() == bytes(content)
    assert run("check", "--repair").out == listed.out
    assert run("check").status in (0, 1)


def test_a_store_that_is_not_there_is_bad_input(run: Run, store_path: Path) -> None:
    done = run("check")
    assert done.status == 2
    assert str(store_path) in done.one_line()
