"""How the two articles go together: aligned rows, columns that follow the links, free columns."""

from __future__ import annotations

from pathlib import Path

from annotations.alignment import Alignment, Link
from tests.tui.driving import Reading, articles, reading
from tui.config.settings import Settings
from tui.page.arrangement import Flow, column_fill
from tui.page.caret import Side

LONG = "\n\n".join(
    f"Paragraph {number} of this report has some words of its own." for number in range(30)
)
LEVEL = Alignment.of(Link(number, number, 0.9) for number in range(30))


def tops(desk: Reading) -> list[str]:
    """The first line of text that either column shows."""
    view = desk.reader.view
    middle = view.size.width // 2
    shown = desk.lines[view.region.y : view.region.bottom]
    return [
        next((line[part].strip() for line in shown if "Paragraph" in line[part]), "")
        for part in (slice(0, middle), slice(middle, None))
    ]


async def test_columns_go_in_rows_then_follow_then_free_and_stay_so(path: Path) -> None:
    async with reading(path, pair=articles(LONG, LONG), size=(120, 16), links=LEVEL) as desk:
        await desk.press("S")
        following = desk.status
        await desk.press("G")
        left, right = tops(desk)
        assert left and right
        await desk.press("S")
        assert desk.status != following
        await desk.press("g")
        await desk.until(lambda: "Paragraph 0" in tops(desk)[0])
        assert "Paragraph 0" not in tops(desk)[1], "a free column stays where it was"
        await desk.press("L")
        assert desk.caret.side is Side.RIGHT and desk.here.startswith("Paragraph 0")
        await desk.until(lambda: "Paragraph 0" in tops(desk)[1])
        await desk.quit()
    async with reading(path, pair=articles(LONG, LONG), size=(120, 16), links=None) as desk:
        await desk.press("g", "S")
        await desk.until(
            lambda: any(line.count("Paragraph 3 of") == 2 for line in desk.lines),
            "after one more S, aligned rows: the flow was remembered",
        )


async def test_bringing_a_twin_level_says_how_to_go_back(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("The repair")
        await desk.press("M")
        assert "S goes back" in desk.status
        both = next(line for line in desk.lines if "cost 2 million" in line)
        await desk.until(
            lambda: any("cost 2" in line and "cost 3" in line for line in desk.lines), both
        )
        await desk.place("Buses")
        await desk.press("M")
        assert "no twin" in desk.status


TOWNS = ("Aldmoor", "Brenholt", "Carrick", "Dunmere", "Elverton", "Fosbury")
SHARED = "The ferry Kestrel ran aground off Vellmouth with 112 people on board on Tuesday."
COUNCILS = "\n\n".join(
    [SHARED, *(f"In {town} the council voted on school meals for the poor." for town in TOWNS)]
)
RAIN = "\n\n".join([SHARED, *(f"Rain fell all night, {n} millimetres of it." for n in range(6))])


async def test_rows_that_would_leave_gaps_are_columns_until_the_reader_chooses(path: Path) -> None:
    pair = articles(COUNCILS, RAIN)
    async with reading(path, pair=pair, links=None, settings=Settings()) as desk:
        await desk.until(lambda: "columns that follow" in desk.status)
        assert desk.reader.view.flow is Flow.FOLLOW
        await desk.press("S", "S")
        assert desk.reader.view.flow is Flow.ROWS
        await desk.quit()
    async with reading(path, pair=pair, settings=Settings()) as desk:
        await desk.pilot.pause()
        assert desk.reader.view.flow is Flow.ROWS
        assert "columns" not in desk.status


async def test_a_stored_pair_is_set_by_fill_as_well(path: Path) -> None:
    links = Alignment.of([Link(0, 0, 0.9)])
    async with reading(
        path, pair=articles(COUNCILS, RAIN), links=links, settings=Settings()
    ) as desk:
        await desk.until(lambda: "columns that follow" in desk.status)
        await desk.press("j")
        await desk.press("S", "S", "S")
        assert desk.reader.view.flow is Flow.FOLLOW


async def test_rows_that_are_full_stay_rows(path: Path) -> None:
    async with reading(path, pair=articles(LONG, LONG), links=None, settings=Settings()) as desk:
        await desk.until(lambda: "links between" in desk.status)
        assert desk.reader.view.flow is Flow.ROWS
        assert "columns" not in desk.status


async def test_no_screen_of_columns_that_follow_has_an_empty_one(path: Path) -> None:
    left = "\n\n".join(f"Left paragraph {number} has words." for number in range(40))
    right = "\n\n".join(f"Right paragraph {number} has words." for number in range(25))
    links = Alignment.of([Link(0, 24, 0.9), Link(20, 0, 0.9), Link(39, 3, 0.9)])
    async with reading(
        path, pair=articles(left, right), links=links, settings=Settings(flow="follow")
    ) as desk:
        for key in ("g", "space", "space", "space", "G", "tab", "g", "G"):
            await desk.press(key)
            view = desk.reader.view
            page = view.page_now
            assert page is not None
            top, height = view.scroll_offset.y, view.size.height
            assert min(column_fill(page, view.caret.side, view.shift, top, height)) > 0.4
