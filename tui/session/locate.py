"""Where in the pair that is read edits can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotations.articles import Span
from annotations.store import Edit
from annotations.store.serialization import (
    annotation_from_document,
    link_from_document,
    relation_from_document,
)
from tui.page.caret import Side
from tui.session.session import Session

Place = tuple[Side, Span]


def whereabouts(session: Session, edits: Sequence[Edit]) -> Iterator[Place]:
    """Each side and span that shows what edits changed, as they leave it.

    A link is seen at both its blocks, a relation at the tags of its ends, a label at no place.
    Nor is anything where an article changes: offsets are then those of a text not yet shown.
    """
    if any(edit.table == "articles" for edit in edits):
        return
    for edit in edits:
        document = edit.after or edit.before
        if document is None:
            continue
        if edit.table == "annotations":
            annotation = annotation_from_document(document)
            side = session.side_of(annotation)
            if side is not None:
                yield side, annotation.span
        elif edit.table == "relations":
            relation = relation_from_document(document)
            for end in (relation.source, relation.target):
                mark = session.annotation(end)
                side = session.side_of(mark) if mark else None
                if mark and side is not None:
                    yield side, mark.span
        elif edit.table == "links" and document.get("pair") == session.pair.id:
            link = link_from_document(document)
            for side, block in zip(Side, (link.left, link.right), strict=True):
                blocks = session.articles[side].blocks
                if block < len(blocks):
                    yield side, blocks[block].span
