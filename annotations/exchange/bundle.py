"""What a file says, before a store is asked: plain values, with the file's own ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid5

from annotations.alignment import Link
from annotations.articles import Article, Span, article_from_text, snap_out
from annotations.errors import CodebookError
from annotations.marks.annotation import AnchorState, Annotation, Relation, RelationKind, context
from annotations.marks.codebook import Label, clean_path
from annotations.store import Pair

NAMESPACE = UUID("8c1e4b9a-5f0d-5c55-9a53-2a4f5f6f0c1d")
"""Of the ids that are made from what an annotation says, so that a second import finds the first."""


@dataclass(frozen=True, slots=True)
class Loose:
    """An annotation of a text that is not in the file: to be found in an article of the store.

    `source` is the URL or name that the file gives of the text, `sha256` its digest where known;
    `start` the offset in code points if the file has one. `fields` are for `Bundle.add_mark`.
    """

    source: str
    sha256: str
    quote: str
    prefix: str
    suffix: str
    start: int
    label: str
    where: str
    fields: Mapping[str, Any]


@dataclass(slots=True)
class Bundle:
    """Articles and what is said about them, as one file has it.

    `articles` are by the file's ids, `links` by its pair ids. An annotation or relation without
    an annotator belongs to whoever the import names. `native` files come from a crossread store:
    what is in them is taken as it is. `problems` are sentences on what was passed over.
    """

    source: str
    native: bool = False
    articles: dict[str, Article] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    links: dict[str, list[Link]] = field(default_factory=dict)
    annotations: list[Annotation] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def add_text(self, text: str) -> str:
        """The id, in this bundle, of the article of a bare text; blocks are found in it."""
        article = article_from_text(text, source=self.source)
        key = article.sha256[:16]
        self.articles.setdefault(key, article)
        return key

    def add_offsets(
        self, text: str, article_id: str, start: int, end: int, label: str, where: str,
        annotator: str = "", **fields: Any,
    ) -> Annotation | None:  # fmt: skip
        """A mark at offsets into a text as a file has it, whose line ends may be other ones."""
        span = Span(canonical_offset(text, start), canonical_offset(text, end))
        return self.add_mark(article_id, span, label, where=where, annotator=annotator, **fields)

    def add_mark(
        self,
        article_id: str,
        span: Span,
        label: str,
        *,
        where: str,
        key: str = "",
        annotator: str = "",
        created: str = "",
        updated: str = "",
        note: str = "",
        attributes: Mapping[str, str] | None = None,
        state: AnchorState = AnchorState.EXACT,
    ) -> Annotation | None:
        """An annotation of a span that a file from elsewhere names, or None with a problem.

        `where` names the place in the file for people; `key` is the id that the file gives, empty
        for none. A span that cuts a grapheme cluster is widened, and said to be.
        """
        text = self.articles[article_id].text
        if not 0 <= span.start < span.end <= len(text):
            self.problems.append(
                f"{where}: {span.start}–{span.end} is no span of its text of {len(text)} code points"
            )
            return None
        whole = snap_out(text, span)
        if whole != span:
            self.problems.append(
                f"{where}: {span.start}–{span.end} cuts a character and was widened"
            )
        quote, prefix, suffix = context(text, whole)
        try:
            path = clean_path(label)
        except CodebookError as error:
            self.problems.append(f"{where}: {error}")
            return None
        annotation = Annotation(
            id=key or derived(self.articles[article_id].sha256, whole, path, annotator),
            article=article_id,
            start=whole.start,
            end=whole.end,
            quote=quote,
            prefix=prefix,
            suffix=suffix,
            label=path,
            annotator=annotator,
            created=created,
            updated=updated or created,
            note=note,
            attributes=MappingProxyType(dict(attributes or {})),
            state=state,
        )
        self.annotations.append(annotation)
        return annotation

    def add_tie(
        self,
        kind: object,
        one: Annotation | None,
        two: Annotation | None,
        where: str,
        annotator: str = "",
    ) -> None:
        """A relation between two marks of this bundle, or a problem."""
        known = next((each for each in RelationKind if each.value == kind), None)
        if known is None:
            self.problems.append(f"{where}: {kind!r} is no relation that crossread has")
        elif one is None or two is None:
            self.problems.append(f"{where}: an end of a relation is not there")
        else:
            key = derived(kind, one.id, two.id)
            self.relations.append(Relation(key, known, one.id, two.id, annotator, ""))


def derived(*parts: object) -> str:
    """An id made from what is said, the same each time."""
    return str(uuid5(NAMESPACE, "\x1f".join(map(str, parts))))


def canonical_offset(text: str, offset: int) -> int:
    """Where an offset into a text stands once its line ends are newlines and its BOM is gone."""
    if offset < 0 or offset > len(text):
        return offset
    shift = text.count("\r\n", 0, offset) if "\r" in text else 0
    return offset - shift - (offset > 0 and text.startswith("\ufeff"))
