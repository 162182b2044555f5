"""The claims of both articles held against each other, judged with one key each."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import OptionList

from annotations.articles import article_from_text
from annotations.marks import Annotation, Relation, RelationKind
from annotations.marks.claims import ClaimComparison, Verdict
from annotations.store import Store, commands
from tests.tui.driving import LEFT, NAMES, RIGHT, Reading, new_store, reading
from tui.page.caret import Side
from tui.page.claim_lines import Heading, line, listed, standing
from tui.screens.claims import ClaimsScreen

CLAIMED = (
    ("The Tarn bridge was closed on Monday after a crack was found.", Side.LEFT),
    ("Nobody was hurt.", Side.LEFT),
    ("The repair will cost 2 million crowns, according to the town.", Side.LEFT),
    ("The repair will cost 3 million crowns, according to the opposition.", Side.RIGHT),
    ("The Tarn bridge was closed on Tuesday after a crack was found.", Side.RIGHT),
    ("A school is closed too.", Side.RIGHT),
)


def claimed(path: Path) -> Store:
    """A store whose pair has six claims."""
    store, pair = new_store(path)
    for quote, side in CLAIMED:
        key = (pair.left, pair.right)[side]
        article = store.article(key)
        start = article.text.index(quote)
        span = (start, start + len(quote))
        store.do(commands.tag(key, article, span, "claim", "ada", pair=pair.id))
    return store


def mark(quote: str, side: Side = Side.LEFT) -> Annotation:
    article = article_from_text(RIGHT if side else LEFT)
    start = article.text.index(quote)
    span = (start, start + len(quote))
    return commands.annotate(side.word, article, span, "claim", "ada")


def highlighted(desk: Reading) -> str:
    listing = desk.app.screen.query_one(OptionList)
    assert listing.highlighted is not None
    return str(listing.get_option_at_index(listing.highlighted).prompt)


# Pure


def test_what_readers_said_comes_before_suggestions_each_below_its_heading() -> None:
    one, two = mark("Nobody was hurt."), mark("Nobody denies it.", Side.RIGHT)
    relation = Relation(
        id="r",
        source=one.id,
        target=two.id,
        kind=RelationKind.CONTRADICTS,
        annotator="ada",
        created="",
    )
    said = ClaimComparison(Verdict.CONTRADICTS, one, two, relation)
    guess = ClaimComparison(Verdict.NUMBER, one, two, proposes=RelationKind.CONTRADICTS)
    alone = ClaimComparison(Verdict.ONLY_RIGHT, None, two)
    found = list(listed([said, guess, alone], ("Monday", "Tuesday")))
    assert found == [
        Heading("Contradicting · 1"),
        said,
        Heading("Suggested: number changed · 1"),
        guess,
        Heading("Only in Tuesday · 1"),
        alone,
    ]
    names = ("Monday", "Tuesday")
    assert standing([said, guess, alone], names) == "1 to judge · 1 related · alone: 1 in Tuesday"
    assert standing([], names) == "no claim is tagged yet"


@pytest.mark.parametrize("width", [1, 7, 20, 60, 200])
def test_a_line_is_never_wider_than_the_list(width: int) -> None:
    one, two = mark("Nobody was hurt."), mark("A school is closed too.", Side.RIGHT)
    both = line(ClaimComparison(Verdict.REWORDED, one, two, proposes=RelationKind.AGREES), width)
    alone = line(ClaimComparison(Verdict.ONLY_LEFT, one, None), width)
    assert both.cell_len <= max(width, 9) and alone.cell_len <= max(width, 5)
    if width >= 60:
        assert "Nobody was hurt." in both.plain and "A school" in both.plain
        assert both.plain.startswith(" ?≈ ") and alone.plain.startswith("  − ")


# In the reader


async def test_the_list_is_grouped_and_says_how_much_is_left(path: Path) -> None:
    async with reading(path, store=claimed(path)) as desk:
        await desk.press("!")
        await desk.shows(
            "Claims", f"2 to judge · 0 related · alone: 1 in {NAMES[0]}, 1 in {NAMES[1]}"
        )
        order = ["Suggested: number changed · 2", f"Only in {NAMES[0]}", f"Only in {NAMES[1]}"]
        places = [desk.page.index(words) for words in order]
        assert places == sorted(places)
        assert highlighted(desk).startswith(" ?# ")
        await desk.shows(" against ", "of the words shared")


async def test_a_suggestion_is_accepted_with_one_key_and_undone_with_another(path: Path) -> None:
    async with reading(path, store=claimed(path)) as desk:
        await desk.press("!")
        await desk.shows("2 to judge")
        first = highlighted(desk)[4:20]
        await desk.press("a")
        await desk.shows(
            f"1 to judge · 1 related · alone: 1 in {NAMES[0]}, 1 in {NAMES[1]}", "Contradicting · 1"
        )
        assert highlighted(desk)[4:20] != first, "the next suggestion is looked at"
        await desk.press("enter")
        await desk.shows("0 to judge", "2 related")
        await desk.until(lambda: len(desk.relations()) == 2, "saved")
        assert {each.kind for each in desk.relations()} == {RelationKind.CONTRADICTS}
        await desk.press("u")
        await desk.shows("1 to judge", "1 related")
        await desk.until(lambda: len(desk.relations()) == 1, "undone")


async def test_a_dismissed_suggestion_does_not_come_back_after_a_restart(path: Path) -> None:
    async with reading(path, store=claimed(path)) as desk:
        await desk.press("!")
        await desk.shows("2 to judge")
        await desk.press("x")
        await desk.shows(
            f"1 to judge · 0 related · 1 dismissed · alone: 2 in {NAMES[0]}, 2 in", "1 dismissed"
        )
        await desk.press("u")
        await desk.shows(f"2 to judge · 0 related · alone: 1 in {NAMES[0]}")
        await desk.press("x")
        await desk.shows("1 dismissed")
        await desk.press("escape")
        await desk.quit()
    async with reading(path, store=Store.open(path, annotator="ada")) as desk:
        await desk.press("!")
        await desk.shows("1 to judge", "1 dismissed")
        await desk.press("z")
        await desk.shows("2 to judge")
        await desk.hides("dismissed")


async def test_both_quotes_are_shown_in_full_with_what_differs(path: Path) -> None:
    async with reading(path, store=claimed(path)) as desk:
        await desk.press("!")
        await desk.press("j")
        await desk.shows("according to the town", "according to the opposition")
        assert "? a records ‘contradicts’" in desk.page
        await desk.press("end")
        await desk.shows("no partner yet")


async def test_the_arrows_go_to_the_claim_on_the_page_and_the_view_comes_back(path: Path) -> None:
    async with reading(path, store=claimed(path)) as desk:
        await desk.press("!")
        await desk.shows("2 to judge")
        await desk.press("j")
        looked = highlighted(desk)
        await desk.press("right")
        assert desk.asked == "" and desk.caret.side is Side.RIGHT
        assert desk.here[:20] in looked
        await desk.press("!")
        await desk.shows("2 to judge")
        await desk.until(lambda: highlighted(desk) == looked, "the same line")
        await desk.press("left")
        assert desk.caret.side is Side.LEFT and desk.here[:20] in looked
        await desk.press("!", "end", "left")
        assert desk.asked == "Claims", "the claim is in the right article alone"
        await desk.press("g")
        assert desk.here.startswith("A school is closed too")


async def test_a_relation_is_given_another_kind_or_taken_away(path: Path) -> None:
    async with reading(path, store=claimed(path)) as desk:
        await desk.press("!")
        await desk.shows("2 to judge")
        await desk.press("r")
        await desk.shows("How do they relate?")
        await desk.type("part")
        await desk.press("enter")
        await desk.shows("Partly agreeing · 1")
        await desk.press("home", "r")
        await desk.type("upd")
        await desk.press("enter")
        await desk.shows("Updating · 1", "1 related")
        await desk.until(
            lambda: [each.kind for each in desk.relations()] == [RelationKind.UPDATES], "replaced"
        )
        await desk.press("home", "x")
        await desk.shows("0 related", "2 to judge")
        await desk.until(lambda: desk.relations() == (), "removed")


async def test_a_claim_alone_is_related_to_one_that_is_chosen(path: Path) -> None:
    async with reading(path, store=claimed(path)) as desk:
        await desk.press("!", "end")
        await desk.shows("no partner yet")
        await desk.press("a", "x")
        assert desk.reader.session.relations() == (), "nothing is suggested here"
        await desk.press("r")
        await desk.shows(f"Which claim of {NAMES[0]}?")
        await desk.type("nobody")
        await desk.press("enter")
        await desk.type("contra")
        await desk.press("enter")
        await desk.shows("Contradicting · 1", "2 to judge · 1 related")
        (relation,) = desk.reader.session.relations()
        assert relation.kind is RelationKind.CONTRADICTS


async def test_without_claims_it_says_how_to_tag_one(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("!")
        await desk.shows("no claim is tagged yet", "c on a sentence tags it")
        await desk.press("a", "x", "r", "g", "left", "u", "escape")
        assert desk.asked == ""


@pytest.mark.parametrize("size", [(20, 8), (40, 12), (200, 60)])
async def test_it_fits_any_terminal(path: Path, size: tuple[int, int]) -> None:
    async with reading(path, store=claimed(path), size=size) as desk:
        await desk.press("!")
        await desk.shows("2 to judge")
        await desk.press("a")
        await desk.shows("1 to judge")


async def test_long_quotes_are_read_to_their_end_in_a_small_terminal(path: Path) -> None:
    async with reading(path, store=claimed(path), size=(50, 14)) as desk:
        await desk.press("!")
        await desk.shows("2 to judge")
        assert f"{NAMES[1]} ¶" not in desk.page
        await desk.press("space")
        await desk.shows(f"{NAMES[1]} ¶")
        await desk.press("space", "space")
        await desk.shows("linked blocks")
        await desk.press("b", "b", "b", "b")
        await desk.shows(f"{NAMES[0]} ¶")


async def test_what_changes_while_the_view_opens_is_shown_by_it(path: Path) -> None:
    async with reading(path) as desk:
        claims = desk.reader.features.claims
        claims.open()
        claims.changed()
        for _ in range(3):
            await asyncio.sleep(0)
            claims.changed()
        await desk.until(lambda: isinstance(desk.app.screen, ClaimsScreen))
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.reader)


# Who says it, and what differs


def attributed(path: Path) -> Store:
    """A store whose last claim on the left is attributed to the town, by another annotator."""
    store = claimed(path)
    pair = store.pairs()[-1]
    article = store.article(pair.left)
    start = article.text.index("the town")
    store.do(commands.tag(pair.left, article, (start, start + 8), "source", "ada", pair=pair.id))
    found = store.annotations(pair=pair.id)
    claim = next(each for each in found if "cost 2 million" in each.quote and each.label == "claim")
    source = next(each for each in found if each.label == "source")
    store.do(commands.relate(RelationKind.ATTRIBUTED_TO, claim, source, "ada", pair.id))
    return store


async def test_who_says_it_stands_in_the_line_and_over_the_quote(path: Path) -> None:
    async with reading(path, store=attributed(path)) as desk:
        await desk.press("!")
        await desk.press("j")
        await desk.shows("?# the town: The repair", f"{NAMES[0]} ¶7  the town")
        heads = next(
            row
            for row in desk.lines
            if NAMES[0] in row and NAMES[1] in row and "¶" not in row and "alone" not in row
        )
        both = next(row for row in desk.lines if "the town: " in row)
        assert heads.index(NAMES[1]) == both.index(" │ The repair") + 3, (
            "names stand over the columns"
        )


async def test_only_the_words_that_differ_are_marked(path: Path) -> None:
    async with reading(path, store=claimed(path)) as desk:
        await desk.press("!")
        await desk.shows("2 to judge")
        facing = desk.reader.features.claims.facing(
            next(
                each
                for each in desk.reader.features.claims.comparisons()
                if each.left and "cost 2 million" in each.left.quote
            )
        )
        styled = [
            (text.plain[span.start : span.end], span.style)
            for text in facing.texts
            for span in text.spans
            if not isinstance(span.style, str)
        ]
        assert not any(style.strike for _, style in styled)
        marked = [words for words, style in styled if style.underline]
        assert marked == ["2", "town", "3", "opposition"]


async def test_a_relation_of_ones_own_names_nobody_and_anothers_its_annotator(path: Path) -> None:
    async with reading(path, store=claimed(path)) as desk:
        await desk.press("!")
        await desk.shows("2 to judge")
        await desk.press("a", "home")
        await desk.shows("≠ contradicting")
        assert "said ada" not in desk.page
        await desk.until(lambda: len(desk.relations()) == 1, "saved")
        await desk.press("escape")
        await desk.quit()
    async with reading(path, store=Store.open(path, annotator="eve")) as desk:
        await desk.press("!")
        await desk.shows("≠ contradicting, said ")


async def test_the_footer_offers_the_view_as_soon_as_both_articles_have_a_claim(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "c")
        assert "! claims" not in desk.lines[-1]
        await desk.press("tab", "c")
        await desk.until(lambda: "! claims" in desk.lines[-1], "offered")
        await desk.press("u")
        await desk.until(lambda: "! claims" not in desk.lines[-1], "no longer")


async def test_the_footer_of_a_narrow_box_shows_whole_keys_and_the_way_out(path: Path) -> None:
    async with reading(path, store=claimed(path), size=(60, 24)) as desk:
        await desk.press("!")
        await desk.shows("2 to judge")
        footer = next(row for row in reversed(desk.lines) if "a accepts" in row)
        assert "esc closes" in footer and "…" not in footer
