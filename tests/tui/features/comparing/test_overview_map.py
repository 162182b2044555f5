"""The map of the pair: drawn for any room, walked with arrows, left for the blocks it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from annotations.alignment import Alignment, Link, Origin, changes, overview
from annotations.articles import Article, article_from_text
from tests.tui.driving import NAMES, Reading, reading
from tui.page.caret import Side
from tui.page.overview_plot import Scale, paint, weight
from tui.screens.overview import OverviewScreen, Plot


def numbered(blocks: int, changed: frozenset[int] = frozenset()) -> Article:
    words = (f"Block {at} says {'more' if at in changed else 'this'}." for at in range(blocks))
    return article_from_text("\n\n".join(words))


def drawn(
    lefts: int,
    rights: int,
    links: list[Link],
    room: tuple[int, int],
    cursor: tuple[int, int] = (0, 0),
    *,
    changed: frozenset[int] = frozenset(),
    numbers: bool = False,
) -> list[str]:
    """The map as lines of text, margins included."""
    pair = numbered(lefts), numbered(rights, changed)
    found = changes(*pair, Alignment.of(links))
    found.tally()
    scale = Scale.fit(lefts, rights, *room)
    marks = [pair[0].blocks[0].span]
    map = overview(found, scale.lefts, scale.rights, left_marks=marks)
    lines = paint(map, scale, cursor, numbers=numbers)
    return ["".join(piece.text for piece in line) for line in lines]


# Pure


@pytest.mark.parametrize("lefts,rights", [(1, 1), (3, 9), (40, 40), (300, 5), (5000, 5000)])
@pytest.mark.parametrize("room", [(1, 1), (16, 3), (74, 18), (194, 52)])
def test_the_map_fits_the_room(lefts: int, rights: int, room: tuple[int, int]) -> None:
    scale = Scale.fit(lefts, rights, *room)
    assert 1 <= scale.width <= room[0] and 1 <= scale.height <= room[1]
    assert scale.lefts <= lefts and scale.rights <= rights


@pytest.mark.parametrize("room", [(1, 1), (16, 3), (74, 18), (194, 52)])
def test_a_cell_is_found_where_it_was_drawn(room: tuple[int, int]) -> None:
    scale = Scale.fit(30, 50, *room)
    for y in range(scale.height):
        upper, lower = scale.left_at(y)
        for x in range(scale.width):
            left, right = scale.cell_at(x, y)
            assert left in (upper, lower) and right == x // scale.across
    assert scale.cell_at(-5, 999) == (scale.lefts - 1, 0)
    assert scale.cell_at(999, -5) == (0, scale.rights - 1)


def test_two_lines_of_dots_share_a_line_of_characters() -> None:
    links = [Link(at, at, 0.9) for at in range(4)]
    lines = drawn(4, 4, links, (4, 2))
    assert [line[2:] for line in lines[1:]] == ["▀▄  ", "  ▀▄"]


def test_what_changed_is_drawn_with_another_sign_not_only_another_colour() -> None:
    links = [Link(at, at, 0.9) for at in range(4)]
    lines = drawn(4, 4, links, (4, 2), changed=frozenset({1, 2}))
    assert [line[2:] for line in lines[1:]] == ["▀⣤  ", "  ⠛▄"]


def test_short_articles_are_drawn_larger() -> None:
    lines = drawn(2, 2, [Link(1, 1, 0.9)], (80, 30))
    assert [line[2:] for line in lines[1:]] == [" " * 8, " " * 8, "    ████", "    ████"]


def test_the_margins_show_the_cursor_the_numbers_and_what_is_annotated() -> None:
    lines = drawn(10, 10, [], (10, 5), (4, 6), numbers=True)
    assert lines[0] == "    1   5     "
    assert lines[1][4:] == "──────▾───"
    assert lines[2].startswith(" 1 ▘") and lines[4].startswith(" 5▸│")
    assert {cell_len(line) for line in lines} == {14}


def test_links_are_weighed_by_who_or_what_says_so() -> None:
    assert weight(Link(0, 0, 0.1, Origin.CONFIRMED)) == "person"
    assert [weight(Link(0, 0, score)) for score in (0.9, 0.6, 0.2)] == ["sure", "likely", "faint"]


# In the reader


async def opened(desk: Reading) -> OverviewScreen:
    await desk.press("%")
    await desk.shows("Map: ")
    screen = desk.app.screen
    assert isinstance(screen, OverviewScreen)
    return screen


async def test_the_map_opens_at_the_caret_and_tells_what_is_there(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("The Tarn")
        await opened(desk)
        await desk.shows(
            "2 × 3  90% sure, level, changed", f"{NAMES[0]} ¶2 The Tarn", f"{NAMES[1]} ¶3 The Tarn"
        )
        await desk.press("escape")
        assert desk.asked == "" and desk.here.startswith("The Tarn")


async def test_arrows_move_and_enter_goes_there(path: Path) -> None:
    async with reading(path) as desk:
        await opened(desk)
        await desk.press("down", "down", "down", "down")
        await desk.shows("5 × 1  no link", f"{NAMES[0]} ¶5 - Buses run")
        await desk.press("enter")
        assert desk.caret.side is Side.LEFT and desk.here.startswith("- Buses run")
        await desk.press(",")
        assert desk.here.startswith("Bridge Closed"), "it was a jump"
        await desk.press("tab")
        await opened(desk)
        await desk.press("right", "right", "enter")
        assert desk.caret.side is Side.RIGHT and desk.here.startswith("The Tarn bridge was closed")


async def test_the_cursor_stays_on_the_map(path: Path) -> None:
    async with reading(path) as desk:
        await opened(desk)
        await desk.press("up", "left", "k", "h")
        await desk.shows("1 × 1")
        await desk.press(*["pagedown"] * 9, *["l"] * 9)
        await desk.shows("9 × 5")


async def test_from_link_to_link_and_around(path: Path) -> None:
    async with reading(path) as desk:
        await opened(desk)
        for words in ("2 × 3", "3 × 4", "7 × 2  80% sure, elsewhere on the page", "1 × 1"):
            await desk.press("n")
            await desk.shows(words)
        await desk.press("N")
        await desk.shows("7 × 2")


async def test_a_click_moves_and_two_go_there(path: Path) -> None:
    async with reading(path) as desk:
        screen = await opened(desk)
        plot = screen.query_one(Plot)
        top, left = plot.region.y, plot.region.x
        # Two lines of margin, two for each block; three cells of margin, four for each block.
        x, y = 3 + 2 * 4 + 1, 2 + 1 * 2
        await desk.until(lambda: desk.lines[top + y][left + x] == "⣿", "drawn")
        await desk.pilot.click(plot, offset=(x, y))
        await desk.shows("2 × 3")
        await desk.pilot.click(plot, offset=(x, y), times=2)
        assert desk.asked == "" and desk.here.startswith("The Tarn")


@pytest.mark.parametrize("size", [(20, 8), (40, 12), (80, 24), (120, 40), (200, 60)])
async def test_it_is_drawn_in_any_terminal(path: Path, size: tuple[int, int]) -> None:
    async with reading(path, size=size) as desk:
        await opened(desk)
        await desk.shows("1 × 1")
        assert any(sign in desk.page for sign in "█▀▄⣿⠛⣤")
        assert ("annotated" in desk.page) is (size[0] >= 80)
        assert {cell_len(line) for line in desk.lines} == {size[0]}


async def test_without_links_there_is_an_empty_map(path: Path) -> None:
    pair = article_from_text("Rain fell.\n\nSnow too."), article_from_text("Cats sleep.")
    async with reading(path, pair=pair, links=Alignment()) as desk:
        await desk.until(lambda: desk.reader.session.aligned)
        await opened(desk)
        await desk.press("n", "N", "down")
        await desk.shows("2 × 1  no link")
