"""How the matrix looks on five reports with forty claims, cell by cell.

After a change that is meant: `python -m pytest tests/tui/features/matrix --snapshot-update`, and
look at what changed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import textual
from textual.pilot import Pilot

from tests.tui.features.matrix.event import all_is_shown, five_reports
from tests.tui.reader.test_snapshots import MADE_WITH
from tui.app import CrossreadApp
from tui.config.settings import Settings
from tui.reader.reader import Reader
from tui.screens.matrix.screen import MatrixScreen

pytestmark = pytest.mark.skipif(
    textual.__version__ != MADE_WITH, reason=f"the snapshots were drawn by Textual {MADE_WITH}"
)


async def told(pilot: Pilot[int]) -> None:
    """Open the matrix, go to a contradiction, and wait until all is worked out."""
    reader = next(each for each in pilot.app.screen_stack if isinstance(each, Reader))
    while reader.view.page_now is None:
        await pilot.pause()
    await pilot.press("ctrl+g")
    while not all_is_shown(reader, pilot.app.screen):
        await pilot.pause()
    await pilot.press("j", "right", "right")
    while running := [each for each in pilot.app.workers if not each.is_finished]:
        await pilot.app.workers.wait_for_complete(running)
        await pilot.pause()
    assert isinstance(pilot.app.screen, MatrixScreen)
    await pilot.pause()


@pytest.mark.parametrize("size", [(120, 40), (200, 60)], ids=["120x40", "200x60"])
def test_matrix(path: Path, snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    store, _ = five_reports(path)
    with store:
        shown = CrossreadApp(store, store.pairs()[-1], Settings(signs=False))
        assert snap_compare(shown, terminal_size=size, run_before=told)
