"""Whose tags there are: named where they are another's, hidden layer by layer, changed only after a question."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from annotations.articles import Span
from annotations.store import Store, commands
from tests.tui.driving import LEFT, Reading, new_store, reading
from tui.page.caret import Side

HURT = "Nobody was hurt."
CLOSED = "The Tarn bridge was closed on Monday after a crack was found."


@asynccontextmanager
async def shared(path: Path) -> AsyncIterator[Reading]:
    """A pair that Eve has tagged, read by Ada, who has tagged one sentence of it."""
    store, pair = new_store(path, annotator="eve")
    article = store.article(pair.left)
    for words in (HURT, "Dr. Moll"):
        start = article.text.index(words)
        span = Span(start, start + len(words))
        store.do(commands.tag(pair.left, article, span, "claim", "eve", pair=pair.id))
    store.close()
    async with reading(path, store=Store.open(path, annotator="ada"), size=(120, 30)) as desk:
        await desk.place(CLOSED)
        await desk.press("c")
        await desk.saved()
        yield desk


async def test_whose_a_tag_is_shows_in_gutter_status_line_and_list(path: Path) -> None:
    async with shared(path) as desk:
        assert [line[:3] for line in desk.lines if HURT in line] == ["C²+"]
        assert [line[:3] for line in desk.lines if CLOSED[:30] in line] == ["  C"]
        await desk.place(HURT)
        assert "[claim ² eve]" in desk.status
        await desk.place(CLOSED)
        assert "[claim]" in desk.status, "one's own needs no name"
        await desk.press("F")
        await desk.shows("² eve Nobody was hurt.")
        await desk.press("escape")
        await desk.place(HURT)
        await desk.press(":")
        await desk.until(lambda: desk.asked)
        await desk.type("look at the tags")
        await desk.press("enter")
        await desk.until(lambda: desk.asked == "Tags here")
        assert "claim ² eve" in desk.offered[0]


async def test_where_one_annotator_tags_nothing_is_marked(path: Path) -> None:
    async with reading(path, size=(120, 30)) as desk:
        await desk.press("j", "j", "c")
        await desk.saved()
        assert "²" not in desk.page and "ada" not in desk.status


async def test_a_layer_is_hidden_and_shown_again_and_stays_so(path: Path) -> None:
    async with shared(path) as desk:
        await desk.press("@")
        await desk.until(lambda: desk.asked == "Whose tags: show or hide")
        assert ["ada" in desk.offered[0], "eve" in desk.offered[1]] == [True, True]
        await desk.type("eve")
        await desk.press("enter")
        await desk.until(lambda: "tags of eve are hidden" in desk.status)
        await desk.place(HURT)
        assert "claim" not in desk.status and "eve hidden" in desk.status
        await desk.press("delete")
        assert "no tag here" in desk.status
        assert len(desk.tags()) == 3, "what is hidden is kept"
        await desk.quit()
    async with reading(path, store=Store.open(path, annotator="ada"), size=(120, 30)) as desk:
        await desk.place(HURT)
        assert "eve hidden" in desk.status
        await desk.press("@")
        await desk.until(lambda: desk.asked)
        await desk.type("eve")
        await desk.press("enter")
        await desk.until(lambda: "tags of eve are shown" in desk.status)
        await desk.press("l")
        assert "[claim ² eve]" in desk.status


async def test_tagging_shows_ones_own_layer_again(path: Path) -> None:
    async with shared(path) as desk:
        await desk.press("@", "enter")
        await desk.until(lambda: "tags of ada are hidden" in desk.status)
        await desk.place("The repair")
        await desk.press("c")
        await desk.saved()
        assert "[claim]" in desk.status and "hidden" not in desk.status


@pytest.mark.parametrize("key", ["delete", "R", "B"])
async def test_another_annotators_tag_is_left_alone_unless_one_insists(
    path: Path, key: str
) -> None:
    async with shared(path) as desk:
        await desk.place(HURT)
        before = desk.annotations()
        await desk.press(key)
        await desk.until(lambda: desk.asked)
        assert desk.asked == f"eve tagged ‘{HURT}’"
        await desk.press("enter")
        await desk.until(lambda: not desk.asked)
        assert desk.annotations() == before and not desk.selected


async def insist(desk: Reading, key: str) -> None:
    await desk.press(key)
    await desk.until(lambda: desk.asked)
    await desk.press("down", "enter")


async def test_who_changed_anothers_tag_is_recorded(path: Path) -> None:
    async with shared(path) as desk:
        await desk.place(HURT)
        await insist(desk, "B")
        await desk.until(lambda: desk.selected == HURT)
        await desk.press("b", "enter")
        await desk.saved()
        await insist(desk, "R")
        await desk.until(lambda: desk.asked == "Change the label to")
        await desk.type("source")
        await desk.press("enter")
        await desk.saved()
        await desk.until(lambda: ("source", "Nobody was hurt") in desk.tags())
        changed = next(each for each in desk.annotations() if each.quote == "Nobody was hurt")
        assert (changed.label, changed.annotator) == ("source", "eve")
        assert dict(changed.attributes) == {"changed by": "ada"}
        await desk.press("u", "u")
        await desk.until(lambda: ("claim", HURT) in desk.tags(), "undone")


async def test_who_removed_anothers_tag_stands_in_the_history(path: Path) -> None:
    async with shared(path) as desk:
        await desk.place(HURT)
        await insist(desk, "delete")
        await desk.until(lambda: ("claim", HURT) not in desk.tags(), "removed")
        assert "remove claim of eve" in desk.status
        entry = list(desk.store.documents("history"))[-1]
        assert entry["scope"].endswith("ada") and entry["title"].startswith("remove claim of eve")
        await desk.press("u")
        await desk.until(lambda: ("claim", HURT) in desk.tags(), "undone")


async def test_ones_own_tag_is_removed_without_a_question(path: Path) -> None:
    async with shared(path) as desk:
        await desk.place(CLOSED)
        await desk.press("delete")
        await desk.saved()
        assert len(desk.tags()) == 2 and not desk.asked
        assert LEFT.index(CLOSED) == desk.caret.offset and desk.caret.side is Side.LEFT
