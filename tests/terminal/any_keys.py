"""What a cat on the keyboard sends, and how a reader is left that may be anywhere by then."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

from tests.terminal.screen import KEYS, Terminal

LETTERS = [chr(code).encode() for code in range(33, 127) if chr(code) != "q"]
NAMED = [key.encode() for name, key in KEYS.items() if name not in ("ctrl+c", "ctrl+q", "ctrl+z")]
RUBBISH = [b"\x1b[99;99X", b"\xff\xfe", b"\x1b]0;x\x07", b"\x1bZ", b"\xc3", b"\x1b]"]
PASTED = b"\x1b[200~pasted qq\n\x1b[31m text\x1b[201~"
PRESSED = 200
"""Rounds of keys that leave, before the reader is taken for deaf."""
SIZES = [(columns, rows) for columns in (20, 40, 66, 80, 120, 200) for rows in (5, 10, 24, 60)]


def presses(chance: random.Random, count: int) -> Iterator[bytes | tuple[int, int]]:
    """What a cat on the keyboard sends, a mouse in its paws and the window pulled about."""
    for _ in range(count):
        sort = chance.choices(("letter", "key", "escape", "mouse", "paste", "size", "rubbish"),
                              (45, 30, 8, 6, 3, 4, 4))[0]  # fmt: skip
        if sort == "letter":
            yield chance.choice(LETTERS)
        elif sort == "key":
            yield chance.choice(NAMED)
        elif sort == "escape":
            yield b"\x1b"
        elif sort == "mouse":
            button, at = chance.choice((0, 0, 0, 64, 65, 2, 32)), (chance.randint(1, 120), chance.randint(1, 40))  # fmt: skip
            yield b"".join(b"\x1b[<%d;%d;%d%c" % (button, *at, end) for end in b"Mm")
        elif sort == "size":
            yield chance.choice(SIZES)
        else:
            yield PASTED if sort == "paste" else chance.choice(RUBBISH)


def ended(reader: Terminal, seconds: float) -> bool:
    """Read for a while; whether the reader has ended."""
    try:
        reader.finish(timeout=seconds)
    except AssertionError:
        return False
    return True


def leave(reader: Terminal) -> bool:
    """Press what leaves until the reader ends; False where it is deaf."""
    time.sleep(1.2)  # longer than the end of a string is waited for
    for _ in range(PRESSED):  # the first few may end a string that is still open
        for key, seconds in ((b"\x1b", 0.2), (b"\x11", 0.5)):
            reader.write(key)
            if ended(reader, seconds):
                return True
    return False


def crash_of(home: Path) -> str:
    """The report of the crash that a reader with this home had; empty where it had none."""
    reports = home.glob(".local/state/crossread/crashes/*")
    return "\n".join(report.read_text("utf-8") for report in reports)
