"""The sample pair is annotated with the plain preset alone: arrows, Enter, Ctrl, and menus."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.terminal.conftest import COMMAND, Open
from tests.terminal.screen import Terminal

ALIGNED = "links between paragraphs"


def choose(reader: Terminal, words: str, *, title: str) -> None:
    """Open the menu, and take what is found by some words."""
    reader.press("enter")
    reader.wait_for(f"─ {title} ─")
    reader.press(*words)
    reader.wait_for(words.capitalize())
    reader.press("enter")


def test_claims_a_source_a_note_and_a_relation_without_a_letter_for_a_key(
    crossread: Open, env: dict[str, str], tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('preset = "plain"\n')
    reader = crossread(CROSSREAD_CONFIG=str(config))
    reader.wait_for(ALIGNED)
    reader.press("c", "q", "u")

    reader.press(*["down"] * 6)
    choose(reader, "tag as claim", title="On this sentence")
    reader.wait_for("tag claim ‘")
    choose(reader, "relate two tags", title="On this tag")
    reader.wait_for("to…")
    reader.press("tab")
    choose(reader, "tag as claim", title="With this begun")
    reader.wait_for("[claim]")
    choose(reader, "relate two tags", title="With this begun")
    reader.wait_for("says how they relate")
    reader.press("enter")
    reader.wait_for("How do they relate?")
    reader.press("down", "enter")
    reader.wait_for("contradicts ‘")
    reader.press("\x1b[1;6C", "\x1b[1;6C")
    choose(reader, "tag as source", title="With this selection")
    reader.wait_for("tag source ‘")
    reader.wait_for("saved ")
    reader.press("\x1a")
    reader.wait_for("undid")
    reader.press("\x19")
    reader.wait_for("did again")
    reader.press("\x11")
    assert reader.finish() == 0

    done = subprocess.run([COMMAND, "export"], env=env, capture_output=True, text=True, check=True)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    labels = [record["label"] for record in records if record["type"] == "annotation"]
    assert sorted(labels) == ["claim", "claim", "source"]
    kinds = [record["kind"] for record in records if record["type"] == "relation"]
    assert kinds == ["contradicts"]
