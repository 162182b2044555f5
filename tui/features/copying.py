"""Copy the selection, or the sentence at the caret, to the terminal's clipboard."""

from __future__ import annotations

from pathlib import Path

from annotations.articles import visible
from annotations.articles.text.visible import one_line
from tui.features.host import Host


class Copying:
    """Copies text alone, or as a quotation with its source and offsets."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def copy(self, *, cited: bool) -> None:
        """Send it to the clipboard of the terminal, and say so."""
        self._host.view.app.copy_to_clipboard(self.text(cited))
        self._host.bars.show_message("sent to the terminal’s clipboard")

    def text(self, cited: bool) -> str:
        """What is copied: the words alone, or in quotation marks with where they stand."""
        view, session = self._host.view, self._host.session
        span = view.target
        article = session.articles[view.caret.side]
        words = visible(article.text[span.start : span.end])
        if not cited:
            return words
        name = article.outlet or article.title or Path(article.source).name
        parts = [one_line(part) for part in (name, article.published, article.url) if part]
        return f"“{' '.join(words.split())}” ({', '.join(parts)}, {span.start}–{span.end})"
