from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment import align_units
from annotations.alignment.linking.scoring import WORD_FOR_WORD

STORY = [
    "The museum in Karlow reopened on Sunday after a fire that destroyed its west wing in 2019.",
    "Director Lena Ostrow said 40,000 visitors were expected before the end of June.",
    "The rebuilding cost 12 million, a third of it raised by the town's own people.",
    "“We saved every one of the carved doors,” said the carpenter Piet Aalbers.",
]
OTHER = [
    "Researchers have taught pigeons to sort photographs of birds by species.",
    "Cocoa prices fell for a fourth week as rains returned to the plantations.",
    "A chess grandmaster lost her title after nineteen moves.",
]
WORDS = st.sampled_from(
    "Ann Brook said the old bridge fell 12 1953 river Monday “we will” rebuild town 橋は 落ちた Мост".split()  # noqa: SIM905
)
UNITS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=6)


def pairs(links: object) -> set[tuple[int, int]]:
    return {(link.left, link.right) for link in links}  # type: ignore[attr-defined]


def test_a_text_lines_up_with_itself() -> None:
    assert pairs(align_units(STORY, STORY)) == {(at, at) for at in range(len(STORY))}


def test_a_text_lines_up_with_its_own_paragraphs_in_another_order() -> None:
    order = [2, 0, 3, 1]
    links = align_units(STORY, [STORY[at] for at in order])
    assert pairs(links) == {(at, place) for place, at in enumerate(order)}


def test_unrelated_texts_are_not_linked() -> None:
    assert align_units(STORY, OTHER) == ()


def test_one_unit_may_have_two_partners() -> None:
    both = STORY[0] + " " + STORY[1]
    assert pairs(align_units([both, STORY[3]], STORY)) >= {(0, 0), (0, 1), (1, 3)}


def test_one_paragraph_among_strangers_is_found() -> None:
    assert pairs(align_units([OTHER[0], STORY[1]], [STORY[1]])) == {(1, 0)}


def test_mixed_scripts_are_compared_each_in_its_own() -> None:
    left = [
        "Мост через Лорну открыли в понедельник.",
        "橋の再建には三年かかった。",
        "ผู้ว่าการกล่าวขอบคุณชาวเมือง",
    ]
    right = [
        "橋の再建には三年もかかった。",
        "ผู้ว่าการขอบคุณชาวเมือง",
        "В понедельник открыли мост через Лорну.",
    ]
    assert pairs(align_units(left, right)) == {(0, 2), (1, 0), (2, 1)}


@settings(max_examples=12, deadline=None, derandomize=True)
@given(UNITS, UNITS)
def test_left_and_right_are_treated_alike(left: list[str], right: list[str]) -> None:
    there = {(link.left, link.right): link.score for link in align_units(left, right)}
    back = {(link.right, link.left): link.score for link in align_units(right, left)}
    assert there.keys() == back.keys()
    assert all(abs(there[pair] - back[pair]) < 1e-3 for pair in there)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.lists(st.text(max_size=30), max_size=5), st.lists(st.text(max_size=30), max_size=5))
def test_any_text_gives_links_within_range_in_order(left: list[str], right: list[str]) -> None:
    links = align_units(left, right)
    assert [(link.left, link.right) for link in links] == sorted(pairs(links))
    for link in links:
        assert link.left < len(left) and link.right < len(right) and 0 < link.score <= 1


def test_reading_loads_no_numbers_before_something_is_aligned() -> None:
    code = "import sys, annotations.alignment; print({'numpy', 'scipy', 'rapidfuzz'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=40, unique=True),
    st.randoms(use_true_random=False),
)
@settings(max_examples=20, deadline=None, derandomize=True)
def test_near_twins_are_linked_each_to_its_copy_in_any_order(
    numbers: list[int], chance: Random
) -> None:
    twins = [f"Paragraph {number} of this report has some words of its own." for number in numbers]
    other = [text.replace(".", "!").upper() for text in twins]
    chance.shuffle(other)
    found = {(link.left, link.right): link.score for link in align_units(twins, other)}
    for row, text in enumerate(twins):
        assert found[row, other.index(text.replace(".", "!").upper())] >= 0.9


def test_copies_that_one_side_has_oftener_are_not_taken_for_sure() -> None:
    sure = {(0, 0), (2, 2)}
    left = ["Share this story", STORY[0], "* * *"]
    right = ["Share this story", STORY[1], "* * *", STORY[3], "Share this story"]
    certain = {(link.left, link.right) for link in align_units(left, right) if link.score >= 0.98}
    assert (2, 2) in certain and certain <= sure


def test_a_paragraph_is_found_by_every_sentence_that_it_was_cut_into() -> None:
    sentences = [
        "The ferry sank near Lorna.", "Twelve sailors swam ashore.", "A trawler rescued nine fishermen.",
        "Doctors treated broken ribs.", "The captain blamed fog.", "Inspectors seized the logbook.",
        "Insurers refused payment.", "Families waited in the church.", "Divers searched the wreck.",
        "Oil reached two beaches.", "The minister promised radar.", "Schools closed on Friday.",
        "A choir sang hymns.", "Bakers gave free bread.",
    ]  # fmt: skip
    found = align_units([" ".join(sentences)], sentences)
    assert [link.right for link in found] == list(range(len(sentences)))
    found = align_units(sentences, [" ".join(sentences)])
    assert [link.left for link in found] == list(range(len(sentences)))


def test_copies_without_a_word_go_together_in_their_order() -> None:
    found = align_units(["★", "one two", "★"], ["★", "★"])
    assert [(link.left, link.right) for link in found] == [(0, 0), (2, 1)]


def test_copies_without_a_word_that_one_side_has_oftener_are_less_than_sure() -> None:
    assert all(link.score < WORD_FOR_WORD for link in align_units(["★"] * 3, ["★"] * 2))


def test_long_texts_are_compared_some_at_a_time_to_the_same_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = ["The ferry sank near Lorna.", "Twelve sailors swam ashore.", "Doctors treated ribs."]
    right = ["Doctors treated broken ribs.", "The ferry sank near Lorna at noon.", "Twelve swam."]
    at_once = align_units(left, right)
    linking = "annotations.alignment.linking"
    matrices = import_module(f"{linking}.sparse.matrices")
    products = import_module(f"{linking}.sparse.pair_products")
    monkeypatch.setattr(import_module(f"{linking}.candidates"), "CELLS_AT_ONCE", 4)
    monkeypatch.setattr(matrices, "CELLS_AT_ONCE", 4)
    for module in (matrices, products):
        monkeypatch.setattr(module, "FULL", 0)
    monkeypatch.setattr(products, "CELLS_AT_ONCE", 4)
    assert at_once and align_units(left, right) == at_once
