"""The tour leads through the main keys, one at a time; a newcomer is told of it, once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.tui.driving import Reading, reading
from tui.config.load import parse
from tui.config.settings import Settings
from tui.config.state import recall
from tui.features.actions import DEFAULT_KEYMAP
from tui.features.tour_steps import END, STEPS, Scene, TourProgress
from tui.keys.keymap import keymap
from tui.reader.tour import Tour
from tui.reader.welcome import Welcome

WALK = (
    ("down", "down"),
    ("tab",),
    ("f", "a"),
    ("c",),
    ("x",),
    ("s",),
    ("u",),
    ("r",),
    ("tab", "c"),
    ("r",),
    ("x",),
    ("d",),
    ("slash", "l", "a", "m", "p", "enter"),
    ("question_mark", "escape"),
)
"""What a user presses at each step."""


def tour(desk: Reading) -> Tour:
    found = desk.app.screen
    assert isinstance(found, Tour)
    return found


async def begin(desk: Reading) -> None:
    await desk.press("colon")
    await desk.type("tour")
    await desk.until(lambda: "built-in pair" in desk.page, "found")
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.app.screen, Tour), "the tour")
    await desk.until(
        lambda: tour(desk).session.alignment.links and "Tour · 1 of 14" in desk.page, "laid"
    )


async def test_each_step_is_seen_to_be_done(path: Path) -> None:
    async with reading(path) as desk:
        await begin(desk)
        for number, keys in enumerate(WALK, 1):
            assert f"Tour · {number} of {len(STEPS)} " in desk.page, desk.page
            await desk.press(*keys)
            last = number == len(STEPS)
            wanted = "the whole of it" if last else f"Tour · {number + 1} of {len(STEPS)} "
            await desk.until(lambda wanted=wanted: wanted in desk.page, wanted)
        assert tour(desk).ended
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.reader, "back")
        assert desk.reader.session.annotations() == () and desk.tags() == []
        await desk.press("J", "c")
        await desk.saved()
        assert len(desk.tags()) == 1


async def test_escape_leaves_at_any_step_and_drops_first_what_is_begun(path: Path) -> None:
    async with reading(path) as desk:
        await begin(desk)
        await desk.press("v", "escape")
        assert isinstance(desk.app.screen, Tour)
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.reader, "back")
        await begin(desk)
        await desk.press("q")
        await desk.until(lambda: desk.app.screen is desk.reader, "back")


async def test_quitting_from_inside_the_tour_leaves_nothing_behind(path: Path) -> None:
    async with reading(path) as desk:
        await begin(desk)
        folder = Path(tour(desk)._folder.name)
        assert folder.exists()
        await desk.press("c", "ctrl+q")
        await desk.until(lambda: desk.app._exit, "left")
        desk.app.close()
        assert not folder.exists()


async def test_the_tour_is_offered_until_something_is_tagged(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "state"
    async with reading(path, folder=folder) as desk:
        await desk.shows("New here?", "enter  takes the tour")
        await desk.press("J")
        await desk.hides("New here?")
        assert desk.caret.offset > 0, "the key does what it does"
        await desk.press("enter")
        await desk.until(lambda: desk.asked == "On this sentence", "the menu, as ever")
        await desk.press("escape")
        await desk.quit()
    assert not recall(folder).at_home
    async with reading(path, folder=folder) as desk:
        await desk.shows("New here?")
        await desk.press("J", "c")
        await desk.saved()
        await desk.quit()
    assert recall(folder).at_home
    async with reading(path, folder=folder) as desk:
        await desk.until(lambda: "q quit" in desk.lines[-1], "hints")
        assert "New here?" not in desk.page


async def test_a_key_that_comes_while_the_offer_is_being_mounted_takes_it_away(path: Path) -> None:
    async with reading(path) as desk:
        welcome = Welcome(desk.app.screen, DEFAULT_KEYMAP)
        offer = asyncio.create_task(welcome.offer())
        await asyncio.sleep(0)  # up to the mounting, which takes some turns of the loop
        assert not offer.done()
        assert not welcome.takes("J")
        await offer
        await desk.until(lambda: not desk.app.screen.query("#welcome"), "nothing is offered")


async def test_enter_takes_the_tour_that_is_offered(path: Path, tmp_path: Path) -> None:
    async with reading(path, folder=tmp_path) as desk:
        await desk.shows("New here?")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, Tour), "the tour")
        await desk.shows("Tour · 1 of")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.reader, "back")
        assert "New here?" not in desk.page and recall(tmp_path).at_home


async def test_who_took_the_tour_is_no_newcomer(path: Path, tmp_path: Path) -> None:
    async with reading(path, folder=tmp_path) as desk:
        await begin(desk)
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.reader, "back")
        assert recall(tmp_path).at_home
        assert "New here?" not in desk.page


def test_the_steps_name_the_keys_in_force() -> None:
    settings = parse('[keys]\ntag.claim = "H"\n')
    texts = [step.text(keymap(settings, DEFAULT_KEYMAP)) for step in STEPS]
    assert any("H tags the sentence" in text for text in texts)
    assert not any("‹" in text for text in texts)
    for map_ in (DEFAULT_KEYMAP, keymap(Settings(preset="plain"), DEFAULT_KEYMAP)):
        for step in STEPS:
            assert "‹" not in step.text(map_)


def test_the_tour_takes_less_than_two_minutes() -> None:
    """Read at 200 words a minute, with two seconds to find and press each key."""
    words = sum(len(text.split()) for text in (*(step.text(DEFAULT_KEYMAP) for step in STEPS), END))
    keys = sum(len(pressed) for pressed in WALK)
    assert words / 200 * 60 + 2 * keys < 120


def test_the_steps_fit_a_terminal_of_eighty_columns() -> None:
    for step in STEPS:
        shown = [f" {part} " if key else part for part, key in step.parts(DEFAULT_KEYMAP)]
        assert len("".join(shown)) <= 74


def test_a_step_waits_until_it_is_done() -> None:
    guide = TourProgress()
    guide.begin(Scene(line=4))
    guide.look(Scene(line=5))
    assert guide.done == 0
    guide.look(Scene(line=6))
    assert guide.done == 1


def test_two_lines_down_are_counted_in_the_lines_of_now() -> None:
    """The articles are aligned while the first step is taken, and each line stands further down."""
    guide = TourProgress()
    guide.begin(Scene(offset=10, line=1))
    guide.lay_out(lambda side, offset: offset)
    guide.look(Scene(offset=11, line=11))
    assert guide.done == 0, "one line down, though ten below where it stood"
    guide.look(Scene(offset=12, line=12))
    assert guide.done == 1
