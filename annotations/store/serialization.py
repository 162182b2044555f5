"""Values to the documents that a store keeps, and back.

`…_to_document` gives the dict that an `Edit` carries; `…_from_document` takes such a dict (of an edit,
or of a line of a file) and `…_from_json` the bytes that the store keeps. All readers raise
`StoreError` for a document that is not what it should be, as in a store edited by hand.

A field is said once, in the class of the value: its name is the key on disk, its type is what a
document is checked against (by msgspec), its default stands where a document has no such key. Keys
that no field has are left alone, so that an older program reads what a newer one wrote.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar, cast

from msgspec import DecodeError, Struct, ValidationError, convert, defstruct, field
from msgspec.json import Decoder
from msgspec.structs import force_setattr

from annotations.alignment.link import Link, Origin
from annotations.articles.article import METADATA, Article, Block, Kind
from annotations.errors import StoreError
from annotations.marks.annotation import Annotation, Relation, RelationStatus
from annotations.store.command import Document
from annotations.store.engine.encoding import decode

T = TypeVar("T")


class Pair(Struct, frozen=True, kw_only=True):
    """Two stored articles read together; `left` and `right` are article ids, `created` is UTC."""

    id: str
    left: str
    right: str
    created: str
    title: str = ""


class Event(Struct, frozen=True, kw_only=True):
    """Stored articles that report the same thing, in an order.

    `articles` are two or more ids, each once (two may be one text, read against itself); `created`
    is UTC. `pinned` and `archived` say where home shows it: first, or not unless asked.
    """

    id: str
    articles: tuple[str, ...]
    created: str
    title: str = ""
    pinned: bool = False
    archived: bool = False


class Progress(Struct, frozen=True, kw_only=True):
    """Where a reader stopped in an event.

    `pair` was open, with the caret on a side at an offset in code points, and the page set as
    `view` says. `read` has, by article id, the share (0 to 1) of the text up to the furthest place
    where the caret was. Without an `event` it is of the pair alone, as in stores of schema 1.
    """

    pair: str
    annotator: str
    side: str = "left"
    offset: int = 0
    updated: str = ""
    view: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    event: str = ""
    read: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for name in ("view", "read"):
            if type(getattr(self, name)) is not MappingProxyType:
                force_setattr(self, name, MappingProxyType(getattr(self, name)))

    @property
    def key(self) -> str:
        return f"{self.event or self.pair} {self.annotator}"


class Rejection(Struct, frozen=True, kw_only=True):
    """A proposal of the program that an annotator does not want to see again.

    It is known by what it says, not by where: `article` is the id of the stored article, `quote` the
    content that was proposed, `prefix` what stands before it there, `source` who was to have said it
    ("" for nobody) and `kind` the sort of proposal. `by` names the rules or the model, `created` is
    UTC. See `annotations.store.rejecting` for its `id`.
    """

    id: str
    article: str
    kind: str
    quote: str
    annotator: str
    created: str
    source: str = ""
    prefix: str = ""
    by: str = ""


def _not_understood(table: str, document: Document, what: str) -> StoreError:
    return StoreError(
        f"{table} {str(document.get('id', '?'))!r} in the store is not understood ({what});"
        " run `crossread check`"
    )


def _what_is_wrong(document: Document, error: ValidationError) -> str:
    """What msgspec says, as a clause that names the field and shows its value."""
    said, _, place = str(error).replace("`", "").partition(" - at $.")
    said = said[:1].lower() + said[1:]
    if place in document:
        return f"{place} is {reprlib.repr(document[place])}: {said}"
    return f"{place}: {said}" if place else said


def _read(kind: type[T], table: str, document: Document) -> T:
    """A document as a value of a class, each field checked against its type.

    Raises:
        StoreError: a value is missing or of another type.
    """
    try:
        return convert(document, kind)
    except ValidationError as error:
        raise _not_understood(table, document, _what_is_wrong(document, error)) from error


def _json_reader(kind: type[T], table: str) -> Callable[[bytes], T]:
    """What reads kept bytes into values of a class, with no dict between."""
    read = Decoder(kind).decode

    def from_json(raw: bytes) -> T:
        try:
            return read(raw)
        except DecodeError:
            return _read(kind, table, decode(raw))  # says what is wrong, and of which

    return from_json


_ANNOTATION, _RELATION, _PAIR, _EVENT, _PROGRESS, _REJECTION = (
    each.__struct_fields__ for each in (Annotation, Relation, Pair, Event, Progress, Rejection)
)
_of_annotation = attrgetter(*_ANNOTATION)


def annotation_to_document(annotation: Annotation) -> dict[str, Any]:
    document = dict(zip(_ANNOTATION, _of_annotation(annotation), strict=True))
    document["attributes"] = dict(annotation.attributes)
    document["state"] = annotation.state.value
    return document


def annotation_from_document(document: Document) -> Annotation:
    return _read(Annotation, "annotation", document)


annotation_from_json = _json_reader(Annotation, "annotation")


def relation_to_document(relation: Relation) -> dict[str, Any]:
    """The relation as a document; `status` is in it only where it is not `accepted`."""
    document = {name: getattr(relation, name) for name in _RELATION}
    document["kind"] = relation.kind.value
    document["status"] = relation.status.value
    if relation.status is RelationStatus.ACCEPTED:
        del document["status"]
    return document


def relation_from_document(document: Document) -> Relation:
    return _read(Relation, "relation", document)


relation_from_json = _json_reader(Relation, "relation")


def link_key(pair: str, left: int, right: int) -> str:
    """The key of a person's decision on the link of two blocks of a pair."""
    return f"{pair} {left} {right}"


def link_to_document(pair: str, link: Link) -> dict[str, Any]:
    return {
        "id": link_key(pair, link.left, link.right),
        "pair": pair,
        "left": link.left,
        "right": link.right,
        "score": link.score,
        "origin": link.origin.value,
    }


def link_from_document(document: Document) -> Link:
    if "origin" not in document:  # of a value it has a default; a person's decision says it
        raise _not_understood("link", document, "object missing required field origin")
    return _read(Link, "link", document)


class _KeptLinks(Struct):
    """The aligner's links: left and right block index, and score."""

    links: list[tuple[int, int, float]] = []


def links_to_document(
    pair: str, links: Iterable[Link], made: str, texts: tuple[str, str]
) -> dict[str, Any]:
    """The aligner's links of a pair, as one document; `texts` are the SHA-256 it was made on."""
    return {
        "id": pair,
        "made": made,
        "texts": list(texts),
        "links": [[link.left, link.right, link.score] for link in links],
    }


def links_from_document(document: Document) -> tuple[Link, ...]:
    """The aligner's links of a pair's document; none of an empty one."""
    kept = _read(_KeptLinks, "alignment", document)
    return tuple(Link(left, right, score, Origin.AUTO) for left, right, score in kept.links)


class _KeptText(Struct):
    id: str
    text: str


def text_to_document(article: Article) -> dict[str, Any]:
    """The canonical text of an article under its SHA-256."""
    return {"id": article.sha256, "text": article.text}


def text_from_document(document: Document) -> str:
    """The canonical text of a document of `texts`, if it is the one its key says."""
    kept = _read(_KeptText, "text", document)
    try:
        known = sha256(kept.text.encode()).hexdigest() == kept.id
    except UnicodeEncodeError:  # a lone surrogate
        known = False
    if not known:
        raise _not_understood("text", document, "its SHA-256 is another")
    return kept.text


class _KeptBlocks(Struct, kw_only=True):
    """What is read of an article beside its metadata; a block is kind, start, end and level."""

    blocks: list[tuple[Kind, int, int, int]]
    warnings: list[str] = []


_KeptArticle = cast(
    "type[_KeptBlocks]",
    defstruct(
        "_KeptArticle",
        [(name, str, "") for name in METADATA],
        bases=(_KeptBlocks,),
        kw_only=True,
    ),
)


def article_to_document(identity: str, article: Article) -> dict[str, Any]:
    """The article without its text, which the table `texts` keeps under `sha256`."""
    return {
        "id": identity,
        "sha256": article.sha256,
        **{name: getattr(article, name) for name in METADATA},
        "warnings": list(article.warnings),
        "blocks": [
            [block.kind.value, block.start, block.end, block.level] for block in article.blocks
        ],
    }


def article_from_document(document: Document, text: str) -> Article:
    kept = _read(_KeptArticle, "article", document)
    about = {name: getattr(kept, name) for name in METADATA}
    blocks = tuple(Block(index, *block) for index, block in enumerate(kept.blocks))
    return Article(text, blocks, **about, warnings=tuple(kept.warnings))


def pair_to_document(pair: Pair) -> dict[str, Any]:
    return {name: getattr(pair, name) for name in _PAIR}


def pair_from_document(document: Document) -> Pair:
    return _read(Pair, "pair", document)


def event_to_document(event: Event) -> dict[str, Any]:
    return {
        **{name: getattr(event, name) for name in _EVENT},
        "articles": list(event.articles),
    }


def event_from_document(document: Document) -> Event:
    return _read(Event, "event", document)


event_from_json = _json_reader(Event, "event")


def rejection_to_document(rejection: Rejection) -> dict[str, Any]:
    return {name: getattr(rejection, name) for name in _REJECTION}


def rejection_from_document(document: Document) -> Rejection:
    return _read(Rejection, "rejection", document)


def progress_to_document(progress: Progress) -> dict[str, Any]:
    return {
        "id": progress.key,
        **{name: getattr(progress, name) for name in _PROGRESS},
        "view": dict(progress.view),
        "read": dict(progress.read),
    }


def progress_from_document(document: Document) -> Progress:
    return _read(Progress, "progress", document)


class _KeptEdit(Struct):
    table: str
    key: str
    now: str
    other: dict[str, Any] | None = None


class _KeptHistory(Struct):
    """What undo needs of a history entry."""

    id: str
    scope: str
    pair: str
    annotator: str
    title: str
    undone: bool
    edits: list[_KeptEdit]


def history_from_document(document: Document) -> Document:
    """A history entry, if undo can read it."""
    _read(_KeptHistory, "history", document)
    return document


_READERS: dict[str, Callable[[Document], object]] = {
    "texts": text_from_document,
    "articles": lambda document: article_from_document(document, ""),
    "events": event_from_document,
    "pairs": pair_from_document,
    "alignments": links_from_document,
    "links": link_from_document,
    "annotations": annotation_from_document,
    "relations": relation_from_document,
    "rejections": rejection_from_document,
    "history": history_from_document,
    "progress": progress_from_document,
}


def read_back(table: str, document: Document) -> None:
    """Raise StoreError for a document that the store could not read; tables of others pass."""
    if table in _READERS:
        _READERS[table](document)
