"""The matrix on the whole screen: a table, and below it the row with the cursor in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from rich.text import Text
from textual import on
from textual.app import ComposeResult

from annotations.marks import RelationKind
from tui.page.drawing import DrawnPiece
from tui.page.matrix.detail import DetailLines, Said, detail_lines
from tui.page.matrix.grid import GridLayout, head_line, legend_lines, row_line
from tui.screens.matrix.lines import Detail, Legend, MatrixLines, Table
from tui.screens.modal import Modal
from tui.widgets.box import Box

if TYPE_CHECKING:
    from annotations.suggestions.matrix import Place, Row


class MatrixModel(Protocol):
    """What the matrix asks of the feature that opens it: `tui.features.matrix.matrix.Matrix`."""

    at: tuple[str, int]
    """The key of the row with the cursor, and its column."""

    @property
    def names(self) -> Sequence[str]: ...
    @property
    def title(self) -> str: ...
    @property
    def standing(self) -> str: ...
    def rows(self) -> Sequence[Row]: ...
    def words(self, place: Place) -> str: ...
    def summary(self, row: Row) -> str: ...
    def said(self, row: Row) -> Sequence[Said]: ...
    def filter(self) -> None: ...
    def sort(self) -> None: ...
    def show_other(self) -> None: ...
    def base(self, column: int) -> None: ...
    def closed(self) -> None: ...


class CellKeys(Protocol):
    """What the matrix has its cells judged by: `tui.features.matrix.judging.Judging`."""

    said: str

    @property
    def begun(self) -> str: ...
    @property
    def begun_in(self) -> str: ...
    def accept(self, row: Row, column: int) -> None: ...
    def reject(self, row: Row, column: int) -> None: ...
    def begin(self, row: Row, column: int) -> None: ...
    def relate(self, row: Row, column: int, kind: RelationKind) -> None: ...
    def drop(self) -> None: ...
    def recall(self) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...


class MatrixScreen(Modal["Place"]):
    """Moves a cursor over cells and shows what they say; returns the place to go to."""

    CONTEXT = "matrix"
    DEFAULT_CSS = """
    MatrixScreen { align: center middle; background: $background; }
    MatrixScreen > Box {
        width: 100%; height: 100%; max-width: 100%; max-height: 100%; overflow: hidden;
        background: $background; border: round $primary 40%;
    }
    MatrixScreen MatrixLines { background: $background; }
    MatrixScreen Legend { height: 3; }
    MatrixScreen Table { height: 1fr; }
    MatrixScreen Table:focus { background-tint: $foreground 0%; }
    MatrixScreen Detail { height: 45%; border-top: solid $foreground 20%; }
    """

    def __init__(self, model: MatrixModel, judging: CellKeys) -> None:
        super().__init__()
        self._model = model
        self._judging = judging
        self._rows: Sequence[Row] = ()
        self._layout = GridLayout.fit(80, 2)
        self._row = self._column = 0
        self._detail = DetailLines()
        self._filling = False
        self._frame = ("", "")
        self._marked = ""
        """The row in which a relation was begun, as it is drawn."""
        self._told = False
        """Whether the row is about to be told in full."""
        self._told_row = ""
        self._legend: list[list[DrawnPiece]] = []

    def compose(self) -> ComposeResult:
        with Box("Matrix", ""):
            yield Legend()
            yield Table()
            yield Detail()

    def on_mount(self) -> None:
        self._table.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self.fill)

    def on_unmount(self) -> None:
        self._model.closed()

    @property
    def _table(self) -> Table:
        return self.query_one(Table)

    # What it shows

    def fill(self) -> None:
        """Show the rows as they are now, once what is going on now is over.

        A key may change a relation, the view's settings and what was just said, each of which asks
        for that.
        """
        if not self._filling:
            self._filling = True
            self.call_next(self._fill)

    def _fill(self) -> None:
        """Show the rows; the cursor stays on its row, or where that was."""
        self._filling = False
        if not self.has(Table) or not self._table.size.width:
            return
        model = self._model
        before, self._rows = self._rows, model.rows()
        shown = self._row, self._column, self._layout, self._marked
        keys = {row.key: at for at, row in enumerate(self._rows)}
        at = keys.get(model.at[0], min(self._row, len(self._rows) - 1))
        self._row = max(0, at)
        self._column = min(max(0, model.at[1]), len(model.names) - 1)
        if self._frame != (frame := (model.title, self._keys)):
            self._frame = frame
            box = self.query_one(Box)
            box.border_title = Text(frame[0])  # as text: no markup acts
            box.show_keys(frame[1])
        self._fit()
        table = self._table
        self._marked = self._judging.begun_in
        same = zip(before, self._rows, strict=False)
        kept = {at for at, (one, other) in enumerate(same) if one is other}
        if shown != (self._row, self._column, self._layout, self._marked):
            kept = (
                kept - {shown[0], self._row} if shown[2:] == (self._layout, self._marked) else set()
            )
        table.show(max(1, len(self._rows)), self._line, table.top, kept)
        table.reveal(self._row, 1)
        self._show()

    @property
    def _keys(self) -> str:
        line = self.keymap.line
        if self._judging.begun:
            kinds = ("matrix.agrees", "matrix.contradicts", "matrix.partly", "matrix.updates")
            return line(*kinds, "matrix.close")
        first = ("matrix.go", "matrix.accept", "matrix.reject", "matrix.relate")
        return line(*first, "matrix.filter", "matrix.sort", "matrix.other", "matrix.close")

    def _fit(self) -> None:
        names = self._model.names
        width = self._table.size.width
        self._layout = GridLayout.fit(width, len(names), self._column, self._layout.first)
        most = 0 if self._layout.wide else 1 + (self.size.height >= 30)
        self._legend = legend_lines(names, width, most) if most else []
        widget = self.query_one(Legend)
        widget.styles.height = count = 2 + len(self._legend)
        widget.show(count, self._above)

    def _above(self, at: int) -> list[DrawnPiece]:
        """A line above the table."""
        if not at:
            return [DrawnPiece(self._standing, ("summary",))]
        if at <= len(self._legend):
            return self._legend[at - 1]
        return head_line(self._layout, self._model.names, self._column)

    @property
    def _standing(self) -> str:
        """The first line: what is begun, what was just done, else how much there is."""
        return self._judging.begun or self._judging.said or self._model.standing

    def _line(self, at: int) -> list[DrawnPiece]:
        if at >= len(self._rows):
            return [DrawnPiece("  no row to show", ("told",))]
        column = self._column if at == self._row else None
        row = self._rows[at]
        return row_line(
            self._layout, row, self._model.words, column, row.key == self._judging.begun_in
        )

    @property
    def _now(self) -> Row | None:
        return self._rows[self._row] if self._row < len(self._rows) else None

    def _show(self) -> None:
        """The row with the cursor in full, once the key that moved it is painted."""
        if row := self._now:
            self._model.at = (row.key, self._column)
        self.retell()

    def retell(self) -> None:
        """More is known of the row with the cursor, or is to be once the table is painted."""
        if not self._told and self.has(Table):
            self._told = True
            self._table.call_after_refresh(self._tell)

    def _tell(self) -> None:
        self._told = False
        if not self.has(Detail):
            return
        row = self._now
        detail, model = self.query_one(Detail), self._model
        top = detail.top if row is not None and row.key == self._told_row else 0
        self._told_row = row.key if row else ""
        self._detail = (
            detail_lines(model.summary(row), model.said(row), max(1, detail.size.width))
            if row
            else DetailLines()
        )
        found = self._detail
        detail.show(len(found.lines), lambda at: found.line(at, self._column), top)
        self._reveal()

    def _reveal(self) -> None:
        """Bring what the outlet at the cursor says into sight."""
        detail, starts = self.query_one(Detail), self._detail.starts
        start = starts.get(self._column)
        if start is not None:
            later = [each for each in starts.values() if each > start]
            detail.reveal(min(later, default=len(self._detail.lines)) - 1)
            if start < detail.top or start == min(starts.values()):
                detail.scroll_lines(0 if start == min(starts.values()) else start)

    def _point(self, before: int) -> None:
        """The cursor went to another outlet of the row: mark it below, too."""
        detail = self.query_one(Detail)
        heads = self._detail.heads.items()
        detail.redraw(*(at for at, column in heads if column in (before, self._column)))
        self._reveal()

    # What it does

    def step(self, down: int, across: int = 0) -> None:
        """Move the cursor by rows and columns."""
        before, column = self._row, self._column
        self._row = min(max(0, before + down), max(0, len(self._rows) - 1))
        self._column = min(max(0, column + across), len(self._model.names) - 1)
        if (before, column) == (self._row, self._column):
            return
        said, self._judging.said = self._judging.said, ""
        above = self.query_one(Legend)
        if said:
            above.redraw(0)
        if self._column != column:
            above.redraw(above.count - 1)
            if self._column not in self._layout.shown:
                self._fit()
                self._table.show(self._table.count, self._line, self._table.top)
        self._table.redraw(before, self._row)
        self._table.reveal(self._row, 1)
        if before != self._row:
            self._show()
        elif row := self._now:
            self._model.at = (row.key, self._column)
            self._point(column)

    def page(self, pages: int) -> None:
        """Move the cursor by as many rows as there are in sight."""
        self.step(pages * max(1, self._table.size.height - 1))

    def cell(self, step: int) -> None:
        """To the next or previous cell of the row that is not silent."""
        row = self._now
        filled = [at for at, cell in enumerate(row.cells) if cell] if row else []
        ahead = [at for at in filled if (at - self._column) * step > 0]
        if ahead:
            self.step(0, (ahead[0] if step > 0 else ahead[-1]) - self._column)

    def read(self, lines: int) -> None:
        """Scroll what is below the table."""
        detail = self.query_one(Detail)
        detail.scroll_lines(detail.top + lines)

    def go(self) -> None:
        """Close and go to what the cell says; from a silent cell to the head of the row."""
        row = self._now
        if row is not None:
            cell = row.cells[self._column]
            self.dismiss(cell.place if cell else row.head)

    def accept(self) -> None:
        """Accept what the cell proposes."""
        if row := self._now:
            self._judging.accept(row, self._column)

    def reject(self) -> None:
        """Reject what the cell proposes, or part what is related."""
        if row := self._now:
            self._judging.reject(row, self._column)

    def relate(self) -> None:
        """Begin a relation at the cell; again, drop it."""
        if row := self._now:
            self._judging.begin(row, self._column)
            self.fill()

    def end(self, kind: RelationKind) -> None:
        """Relate what was begun, else the head of the row, and this cell."""
        if row := self._now:
            self._judging.relate(row, self._column, kind)
            self.fill()

    def filter(self) -> None:
        """Ask which rows are to be shown."""
        self._model.filter()

    def sort(self) -> None:
        """Sort the rows by something else."""
        self._model.sort()

    def show_other(self) -> None:
        """Show other rows: claims, passages, conflicting facts."""
        self._model.show_other()

    def base(self) -> None:
        """Show the passages beside the article of this column."""
        self._model.base(self._column)

    def recall(self) -> None:
        """Propose again what was rejected."""
        self._judging.recall()

    def undo(self) -> None:
        """Take back the last thing done here."""
        self._judging.undo()

    def redo(self) -> None:
        """Do it again."""
        self._judging.redo()

    async def cancel(self) -> None:
        """Drop a relation that is begun, else close."""
        if self._judging.begun:
            self._judging.drop()
            self.fill()
        else:
            await super().cancel()

    @on(MatrixLines.Picked)
    def _picked(self, event: MatrixLines.Picked) -> None:
        if isinstance(event.lines, Table) and event.line < len(self._rows):
            column = self._layout.column_at(event.x)
            self.step(
                event.line - self._row, (self._column if column is None else column) - self._column
            )
            if event.again:
                self.go()

    @on(MatrixLines.Wheeled)
    def _wheeled(self, event: MatrixLines.Wheeled) -> None:
        if isinstance(event.lines, Detail):
            self.read(event.by)
        else:
            self.step(event.by)
