"""What the terminal sends: keys, and nothing else, become keys.

Textual gives the letters of an escape sequence that it does not know as if they were typed, and a
command could be among them. Here such a sequence is dropped whole.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from time import monotonic
from typing import Any

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import _MAX_SEQUENCE_SEARCH_THRESHOLD as MOST
from textual._xterm_parser import (
    BRACKETED_PASTE_END,
    BRACKETED_PASTE_START,
    XTermParser,
    _re_mouse_event,
    _re_terminal_mode_response,
)
from textual.events import Key
from textual.keys import Keys
from textual.message import Message

ESC = "\x1b"
_CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
"""A whole control sequence: ECMA-48, 5.4."""
_STRINGS = tuple(f"{ESC}{sign}" for sign in "]P_^X")
"""What opens a string (OSC, DCS, APC, PM, SOS; ECMA-48, 5.6), which BEL or ST ends."""
_OPENERS = (f"{ESC}[", f"{ESC}O", *_STRINGS)
_BELL, _FINAL = re.compile("\x07"), re.compile("[@-~]")
"""What ends a string, and a control sequence, that is too long to be looked at as a whole."""
PATIENCE = 1.0
"""Seconds in which a string must end. Escape and `]` typed in one breath begin one too, and what
is typed after them must not be waited out for ever."""

_NOTHING = Key(Keys.Ignore, None)


class QuietParser(XTermParser):
    """Textual's parser, without the letters of sequences that it does not know.

    It calls `_sequence_to_key_events` for each character, for each beginning of a sequence, and,
    when it gives a sequence up, for each character of it again: first for its ESC, or, where the
    terminal went quiet in the middle, for what follows ESC with `alt` set.
    """

    def __init__(self, debug: bool = False) -> None:
        self._begun = ""
        self._dropping = 0
        self._until: re.Pattern[str] | None = None
        self._patience = 0.0
        self._pastes = Pastes()
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Events of what the terminal sent; empty data is the end of it."""
        clean = self._pastes.clean(data)
        if clean or not data:
            yield from super().feed(clean)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        if len(sequence) > 1:
            return self._longer(sequence)
        if self._dropping:
            self._dropping -= 1
            return ()
        if self._begun.startswith(_OPENERS) and len(self._begun) > 2 and (alt or sequence == ESC):
            return self._given_up(sequence)
        self._begun = ""
        if self._until is not None and monotonic() < self._patience:
            if self._until.fullmatch(sequence):
                self._until = None
            return ()
        self._until = None
        return super()._sequence_to_key_events(sequence, alt)

    def _longer(self, sequence: str) -> Iterable[Key]:
        """Keys of a sequence, whole or begun; `_NOTHING` ends one that is no key."""
        self._begun = sequence
        if self._until is _BELL and sequence == f"{ESC}\\":
            self._until = None
            return (_NOTHING,)
        if sequence.startswith(_STRINGS) and sequence.endswith(("\x07", f"{ESC}\\")):
            return (_NOTHING,)
        keys = tuple(super()._sequence_to_key_events(sequence))
        if keys or not _CONTROL.fullmatch(sequence) or _known(sequence):
            return keys
        return (_NOTHING,)

    def _given_up(self, first: str) -> Iterable[Key]:
        """Drop the characters of a sequence that are about to be given as keys."""
        length = len(self._begun) + (len(self._begun) >= MOST)
        if self._begun.startswith(_STRINGS):
            self._until = _BELL
        elif length > MOST:
            self._until = _FINAL
        self._patience = monotonic() + PATIENCE
        self._begun = ""
        self._dropping = length - (1 if first == ESC else 2)
        return ()


class Pastes:
    """Takes escapes out of pasted text, which the terminal puts between two marks.

    Textual takes an escape in it for the start of a sequence, and gives that up as keys.
    """

    def __init__(self) -> None:
        self._pasting = False
        self._before = ""
        self._held = ""

    def clean(self, data: str) -> str:
        """The same data, pasted escapes aside; what may be half a mark comes with the next."""
        data, self._held = self._held + data, ""
        found = []
        while data:
            part, data = self._pasted(data) if self._pasting else self._typed(data)
            found.append(part)
        return "".join(found)

    def _typed(self, data: str) -> tuple[str, str]:
        """What comes before pasted text, its mark included, and the rest."""
        joined = self._before + data
        at = joined.find(BRACKETED_PASTE_START)
        if at < 0:
            self._before = joined[1 - len(BRACKETED_PASTE_START) :]
            return data, ""
        end = at + len(BRACKETED_PASTE_START) - len(self._before)
        self._pasting, self._before = True, ""
        return data[:end], data[end:]

    def _pasted(self, data: str) -> tuple[str, str]:
        """Pasted text without escapes, its end mark included, and the rest."""
        text, mark, rest = data.partition(BRACKETED_PASTE_END)
        self._pasting = not mark
        if not mark:
            marks = range(len(BRACKETED_PASTE_END) - 1, 0, -1)
            half = next((n for n in marks if text.endswith(BRACKETED_PASTE_END[:n])), 0)
            text, self._held = text[: len(text) - half], text[len(text) - half :]
        return text.replace(ESC, "") + mark, rest


@lru_cache(maxsize=1024)
def _known(sequence: str) -> bool:
    """Whether a control sequence is no key but known otherwise, or begins a longer one."""
    return bool(
        sequence == f"{ESC}[M"
        or _re_mouse_event.match(sequence)
        or _re_terminal_mode_response.match(sequence)
        or any(key != sequence and key.startswith(sequence) for key in ANSI_SEQUENCES_KEYS)
    )


def listen_quietly() -> None:
    """Have Textual's driver read the terminal by `QuietParser`; it makes its parser by name.

    Bytes that are no UTF-8, which a line of another encoding sends, would end Textual's thread of
    input, and with it the app; they are dropped too.
    """
    if "TEXTUAL_DRIVER" in os.environ:
        name = "web_driver"
    else:
        name = "win32" if sys.platform == "win32" else "linux_driver"
    driver: Any = importlib.import_module(f"textual.drivers.{name}")
    driver.XTermParser = QuietParser
    if hasattr(driver, "getincrementaldecoder"):
        driver.getincrementaldecoder = _lenient


def _lenient(encoding: str) -> Callable[[], IncrementalDecoder]:
    return partial(getincrementaldecoder(encoding), errors="ignore")
