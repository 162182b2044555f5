"""Files, folders and pasted texts come in by a worker; what cannot be read is told."""

from __future__ import annotations

from pathlib import Path

from textual.events import Paste

from annotations.store import Store
from tests.tui.home.at_home import at_home, small_store


def folder_of(tmp_path: Path) -> Path:
    folder = tmp_path / "flood reports"
    folder.mkdir(exist_ok=True)
    for name in ("one", "two", "three"):
        text = f"Flood report {name}\n\nThe water came in the night, said {name}.\n"
        (folder / f"{name}.txt").write_text(text)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n")
    return folder


async def test_a_folder_becomes_one_event_which_undo_takes_away(path: Path, tmp_path: Path) -> None:
    small_store(path)
    folder = folder_of(tmp_path)
    async with at_home(path) as desk:
        await desk.press("a")
        desk.app.screen.query_one("Line").value = str(folder)
        await desk.press("enter")
        await desk.shows("Add 3 articles", "A new event of these 3", "Add to ‘Dam breach’")
        await desk.press("enter")
        await desk.until(lambda: "Flood report one" in desk.titles)
        await desk.press("u")
        await desk.until(lambda: "Flood report one" not in desk.titles)


async def test_files_join_the_event_at_the_cursor_and_a_bad_one_is_told(
    path: Path, tmp_path: Path
) -> None:
    dam, *_ = small_store(path)
    folder = folder_of(tmp_path)
    good, bad = folder / "one.txt", folder / "missing.txt"
    async with at_home(path) as desk:
        await desk.press("a")
        desk.app.screen.query_one("Line").value = f"'{good}' '{bad}'"
        await desk.press("enter")
        await desk.shows("Add ‘Flood report one’")
        assert desk.home._status._said.plain == "1 could not be read"
        assert any("no such file" in each.message for each in desk.app._notifications)
        await desk.press("enter")
        await desk.shows("add an article to event ‘Dam breach’ · saved")
        with Store.open(path, annotator="eve", read_only=True) as other:
            assert len(other.event(dam.id).articles) == 5
        await desk.press("slash", *"water")
        await desk.until(lambda: desk.titles == ["Dam breach"])


async def test_two_pasted_texts_become_an_event(path: Path) -> None:
    with Store.open(path, annotator="ada"):
        pass
    async with at_home(path) as desk:
        for number, words in enumerate(("First", "Second")):
            await desk.press("v")
            await desk.until(lambda: desk.app.screen.query("TextArea"))
            area = desk.app.screen.query_one("TextArea")
            area.text = f"{words} report of the fog\n\nThe fog stayed for {number + 2} days.\n"  # type: ignore[attr-defined]
            await desk.press("escape")
            await desk.shows("Keep it until another" if not number else "A new event of these 2")
            await desk.press("enter")
        await desk.until(lambda: desk.titles == ["First report of the fog"])


async def test_an_article_that_is_there_already_changes_nothing(path: Path, tmp_path: Path) -> None:
    small_store(path)
    folder = folder_of(tmp_path)
    async with at_home(path) as desk:
        for said in ("saved", "nothing was added"):
            await desk.press("a")
            desk.app.screen.query_one("Line").value = str(folder / "one.txt")
            await desk.press("enter")
            await desk.shows("Add ‘Flood report one’")
            await desk.press("enter")
            await desk.shows(said)


async def test_files_that_are_dragged_to_the_terminal_are_added(path: Path, tmp_path: Path) -> None:
    small_store(path)
    one, two = (folder_of(tmp_path) / f"{name}.txt" for name in ("one", "two"))
    async with at_home(path) as desk:
        desk.home.listing.post_message(Paste(f"'{one}' '{two}'"))
        await desk.shows("Add 2 articles")
        await desk.press("escape")
        desk.home.listing.post_message(Paste("Fog on the lake\r\rNobody saw the shore.\r"))
        await desk.shows("Add ‘Fog on the lake’")


async def test_a_line_that_can_be_no_name_is_text(path: Path) -> None:
    small_store(path)
    async with at_home(path) as desk:
        for text, name in (("~nobody stays for the fog", "~nobody"), ("fog " * 100, "pasted text")):
            desk.home.listing.post_message(Paste(text))
            await desk.shows(f"Add ‘{name}")
            await desk.press("escape")
