"""What stands on the screen after any keys is what painting it anew would give."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import split_graphemes
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.screen import Screen
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip

from annotations.alignment import Alignment, Link
from annotations.articles import Article, article_from_text
from tests.tui.driving import Reading, reading
from tui.widgets.painter import Painted

KEYS = (
    *("w", "b", "j", "k", "j", "k", "J", "K", "space", "space", "b", "G", "g", "tab", "tab"),
    *("right", "left", "shift+right", "shift+down", "v", "plus", "escape"),
    *("c", "s", "u", "u", "d", "right_square_bracket", "left_square_bracket", "n", "S", "z"),
    *("y", "x", "m", "a", "apostrophe", "a", "Z", "P"),
)
"""Moving, selecting, tagging and undoing, diffing, searching, folding, setting the page."""
SIZES = ((120, 30), (90, 12), (160, 45), (60, 20), (120, 30))
THEMES = ("textual-light", "nord", "ansi-dark", "textual-dark")

Cell = tuple[str, Any]


def long_pair() -> tuple[Article, Article]:
    """Two articles of forty paragraphs, of which the second tells most, in another order."""
    chance = random.Random(7)
    words = [
        "harbour",
        "ferry",
        "mayor",
        "漢字",
        "naïve",
        "storm",
        "12",
        "crowns",
        "été",
        "bridge",
        "👩\u200d🚀",
        "said",
        "that",
    ]
    left = [
        " ".join(chance.choices(words, k=chance.randint(4, 60))).capitalize() + "."
        for _ in range(40)
    ]
    right = [text.replace("storm", "gale").replace("12", "15") for text in left]
    right[5], right[9], right[20] = right[9], right[5], "Only here is this told."
    return (
        article_from_text("\n\n".join(left), source="left.txt"),
        article_from_text("\n\n".join(right), source="right.txt"),
    )


LINKS = Alignment.of(
    [
        *(Link(at, at, 0.9) for at in range(40) if at not in (5, 9, 20)),
        Link(5, 9, 0.8),
        Link(9, 5, 0.4),
    ]
)


class Terminal:
    """What a terminal would show that got every update of the screen, cell by cell."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}

    def take(self, update: object) -> None:
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                self._write(update.region.x, y, Strip.join(strips))
        elif isinstance(update, ChopsUpdate):
            for y, start, end in update.spans:
                for stop, (x, strip) in zip(
                    update.chop_ends[y], update.chops[y].items(), strict=False
                ):
                    if strip is not None and x <= end and stop > start:
                        self._write(x, y, strip.crop(0, min(stop, end) - x))

    def _write(self, x: int, y: int, strip: Strip) -> None:
        for at, cell in enumerate(cells(strip), x):
            self.cells[at, y] = cell


def cells(strip: Iterable[Any]) -> list[Cell]:
    """Each cell of a line: its cluster and style; the second cell of a wide one is empty."""
    found: list[Cell] = []
    for text, style, _ in strip:
        for start, end, size in split_graphemes(text)[0]:
            found += [(text[start:end], style), *[("", style)] * (size - 1)][:size]
    return found


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    shown = Terminal()

    def take(self: App[Any], screen: Screen[Any], update: object) -> None:
        shown.take(update)

    monkeypatch.setattr(App, "_display", take)
    return shown


def wrong(desk: Reading, terminal: Terminal) -> list[int]:
    """Lines on which the terminal has something else than the page and its bar painted anew."""
    view = desk.reader.view
    x, y = view.region.offset
    width, height = view.scrollable_content_region.width, view.size.height
    painter = view._painter
    kept = painter._painted, painter._inks
    painter._painted, painter._inks = Painted(), {}
    anew = [cells(strip)[:width] for strip in view.render_lines(view.size.region)]
    painter._painted, painter._inks = kept
    shown = [
        [terminal.cells.get((x + at, y + line)) for at in range(width)] for line in range(height)
    ]
    thumb = ScrollBarRender.render_bar(height, view.virtual_size.height, height, view.scroll_y)
    bar = [(segment.text, segment.style and segment.style.reverse) for segment in thumb.segments]
    for line, expected in enumerate(bar):
        text, style = terminal.cells[x + width, y + line]
        shown[line].append((text, style.reverse))
        anew[line].append(expected)
    return [line for line in range(height) if shown[line] != anew[line]]


@pytest.mark.parametrize("seed", range(3))
async def test_the_screen_shows_what_painting_anew_gives(
    path: Path, terminal: Terminal, seed: int
) -> None:
    chance = random.Random(seed)
    async with reading(path, pair=long_pair(), links=LINKS) as desk:
        story = [*"/mayor", "enter"]
        await desk.press("slash", *"mayor", "enter")
        sizes, themes = iter(SIZES), iter(THEMES)
        for turn in range(50):
            key = chance.choice(KEYS)
            story.append(key)
            if turn % 20 == 15:
                width, height = next(sizes)
                story.append(f"{width}x{height}")
                await desk.pilot.resize_terminal(width, height)
            if turn % 20 == 7:
                desk.app.theme = next(themes)
                story.append(desk.app.theme)
            await desk.press(key)
            await desk.pilot.pause()
            if desk.app.screen is not desk.reader:
                await desk.press("escape")
                await desk.pilot.pause()
            if desk.app.screen is desk.reader:
                await desk.until(lambda: not wrong(desk, terminal), " ".join(story))
