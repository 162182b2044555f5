"""No character of an article can act on a terminal, and offsets stay what they are."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import visible

ALLOWED_CONTROLS = {"\n"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “text”\nin lines", "plain – “text”\nin lines"),
        ("a\x1b[31mred\x1b[0m", "a␛[31mred␛[0m"),
        ("a\x00b\x07c\rd\x7fe\x9b1m", "a␀b␇c␍d␡e\ufffd1m"),
        ("tab\there", "tab here"),
        ("\u202eevil\u202c \u2066x\u2069 \u200f", "\ufffdevil\ufffd \ufffdx\ufffd \ufffd"),
        ("zero\u200bwidth\ufeff soft\xadhyphen", "zero·width· soft·hyphen"),
        ("a\u2028b\u2029c", "a␤b␤c"),
        ("\ud800 lone", "\ufffd lone"),
        ("👨‍👩‍👧 می‌خواهم क्‍ष ❤️ 1️⃣", "👨‍👩‍👧 می‌خواهم क्‍ष ❤️ 1️⃣"),
        ("a\u200db \u200c\ufe0f", "a·b ··"),
        ("\U000e0041tag", "\ufffdtag"),
        ("[red]markup[/red]", "[red]markup[/red]"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@settings(max_examples=250, derandomize=True, deadline=None)
@given(st.text(st.characters() | st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_nothing_hostile_is_left_and_the_length_is_kept(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    for before, after in zip(text, shown, strict=True):
        category = unicodedata.category(after)
        assert category not in ("Cs", "Zl", "Zp")
        assert category != "Cc" or after in ALLOWED_CONTROLS
        assert not 0x202A <= ord(after) <= 0x202E
        assert not 0x2066 <= ord(after) <= 0x2069
        if before.isalnum():
            assert after == before or before in "\u115f\u1160\u3164\uffa0"
    assert visible(shown) == shown
