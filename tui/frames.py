"""Frames sent to the terminal in one piece."""

from __future__ import annotations

from typing import cast

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.driver import Driver


class WholeFrames(Driver):
    """Writes a synchronised update at once; Textual gives it in three pieces.

    Each piece is handed to the thread that writes, which may take the interpreter from the screen
    in the middle of the frame: up to some milliseconds.
    """

    _begun: str | None = None

    def write(self, data: str) -> None:
        if data == SYNC_START:
            self._begun = data
        elif self._begun is None:
            super().write(data)  # type: ignore[safe-super]  # the driver it is mixed into
        elif data == SYNC_END:
            whole, self._begun = self._begun + data, None
            super().write(whole)  # type: ignore[safe-super]
        else:
            self._begun += data


def in_one_piece(kind: type[Driver]) -> type[Driver]:
    """A driver that writes its frames whole."""
    return cast(type[Driver], type(kind.__name__, (WholeFrames, kind), {}))
