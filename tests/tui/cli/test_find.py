"""`crossread find`: events for people, JSON for scripts, events kept in the store."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

from annotations.store import Store
from tests.benchmarks.events.archive import archive as invented
from tests.events.finding.test_find_events import FIRES
from tests.tui.cli.command import Run

ROWS = [
    {"id": f"{name[-5:]}-{at}", "text": text, "title": f"{name} ({at})"}
    for name, texts in FIRES.items()
    for at, text in enumerate(texts)
]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "fires.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def test_json_gives_a_line_an_event(run: Run, archive: Path) -> None:
    done = run("find", "--json", str(archive))
    assert (done.status, done.err) == (0, "")
    events = [json.loads(line) for line in done.out.splitlines()]
    assert {frozenset(each["articles"]) for each in events} == {
        frozenset({"Norby-0", "Norby-1"}),
        frozenset({"l Bay-0", "l Bay-1"}),
    }
    assert all(each.keys() == {"articles", "score", "echoes"} for each in events)


def test_people_are_told_which_articles_what_to_read_first_and_why(run: Run, archive: Path) -> None:
    done = run("find", str(archive))
    assert done.status == 0
    assert "     Norby-0 · a fire in Norby (0)\n" in done.out
    assert "     read first: Norby-0 and Norby-1\n" in done.out
    assert "     dates: Monday\n" in done.out
    assert done.out.endswith("\n4 articles, 2 events\n")
    assert done.err == ""


def test_new_says_only_what_has_changed(run: Run, archive: Path) -> None:
    run("find", "--json", str(archive))
    assert run("find", "--json", "--new", str(archive)).out == ""
    third = {"id": "third", "text": FIRES["a fire in Norby"][0] + " More was not known."}
    with archive.open("a") as file:
        file.write(json.dumps(third) + "\n")
    (event,) = map(json.loads, run("find", "--json", "--new", str(archive)).out.splitlines())
    assert set(event["articles"]) == {"Norby-0", "Norby-1", "third"}
    assert event["echoes"] == [["Norby-0", "third"]]


@pytest.mark.parametrize(
    ("words", "count"), [(["--add", "2"], 1), (["--add"], 2), (["--add", "1-2"], 2)]
)
def test_chosen_events_are_kept_in_the_store(
    run: Run, archive: Path, tmp_path: Path, words: list[str], count: int
) -> None:
    store = tmp_path / "store.json"
    done = run("find", str(archive), *words, "--store", str(store))
    assert f"added {count} event" in done.err
    with Store.open(store, annotator="somebody") as opened:
        events = list(opened.events())
        assert len(events) == count
        assert all(len(each.articles) == 2 for each in events)


def test_an_event_that_is_not_there_cannot_be_added(run: Run, archive: Path) -> None:
    done = run("find", "--json", str(archive), "--add", "1,3")
    assert done.status == 2
    assert "there are 2 events; nothing was added" in done.err


def test_what_is_passed_over_is_named_and_makes_the_status_1(run: Run, archive: Path) -> None:
    with archive.open("a") as file:
        file.write("{no json\n")
    done = run("find", "--json", str(archive))
    assert done.status == 1
    assert done.out.count("\n") == 2
    assert "fires.jsonl, line 5: not JSON" in done.one_line()


def test_nothing_to_read_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no article in it" in run("find", str(tmp_path / "empty")).one_line()
    assert "no such file or folder" in run("find", str(tmp_path / "none")).one_line()
    assert "needs an archive" in run("find").one_line()


def test_the_index_lies_beside_the_archive_or_where_it_is_told(run: Run, archive: Path) -> None:
    run("find", str(archive))
    run("find", str(archive), "--index", str(archive.with_name("other")))
    names = sorted(each.name for each in archive.parent.iterdir() if each.name != "store.json")
    assert {"fires.jsonl", "fires.jsonl.crossread-index", "other"} <= set(names)
    assert not [each for each in names if "wal" in each or "shm" in each]


def test_search_finds_the_articles_that_have_all_words(run: Run, archive: Path) -> None:
    run("find", "--json", str(archive))
    index = str(archive)
    done = run("search", "brewery", "famil*", "--index", index)
    assert done.status == 0
    assert done.out.startswith("Norby-0 · a fire in Norby (0)\n     A fire destroyed")
    assert "brewery" in done.out and done.out.endswith(" …\n")
    rows = run("search", "--json", "Osric Vane", "--index", index).out.splitlines()
    assert {json.loads(row)["id"] for row in rows} == {"l Bay-0", "l Bay-1"}


def test_search_that_finds_nothing_has_the_status_1(run: Run, archive: Path) -> None:
    run("find", "--json", str(archive))
    assert run("search", "Vane Osric", "--index", str(archive)).status == 1
    assert run("search", '"*"', "NEAR(", "--index", str(archive)).status == 1
    assert "crossread find makes it" in run("search", "fire", "--index", "no").one_line()
    assert "name one with --index" in run("search", "fire", cwd=archive.parent.parent).one_line()


def test_new_articles_find_the_events_that_they_would_have_found_from_the_start(
    run: Run, tmp_path: Path
) -> None:
    rows = [json.dumps(row) + "\n" for row in invented(60, seed=5, words=6000, like=0)]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(rows[:52]))
    before = run("find", "--json", str(path)).out.splitlines()
    path.write_text("".join(rows))
    changed = run("find", "--json", "--new", str(path)).out.splitlines()
    whole = run("find", "--json", "--index", str(tmp_path / "anew"), str(path)).out.splitlines()
    late = {json.loads(row)["id"] for row in rows[52:]}
    found, wanted = pairs(changed, late), pairs(whole, late)
    # What was judged before stays as it was, though words are a little less rare by now.
    assert len(found & wanted) >= 0.8 * len(found | wanted) > 0
    assert not set(changed) & set(before)


def pairs(lines: list[str], late: set[str]) -> set[frozenset[str]]:
    """Pairs of articles in one event, of which one at least came late."""
    events = (json.loads(line)["articles"] for line in lines)
    every = (frozenset(pair) for each in events for pair in combinations(each, 2))
    return {pair for pair in every if pair & late}


def test_the_end_says_how_many_and_which_and_the_status_is_1(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("no json\n" * 12 + "".join(json.dumps(each) + "\n" for each in invented(30)))
    done = run("find", str(rows))
    assert done.status == 1
    assert "30 articles" in done.out
    assert f"crossread: {rows}, line 1: not JSON" in done.err
    assert done.err.endswith("crossread: 12 passed over, 2 not named\n")
