"""The two articles change columns: everything stays with its article, and nothing saved changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.alignment import rows
from tests.tui.driving import BRIEF, NAMES, Reading, reading
from tests.tui.page.pairs import alignment, articles
from tui.config.settings import Settings
from tui.page.arrangement import Arrangement, Flow, arrange, beside
from tui.page.caret import Side
from tui.page.drawing import LineLook, Page
from tui.page.layout import display_text

BOTH = (Side.LEFT, Side.RIGHT)


def page(sides: tuple[Side, ...], flow: Flow) -> Page:
    pair, links = articles(), alignment()
    display = display_text(pair[0]), display_text(pair[1])
    return arrange(pair, display, rows(*pair, links), links, 100, Arrangement(sides, flow))


def parts(channel: str) -> list[str]:
    """What stands left and right of the rule between the columns; a wire is the same from both."""
    return [part.strip() for part in channel.split("│")]


@pytest.mark.parametrize("flow", (Flow.ROWS, Flow.FOLLOW))
@given(y=st.integers(0, 40), shift=st.integers(-5, 5))
def test_swapped_columns_hold_the_same_in_each_other_s_place(
    flow: Flow, y: int, shift: int
) -> None:
    straight, swapped = page(BOTH, flow), page(BOTH[::-1], flow)
    columns = straight.columns
    wide, left = columns.gutter + columns.text + 1, columns.margin
    right = left + wide + columns.channel
    ys = beside(Side.LEFT, y, shift if flow is Flow.FOLLOW else 0)
    one, other = (
        "".join(piece.text for piece in found.pieces(ys, LineLook())).ljust(columns.total)
        for found in (straight, swapped)
    )
    assert other[left : left + wide] == one[right : right + wide]
    assert other[right : right + wide] == one[left : left + wide]
    assert parts(other[left + wide : right]) == parts(one[left + wide : right])[::-1]


@given(x=st.integers(0, 99))
def test_every_cell_belongs_to_the_article_that_stands_there(x: int) -> None:
    straight, swapped = (page(sides, Flow.ROWS).columns for sides in (BOTH, BOTH[::-1]))
    assert swapped.side_at(x) is straight.side_at(x).other
    assert swapped.text_x(Side.LEFT) == straight.text_x(Side.RIGHT)


def column_of(desk: Reading, words: str) -> str:
    """Whether words stand left or right of the middle of the page."""
    line = next(line for line in desk.lines[1:-2] if words in line)
    return "left" if line.index(words) < desk.reader.view.size.width // 2 else "right"


async def test_the_caret_stays_in_its_article_and_a_second_time_is_the_first_page(
    path: Path,
) -> None:
    async with reading(path) as desk:
        await desk.place("a crack was")
        await desk.until(lambda: not desk.reader.features.nearest_passages.pending)
        before, page = desk.caret, desk.lines[:-2]
        assert f"{BRIEF[0]} ¶2/" in desk.status and desk.lines[0].index("monday") < 50
        await desk.press("|")
        await desk.until(lambda: desk.lines[0].index("monday") > 50, "titles swapped")
        assert desk.caret == before and f"{BRIEF[0]} ¶2/" in desk.status
        assert f"{NAMES[1]} stands first now" in desk.status
        assert column_of(desk, "closed on Monday") == "right"
        assert column_of(desk, "closed on Tuesday") == "left"
        await desk.press("quotation_mark")
        await desk.until(lambda: desk.lines[:-2] == page, "the page as it was")
        assert desk.caret == before


async def test_keys_and_mouse_find_the_article_that_stands_there(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("|")
        await desk.shows("stands first now")
        view = desk.reader.view
        y, line = next(
            (y, line) for y, line in enumerate(desk.lines) if "bridge was closed on Tuesday" in line
        )
        at = (line.index("bridge was closed on Tuesday"), y - view.region.y)
        await desk.pilot.click("#page", offset=at)
        assert desk.caret.side is Side.RIGHT and desk.here.startswith("bridge was closed on Tu")
        await desk.pilot.mouse_down("#page", offset=at)
        await desk.pilot.hover("#page", offset=(at[0] + 5, at[1]))
        await desk.pilot.mouse_up("#page", offset=(at[0] + 5, at[1]))
        assert desk.selected == "bridge"
        await desk.press("s", "tab")
        assert desk.caret.side is Side.LEFT and desk.here.startswith(
            "The Tarn bridge was closed on M"
        )
        await desk.press("l", "l", "h", "c")
        assert desk.caret.offset == desk.text(Side.LEFT).index("The Tarn") + 1
        await desk.saved()
        claim, source = sorted(desk.annotations(), key=lambda each: each.label)
        assert (claim.article, source.article) == (desk.pair.left, desk.pair.right)
        assert source.quote == "bridge"
        assert column_of(desk, " C 2 ") == "right" and column_of(desk, " S 3 ") == "left"


async def test_links_changes_and_hits_are_marked_on_the_right_article(path: Path) -> None:
    async with reading(path, size=(110, 30)) as desk:
        await desk.place("The Tarn bridge")
        await desk.press("S", "S", "S")  # aligned rows again
        await desk.press("|", "d")
        wired = next(line for line in desk.lines if "closed on Monday" in line)
        assert "─┼─" in wired and wired.index("closed on Tuesday") < wired.index("closed on Monday")
        crossing = next(line for line in desk.lines if "cost 3 million" in line)
        assert "⇄7" in crossing, "the number stands beside the block that it is the partner of"
        strike = {
            words: desk.style(words, side).strike
            for words, side in (("Monday after", Side.RIGHT), ("Tuesday after", Side.LEFT))
        }
        assert strike == {"Monday after": True, "Tuesday after": None}
        await desk.press("slash")
        await desk.type("ferry")
        await desk.press("enter")
        assert desk.caret.side is Side.LEFT and desk.here.startswith("ferry sails")
        assert column_of(desk, "ferry sails") == "right"
        await desk.press("L")
        await desk.place("The repair", Side.RIGHT)
        await desk.press("L")
        assert desk.caret.side is Side.LEFT and desk.here.startswith("The repair will cost 2")


async def test_columns_stay_swapped_on_this_pair_and_in_nothing_that_is_saved(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("|", "c")
        await desk.saved()
        await desk.quit()
        left = desk.pair.left
    async with reading(path) as desk:
        assert column_of(desk, "closed on Monday") == "right"
        assert desk.annotations()[0].article == left and desk.caret.side is Side.LEFT


async def test_on_a_narrow_page_the_article_read_stays_and_the_words_follow(path: Path) -> None:
    async with reading(path, size=(60, 24)) as desk:
        await desk.place("a crack was")
        page = desk.lines[1:-2]
        await desk.press("|")
        await desk.until(lambda: "stands first now" in desk.status)
        assert desk.lines[1:-2] == page
        await desk.press("tab")
        assert desk.caret.side is Side.RIGHT
        await desk.shows("closed on Tuesday")


@pytest.mark.parametrize("flowing", (1, 2))
async def test_flowing_columns_swap_too_and_stay_where_they_were(path: Path, flowing: int) -> None:
    async with reading(path, size=(110, 30)) as desk:
        await desk.press(*["S"] * flowing)
        await desk.place("The repair")
        await desk.until(lambda: not desk.reader.features.nearest_passages.pending)
        page, caret = desk.lines[1:-2], desk.caret
        await desk.press("|")
        await desk.until(lambda: column_of(desk, "cost 2 million") == "right")
        line = next(line for line in page if "cost 2 million" in line)
        beside_it = next(other for other in desk.lines if "cost 2 million" in other)
        assert ("cost 3 million" in line) == ("cost 3 million" in beside_it)
        assert desk.caret == caret
        await desk.press("|")
        await desk.until(lambda: desk.lines[1:-2] == page)


async def test_what_stands_over_the_page_names_the_columns_as_they_stand(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("The Tarn bridge")
        await desk.press("|", "W")
        await desk.shows(f"{NAMES[0]} ¶2 and {NAMES[1]} ¶3")
        await desk.press("escape", "%")
        await desk.until(lambda: desk.asked == f"Map: {NAMES[0]} ↓ {NAMES[1]} →")
        await desk.shows(f"{NAMES[1]} ¶3 The Tarn bridge was closed on Tuesday")


async def test_the_list_and_the_claims_follow_the_columns(path: Path) -> None:
    async with reading(path, size=(150, 40)) as desk:
        await desk.place("The Tarn bridge")
        await desk.press("c", "tab", "c", "F")
        await desk.shows("◀ The Tarn bridge was closed on Monda")
        await desk.press("enter", "|")
        await desk.shows(
            "▶ The Tarn bridge was closed on Monda", "◀ The Tarn bridge was closed on T"
        )
        await desk.press("!")
        await desk.until(lambda: desk.asked == "Claims")
        await desk.shows("1 to judge", f"{NAMES[1]} ¶3", f"{NAMES[0]} ¶2")
        heads = next(line for line in desk.lines if f"{NAMES[0]} ¶2" in line)
        assert heads.index(f"{NAMES[1]} ¶3") < heads.index(f"{NAMES[0]} ¶2")
        both = next(line for line in desk.lines if "?" in line and " │ The Tarn" in line)
        assert both.index("Tuesday") < both.index("Monday")
        await desk.press("right")
        await desk.until(lambda: desk.caret.side is Side.LEFT, "the claim in the right column")
        assert desk.here.startswith("The Tarn bridge was closed on Monday")
        await desk.press("]", "e", "!")
        await desk.press("left")
        await desk.until(lambda: desk.caret.side is Side.RIGHT, "the claim in the left column")


@pytest.mark.parametrize(("preset", "opens"), [("reader", "colon"), ("plain", "enter")])
async def test_columns_are_swapped_from_the_palette_and_the_menu(
    path: Path, preset: str, opens: str
) -> None:
    async with reading(path, settings=Settings(preset=preset)) as desk:
        await desk.press(opens)
        await desk.type("swap sides")
        await desk.press("enter")
        await desk.until(lambda: column_of(desk, "closed on Monday") == "right")
