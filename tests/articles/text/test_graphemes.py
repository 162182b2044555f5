"""What a person takes for one character is never cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from annotations.articles import Span, cluster_at, graphemes, is_boundary, snap_out

FAMILY = "👨‍👩‍👧"

HARD = st.text(
    st.sampled_from("a \nक्षि्‍\u0301\u200c\u0600١한각각🇺🇸🇫👨‍👩️\u20e3✊🏽\u0e33\u1b05\r\x00")
    | st.characters(),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301a", ["e\u0301", "a"]),
        (f"x{FAMILY}y", ["x", FAMILY, "y"]),
        ("🇺🇸🇫🇷", ["🇺🇸", "🇫🇷"]),
        ("क्षि", ["क्षि"]),
        ("1️⃣", ["1️⃣"]),
        ("“curly” – dash…", list("“curly” – dash…")),
        ("", []),
    ],
)
def test_clusters(text: str, clusters: list[str]) -> None:
    assert [text[start:end] for start, end in graphemes(text, 0, len(text))] == clusters


@settings(max_examples=250, derandomize=True, deadline=None)
@given(HARD)
def test_the_fast_path_agrees_with_the_standard(text: str) -> None:
    spans = graphemes(text, 0, len(text))
    assert [text[start:end] for start, end in spans] == list(iter_graphemes(text))
    starts = {start for start, _ in spans}
    for offset in range(len(text) + 1):
        assert is_boundary(text, offset) == (offset in starts or offset == len(text))
        if offset < len(text):
            assert cluster_at(text, offset) in spans


@settings(max_examples=200, derandomize=True, deadline=None)
@given(HARD, st.integers(-3, 45), st.integers(-3, 45))
def test_a_span_is_widened_to_whole_clusters_and_no_further(text: str, low: int, high: int) -> None:
    start, end = snap_out(text, Span(low, high))
    assert 0 <= start <= end <= len(text)
    assert is_boundary(text, start)
    assert is_boundary(text, end)
    if 0 <= low < high <= len(text):
        assert start <= low < high <= end
        assert is_boundary(text, low) == (start == low)
        assert is_boundary(text, high) == (end == high)


def test_a_cluster_of_a_hundred_thousand_marks_is_one() -> None:
    text = "a" + "\u0301" * 100_000 + "b"
    assert cluster_at(text, 50_000) == (0, 100_001)
    assert snap_out(text, Span(5, 6)) == (0, 100_001)
