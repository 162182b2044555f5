"""In a real terminal: home, an event, back, and out."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.conftest import Open
from tests.tui.home.at_home import small_store


def test_without_arguments_a_store_of_three_events_begins_at_home(
    crossread: Open, tmp_path: Path
) -> None:
    path = tmp_path / "three.json"
    small_store(path)
    home = crossread("--store", path)
    home.wait_for("3 events")
    home.wait_for("next unfinished")
    home.press("/")
    home.press(*"bridge")
    home.wait_for("1 found")
    home.press("enter", "enter")
    home.wait_for("The vote failed.")
    home.press("backspace")
    home.wait_for("order: to do")
    home.press("escape")
    home.wait_for(lambda screen: "order: to do" not in screen.text)
    home.wait_for("The vote failed.")
    home.press("backspace")
    home.wait_for("order: to do")
    home.press("q")
    assert home.finish() == 0
