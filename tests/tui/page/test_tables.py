"""Tables are drawn in columns, and their text keeps its offsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.alignment import Alignment, Link
from annotations.articles import article_from_text
from tests.tui.driving import Reading, reading
from tui.page.tables import drawn

TABLE = """Fares by boat

Boat | Fare | Seats |
---|---|---|
Maren | 12 | 140 |
The little ferry | 1,200 | 6 |

All fares are for one way.
"""
LONG = """Plans

What | Outcome | Weight |
---|---|---|
Roads | a long sentence about what may become of the roads between towns | low |
The ferries | none | high |
"""


def table(desk: Reading) -> list[str]:
    """The lines of the left column that show a table."""
    found = [line[5 : desk.reader.view.size.width // 2 - 5] for line in desk.lines[1:-2]]
    return [line.rstrip() for line in found if "│" in line or "┼" in line]


async def test_columns_stand_below_each_other_and_no_pipe_stands_alone(path: Path) -> None:
    pair = article_from_text(TABLE), article_from_text("Other words.")
    async with reading(path, pair=pair, links=Alignment(), size=(100, 30)) as desk:
        assert table(desk) == [
            "Boat             │ Fare  │ Seats",
            "─────────────────┼───────┼──────",
            "Maren            │ 12    │ 140",
            "The little ferry │ 1,200 │ 6",
        ]


async def test_where_rows_are_too_long_the_first_column_stays_and_the_rest_goes_on_beside_it(
    path: Path,
) -> None:
    pair = article_from_text(LONG), article_from_text("Other words.")
    async with reading(path, pair=pair, links=Alignment(), size=(100, 30)) as desk:
        await desk.shows("Roads       │ a long sentence", "The ferries │ none")
        lines = [line for line in desk.lines if "between towns" in line]
        assert lines and all(line[5:].startswith(" " * 13) for line in lines)


async def test_where_rows_are_too_long_all_columns_stay_and_the_last_goes_on_in_its_own(
    path: Path,
) -> None:
    text = """Ports

Port | Boats | Notes |
---|---|---|
Sundhaven | 12 | nobody knows why it took so very long |
A port with a name much too wide for its column | 3 | none |
West | 114 | fine |
"""
    pair = article_from_text(text), article_from_text("Other words.")
    async with reading(path, pair=pair, links=Alignment(), size=(100, 30)) as desk:
        found = table(desk)
        pipes = [[at for at, sign in enumerate(line) if sign in "│┼"] for line in found]
        assert pipes[0] == pipes[1] == pipes[2] == pipes[-1] and len(pipes[0]) == 2, found
        assert "A port with a name much too wide for" in desk.page
        further = next(line for line in desk.lines if "so very" in line and "│ nob" not in line)
        assert further[5:].index("s") > pipes[0][1], found


async def test_the_diff_strikes_no_padding_through(path: Path) -> None:
    pair = (
        article_from_text(TABLE),
        article_from_text(TABLE.replace("Maren | 12 |", "Lotte | 13 |")),
    )
    links = Alignment.of([Link(at, at, 0.9) for at in range(4)])
    async with reading(path, pair=pair, links=links, size=(100, 30)) as desk:
        await desk.press("d")
        assert desk.style("Maren").strike
        assert not desk.style("            │ 12").strike


async def test_the_caret_walks_over_the_padding_and_a_tag_has_the_articles_words(
    path: Path,
) -> None:
    pair = article_from_text(TABLE), article_from_text("Other words.")
    async with reading(path, pair=pair, links=Alignment(), size=(100, 30)) as desk:
        await desk.place("Maren")
        await desk.press("w")
        assert desk.here.startswith("12 | 140")
        await desk.press("v", "l", "s")
        await desk.saved()
        assert desk.tags() == [("source", "12")]


@pytest.mark.parametrize(
    "line",
    ["a | b", "| a | b |", "|---|:-:|", "---|---", " | a |  | ", "|", "||", "", "  ", "| |", "=|="],
)
def test_a_line_is_drawn_character_for_character(line: str) -> None:
    assert len(drawn(line)) == len(line)


def test_outer_pipes_are_not_drawn() -> None:
    assert drawn("| a | b |") == "  a │ b  "
    assert drawn("|---|---|") == " ───┼─── "
