"""Words as a reader would select them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import is_boundary, word_spans


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It wasn’t face-to-face, he said.", ["It", "wasn’t", "face-to-face", "he", "said"]),
        ("the sides’ plan, O'Neill’s", ["the", "sides", "plan", "O'Neill’s"]),
        ("U.S.-Russia talks in the U.S.and D.C.", ["U.S.-Russia", "talks", "in", "the", "U.S.",
                                                   "and", "D.C."]),
        ("non-U.S. staff at 5 p.m.", ["non-U.S.", "staff", "at", "5", "p.m."]),
        ("Trump himself.The plan", ["Trump", "himself", "The", "plan"]),
        ("two leaders,including one", ["two", "leaders", "including", "one"]),
        ("$3.5bn, US$5m, €4 and 5%", ["$3.5bn", "US$5m", "€4", "and", "5%"]),
        ("24/7 at 1,204.75, 12:30", ["24/7", "at", "1,204.75", "12:30"]),
        ("16-year-old, 2018-2019, 4–0", ["16-year-old", "2018-2019", "4–0"]),
        ("1.5°C, 10km², 3rd, F-16", ["1.5°C", "10km²", "3rd", "F-16"]),
        ("AT&T’s R&D", ["AT&T’s", "R&D"]),
        ("l’école d’Évry", ["l’école", "d’Évry"]),
        ("see https://a.org/b?c=d. Mail a.b@c.org!", ["see", "https://a.org/b?c=d", "Mail",
                                                      "a.b@c.org"]),
        ("#tag @user **bold** _italic_", ["#tag", "@user", "bold", "italic"]),
        ("Sanctions | Adjustment | High |", ["Sanctions", "Adjustment", "High"]),
        ("桥在关闭。iPhone手机", ["桥", "在", "关", "闭", "iPhone", "手", "机"]),
        ("プログラミング言語です", ["プログラミング", "言", "語", "で", "す"]),
        ("हिन्दी में है।", ["हिन्दी", "में", "है"]),
        ("العَرَبِيَّة، می‌خواهم", ["العَرَبِيَّة", "می\u200cخواهم"]),
        ("한국어 단어", ["한국어", "단어"]),
        ("cafe\u0301s 👨‍👩‍👧 … — !!", ["cafe\u0301s"]),
        ("", []),
    ],
)  # fmt: skip
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_only_the_range_asked_for_is_read() -> None:
    text = "one two three"
    assert word_spans(text, 4, 7) == ((4, 7),)
    assert word_spans(text, 5, 10) == ((5, 7), (8, 10))


HARD = st.text(
    st.sampled_from("aZ9.-’'& \n_@#$%°,:/“ẞßİeéक्षि्‍\u200c\u0301\u0600١한각가桥カーの🇺🇸👨‍👩️\u20e3")
    | st.characters(codec="utf-8"),
    max_size=60,
)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(HARD)
def test_words_are_in_order_and_cut_no_cluster(text: str) -> None:
    at = 0
    for start, end in word_spans(text, 0, len(text)):
        assert at <= start < end <= len(text)
        assert is_boundary(text, start)
        assert is_boundary(text, end)
        assert not text[start:end].isspace()
        at = end


@settings(max_examples=200, derandomize=True, deadline=None)
@given(HARD)
def test_every_letter_and_digit_lies_in_a_word(text: str) -> None:
    inside = {at for start, end in word_spans(text, 0, len(text)) for at in range(start, end)}
    assert {at for at, char in enumerate(text) if char.isalnum()} <= inside
