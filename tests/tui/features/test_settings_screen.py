"""Settings are changed inside the app: in force there, and written to the user's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import Reading, reading
from tui.config.load import read
from tui.config.state import Memory, recall, remember

MINE = "# mine\ntheme = 'nord'  # night\n\n# what differs\n[diff]\ncase = true\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The user's file of settings."""
    file = tmp_path / "config.toml"
    file.write_text(MINE, "utf-8")
    return file


def flat(desk: Reading) -> str:
    """The screen as one line: what is said in a box may go over several."""
    return " ".join(desk.page.replace("│", " ").split())


async def opened(desk: Reading) -> None:
    await desk.press("colon")
    await desk.type("settings")
    await desk.press("enter")
    await desk.until(lambda: desk.asked == "Settings", "opened")


async def marked(desk: Reading, words: str) -> None:
    """Mark the line of a setting."""
    at = next(index for index, line in enumerate(desk.offered) if words in line)
    headings = sum(not line.startswith("  ") for line in desk.offered[:at])
    await desk.press("home", *["down"] * (at - headings))


async def test_a_theme_is_tried_on_and_written_with_all_comments_kept(
    path: Path, file: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    remember(state, Memory(theme="gruvbox", theme_over="nord", at_home=True))
    async with reading(path, settings=read(file), folder=state) as desk:
        assert desk.app.theme == "gruvbox"
        await opened(desk)
        await desk.press("enter")
        await desk.until(lambda: desk.asked == "Colours")
        await desk.type("dracula")
        await desk.until(lambda: desk.app.theme == "dracula", "tried on")
        assert file.read_text("utf-8") == MINE
        await desk.press("enter")
        await desk.until(lambda: "written to" in desk.page, "written")
        assert file.read_text("utf-8") == MINE.replace("'nord'", '"dracula"')
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.reader, "closed")
        assert recall(state).theme_for("dracula") == "dracula"


async def test_keys_layout_and_what_is_ignored_are_in_force_when_settings_close(
    path: Path, file: Path
) -> None:
    async with reading(path, settings=read(file), size=(100, 40)) as desk:
        await desk.press("J", "c", "=")
        assert desk.reader.view.packed, "set otherwise for this pair"
        place = desk.caret
        await opened(desk)
        await marked(desk, "Keys")
        await desk.press("enter")
        await desk.type("vim")
        await desk.press("enter")
        await marked(desk, "Fold leftovers")
        await desk.press("enter")
        await marked(desk, "Punctuation")
        await desk.press("enter")
        await desk.until(lambda: "punctuation = true" in file.read_text("utf-8"), "written")
        before = desk.reader
        await desk.press("escape")
        await desk.until(lambda: desk.reader is not before and desk.reader.view.page_now, "anew")
        await desk.until(lambda: "Leave a Comment" in desk.page, "unfolded")
        assert desk.reader.view.packed and desk.caret.offset == place.offset
        ignored = desk.reader.session.diff_ignore
        assert ignored.punctuation and ignored.case and ignored.space
        await desk.press("G", "H")
        assert desk.asked == "" and desk.caret.offset < len(desk.text(desk.caret.side)) - 30
        assert [label for label, _ in desk.tags()] == ["claim"]
    assert read(file).preset == "vim" and file.read_text("utf-8").startswith("# mine\n")


async def test_a_pattern_is_added_and_taken_away(path: Path, file: Path) -> None:
    async with reading(path, settings=read(file), size=(100, 40)) as desk:
        await opened(desk)
        await marked(desk, "Patterns of your own")
        await desk.press("enter", "enter")
        await desk.type("([")
        await desk.press("enter")
        await desk.until(lambda: "written" not in desk.page, "told what is wrong")
        await desk.press("enter", "enter")
        await desk.type("x+")
        await desk.press("enter")
        await desk.until(lambda: read(file).patterns == ("x+",), "added")
        await desk.press("enter", "enter")
        await desk.until(lambda: read(file).patterns == (), "taken away")


@pytest.mark.parametrize(
    ("text", "words"), [("theme = \n", "mend that first"), (MINE, "is read-only")]
)
async def test_a_file_that_cannot_be_changed_stays_and_nothing_is_in_force(
    path: Path, file: Path, text: str, words: str
) -> None:
    file.write_text(text, "utf-8")
    settings = read(file)
    file.chmod(0o644 if "mend" in words else 0o444)
    async with reading(path, settings=settings, size=(100, 40)) as desk:
        await opened(desk)
        assert ("nothing of the file is used" in flat(desk)) == ("mend" in words)
        await marked(desk, "Fold leftovers")
        await desk.press("enter")
        await desk.until(lambda: words in flat(desk), words)
        assert file.read_text("utf-8") == text
        before = desk.reader
        await desk.press("escape")
        assert desk.app.screen is before and before.view.folded
