"""The codebook is a tree that changes only by making another."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import CodebookError
from annotations.marks import BUILT_IN, PALETTE, Codebook, Label, clean_path, codebook, relabel
from annotations.marks.codebook import from_dict, theme, to_dict

names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
quick = settings(max_examples=60, derandomize=True)


def grown() -> Codebook:
    return BUILT_IN.add(Label("theme/economy/trade", key="1")).add(Label("theme/war"))


def test_a_new_codebook_has_the_four_roots_each_with_its_own_look() -> None:
    assert [label.path for label in BUILT_IN] == ["claim", "source", "theme", "cue"]
    for look in ("colour", "glyph", "key", "definition", "use_when", "avoid_when", "example"):
        values = [getattr(label, look) for label in BUILT_IN]
        assert all(values) and len(set(values)) == len(values), look


def simulated(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """A colour as a reader with a deficiency sees it (matrices of Machado et al. 2009)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    seen = [
        min(1.0, max(0.0, sum(weight * c for weight, c in zip(row, linear, strict=True))))
        for row in matrix
    ]
    return tuple(12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in seen)


@pytest.mark.parametrize(
    "matrix",
    [
        ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
        ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
        ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    ],
    ids=["protan", "deutan", "tritan"],
)  # fmt: skip
def test_the_roots_stay_apart_for_colour_blind_readers(
    matrix: tuple[tuple[float, ...], ...],
) -> None:
    for one, other in combinations([label.colour for label in BUILT_IN], 2):
        pairs = zip(simulated(one, matrix), simulated(other, matrix), strict=True)
        assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 > 0.15, (one, other)


def test_a_child_looks_like_its_parent_until_it_says_otherwise() -> None:
    book = grown()
    assert book.colour("theme/economy/trade") == BUILT_IN["theme"].colour
    assert book.glyph("theme/never/seen") == "T"
    own = book.change(Label("theme/war", colour=PALETTE["yellow"]))
    assert own.colour("theme/war") == PALETTE["yellow"]
    assert own.glyph("unheard") == "•"


def test_the_labels_read_as_a_tree_depth_first() -> None:
    assert [label.path for label in grown()] == [
        "claim",
        "source",
        "theme",
        "theme/economy",
        "theme/economy/trade",
        "theme/war",
        "cue",
    ]


def test_rename_takes_the_children_along_and_leaves_the_old_book_alone() -> None:
    before = grown()
    after = before.rename("theme/economy", "topic/money")
    assert "theme/economy/trade" in before
    assert "topic/money/trade" in after and "theme/economy" not in after
    assert after.by_key("1") == Label("topic/money/trade", key="1")
    assert relabel("theme/economy/trade", "theme/economy", "topic/money") == "topic/money/trade"
    assert relabel("theme/economyx", "theme/economy", "topic/money") == "theme/economyx"


def test_merge_folds_words_and_children_together() -> None:
    book = (
        grown()
        .add(Label("theme/money", "About money.", key="2"))
        .add(Label("theme/money/trade", "Imports."))
        .change(Label("theme/economy", "About the economy."))
    )
    merged = book.merge("theme/money", "theme/economy")
    assert merged["theme/economy"].definition == "About the economy.\nAbout money."
    assert merged["theme/economy/trade"].definition == "Imports."
    assert merged["theme/economy/trade"].key == "1"
    assert "theme/money" not in merged and merged.by_key("2") is None


def test_digits_set_labels_by_their_place_unless_a_label_has_the_digit() -> None:
    book = grown().add(Label("quote", key="2")).add(Label("tone"))
    found = {digit: label.path for digit, label in book.by_digit.items()}
    assert found == {
        "1": "theme/economy/trade",  # its own key; the claim, first in place, gives way
        "2": "quote",
        "3": "theme",
        "4": "theme/economy",
        "6": "theme/war",
        "7": "cue",
        "9": "tone",
    }
    assert (book.digit("tone"), book.digit("claim"), book.digit("never")) == ("9", "", "")
    rested = book.retire("theme/economy/trade").retire("quote")
    assert [label.path for _, label in sorted(rested.by_digit.items())] == [
        label.path for label in rested.offered
    ]


def test_a_retired_label_stays_but_is_not_offered_and_frees_its_key() -> None:
    book = grown().retire("theme/economy/trade")
    assert book["theme/economy/trade"].retired
    assert "theme/economy/trade" not in {label.path for label in book.offered}
    assert book.add(Label("odd", key="1")).by_key("1") == Label("odd", key="1")
    back = book.retire("theme/economy/trade", retired=False)
    assert "theme/economy/trade" in {label.path for label in back.offered}


def test_what_lies_under_a_retired_label_is_not_offered_either() -> None:
    offered = {label.path for label in grown().retire("theme").offered}
    assert offered == {"claim", "source", "cue"}


@pytest.mark.parametrize(
    "label",
    [
        Label("claim"),
        Label(" claim"),
        Label("a//b"),
        Label("x", colour="red"),
        Label("x", glyph="ab"),
        Label("x", glyph="\x1b"),
        Label("x", key="c"),
        Label("x" * 121),
        Label(""),
    ],
    ids=repr,
)
def test_what_is_not_well_formed_is_refused_in_words(label: Label) -> None:
    with pytest.raises(CodebookError):
        BUILT_IN.add(label)


@pytest.mark.parametrize(
    ("old", "new"), [("theme", "theme/x"), ("theme", "claim"), ("nothing", "x")]
)
def test_a_rename_that_breaks_the_tree_is_refused(old: str, new: str) -> None:
    with pytest.raises(CodebookError):
        grown().rename(old, new)


def test_merging_into_its_own_branch_is_refused() -> None:
    with pytest.raises(CodebookError, match="move one first"):
        grown().merge("theme", "theme/war")


def test_a_theme_is_named_below_theme_once() -> None:
    assert theme("  Trade  war ") == theme("theme/Trade war") == "theme/Trade war"


def test_a_typed_path_loses_what_could_act_on_the_screen_and_keeps_what_spells() -> None:
    assert clean_path("a\x1b[31m /\u202e b") == "a [31m/b"
    assert clean_path("می\u200cخواهم") == "می\u200cخواهم"


@quick
@given(names)
def test_a_cleaned_path_is_clean(text: str) -> None:
    try:
        once = clean_path(text)
    except CodebookError:
        return
    assert clean_path(once) == once


@quick
@given(
    st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join), unique=True)
)
def test_any_codebook_survives_plain_mappings_in_any_order(paths: list[str]) -> None:
    book = codebook(Label(path, definition=path.upper()) for path in paths)
    again = codebook(from_dict(to_dict(label)) for label in reversed(tuple(book)))
    assert set(again) == set(book)
    for at, label in enumerate(again):
        assert not label.parent or label.parent in {other.path for other in again.labels[:at]}


@pytest.mark.parametrize(
    "values", [{}, {"id": 3}, {"id": "x", "glyph": 1}, {"id": "x", "retired": "yes"}]
)
def test_a_label_from_a_broken_file_is_refused_in_words(values: dict[str, object]) -> None:
    with pytest.raises(CodebookError):
        from_dict(values)
