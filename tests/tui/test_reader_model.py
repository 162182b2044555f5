"""A sentence model named at the start has a say whenever the reader aligns."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.alignment import Alignment, Link
from annotations.errors import CrossreadError
from tests.tui.driving import LINKS, Reading, new_store
from tui.app import CrossreadApp

FOUND = Alignment.of([Link(1, 2, 0.9), Link(5, 4, 0.7)])


@pytest.mark.parametrize("model", [None, Path("/models/tiny")])
async def test_a_pair_aligned_before_is_aligned_anew_only_with_a_model(
    path: Path, monkeypatch: pytest.MonkeyPatch, model: Path | None
) -> None:
    asked = []

    def aside(articles, decided, model):
        asked.append(model)
        return FOUND

    monkeypatch.setattr("tui.screens.reader.align_aside", aside)
    store, pair = new_store(path)
    app = CrossreadApp(store, pair, model=model)
    async with app.run_test(size=(120, 40)) as pilot:
        desk = Reading(app, pilot, store, pair)
        if model:
            await desk.until(lambda: desk.reader.session.alignment == FOUND, "aligned anew")
        desk.reader.realign()
        await desk.until(lambda: asked == [model] * (2 if model else 1), "asked again")
    app.close()
    store.close()


async def test_a_model_that_cannot_be_read_is_said_and_the_links_stay(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def aside(articles, decided, model):
        raise CrossreadError(f"{model}: the model cannot be read (no words)")

    monkeypatch.setattr("tui.screens.reader.align_aside", aside)
    store, pair = new_store(path)
    app = CrossreadApp(store, pair, model=Path("/models/tiny"))
    async with app.run_test(size=(120, 40)) as pilot:
        desk = Reading(app, pilot, store, pair)
        await desk.until(lambda: "/models/tiny: the model cannot be read" in desk.status)
        assert desk.reader.session.alignment == LINKS
    app.close()
    store.close()
