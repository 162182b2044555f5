"""What the page says with colours, it says without them as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color

from tests.tui.driving import Reading, reading
from tui.page.caret import Side


def signs(style: Style) -> tuple[bool, ...]:
    """What is left of a style where colours are not."""
    found = (style.bold, style.italic, style.underline, style.underline2, style.strike)
    return tuple(bool(sign) for sign in (*found, style.reverse))


async def four_labels(desk: Reading) -> None:
    """A claim, a source, a theme and a cue, each on words of their own; the caret far from them."""
    for words, key in (("Nobody", "c"), ("Monday", "s"), ("ferry", "e")):
        await desk.place(words)
        await desk.press("x", key)
    await desk.place("Buses")
    await desk.press("x", "t", *"road", "enter")
    await desk.press("G")
    await desk.saved()


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
@pytest.mark.parametrize("no_colour", [False, True])
async def test_labels_changes_and_the_caret_are_told_apart_by_more_than_colour(
    path: Path, monkeypatch: pytest.MonkeyPatch, theme: str, no_colour: bool
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with reading(path) as desk:
        desk.app.theme = theme
        await four_labels(desk)
        words = ("Nobody", "Monday", "ferry", "Buses", "found")
        await desk.until(lambda: len({signs(desk.style(each)) for each in words}) == 5)
        for letter, line in (("C", "Nobody"), ("T", "Buses")):
            assert any(letter in each.partition(line)[0] for each in desk.lines if line in each)
        await desk.press("d")
        await desk.until(lambda: desk.style("Monday").strike)
        assert desk.style("Tuesday", Side.RIGHT).underline
        await desk.place("crack was")
        look, beside = desk.style("crack was"), desk.style("after")
        assert look.reverse or look.bgcolor != beside.bgcolor
        if no_colour or theme.startswith("ansi"):
            assert look.reverse, "where grounds are few the caret is reversed"
            assert look.color != look.bgcolor or look.color.is_default


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "nord"])
async def test_no_text_has_the_colour_of_its_ground(path: Path, theme: str) -> None:
    async with reading(path) as desk:
        desk.app.theme = theme
        await four_labels(desk)
        await desk.press("d", "slash", *"crack", "enter", "v", "w", "F")
        await desk.shows("1 claim")
        for strip in desk.app.screen._compositor.render_strips():
            for segment in strip:
                style = segment.style
                if segment.text.strip() and style is not None and style.color is not None:
                    assert style.color != style.bgcolor or style.color.is_default, segment


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "ansi-light"])
async def test_a_warning_is_shown_in_the_colour_of_warnings(path: Path, theme: str) -> None:
    async with reading(path) as desk:
        desk.app.theme = theme
        await desk.press("n")
        await desk.shows("/ searches")
        strips = desk.app.screen._compositor.render_strips()
        line = next(strip for strip in strips if "/ searches" in strip.text)
        style = {segment.text.strip(): segment.style for segment in line}
        said, place = style["/ searches"], style[desk.status.partition(" · ")[0]]
        assert said and place and said.bold and said.color != place.color


def shown_style(desk: Reading, words: str, start: int) -> Style | None:
    """How a terminal shows some words that stand right of a column; None where they are not there."""
    for strip in desk.app.screen._compositor.render_strips():
        text = strip.text
        if words in text[start:]:
            for each in desk.app._filters:
                if each.enabled:
                    strip = strip.apply_filter(each, Color(0, 0, 0))
            at = text.rindex(words) + 2
            return strip.crop(at, at + 1)._segments[0].style or Style()
    return None


async def shown_styles(desk: Reading, one: str, other: str, start: int) -> tuple[Style, Style]:
    """The same of two texts, once both are there."""

    def both() -> tuple[Style, Style] | None:
        first, second = (shown_style(desk, words, start) for words in (one, other))
        return (first, second) if first is not None and second is not None else None

    await desk.until(both, "both lines shown")
    found = both()
    assert found is not None
    return found


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
@pytest.mark.parametrize("no_colour", [False, True])
async def test_the_marked_line_of_a_list_is_told_from_the_others(
    path: Path, monkeypatch: pytest.MonkeyPatch, theme: str, no_colour: bool
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with reading(path) as desk:
        desk.app.theme = theme
        claims = ("Nobody was", "A school")
        for words, side in zip(claims, (Side.LEFT, Side.RIGHT), strict=True):
            await desk.place(words, side)
            await desk.press("c")
        await desk.saved()
        for key, (one, other), start in (
            ("a", ("claim  A", "source  W"), 4),
            ("H", ("claim ", "source "), 4),
            ("exclamation_mark", claims, 4),
            ("F", claims, 40),
        ):
            await desk.press(key)
            first, second = await shown_styles(desk, one, other, start)
            if no_colour and theme.startswith("ansi"):
                assert signs(first) != signs(second), key
            else:
                looks = ((signs(each), each.bgcolor) for each in (first, second))
                assert len(set(looks)) == 2, key
            await desk.press("escape", "escape")
            await desk.until(lambda: desk.app.screen is desk.reader, "back on the page")
