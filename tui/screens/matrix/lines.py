"""The parts of the matrix that are drawn line by line: the table, the legend, and a row in full."""

from __future__ import annotations

from typing import ClassVar

from tui.widgets.drawn_lines import DrawnLines

VERDICTS = ("head", "contradicts", "partly", "updates", "updated", "unclear", "agrees", "silent")


class MatrixLines(DrawnLines):
    """Lines with the styles of the matrix."""

    STYLES: ClassVar[tuple[str, ...]] = (
        *VERDICTS,
        *("proposed", "echo", "row", "cursor", "head-line", "here", "voices", "words", "said"),
        *("begun", "legend", "summary", "outlet", "told", "differs", "conflict", "shared"),
    )
    DEFAULT_CSS = """
    MatrixLines {
        &> .lines--head { color: $text-primary; text-style: bold; }
        &> .lines--contradicts { color: $text-error; text-style: bold; }
        &> .lines--partly { color: $text-warning; }
        &> .lines--updates { color: $text-accent; }
        &> .lines--updated { color: $text-accent; }
        &> .lines--unclear { color: $foreground 70%; }
        &> .lines--agrees { color: $text-success; }
        &> .lines--silent { color: $foreground 30%; }
        &> .lines--proposed { text-style: italic; }
        &> .lines--echo { color: $foreground 45%; }
        &> .lines--row { background: $foreground 10%; }
        &> .lines--cursor { background: $foreground; color: $background; text-style: bold; }
        &> .lines--head-line { color: $foreground 60%; }
        &> .lines--here { color: $text-accent; text-style: bold; }
        &> .lines--voices { color: $foreground 60%; }
        &> .lines--said { color: $foreground 85%; }
        &> .lines--begun { color: $text-warning; text-style: bold; }
        &> .lines--legend { color: $foreground 60%; }
        &> .lines--summary { text-style: bold; }
        &> .lines--outlet { text-style: bold; }
        &> .lines--told { color: $foreground 60%; }
        &> .lines--differs { color: $text-warning; text-style: underline; }
        &> .lines--conflict { color: $text-error; background: $error 20%; text-style: bold underline; }
        &> .lines--shared { color: $foreground 60%; text-style: italic; }
    }
    MatrixLines:nocolor {
        &> .lines--row { background: $background; text-style: bold; }
        &> .lines--cursor { background: $background; color: $foreground; text-style: reverse bold; }
        &> .lines--echo { text-style: dim; }
        &> .lines--conflict { background: $background; text-style: reverse bold; }
    }
    MatrixLines:ansi {
        &> .lines--row { background: ansi_default; text-style: bold; }
        &> .lines--cursor { background: ansi_default; color: ansi_default; text-style: reverse bold; }
        &> .lines--silent { color: ansi_default; text-style: dim; }
        &> .lines--echo { color: ansi_default; text-style: dim; }
        &> .lines--conflict { background: ansi_default; color: ansi_red; text-style: reverse bold; }
    }
    """


class Table(MatrixLines, can_focus=True):
    """The rows, one a line; it has the focus, and the screen the keys."""


class Legend(MatrixLines):
    """Which letter is which outlet, how much there is, and the letters above the columns."""


class Detail(MatrixLines):
    """The row with the cursor, in full."""
