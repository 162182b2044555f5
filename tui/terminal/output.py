"""What goes out to the terminal: whole frames, and in them no control character but our own.

An article, a label, a note or a file name may hold escape sequences. Widgets make them visible
before they draw, so that their widths are right (`annotations.articles.text.visible`). Behind them stand
two guards that no text gets around, should a widget forget it:

- `guard_strips`: text becomes bytes for the terminal in `Strip.render`, for every widget and every
  screen. Text that acts on a terminal is made harmless there.
- `WholeFrames.write`: all that Textual sends passes it. Only the control sequences that Textual
  itself needs are let through.
"""

from __future__ import annotations

import io
import re
import sys
from typing import Any, cast

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.driver import Driver
from textual.strip import Strip

from annotations.articles.text.visible import visible

SEQUENCES = (
    r"\[[0-9;]*[ABCDHJKm]|"  # cursor, erasing, colours (ECMA-48, 8.3)
    r"\[\?[0-9;]+(?:[hl]|\$p)|"  # modes of the terminal, set and asked for
    r"\[[<>=][0-9;]*u|"  # keys as kitty sends them
    r"\[[0-9]* q|\[6n|"  # shape of the cursor, and where it stands
    r"\]22;[a-z-]*\x07|"  # shape of the mouse’s pointer
    r"\]52;c;[A-Za-z0-9+/=]*\x07"  # to the clipboard, in base64
)
"""What may follow ESC: the sequences that Textual sends, and no other."""

_STRANGE = re.compile(
    "[\x00-\x06\x08\x09\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    f"\ud800-\udfff]|\x1b(?!{SEQUENCES})"
)
"""A character that has no business in what is sent to the terminal."""


class WholeFrames(Driver):
    """Sends a frame at once, and only what may be sent.

    Textual writes a synchronised update in three pieces. Each piece is handed to the thread that
    writes, which may take the interpreter from the screen in the middle of the frame: up to some
    milliseconds.
    """

    _begun: str | None = None

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        _draw_to_stdout(self)

    def write(self, data: str) -> None:
        """Send data; inside a synchronised update, keep it until that ends."""
        if data == SYNC_START:
            self._begun = data
        elif self._begun is None:
            super().write(_STRANGE.sub("", data))  # type: ignore[safe-super]  # the driver it is mixed into
        elif data == SYNC_END:
            whole, self._begun = self._begun + data, None
            super().write(_STRANGE.sub("", whole))  # type: ignore[safe-super]
        else:
            self._begun += data


def _draw_to_stdout(driver: Any) -> None:
    """Have a driver that draws to a stream draw to stdout, which the reader asked to be a terminal.

    Textual's for Linux draws to stderr, where `2>log` or `2>&-` leave no terminal, though it takes
    the size from stdout.
    """
    if hasattr(driver, "_file") and isinstance(sys.__stdout__, io.TextIOWrapper):
        sys.__stdout__.reconfigure(errors="backslashreplace")  # as stderr is: Latin-1 ends nothing
        driver._file = sys.__stdout__


def in_one_piece(kind: type[Driver]) -> type[Driver]:
    """A driver that writes its frames whole, and nothing that is strange to it."""
    return cast(type[Driver], type(kind.__name__, (WholeFrames, kind), {}))


def guard_strips() -> None:
    """Have every strip rendered as `harmless` makes it; calling it again changes nothing."""
    setattr(Strip, "render", _render)  # noqa: B010  # whoever checks types knows only Textual's


def _render(strip: Strip, console: Console) -> str:
    """Textual's `Strip.render`, for a strip that does not act on the terminal."""
    if strip._render_cache is None:
        for text, style, _ in strip:
            # Nothing that is printable acts: it has no C0, C1, DEL, bidi control or surrogate.
            if not text.isprintable() or (style is not None and style.link is not None):
                strip._render_cache = _strip_render(harmless(strip), console)
                break
    return _strip_render(strip, console)


_strip_render = Strip.render


def harmless(strip: Strip) -> Strip:
    """A strip as wide, whose text acts on no terminal and has no links."""
    segments = []
    for text, style, _ in strip:
        plain = style if style is None or style.link is None else style.update_link(None)
        segments.append(Segment(text if text.isprintable() else as_wide(text), plain))
    return Strip(segments, strip.cell_length)


def as_wide(text: str) -> str:
    """The text made visible, in as many cells: where there is no cell for a sign, there is none."""
    shown = visible(text).replace("\n", " ")
    return "".join(new for old, new in zip(text, shown, strict=True) if old == new or cell_len(old))
