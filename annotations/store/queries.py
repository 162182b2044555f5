"""Queries on a store's tables: annotations, relations, links and reading progress."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.alignment.link import Alignment, Link, Origin
from annotations.marks.annotation import Annotation, Relation
from annotations.store.engine.encoding import decode
from annotations.store.engine.storage import JournalStorage
from annotations.store.schema import key_reader
from annotations.store.serialization import (
    Progress,
    Rejection,
    annotation_from_json,
    link_from_document,
    links_from_document,
    progress_from_document,
    rejection_from_document,
    relation_from_json,
)


def annotations_on(
    storage: JournalStorage, articles: Iterable[str] | None, label: str | None
) -> tuple[Annotation, ...]:
    """Annotations of some articles or of all, in order of article and span."""
    rows = storage.rows("annotations")
    raws: Iterable[bytes] = rows
    if articles is not None:
        raws = [rows.documents[number] for each in articles for number in rows.having(each)]
    found = [annotation_from_json(raw) for raw in raws]
    if label is not None:
        below = label + "/"
        found = [each for each in found if each.label == label or each.label.startswith(below)]
    found.sort(key=lambda each: (each.article, each.start, -each.end, each.created))
    return tuple(found)


def relations_on(storage: JournalStorage, articles: Iterable[str] | None) -> tuple[Relation, ...]:
    """All relations, or those with both ends on some articles, in the order they came."""
    rows, marked = storage.rows("relations"), storage.rows("annotations")
    if articles is None:
        return tuple(relation_from_json(raw) for raw in rows)
    head = key_reader("annotations")
    ids = {
        head(marked.documents[number])[0].decode()
        for each in articles
        for number in marked.having(each)
    }
    numbers = sorted({number for each in ids for number in rows.having(each)})
    found = (relation_from_json(rows.documents[number]) for number in numbers)
    return tuple(each for each in found if each.source in ids and each.target in ids)


def relations_of(storage: JournalStorage, annotation: str) -> tuple[Relation, ...]:
    """Relations that start or end at an annotation."""
    rows = storage.rows("relations")
    numbers = rows.having(annotation)
    return tuple(relation_from_json(rows.documents[number]) for number in numbers)


def rejections_on(storage: JournalStorage, articles: Iterable[str] | None) -> tuple[Rejection, ...]:
    """What was rejected of the proposals for some articles or for all, in the order it came."""
    rows = storage.rows("rejections")
    raws: Iterable[bytes] = rows
    if articles is not None:
        numbers = sorted(number for each in articles for number in rows.having(each))
        raws = [rows.documents[number] for number in numbers]
    return tuple(rejection_from_document(decode(raw)) for raw in raws)


def decided_links(storage: JournalStorage, pair: str) -> tuple[Link, ...]:
    """The links of a pair that a person confirmed, rejected or made."""
    rows = storage.rows("links")
    return tuple(link_from_document(decode(rows.documents[n])) for n in rows.having(pair))


def stored_alignment(
    storage: JournalStorage, pair: str, texts: tuple[str, str]
) -> Alignment | None:
    """The aligner's links under people's decisions; None where there is neither.

    `texts` are the SHA-256 of the two texts now: links made on others are no longer of use.
    """
    document = storage.document("alignments", pair)
    decided = decided_links(storage, pair)
    if document is None or document.get("texts") != list(texts):
        document = None
        if not decided:
            return None
    links = {(link.left, link.right): link for link in links_from_document(document or {})}
    links.update({(link.left, link.right): link for link in decided})
    return Alignment.of(links.values())


def last_read(storage: JournalStorage, annotator: str) -> Progress | None:
    """Where this annotator stopped last, in any pair."""
    found = (progress_from_document(document) for document in storage.documents("progress"))
    mine = (progress for progress in found if progress.annotator == annotator)
    return max(mine, key=lambda progress: progress.updated, default=None)


def automatic_links(alignment: Alignment) -> tuple[Link, ...]:
    """The aligner's own links of an alignment."""
    return tuple(link for link in alignment.links if link.origin is Origin.AUTO)
