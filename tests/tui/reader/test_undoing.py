"""Undo and redo, across restarts; saving that fails; another process at the same store."""

from __future__ import annotations

import random
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from msgspec.structs import replace

from annotations.alignment import Alignment, Link
from annotations.articles import Span
from annotations.errors import RefusedError, StoreError
from annotations.store import Command, Store, commands
from tests.tui.driving import PATIENCE, Reading, articles, new_store, reading
from tui.page.caret import Side


async def test_undo_and_redo_go_back_and_forth_and_say_what(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("u")
        await desk.until(lambda: "nothing to undo" in desk.status)
        await desk.press("}", "c", ")", "s", "i")
        await desk.type("who")
        await desk.press("escape")
        await desk.saved()
        await desk.press("u")
        await desk.until(lambda: "undid: note on" in desk.status)
        await desk.until(lambda: [tag.note for tag in desk.annotations()] == ["", ""])
        await desk.press("ctrl+z")
        await desk.until(lambda: "undid: tag source" in desk.status)
        await desk.until(lambda: [label for label, _ in desk.tags()] == ["claim"])
        assert "[source]" not in desk.status
        await desk.press("U")
        await desk.until(lambda: "did again: tag source" in desk.status)
        await desk.press("ctrl+y")
        await desk.until(lambda: "did again: note" in desk.status)
        await desk.until(lambda: [tag.note for tag in desk.annotations()] == ["", "who"])
        await desk.press("U")
        await desk.until(lambda: "nothing to redo" in desk.status)


LONG = "\n\n".join(f"Paragraph {number} says that much and no more." for number in range(60))
LINE_BY_LINE = Alignment.of([Link(block, block, 0.9) for block in range(60)])


async def test_what_is_undone_out_of_sight_is_gone_to_and_said(path: Path) -> None:
    async with reading(path, pair=articles(LONG, LONG), links=LINE_BY_LINE) as desk:
        await desk.place("Paragraph 4 ")
        await desk.press("c", "G")
        await desk.hides("Paragraph 4 ")
        await desk.press("u")
        await desk.shows("Paragraph 4 ")
        assert desk.here.startswith("Paragraph 4 ") and "undid: tag claim" in desk.status
        await desk.press(",")
        assert desk.caret.offset > desk.text(Side.LEFT).index("Paragraph 59"), "the way back"
        await desk.press("g", "J", "U")
        assert desk.here.startswith("Paragraph 1 "), "it is in sight: the caret stays"
        assert "did again: tag claim" in desk.status
        await desk.quit()
    async with reading(path, pair=articles(LONG, LONG), links=LINE_BY_LINE) as desk:
        await desk.press("G", "tab", "u")
        await desk.until(lambda: "undid: tag claim" in desk.status, "asked of the store")
        assert desk.caret.side is Side.LEFT and desk.here.startswith("Paragraph 4 ")
        await desk.shows("Paragraph 4 ")


async def test_what_is_undone_on_the_article_not_shown_is_gone_to(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place("Nobody denies", Side.RIGHT)
        await desk.press("c", "tab", "z", "u")
        await desk.until(lambda: "undid: tag claim" in desk.status)
        assert desk.caret.side is Side.RIGHT and desk.here.startswith("Nobody denies")
        await desk.shows("Nobody denies")


async def test_a_link_undone_out_of_sight_is_gone_to_and_a_label_moves_nothing(
    path: Path,
) -> None:
    async with reading(path, pair=articles(LONG, LONG), links=LINE_BY_LINE) as desk:
        await desk.place("Paragraph 3 ", Side.RIGHT)
        await desk.press("-")
        await desk.until(lambda: desk.reader.session.link(3, 3).score == 0.0, "rejected")
        await desk.press("G", "u")
        await desk.until(lambda: desk.here.startswith("Paragraph 3 "), "gone to")
        assert desk.caret.side is Side.RIGHT
        await desk.press("H", "n")
        await desk.type("tone")
        await desk.press("enter")
        await desk.until(lambda: "tone" in desk.reader.session.codebook, "added")
        await desk.press("escape", "G")
        before = desk.caret
        await desk.press("u")
        await desk.until(lambda: "tone" not in desk.reader.session.codebook, "undone")
        assert desk.caret == before


async def test_undo_reaches_behind_a_restart(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "c", "delete", ")", "s")
        await desk.quit()
    async with reading(path) as desk:
        assert [label for label, _ in desk.tags()] == ["source"]
        for said, labels in (
            ("undid: tag source", []),
            ("undid: remove claim", ["claim"]),
            ("undid: tag claim", []),
        ):
            await desk.press("u")
            await desk.until(lambda said=said: said in desk.status)
            assert [label for label, _ in desk.tags()] == labels
        await desk.press("U")
        await desk.until(lambda: "did again: tag claim" in desk.status)
        await desk.until(lambda: [label for label, _ in desk.tags()] == ["claim"])


async def test_deleting_a_tag_takes_its_relations_and_undo_brings_both_back(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "c", "tab", "c", "r", "tab", "r", "x")
        await desk.saved()
        assert len(desk.relations()) == 1
        await desk.press("delete")
        await desk.saved()
        assert desk.relations() == () and len(desk.tags()) == 1
        await desk.press("u")
        await desk.until(lambda: "undid: remove" in desk.status)
        await desk.until(lambda: len(desk.relations()) == 1 and len(desk.tags()) == 2)


class Balky(Store):
    """A store on a disk that is full until told otherwise."""

    full = False

    def do(self, command: Command) -> None:
        if self.full:
            raise StoreError(f"{self.path}: cannot be written") from OSError(28, "disk full")
        super().do(command)


async def test_what_cannot_be_saved_is_kept_shown_and_saved_later(path: Path) -> None:
    store, _ = new_store(path, kind=Balky)
    assert isinstance(store, Balky)
    async with reading(path, store=store) as desk:
        await desk.press("}", "c")
        await desk.saved()
        store.full = True
        await desk.press(")", "s")
        await desk.until(lambda: "NOT SAVED: 1" in desk.status)
        assert "cannot be written" in desk.status and "^s tries again" in desk.status
        assert "[source]" in desk.status
        await desk.press(")", "e")
        await desk.until(lambda: "NOT SAVED: 2" in desk.status)
        assert [label for label, _ in desk.tags()] == ["claim"]
        await desk.press("q")
        await desk.until(lambda: "q again leaves" in desk.status)
        assert not desk.app._exit
        await desk.press("ctrl+s")
        await desk.until(lambda: "NOT SAVED" in desk.status)
        store.full = False
        await desk.press("ctrl+s")
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["claim", "source", "cue"]
        await desk.hides("NOT SAVED")
        await desk.press("ctrl+s")
        assert "everything is saved already" in desk.status
        await desk.press("q")
        await desk.until(lambda: desk.app._exit, "one q leaves when all is saved")


async def test_leaving_with_work_that_cannot_be_saved_ends_with_a_bad_exit_status(
    path: Path,
) -> None:
    store, _ = new_store(path, kind=Balky)
    store.full = True  # type: ignore[attr-defined]
    async with reading(path, store=store) as desk:
        await desk.press("c")
        await desk.until(lambda: "NOT SAVED: 1" in desk.status)
        await desk.press("q", "q")
        await desk.until(lambda: desk.app._exit, "left")
        assert desk.app.return_value == 1


async def test_what_another_process_says_appears_without_a_restart(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.reader.reader.REFRESH", 0.05)
    async with reading(path) as desk:
        await desk.press("}", "c")
        await desk.saved()
        with Store.open(path, annotator="eve") as other:
            session = desk.reader.session
            article = session.articles[0]
            start = article.text.index("Nobody was hurt.")
            other.do(
                commands.tag(
                    desk.pair.left,
                    article,
                    type(article.blocks[0].span)(start, start + 16),
                    "source",
                    "eve",
                    pair=desk.pair.id,
                )
            )
            mine = other.annotations(label="claim")[0]
            after = replace(mine, note="eve was here")
            other.do(commands.change(mine, after, pair=desk.pair.id))
        await desk.until(lambda: len(desk.reader.session.annotations()) == 2)
        assert "[claim*]" in desk.status
        await desk.press(")")
        assert "[source ² eve]" in desk.status
        await desk.press("delete")
        await desk.until(lambda: desk.asked)
        await desk.press("down", "enter")
        await desk.until(lambda: [label for label, _ in desk.tags()] == ["claim"], "removed")


class Held(Store):
    """A store whose steps wait until they are let go, and that may refuse what it is told to do."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.go = Event()
        self.go.set()
        self.refuses = False
        self.full = False

    def do(self, command: Command) -> None:
        self.go.wait(PATIENCE)
        if self.refuses:
            raise RefusedError("this is refused")
        super().do(command)

    def undo(self, pair_id: str) -> Command | None:
        self.go.wait(PATIENCE)
        if self.full:
            raise StoreError(f"{self.path}: cannot be written") from OSError(28, "disk full")
        return super().undo(pair_id)


def shown(desk: Reading) -> list[tuple[str, str]]:
    """Labels and quotes that the reader shows."""
    return [(tag.label, tag.quote) for tag in desk.reader.session.annotations()]


def held(path: Path) -> Held:
    store, _ = new_store(path, kind=Held)
    assert isinstance(store, Held)
    return store


async def test_undo_and_redo_are_shown_before_they_are_saved(path: Path) -> None:
    store = held(path)
    async with reading(path, store=store) as desk:
        await desk.press("}", "c")
        await desk.saved()
        store.go.clear()
        await desk.press("u")
        assert "undid: tag claim" in desk.status and "saving" in desk.status
        assert shown(desk) == [] and len(desk.tags()) == 1
        await desk.press("U")
        assert "did again: tag claim" in desk.status
        assert len(shown(desk)) == 1
        await desk.press("u")
        store.go.set()
        await desk.saved()
        assert shown(desk) == [] and desk.tags() == []
        await desk.press("u")
        await desk.until(lambda: "nothing to undo" in desk.status)


async def test_an_undo_that_cannot_be_saved_is_taken_back_and_told(path: Path) -> None:
    store = held(path)
    async with reading(path, store=store) as desk:
        await desk.press("}", "c")
        await desk.saved()
        store.full = True
        await desk.press("u")
        await desk.until(lambda: "cannot be written" in desk.status)
        await desk.until(lambda: len(shown(desk)) == 1)
        assert len(desk.tags()) == 1
        store.full = False
        await desk.press("u")
        await desk.until(lambda: "undid: tag claim" in desk.status)
        await desk.until(lambda: desk.tags() == [] == shown(desk))


async def test_undo_of_what_another_window_did_last_shows_what_the_store_did(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "c")
        await desk.saved()
        text = desk.reader.session.articles[0]
        at = text.text.index("Dr. Moll")
        with Store.open(path, annotator="ada") as other:
            span = Span(at, at + 8)
            other.do(commands.tag(desk.pair.left, text, span, "source", "ada", pair=desk.pair.id))
        await desk.press("u")
        await desk.until(lambda: "undid: tag source" in desk.status)
        await desk.until(lambda: [label for label, _ in shown(desk)] == ["claim"])
        assert [label for label, _ in desk.tags()] == ["claim"]
        await desk.press("u")
        await desk.until(lambda: "undid: tag claim" in desk.status)
        await desk.until(lambda: desk.tags() == [] == shown(desk))


async def test_undo_of_what_is_refused_meanwhile_takes_nothing_else_back(path: Path) -> None:
    store = held(path)
    async with reading(path, store=store) as desk:
        await desk.press("}", "c")
        await desk.saved()
        store.refuses = True
        store.go.clear()
        await desk.press(")", "s", "u")
        assert [label for label, _ in shown(desk)] == ["claim"]
        store.go.set()
        await desk.until(lambda: "this is refused" in desk.status)
        await desk.press("w")
        assert [label for label, _ in shown(desk)] == ["claim"]
        assert [label for label, _ in desk.tags()] == ["claim"]


async def test_removing_what_an_undo_has_removed_meanwhile_does_not_bring_it_back(
    path: Path,
) -> None:
    store = held(path)
    async with reading(path, store=store) as desk:
        await desk.press("}", "c")
        await desk.saved()
        desk.reader.keeper.background(lambda store: "")  # so that the store is asked what u undoes
        store.go.clear()
        await desk.press("u", "delete")
        store.go.set()
        await desk.settled()
        await desk.until(lambda: "not done" in desk.status, "refused, and told")
        assert shown(desk) == [] == desk.tags()


@pytest.mark.parametrize("seed", range(3))
async def test_the_reader_shows_what_the_store_has_whatever_was_undone(
    path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    keys = ("c", "s", "e", ")", "}", "u", "u", "u", "U", "U", "delete", "tab", "L", "-", "K")
    story = [chance.choice(keys) for _ in range(60)]
    async with reading(path) as desk:
        for key in story:
            await desk.at_once(key)
        await desk.settled()

        def same() -> bool:
            session = desk.reader.session
            kept = desk.store.annotations(pair=desk.pair.id)
            links = desk.store.alignment(desk.pair.id)
            return (
                {tag.id: tag for tag in session.annotations()} == {tag.id: tag for tag in kept}
                and links is not None
                and set(session.alignment.links) == set(links.links)
                and set(session.alignment.rejected) == set(links.rejected)
            )

        await desk.until(same, " ".join(story))
