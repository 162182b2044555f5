"""A book's first screenful is laid out and painted before the rest, and stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.strip import Strip

from annotations.alignment import Alignment, Link
from annotations.store import Progress
from tests.tui.driving import articles, new_store, reading
from tui.reading.caret import Side
from tui.reading.page import Page
from tui.widgets import page_view
from tui.widgets.page_view import PageView

TOLD = "The ferry sailed at {} and nobody saw it come back to the harbour on that day. "
LEVEL = Alignment.of(Link(at, at, 0.9) for at in range(300))


def book() -> str:
    return "\n\n".join(TOLD.format(hour) * (1 + hour % 4) for hour in range(300))


@pytest.mark.parametrize("block", [0, 1, 150, 298, 299])
@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_the_first_screenful_stays_where_it_is_when_the_rest_is_laid_out(
    path: Path, monkeypatch: pytest.MonkeyPatch, block: int, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(page_view, "BOOK", 100)
    store, pair = new_store(path, pair=articles(book(), book()), links=LEVEL)
    offset = store.article(pair.left).blocks[block].start
    store.save_progress(Progress(pair.id, "ada", offset=offset))
    painted: list[tuple[Page, list[str]]] = []
    paint = PageView.render_lines

    def watched(self: PageView, crop: Region) -> list[Strip]:
        strips = paint(self, crop)
        page = self.page_now
        assert page is not None
        painted.append((page, [strip.text for strip in strips]))
        return strips

    monkeypatch.setattr(PageView, "render_lines", watched)
    async with reading(path, store=store, size=size) as desk:
        view = desk.reader.view
        await desk.until(lambda: painted[-1][0] is not painted[0][0], "all is laid out")
        layout = view.layout_now
        heights = [max(len(layout.lines(side, at)) for side in view.sides) for at in range(300)]
        assert layout.height == sum(heights) + 299
        assert view.virtual_size.height == layout.height
        seen = [text for _, text in painted if len(text) == view.size.height]
        assert f"sailed at {block} and" in " ".join(seen[0])
        assert seen[0] == seen[-1]
        assert (desk.caret.side, desk.caret.offset) == (Side.LEFT, offset)
