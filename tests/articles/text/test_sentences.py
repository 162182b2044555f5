"""Sentences end where a reader of news would say so; nothing of a block is lost between them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import Kind, article_from_units, sentence_at, sentences

HERE = Path(__file__).parent


def cases(name: str) -> list[tuple[str, str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]  # type: ignore[misc]


def split(text: str) -> list[str]:
    article = article_from_units([text])
    return [article.text[start:end] for start, end in sentences(article, article.blocks[0])]


GOLD = cases("gold_sentences.tsv")
HELD = cases("held_sentences.tsv")


@pytest.mark.parametrize(("language", "kind", "marked"), GOLD, ids=[row[2][:40] for row in GOLD])
def test_sentences_end_where_the_gold_says(language: str, kind: str, marked: str) -> None:
    expected = [sentence.strip() for sentence in marked.split("‖")]
    assert split(marked.replace("‖", "")) == expected


def test_most_cases_that_no_rule_was_made_for_come_out_right_too() -> None:
    right = sum(
        split(marked.replace("‖", "")) == [sentence.strip() for sentence in marked.split("‖")]
        for _, _, marked in HELD
    )
    assert right >= 0.95 * len(HELD)


def test_a_blank_line_inside_a_unit_ends_a_sentence() -> None:
    assert split("no full stop here\n\nand none there\nbut one line") == [
        "no full stop here",
        "and none there\nbut one line",
    ]


@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.TABLE_ROW])
def test_a_heading_or_a_row_is_one_sentence(kind: Kind) -> None:
    article = article_from_units(["Who won? Nobody. They drew."], kinds=[kind])
    assert sentences(article, article.blocks[0]) == (article.blocks[0].span,)


def test_an_empty_block_has_no_sentences() -> None:
    article = article_from_units(["", "  \n "])
    assert [sentences(article, block) for block in article.blocks] == [(), ()]


PROSE = st.lists(
    st.sampled_from(
        ["Dr.", "U.S.", "said", "The", "“Go.”", "it", "…", "!", "?", "3.5", "no.", ".", "\n", " ",
         "\u00a0", "»", ")", "www.a.b", "end.The", "。", "「", "」", "J.", "\n\n", "[1]", "’s"]
    )
    | st.characters(codec="utf-8"),
    max_size=60,
).map(" ".join) | st.text(max_size=80)  # fmt: skip


@settings(max_examples=300, derandomize=True, deadline=None)
@given(PROSE)
def test_sentences_hold_every_visible_character_once_in_order(text: str) -> None:
    article = article_from_units(["before.", text, "after."])
    block = article.blocks[1]
    spans = sentences(article, block)
    at = block.start
    for start, end in spans:
        assert not article.text[at:start].strip()
        assert at <= start < end <= block.end
        assert article.text[start:end] == article.text[start:end].strip()
        at = end
    assert not article.text[at : block.end].strip()


@settings(max_examples=100, derandomize=True, deadline=None)
@given(PROSE, st.integers(0, 600))
def test_the_sentence_at_an_offset_is_one_of_the_sentences(text: str, offset: int) -> None:
    article = article_from_units([text])
    block = article.blocks[0]
    found = sentence_at(article, block, offset)
    spans = sentences(article, block)
    if not spans:
        assert found == (block.start, block.start)
    else:
        assert found in spans
        ahead = [span for span in spans if span.end > offset]
        assert found == (ahead[0] if ahead else spans[-1])


def test_the_sentence_at_an_offset_of_a_huge_line_needs_not_the_whole_line() -> None:
    article = article_from_units(["It rained. Then it poured, said Dr. Lee. " * 40_000])
    start, end = sentence_at(article, article.blocks[0], 820_000)
    assert article.text[start:end] in ("It rained.", "Then it poured, said Dr. Lee.")
    assert start <= 820_000 <= end + 1


def test_a_sentence_longer_than_any_window_is_found_whole() -> None:
    long = "word " * 30_000 + "end."
    article = article_from_units(
        [f"First one here. {long} Last one here. {'More text. ' * 20_000}"]
    )
    block = article.blocks[0]
    assert sentence_at(article, block, 100_000) == (16, 16 + len(long))
