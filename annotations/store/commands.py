"""Functions that build commands: pure and fast (microseconds), so the screen may call them.

Nothing here touches the store; `Store.do` checks and saves what they give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from msgspec.structs import replace

from annotations.alignment.link import Link, Origin
from annotations.articles.article import Article, Kind, Span
from annotations.errors import SpanError
from annotations.marks.annotation import (
    Annotation,
    Relation,
    RelationKind,
    RelationStatus,
    accepted,
    quote_and_context,
    verify,
)
from annotations.marks.cleaning import clean_name, clean_text, cleaned
from annotations.marks.quote import shorten
from annotations.store.command import Command, Document, Edit
from annotations.store.serialization import (
    annotation_from_document,
    annotation_to_document,
    article_to_document,
    link_key,
    link_to_document,
    relation_to_document,
)

QUOTE_LENGTH = 24
"""Code points of a quote that a title shows."""


def now() -> str:
    """The time in UTC, ISO 8601 to the millisecond with `Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def short_quote(quote: str) -> str:
    """A quote as titles show it: on one line, in ‘’, cut with an ellipsis."""
    return f"‘{shorten(quote, QUOTE_LENGTH)}’"


def annotation_edit(before: Annotation | None, after: Annotation | None) -> Edit:
    """The edit that adds, changes or removes an annotation."""
    either = after or before
    assert either is not None
    return Edit(
        "annotations",
        either.id,
        None if before is None else annotation_to_document(before),
        None if after is None else annotation_to_document(after),
    )


def relation_edit(before: Relation | None, after: Relation | None) -> Edit:
    """The edit that adds, changes or removes a relation."""
    either = after or before
    assert either is not None
    return Edit(
        "relations",
        either.id,
        None if before is None else relation_to_document(before),
        None if after is None else relation_to_document(after),
    )


def annotate(
    article_id: str,
    article: Article,
    span: Span,
    label: str,
    annotator: str,
    *,
    note: str = "",
    attributes: Mapping[str, str] | None = None,
) -> Annotation:
    """A new annotation of a span (code points), with quote, context, id and times filled in.

    Label, annotator, note and attributes are cleaned (see `annotations.marks.cleaning`).

    Raises:
        SpanError: the span is empty or not inside the text.
        CodebookError: the label has no character that a label may have.
    """
    quote, prefix, suffix = quote_and_context(article.text, span)
    moment = now()
    annotation = Annotation(
        id=str(uuid4()),
        article=article_id,
        start=span[0],
        end=span[1],
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        label=label,
        annotator=annotator,
        created=moment,
        updated=moment,
        note=note,
        attributes=MappingProxyType(dict(attributes or {})),
    )
    verify(annotation, article)
    return cleaned(annotation)


def tag(
    article_id: str,
    article: Article,
    span: Span,
    label: str,
    annotator: str,
    *,
    pair: str,
    note: str = "",
    attributes: Mapping[str, str] | None = None,
) -> Command:
    """Mark a span with a label; the annotation is what the command's only edit adds.

    Raises:
        SpanError: the span is empty or not inside the text.
    """
    annotation = annotate(
        article_id, article, span, label, annotator, note=note, attributes=attributes
    )
    title = f"tag {label} {short_quote(annotation.quote)}"
    return Command(title, (annotation_edit(None, annotation),), pair)


def untag(
    annotation: Annotation, relations_of_it: Iterable[Relation] = (), *, pair: str = ""
) -> Command:
    """Remove an annotation, and the relations that would dangle without it."""
    edits = [relation_edit(relation, None) for relation in relations_of_it]
    title = f"remove {annotation.label} {short_quote(annotation.quote)}"
    return Command(title, (*edits, annotation_edit(annotation, None)), pair)


def change(before: Annotation, after: Annotation, title: str = "", *, pair: str = "") -> Command:
    """Change a note, label, attributes or span; texts are cleaned and `updated` becomes now.

    Raises:
        CodebookError: the label has no character that a label may have.
    """
    if before.id != after.id:
        raise SpanError(f"annotation {before.id} cannot become {after.id}")
    edit = annotation_edit(before, cleaned(replace(after, updated=now())))
    return Command(title or f"change {before.label} {short_quote(before.quote)}", (edit,), pair)


def respan(annotation: Annotation, article: Article, span: Span, *, pair: str = "") -> Command:
    """Move or resize an annotation to another span of its article, in code points."""
    quote, prefix, suffix = quote_and_context(article.text, span)
    after = replace(
        annotation, start=span[0], end=span[1], quote=quote, prefix=prefix, suffix=suffix
    )
    verify(after, article)
    return change(annotation, after, f"move {annotation.label} to {short_quote(quote)}", pair=pair)


def relate(
    kind: RelationKind | str,
    source: Annotation,
    target: Annotation,
    annotator: str,
    pair: str,
    *,
    note: str = "",
) -> Command:
    """Tie two annotations; the relation is what the command's only edit adds.

    `kind` may be the word itself, as `contradicts`; ValueError for one that is none.
    """
    kind = RelationKind(kind)
    relation = Relation(
        id=str(uuid4()),
        kind=kind,
        source=source.id,
        target=target.id,
        annotator=clean_name(annotator),
        created=now(),
        note=clean_text(note),
    )
    title = f"{short_quote(source.quote)} {_kind_words(kind)} {short_quote(target.quote)}"
    return Command(title, (relation_edit(None, relation),), pair)


def accept_suggestion(
    annotation: Annotation, ties: Iterable[tuple[Relation, Annotation]] = (), *, pair: str = ""
) -> Command:
    """Take over a suggested annotation, and its suggested relations to accepted annotations.

    `ties` are the annotation's relations, each with the annotation at its other end; a relation
    whose other end is still a suggestion stays one.
    """
    after = replace(accepted(annotation), updated=now())
    edits = [
        _accepting(relation)
        for relation, other in ties
        if relation.suggested and (other.id == annotation.id or not other.suggested)
    ]
    title = f"accept {annotation.label} {short_quote(annotation.quote)}"
    return Command(title, (annotation_edit(annotation, after), *edits), pair)


def accept_relation(relation: Relation, *, pair: str = "") -> Command:
    """Take over a suggested relation between two annotations that are accepted."""
    return Command(f"accept {_kind_words(relation.kind)}", (_accepting(relation),), pair)


def _accepting(relation: Relation) -> Edit:
    return relation_edit(relation, replace(relation, status=RelationStatus.ACCEPTED))


def _kind_words(kind: RelationKind) -> str:
    return kind.value.replace("_", " ")


def unrelate(relation: Relation, *, pair: str = "") -> Command:
    """Remove a relation."""
    verb = "reject" if relation.suggested else "remove"
    title = f"{verb} {_kind_words(relation.kind)}"
    return Command(title, (relation_edit(relation, None),), pair)


def retype(article_id: str, article: Article, block: int, kind: Kind, *, pair: str = "") -> Command:
    """Take a block for something else: boilerplate for text, or text for boilerplate.

    `article` is the stored article with this id, `block` an index into its blocks.
    """
    from annotations.articles import reclassify  # it loads what reads files

    after = reclassify(article, block, kind)
    edit = Edit(
        "articles",
        article_id,
        article_to_document(article_id, article),
        article_to_document(article_id, after),
    )
    words = short_quote(article.text_of(article.blocks[block]))
    return Command(f"take {words} for a {kind.value}", (edit,), pair)


WORDS = {
    Origin.CONFIRMED: "confirm link",
    Origin.REJECTED: "reject link",
    Origin.MANUAL: "link",
    Origin.AUTO: "take back the decision on link",
}


def decide(pair_id: str, link: Link, previous: Link | None = None, *, history: str = "") -> Command:
    """A person's decision on a link: confirm, reject, make by hand, or (`auto`) take the decision back.

    `link.origin` says which; `previous` is the link as it stood, `auto` or None where nobody has
    decided on it before. It belongs to the `history` of the event that is read, else to that of the
    pair's own event.
    """
    decided = previous is not None and previous.origin is not Origin.AUTO
    before = link_to_document(pair_id, previous) if previous and decided else None
    after = None if link.origin is Origin.AUTO else link_to_document(pair_id, link)
    title = f"{WORDS[link.origin]} {link.left + 1}–{link.right + 1}"
    edit = Edit("links", link_key(pair_id, link.left, link.right), before, after)
    return Command(title, (edit,) if before != after else (), history or pair_id)


def add_label(document: Document, *, pair: str = "") -> Command:
    """Add a label to the codebook; `document["id"]` is its path."""
    key = str(document["id"])
    return Command(f"add label {key}", (Edit("labels", key, None, dict(document)),), pair)


def together(title: str, commands: Iterable[Command], pair: str = "") -> Command:
    """Several commands as one: one transaction, one undo (an import of 10,000 is one)."""
    return Command(title, tuple(edit for each in commands for edit in each.edits), pair)


def changed(command: Command) -> Annotation:
    """The annotation as a command that changes one leaves it.

    Raises:
        ValueError: the command changes none.
    """
    for edit in command.edits:
        if edit.table == "annotations" and edit.before is not None and edit.after is not None:
            return annotation_from_document(edit.after)
    raise ValueError(f"{command.title} changes no annotation")


def added(command: Command) -> tuple[Mapping[str, Any], ...]:
    """The documents that a command adds."""
    return tuple(
        edit.after for edit in command.edits if edit.before is None and edit.after is not None
    )
