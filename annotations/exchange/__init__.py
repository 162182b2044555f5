"""Annotations out of the store and back in, one module a format, with a report of what is lost.

The names here are loaded when they are first used; each format is loaded when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.lazily import lazily

if TYPE_CHECKING:
    from annotations.exchange.format import Format
    from annotations.exchange.registry import FORMATS, detect, export, import_file
    from annotations.exchange.reports import ImportReport, Loss, LossReport
    from annotations.exchange.view import Filters
else:
    __getattr__ = lazily(
        __name__,
        {
            "format": "Format",
            "registry": "FORMATS detect export import_file",
            "reports": "ImportReport Loss LossReport",
            "view": "Filters",
        },
    )

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
