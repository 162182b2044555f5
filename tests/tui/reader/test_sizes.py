"""At any size, in any screen: it stands, what is typed can be seen, and the caret is in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.text import Text
from textual import events
from textual.widgets import Input, TextArea

from tests.tui.driving import Reading, reading
from tui.config.settings import Settings

SIZES = [(20, 5), (40, 10), (69, 16), (200, 60)]
SCREENS = {
    "page": (),
    "help": ("question_mark",),
    "themes": ("t",),
    "labels": ("a",),
    "note": ("i",),
    "attributes": ("A",),
    "tags": ("enter",),
    "why": ("W",),
    "export": ("E",),
    "list": ("F",),
    "search": ("slash",),
    "palette": ("colon",),
    "theme": ("ctrl+t",),
}


def caret_in_sight(desk: Reading) -> bool:
    """Whether the caret's line is on the screen, and its cell drawn as the caret."""
    view = desk.reader.view
    wanted = view.styles_by_name.rich(("caret",))
    strips = desk.app.screen._compositor.render_strips()
    return any(
        segment.style is not None
        and (segment.style.reverse, segment.style.bgcolor) == (wanted.reverse, wanted.bgcolor)
        for strip in strips
        for segment in strip
    )


def typing_in_sight(desk: Reading) -> bool:
    """Whether the line of the focused field that is typed in is on the screen."""
    field = desk.app.focused
    if isinstance(field, TextArea):
        return desk.app.screen.region.contains_point(field.cursor_screen_offset)
    if isinstance(field, Input):
        return desk.app.screen.region.overlaps(field.region) and field.region.area > 0
    return True


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_opens_is_seen_and_leaves_the_caret_in_sight(
    path: Path, size: tuple[int, int]
) -> None:
    async with reading(path, size=size) as desk:
        await desk.place("Nobody")
        await desk.press("c")
        for name, keys in SCREENS.items():
            await desk.press(*keys)
            await desk.pilot.pause()
            assert typing_in_sight(desk), name
            lines = desk.lines
            assert len(lines) == size[1], name
            assert any(line.strip() for line in lines), name
            await desk.press(*(["escape"] if keys else []))
            await desk.until(lambda: desk.app.screen is desk.reader, name)
            await desk.until(lambda: caret_in_sight(desk), f"the caret after {name}")


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS.keys())
async def test_the_terminal_may_be_resized_in_every_screen(
    path: Path, keys: tuple[str, ...]
) -> None:
    async with reading(path) as desk:
        await desk.place("Nobody")
        await desk.press("c", *keys)
        for size in [(20, 5), (200, 60), (69, 8), (100, 30)]:
            await desk.pilot.resize_terminal(*size)
            assert typing_in_sight(desk), size
        await desk.press(*(["escape"] if keys else []))
        await desk.until(lambda: caret_in_sight(desk), "the caret")
        assert desk.here.startswith("Nobody")


@pytest.mark.parametrize("size", [(20, 5), (80, 24)], ids=["20x5", "80x24"])
async def test_the_menu_of_the_plain_preset_stands_any_size(
    path: Path, size: tuple[int, int]
) -> None:
    async with reading(path, size=size, settings=Settings(preset="plain")) as desk:
        await desk.place("Nobody")
        await desk.press("enter")
        assert typing_in_sight(desk)
        await desk.type("tag as claim")
        await desk.press("enter")
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["claim"]


async def test_pasted_text_over_the_page_does_nothing(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("Nobody")
        before = desk.caret
        for text in ("c", "cst\nq", "u" * 1000, "\x1b[3~"):
            desk.app.post_message(events.Paste(text))
        await desk.press("F")
        desk.app.post_message(events.Paste("qc"))
        await desk.press("escape", "question_mark")
        desk.app.post_message(events.Paste("qc"))
        await desk.press("escape", "m")
        desk.app.post_message(events.Paste("c"))
        await desk.press("escape")
        assert desk.caret == before and desk.app.screen is desk.reader
        assert desk.reader.session.annotations() == () and desk.app.crash is None


async def test_pasted_text_in_a_field_is_typed(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("slash")
        desk.app.post_message(events.Paste("crack"))
        await desk.until(lambda: "hits" in desk.page or "of" in desk.status, "found")
        assert "crack" in desk.page


BEGUN = {
    "c r": ("relate ‘Bridge", "esc drops"),
    "tab c r": ("a agrees", "s attributed to", "esc drops"),
    "escape escape f": ("jump: type the letters", "stays here"),
    "escape B": ("the end moves", "leaves it"),
    "escape p": ("pair ", "esc drops"),
    "escape 3": ("3… a motion", "tags with label 3"),
}
"""What asks for a key, begun one after another, and words that it begins and ends with."""


@pytest.mark.parametrize("size", [(80, 24), (40, 24), (40, 10)])
async def test_what_is_begun_is_never_cut(path: Path, size: tuple[int, int]) -> None:
    async with reading(path, size=size) as desk:
        for keys, ends in BEGUN.items():
            await desk.press(*keys.split())
            await desk.pilot.pause()
            said = " ".join(" ".join(desk.lines).split())
            assert all(each in said for each in ends), desk.page
            assert caret_in_sight(desk), desk.page
        await desk.press("escape")
        await desk.hides("tags with label")


async def test_what_is_said_keeps_its_room_when_the_minute_of_saving_comes(path: Path) -> None:
    async with reading(path, size=(80, 24)) as desk:
        status = desk.reader.bars.status
        status.show(saved=Text("saving…"))
        said = Text("x" * 69)
        assert status.fits(said)
        status.show(said=said, saved=Text("saved 10:11:26"))
        await desk.until(lambda: said.plain in desk.page, "all of it")
        status.show(said=Text(""))
        await desk.until(lambda: "saved 10:11:26" in desk.page, "the minute")
