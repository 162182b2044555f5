"""The contents of an imported file as values, with the file's own ids, before they are merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid5

from msgspec.structs import replace

from annotations.alignment import Link
from annotations.articles import Article, Span, article_from_text, snap_out
from annotations.errors import CodebookError
from annotations.exchange.reports import LossCounts
from annotations.marks.annotation import (
    AnchorState,
    Annotation,
    Relation,
    RelationKind,
    RelationStatus,
    quote_and_context,
)
from annotations.marks.cleaning import clean_path
from annotations.marks.codebook import Label
from annotations.store import Event, Pair
from annotations.store.serialization import Rejection

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
    """Articles, events, pairs, links, annotations, relations and rejections of one file.

    `articles` are by the file's ids, `links` by its pair ids. An annotation or relation without
    an annotator belongs to whoever the import names. `native` files have ids of a crossread store,
    by which alone an annotation is known again. `problems` are sentences on what was changed, `lost`
    counts what was passed over.
    """

    source: str
    native: bool = False
    articles: dict[str, Article] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    links: dict[str, list[Link]] = field(default_factory=dict)
    annotations: list[Annotation] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    lost: LossCounts = field(default_factory=LossCounts)
    stream: Callable[[], Iterator[Annotation]] | None = None
    """Further annotations, too many to be held: read when they are merged, and once."""
    broken: str = ""
    """What the first broken part of the file is, in one line that names its place."""

    def add_text(self, text: str, title: str = "") -> str:
        """The id, in this bundle, of the article of a bare text; blocks are found in it."""
        article = article_from_text(text, source=self.source)
        article = replace(article, title=title) if title else article
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
        quote, prefix, suffix = quote_and_context(text, whole)
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
        note: str = "",
        status: RelationStatus = RelationStatus.ACCEPTED,
    ) -> None:
        """A relation between two marks of this bundle, of whatever kind, or a loss."""
        known = relation_kind(kind)
        if known is None:
            self.lose("relations without a kind", where)
        elif one is None or two is None:
            self.lose("relations of which an end is not there", where)
        else:
            key = derived(kind, one.id, two.id)
            self.relations.append(
                Relation(
                    id=key,
                    source=one.id,
                    target=two.id,
                    kind=known,
                    annotator=annotator,
                    created="",
                    note=note,
                    status=status,
                )
            )

    def skip(self, what: str, where: str, why: str) -> None:
        """Leave out a broken part of the file, counted as `what`: the rest comes in."""
        self.broken = self.broken or f"{where}: {why}"
        self.lose(what, f"{where}: {why}")

    @property
    def has_stream(self) -> bool:
        return self.stream is not None

    def streamed(self) -> Iterator[Annotation]:
        """The annotations that are read only now."""
        return iter(()) if self.stream is None else self.stream()

    @property
    def empty(self) -> bool:
        """Whether nothing at all came of the file."""
        found = (
            self.articles,
            self.events,
            self.pairs,
            self.links,
            self.annotations,
            self.relations,
        )
        return not any((*found, self.labels, self.loose))

    def lose(self, what: str, where: str) -> None:
        """Count one thing of the file that is not taken; `what` reads on after a number."""
        self.lost.lose(what, where)


def relation_kind(word: object) -> RelationKind | None:
    """The kind that a file names by a word, mended where it has characters that a kind cannot have."""
    text = _ODD.sub(" ", word).strip(" .:+-")[:60].strip() if isinstance(word, str) else ""
    return RelationKind(text) if text else None


_ODD = re.compile(r"[^\w .:+-]+")


def derived(*parts: object) -> str:
    """An id made from what is said, the same each time."""
    return str(uuid5(NAMESPACE, "\x1f".join(map(str, parts))))


def canonical_offset(text: str, offset: int) -> int:
    """Where an offset into a text stands once its line ends are newlines and its BOM is gone."""
    if offset < 0 or offset > len(text):
        return offset
    shift = text.count("\r\n", 0, offset) if "\r" in text else 0
    return offset - shift - (offset > 0 and text.startswith("\ufeff"))
