"""What the page in a browser sends to the server, checked before anything acts on it.

The page is textual-serve's: each message is a JSON array of a kind and mostly a value, as in
`["stdin", "j"]`, `["resize", {"width": 80, "height": 24}]`, `["ping", "1"]`, `["focus"]`.
"""

from __future__ import annotations

from typing import NamedTuple

import orjson

LARGEST = 4 * 2**20
"""Bytes of one message: a large paste."""
WIDEST, TALLEST = 1000, 400
"""Columns and rows of a visitor's terminal: more than a wall of screens shows in the smallest
letters. The reader's memory grows with the product of both."""


class MalformedMessageError(ValueError):
    """A message that the page would not have sent."""


class Typed(NamedTuple):
    """Text and escape sequences as a terminal sends them."""

    data: str


class Resized(NamedTuple):
    """The terminal's new size in cells, already within bounds."""

    width: int
    height: int


class Pinged(NamedTuple):
    """The page measures how long an answer takes, and wants the same word back."""

    word: str


class Focused(NamedTuple):
    """The page gained or lost the keyboard."""

    gained: bool


Message = Typed | Resized | Pinged | Focused


def read_message(text: str) -> Message:
    """The message that a text frame of the web socket holds.

    Raises:
        MalformedMessageError: it is no JSON, or not one of the messages above.
    """
    try:
        found = orjson.loads(text)
    except ValueError as error:  # invalid, nested too deep, or no Unicode
        raise MalformedMessageError from error
    match found:
        case ["stdin", str(data)]:
            return Typed(data)
        case ["resize", {"width": int(width), "height": int(height)}]:
            return Resized(*bounded_size(width, height))
        case ["ping", str(word)]:
            return Pinged(word)
        case ["focus" | "blur" as kind, *_]:
            return Focused(kind == "focus")
    raise MalformedMessageError


def bounded_size(width: int, height: int) -> tuple[int, int]:
    """The nearest size, in columns and rows, that a visitor's terminal may have."""
    return min(max(width, 1), WIDEST), min(max(height, 1), TALLEST)


def size_in(width: str, height: str) -> tuple[int, int]:
    """The size that the address of the web socket asks for; 80 × 24 where it makes no sense."""
    asked = (width, height)
    if not all(text.isascii() and text.isdecimal() and len(text) < 10 for text in asked):
        return 80, 24
    return bounded_size(int(width), int(height))
