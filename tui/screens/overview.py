"""The map of the pair, over the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tui.page.drawing import DrawnPiece
from tui.page.overview_plot import Scale, paint
from tui.screens.modal import Modal

if TYPE_CHECKING:
    from annotations.alignment import Overview, OverviewCell


class OverviewModel(Protocol):
    """What the map asks of the feature that opens it: `tui.features.comparing.overview_map`."""

    @property
    def blocks(self) -> tuple[int, int]: ...
    @property
    def here(self) -> tuple[int, int]: ...
    @property
    def names(self) -> tuple[str, str]: ...
    def overview(self, lefts: int, rights: int) -> Overview: ...
    def words(self, left: int, right: int) -> tuple[str, str]: ...
    def cell_text(self, cell: OverviewCell | None) -> str: ...


class Plot(Widget):
    """Draws lines of named pieces; a click says on which character it was."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"plot--{name}"
        for name in (
            *("person", "sure", "likely", "faint", "changed"),
            *("cursor", "cross", "marked", "number", "number-lit"),
        )
    }
    DEFAULT_CSS = """
    Plot {
        height: 1fr;
        &> .plot--person { color: $text-primary; text-style: bold; }
        &> .plot--sure { color: $foreground; }
        &> .plot--likely { color: $foreground 60%; }
        &> .plot--faint { color: $foreground 35%; text-style: dim; }
        &> .plot--changed { color: $text-warning; }
        &> .plot--cross { background: $foreground 8%; }
        &> .plot--cursor { background: $foreground 45%; color: $text-accent; }
        &> .plot--marked { color: $text-success; text-style: bold; }
        &> .plot--number { color: $foreground 35%; }
        &> .plot--number-lit { color: $text-accent; text-style: bold; }
    }
    Plot:ansi {
        &> .plot--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    }
    """

    class Picked(Message):
        """A character of the map was clicked."""

        def __init__(self, x: int, y: int, again: bool) -> None:
            super().__init__()
            self.x, self.y, self.again = x, y, again

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[list[DrawnPiece]] = []
        self._styles: dict[tuple[str, ...], Style] = {}

    def show(self, lines: list[list[DrawnPiece]]) -> None:
        """Draw some lines from now on."""
        self._lines = lines
        self.refresh()

    def style_of(self, names: tuple[str, ...]) -> Style:
        """The styles of some names, later ones over earlier ones."""
        found = self._styles.get(names)
        if found is None:
            visual = self.visual_style
            for name in names:
                visual += self.get_visual_style(f"plot--{name}", partial=True)
            found = self._styles[names] = visual.rich_style
        return found

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        line = self._lines[y] if y < len(self._lines) else []
        segments = [Segment(piece.text, self.style_of(piece.styles)) for piece in line]
        return Strip(segments).adjust_cell_length(self.size.width, self.style_of(()))

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Picked(event.x, event.y, event.chain > 1))


class OverviewScreen(Modal[tuple[int, int]]):
    """The map with a cursor and the words at it; returns the left and the right block to go to."""

    CONTEXT = "map"
    DEFAULT_CSS = """
    OverviewScreen { align: center middle; background: $background 60%; }
    OverviewScreen > Vertical {
        width: 100%; height: 100%;
        background: $surface; border: round $primary 60%; padding: 0 1;
        border-title-color: $primary; border-title-style: bold;
        border-subtitle-color: $foreground 55%;
    }
    OverviewScreen Static { height: 1; }
    OverviewScreen #told { text-style: bold; }
    OverviewScreen.small .more { display: none; }
    OverviewScreen.small > Vertical { padding: 0; }
    """

    def __init__(self, model: OverviewModel) -> None:
        super().__init__()
        self._model = model
        self._at = (0, 0)
        self._overview: Overview | None = None
        self._scale = Scale(1, 1, 1, 1)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            down, across = self._model.names
            title = Text(f"Map: {down} ↓ {across} →")  # as text: markup in a name is none
            box.border_title = title
            box.border_subtitle = self.keymap.line("map.next", "map.go", "map.close")
            yield Plot()
            yield Static("", id="told", markup=False)
            yield Static("", id="left", classes="more", markup=False)
            yield Static("", id="right", classes="more", markup=False)
            yield Static("", id="legend", classes="more", markup=False)

    def on_mount(self) -> None:
        self._at = self._model.here

    def on_resize(self) -> None:
        self.set_class(self.size.height < 16 or self.size.width < 40, "small")
        self.call_after_refresh(self.fill)

    # What it shows

    def fill(self) -> None:
        """Work the map out for the room there is now, and draw it."""
        if not self.has(Plot):
            return
        plot = self.query_one(Plot)
        lefts, rights = self._model.blocks
        margin = len(str(lefts)) + 2 if self._numbers else 2
        above = 2 if self._numbers else 1
        self._scale = Scale.fit(lefts, rights, plot.size.width - margin, plot.size.height - above)
        self._overview = self._model.overview(self._scale.lefts, self._scale.rights)
        self._draw()

    @property
    def _numbers(self) -> bool:
        return not self.has_class("small")

    @property
    def _place(self) -> tuple[int, int]:
        assert self._overview is not None
        return self._overview.place(*self._at)

    def _draw(self) -> None:
        if self._overview is None:
            return
        plot = self.query_one(Plot)
        lines = paint(self._overview, self._scale, self._place, numbers=self._numbers)
        plot.show(lines)
        left, right = self._blocks()
        link = f"{left + 1} × {right + 1}  {self._model.cell_text(self._overview.cells.get(self._place))}"
        one, two = self._model.words(left, right)
        for name, words in (("told", link), ("left", one), ("right", two)):
            line_of = Text(words, no_wrap=True, overflow="ellipsis")
            self.query_one(f"#{name}", Static).update(line_of)
        self.query_one("#legend", Static).update(self._legend(plot))

    def _legend(self, plot: Plot) -> Text:
        text = Text(no_wrap=True, overflow="ellipsis")
        for sign, names, word in (
            ("█", ("sure",), "linked"),
            ("⣿", ("sure", "changed"), "changed"),
            ("█", ("person",), "by hand"),
            ("█", ("likely",), "likely"),
            ("█", ("faint",), "weak"),
            ("▌", ("marked",), "annotated"),
            ("┊", ("number",), "boilerplate"),
        ):
            text.append(sign, plot.style_of(names)).append(f" {word}  ", "dim")
        return text

    # What it does

    def _blocks(self) -> tuple[int, int]:
        """The blocks at the cursor: those of its link, else where it was put."""
        assert self._overview is not None
        cell = self._overview.cells.get(self._place)
        return (cell.link.left, cell.link.right) if cell is not None else self._at

    def _put(self, left: int, right: int) -> None:
        """Put the cursor on a left and a right bin."""
        assert self._overview is not None
        columns, lines = self._overview.columns, self._overview.lines
        left = min(max(0, left), len(columns) - 1)
        right = min(max(0, right), len(lines) - 1)
        self._at = columns[left].blocks.start, lines[right].blocks.start
        self._draw()

    def step(self, down: int, across: int) -> None:
        """Move the cursor by bins: down along one article, across along the other."""
        if self._overview is not None:
            left, right = self._place
            self._put(left + down, right + across)

    def linked(self, step: int) -> None:
        """Move the cursor to the next link, or the previous one."""
        if self._overview is None or not self._overview.cells:
            return
        cells = sorted(self._overview.cells, reverse=step < 0)
        here = self._place
        ahead = [cell for cell in cells if (cell > here if step > 0 else cell < here)]
        self._put(*(ahead or cells)[0])

    def go(self) -> None:
        """Close and go to the blocks at the cursor."""
        if self._overview is not None:
            self.dismiss(self._blocks())

    def on_plot_picked(self, event: Plot.Picked) -> None:
        if self._overview is None:
            return
        margin = len(str(self._model.blocks[0])) + 2 if self._numbers else 2
        self._put(*self._scale.cell_at(event.x - margin, event.y - (2 if self._numbers else 1)))
        if event.again:
            self.go()
