"""Any two texts held against each other: blocks, selections, of one article or of both."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.style import Style
from rich.text import Text

from annotations.alignment import word_diff
from annotations.articles import article_from_text
from tests.tui.driving import NAMES as CALLED
from tests.tui.driving import reading
from tui.page.caret import Side
from tui.page.side_by_side import NAMES, Facing, differences, marked, summary

STYLES = {name: Style(strike="deleted" in name, bold="strong" in name) for name in NAMES}


def facing(before: str, after: str) -> tuple[tuple[Text, Text], str]:
    one, two = article_from_text(before), article_from_text(after)
    spans = one.blocks[0].span, two.blocks[0].span
    edits = word_diff(one, spans[0], two, spans[1])
    layers = differences(one, two, edits)
    texts = marked(one, spans[0], layers[0], STYLES), marked(two, spans[1], layers[1], STYLES)
    return texts, summary(edits)


def pieces(text: Text, **wanted: bool) -> list[str]:
    """What of a text has all of some attributes."""
    return [
        text.plain[span.start : span.end]
        for span in text.spans
        if isinstance(span.style, Style)
        and all(getattr(span.style, name) is value for name, value in wanted.items())
    ]


def test_what_differs_is_marked_and_the_number_more_strongly() -> None:
    (left, right), words = facing("It cost 2 million crowns then.", "It cost 3 million euros then.")
    assert pieces(left, strike=True) == ["2", "crowns"]
    assert pieces(left, strike=True, bold=True) == ["2"]
    assert pieces(right, bold=True) == ["3"]
    assert words == "2 changes: 1 number"


def test_only_the_letters_of_a_misspelt_word_are_marked() -> None:
    (left, right), words = facing("They met donald there.", "They met Donald there.")
    assert pieces(left, strike=True) == ["d"] and left.plain == "They met donald there."
    assert right.plain == "They met Donald there." and words == "1 change"


def test_what_is_the_same_is_said_to_be() -> None:
    (left, _), words = facing("Nothing new.", "Nothing new.")
    assert words == "the same words" and pieces(left, strike=True) == []


def test_hostile_characters_are_shown_not_sent() -> None:
    (left, _), _ = facing("An \x1b[31m escape.", "An escape.")
    assert "\x1b" not in left.plain and "␛" in left.plain


def test_two_texts_stand_side_by_side_where_there_is_room() -> None:
    shown = Facing((Text("one"), Text("two")), (Text("left words"), Text("right words")))
    for width, together in ((80, True), (40, False)):
        console = Console(width=width)
        with console.capture() as capture:
            console.print(shown)
        lines = capture.get().splitlines()
        assert any("left words" in line and "right words" in line for line in lines) is together


async def test_two_blocks_of_different_articles_are_compared(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("The repair")
        await desk.press("&")
        assert f"compare {CALLED[0]} ¶7 ‘The repair will cost" in desk.status
        await desk.place("The repair", Side.RIGHT)
        assert f"compare {CALLED[0]} ¶7" in desk.status, "what is taken is always shown"
        await desk.press("&")
        await desk.shows("Two texts compared", f"{CALLED[0]} ¶7", f"{CALLED[1]} ¶2", "number")
        await desk.press("escape")
        assert desk.asked == "" and "compare" not in desk.status


async def test_two_blocks_of_one_article_are_compared(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("Buses")
        await desk.press("&", "&")
        assert "the text itself" in desk.status
        await desk.place("The ferry")
        await desk.press("&")
        await desk.shows(
            f"{CALLED[0]} ¶5", f"{CALLED[0]} ¶6", "Buses run by the old road", "The ferry sails"
        )


async def test_two_selections_are_compared(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("Monday")
        await desk.press("x")
        assert desk.selected == "Monday"
        await desk.press("&")
        assert desk.selected == "" and "‘Monday’" in desk.status
        await desk.place("Tuesday", Side.RIGHT)
        await desk.press("x", "&")
        await desk.shows("Two texts compared", "date")
        both = [line.split() for line in desk.lines if "Monday" in line and "Tuesday" in line]
        assert ["│", "Monday", "Tuesday", "│"] in both, "only what was selected"


async def test_what_was_taken_first_is_dropped_by_escape(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("&", "escape")
        assert "dropped" in desk.status
        await desk.press("J", "&")
        assert desk.asked == "" and "compare Bridge" in desk.status
