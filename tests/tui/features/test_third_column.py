"""What is found and suggested in the third column of an event, and the keys that go there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.tui.driving import Reading
from tests.tui.reader.test_reading_an_event import FIT, five, outlets, stepped, turned
from tui.page.caret import Side
from tui.reader.reader import Reader

WIDE = (160, 45)


async def three(desk: Reading) -> None:
    """Wait until three columns stand on the page."""
    await desk.until(lambda: desk.reader.event_pages.third.shown, "three columns")


def style(desk: Reading, words: str) -> Any:
    """The style of the first letter of some words in the third column, wherever that stands."""
    column = desk.reader.query_one("#third").region
    for strip in desk.app.screen._compositor.render_strips()[column.y : column.bottom]:
        text = "".join(segment.text for segment in strip)
        start = text.find(words, column.x, column.right)
        at = 0
        for segment in strip if start >= 0 else ():
            at += len(segment.text)
            if at > start:
                return segment.style
    raise AssertionError(f"{words!r} is not in the third column\n{desk.page}")


async def searched(desk: Reading, words: str) -> None:
    """Search some words, and leave the line with its hits kept."""
    await desk.press("slash")
    await desk.type(words)
    await desk.press("enter")


def at(desk: Reading) -> tuple[str, str]:
    """The outlet of the caret's article, and what is selected there."""
    session = desk.reader.session
    return session.articles[desk.caret.side].outlet.split()[0], desk.selected


async def test_hits_are_marked_in_the_third_column_and_gone_through_with_the_others(
    path: Path,
) -> None:
    async with five(path, size=WIDE, settings=FIT) as (desk, _):
        await three(desk)
        desk.reader.view.go(Side.LEFT, desk.text(Side.LEFT).index("The attendant, Jory Pell"))
        await desk.shows("Did the attendant jump?")
        plain = style(desk, "attendant").bgcolor
        await searched(desk, "attendant")
        await desk.shows("‘attendant’")
        assert style(desk, "attendant").bgcolor != plain
        await desk.press("g", "N", "n")
        await desk.shows("hit 1 of ")
        await turned(desk)
        search, columns = desk.reader.features.search, outlets(desk)
        assert columns == ["Vennery", "Sound", "Radio"]
        count = len(search._hits)
        assert {hit.article for hit in search._hits} == set(desk.reader.event_pages.columns)
        seen = [(*at(desk), desk.caret.offset)]
        for number in range(2, count + 1):
            await desk.press("n")
            await desk.shows(f"hit {number} of {count} for")
            await turned(desk)
            seen.append((*at(desk), desk.caret.offset))
            assert outlets(desk) == columns, "no column moves"
        assert {selected.casefold() for _, selected, _ in seen} == {"attendant"}
        assert [name for name, *_ in seen] == sorted((name for name, *_ in seen), key=columns.index)
        assert len(set(seen)) == count
        await desk.press("n")
        await desk.shows(f"hit 1 of {count}")
        await turned(desk)
        assert (*at(desk), desk.caret.offset) == seen[0], "around the end"
        await desk.press("N")
        await desk.shows(f"hit {count} of {count}")
        await turned(desk)
        assert (*at(desk), desk.caret.offset) == seen[-1]


async def test_what_only_the_third_column_has_is_found_there(path: Path) -> None:
    async with five(path, size=WIDE, settings=FIT) as (desk, event):
        await three(desk)
        await searched(desk, "Did the cable break")
        await desk.until(lambda: at(desk) == ("Radio", "Did the cable break"))
        await desk.shows("hit 1 of 1")
        assert desk.reader.session.article_ids[desk.caret.side] == event.articles[2]
        await desk.press("f8")  # without the third column it is in sight still, as one of the two
        await desk.until(lambda: not desk.reader.event_pages.third.shown)
        await desk.press("n")
        await desk.shows("hit 1 of 1")


async def test_keys_typed_ahead_go_on_from_the_hit_that_is_on_its_way(path: Path) -> None:
    async with five(path, size=WIDE, settings=FIT) as (desk, _):
        await three(desk)
        await desk.press("g")
        await searched(desk, "attendant")
        hits = desk.reader.features.search._hits
        last = len(hits) - 1
        await desk.press("N")
        await desk.at_once("N", "N")
        await desk.shows(f"hit {last - 1} of {len(hits)}")
        await turned(desk)
        session = desk.reader.session
        here = session.article_ids[desk.caret.side], desk.caret.offset
        assert here == (hits[last - 2].article, hits[last - 2].start)


async def test_suggestions_stand_in_the_third_column_and_are_judged_there(path: Path) -> None:
    async with five(path, size=WIDE, settings=FIT) as (desk, event):
        await three(desk)
        radio = event.articles[2]
        await desk.press("ctrl+x")
        suggesting = desk.reader.features.suggesting
        await desk.until(lambda: any(each.article == radio for each in suggesting.left), "found")
        columns = desk.reader.event_pages.columns
        order = [columns.index(each.article) for each in suggesting.left]
        assert order == sorted(order)
        last = suggesting.left[-1]
        assert last.article == radio
        await desk.press("g", "<")
        await desk.until(lambda: desk.reader.session.article_ids[desk.caret.side] == radio)
        await turned(desk)
        assert desk.caret.offset == last.start
        await desk.until(lambda: suggesting.here() == last, "the caret is on it")
        count = len(suggesting.left)
        await desk.press("minus")
        await desk.until(lambda: len(suggesting.left) < count, "rejected")
        await desk.press("u")
        await desk.until(lambda: len(suggesting.left) == count, "back")


async def test_tags_of_the_third_column_are_gone_through_with_the_others(path: Path) -> None:
    async with five(path, size=WIDE, settings=FIT) as (desk, event):
        await three(desk)
        await desk.press("g", "<")
        await turned(desk)
        session = desk.reader.session
        last = session.annotations_of(event.articles[2])[-1]
        await desk.until(
            lambda: (
                (session.article_ids[desk.caret.side], desk.caret.offset)
                == (last.article, last.start)
            )
        )
        await stepped(desk, "backslash")
        await desk.until(lambda: isinstance(desk.app.screen, Reader))
