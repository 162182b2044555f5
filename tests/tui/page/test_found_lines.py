"""Found events as lines: they keep to their cells, show nothing that acts, and say what there is."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tui.page.events.found import Excerpt, Found
from tui.page.events.found_lines import (
    Line,
    found_lines,
    found_row,
    heading,
    left_out,
    named,
    nothing,
    passed_over,
    progress_lines,
    standing,
)

EVENT = Found(
    "Dam breaks at 広島 \x1b[31m[red]",
    3,
    0.934,
    ("Tarn Courier", "Valley Post", "日刊新聞"),
    ("2026-05-01", "2026-05-03"),
    (("names", ("Koralp", "Moll\u202e")), ("numbers", ("312",))),
    2,
)
EXCERPTS = (
    Excerpt("Dam breaks", "Tarn Courier", "2026-05-01T10:00", "The dam broke at dawn. " * 20),
    Excerpt("", "", "", ""),
    Excerpt("Dam breaks", "Valley Post", "2026-05-03", "The dam broke.\n\nAt dawn.", like=1),
)


def words(line: Line) -> str:
    return "".join(each.text for each in line)


@pytest.mark.parametrize("width", [30, 60, 78, 118, 198])
def test_a_row_has_just_its_cells_and_its_columns_stand_below_their_headings(width: int) -> None:
    row = words(found_row(EVENT, width, here=True, marked=True, kept=True))
    head = words(heading(width))
    assert cell_len(row) == cell_len(head) == width
    assert row.startswith("▸✓+ ")
    assert "93%" in row
    assert "\x1b" not in row
    if "From" in head:
        assert row.endswith("2026-05-01")
    if "Outlets" in head:
        at = head.index("Outlets")
        assert row[at - 2 :].lstrip().startswith("Tarn Courier") or width < 100


@pytest.mark.parametrize("width", [24, 78, 198])
@pytest.mark.parametrize("height", [3, 60])
def test_an_event_in_full_fits_and_says_why_and_what(width: int, height: int) -> None:
    lines = [words(each) for each in found_lines(EVENT, EXCERPTS, width, height)]
    assert all(cell_len(each) <= width for each in lines)
    whole = " ".join(" ".join(lines).split())
    assert not {"\x1b", "\u202e"} & set(whole)
    for each in ("3 articles", "2 of one text", "shared names: Koralp", "untitled", "At dawn."):
        assert each in whole
    assert "much the same text as 1" in whole or width < 50


def test_the_pair_to_read_first_is_named_where_there_are_others() -> None:
    def said(count: int) -> str:
        event = Found("Dam", count, 1.0)
        return "\n".join(map(words, found_lines(event, EXCERPTS[:count], 80, 40)))

    assert said(3).count("read first") == 2
    assert said(2).count("read first") == 0


def test_more_is_shown_of_an_article_where_there_is_room() -> None:
    low, high = (len(found_lines(EVENT, EXCERPTS, 60, height)) for height in (10, 60))
    assert low < high
    assert len(found_lines(EVENT, None, 60, 60)) < low
    more = found_lines(Found("Dam", 70, 1.0), EXCERPTS, 60, 60)
    assert words(more[-1]).strip() == "and 67 more, which are not kept"


def test_outlets_are_named_as_far_as_they_fit() -> None:
    assert named(EVENT.outlets, 40) == "Tarn Courier, Valley Post, 日刊新聞"
    assert named(EVENT.outlets, 20) == "Tarn Courier +2"
    assert named(EVENT.outlets, 12) == "Tarn Cou… +2"
    assert named((), 10) == ""


def test_a_bar_shows_how_far_it_is() -> None:
    assert "30 of 60" in words(progress_lines("Reading", 30, 60, 44)[1])
    assert words(progress_lines("Reading", 30, 60, 44)[1]).count("━") == 20
    assert words(progress_lines("Reading", 90, 60, 44)[1]).count("━") == 40
    assert words(progress_lines("Looking", 1200, 0, 44)[1]).endswith("  1,200")


def test_counts_and_what_is_missing_are_said_in_words() -> None:
    assert standing(1, 0, 0) == "1 article · 0 events"
    assert standing(4000, 12, 3) == "4,000 articles · 12 events · 3 passed over"
    assert nothing(5, 0) == ("5 articles, and no two of them report one event", "")
    assert nothing(0, 2)[1] == "2 things passed over"
    assert passed_over(("a: \x1b",), 3) == "a: ␛\nand 2 more"
    assert left_out(0, ()) == ""
    assert left_out(1, ("x: long", "y: long")) == (
        "1 event of one text alone left out; x: long, and 1 more"
    )
