"""Whatever a widget draws, and whoever writes to the driver: nothing acts on the terminal."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.strip import Strip

from tui.terminal.output import guard_strips, harmless, in_one_piece

HOSTILE = [
    "\x1b]0;OWNED\x1b\\\x1b[8;5;5t",
    "\x1b[31mred",
    "\x9b31m",
    "\x1b[201~ls\n",
    "a\u202eb\u2066c",
    "bell\x07 null\x00 del\x7f tab\t",
    "\ud800",
]
CONSOLE = Console(force_terminal=True, color_system="truecolor")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("style", [None, Style(bold=True)])
def test_a_strip_is_harmless_when_it_is_rendered(text: str, style: Style | None) -> None:
    guard_strips()
    guard_strips()
    strip = Strip([Segment("before "), Segment(text, style)])
    said = re.sub(r"\x1b\[(?:1|0)m", "", strip.render(CONSOLE))
    assert said.isprintable(), ascii(said)
    assert said.startswith("before ")
    assert cell_len(said) == strip.cell_length == harmless(strip).cell_length


def test_a_strip_takes_no_link_from_a_text() -> None:
    guard_strips()
    strip = Strip([Segment("here", Style(link="javascript:1\x1b\\\x1b[2J"))])
    assert "javascript" not in strip.render(CONSOLE)


def test_text_that_is_harmless_stays_as_it_is() -> None:
    guard_strips()
    text = "naïve “quotes” 木漏れ日 👩\u200d🚀 می\u200cخواهم a\u00a0b"
    assert Strip([Segment(text)]).render(CONSOLE) == text


class Recording(HeadlessDriver):
    """Keeps what would be sent."""

    sent: list[str]

    def write(self, data: str) -> None:
        self.sent.append(data)


@pytest.fixture
async def driver() -> Recording:
    made = in_one_piece(Recording)(App())
    assert isinstance(made, Recording)
    made.sent = []
    return made


@pytest.mark.parametrize(
    "strange",
    ["\x1b]0;OWNED\x07", "\x1b[8;5;5t", "\x1b[201~", "\x9b5m", "\u202e", "\x1bPq\x1b\\", "\x1bc"],
    ids=ascii,
)
def test_the_driver_sends_only_sequences_of_the_app(driver: Recording, strange: str) -> None:
    ours = "\x1b[2;3H\x1b[1;38;2;3;4;5mtext\x1b[0m"
    driver.write(ours + strange + ours)
    for piece in (SYNC_START, ours, strange, ours, SYNC_END):
        driver.write(piece)
    alone, whole = driver.sent
    for said in (alone, whole):
        assert said.count(ours) == 2
        assert not re.search(r"[\x9b\u202e]|\x1b(?!\[[0-9;?]*[Hmhl])", said), ascii(said)


def test_the_driver_sends_what_the_app_needs(driver: Recording) -> None:
    needed = ["\x1b[?1049h", "\x1b[>1u", "\x1b[<u", "\x1b[?2026$p", "\x07", "\x1b]52;c;YQ==\x07",
              "\x1b[?1003l", "\x1b[0 q", "\x1b]22;default\x07", "\x1b[6n", "\n"]  # fmt: skip
    for each in needed:
        driver.write(each)
    assert driver.sent == needed
