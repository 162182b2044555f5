"""Only keys become keys: no letter of an unknown sequence does, at whatever pace it comes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import constants, events, messages
from textual._parser import Parser

from tui.terminal.input import QuietParser


def heard(*chunks: str, pause: bool = False) -> list[str]:
    """Keys, and names of other events, of what the terminal sends; a pause ends a sequence."""
    parser: Parser = QuietParser()
    found = []
    for chunk in chunks:
        found += list(parser.feed(chunk))
        if pause and parser._timeout_time is not None:
            parser._timeout_time = 0.0
            found += list(parser.tick())
    return [event.key if isinstance(event, events.Key) else type(event).__name__ for event in found]


UNKNOWN = [
    "\x1b[99;99X",
    "\x1b[?62;c",
    "\x1b[>0;276;0c",
    "\x1b[1;2;3;4;5y",
    "\x1b[200;5v",
    "\x1b]11;rgb:0000/cccc/ssss\x07",
    "\x1b]11;rgb:0000/cccc/ssss\x1b\\",
    "\x1bP>|cstdu(366)\x1b\\",
    "\x1b_Gi=31;cstdu\x1b\\",
    "\x1b]0;" + "cstdux" * 30 + "\x07",
    "\x1b]0;" + "cstdux" * 30 + "\x1b\\",
    "\x1b[" + "1;" * 40 + "z",
]


@pytest.mark.parametrize("sequence", UNKNOWN)
def test_an_unknown_sequence_is_no_key(sequence: str) -> None:
    assert heard(sequence) == []
    assert heard(sequence, "c") == ["c"]
    assert heard(sequence + "c") == ["c"]


@pytest.mark.parametrize("sequence", UNKNOWN)
def test_nor_where_it_comes_letter_by_letter(sequence: str) -> None:
    assert heard(*sequence, "c") == ["c"]


@pytest.mark.parametrize("sequence", ["\x1b[99;9", "\x1b]0;csx", "\x1bPcsx", "\x1b[", "\x1bOc"])
def test_nor_where_the_terminal_stops_in_the_middle(sequence: str) -> None:
    keys = heard(sequence, pause=True)
    assert not [key for key in keys if len(key) == 1]


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [
        ("\x1b[A", ["up"]),
        ("\x1b[1;5C", ["ctrl+right"]),
        ("\x1b[[A", ["f1"]),
        ("\x1bOP", ["f1"]),
        ("\x1b[3~", ["delete"]),
        ("\x1b[Z", ["shift+tab"]),
        ("\x1b[99u", ["c"]),
        ("\x1b[99;5u", ["ctrl+c"]),
        ("\x1b[<0;3;4M", ["MouseDown"]),
        ("\x1b[<0;3;4m", ["MouseUp"]),
        ("\x1b[I", ["AppFocus"]),
        ("\x1b[O", ["AppBlur"]),
        ("\x1b[?2026;2$y", ["TerminalSupportsSynchronizedOutput"]),
        ("\x1b[200~cst\x1b[99;99Xdu\x1b[201~", ["Paste"]),
        ("\x1b[48;24;80;480;640t", ["Resize"]),
        ("cst\x1b[Ad", ["c", "s", "t", "up", "d"]),
        ("é日", ["é", "日"]),
        ("^[c", ["circumflex_accent", "left_square_bracket", "c"]),
    ],
)
def test_what_is_known_arrives(sequence: str, expected: list[str]) -> None:
    found = heard(sequence, "x")
    assert found == [*expected, "x"]
    assert heard(*sequence, "x") == found


def pasted(*chunks: str) -> list[str]:
    parser: Parser = QuietParser()
    found = [event for chunk in chunks for event in parser.feed(chunk)]
    return [event.text if isinstance(event, events.Paste) else repr(event) for event in found]


PASTE = "\x1b[200~cst\x1b[99;99X" + "du\x1b" * 40 + "\x1b]0;c\x07x\x1b[201~"


def test_pasted_text_is_one_event_whatever_is_in_it() -> None:
    text = PASTE[6:-6].replace("\x1b", "")
    assert pasted(PASTE) == [text]
    assert pasted(PASTE, PASTE) == [text, text]
    assert heard(PASTE + "c") == ["Paste", "c"]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 64])
def test_pasted_text_may_come_in_pieces(size: int) -> None:
    data = f"j{PASTE}k"
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    assert heard(*chunks) == ["j", "Paste", "k"]
    assert pasted(*chunks)[1] == PASTE[6:-6].replace("\x1b", "")


def test_escape_alone_and_with_alt_are_keys() -> None:
    assert heard("\x1b", pause=True) == ["escape"]
    assert heard("\x1bc", pause=True) == ["alt+c"]
    assert heard("\x1b\x1b[A") == ["escape", "up"]


@settings(max_examples=300, derandomize=True)
@given(st.lists(st.sampled_from([*UNKNOWN, "\x1b[A", "\x1b[99u", "\x1b[<0;3;4M"]), max_size=6))
def test_no_letter_leaks_from_any_mixture(sequences: list[str]) -> None:
    whole = "".join(sequences)
    expected = sequences.count("\x1b[99u")
    assert heard(whole).count("c") == expected
    assert not {"s", "t", "d", "u", "X"} & set(heard(whole))


@pytest.mark.parametrize("opener", ["]", "P", "_", "^", "X"])
def test_escape_and_the_letter_of_a_string_in_one_breath_deafen_nobody(
    opener: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("tui.terminal.input.monotonic", lambda: now[0])
    parser: Parser = QuietParser()
    list(parser.feed(f"\x1b{opener}j"))
    parser._timeout_time = 0.0
    list(parser.tick())
    assert list(parser.feed("j")) == [], "a string may go on"
    now[0] += 1.5
    keys = [*parser.feed("j"), *parser.feed("\x1b[A"), *parser.feed("w")]
    assert [event.key for event in keys if isinstance(event, events.Key)] == ["j", "up", "w"]


def test_the_names_this_leans_on_are_there() -> None:
    """Private to Textual: a new version that moves them is to be noticed here."""
    assert constants.ESCAPE_DELAY > 0
    assert messages.TerminalSupportsSynchronizedOutput
