"""Text into an `Article`: its blocks, its title, and what the text itself says of its origin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from annotations.articles.article import Article, Block, Kind
from annotations.articles.files.decode import canonical, has_surrogates
from annotations.articles.formats import markdown
from annotations.articles.structure import layout, plain_text
from annotations.articles.structure.plain_text import Shape
from annotations.articles.text import signs

Markup = Literal["plain", "markdown"]

_TOP = 12
"""Pieces among which a byline and a date are looked for."""

_TOP_LENGTH = 200
"""Code points: no byline or date is longer."""

_LOST = "lone surrogates were replaced by \ufffd"


MOST_PARTS = 500_000
"""Paragraphs and table rows: a document that has more is refused."""


class About(NamedTuple):
    """What is known of an article before its text is read; empty strings for what is not."""

    title: str = ""
    byline: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()


class SourcePart(NamedTuple):
    """A stretch of text whose kind is known, as a web page or a document gives it."""

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0


def article_from_text(
    text: str, *, markup: Markup = "plain", source: str = "", about: About | None = None
) -> Article:
    """An article whose blocks are found in the text; what `about` gives wins over what is found.

    Never fails; text without anything visible has no blocks.
    """
    clean = canonical(text)
    given = about or About()
    if markup == "markdown":
        front, start = markdown.front_matter(clean)
        given = _merged(given, front)
        found = markdown.shapes(clean, start)
    else:
        found = plain_text.shapes(clean, layout.unwrapped(clean, layout.lines(clean)))
    blocks = tuple(
        Block(index, shape.kind, shape.piece.start, shape.piece.end, shape.level)
        for index, shape in enumerate(found)
    )
    given = given._replace(
        title=given.title or _title(clean, found),
        byline=given.byline or _near_top(clean, found, signs.byline_in),
        published=given.published or _near_top(clean, found, signs.date_in),
    )
    return _article(clean, blocks, source, given, has_surrogates(text))


def article_from_parts(parts: Sequence[SourcePart], *, source: str = "", about: About) -> Article:
    """An article of parts whose kinds are known, parted by a blank line, table rows by a newline.

    Space around a part, and a part that is nothing but space, is left out.
    """
    blocks: list[Block] = []
    pieces: list[str] = []
    at = 0
    for part in parts:
        body = canonical(part.text).strip()
        if not body:
            continue
        if blocks:
            in_table = blocks[-1].kind is part.kind is Kind.TABLE_ROW and part.level != 1
            pieces.append("\n" if in_table else "\n\n")
            at += len(pieces[-1])
        blocks.append(Block(len(blocks), part.kind, at, at + len(body), part.level))
        pieces.append(body)
        at += len(body)
    lost = any(has_surrogates(part.text) for part in parts)
    return _article("".join(pieces), tuple(blocks), source, about, lost)


def article_from_units(
    units: Sequence[str],
    *,
    title: str = "",
    kinds: Sequence[Kind] | None = None,
    levels: Sequence[int] | None = None,
    source: str = "",
    about: About | None = None,
) -> Article:
    """An article already cut up: unit i is block i, whole and unchanged but for line ends.

    A unit may hold newlines, or be empty, and is then the empty block `[k, k)`. Units are parted
    by a blank line in the text. `kinds` and `levels`, where given, have one value a unit; else all
    are paragraphs.
    """
    clean = [canonical(unit) for unit in units]
    chosen = kinds if kinds is not None else [Kind.PARAGRAPH] * len(clean)
    depths = levels if levels is not None else [_level(kind) for kind in chosen]
    blocks = []
    at = 0
    for index, (unit, kind, level) in enumerate(zip(clean, chosen, depths, strict=True)):
        blocks.append(Block(index, kind, at, at + len(unit), level))
        at += len(unit) + 2
    given = about or About()
    given = given._replace(title=title or given.title)
    lost = any(map(has_surrogates, units))
    return _article("\n\n".join(clean), tuple(blocks), source, given, lost)


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


def _article(
    text: str, blocks: tuple[Block, ...], source: str, about: About, lost: bool
) -> Article:
    return Article(
        text=text,
        blocks=blocks,
        title=_one_line(about.title),
        byline=_one_line(about.byline),
        outlet=_one_line(about.outlet),
        published=_one_line(about.published),
        url=_one_line(about.url),
        source=canonical(source),
        encoding=about.encoding,
        warnings=(*about.warnings, _LOST) if lost else about.warnings,
        dateline=_dateline(text, blocks),
    )


def _dateline(text: str, blocks: Sequence[Block]) -> str:
    """The dateline of the first paragraph that has one, among the first blocks."""
    for block in blocks[:_TOP]:
        if block.kind is Kind.PARAGRAPH:
            place = signs.dateline_in(text[block.start : min(block.end, block.start + _TOP_LENGTH)])
            if place:
                return place
    return ""


def _one_line(value: str) -> str:
    return " ".join(canonical(value).split())


def _level(kind: Kind) -> int:
    return {Kind.HEADING: 2, Kind.LIST_ITEM: 1}.get(kind, 0)


def _merged(given: About, front: dict[str, str]) -> About:
    """Metadata of a Markdown file's front matter, by the names that static sites give it."""

    def first(*names: str) -> str:
        return next((front[name] for name in names if front.get(name)), "")

    return given._replace(
        title=given.title or first("title"),
        byline=given.byline or first("author", "authors", "byline"),
        outlet=given.outlet or first("outlet", "site", "sitename", "publisher", "publication"),
        published=given.published or first("published", "date", "pubdate", "created"),
        url=given.url or first("url", "source", "canonical_url", "canonical", "link"),
    )


def _title(text: str, found: Sequence[Shape]) -> str:
    for shape in found:
        if shape.kind is Kind.HEADING and shape.level == 1:
            return shape.of(text)
    return ""


def _near_top(text: str, found: Sequence[Shape], read: Callable[[str], str]) -> str:
    """What `read` finds in one of the first pieces that are not boilerplate."""
    for shape in found[:_TOP]:
        if shape.kind is not Kind.BOILERPLATE and (value := read(shape.of(text)[:_TOP_LENGTH])):
            return value
    return ""
