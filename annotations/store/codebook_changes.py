"""Change the codebook as one command: the labels, and every annotation that carries one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from annotations.errors import CodebookError
from annotations.marks.annotation import Annotation
from annotations.marks.codebook import BUILT_IN, Codebook, kept_codebook, relabel, to_dict
from annotations.store.command import Command, Document, Edit
from annotations.store.commands import annotation_edit, now


def codebook_of(stored: Mapping[str, Document]) -> Codebook:
    """The built-in labels, changed and added to by the label documents of a store, by path."""
    labels = {label.path: to_dict(label) for label in BUILT_IN} | dict(stored)
    return kept_codebook({**document, "id": path} for path, document in labels.items())


def recode(
    title: str,
    stored: Mapping[str, Document],
    after: Codebook,
    *,
    moved: tuple[str, str] | None = None,
    annotations: Iterable[Annotation] = (),
    pair: str = "",
) -> Command:
    """The command that turns the codebook of a store into another.

    `stored` are the store's label documents by path. `moved` is the old and the new path of a
    label that was renamed or merged; `annotations` are then all that carry it or one below it.

    Raises:
        CodebookError: a built-in label would go; it can be retired.
    """
    for label in BUILT_IN:
        if label.path not in after:
            raise CodebookError(f"{label.path!r} is built in: retire it, it cannot be renamed away")
    wanted: dict[str, Document] = {
        label.path: {**to_dict(label), "id": label.path}
        for label in after
        if label != BUILT_IN.get(label.path)
    }
    edits = [
        Edit("labels", path, stored.get(path), wanted.get(path))
        for path in dict.fromkeys([*stored, *wanted])
        if stored.get(path) != wanted.get(path)
    ]
    if moved is not None:
        for annotation in annotations:
            path = relabel(annotation.label, *moved)
            if path != annotation.label:
                changed = replace(annotation, label=path, updated=now())
                edits.append(annotation_edit(annotation, changed))
    return Command(title, tuple(edits), pair)
