"""Another label for many annotations at once: one command, one step to undo."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from annotations.marks.annotation import Annotation
from annotations.marks.cleaning import clean_path
from annotations.store.command import Command
from annotations.store.commands import annotation_edit, now

CHANGED_BY = "changed by"
"""The attribute that says who last changed what another annotator tagged."""


def retag(found: Iterable[Annotation], label: str, annotator: str, *, history: str = "") -> Command:
    """Give annotations another label; those that have it already stay as they are.

    Where another annotator tagged it, the annotation says who changed it. The command has no edits
    where nothing is to be changed.

    Raises:
        CodebookError: this is no name for a label.
    """
    path, moment = clean_path(label), now()
    edits = []
    for each in found:
        if each.label == path:
            continue
        about = each.attributes
        if each.annotator != annotator:
            about = {**about, CHANGED_BY: annotator or "somebody"}
        after = replace(each, label=path, updated=moment, attributes=about)
        edits.append(annotation_edit(each, after))
    many = f"{len(edits):,} annotations" if len(edits) != 1 else "an annotation"
    return Command(f"retag {many} to {path}", tuple(edits), history)
