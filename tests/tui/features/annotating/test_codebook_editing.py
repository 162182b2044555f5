"""The codebook is edited in the reader, and annotations follow."""

from __future__ import annotations

from pathlib import Path

from annotations.articles import Span
from annotations.marks import suggestion
from annotations.store import commands
from tests.tui.driving import new_store, reading


async def test_a_theme_is_renamed_and_its_tags_follow(tmp_path: Path) -> None:
    async with reading(tmp_path / "store.json") as desk:
        await desk.place("Nobody was hurt")
        await desk.press("t")
        await desk.type("harm")
        await desk.press("enter")
        await desk.saved()
        await desk.press("H")
        assert desk.asked == "Codebook"
        await desk.press("n")
        await desk.type("theme/harm")
        await desk.press("enter")
        await desk.until(lambda: "theme/harm" in desk.reader.session.codebook, "added")
        await desk.until(lambda: any("harm" in line for line in desk.offered), "listed")
        index = next(i for i, line in enumerate(desk.offered) if "harm" in line)
        for _ in range(index):
            await desk.press("j")
        await desk.press("enter")
        for _ in range(4):
            await desk.press("backspace")
        await desk.type("safety")
        await desk.press("enter")
        await desk.until(lambda: desk.tags() == [("theme/safety", "Nobody was hurt.")], "renamed")
        await desk.press("escape")
        await desk.press("u")
        await desk.until(lambda: desk.tags() == [("theme/harm", "Nobody was hurt.")], "undone")


async def test_a_label_form_says_what_is_wrong_and_stays_open(tmp_path: Path) -> None:
    async with reading(tmp_path / "store.json") as desk:
        await desk.press("H", "n")
        await desk.type("claim")
        await desk.press("enter")
        await desk.shows("already has a label")
        assert desk.asked == "A new label"


async def test_a_label_with_a_key_tags_by_that_digit_and_a_retired_one_is_not_offered(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path / "store.json") as desk:
        await desk.press("H", "n")
        await desk.type("quote")
        for _ in range(7):
            await desk.press("down")
        await desk.press("4", "enter")
        await desk.until(lambda: "quote" in desk.reader.session.codebook, "added")
        await desk.press("escape", "a", "4")
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["quote"]
        await desk.press("H", "G", "end", "x")
        await desk.until(lambda: desk.reader.session.codebook["quote"].retired, "retired")
        await desk.press("escape", "a")
        assert not any("quote" in line for line in desk.offered)


async def test_a_suggestion_is_shown_as_one_and_accepted_or_rejected(tmp_path: Path) -> None:
    store, pair = new_store(tmp_path / "store.json")
    article = store.article(pair.left)
    for words in ("Nobody was hurt.", "Buses run"):
        start = article.text.index(words)
        proposed = suggestion(
            commands.annotate(
                pair.left, article, Span(start, start + len(words)), "claim", "model"
            ),
            "model",
        )
        store.do(commands.Command("import", (commands.annotation_edit(None, proposed),), pair.id))
    async with reading(store.path, store=store) as desk:
        await desk.shows("?")
        await desk.place("Nobody was hurt")
        await desk.press("+")
        await desk.saved()
        assert [found.suggested for found in desk.annotations()] == [False, True]
        await desk.place("Buses run")
        await desk.press("-")
        await desk.until(lambda: len(desk.tags()) == 1, "rejected")
