"""What differs inside linked rows, and the way from change to change."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from annotations.alignment import Alignment, Changes, Link
from annotations.store import Store
from tests.tui.driving import LINKS, PATIENCE, articles, reading
from tui.page.caret import Side


async def test_the_diff_strikes_what_is_gone_and_underlines_what_is_new(path: Path) -> None:
    async with reading(path) as desk:
        before = desk.style("Monday")
        await desk.press("d")
        assert "diff" in desk.status
        gone, new = desk.style("Monday"), desk.style("Tuesday", Side.RIGHT)
        same = desk.style("closed on", Side.RIGHT)
        assert gone.strike and not before.strike
        assert new.underline and not new.strike
        assert not same.underline and not same.strike
        await desk.press("d")
        assert "sentences" in desk.status
        assert desk.style("bridge was").strike, "its whole sentence changed"
        await desk.press("d")
        assert "diff off" in desk.status
        assert desk.style("Monday") == before


async def test_brackets_go_from_change_to_change_and_back(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "]")
        assert desk.style("Monday", Side.LEFT) is not None
        places = [desk.here.split()[0]]
        for _ in range(3):
            await desk.press("]")
            places.append((desk.caret.side, desk.here.split()[0]))
        assert places[0] == "Monday"
        await desk.press("[", "[", "[")
        assert desk.here.startswith("Monday")
        await desk.press("]", "]", ",")
        await desk.press(*"]]]]]]]]]]]]]]]")
        await desk.until(lambda: "no further change" in desk.status)


async def test_the_diff_is_drawn_under_tags_and_the_search(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "c", "d", "J")
        look = desk.style("Monday")
        assert look.strike, "the claim under it does not hide that it is gone"
        assert look.bgcolor != desk.style("What Happens").bgcolor


async def test_a_pair_made_by_hand_is_compared_as_well(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("d")
        await desk.press("J", "-")
        assert not desk.style("Monday").strike
        await desk.press("u")
        await desk.until(lambda: "undid" in desk.status)
        assert desk.style("Monday").strike


async def test_the_number_is_marked_more_strongly_than_the_words_around_it(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("d")
        strong = desk.style("Tuesday", Side.RIGHT)
        light = desk.style("people", Side.RIGHT)
        assert strong.bold and strong.bgcolor != light.bgcolor
        assert light.underline and not light.bold


async def test_a_change_is_counted_and_named_by_what_it_touches(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "]")
        await desk.until(lambda: "change " in desk.status and " of " in desk.status)
        assert "date: ‘Monday’ → ‘Tuesday’" in desk.status


async def test_all_rows_are_compared_once_however_often_the_key_is_pressed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    surveys = []
    survey = Changes.survey
    monkeypatch.setattr(
        Changes, "survey", lambda self, step: surveys.append(step) or survey(self, step)
    )
    async with reading(path) as desk:
        await desk.press("J", "]", "]", "]", "[")
        await desk.until(lambda: "change " in desk.status and " of " in desk.status)
        assert len(surveys) <= 1  # none where what was painted ahead had compared them all by then


async def test_stops_can_be_kept_to_some_kinds(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("d", "Q")
        await desk.type("moved")
        await desk.press("enter", "g", "]")
        await desk.until(lambda: "no further change" in desk.status or "moved" in desk.status)
        await desk.press("Q")
        await desk.type("numbers")
        await desk.press("enter", "g", "]")
        await desk.until(lambda: "number" in desk.status or "date" in desk.status)


async def test_what_is_ignored_is_not_marked_and_that_is_remembered(path: Path) -> None:
    pair = articles(
        left="Heading Here\n\nThe Council met on Friday, they say.\n",
        right="Heading Here\n\nThe council met on Friday, they say.\n",
    )
    links = Alignment.of([Link(0, 0, 0.9), Link(1, 1, 0.9)])
    async with reading(path, pair=pair, links=links) as desk:
        await desk.press("d")
        assert desk.style("C", Side.LEFT) is not None
        assert desk.style("Council").strike
        await desk.press("D")
        await desk.type("case")
        await desk.press("enter", "escape")
        assert not desk.style("Council").strike
        await desk.quit()
    store = Store.open(path, annotator="ada")
    async with reading(path, store=store) as desk:
        await desk.press("d")
        assert not desk.style("Council").strike


async def test_a_bad_pattern_is_refused_in_one_line(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("D")
        await desk.type("pattern")
        await desk.press("enter")
        await desk.type("(oops")
        await desk.press("enter")
        await desk.until(lambda: "(oops" in desk.status)
        assert not desk.reader.features.diffing.ignore.patterns


async def test_unchanged_rows_fold_to_one_line(path: Path) -> None:
    same = "One sentence here today.\n\nTwo sentences here today.\n\nThree of them today.\n\n"
    pair = articles(left=same + "It cost 4 crowns.\n", right=same + "It cost 5 crowns.\n")
    links = Alignment.of([Link(at, at, 0.9) for at in range(4)])
    async with reading(path, pair=pair, links=links) as desk:
        await desk.press("d", "Z")
        await desk.shows("3 unchanged")
        await desk.hides("Two sentences")
        await desk.press("Z")
        await desk.shows("Two sentences")


async def test_a_block_of_one_side_alone_has_a_sign(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("d")
        line = next(line for line in desk.lines if "A school is closed" in line)
        assert "+" in line.partition("A school")[0]


@pytest.mark.parametrize("key", ["d", "]"])
async def test_a_diff_asked_for_before_the_alignment_comes_with_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    found = Event()

    def slow(*given: object) -> Alignment:
        found.wait(PATIENCE)
        return LINKS

    monkeypatch.setattr("tui.reader.aligning.align_in_process", slow)
    async with reading(path, links=None) as desk:
        await desk.press(key)
        assert "lining up" in desk.status
        assert "the diff appears then" in desk.status
        assert not desk.style("Monday").strike
        found.set()
        await desk.until(lambda: desk.style("Monday").strike, "the diff appears by itself")


async def test_a_diff_that_is_not_wanted_any_more_does_not_come(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Event()

    def slow(*given: object) -> Alignment:
        found.wait(PATIENCE)
        return LINKS

    monkeypatch.setattr("tui.reader.aligning.align_in_process", slow)
    async with reading(path, links=None) as desk:
        await desk.press("d", "d")
        for key in ("%", "P", "W", "M"):
            await desk.press(key)
            assert "lining up" in desk.status
            assert not desk.asked
        found.set()
        await desk.until(lambda: desk.reader.session.aligned)
        assert not desk.style("Monday").strike


async def test_blocks_in_other_words_show_what_they_share_and_the_facts_that_differ(
    path: Path,
) -> None:
    left = (
        "Harbour master Ilse Roon said that 87 passengers were brought ashore in boats after the"
        " ferry Maren Tide struck the outer breakwater of Vellmouth."
    )
    right = (
        "It took three hours to empty the Maren Tide. By nightfall some 93 passengers sat in the"
        " school, captain Dorn told reporters: the outer breakwater had opened the hull."
    )
    links = Alignment.of([Link(0, 0, 0.9)])
    async with reading(path, pair=articles(left, right), links=links) as desk:
        plain = desk.style("brought")
        await desk.press("d")
        assert desk.style("brought") == plain
        shared = desk.style("breakwater")
        assert shared.bold
        assert not shared.strike
        assert desk.style("87").strike
        assert desk.style("93", Side.RIGHT).underline
        await desk.press("]")
        assert desk.here.startswith("87")
        await desk.until(lambda: "change 1 of 1" in desk.status)
