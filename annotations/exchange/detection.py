"""Which format a file is of, by its name and its first bytes."""

from __future__ import annotations

from pathlib import Path

from annotations.errors import ExchangeError

_LOOKED_AT = 65_536


def format_of(path: Path) -> str:
    """The name of the format; ExchangeError where it cannot be told."""
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError as error:
        raise ExchangeError(f"{path}: cannot be read: {error.strerror or error}") from error
    first = head.lstrip().partition(b"\n")[0]
    if first.startswith(b"{") and b'"schema"' in first and b'"crossread"' in first:
        return "jsonl"
    raise ExchangeError(f"{path}: its format cannot be told; name it with --format")
