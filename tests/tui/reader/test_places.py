"""In every place the hints say what to press next, help says its keys, and those can be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import BRIEF, NAMES, Reading, reading
from tui.config.load import parse


def said(text: str):
    found = parse(text)
    assert found.complaints == ()
    return found


async def hints(desk: Reading, *words: str) -> None:
    await desk.until(lambda: all(each in desk.lines[-1] for each in words), f"{words} hinted")


async def test_hints_follow_what_has_the_keys(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.press("J", "c", "F")
        await hints(desk, "enter go there", "/ filter", "o order", "? help", "^q quit")
        await desk.press("escape")
        await hints(desk, "i note", "q quit")
        await desk.press("/")
        await hints(desk, "enter go on from here", "↓ next hit", "esc leave", "f1 help")
        await desk.type("the")
        await desk.press("enter")
        await hints(desk, "n next hit", "N previous")
        await desk.press("escape")
        await desk.until(lambda: "next hit" not in desk.lines[-1])


async def test_hints_in_the_diff_lead_from_change_to_change(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.press("d")
        await hints(desk, "] next change", "[ previous", "c claim")
        await desk.press("d", "d")
        await desk.until(lambda: "next change" not in desk.lines[-1])


async def test_hints_while_a_relation_waits_for_its_kind(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.press("J", "c", "r", "tab", "c", "r")
        await hints(desk, "a agrees", "x contradicts", "s attributed to", "esc drop")
        assert "a agrees · x contradicts" in desk.status


async def test_hints_while_borders_are_changed(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.press("J", "c", "B")
        await hints(desk, "enter keep", "o other end", "esc leave as they were")
        await desk.press("?")
        await desk.shows("Keep the new borders")


@pytest.mark.parametrize(
    ("keys", "title", "line"),
    [
        (("t",), "Choosing from a list", "Take what is marked"),
        (("i",), "Writing a note", "Save and close"),
        (("H",), "In the codebook", "Merge into another"),
        (("H", "n"), "Describing a label", "Next field"),
        (("exclamation_mark",), "Among the claims", "Relate otherwise"),
        (("%",), "On the map", "Next link"),
        (("F", "slash"), "Asked for a line", "Take what is written"),
    ],
)
async def test_help_in_a_place_says_its_keys_and_goes_back_to_it(
    path: Path, keys: tuple[str, ...], title: str, line: str
) -> None:
    async with reading(path, size=(120, 40)) as desk:
        await desk.press("J", "c", *keys)
        await desk.until(lambda: desk.asked or desk.app.screen is not desk.reader, "asked")
        before = desk.app.screen
        await desk.press("f1")
        await desk.until(lambda: desk.asked == title, title)
        await desk.shows(line)
        await desk.press("f1")
        await desk.until(lambda: desk.app.screen is before, "back")


async def test_help_in_the_list_says_its_keys_first(path: Path) -> None:
    async with reading(path, size=(120, 60)) as desk:
        await desk.press("J", "c", "F", "?")
        await desk.until(lambda: desk.asked == "Help")
        await desk.shows("In the list of annotations", "Show only what has some words")
        await desk.press("?")
        await desk.until(lambda: desk.app.screen is desk.reader)
        assert desk.reader.listing.has_focus


async def test_keys_of_what_asks_can_be_changed(path: Path) -> None:
    settings = said(
        '[keys]\nfinder.take = "ctrl+k"\nfinder.close = "f9"\nnote.drop = "ctrl+d"\n'
        'sheet.close = "c"\nmap.close = "m"\n'
    )
    async with reading(path, settings=settings) as desk:
        await desk.press("J", "t")
        await desk.shows("^k takes · f9 leaves")
        await desk.type("cost")
        await desk.press("ctrl+k")
        await desk.until(lambda: not desk.asked)
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["theme/cost"]
        await desk.press("i")
        await desk.shows("^d leaves it as it was")
        await desk.type("no")
        await desk.press("ctrl+d")
        await desk.until(lambda: not desk.asked)
        assert not desk.annotations()[0].note
        await desk.press("%")
        await desk.shows("m closes")
        await desk.press("q")
        await desk.shows("m closes")
        await desk.press("m")
        await desk.until(lambda: desk.app.screen is desk.reader)


async def test_keys_of_modes_and_lists_can_be_changed(path: Path) -> None:
    settings = said(
        '[keys]\nrelate.contradicts = "f5"\nalign.next = "ctrl+n"\nlist.go = "g"\n'
        'list.first = "home"\nsearch.keep = "ctrl+j"\n'
    )
    async with reading(path, settings=settings, size=(120, 30)) as desk:
        await desk.press("J", "c", "r", "tab", "c", "r")
        await hints(desk, "f5 contradicts")
        await desk.press("f5")
        await desk.saved()
        assert [relation.kind.value for relation in desk.relations()] == ["contradicts"]
        await desk.press("P")
        await hints(desk, "^n doubtful")
        before = desk.caret
        await desk.press("n")
        assert desk.caret == before
        await desk.press("ctrl+n")
        assert desk.caret != before
        await desk.press("escape", "F", "end", "g")
        await desk.until(lambda: desk.reader.view.has_focus)
        await desk.press("/")
        await desk.type("crack")
        await desk.press("ctrl+j")
        await desk.until(lambda: desk.reader.view.has_focus)


async def test_what_is_typed_ahead_of_the_keys_that_end_it_is_all_there(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "c", "i")
        await desk.until(lambda: desk.asked == "Note")
        await desk.at_once(*"seen", "escape")
        await desk.until(lambda: not desk.asked)
        await desk.saved()
        assert [each.note for each in desk.annotations()] == ["seen"]


async def test_ctrl_p_goes_up_a_list_and_is_the_palette_elsewhere(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "a")
        await desk.until(lambda: desk.asked)
        first = desk.asked
        await desk.press("ctrl+n", "ctrl+p")
        assert desk.asked == first
        await desk.press("escape", "ctrl+p")
        await desk.until(lambda: desk.asked == "All commands")


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        (("J", "c", "r"), ("r relate to this", "esc drop", "c claim")),
        (("J", "p"), ("p pair with this", "esc drop", f"tab to {BRIEF[1]}")),
        (("J", "&"), ("& compare with this", "esc drop", "x grow")),
    ],
)
async def test_hints_while_something_is_begun_name_the_key_that_ends_it(
    path: Path, keys: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.press(*keys)
        await hints(desk, *wanted)
        await desk.press("escape")
        await desk.until(lambda: wanted[0] not in desk.lines[-1])


async def test_a_narrow_terminal_hints_first_at_the_other_article(path: Path) -> None:
    async with reading(path, size=(60, 20)) as desk:
        await desk.until(lambda: desk.lines[-1].startswith(f" tab to {BRIEF[1]}"))


@pytest.mark.parametrize(
    ("key", "first", "second"),
    [
        ("Z", "everything is shown · Z folds", "is folded · Z unfolds it"),
        ("z", f"{NAMES[0]} alone · z shows both", "both articles"),
        ("=", "gaps closed · = changes", "gaps left"),
    ],
)
async def test_how_the_page_is_set_is_said_when_it_changes(
    path: Path, key: str, first: str, second: str
) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.press(key)
        assert first in desk.status
        await desk.press(key)
        assert second in desk.status


async def test_what_was_done_is_said_in_full_before_where_one_is(path: Path) -> None:
    async with reading(path, size=(44, 12)) as desk:
        await desk.press("J", "c")
        await desk.until(lambda: desk.lines[-2].rstrip().endswith("saved"))
        assert desk.lines[-2].startswith(" tag claim ‘The Tarn")


async def test_attributes_are_seen_where_tags_are_looked_at(path: Path) -> None:
    async with reading(path, size=(140, 30)) as desk:
        await desk.press("J", "c", "A")
        await desk.type("checkable: no")
        await desk.press("enter")
        await desk.saved()
        await desk.press("enter")
        await desk.shows("checkable: no")
        await desk.press("escape", "F", "/")
        await desk.type("checkable")
        await desk.press("enter")
        await desk.shows("1 with ‘checkable’ · / shows all")
