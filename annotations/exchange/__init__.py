"""Annotations out of the store and back in, one module a format, with a report of what is lost.

The names here are loaded when they are first used; each format is loaded when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotations.exchange.format import Format
    from annotations.exchange.formats import FORMATS, detect, export, import_file
    from annotations.exchange.reports import ImportReport, Loss, LossReport
    from annotations.exchange.view import Filters

__all__ = [
    "FORMATS",
    "Filters",
    "Format",
    "ImportReport",
    "Loss",
    "LossReport",
    "detect",
    "export",
    "import_file",
]

_HOMES = {
    "FORMATS": "formats",
    "Filters": "view",
    "Format": "format",
    "ImportReport": "reports",
    "Loss": "reports",
    "LossReport": "reports",
    "detect": "formats",
    "export": "formats",
    "import_file": "formats",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"annotations.exchange.{_HOMES[name]}"), name)
