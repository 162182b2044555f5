"""A book is measured between keys, and laid out at once where a key goes beyond what is sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.alignment import Alignment, Link
from tests.tui.driving import articles, new_store, reading
from tui.page.layout import SURE
from tui.widgets import measuring, page_view

LONG = "\n\n".join(f"Paragraph {at} " + "goes on and on " * (at % 40) for at in range(400))

LEVEL = Alignment.of([Link(at, at, 0.9) for at in range(400)])


@pytest.mark.parametrize("key", ["G", "J"])
async def test_keys_have_their_turn_while_a_book_is_measured(
    path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(page_view, "BOOK", 100)
    monkeypatch.setattr(measuring, "SLICE", 0)  # a block, then whatever else there is to do
    monkeypatch.setattr(measuring, "PAUSE", 0.02)  # 800 blocks: 16 seconds
    store, _ = new_store(path, pair=articles(LONG, LONG), links=LEVEL)
    async with reading(path, store=store) as desk:
        view = desk.reader.view
        first = view.page_now
        await desk.press(key)
        layout = view.layout_now
        shown = layout.row_at(desk.caret.side, desk.caret.offset)
        assert shown is not None
        whole = [max(len(layout.lines(side, at)) for side in view.sides) for at in range(400)]
        if key == "J":
            assert shown < SURE and view.page_now is first, "the rest is still to be measured"
        else:
            assert layout.height == sum(whole) + 399 and view.virtual_size.height == layout.height
            assert "Paragraph 399" in desk.page
