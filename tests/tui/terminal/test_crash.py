"""A crash report says where and why, and quotes nothing that could be an article's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.driving import reading
from tui.terminal import crash

SECRET = "the heron was green"


def caused() -> Exception:
    def inner() -> None:
        sentence = SECRET
        raise KeyError(sentence)

    try:
        try:
            inner()
        except KeyError as error:
            raise ValueError(f"no place for {SECRET}") from error
    except ValueError as error:
        return error


def test_the_report_names_versions_frames_and_causes_only() -> None:
    text = crash.describe(caused(), "Reader, 80×24")
    assert "textual 8" in text and "Reader, 80×24" in text
    assert text.index("ValueError") < text.index("after KeyError")
    assert "tests/tui/terminal/test_crash.py" in text and "in inner" in text
    assert SECRET not in text


def test_reports_go_to_the_folder_and_old_ones_leave(tmp_path: Path) -> None:
    for number in range(20):
        place = tmp_path / "crashes"
        place.mkdir(exist_ok=True)
        (place / f"crash-2001{number:02}.txt").write_text("old")
    file = crash.write("text", tmp_path)
    assert file is not None and file.read_text() == "text"
    assert len(list((tmp_path / "crashes").iterdir())) == crash.KEPT


def test_where_no_folder_takes_it_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(crash, "gettempdir", lambda: str(tmp_path / "elsewhere"))
    file = crash.write("text", tmp_path / "file")
    assert file == tmp_path / "elsewhere" / file.name
    monkeypatch.setattr(crash, "gettempdir", lambda: os.devnull)
    assert crash.write("text", tmp_path / "file") is None
    line = crash.words(KeyError(SECRET), None, 2)
    assert "2 of the last changes could not be saved" in line and "no report" in line
    assert SECRET not in line and "\n" not in line


async def test_after_a_crash_of_the_screen_what_was_done_is_saved(path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        async with reading(path) as desk:
            await desk.press("J", "c")
            desk.reader.call_later(lambda: 1 / 0)
            await desk.until(lambda: desk.app.crash, "crashed")
    assert isinstance(desk.app.crash, ZeroDivisionError)
    assert desk.app.close() == 0


async def test_a_mistake_on_the_savers_thread_is_a_crash_and_stops_no_other_save(
    path: Path,
) -> None:
    with pytest.raises(ZeroDivisionError):
        async with reading(path) as desk:
            desk.reader.keeper.background(lambda store: str(1 / 0))
            await desk.press("J", "c")
            await desk.until(lambda: desk.app.crash, "crashed")
    assert desk.app.close() == 0
