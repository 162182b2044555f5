"""Tags by key, as they stand on the disk and on the screen."""

from __future__ import annotations

from pathlib import Path

from textual.events import Paste

from annotations.store import Store
from tests.tui.driving import new_store, reading
from tui.config.load import parse
from tui.page.caret import Side

SENTENCE = "The Tarn bridge was closed on Monday after a crack was found."


async def test_a_key_tags_the_sentence_or_the_selection_and_says_so(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "c")
        assert f"tag claim ‘{SENTENCE[:12]}" in desk.status
        assert "u undoes" in desk.status
        await desk.saved()
        await desk.press(")", ")", "v", "w", "w", "s")
        assert desk.selected == ""
        await desk.place("40 centi")
        await desk.press("x", "e")
        await desk.saved()
        assert desk.tags() == [
            ("claim", SENTENCE),
            ("source", "Dr. Moll"),
            ("cue", "40"),
        ]
        assert [tag.annotator for tag in desk.annotations()] == ["ada"] * 3
        assert "[cue]" in desk.status
        await desk.press("e")
        assert "[cue › cue]" in desk.status, "with nothing selected it takes the sentence"
        await desk.saved()
    async with reading(path) as desk:
        assert len(desk.reader.session.annotations()) == 4


async def test_the_same_tag_twice_is_one_tag(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "c", "c")
        assert "already tagged claim" in desk.status
        await desk.saved()
        assert len(desk.tags()) == 1


async def test_overlapping_spans_stay_each_to_be_seen(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "c")
        await desk.press("w", "v", "w", "w", "s")
        await desk.place("bridge was closed")
        await desk.press("v", "w", "w", "w", "e")
        await desk.saved()
        assert desk.tags() == [
            ("claim", SENTENCE),
            ("source", "Tarn bridge"),
            ("cue", "bridge was closed"),
        ]
        await desk.place("bridge was")
        assert "[source › cue › claim]" in desk.status
        await desk.press("J")
        plain, claim = desk.style("Nobody"), desk.style("The Tarn")
        source, all_three = desk.style("Tarn"), desk.style("bridge")
        cue = desk.style("was closed")
        looks = [plain, claim, source, all_three, cue]
        assert len({str(look.bgcolor) for look in looks}) == 5
        assert claim.underline and source.underline2 and cue.bold and not plain.underline
        line = next(line for line in desk.lines if "The Tarn bridge" in line)
        assert line.split()[0] == "C+", "the gutter says that there are several"


async def test_the_theme_finder_takes_new_names_known_ones_and_slips_of_the_finger(
    path: Path,
) -> None:
    async with reading(path) as desk:
        await desk.press("}", "t")
        assert desk.asked.startswith("Theme of ‘The Tarn bridge was closed")
        await desk.type("road safety")
        assert any("road safety" in line and "new theme" in line for line in desk.offered)
        await desk.press("enter")
        assert "tag theme/" in desk.status
        await desk.press("}", "T")
        await desk.press("}", "t")
        await desk.type("money")
        await desk.press("enter")
        await desk.press("}", "t")
        assert [line.split()[-1] for line in desk.offered][:2] == ["money", "safety"] or (
            "money" in desk.offered[0] and "safety" in desk.offered[1]
        )
        await desk.type("raod safty")
        assert "road" in desk.offered[0] and "safety" in desk.offered[0]
        await desk.press("enter")
        await desk.press("}", "t", "down", "enter")
        await desk.press("}", "t", "escape")
        await desk.saved()
        labels = [label for label, _ in desk.tags()]
        road = labels[0]
        assert road.startswith("theme/road")
        assert labels == [road, road, "theme/money", road, "theme/money"]


async def test_a_digit_behind_or_before_its_key_tags_with_the_label_of_that_place(
    path: Path,
) -> None:
    async with reading(path) as desk:
        await desk.press("J", "a")
        await desk.until(lambda: desk.asked == "Tag with")
        assert "1 C claim" in " ".join(desk.offered[0].split()), "what each digit means is shown"
        await desk.press("2")
        await desk.until(lambda: not desk.asked)
        await desk.press(")", "4", "a")
        await desk.press("H")
        shown = {line.split()[1]: line for line in desk.offered}
        assert shown["claim"].split()[2:4] == ["c", "a1"]
        assert shown["cue"].split()[2:5] == ["1", "e", "a4"], "used once, by e or by a4"
        await desk.press("escape")
        await desk.saved()
        assert [label for label, _ in desk.tags()] == ["source", "cue"]


async def test_the_codebook_shows_digits_as_they_are_set(path: Path) -> None:
    given = parse('[keys]\n"tag.1" = "f5"\n"tag.2" = []\n', path.with_name("config.toml"))
    async with reading(path, settings=given) as desk:
        await desk.press("J", "f5", "H")
        shown = {line.split()[1]: line.split() for line in desk.offered}
        assert shown["claim"][2:5] == ["1", "c", "f5"] and shown["source"][2:4] == ["s", "a2"]


async def test_any_label_repeating_and_the_next_same_words(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press(".")
        assert "nothing has been tagged yet" in desk.status
        await desk.press("*")
        assert "no tag here" in desk.status
        await desk.press("7", "a")
        assert "no label 7 yet; H shows which there are" in desk.status
        await desk.place("crack was")
        await desk.press("x", "a")
        assert desk.asked == "Tag with"
        await desk.type("sour")
        await desk.press("enter")
        assert "tag source ‘crack’" in desk.status
        await desk.press("*")
        assert desk.here.startswith("crack is 40")
        await desk.press("}", ".")
        await desk.saved()
        assert desk.tags() == [
            ("source", "crack"),
            ("source", "crack"),
            ("source", "What Happens Next"),
        ]
        await desk.press("*")
        assert "nowhere else in this article" in desk.status


async def test_a_note_is_written_read_again_changed_and_left(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("i")
        assert "no tag here" in desk.status
        await desk.press("}", "c", "i")
        assert desk.asked == "Note"
        await desk.type("see the log")
        await desk.press("enter")
        await desk.type("q and c too")
        await desk.press("escape")
        await desk.saved()
        assert [tag.note for tag in desk.annotations()] == ["see the log\nq and c too"]
        assert "[claim*]" in desk.status
        await desk.press("i")
        await desk.shows("see the log")
        await desk.type(" later")
        await desk.press("ctrl+x")
        assert desk.asked == ""
        await desk.press("i")
        await desk.type(" now")
        await desk.press("ctrl+s")
        await desk.saved()
        assert [tag.note for tag in desk.annotations()] == ["see the log\nq and c too now"]


async def test_relabel_borders_and_delete(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "c", "R")
        assert desk.asked == "Change the label to"
        await desk.type("cue")
        await desk.press("enter", "B")
        assert desk.selected == SENTENCE
        assert "enter saves" in desk.status
        await desk.press("b", "b", "enter")
        await desk.saved()
        assert desk.tags() == [("cue", SENTENCE.removesuffix(" found."))]
        await desk.press("B", "b", "escape")
        assert "stay as they were" in desk.status and desk.selected == ""
        await desk.press("delete")
        assert "remove cue" in desk.status
        await desk.saved()
        assert desk.tags() == []
        await desk.press("delete")
        assert "no tag here" in desk.status


async def test_where_tags_overlap_the_one_meant_is_asked_for(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "c", "x", "s", "delete")
        assert desk.asked == "Remove"
        assert [line.split()[1] for line in desk.offered] == ["source", "claim"]
        await desk.press("escape")
        await desk.press("delete", "down", "enter")
        await desk.saved()
        assert desk.tags() == [("source", "The")]


async def test_looking_at_the_tags_here_goes_to_one(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "c", "i")
        await desk.type("why")
        await desk.press("escape", "w", "enter")
        assert desk.asked == "On this tag"
        assert "claim" in desk.offered[0] and "why" in desk.offered[0]
        await desk.press("enter")
        assert desk.selected == SENTENCE


async def test_a_tag_on_white_space_alone_is_refused_and_ends_are_trimmed(path: Path) -> None:
    async with reading(path) as desk:
        await desk.place(" bridge was")
        await desk.press("v", "c")
        assert "nothing to tag here" in desk.status
        await desk.press("escape", "v", "w", "c")
        await desk.saved()
        assert desk.tags() == [("claim", "bridge")]


async def test_tags_of_the_other_article_are_kept_apart(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "c", "tab", "c")
        await desk.saved()
        left, right = desk.annotations()
        assert {left.article, right.article} == {desk.pair.left, desk.pair.right}
        text = desk.text(Side.RIGHT)
        found = left if left.article == desk.pair.right else right
        assert text[found.start : found.end] == found.quote
        assert found.quote.endswith("on Tuesday after a crack was found.")


async def test_a_read_only_store_is_read_and_says_that_it_cannot_be_changed(path: Path) -> None:
    new_store(path)[0].close()
    before = path.read_bytes()
    store = Store.open(path, annotator="ada", read_only=True)
    async with reading(path, store=store) as desk:
        assert desk.status.endswith("reading only")
        await desk.press("}", "c")
        assert "reading only" in desk.status
        assert "nothing can be changed" in desk.status
        assert "[claim]" not in desk.status
        await desk.press("u", "p", "tab", "p", "q")
        await desk.until(lambda: desk.app._exit, "left")
    assert path.read_bytes() == before


async def test_more_is_said_of_a_claim_and_taken_away_again(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("A")
        assert "no tag here" in desk.status
        await desk.press("}", "c", "A")
        assert desk.asked == "More on this claim"
        first = desk.offered[0].strip()
        name, _, value = first.partition(": ")
        await desk.press("enter")
        await desk.saved()
        assert dict(desk.annotations()[0].attributes) == {name.strip(): value.strip()}
        await desk.press("A")
        await desk.type("place: quay")
        await desk.press("enter", "A", "enter")
        await desk.saved()
        assert dict(desk.annotations()[0].attributes) == {"place": "quay"}
        await desk.press("A")
        await desk.type("nonsense")
        await desk.press("enter")
        assert "written as name: value" in desk.status


async def test_pasted_text_is_no_command(path: Path) -> None:
    async with reading(path) as desk:
        desk.app.post_message(Paste("cst\nq\x1b[Acc"))
        await desk.press("}")
        assert desk.here.startswith("The Tarn bridge") and not desk.app._exit
        assert desk.reader.session.annotations() == ()
        await desk.press("c", "i")
        desk.app.post_message(Paste("pasted\nlines"))
        await desk.shows("pasted", "lines")
        await desk.press("escape")
        await desk.saved()
        assert desk.annotations()[0].note == "pasted\nlines"
