"""What is left out on which system, and what no test may fail by: the speed of the machine."""

from __future__ import annotations

import gc
import sys

import pytest
from hypothesis import HealthCheck, settings

from annotations.suggestions.judging import models

collect_ignore = ["terminal"] if sys.platform == "win32" else []
"""Windows has no pseudo-terminals as Unix has them; the tests of the app inside the process run."""

settings.register_profile(
    "no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("no clock")


def pytest_collection_finish() -> None:
    """Keep Python's collector off what is loaded now, and have it look for garbage more seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have claims compared as where no sentence model is installed, whatever this machine has."""
    monkeypatch.setattr(models, "PACKAGES", ())
