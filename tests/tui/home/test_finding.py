"""Events found in an archive: previewed, added, read; a search that is ended; nothing that acts."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest

from annotations.events.archive.index import Index
from tests.benchmarks.events.archive import archive as invented
from tests.events.finding.test_find_events import FIRES
from tests.tui.driving import PATIENCE
from tests.tui.home.at_home import AtHome, at_home, small_store
from tui.home.finding.answers import Answer, Outcome, Progress
from tui.home.finding.screen import FoundScreen
from tui.home.finding.search import ArchiveSearch
from tui.home.home import Home
from tui.reader.reader import Reader

HOSTILE = "[b]x[/b]\x1b[31m\u202e"


def fires(path: Path, title: str = "{name}: report {at}") -> Path:
    """Two events of two reports each, and a line that is no article."""
    rows = [
        {
            "title": title.format(name=name, at=at),
            "outlet": ("Valley Post", "Tarn Courier")[at],
            "published": f"2026-05-0{at + 1}",
            "text": text,
        }
        for name, texts in FIRES.items()
        for at, text in enumerate(texts)
    ]
    path.write_text("\n".join([*map(json.dumps, rows), "no JSON"]))
    return path


@asynccontextmanager
async def finding(store: Path, archive: Path, *, wait: bool = True) -> AsyncIterator[AtHome]:
    """Home, from where an archive is searched."""
    small_store(store)
    async with at_home(store) as desk:
        await desk.press("f")
        await desk.until(lambda: desk.app.screen.query("Line"))
        desk.app.screen.query_one("Line").value = str(archive)  # type: ignore[attr-defined]
        await desk.press("enter")
        if wait:
            await desk.until(lambda: isinstance(desk.app.screen, FoundScreen), "the screen")
            await desk.until(lambda: screen(desk).is_idle, "searched")
        yield desk


def screen(desk: AtHome) -> FoundScreen:
    return next(each for each in desk.app.screen_stack if isinstance(each, FoundScreen))


async def test_what_is_found_is_previewed_and_added_and_undone(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with finding(path, fires(Path("may.jsonl"))) as desk:
        await desk.shows("4 articles · 2 events · 1 passed over", "Valley Post, Tarn Courier")
        await desk.shows("1  Valley Post · 2026-05-01", "shared dates: Monday", "score ")
        await desk.press("space", "space", "a")
        await desk.shows("add 2 events", "+ ")
        await desk.press("a")
        await desk.shows("added already")
        assert len(desk.kept()) == 5
        await desk.press("u")
        await desk.shows("undid: add 2 events")
        assert len(desk.kept()) == 3
        await desk.press("w")
        await desk.shows("Passed over", "line 5: not JSON")
        await desk.press("escape", "escape")
        await desk.until(lambda: isinstance(desk.app.screen, Home), "home")


async def test_enter_adds_an_event_once_and_reads_it(path: Path, tmp_path: Path) -> None:
    archive = fires(tmp_path / "may.jsonl")
    async with finding(path, archive) as desk:
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, Reader), "read")
        kept = desk.kept()
        assert len(kept) == 4
        assert "report" in desk.reader.session.event.title
        await desk.press("backspace")
        await desk.until(lambda: isinstance(desk.app.screen, Home), "home")
        await desk.press("f")
        desk.app.screen.query_one("Line").value = str(archive)  # type: ignore[attr-defined]
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, FoundScreen), "the screen")
        await desk.until(lambda: screen(desk).is_idle, "searched")
        await desk.press("a")
        await desk.shows("this event is here already")
        assert desk.kept() == kept


async def test_a_search_is_ended_at_once_and_what_it_says_later_is_dropped(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = (
        "import pickle, sys; from tui.home.finding.answers import Progress\n"
        "pickle.dump(Progress('Reading the articles', 30, 60), sys.stdout.buffer)\n"
        "sys.stdout.flush(); sys.stdin.read()"
    )
    command = [sys.executable, "-c", endless]
    monkeypatch.setattr("tui.home.finding.search.python_command", lambda module: command)
    async with finding(path, fires(tmp_path / "may.jsonl"), wait=False) as desk:
        await desk.shows("Reading the articles…", "30 of 60")
        search = screen(desk)._search
        assert search is not None
        await desk.press("j", "a", "escape")
        await desk.until(lambda: isinstance(desk.app.screen, Home), "home")
        search._process.wait(PATIENCE)
        assert len(desk.kept()) == 3


def gone_on(names: list[str], *, until: int | None) -> list[Answer]:
    """What a search says until so many articles are read, or to its end; once its process is gone."""
    said: list[Answer] = []
    enough = Event()

    def hear(answer: Answer) -> None:
        said.append(answer)
        if isinstance(answer, Outcome) or (
            until is not None
            and isinstance(answer, Progress)
            and answer.stage.startswith("Reading")
            and answer.done >= until
        ):
            enough.set()

    search = ArchiveSearch(names, hear)
    assert enough.wait(PATIENCE)
    search.close()
    search._process.wait(PATIENCE)
    return said


def test_what_a_search_that_was_ended_has_read_is_kept(tmp_path: Path) -> None:
    archive = tmp_path / "many.jsonl"
    rows = invented(600, seed=4)
    archive.write_text("".join(json.dumps(row) + "\n" for row in rows))
    gone_on([str(archive)], until=201)
    with Index.open(tmp_path / "many.jsonl.crossread-index") as index:
        assert len(index.keys()) >= 200
    said = gone_on([str(archive)], until=None)
    outcome = next(each for each in said if isinstance(each, Outcome))
    assert outcome.articles == 600
    assert len(outcome.found) > 50


SHARED = """
import multiprocessing, os, threading
from annotations.events.archive import finding
from annotations.events.finding import find
from tui.home.finding import process
from tui.home.finding.answers import Progress

def meter(tell, stage, total=0):
    def count(done):
        if done and stage.startswith("Comparing"):
            workers = (each.pid for each in multiprocessing.active_children())
            tell(Progress(" ".join(map(str, (os.getpid(), *workers)))))
            threading.Event().wait()
    return count

find.ALONE, finding.WORTH_A_PROCESS, finding.cores = 0, 1, lambda: 2
process._meter = meter
process.main()
"""
"""Searches as home does, however small the archive is; at work on it, says who works, and goes on no more."""

APP = """
import os, sys
from tui.home.finding import search
search.python_command = lambda module: [sys.executable, "-c", sys.argv[2]]
def hear(answer):
    print(answer.stage, flush=True)
made = search.ArchiveSearch([sys.argv[1]], hear)
sys.stdin.readline()
made.close()
sys.stdin.readline()
"""


@pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="waits for processes of others, as Linux can"
)
@pytest.mark.parametrize("killed", [False, True])
def test_a_search_compares_in_processes_and_none_is_left_once_home_or_the_app_ends(
    tmp_path: Path, killed: bool
) -> None:
    archive = tmp_path / "many.jsonl"
    archive.write_text("".join(json.dumps(row) + "\n" for row in invented(60, seed=4)))
    command = [sys.executable, "-c", APP, str(archive), SHARED]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as app:
        assert app.stdin is not None
        assert app.stdout is not None
        pids = [int(each) for each in app.stdout.readline().split()]
        assert len(pids) > 1, "only the search itself is at work"
        at_work = [os.pidfd_open(each) for each in pids]
        if killed:
            app.kill()
        else:
            app.stdin.write(b"\n")
            app.stdin.flush()
        for pid, process in zip(pids, at_work, strict=True):
            ended, _, _ = select.select([process], [], [], PATIENCE)
            assert ended, f"{pid} of {pids} is left at work"
            os.close(process)
        app.kill()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty", "There is no article in it"),
        ("one", "1 article, and an event has two or more"),
        ("bad", "There is no article in it that can be read"),
    ],
)
async def test_an_archive_without_events_is_told_calmly(
    path: Path, tmp_path: Path, name: str, words: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    if name == "one":
        (folder / "one.txt").write_text("Flood report\n\nThe water came in the night.\n")
    if name == "bad":
        (folder / "bad.jsonl").write_text("no JSON\n")
    async with finding(path, folder) as desk:
        await desk.shows(words)
        await desk.press("j", "enter", "a", "space", "M", "J", "u", "escape")
        await desk.until(lambda: isinstance(desk.app.screen, Home), "home")


async def test_an_archive_that_is_not_there_is_told_and_can_be_mended(
    path: Path, tmp_path: Path
) -> None:
    async with finding(path, tmp_path / "nowhere", wait=False) as desk:
        await desk.until(lambda: "no such file or folder" in desk.home._status.text)
        await desk.press("f")
        await desk.until(lambda: desk.app.screen.query("Line"))
        assert desk.app.screen.query_one("Line").value == str(tmp_path / "nowhere")  # type: ignore[attr-defined]


async def test_no_text_of_an_archive_acts(path: Path, tmp_path: Path) -> None:
    async with finding(path, fires(tmp_path / "may.jsonl", HOSTILE + "{at}")) as desk:
        await desk.shows("[b]x[/b]␛[31m\ufffd0")
        assert "\x1b" not in desk.page
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, Reader), "read")


async def test_an_index_that_cannot_be_written_is_told_with_the_mend(
    path: Path, tmp_path: Path
) -> None:
    archive = fires(tmp_path / "may.jsonl")
    (tmp_path / "may.jsonl.crossread-index").mkdir()
    async with finding(path, archive) as desk:
        await desk.shows("cannot be written there", "--index", "esc closes")
        await desk.press("enter", "a", "w", "escape")
        await desk.until(lambda: isinstance(desk.app.screen, Home), "home")
