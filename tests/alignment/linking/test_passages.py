"""Where the other article comes nearest to a span: ranked, at the sentence, with the reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import passages
from annotations.alignment import EvidenceKind, Passage
from annotations.alignment.linking import passages as module
from annotations.articles import Article, Span, sentences
from annotations.articles.article import Kind
from tests.alignment.conftest import built

HERE = built(
    "The ferry Maren Tide ran onto the breakwater of Vellmouth at dawn.",
    "Harbour master Ilse Roon said the pilot had been awake for nineteen hours.",
    "Schools stay closed until Thursday, and teachers heard of it by radio in the morning.",
)
THERE = built(
    "Bakers in Oslo sang an opera. The weather was fine. It was free of charge.",
    "Vellmouth woke to sirens. The breakwater had torn open the Maren Tide, a ferry with 87 aboard."
    " Buns were handed out.",
    "Nobody on the bridge had slept. According to Roon the pilot was awake nineteen hours.",
    "A council will meet in May to talk of roofs for two schools.",
)


def near(index: int, **more: int) -> tuple[Passage, ...]:
    return passages(HERE, HERE.blocks[index].span, THERE, **more)


def test_the_sentence_that_tells_the_same_comes_first() -> None:
    ferry, pilot = near(0)[0], near(1)[0]
    assert ferry.block == 1
    assert THERE.text[slice(*ferry.span)].startswith("The breakwater had torn")
    assert THERE.text[slice(*ferry.span)].endswith("87 aboard.")
    assert pilot.block == 2
    assert "According to Roon" in THERE.text[slice(*pilot.span)]


def test_a_block_that_shares_little_has_a_nearest_place_too() -> None:
    far = built(HERE.text_of(HERE.blocks[0]), "Sheep like thyme, say keepers of bees on the hill.")
    other = built(THERE.text_of(THERE.blocks[1]), "A choir of nine sang on the hill.")
    (found,) = passages(far, far.blocks[1].span, other)
    assert found.block == 1
    assert found.pieces[0].left == "hill"


def test_a_passage_says_what_both_share() -> None:
    (first, *_) = near(1)
    shared = {piece.left for piece in first.pieces}
    assert {"Roon", "pilot", "nineteen"} <= shared
    sorts = {piece.left: piece.sort for piece in first.pieces}
    assert (sorts["Roon"], sorts["nineteen"]) == (EvidenceKind.NAME, EvidenceKind.NUMBER)
    for piece in first.pieces:
        for span in piece.right_spans:
            assert first.span.start <= span.start < span.end <= first.span.end


def test_a_selected_sentence_has_passages_of_its_own() -> None:
    _sirens, ferry, buns = sentences(THERE, THERE.blocks[1])
    (first, *_) = passages(THERE, ferry, HERE)
    assert first.block == 0
    assert not [each for each in passages(THERE, buns, HERE) if each.score > 0.5]


def test_limit_bounds_how_many_come_and_the_nearest_stay() -> None:
    assert near(0, limit=1) == near(0)[:1]
    assert len(near(0, limit=9)) <= len(THERE.blocks)


def test_boilerplate_is_near_nothing() -> None:
    aside = built((Kind.BOILERPLATE, "The ferry Maren Tide ran onto the breakwater."), "Else.")
    assert passages(HERE, HERE.blocks[0].span, aside) == ()
    assert passages(aside, aside.blocks[0].span, HERE) == ()
    assert passages(HERE, sentences(HERE, HERE.blocks[0])[0], aside) == ()
    assert passages(HERE, Span(4, 20), aside) == ()


@pytest.mark.parametrize("span", [Span(0, 0), Span(3, 4), Span(67, 67)])
def test_an_empty_span_is_near_nothing(span: Span) -> None:
    assert passages(HERE, span, THERE) == ()
    assert passages(built(), Span(0, 0), THERE) == ()


def test_a_long_pair_is_not_scored_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOGETHER", 0)
    monkeypatch.setattr(module, "LIKELIEST", 2)
    monkeypatch.setattr(module, "_all_scores", lambda *articles: pytest.fail("scored as a whole"))
    assert [near(index)[0].block for index in range(3)] == [1, 2, 3]


words = st.lists(
    st.sampled_from(["the", "ferry", "Maren", "87", "said", ".", "harbour", "“yes”"]), max_size=14
).map(" ".join)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(words, max_size=4), st.lists(words, max_size=4))
def test_passages_are_ranked_whole_sentences_of_blocks_that_differ(
    left: list[str], right: list[str]
) -> None:
    one: Article = built(*left)
    other: Article = built(*right)
    for block in one.blocks:
        found = passages(one, block.span, other)
        scores = [each.score for each in found]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
        assert len({each.block for each in found}) == len(found) <= 3
        for each in found:
            assert each.pieces
            starts, ends = zip(*sentences(other, other.blocks[each.block]), strict=True)
            assert each.span.start in starts
            assert each.span.end in ends


def test_a_neighbouring_sentence_that_tells_more_of_the_same_is_taken_along() -> None:
    told = "The ferry Maren Tide had 87 aboard. It ran onto the breakwater of Vellmouth at dawn."
    there = built("Bakers sang an opera.", told + " Buns were handed out.")
    (found, *_) = passages(HERE, HERE.blocks[0].span, there)
    assert there.text[slice(*found.span)] == told
