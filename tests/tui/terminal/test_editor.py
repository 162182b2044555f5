"""A note is written on in the user's own editor, and nothing is lost where that goes wrong."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.widgets import TextArea

from tests.tui.driving import Reading, reading
from tui.terminal.editor import EditorError, edited, editor


def script(folder: Path, body: str) -> str:
    """An editor that does what a shell script says; the file to edit is `$1`."""
    file = folder / "ed"
    file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    file.chmod(0o700)
    return str(file)


def test_a_text_comes_back_as_the_editor_leaves_it(tmp_path: Path) -> None:
    assert edited("één\n", [script(tmp_path, 'echo two >> "$1"')]) == "één\ntwo\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("exit 3", "ended with 3; the note is as it was"),
        ('rm "$1"', "left no file"),
        ('printf "\\377" > "$1"', "not UTF-8"),
    ],
)
def test_an_editor_that_fails_says_so_in_one_line(tmp_path: Path, body: str, words: str) -> None:
    with pytest.raises(EditorError, match=words) as told:
        edited("before", [script(tmp_path, body)])
    assert "\n" not in str(told.value)


def test_what_was_written_before_an_editor_fails_is_kept_and_named(tmp_path: Path) -> None:
    with pytest.raises(EditorError) as told:
        edited("before", [script(tmp_path, 'echo hours of work > "$1"; exit 1')])
    words = str(told.value).rpartition("; ")[2]
    file = Path(words.removesuffix(" has what you wrote"))
    assert file.read_text(encoding="utf-8") == "hours of work\n"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [("", "no editor is set"), ("no-such-editor -w", "is not there"), ("'", "is no command")],
)
def test_an_editor_that_is_not_there_says_what_to_set(
    monkeypatch: pytest.MonkeyPatch, wanted: str, words: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", wanted)
    with pytest.raises(EditorError, match=words):
        editor()


async def begun(desk: Reading, monkeypatch: pytest.MonkeyPatch, command: str) -> TextArea:
    """The note of a tag with a word typed in it; the terminal can be given to an editor."""
    monkeypatch.setattr(type(desk.app), "suspend", lambda app: nullcontext())
    monkeypatch.setenv("VISUAL", command)
    await desk.press("}", "c", "i")
    await desk.until(lambda: desk.asked == "Note")
    await desk.type("mine")
    return desk.app.screen.query_one(TextArea)


async def test_a_note_from_the_editor_is_saved_as_any_other(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = script(tmp_path, 'printf " and a\\033[31m line\\n" >> "$1"')
    async with reading(path) as desk:
        area = await begun(desk, monkeypatch, command)
        await desk.press("ctrl+e")
        await desk.until(lambda: "and a" in area.text, "written")
        await desk.press("escape")
        await desk.saved()
        (note,) = [each.note for each in desk.annotations()]
        assert note.startswith("mine and a") and "\x1b" not in note


async def test_a_failing_editor_leaves_the_note_that_was_typed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(path) as desk:
        area = await begun(desk, monkeypatch, script(tmp_path, 'printf "\\377" > "$1"'))
        await desk.press("ctrl+e")
        await desk.pilot.pause()
        assert desk.asked == "Note" and area.text == "mine"
        await desk.press("escape")
        await desk.saved()
        assert [each.note for each in desk.annotations()] == ["mine"]


async def test_where_the_terminal_cannot_be_given_away_the_note_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "true")
    async with reading(path) as desk:
        await desk.press("}", "c", "i")
        await desk.until(lambda: desk.asked == "Note")
        await desk.type("mine")
        await desk.press("ctrl+e")
        assert desk.asked == "Note" and desk.app.screen.query_one(TextArea).text == "mine"
