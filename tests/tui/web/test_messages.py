"""What a page sends is bounded, or refused; nothing else comes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.web.messages import (
    TALLEST,
    WIDEST,
    Focused,
    MalformedMessageError,
    Pinged,
    Resized,
    Typed,
    read_message,
    size_in,
)


def test_the_messages_of_the_page_are_understood() -> None:
    texts = ('["stdin","é\\u001b[A"]', '["ping","17"]', '["focus"]', '["blur"]')
    assert [read_message(text) for text in texts] == [
        Typed("é\x1b[A"),
        Pinged("17"),
        Focused(True),
        Focused(False),
    ]
    assert read_message('["resize",{"width":80,"height":24}]') == Resized(80, 24)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ((1_000_000, 1_000_000), (WIDEST, TALLEST)),
        ((0, -5), (1, 1)),
        ((WIDEST + 1, TALLEST), (WIDEST, TALLEST)),
    ],
)
def test_a_size_is_bounded(asked: tuple[int, int], given: tuple[int, int]) -> None:
    width, height = asked
    assert read_message(f'["resize",{{"width":{width},"height":{height}}}]') == given
    if min(asked) >= 0:
        assert size_in(str(width), str(height)) == given


@pytest.mark.parametrize("wrong", ["", "x", "-1", "1e9", "9" * 5000, "１２", " 80"])
def test_a_size_that_makes_no_sense_is_that_of_an_ordinary_terminal(wrong: str) -> None:
    assert size_in(wrong, "30") == size_in("100", wrong) == (80, 24)


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "[]", "{}", "null", "7", '["stdin"]', '["stdin",7]', '["stdin",null]',
        '["stdin","a","b"]', '["resize"]', '["resize",{}]', '["resize",{"width":80}]',
        '["resize",{"width":"80","height":24}]', '["resize",{"width":1e400,"height":24}]',
        '["resize",{"width":80.5,"height":24}]', '["ping",["a"]]', '["exec","id"]', '[["stdin"]]',
        "[" * 100_000, "9" * 100_000, '["stdin","\\ud800"]', '["stdin","a"',
    ],
)  # fmt: skip
def test_what_the_page_never_sends_is_refused(text: str) -> None:
    with pytest.raises(MalformedMessageError):
        read_message(text)


@given(st.text())
def test_no_text_does_anything_else(text: str) -> None:
    with pytest.raises(MalformedMessageError):
        read_message(text + "x")
