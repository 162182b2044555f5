"""The parts of the matrix that are drawn line by line: the table, the legend, and a row in full."""

from __future__ import annotations

from tui.widgets.drawn_lines import DrawnLines
from tui.widgets.styles import Looks


class MatrixLines(DrawnLines):
    """Lines with the styles of the matrix."""

    LOOKS = Looks(
        {
            "head": "text-primary bold",
            "contradicts": "text-error bold",
            "partly": "text-warning",
            "updates": "text-accent",
            "updated": "text-accent",
            "unclear": "foreground 70%",
            "agrees": "text-success",
            "silent": "foreground 30%",
            "proposed": "italic",
            "echo": "foreground 45%",
            "row": "on foreground 10%",
            "cursor": "background on foreground bold",
            "head-line": "foreground 60%",
            "here": "text-accent bold",
            "voices": "foreground 60%",
            "said": "foreground 85%",
            "begun": "text-warning bold",
            "legend": "foreground 60%",
            "summary": "bold",
            "outlet": "bold",
            "told": "foreground 60%",
            "differs": "text-warning underline",
            "conflict": "text-error on error 20% bold underline",
            "shared": "foreground 60% italic",
        },
        {
            "row": "on background bold",
            "cursor": "foreground on background reverse bold",
            "echo": "dim",
            "conflict": "on background reverse bold",
        },
        {
            "row": "on ansi_default bold",
            "cursor": "ansi_default on ansi_default reverse bold",
            "silent": "ansi_default dim",
            "echo": "ansi_default dim",
            "conflict": "ansi_red on ansi_default reverse bold",
        },
    )


class Table(MatrixLines, can_focus=True):
    """The rows, one a line; it has the focus, and the screen the keys."""


class Legend(MatrixLines):
    """Which letter is which outlet, how much there is, and the letters above the columns."""


class Detail(MatrixLines):
    """The row with the cursor, in full."""
