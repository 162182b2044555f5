"""How the two articles go together: aligned rows, columns that follow the links, free columns."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import Reading, articles, reading
from tui.reading.caret import Side

LONG = "\n\n".join(
    f"Paragraph {number} of this report has some words of its own." for number in range(30)
)


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
    async with reading(path, pair=articles(LONG, LONG), size=(120, 16), links=None) as desk:
        await desk.until(lambda: len(desk.reader.session.alignment.links) == 30, "aligned")
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


async def test_a_pair_with_little_in_common_is_told_how_to_close_its_gaps(path: Path) -> None:
    towns = ("Aldmoor", "Brenholt", "Carrick", "Dunmere", "Elverton", "Fosbury")
    shared = "The ferry Kestrel ran aground off Vellmouth with 112 people on board on Tuesday."
    left = "\n\n".join(
        [shared, *(f"In {town} the council voted on school meals." for town in towns)]
    )
    right = "\n\n".join(
        [shared, *(f"Rain fell all night, {n} millimetres of it." for n in range(6))]
    )
    async with reading(path, pair=articles(left, right), links=None) as desk:
        await desk.until(lambda: "closes the gaps" in desk.status)
        key = desk.status.partition(" closes the gaps")[0].rpartition(" ")[2]
        await desk.press(key)
        assert "gaps closed" in desk.status
    async with reading(path.with_name("alike.json"), pair=articles(LONG, LONG), links=None) as desk:
        await desk.until(lambda: "links between" in desk.status)
        assert "gaps" not in desk.status
