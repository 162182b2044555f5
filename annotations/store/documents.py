"""Values to plain dicts and back: the one place that knows how each is kept.

`…_to_document` gives what an `Edit` carries and `decode` gives back; `…_from_document` raises
`StoreError` for a document that is not what it should be (a store edited by hand).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from hashlib import sha256
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from annotations.alignment.link import Link, Origin
from annotations.articles.article import Article, Block, Kind
from annotations.errors import StoreError
from annotations.marks.annotation import AnchorState, Annotation, Relation, RelationKind
from annotations.store.edits import Document


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stored articles read together; `left` and `right` are article ids, `created` is UTC."""

    id: str
    left: str
    right: str
    created: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a reader stopped: a side, an offset in code points, and the settings of the view."""

    pair: str
    annotator: str
    side: str = "left"
    offset: int = 0
    updated: str = ""
    view: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def key(self) -> str:
        return f"{self.pair} {self.annotator}"


def _nonsense(table: str, document: Document, error: Exception) -> StoreError:
    what = f"{type(error).__name__}: {error}" if not isinstance(error, StoreError) else str(error)
    return StoreError(
        f"{table} {str(document.get('id', '?'))!r} in the store is not understood ({what});"
        " run `crossread check`"
    )


def _typed(
    document: Document, name: str, kind: type | tuple[type, ...], default: Any = None
) -> Any:
    value = document.get(name, default)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"{name} is {value!r}")
    return value


def annotation_to_document(annotation: Annotation) -> dict[str, Any]:
    return {
        "id": annotation.id,
        "article": annotation.article,
        "start": annotation.start,
        "end": annotation.end,
        "quote": annotation.quote,
        "prefix": annotation.prefix,
        "suffix": annotation.suffix,
        "label": annotation.label,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "updated": annotation.updated,
        "note": annotation.note,
        "attributes": dict(annotation.attributes),
        "state": annotation.state.value,
        "score": annotation.score,
    }


def annotation_from_document(document: Document) -> Annotation:
    """The annotation of a document; a missing note, attributes, state or score is the default."""
    *plain, attributes, state, score = _sound(document)
    return _make(*plain, MappingProxyType(dict(attributes)), _STATES[state], float(score))


def anchor_of(document: Document) -> tuple[str, int, int, str, AnchorState]:
    """Article, start, end, quote and state of an annotation's document, all of it being sound."""
    values = _sound(document)
    return values[1], values[2], values[3], values[4], _STATES[values[-2]]


def _sound(document: Document) -> tuple[Any, ...]:
    """The values of an annotation's document in the order of its fields, if it is one.

    Raises:
        StoreError: a value is missing or of another type.
    """
    values: tuple[Any, ...]
    try:
        values = _FIELDS(document)
    except KeyError:
        values = _FIELDS({**_DEFAULTS, **document})
    try:
        if tuple(map(type, values)) != _TYPES:
            _name_the_wrong_one(values)
        if not all(isinstance(value, str) for value in values[-3].values()):
            raise TypeError("an attribute is no text")
        if values[-2] not in _STATES:
            raise ValueError(f"state is {values[-2]!r}")
    except (TypeError, ValueError) as error:
        raise _nonsense("annotation", document, error) from error
    return values


_make: Callable[..., Annotation] = Annotation
_STATES = {state.value: state for state in AnchorState}
_NAMES = tuple(field.name for field in fields(Annotation))
_FIELDS = itemgetter(*_NAMES)
_TYPES = (str, str, int, int, str, str, str, str, str, str, str, str, dict, str, float)
_DEFAULTS: dict[str, Any] = {
    **dict.fromkeys(_NAMES),
    "note": "",
    "attributes": {},
    "state": AnchorState.EXACT.value,
    "score": 1.0,
}


def _name_the_wrong_one(values: tuple[Any, ...]) -> None:
    for name, value, kind in zip(_NAMES, values, _TYPES, strict=True):
        if type(value) is not kind and not (kind is float and type(value) is int):
            raise TypeError(f"{name} is {value!r}")


def relation_to_document(relation: Relation) -> dict[str, Any]:
    return {
        "id": relation.id,
        "source": relation.source,
        "target": relation.target,
        "kind": relation.kind.value,
        "annotator": relation.annotator,
        "created": relation.created,
        "note": relation.note,
    }


def relation_from_document(document: Document) -> Relation:
    try:
        return Relation(
            id=_typed(document, "id", str),
            kind=RelationKind(_typed(document, "kind", str)),
            source=_typed(document, "source", str),
            target=_typed(document, "target", str),
            annotator=_typed(document, "annotator", str),
            created=_typed(document, "created", str),
            note=_typed(document, "note", str, ""),
        )
    except (TypeError, ValueError) as error:
        raise _nonsense("relation", document, error) from error


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
    try:
        return Link(
            _typed(document, "left", int),
            _typed(document, "right", int),
            float(_typed(document, "score", (int, float))),
            Origin(_typed(document, "origin", str)),
        )
    except (TypeError, ValueError) as error:
        raise _nonsense("link", document, error) from error


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
    try:
        return tuple(
            Link(int(left), int(right), float(score), Origin.AUTO)
            for left, right, score in document.get("links", ())
        )
    except (TypeError, ValueError) as error:
        raise _nonsense("alignment", document, error) from error


def text_to_document(article: Article) -> dict[str, Any]:
    """The canonical text of an article under its SHA-256."""
    return {"id": article.sha256, "text": article.text}


def article_to_document(identity: str, article: Article) -> dict[str, Any]:
    """The article without its text, which the table `texts` keeps under `sha256`."""
    return {
        "id": identity,
        "sha256": article.sha256,
        "title": article.title,
        "byline": article.byline,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "source": article.source,
        "encoding": article.encoding,
        "warnings": list(article.warnings),
        "blocks": [
            [block.kind.value, block.start, block.end, block.level] for block in article.blocks
        ],
    }


def article_from_document(document: Document, text: str) -> Article:
    try:
        blocks = tuple(
            Block(index, Kind(kind), start, end, level)
            for index, (kind, start, end, level) in enumerate(_typed(document, "blocks", list))
        )
        named = ("title", "byline", "outlet", "published", "url", "source", "encoding")
        return Article(
            text,
            blocks,
            **{name: _typed(document, name, str, "") for name in named},
            warnings=tuple(_typed(document, "warnings", list, [])),
        )
    except (TypeError, ValueError) as error:
        raise _nonsense("article", document, error) from error


def pair_to_document(pair: Pair) -> dict[str, Any]:
    return {
        "id": pair.id,
        "left": pair.left,
        "right": pair.right,
        "created": pair.created,
        "title": pair.title,
    }


def pair_from_document(document: Document) -> Pair:
    try:
        return Pair(
            id=_typed(document, "id", str),
            left=_typed(document, "left", str),
            right=_typed(document, "right", str),
            created=_typed(document, "created", str),
            title=_typed(document, "title", str, ""),
        )
    except TypeError as error:
        raise _nonsense("pair", document, error) from error


def progress_to_document(progress: Progress) -> dict[str, Any]:
    return {
        "id": progress.key,
        "pair": progress.pair,
        "annotator": progress.annotator,
        "side": progress.side,
        "offset": progress.offset,
        "updated": progress.updated,
        "view": dict(progress.view),
    }


def progress_from_document(document: Document) -> Progress:
    try:
        return Progress(
            pair=_typed(document, "pair", str),
            annotator=_typed(document, "annotator", str),
            side=_typed(document, "side", str),
            offset=_typed(document, "offset", int),
            updated=_typed(document, "updated", str),
            view=MappingProxyType(dict(_typed(document, "view", Mapping, {}))),
        )
    except TypeError as error:
        raise _nonsense("progress", document, error) from error


def history_from_document(document: Document) -> Document:
    """A history entry, if undo can read it."""
    try:
        for name in ("id", "scope", "pair", "annotator", "title"):
            _typed(document, name, str)
        if not isinstance(document.get("undone"), bool):
            raise TypeError(f"undone is {document.get('undone')!r}")
        for edit in _typed(document, "edits", list):
            for name in ("table", "key", "now"):
                _typed(edit, name, str)
            if edit.get("other") is not None:
                _typed(edit, "other", dict)
    except (TypeError, AttributeError) as error:
        raise _nonsense("history", document, error) from error
    return document


def text_from_document(document: Document) -> str:
    """The canonical text of a document of `texts`, if it is the one its key says."""
    try:
        text: str = _typed(document, "text", str)
        if sha256(text.encode()).hexdigest() != document.get("id"):
            raise ValueError("its SHA-256 is another")
    except (TypeError, ValueError) as error:
        raise _nonsense("text", document, error) from error
    return text


_READERS: dict[str, Callable[[Document], object]] = {
    "texts": text_from_document,
    "articles": lambda document: article_from_document(document, ""),
    "pairs": pair_from_document,
    "alignments": links_from_document,
    "links": link_from_document,
    "annotations": annotation_from_document,
    "relations": relation_from_document,
    "history": history_from_document,
    "progress": progress_from_document,
}


def read_back(table: str, document: Document) -> None:
    """Raise StoreError for a document that the store could not read; tables of others pass."""
    if table in _READERS:
        _READERS[table](document)
