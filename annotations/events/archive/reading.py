"""What a source of an archive says, read and weighed: the work that is shared out among processes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from annotations.articles import Article, article_from_text, read_article
from annotations.articles.formats.compose import About
from annotations.articles.read import article_of_bytes
from annotations.articles.text.visible import one_line
from annotations.errors import CrossreadError
from annotations.events.archive.source import PassedOver, Source
from annotations.events.finding.copies import bands_of
from annotations.events.finding.find import day_of, text_of
from annotations.events.finding.profiles import Profile, profiles
from annotations.events.finding.weighing import steps_of
from annotations.events.finding.words import Reader

SHARED_OUT = 100
"""Sources that are read at a time by one process."""

ABOUT = ("title", "outlet", "published", "language", "url")
"""What an article may say of itself, in the order of the columns of a `Row`."""


class Row(NamedTuple):
    """A row of the table `articles` of an index, without its number; `text` is packed."""

    key: bytes
    id: str
    path: str
    title: str
    outlet: str
    published: str
    language: str
    url: str
    day: int
    text: bytes
    signs: str


@dataclass(frozen=True, slots=True)
class Readings:
    """Some sources as an index keeps them; made where they are read, for there is one index alone.

    Of each article, `wheres` says where it stands, and `rows` what is known of it; `profiles` are
    what they are about, a row of the table of that name without its number. `left` is no article.
    """

    wheres: list[str]
    rows: list[Row]
    profiles: tuple[bytes, ...]
    left: list[PassedOver]


_reader = Reader()


def read_all(sources: Sequence[Source]) -> Readings:
    """Read some sources, in their order."""
    read: list[tuple[Source, dict[str, str]]] = []
    left: list[PassedOver] = []
    for source in sources:
        fields = _fields(source)
        if isinstance(fields, PassedOver):
            left.append(fields)
        else:
            read.append((source, fields))
    wheres, rows, kept = [], [], []
    made = profiles([_whole(fields) for _, fields in read], _reader)
    for (source, fields), profile in zip(read, made, strict=True):
        if profile.length:
            wheres.append(source.where)
            rows.append(_row(source, fields, profile))
            kept.append(profile)
        else:
            left.append(PassedOver(source.where, "empty; there are no words in it"))
    return Readings(wheres, rows, _blobs(kept), left)


def _row(source: Source, fields: dict[str, str], profile: Profile) -> Row:
    title, outlet, published, language, url = (_storable(fields.get(each, "")) for each in ABOUT)
    return Row(
        source.key,
        _storable(source.id),
        _storable(source.path),
        title,
        outlet,
        published,
        language,
        url,
        day_of(published),
        packed(fields["text"]),
        _storable(json.dumps(profile.signs, ensure_ascii=False)),
    )


def _storable(text: str) -> str:
    """A text without lone surrogates, which SQLite does not take."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _blobs(found: Sequence[Profile]) -> tuple[bytes, ...]:
    return (
        np.array([len(each.terms) for each in found], np.int32).tobytes(),
        b"".join(each.terms.tobytes() for each in found),
        b"".join(steps_of(each.weights).tobytes() for each in found),
        np.array([len(each.fingerprints) for each in found], np.int32).tobytes(),
        b"".join(each.fingerprints.tobytes() for each in found),
        np.array([each.length for each in found], np.int32).tobytes(),
        bands_of([each.fingerprints for each in found]).tobytes(),
    )


def packed(text: str) -> bytes:
    """A text as an index keeps it."""
    return zlib.compress(text.encode("utf-8", "replace"), 1)


def unpacked(data: bytes) -> str:
    """A text that an index has kept."""
    return zlib.decompress(data).decode("utf-8")


def article_of(fields: dict[str, str], text: str, source: str) -> Article:
    """The article of a line of a table, or of what an index keeps."""
    about = About(
        title=fields.get("title", ""),
        outlet=fields.get("outlet", ""),
        published=fields.get("published", ""),
        url=fields.get("url", ""),
    )
    return article_from_text(text, source=source, about=about)


def _whole(fields: dict[str, str]) -> str:
    title, text = fields.get("title", ""), fields["text"]
    return text if text.startswith(title) else f"{title}\n{text}"


def _fields(source: Source) -> dict[str, str] | PassedOver:
    """What an article says of itself, its text without boilerplate."""
    if source.fields.get("text", "").strip():
        return source.fields
    try:
        if source.path:
            article = read_article(source.path)
        elif source.data:
            article = article_of_bytes(source.data, source.id)
        else:
            article = read_article(source.fields["url"].strip())
    except CrossreadError as error:
        why = str(error)
        for name in (source.path, source.id, source.fields.get("url", "")):
            why = why.removeprefix(f"{one_line(name)}: ")
        return PassedOver(source.where, why)
    except (RecursionError, MemoryError) as error:
        return PassedOver(source.where, f"cannot be read ({type(error).__name__})")
    found = {
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
    }
    return (
        found
        | {name: each for name, each in source.fields.items() if each}
        | {"text": text_of(article)}
    )
