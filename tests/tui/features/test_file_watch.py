"""A file that changes while it is read is noticed, offered, and taken only when asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotations.articles import Article, article_from_text, read_article
from annotations.marks import AnchorState
from annotations.store import Store
from tests.tui.driving import LEFT, LINKS, RIGHT, Reading, reading
from tui.cli.stores import pair_to_read
from tui.features.file_watch import WatchedFile, same_place
from tui.page.caret import Caret, Side

NEW = LEFT.replace("Nobody was hurt.", "One person was hurt, it turned out.").replace(
    "The Tarn bridge", "Correction: the number was wrong at first.\n\nThe Tarn bridge", 1
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    found = tmp_path / "monday.txt", tmp_path / "tuesday.txt"
    for file, text in zip(found, (LEFT, RIGHT), strict=True):
        file.write_text(text, encoding="utf-8")
    return found


def read(files: tuple[Path, Path]) -> tuple[Article, Article]:
    return read_article(files[0]), read_article(files[1])


def write(file: Path, text: str) -> None:
    """Write so that the time of writing is another, however coarse the clock."""
    file.write_text(text, encoding="utf-8")
    later = file.stat().st_mtime_ns + 2_000_000_000
    os.utime(file, ns=(later, later))


async def looked(desk: Reading) -> None:
    desk.reader.features.file_watch.look()
    await desk.until(lambda: not desk.reader.features.file_watch._looking, "looked")


def test_a_file_is_read_again_only_when_it_was_written(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, article = files[0], read_article(files[0])
    monkeypatch.setattr("annotations.articles.read_article", None)
    watched, found = WatchedFile(file).look(article)
    assert found is None and watched.stamp[1] == len(LEFT.encode())
    monkeypatch.setattr("annotations.articles.files.decode.decode", None)
    assert watched.look(article) == (watched, None)
    monkeypatch.undo()
    write(file, NEW)
    now, found = watched.look(article)
    assert now != watched and found is not None and "One person" in found.text
    write(file, LEFT)
    assert now.look(article)[1] is None


@pytest.mark.parametrize("text", ["", "\x00\x01binary", "Another thing altogether, on cheese."])
def test_what_is_no_other_state_of_the_article_is_no_news(
    files: tuple[Path, Path], text: str
) -> None:
    article = read_article(files[0])
    write(files[0], text)
    assert WatchedFile(files[0]).look(article)[1] is None


def test_a_file_that_goes_away_is_no_news(files: tuple[Path, Path], tmp_path: Path) -> None:
    article = read_article(files[0])
    files[0].unlink()
    assert WatchedFile(files[0]).look(article) == (WatchedFile(files[0]), None)
    assert WatchedFile(tmp_path).look(article)[1] is None
    assert WatchedFile(Path("a\0b")).look(article)[1] is None


def test_the_caret_stays_in_its_block() -> None:
    before, after = article_from_text(LEFT), article_from_text(NEW)
    for words in ("The Tarn", "Dr. Moll", "“The crack", "The council"):
        place = same_place(Caret(Side.LEFT, before.text.index(words)), before, after)
        block = next(each for each in after.blocks if each.start <= place.offset < each.end)
        assert words in after.text_of(block)
    short = article_from_text("Bridge Closed After Crack Found\n")
    last = same_place(Caret(Side.LEFT, len(before.text) - 2), before, short)
    assert last.offset < len(short.text)


async def test_a_change_is_offered_and_nothing_is_taken_unasked(
    path: Path, files: tuple[Path, Path]
) -> None:
    async with reading(path, pair=read(files)) as desk:
        await desk.place("Nobody")
        await desk.press("c")
        await desk.saved()
        await looked(desk)
        assert "changed on disk" not in desk.page
        write(files[0], NEW)
        await looked(desk)
        await desk.until(lambda: "monday.txt changed on disk" in desk.lines[-1], "offered")
        assert "monday.txt changed on disk" in desk.status
        await desk.press("J")
        assert "monday.txt changed on disk · : Reload" in desk.lines[-1]
        assert "One person" not in desk.page
        write(files[0], LEFT)
        await looked(desk)
        await desk.press("K")
        await desk.until(lambda: "changed on disk" not in desk.page, "withdrawn")


async def reload(desk: Reading) -> None:
    before = desk.reader
    await desk.press("colon")
    await desk.type("reload")
    await desk.until(lambda: "Reload changed" in desk.page, "found")
    await desk.press("enter")
    await desk.until(lambda: desk.app.screen not in (before, *desk.app.screen_stack[:-1]), "anew")
    await desk.until(lambda: desk.app._reader is not before and desk.reader is not before, "anew")
    await desk.until(lambda: desk.reader.view.page_now is not None, "laid out")


async def test_the_new_text_is_taken_with_tags_links_and_caret_and_undone(
    path: Path, files: tuple[Path, Path]
) -> None:
    async with reading(path, pair=read(files), links=LINKS) as desk:
        await desk.place("Nobody")
        await desk.press("c")
        await desk.place("Dr. Moll")
        await desk.press("s")
        await desk.saved()
        write(files[0], NEW)
        await looked(desk)
        await reload(desk)
        await desk.until(lambda: "One person" in desk.page, "the new text")
        await desk.until(lambda: "this is the new text" in desk.status, "said")
        assert desk.here.startswith("Dr. Moll")
        tags = {found.label: found for found in desk.annotations()}
        assert tags["source"].state is AnchorState.SHIFTED
        assert tags["source"].quote == "Dr. Moll saw it first."
        assert tags["claim"].state not in (AnchorState.EXACT, AnchorState.SHIFTED)
        assert "1 to look at: F" in desk.status
        await desk.until(lambda: desk.reader.session.alignment.links, "aligned anew")
        one = desk.reader
        await desk.press("u")
        await desk.until(lambda: desk.app._reader is not one, "anew")
        await desk.until(lambda: desk.reader.view.page_now and "Nobody was" in desk.page)
        assert {found.quote for found in desk.annotations()} == {
            "Nobody was hurt.",
            "Dr. Moll saw it first.",
        }
        await desk.quit()


async def test_a_new_text_waits_until_nothing_stands_over_the_page(
    path: Path, files: tuple[Path, Path]
) -> None:
    async with reading(path, pair=read(files)) as desk:
        await desk.place("Nobody")
        await desk.press("c", "i")
        await desk.type("half a")
        old, editor = desk.reader, desk.app.screen
        write(files[0], NEW)
        article, pair = read_article(files[0]), desk.pair
        desk.reader.keeper.background(
            lambda store: str(store.do(store.update_text(pair.left, article, pair=pair.id).command))
        )
        await desk.until(lambda: old._text_changed, "heard")
        assert desk.app.screen is editor
        await desk.press("ctrl+x")
        await desk.until(lambda: desk.app._reader is not old, "anew")
        await desk.until(lambda: "One person" in desk.page, "the new text")


def test_opening_a_changed_file_opens_the_pair_as_it_was(
    path: Path, files: tuple[Path, Path], tmp_path: Path
) -> None:
    with Store.open(path, annotator="ada") as store:
        first = pair_to_read(store, *read(files))
        assert pair_to_read(store, *read(files)) == first
        write(files[0], NEW)
        assert pair_to_read(store, *read(files)) == first
        assert len(store.pairs()) == 1
        elsewhere = tmp_path / "other" / "monday.txt"
        elsewhere.parent.mkdir()
        elsewhere.write_text(NEW)
        assert pair_to_read(store, *read((elsewhere, files[1]))) != first
        write(files[0], "Another thing altogether, on cheese.")
        assert pair_to_read(store, *read(files)) != first
