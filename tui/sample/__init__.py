"""The built-in pair: two invented reports of one invented accident, ready to be annotated."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def sample_paths() -> tuple[Path, Path]:
    """The files of the left and the right article, which ship inside the package."""
    return _HERE / "harbour-dispatch.txt", _HERE / "coast-ledger.txt"
