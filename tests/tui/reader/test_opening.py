"""A book's first screenful is laid out and painted before the rest, and stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.strip import Strip

from annotations.alignment import Alignment, Link, rows
from annotations.store import Progress
from tests.tui.driving import articles, new_store, reading
from tui.page.arrangement import Arrangement, Flow, arrange
from tui.page.caret import Side
from tui.page.drawing import Page
from tui.page.layout import SURE, PairLayout, display_text
from tui.reader.aligning import PairAligner
from tui.widgets import page_view
from tui.widgets.page_view import PageView

TOLD = "The ferry sailed at {} and nobody saw it come back to the harbour on that day. "
LEVEL = Alignment.of(Link(at, at, 0.9) for at in range(300))
CROSSED = Alignment.of(Link(at, (at + 70) % 300, 0.9) for at in range(300))


def book(longest: int = 4) -> str:
    return "\n\n".join(TOLD.format(hour) * (1 + hour % longest) for hour in range(300))


Painted = list[tuple[Page, list[str]]]


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painted:
    """The pages that are painted from now on, each with its lines; 100 rows are a book."""
    found: Painted = []
    paint = PageView.render_lines

    def watched(self: PageView, crop: Region) -> list[Strip]:
        strips = paint(self, crop)
        assert self.page_now is not None
        found.append((self.page_now, [strip.text for strip in strips]))
        return strips

    monkeypatch.setattr(page_view, "BOOK", 100)
    monkeypatch.setattr(PageView, "render_lines", watched)
    return found


@pytest.mark.parametrize("block", [0, 1, 150, 298, 299])
@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_the_first_screenful_stays_where_it_is_when_the_rest_is_laid_out(
    path: Path, painted: Painted, block: int, size: tuple[int, int]
) -> None:
    store, pair = new_store(path, pair=articles(book(), book()), links=LEVEL)
    offset = store.article(pair.left).blocks[block].start
    store.save_progress(Progress(pair=pair.id, annotator="ada", offset=offset))
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


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("block", [0, 30, 150, 299])
@pytest.mark.parametrize("links", [CROSSED, Alignment()], ids=["linked", "not yet aligned"])
@pytest.mark.parametrize("flow", ["FOLLOW", "FREE"])
async def test_so_do_both_columns_where_each_article_flows_on_its_own(
    path: Path,
    painted: Painted,
    monkeypatch: pytest.MonkeyPatch,
    side: Side,
    block: int,
    links: Alignment,
    flow: str,
) -> None:
    monkeypatch.setattr(PairAligner, "run", lambda self: None)
    store, pair = new_store(path, pair=articles(book(), book(3)), links=links)
    offset = store.article((pair.left, pair.right)[side]).blocks[block].start
    place = Progress(
        pair=pair.id, annotator="ada", side=side.word, offset=offset, view={"flow": flow}
    )
    store.save_progress(place)
    async with reading(path, store=store, size=(120, 40)) as desk:
        view = desk.reader.view
        await desk.until(lambda: painted[-1][0] is not painted[0][0], "all is laid out")
        layouts = view.page_now.layouts if view.page_now else ()
        for each, layout in zip(Side, layouts, strict=True):
            assert layout.height == sum(len(layout.lines(each, at)) for at in range(300)) + 299
        seen = [text for _, text in painted if len(text) == view.size.height]
        assert seen[0] == seen[-1]


def test_a_book_in_columns_is_measured_where_it_is_seen_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measured: list[tuple[Side, int]] = []
    monkeypatch.setattr(
        PairLayout, "_height", lambda self, side, block: measured.append((side, block)) or 1
    )
    pair = articles(book(), book(3))
    texts = display_text(pair[0]), display_text(pair[1])
    wanted = Arrangement(flow=Flow.FOLLOW)
    arrange(pair, texts, rows(*pair, CROSSED), CROSSED, 120, wanted, first=(Side.LEFT, 150))
    assert {side for side, _ in measured} == set(Side)
    assert len(measured) <= 4 * SURE
