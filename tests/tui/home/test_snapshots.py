"""How home looks, cell by cell; see `tests/tui/reader/test_snapshots.py` for how they are renewed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import textual
from textual.pilot import Pilot

from annotations.store import Store
from tests.benchmarks.events.archive import archive
from tests.tui.home.at_home import small_store
from tests.tui.reader.test_snapshots import MADE_WITH, Compare
from tui.app import CrossreadApp
from tui.home.finding.screen import FoundScreen
from tui.home.home import Home
from tui.widgets.line import Line

pytestmark = pytest.mark.skipif(
    textual.__version__ != MADE_WITH, reason=f"the snapshots were drawn by Textual {MADE_WITH}"
)


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    small_store(path)
    with Store.open(path, annotator="ada") as opened:
        yield opened


async def settled(pilot: Pilot[int]) -> None:
    """Wait until all is known and drawn, and go to the second event."""
    home = pilot.app.screen
    assert isinstance(home, Home)
    while home.library.index is None or home.library.index.waiting:
        await pilot.pause()
    await pilot.press("j")
    await pilot.pause()


@pytest.mark.parametrize("size", [(120, 40), (200, 60)], ids=["120x40", "200x60"])
def test_home(store: Store, snap_compare: Compare, size: tuple[int, int]) -> None:
    app = CrossreadApp(store, None)
    assert snap_compare(app, terminal_size=size, run_before=settled)
    app.close()


async def searched(pilot: Pilot[int]) -> None:
    """Search an archive, mark an event, and stand on the next."""
    await pilot.press("f")
    pilot.app.screen.query_one(Line).value = "march.jsonl"
    await pilot.press("enter")
    while not isinstance(found := pilot.app.screen, FoundScreen) or not found.is_idle:
        await pilot.pause()
    await pilot.press("space")
    while not found.is_idle:
        await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_events_found(
    store: Store,
    snap_compare: Compare,
    size: tuple[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [*map(json.dumps, archive(60, seed=1)), "no JSON"]
    Path("march.jsonl").write_text("\n".join(lines))
    app = CrossreadApp(store, None)
    assert snap_compare(app, terminal_size=size, run_before=searched)
    app.close()


def test_home_without_events(path: Path, snap_compare: Compare) -> None:
    with Store.open(path, annotator="ada") as store:
        app = CrossreadApp(store, None)
        assert snap_compare(app, terminal_size=(80, 24), run_before=settled)
        app.close()
