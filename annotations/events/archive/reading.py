"""What a source of an archive says, read and weighed: the work that is shared out among processes."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.articles import Article, article_from_text, read_article
from annotations.articles.formats.compose import About
from annotations.articles.read import article_of_bytes
from annotations.articles.text.visible import one_line
from annotations.errors import CrossreadError
from annotations.events.archive.source import PassedOver, Source
from annotations.events.finding.find import day_of, text_of
from annotations.events.finding.profiles import Profile, profiles
from annotations.events.finding.words import Reader

SHARED_OUT = 200
"""Sources that are read at a time by one process."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article of an archive as its index keeps it; `text` is compressed, `day` its date."""

    source: Source
    title: str
    outlet: str
    published: str
    language: str
    url: str
    day: int
    text: bytes
    body: str
    profile: Profile


_reader = Reader()


def read_all(sources: Sequence[Source]) -> list[Reading | PassedOver]:
    """Read some sources; each answer stands where its source did."""
    found: list[Reading | PassedOver | None] = []
    read: list[tuple[int, Source, dict[str, str]]] = []
    for at, source in enumerate(sources):
        fields = _fields(source)
        if isinstance(fields, PassedOver):
            found.append(fields)
        else:
            found.append(None)
            read.append((at, source, fields))
    made = profiles([_whole(fields) for _, _, fields in read], _reader)
    for (at, source, fields), profile in zip(read, made, strict=True):
        if not profile.length:
            found[at] = PassedOver(source.where, "empty; there are no words in it")
            continue
        found[at] = Reading(
            Source(source.id, source.where, source.key, path=source.path),
            fields.get("title", ""),
            fields.get("outlet", ""),
            fields.get("published", ""),
            fields.get("language", ""),
            fields.get("url", ""),
            day_of(fields.get("published", "")),
            packed(fields["text"]),
            fields["text"],
            profile,
        )
    return [each for each in found if each is not None]


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
