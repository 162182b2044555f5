"""Suggestions in the reader: shown when wanted, gone through, accepted, rejected, never twice."""

from __future__ import annotations

from pathlib import Path

from annotations.alignment import Alignment
from annotations.exchange import export, import_file
from annotations.marks import RelationKind
from annotations.store import Store
from tests.tui.driving import Reading, articles, reading
from tui.features.suggesting.proposals import same_source
from tui.page.caret import Side

LEFT = """Dam To Be Drained

“There is no danger to anybody in the valley,” Ilse Brandt said on Tuesday.

The mayor, Per Nystad, said that the lake will be closed until June. Nystad denied that the fish would die.

Divers found the crack last autumn. About 62 houses stand below the dam.
"""
RIGHT = """Lake Sorrel Shut

Ilse Brandt told reporters that the repair would cost 2.4 million crowns.
"""
CZECH = """Přehrada bude vypuštěna

Starosta řekl, že jezero bude zavřeno až do června, protože oprava potrvá několik měsíců a lidé
z okolních vesnic budou muset jezdit jinudy. Podle něj to bude stát dva miliony korun a zaplatí
to stát. Rybáři s tím nesouhlasí a chtějí, aby se oprava odložila na podzim, kdy nejsou ryby.
"""
NONE = Alignment()


def pair(left: str = LEFT, right: str = RIGHT):  # type: ignore[no-untyped-def]
    return articles(left, right)


async def shown(desk: Reading) -> None:
    """Show suggestions, and wait until they are."""
    await desk.press("ctrl+x")
    await desk.until(lambda: desk.reader.features.suggesting.left, "suggestions")


def left(desk: Reading) -> list[tuple[str, str]]:
    """Who is suggested to say what, as far as nobody has judged it."""
    ids = desk.reader.session.article_ids
    return [
        (each.who, desk.text(Side(ids.index(each.article)))[slice(*each.content[0])])
        for each in desk.reader.features.suggesting.left
    ]


async def test_one_key_shows_suggestions_and_hides_them(path: Path) -> None:
    async with reading(path, size=(120, 30), pair=pair(), links=NONE) as desk:
        assert "◦" not in desk.page and "suggestion" not in desk.status
        await shown(desk)
        await desk.shows("◦")
        assert f"{len(left(desk))} suggestions" in desk.status
        assert desk.style("There is no danger").underline
        await desk.press("ctrl+x")
        await desk.hides("◦")
        assert not desk.tags(), "nothing was anybody's"


async def test_before_the_key_a_dim_sign_and_a_count_say_where_there_are_some(path: Path) -> None:
    async with reading(path, size=(120, 30), pair=pair(), links=NONE, signs=True) as desk:
        await desk.shows("◦")
        await desk.until(lambda: " suggested" in desk.reader.bars.status.text, "counted")
        assert not desk.style("There is no danger").underline
        assert not left(desk), "keys that judge have nothing to judge"
        signs = desk.page.count("◦")
        await shown(desk)
        count = len(left(desk))
        await desk.until(lambda: desk.style("There is no danger").underline, "underlined")
        assert desk.page.count("◦") == signs
        await desk.press(">", "+", "ctrl+x")
        said = f"{count - 1} suggested"
        await desk.until(lambda: said in desk.reader.bars.status.text, "counted anew")
        await desk.until(lambda: desk.page.count("◦") < signs, "no sign for what was accepted")


async def test_accepting_makes_claim_source_cue_and_relation_in_one_step(path: Path) -> None:
    async with reading(path, size=(120, 30), pair=pair(), links=NONE) as desk:
        await shown(desk)
        before = left(desk)
        await desk.press(">")
        assert "Ilse Brandt said" in desk.status
        await desk.press("+")
        await desk.saved()
        found = {tag.label: tag for tag in desk.annotations()}
        assert found["claim"].quote == "“There is no danger to anybody in the valley,”"
        assert (found["source"].quote, found["cue"].quote) == ("Ilse Brandt", "said")
        assert [each.kind for each in desk.relations()] == [RelationKind.ATTRIBUTED_TO]
        claim = found["claim"]
        assert claim.annotator == "ada" and claim.attributes["proposed_by"] == "rules-1"
        assert 0.6 <= float(claim.attributes["confidence"]) <= 1
        assert left(desk) == before[1:]
        assert f"{len(before) - 1} suggestions left" in desk.reader.bars.status.text
        await desk.press("u")
        await desk.until(lambda: not desk.tags(), "taken back")
        assert left(desk) == before and not desk.relations()


async def test_what_is_rejected_stays_away_in_another_store_too(tmp_path: Path) -> None:
    async with reading(tmp_path / "one.json", pair=pair(), links=NONE) as desk:
        await shown(desk)
        before = left(desk)
        await desk.press(">", "-")
        assert left(desk) == before[1:]
        await desk.press("u")
        assert left(desk) == before
        await desk.press("U")
        await desk.saved()
        await desk.until(lambda: left(desk) == before[1:])
        await desk.quit()
    with Store.open(tmp_path / "one.json") as store:
        export(store, out=tmp_path / "one.jsonl")
    two = Store.open(tmp_path / "two.json", annotator="ada")
    report = import_file(two, tmp_path / "one.jsonl")
    assert report.added["rejections"] == 1 and not report.problems
    async with reading(two.path, store=two) as desk:
        await shown(desk)
        assert left(desk) == before[1:]


async def test_all_of_a_source_are_accepted_at_once_and_taken_back_at_once(path: Path) -> None:
    async with reading(path, size=(120, 30), pair=pair(), links=NONE) as desk:
        await shown(desk)
        before = left(desk)
        of_her = [each for each in before if each[0] == "Ilse Brandt"]
        assert len(of_her) == 2
        await desk.press(">", "enter")
        await desk.until(lambda: desk.asked == "On this suggestion")
        await desk.type("all that this source")
        await desk.press("enter")
        await desk.until(lambda: not desk.asked and len(left(desk)) == len(before) - 2)
        await desk.press("u")
        assert left(desk) == before


async def test_a_selection_is_accepted_and_what_is_sure_everywhere(path: Path) -> None:
    async with reading(path, size=(120, 30), pair=pair(), links=NONE) as desk:
        await shown(desk)
        before = left(desk)
        await desk.place("The mayor")
        await desk.press("v", "O", "-")
        gone = set(before) - set(left(desk))
        assert {who for who, _ in gone} <= {
            "The mayor, Per Nystad",
            "Nystad",
        } and "reject 2" in desk.status
        await desk.press("u")
        suggesting = desk.reader.features.suggesting
        sure = [each for each in suggesting.left if each.confidence >= 0.9]
        suggesting.accept_sure()
        assert sure and len(left(desk)) == len(before) - len(sure)


async def test_kinds_and_confidence_are_chosen_and_remembered(path: Path) -> None:
    async with reading(path, size=(120, 30), pair=pair(), links=NONE) as desk:
        await shown(desk)
        await desk.press("Q")
        await desk.until(lambda: desk.asked == "Which suggestions to show")
        await desk.type("claims worth")
        await desk.press("enter")
        await desk.until(lambda: not desk.asked)
        assert {who for who, _ in left(desk)} == {""}
        await desk.place("Divers")
        await desk.press("+")
        await desk.saved()
        (claim,) = desk.annotations()
        assert claim.label == "claim" and claim.attributes["checkable"] == "yes"
        await desk.quit()
    async with reading(path, store=Store.open(path, annotator="ada")) as desk:
        await desk.until(lambda: desk.reader.features.suggesting.left, "shown again")
        assert {who for who, _ in left(desk)} == {""}


async def test_why_a_suggestion_is_made(path: Path) -> None:
    async with reading(path, size=(120, 30), pair=pair(), links=NONE) as desk:
        await shown(desk)
        await desk.place("Nystad denied")
        await desk.press("W")
        await desk.shows("Why this is suggested", "denied", "% sure", "rules-1")


async def test_a_language_without_rules_is_said_once(path: Path) -> None:
    async with reading(path, size=(120, 30), pair=pair(CZECH, CZECH), links=NONE) as desk:
        await desk.shows("2 links between paragraphs")  # what opening says would stand over it
        await desk.press("ctrl+x")
        await desk.until(lambda: "English and German only" in desk.status)
        await desk.press("ctrl+x", "ctrl+x")
        assert "English and German only" not in desk.status
        await desk.press(">")
        assert "0 suggestions" in desk.status


async def test_a_persons_tags_are_no_suggestions_any_more(path: Path) -> None:
    async with reading(path, size=(120, 30), pair=pair(), links=NONE) as desk:
        await shown(desk)
        before = left(desk)
        found = desk.reader.features.suggesting.left[-1]
        assert found.article == desk.reader.session.article_ids[Side.RIGHT]
        for span, key in ((found.content[0], "c"), (found.source[0], "s")):
            desk.reader.view.select_span(Side.RIGHT, span)
            await desk.press(key)
        assert left(desk) == before[:-1]


def test_a_surname_is_the_same_source_and_a_part_of_a_role_is_not() -> None:
    assert same_source("Nystad", "The mayor, Per Nystad")
    assert not same_source("officials", "White House officials")
    assert not same_source("White House", "White House official Ann House-Lee")
    assert not same_source("", "Nystad")
