"""The reader under its user's settings: keys, colours, and the words that name them."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import reading
from tui.config.load import parse
from tui.config.settings import Settings
from tui.config.state import Memory, recall

PLAIN = Settings(preset="plain")


def toasts(desk) -> list[str]:
    return [str(toast.message) for toast in desk.app._notifications]


async def test_a_key_that_is_set_works_and_is_named_everywhere(path: Path) -> None:
    settings = parse('[keys]\ntag.claim = "f9"\napp.undo = "ctrl+k"\n')
    async with reading(path, settings=settings) as desk:
        await desk.until(lambda: "f9 claim" in desk.lines[-1], "the hints")
        assert "c claim" not in desk.lines[-1]
        await desk.press("J", "c")
        assert desk.reader.session.annotations() == ()
        await desk.press("f9")
        assert "^k undoes" in desk.status
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["claim"]
        await desk.press("question_mark")
        assert any(line.split()[1:4] == ["f9", "Tag", "as"] for line in desk.lines), desk.page
        await desk.press("escape", "colon")
        await desk.type("tag as claim")
        await desk.until(lambda: "Tag as claim" in desk.page, "found")
        await desk.press("escape", "escape", "ctrl+k")
        await desk.until(lambda: not desk.tags(), "undone")
        assert toasts(desk) == []


async def test_a_bad_entry_is_one_toast_and_the_rest_holds(path: Path) -> None:
    text = 'theme = "nrd"\n[keys]\ntag.claim = "ctrl+i"\ntag.source = "f9"\n'
    async with reading(path, settings=parse(text, Path("config.toml"))) as desk:
        assert toasts(desk) == [
            "config.toml:3: ctrl+i reaches a program as tab; choose another key",
            "config.toml:1: there is no theme nrd; is nord meant?",
        ]
        await desk.press("J", "f9")
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["source"]


async def test_many_bad_entries_do_not_cover_the_page(path: Path) -> None:
    text = "\n".join(f"x{number} = 1" for number in range(9))
    async with reading(path, settings=parse(text)) as desk:
        assert len(toasts(desk)) == 4 and toasts(desk)[-1] == "and 6 more"


async def test_letters_do_nothing_in_the_plain_preset(path: Path) -> None:
    async with reading(path, settings=PLAIN) as desk:
        before = desk.caret
        await desk.press(*"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:?!/*")
        assert desk.caret == before and desk.app.screen is desk.reader
        assert desk.reader.session.annotations() == ()


async def test_the_plain_preset_tags_and_relates_by_enter_and_arrows(path: Path) -> None:
    async with reading(path, settings=PLAIN) as desk:
        await desk.until(lambda: "enter menu  f1 help" in desk.lines[-1], "the hints")
        await desk.press("down", "down", "enter")
        assert desk.asked == "On this sentence" and "Tag as claim" in desk.offered[0]
        await desk.press("enter")
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["claim"]
        await desk.press("enter")
        assert desk.asked == "On this tag"
        await desk.type("relate")
        await desk.press("enter")
        await desk.until(lambda: "to…" in desk.status, "a relation is begun")
        await desk.press("tab", "enter")
        await desk.type("tag as source")
        await desk.press("enter", "enter")
        assert desk.asked == "With this begun" and "Relate" in desk.offered[0]
        await desk.press("enter")
        await desk.until(lambda: "enter says how they relate" in desk.status, "the other end")
        await desk.press("enter")
        assert desk.asked == "How do they relate?"
        await desk.press("down", "enter")
        await desk.saved()
        assert [relation.kind for relation in desk.relations()] == ["contradicts"]


async def test_the_menu_keeps_borders_that_are_being_changed(path: Path) -> None:
    async with reading(path, settings=PLAIN) as desk:
        await desk.press("down", "down", "enter", "enter")
        await desk.saved()
        await desk.press("enter")
        await desk.type("borders")
        await desk.press("enter")
        await desk.until(lambda: "enter saves" in desk.status, "changing")
        await desk.press("ctrl+shift+left", "enter")
        await desk.saved()
        ((_, quote),) = desk.tags()
        assert desk.asked == "" and not quote.endswith(".")


async def test_a_theme_that_is_chosen_comes_back(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "state"
    async with reading(path, folder=folder) as desk:
        assert recall(folder) == Memory()
        await desk.press("ctrl+t")
        await desk.type("gruvbox")
        await desk.until(lambda: "gruvbox" in desk.page, "found")
        await desk.press("enter")
        await desk.until(lambda: desk.app.theme == "gruvbox", "chosen")
        await desk.quit()
    assert recall(folder).theme == "gruvbox"
    async with reading(path, folder=folder) as desk:
        assert desk.app.theme == "gruvbox"
        assert desk.style("Nobody was").bgcolor.name == "#282828", "its ground is in sight"
    async with reading(path, folder=folder, settings=Settings(theme="nord")) as desk:
        assert desk.app.theme == "nord"
    assert recall(folder).theme == "gruvbox"


async def test_themes_are_shown_while_they_are_looked_at_and_taken_back(
    path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "state"
    async with reading(path, folder=folder) as desk:
        before = desk.app.theme
        await desk.press("ctrl+t")
        await desk.until(lambda: desk.asked == "Colours")
        assert desk.offered[0] == f"{before}  dark · as now"
        await desk.press("down", "down")
        await desk.until(lambda: desk.app.theme != before, "shown")
        await desk.press("escape")
        await desk.until(lambda: desk.app.theme == before, "taken back")
        assert recall(folder).theme == ""


SET = parse("packed = true\nfolded = false\npanel = true\n[diff]\ncase = true\npatterns = ['x+']\n")


async def test_the_page_opens_as_it_is_set(path: Path) -> None:
    async with reading(path, settings=SET, size=(120, 40)) as desk:
        view = desk.reader.view
        assert view.packed and not view.folded and view.has_focus
        await desk.until(lambda: "Leave a Comment" in desk.page, "unfolded")
        await desk.until(lambda: "nothing tagged yet" in desk.page, "the panel")
        ignored = desk.reader.session.diff_ignore
        assert ignored.case and ignored.space and ignored.patterns == ("x+",)
        assert not ignored.punctuation


async def test_how_a_page_was_left_counts_for_that_pair_and_no_more(path: Path) -> None:
    async with reading(path, settings=SET, size=(120, 30)) as desk:
        await desk.press("Z", "F")
        await desk.quit()
    async with reading(path, settings=SET, size=(120, 30)) as desk:
        view = desk.reader.view
        assert view.folded and view.packed and not desk.reader.listing.display
        assert desk.reader.session.view == {"folded": True, "panel": False}
        await desk.quit()
    async with reading(path, settings=Settings(), size=(120, 30)) as desk:
        assert desk.reader.view.folded and not desk.reader.view.packed


async def test_a_narrow_terminal_shows_the_page_first(path: Path) -> None:
    async with reading(path, settings=SET, size=(60, 20)) as desk:
        assert desk.reader.view.display and not desk.reader.listing.display
        await desk.quit()
    async with reading(path, settings=SET, size=(120, 30)) as desk:
        assert desk.reader.listing.display


async def test_the_palette_shows_what_can_be_set(path: Path, tmp_path: Path) -> None:
    async with reading(path, settings=parse("packed = true", tmp_path / "config.toml")) as desk:
        await desk.press("colon")
        await desk.type("settings")
        await desk.until(lambda: "Settings: colours, keys" in desk.page, "found")
        await desk.press("enter")
        await desk.until(lambda: desk.asked == "Settings", "opened")
        await desk.press("f")
        await desk.until(lambda: "packed = true" in desk.page, "shown")
        assert "not there yet" in desk.page and desk.asked == "Settings"
        await desk.press("escape", "escape")
        assert desk.app.screen is desk.reader
