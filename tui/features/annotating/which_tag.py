"""Where tags overlap: which of them is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from annotations.marks import Annotation, Codebook
from annotations.marks.quote import shorten
from tui.features.host import Host
from tui.screens.finder import Choice, Finder


def ask_which(
    host: Host, title: str, tags: Sequence[Annotation], then: Callable[[Annotation], None]
) -> None:
    """Let one of several tags be chosen, by label, whose it is and quote; `then` gets that one."""
    session = host.session
    choices = [
        Choice(
            item.id,
            f"{item.label} {session.layers.whose(item.annotator)}".strip(),
            f"‘{shorten(item.quote)}’",
            label_mark(session.codebook, item.label),
        )
        for item in tags
    ]

    def chosen(answer: str) -> None:
        annotation = session.annotation(answer)
        if annotation is not None:
            then(annotation)

    host.dialogs.ask(Finder(title, choices), chosen)


def label_mark(codebook: Codebook, path: str) -> Text:
    """The letter of a label in its colour."""
    return Text(codebook.glyph(path), f"bold {codebook.colour(path)}")
