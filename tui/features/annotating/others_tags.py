"""Changing what another annotator tagged: it is asked about first, and who did it is recorded."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from annotations.marks import Annotation
from annotations.marks.quote import shorten
from annotations.store.search.retagging import CHANGED_BY
from tui.features.host import Host
from tui.screens.finder import Choice, Finder


def is_anothers(host: Host, annotation: Annotation) -> bool:
    """Whether another annotator tagged it; a suggestion is there to be accepted or rejected."""
    return annotation.annotator != host.session.annotator and not annotation.suggested


def ask_first(
    host: Host, annotation: Annotation, does: str, then: Callable[[Annotation], None]
) -> None:
    """Do something to an annotation, after a question if it is another's; `does` says what."""
    if not is_anothers(host, annotation):
        then(annotation)
        return
    whose = annotation.annotator
    choices = [
        Choice("leave", "Leave it as it is"),
        Choice("do", f"{does} it all the same", "your name stands by it in the history"),
    ]
    title = f"{whose} tagged ‘{shorten(annotation.quote, 30)}’"
    host.dialogs.ask(
        Finder(title, choices), lambda answer: then(annotation) if answer == "do" else None
    )


def signed(host: Host, before: Annotation, after: Annotation) -> Annotation:
    """An annotation as it is changed, with who changed it where that is not who tagged it."""
    if not is_anothers(host, before):
        return after
    return replace(
        after, attributes={**after.attributes, CHANGED_BY: host.session.annotator or "somebody"}
    )
