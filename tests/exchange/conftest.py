"""Files that more than one module of tests imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.exchange import export
from tests.exchange.stores import SAMPLE, stored


@pytest.fixture
def native(tmp_path: Path) -> Path:
    """A colleague's store in crossread's own format."""
    path = tmp_path / "colleague.jsonl"
    with stored(SAMPLE) as store:
        export(store, out=path)
    return path
