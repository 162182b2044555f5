"""`crossread list`, `show` and `export --event`, and reading more than two articles as one event."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.store import Event, Progress, Store
from annotations.store.events import commands
from tests.store.test_event_overview import claim
from tests.tui.cli.command import Run
from tui.cli.stores import event_to_read, opened_at
from tui.sample import sample_paths

TEXTS = {
    "a.txt": "The bridge closed on Monday.\n\nNobody was hurt, the town said.\n",
    "b.txt": "A bridge was shut on Monday.\n\nThe town said that nobody was hurt.\n",
    "c.txt": "No traffic on the bridge since Monday.\n\nOne person was hurt.\n",
    "d.txt": "The old bridge is closed.\n\nThe town does not say for how long.\n",
}


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / name) for name in TEXTS]


def event_in(store_path: Path, files: list[str], title: str = "") -> Event:
    """The store's event of some files."""
    from annotations.articles import read_article

    with Store.open(store_path, annotator="ada") as store:
        return store.add_event(map(read_article, files), title)


def test_an_empty_store_says_how_an_event_is_made(run: Run) -> None:
    done = run("list")
    assert (done.status, done.out) == (0, "")
    assert "`crossread A B C`" in done.one_line()
    assert run("show", "x").status == 2


def test_list_tells_what_an_event_is_and_how_far_it_is(
    run: Run, store_path: Path, files: list[str]
) -> None:
    event = event_in(store_path, files, "The bridge")
    done = run("list")
    assert done.out.splitlines()[0] == f"{event.id}  The bridge"
    assert "4 articles" in done.out
    assert "not opened yet" in done.out
    with Store.open(store_path, annotator="ada") as store:
        claim(store, event, 1)
        pair = store.pair_of(*event.articles[:2])
        read = dict.fromkeys(event.articles[:2], 1.0)
        store.save_progress(Progress(pair=pair.id, event=event.id, annotator="ada", read=read))
        store.do(commands.pin(event))
    done = run("list")
    assert "The bridge  [pinned]" in done.out
    assert "50% read, 1 tag, 1 claim without a partner, last ada" in done.out
    (record,) = map(json.loads, run("list", "--json").out.splitlines())
    assert record["id"] == event.id
    assert [each["id"] for each in record["articles"]] == list(event.articles)
    assert (record["read"], record["tags"], record["claims_alone"]) == (0.5, 1, 1)


def test_archived_events_are_listed_when_asked_and_pinned_ones_first(
    run: Run, store_path: Path, files: list[str]
) -> None:
    one, two, three = (event_in(store_path, files[:count]) for count in (2, 3, 4))
    with Store.open(store_path, annotator="ada") as store:
        store.do(commands.archive(one))
        store.do(commands.pin(three))

    def ids(*words: str) -> list[str]:
        return [json.loads(line)["id"] for line in run("list", "--json", *words).out.splitlines()]

    assert ids() == [three.id, two.id]
    assert ids("--all") == [three.id, one.id, two.id]


def test_show_names_the_articles_in_order_and_the_pairs_so_far(
    run: Run, store_path: Path, files: list[str]
) -> None:
    event = event_in(store_path, files, "The bridge")
    with Store.open(store_path, annotator="ada") as store:
        pair = store.pair_of(event.articles[0], event.articles[2])
    done = run("show", event.id[:6])
    assert done.status == 0
    assert done.out.index("a.txt") < done.out.index("b.txt") < done.out.index("d.txt")
    assert f"pair {pair.id}  1–3: not aligned yet" in done.out
    record = json.loads(run("show", event.id, "--json").out)
    assert [each["source"] for each in record["articles"]] == files
    assert record["pairs"] == [
        {"id": pair.id, "left": pair.left, "right": pair.right, "links": None}
    ]
    assert "there is no event 'nowhere'" in run("show", "nowhere").one_line()
    event_in(store_path, files[:2])
    assert "2 events begin with ''" in run("show", "").one_line()


def test_what_an_event_is_called_cannot_act_on_the_terminal(
    run: Run, store_path: Path, files: list[str]
) -> None:
    event = event_in(store_path, files)
    with Store.open(store_path) as store:
        for table in ("events", "articles"):
            store.tinydb.table(table).update({"title": "\x1b[2J\u202e\nx", "outlet": "\x9b\r"})
    for words in (["list"], ["list", "--json"], ["show", event.id], ["show", event.id, "--json"]):
        done = run(*words)
        assert done.status == 0
        assert not set(done.out) & set("\x1b\x9b\r\u202e")


def test_export_takes_one_event(run: Run, store_path: Path, files: list[str]) -> None:
    event = event_in(store_path, files[:3])
    event_in(store_path, files[2:])
    lines = [json.loads(line) for line in run("export", "--event", event.id).out.splitlines()]
    assert [each["id"] for each in lines if each["type"] == "article"] == list(event.articles)
    assert [each["id"] for each in lines if each["type"] == "event"] == [event.id]
    assert "no event 'x'" in run("export", "--event", "x").one_line()


def test_more_than_two_articles_are_kept_as_one_event(store_path: Path, files: list[str]) -> None:
    from annotations.articles import read_article

    articles = [read_article(each) for each in files]
    with Store.open(store_path, annotator="ada") as store:
        event, pair = event_to_read(store, articles)
        assert len(event.articles) == 4
        assert (pair.left, pair.right) == event.articles[:2]
        last = store.pair_of(event.articles[1], event.articles[3])
        store.save_progress(Progress(pair=last.id, event=event.id, annotator="ada"))
        assert event_to_read(store, articles) == (event, last)
        assert opened_at(store, event) == last


def test_a_text_named_twice_comes_once(store_path: Path, files: list[str]) -> None:
    from annotations.articles import read_article

    with Store.open(store_path) as store:
        event, _ = event_to_read(store, [read_article(files[at]) for at in (0, 1, 0, 2)])
        assert len(event.articles) == 3


def test_plain_prints_the_first_article_beside_each_other(
    run: Run, store_path: Path, files: list[str]
) -> None:
    done = run("read", "--plain", *files[:3])
    assert done.status == 0
    assert done.out.count("Left: ") == 2
    assert done.out.index("A bridge was shut") < done.out.index("No traffic on the bridge")
    assert not store_path.exists()
    event = event_in(store_path, files[:3])
    with Store.open(store_path, annotator="ada") as store:
        claim(store, event, 2, note="which bridge?")
    assert "which bridge?" in run("read", "--plain", *files[:3]).out


def test_more_articles_need_a_terminal_as_two_do(run: Run) -> None:
    left, right = map(str, sample_paths())
    done = run(left, right, left)
    assert done.status == 2
    assert "`crossread read --plain`" in done.one_line()
