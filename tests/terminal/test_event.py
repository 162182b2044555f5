"""An event of more than two in a real terminal: other articles come, the place stays, also over a restart."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.conftest import Open

FIVE = Path(__file__).parents[1] / "suggestions" / "cases" / "event"
FILES = [FIVE / f"{name}.txt" for name in ("vennery_courant", "sound_and_shore", "radio_vennery")]


def test_a_third_article_comes_into_the_other_column_and_is_there_again(crossread: Open) -> None:
    reader = crossread("read", *FILES)
    reader.wait_for("1/3 vennery_courant.txt")
    reader.wait_for("links between paragraphs")
    reader.press("\\")
    reader.wait_for("3/3 radio_vennery.txt")
    reader.press("tab", "c")
    reader.wait_for("tag claim ‘")
    reader.press("tab", "\x1b[17~")  # F6
    reader.wait_for("2/3 sound_and_shore.txt")
    reader.press("\x1b[17;2~")  # and with Shift
    reader.wait_for("3/3 radio_vennery.txt")
    reader.wait_for("saved ")
    reader.press("q")
    assert reader.finish() == 0

    again = crossread(columns=160)
    again.wait_for("1/3 vennery_courant.txt")
    again.wait_for("3/3 radio_vennery.txt")
    again.wait_for("2/3 sound_and_shore.txt")  # there is room for all three
    again.press("q")
    assert again.finish() == 0
