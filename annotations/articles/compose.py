"""Text into an `Article`: its blocks, its title, and what the text itself says of its origin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import Literal

from annotations.articles import layout, structure
from annotations.articles.article import Article, Block, Kind
from annotations.articles.decode import canonical
from annotations.articles.structure import Shape

Markup = Literal["plain", "markdown"]

_TOP = 12
"""Pieces among which a byline and a date are looked for."""

_LOST = "lone surrogates were replaced by \ufffd"


def article_from_text(
    text: str,
    *,
    markup: Markup = "plain",
    source: str = "",
    encoding: str = "utf-8",
    title: str = "",
    byline: str = "",
    outlet: str = "",
    published: str = "",
    url: str = "",
    warnings: Sequence[str] = (),
) -> Article:
    """An article whose blocks are found in the text; metadata given wins over metadata found."""
    clean = canonical(text)
    notes = [*warnings, *([_LOST] if _has_surrogates(text) else [])]
    found = structure.shapes(clean, layout.unwrapped(clean, layout.lines(clean)))
    bodies = [clean[shape.piece.start : shape.piece.end] for shape in found]
    return Article(
        text=clean,
        blocks=tuple(
            Block(index, shape.kind, shape.piece.start, shape.piece.end, shape.level)
            for index, shape in enumerate(found)
        ),
        title=title or _title(bodies, found),
        byline=byline or _near_top(bodies, found, structure.byline_in),
        outlet=outlet,
        published=published or _near_top(bodies, found, structure.date_in),
        url=url,
        source=source,
        encoding=encoding,
        warnings=tuple(notes),
    )


def article_from_units(
    units: Sequence[str],
    *,
    title: str = "",
    kinds: Sequence[Kind] | None = None,
    source: str = "",
    byline: str = "",
    outlet: str = "",
    published: str = "",
    url: str = "",
) -> Article:
    """An article already cut up: unit i is block i, whole and unchanged but for line ends.

    A unit may hold newlines, or be empty, and is then the empty block `[k, k)`. Units are parted
    by a blank line in the text. `kinds`, where given, has one kind a unit; else all are paragraphs.
    """
    clean = [canonical(unit) for unit in units]
    blocks = []
    start = 0
    for index, unit in zip(count(), clean, strict=False):
        kind = kinds[index] if kinds is not None else Kind.PARAGRAPH
        blocks.append(Block(index, kind, start, start + len(unit), _level(kind)))
        start += len(unit) + 2
    return Article(
        text="\n\n".join(clean),
        blocks=tuple(blocks),
        title=title,
        byline=byline,
        outlet=outlet,
        published=published,
        url=url,
        source=source,
        warnings=(_LOST,) if any(map(_has_surrogates, units)) else (),
    )


def reclassify(article: Article, index: int, kind: Kind) -> Article:
    """The same article with one block taken for something else; its text and span stay.

    Raises IndexError where there is no such block.
    """
    block = article.blocks[index]
    if block.kind is kind:
        return article
    changed = replace(block, kind=kind, level=_level(kind))
    blocks = (*article.blocks[:index], changed, *article.blocks[index + 1 :])
    return replace(article, blocks=blocks)


def _level(kind: Kind) -> int:
    return {Kind.HEADING: 2, Kind.LIST_ITEM: 1}.get(kind, 0)


def _has_surrogates(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _title(bodies: Sequence[str], found: Sequence[Shape]) -> str:
    for body, shape in zip(bodies, found, strict=True):
        if shape.kind is Kind.HEADING and shape.level == 1:
            return body
    return ""


def _near_top(bodies: Sequence[str], found: Sequence[Shape], read: Callable[[str], str]) -> str:
    """What `read` finds in one of the first pieces that are not boilerplate."""
    for body, shape in zip(bodies[:_TOP], found, strict=False):
        if shape.kind is not Kind.BOILERPLATE and (value := read(body)):
            return value
    return ""
