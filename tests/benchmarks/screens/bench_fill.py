"""Say how full of text the screens of a pair are, page by page, as rows and as the reader sets it.

    python -m tests.benchmarks.screens.bench_fill LEFT RIGHT [--size 120x40 ..]

The caret goes down each article by pages. For every screen the share of lines with text is counted
in either column; told are the mean of all, the emptiest screen, and the emptiest column of any.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from annotations.articles import read_article
from annotations.store import Store
from tui.app import CrossreadApp
from tui.config.settings import Settings
from tui.page.arrangement import column_fill
from tui.page.caret import Side
from tui.reader.reader import Reader


async def screens(
    paths: tuple[Path, Path], size: tuple[int, int], flow: str
) -> tuple[str, list[tuple[float, float]]]:
    """How the articles go together, and the fill of both columns on each screen."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "store.json", annotator="bench")
        pair = store.add_pair(*map(read_article, paths))
        app = CrossreadApp(store, pair, Settings(flow=flow))
        found = []
        async with app.run_test(size=size) as pilot:
            reader = next(each for each in app.screen_stack if isinstance(each, Reader))
            view = reader.view
            while not reader.session.aligned or view.page_now is None:
                await pilot.pause(0.05)
            await pilot.pause(0.5)
            for _ in Side:
                await pilot.press("g")
                before = -1
                while view.caret.offset != before:
                    before = view.caret.offset
                    await pilot.pause(0.3)
                    page = view.page_now
                    top, height = view.scroll_offset.y, view.size.height
                    found.append(column_fill(page, view.caret.side, view.shift, top, height))
                    await pilot.press("space")
                await pilot.press("tab")
            word = view.flow.name.lower()
        store.close()
        return word, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("left", type=Path)
    parser.add_argument("right", type=Path)
    parser.add_argument("--size", nargs="+", default=["120x40", "160x45"])
    options = parser.parse_args()
    for size in options.size:
        width, height = map(int, size.split("x"))
        for flow in ("rows", "fit"):
            paths = options.left, options.right
            word, found = asyncio.run(screens(paths, (width, height), flow))
            means = [sum(each) / 2 for each in found]
            print(
                f"{size}  {flow:<4} ({word:<6}) {len(found):>2} screens  mean {sum(means) / len(means):.2f}"
                f"  emptiest screen {min(means):.2f}  emptiest column {min(map(min, found)):.2f}"
            )


if __name__ == "__main__":
    main()
