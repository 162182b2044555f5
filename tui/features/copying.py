"""Copy the selection, or the sentence, with or without where it stands."""

from __future__ import annotations

from pathlib import Path

from annotations.articles import visible
from tui.features.desk import Desk


class Copying:
    """The selection, or the sentence, to the terminal's clipboard."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def text(self, cited: bool) -> str:
        """What is copied: the words alone, or in quotation marks with where they stand."""
        view, session = self._desk.view, self._desk.session
        span = view.target
        article = session.articles[view.caret.side]
        words = visible(article.text[span.start : span.end])
        if not cited:
            return words
        name = article.outlet or article.title or Path(article.source).name
        parts = [part for part in (name, article.published, article.url) if part]
        return f"“{' '.join(words.split())}” ({', '.join(parts)}, {span.start}–{span.end})"
