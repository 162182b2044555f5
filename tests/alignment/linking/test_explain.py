"""Why two blocks are linked: what both say, where, and what it weighs; quotations as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment import EvidenceKind, Link, explain
from annotations.alignment.linking.explain import Evidence
from annotations.articles import Article
from annotations.articles.article import Kind
from annotations.articles.text.quotations import quotations
from tests.alignment.conftest import built

LINK = Link(0, 0, 0.9)


def why(left: str | Article, right: str | Article) -> Evidence:
    return explain(
        *(each if isinstance(each, Article) else built(each) for each in (left, right)), LINK
    )


def quoted(left: str, right: str) -> list[tuple[str, str]]:
    return [(piece.left, piece.right) for piece in why(left, right).of(EvidenceKind.QUOTATION)]


@pytest.mark.parametrize(
    "marks", ["“%s”", '"%s"', "«%s»", "»%s«", "„%s“", "„%s”", "‘%s’", "« %s »", "「%s」", "“%s"]
)
def test_words_that_both_put_in_marks_of_any_kind_are_one_quotation(marks: str) -> None:
    said = "the lights went out at once"
    left = "Reeve said: " + marks % f"A noise, and {said}." + " He left."
    right = f'"I heard it: {said}," said Reeve.'
    (piece,) = why(left, right).of(EvidenceKind.QUOTATION)
    assert (piece.left, piece.right) == (said, said)
    (ours,), (theirs,) = piece.left_spans, piece.right_spans
    assert (left[slice(*ours)], right[slice(*theirs)]) == (said, said)
    assert piece.share > 0.5


@pytest.mark.parametrize(
    "left,right",
    [
        ("He said “the lights went out”.", "He said the lights went out."),
        ("He said “the lights went” home.", "He said “the lights went” away."),
        ("He said “the lights” went “out there”.", "He said “the lights went out there”."),
        ("“The lights”, “went out there”.", "“The lights”, “went out there”."),
    ],
)
def test_words_outside_the_marks_and_fewer_than_four_are_no_quotation(
    left: str, right: str
) -> None:
    assert quoted(left, right) == []


def test_case_marks_and_apostrophes_do_not_part_a_quotation() -> None:
    assert quoted("“We don’t know, yet, who did it.”", '"we don\'t know yet who"') == [
        ("We don’t know, yet, who", "we don't know yet who")
    ]


def test_a_quotation_that_was_cut_in_two_is_told_by_its_parts() -> None:
    left = "“I heard a loud noise and then all the lights went out,” said Reeve."
    right = "“I heard a loud noise,” Reeve said, “and then all the lights went out.”"
    parts = "I heard a loud noise", "and then all the lights went out"
    assert sorted(quoted(left, right)) == [(part, part) for part in parts]


def test_the_longer_of_two_places_is_taken() -> None:
    left = "“one two three four five six”"
    right = "“one two three four” and “one two three four five six seven”"
    (piece,) = why(left, right).of(EvidenceKind.QUOTATION)
    assert piece.right == "one two three four five six"
    assert piece.right_spans[0].start > 20


def test_a_block_that_is_a_quotation_needs_no_marks() -> None:
    said = "The crack grew by nine centimetres overnight."
    evidence = why(built((Kind.QUOTATION, said)), f"Moll: “{said}”")
    assert [piece.left for piece in evidence.of(EvidenceKind.QUOTATION)] == [said[:-1]]


def test_a_quotation_without_spaces_is_named() -> None:
    assert quoted(
        "首相は「明日から橋を閉鎖する」と述べた。", "「明日から橋を閉鎖する」と首相。"
    ) == [("明日から橋を閉鎖する", "明日から橋を閉鎖する")]


@pytest.mark.parametrize(
    "left,right,shared",
    [
        (
            "市议会周二投票决定关闭大桥。",
            "大桥将关闭，市议会周二决定。",
            {"市议会周二", "决定", "关闭", "大桥"},
        ),
        ("รถโดยสารจะวิ่งทางถนนสายเก่า", "ถนนสายเก่ามีรถโดยสาร", {"รถโดยสาร", "ถนนสายเก่า"}),
        ("橋は12週間閉鎖される。", "12週間、橋は閉鎖", {"橋は", "12", "週間", "閉鎖"}),
    ],
)
def test_what_is_written_without_spaces_is_told_in_whole_pieces(
    left: str, right: str, shared: set[str]
) -> None:
    assert {piece.left for piece in why(left, right).main_items} == shared


def test_names_side_by_side_are_one_piece_as_far_as_both_have_them() -> None:
    left = "The skipper, Captain Ida Marsh, met Tom Reeve and Marsh left."
    right = "It was Captain Ida Marsh Weir who met Tom."
    assert [piece.left for piece in why(left, right).of(EvidenceKind.NAME)] == [
        "Captain Ida Marsh",
        "Tom",
    ]
    (piece,) = why("So Ida-Marsh left.", "So Ida-Marsh left.").of(EvidenceKind.NAME)
    assert piece.left == "Ida-Marsh"
    parted = "So Ida, Marsh and Tom left."
    names = [piece.left for piece in why(parted, parted).of(EvidenceKind.NAME)]
    assert names == ["Ida", "Marsh", "Tom"]


def test_capitals_of_a_title_make_no_names() -> None:
    left = built((Kind.HEADING, "Leave a Comment in Hollin"), "He went to Hollin.")
    evidence = explain(left, left, LINK)
    assert [piece.left for piece in evidence.of(EvidenceKind.NAME)] == ["Hollin"]


def test_what_a_quotation_says_is_not_told_again_beside_it() -> None:
    left = "Reeve of Hollin said “the lights went out in Hollin at 9”."
    evidence = why(left, left)
    assert "lights" not in {
        piece.left for piece in evidence.pieces if piece.sort is EvidenceKind.WORD
    }
    assert [piece.left for piece in evidence.of(EvidenceKind.NAME)] == []
    assert [piece.left for piece in evidence.pieces[:1]] == ["the lights went out in Hollin at 9"]


def test_a_word_with_a_capital_oftener_than_without_is_a_name() -> None:
    left = built("It was Trump who met the press.", "Then donald trump left.", "So said Trump.")
    evidence = explain(left, built("We saw Trump there."), LINK)
    assert [piece.left for piece in evidence.of(EvidenceKind.NAME)] == ["Trump"]


word = st.sampled_from(["the", "lights", "went", "out", "Hollin", "9", "said", "Reeve"])
passage = st.lists(
    st.one_of(word, st.sampled_from(["“", "”", '"', "«", "»", ".", ","])), max_size=40
)


@settings(max_examples=150, derandomize=True)
@given(passage, passage)
def test_pieces_lie_in_both_texts_and_share_out_all_of_the_evidence(
    first: list[str], second: list[str]
) -> None:
    left, right = " ".join(first), " ".join(second)
    evidence = why(left, right)
    assert not evidence.pieces or abs(sum(piece.share for piece in evidence.pieces) - 1) < 1e-9
    shares = [piece.share for piece in evidence.pieces]
    assert shares == sorted(shares, reverse=True)
    assert 0 <= evidence.left_covered <= 1 + 1e-9 >= evidence.right_covered >= 0
    for piece in evidence.pieces:
        for text, said, spans in (
            (left, piece.left, piece.left_spans),
            (right, piece.right, piece.right_spans),
        ):
            assert text[slice(*spans[0])] == said
            if piece.sort is EvidenceKind.QUOTATION:
                assert any(
                    mark.start <= spans[0].start and spans[0].end <= mark.end
                    for mark in quotations(text)
                )


def test_a_quotation_that_repeats_itself_without_end_takes_no_time() -> None:
    left = "“" + "la " * 20_000 + "”"
    evidence = why(left, left.replace("la la", "la di la", 1))
    assert evidence.of(EvidenceKind.QUOTATION)


def test_function_words_are_told_only_where_there_is_nothing_else() -> None:
    both = why("Harbours or bridges: which first?", "Dredging harbours or nothing.")
    assert [piece.left for piece in both.main_items] == ["Harbours"]
    assert [piece.left for piece in why("Or not?", "Now, or never.").main_items] == ["Or"]
