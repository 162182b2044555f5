"""Each key that moves puts the caret where its title says."""

from __future__ import annotations

from pathlib import Path

from annotations.store import Store
from tests.tui.driving import BRIEF, LEFT, articles, reading
from tui.page.caret import Side


async def test_keys_of_characters_words_and_sentences(path: Path) -> None:
    async with reading(path) as desk:
        assert desk.here.startswith("Bridge Closed")
        for key, here in (
            ("l", "ridge Closed"),
            ("right", "idge Closed"),
            ("h", "ridge Closed"),
            ("left", "Bridge Closed"),
            ("w", "Closed After"),
            ("ctrl+right", "After Crack"),
            ("b", "Closed After"),
            ("ctrl+left", "Bridge Closed"),
            ("end", "d"),
            ("home", "Bridge Closed"),
            ("}", "The Tarn bridge"),
            (")", "Nobody was hurt"),
            (")", "Dr. Moll saw"),
            ("(", "Nobody was hurt"),
            ("{", "The Tarn bridge"),
            ("O", "“The crack is"),
            ("I", "The Tarn bridge"),
            ("{", "Bridge Closed"),
        ):
            await desk.press(key)
            assert desk.here.startswith(here), key


async def test_keys_of_lines_keep_their_column(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("j", "l", "l", "l", "l")
        assert desk.here.startswith("Tarn bridge")
        await desk.press("down")
        second = desk.here
        await desk.press("k")
        assert desk.here.startswith("Tarn bridge")
        await desk.press("j")
        assert desk.here == second
        await desk.press("up", "up")
        assert desk.here.startswith("ge Closed")


async def test_rows_pages_top_and_bottom(path: Path) -> None:
    async with reading(path, size=(100, 14)) as desk:
        await desk.press("J")
        assert desk.here.startswith("The Tarn bridge was closed on Monday")
        await desk.press("J")
        assert desk.here.startswith("“The crack is 40")
        await desk.press("K")
        assert desk.here.startswith("The Tarn bridge")
        await desk.press("G")
        assert desk.here == "."
        assert LEFT[: desk.caret.offset].endswith("votes on Friday")
        bottom = desk.caret.offset
        for there, back in (
            ("pageup", "pagedown"),
            ("ctrl+u", "ctrl+d"),
            ("pageup", "space"),
        ):
            await desk.press(there)
            assert desk.caret.offset < bottom
            up = desk.caret.offset
            await desk.press(back)
            assert desk.caret.offset > up
        await desk.press("g")
        assert desk.here.startswith("Bridge Closed")
        await desk.press("ctrl+end", "ctrl+home")
        assert desk.caret.offset == 0
        await desk.shows("Bridge Closed")


async def test_tab_goes_to_the_same_row_of_the_other_article_and_back(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "tab")
        assert desk.caret.side is Side.RIGHT
        assert desk.here.startswith("The Tarn bridge was closed on Tuesday")
        assert desk.status.startswith(f"{BRIEF[1]} ¶3/5")
        await desk.press("shift+tab")
        assert desk.caret.side is Side.LEFT
        assert desk.here.startswith("The Tarn bridge was closed on Monday")


async def test_marks_and_the_jump_list(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "m")
        assert "press a letter" in desk.status
        await desk.press("a")
        assert "mark a set" in desk.status
        await desk.press("tab", "G", "'", "a")
        assert desk.caret.side is Side.LEFT and desk.here.startswith("The Tarn bridge")
        await desk.press(",")
        assert desk.caret.side is Side.RIGHT and desk.here == "."
        await desk.press(";")
        assert desk.caret.side is Side.LEFT and desk.here.startswith("The Tarn bridge")
        await desk.press("ctrl+o")
        assert desk.caret.side is Side.RIGHT
        await desk.press("'", "z")
        assert "there is no mark z" in desk.status and "set: a" in desk.status
        await desk.press("m", "escape", "J")
        assert "mark" not in desk.status


async def test_a_letter_waited_for_is_no_command(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("J", "m", "c", "j", "'", "c")
        assert desk.here.startswith("The Tarn bridge")
        assert desk.tags() == []


async def test_jumping_back_from_nowhere_is_said(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press(",")
        assert "no jump to go back from" in desk.status
        await desk.press(";")
        assert "no jump to repeat" in desk.status


async def test_zoom_pack_and_fold_change_what_is_shown(path: Path) -> None:
    async with reading(path) as desk:
        await desk.shows("A school is closed")
        await desk.hides("Leave a Comment")
        await desk.press("Z")
        await desk.shows("Leave a Comment")
        await desk.press("Z")
        await desk.hides("Leave a Comment")
        await desk.press("z")
        await desk.hides("A school is closed", "tuesday.txt")
        await desk.press("J", "tab")
        await desk.shows("A school is closed")
        await desk.hides("Buses run")
        await desk.press("z")
        await desk.shows("A school is closed", "Buses run")
        before = desk.reader.view.layout_now.height
        await desk.press("=")
        assert desk.reader.view.layout_now.height < before
        await desk.press("=")
        assert desk.reader.view.layout_now.height == before


async def test_where_the_caret_stood_it_stands_after_reopening(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("tab", "}", "}", "w")
        place = (desk.caret.side, desk.caret.offset)
        assert place[0] is Side.RIGHT and place[1] > 0
        await desk.quit()
    async with reading(path) as desk:
        assert (desk.caret.side, desk.caret.offset) == place


async def test_a_pair_not_aligned_yet_is_lined_up_while_it_can_be_read(path: Path) -> None:
    async with reading(path, links=None) as desk:
        await desk.press("w")
        await desk.until(lambda: desk.reader.session.alignment.links, "aligned")
        assert (1, 2) in {(link.left, link.right) for link in desk.reader.session.alignment.links}
        assert desk.here.startswith("Closed")


async def test_what_was_taken_for_boilerplate_is_text_again_and_stays_so(path: Path) -> None:
    async with reading(path) as desk:
        await desk.hides("Leave a Comment")
        await desk.press("Z")
        await desk.shows("Leave a Comment")
        await desk.place("You may also like")
        await desk.press("_")
        await desk.saved()
        block = desk.reader.view.layout_now.block_at(Side.LEFT, desk.caret.offset)
        assert block.aligned
        await desk.press("Z")
        await desk.shows("You may also like")
        await desk.quit()
    store = Store.open(path, annotator="ada")
    store.add_pair(*articles())
    async with reading(path, store=store) as desk:
        await desk.shows("You may also like")
        await desk.press("u")
        blocks = lambda: desk.reader.session.articles[Side.LEFT].blocks  # noqa: E731
        await desk.until(lambda: not blocks()[block.index].aligned, "it is boilerplate again")
