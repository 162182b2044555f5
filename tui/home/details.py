"""Below the list: the event at the cursor in full, and its articles."""

from __future__ import annotations

from rich.segment import Segment
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from annotations.articles.text.visible import one_line
from annotations.store.events.overview import EventSummary
from tui.page.events.event_words import event_title, progress

_LOW, _HIGH = 30, 50
"""Lines of the terminal from which there is room for more of the articles."""


class Details(Widget):
    """Draws some lines of text, each cut at the end of the widget."""

    DEFAULT_CSS = """
    Details { height: 4; background: $surface; color: $foreground 90%; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Text] = []

    def fit(self, rows: int) -> None:
        """Take the room that a terminal of so many lines has for it."""
        self.styles.height = 5 if rows < _LOW else 8 if rows < _HIGH else 11
        self.display = rows >= 12

    def show(self, summary: EventSummary | None) -> None:
        """Show an event; nothing where there is none."""
        self._lines = [] if summary is None else detail_lines(summary)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.visual_style.rich_style
        if y >= len(self._lines):
            return Strip.blank(width, style)
        line = self._lines[y].copy()
        if y == self.size.height - 1 and y + 1 < len(self._lines):
            line = Text(f"     and {len(self._lines) - y} more articles", "dim")
        line.truncate(max(0, width - 1), overflow="ellipsis")
        line.end = ""
        segments = Segment.apply_style(line.render(self.app.console), style)
        return Strip(segments).adjust_cell_length(width, style)


def detail_lines(summary: EventSummary) -> list[Text]:
    """An event in lines: its title, what is done, and each article."""
    event = summary.event
    states = [word for word, on in (("pinned", event.pinned), ("archived", event.archived)) if on]
    title = Text(" ").append(event_title(summary), "bold")
    if states:
        title.append(f"  {', '.join(states)}")
    lines = [title, Text(f" {len(event.articles)} articles · {progress(summary)}")]
    about = zip(summary.titles, summary.outlets, summary.published, strict=True)
    for number, (name, outlet, published) in enumerate(about, 1):
        facts = (one_line(outlet), one_line(published)[:10], one_line(name) or "untitled")
        line = Text(f" {number:>3}  ", "dim")
        line.append(" · ".join(filter(None, facts)), "")
        lines.append(line)
    return lines
