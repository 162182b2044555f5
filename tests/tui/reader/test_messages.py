"""What is said is never lost: a long message stands in full, and all of them can be read again."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import reading
from tui.config.settings import Settings


async def test_all_that_was_said_is_listed_the_last_first(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("L", "z", "z")
        await desk.type(":messages")
        await desk.press("enter")
        await desk.until(lambda: desk.asked == "Messages, the last first")
        await desk.shows("alone · z shows both", "both articles · z shows one")
        assert desk.page.index("both articles · z") < desk.page.index("alone · z shows both")


async def test_a_message_that_does_not_fit_stands_in_full_beside_the_page(path: Path) -> None:
    long = "this could not be done, as " + "the words of this message go on " * 5 + "to their end"
    async with reading(path, size=(80, 24), settings=Settings()) as desk:
        desk.reader.bars.show_message(long)
        await desk.shows("to their end")
        assert len([each for each in desk.app._notifications if each.message == long]) == 1
        desk.reader.bars.show_message("short")
        await desk.until(lambda: "short" in desk.status)
        assert len(desk.app._notifications) == 1
