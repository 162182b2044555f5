"""A session as a user has it: read, tag, leave, come back, take the annotations out."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.terminal.conftest import COMMAND, Open
from tests.terminal.screen import Terminal

ALIGNED = "links between paragraphs"
SAVED = "saved "


def find(reader: Terminal, words: str) -> None:
    """Bring the caret to some words by searching for them."""
    reader.press("/")
    reader.wait_for("words in either article")
    reader.press(*words, "enter")
    reader.wait_for(lambda screen: f"for ‘{words}’" in screen.text and "\n / " not in screen.text)


def test_what_is_tagged_is_there_after_a_restart_and_in_the_export(
    crossread: Open, env: dict[str, str], home: Path
) -> None:
    reader = crossread()
    reader.wait_for(ALIGNED)

    find(reader, "nine days")
    reader.press("x", "c")
    reader.wait_for("tag claim ‘The lamp on the outer")

    find(reader, "fishermen")
    reader.press("s")
    reader.wait_for("tag source ‘fishermen’")

    find(reader, "18,000 crowns")
    reader.press("x", "t")
    reader.wait_for("Theme")
    reader.press(*"upkeep", "enter")
    reader.wait_for("tag theme/upkeep ‘")
    reader.wait_for(SAVED)
    reader.press("q")
    assert reader.finish() == 0
    assert b"\x1b[?1049l" in reader.raw[-200:], "the terminal is given back"

    again = crossread()
    again.wait_for("nine days, fishermen")
    again.wait_for("[theme/upkeep]")  # the caret stands where it stood
    for words in ("nine days", "fishermen", "crowns"):
        column, row = again.find(words)
        assert marked(again, column, row), words
    column, row = again.find("council to hold")
    assert not marked(again, column, row)
    again.press("F")
    again.wait_for("1 claim · 1 source · 1 theme")
    again.press("escape")
    again.wait_for(lambda screen: "1 claim" not in screen.text)
    again.press("q")
    assert again.finish() == 0

    done = subprocess.run([COMMAND, "export"], env=env, capture_output=True, text=True, check=True)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    texts = {record["id"]: record["text"] for record in records if record["type"] == "article"}
    tagged = [record for record in records if record["type"] == "annotation"]
    assert sorted(record["label"] for record in tagged) == ["claim", "source", "theme/upkeep"]
    quotes = {record["label"]: record["quote"] for record in tagged}
    assert quotes["claim"] == (
        "The lamp on the outer breakwater had been dark for nine days, fishermen said."
    )
    assert quotes["source"] == "fishermen"
    assert "18,000 crowns" in quotes["theme/upkeep"]
    for record in tagged:
        text = texts[record["article"]]
        assert text[record["start"] : record["end"]] == record["quote"]
        assert record["annotator"] == "ada"
        assert record["created"].endswith("Z")


def marked(reader: Terminal, column: int, row: int) -> bool:
    """Whether a cell of text looks other than the plain text left of the window's middle."""
    cell = reader.cell(column, row)
    return cell.underscore or cell.bg not in ("default", reader.cell(1, row).bg)


@pytest.mark.parametrize("ahead", [b":", b"cs", b"t", b"qqcsd\nu:quit\n"])
def test_what_was_typed_ahead_of_leaving_does_nothing(
    crossread: Open, env: dict[str, str], ahead: bytes
) -> None:
    reader = crossread()
    reader.wait_for(ALIGNED)
    reader.press("c")
    reader.wait_for(SAVED)
    reader.write(b"q" + ahead)
    assert reader.finish() == 0
    told = subprocess.run([COMMAND, "export"], env=env, capture_output=True, text=True, check=True)
    assert told.stdout.count('"type":"annotation"') == 1
