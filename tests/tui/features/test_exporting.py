"""Export from the reader: asked for a format and a path, written in the background."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.driving import reading


async def test_what_is_tagged_is_written_and_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    async with reading(path) as desk:
        await desk.press("}", "c", ")", "s", "E")
        await desk.until(lambda: desk.asked == "Export as")
        await desk.type("jsonl")
        await desk.press("enter")
        await desk.until(lambda: desk.asked.startswith("Write "))
        await desk.press("enter")
        await desk.until(lambda: list(path.parent.glob("crossread-*.jsonl")), "written")
        await desk.until(lambda: "crossread-" in desk.status and "writing" not in desk.status)
        (written,) = path.parent.glob("crossread-*.jsonl")
        lines = [json.loads(line) for line in written.read_text("utf-8").splitlines()]
        text = json.dumps(lines, ensure_ascii=False)
        assert "closed on Monday after a crack" in text and "Nobody was hurt." in text


async def test_a_path_that_cannot_be_written_is_said_and_nothing_is_lost(path: Path) -> None:
    async with reading(path) as desk:
        await desk.press("}", "c", "E")
        await desk.until(lambda: desk.asked == "Export as")
        await desk.type("jsonl")
        await desk.press("enter")
        await desk.until(lambda: desk.asked.startswith("Write "))
        await desk.press("ctrl+u")
        await desk.type(str(path.parent / "nowhere" / "out.jsonl"))
        await desk.press("enter")
        await desk.until(lambda: "nowhere" in desk.status and "writing" not in desk.status)
        assert "Traceback" not in desk.page and len(desk.tags()) == 1
        await desk.press("E", "escape")
        await desk.until(lambda: not desk.asked)
