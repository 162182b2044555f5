"""Frames go to the terminal in one piece."""

from __future__ import annotations

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from tui.frames import in_one_piece


class Pieces(HeadlessDriver):
    """A driver that keeps what it is given to write."""

    def __init__(self, app: App[None]) -> None:
        super().__init__(app)
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)


async def test_a_synchronised_update_is_written_at_once_and_all_else_as_it_comes() -> None:
    app = App[None]()
    async with app.run_test():
        driver = in_one_piece(Pieces)(app)
        assert isinstance(driver, Pieces)
        for data in ("a", SYNC_START, "b", "c", SYNC_END, "d", SYNC_START, SYNC_END):
            driver.write(data)
        assert driver.written == ["a", f"{SYNC_START}bc{SYNC_END}", "d", SYNC_START + SYNC_END]
