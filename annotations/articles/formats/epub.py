"""Books and reports in EPUB (W3C EPUB 3.3, and 2) into parts: every chapter in reading order.

A book is one article, whose chapters follow each other with their headings. All that a chapter
shows is the article: unlike a web page it has nothing around it. The table of contents becomes
boilerplate, and footnotes that are marked as such captions, each at its place.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from annotations.articles.article import Kind
from annotations.articles.files.archives import Archive
from annotations.articles.files.decode import binary_kind, decode
from annotations.articles.files.xml_tree import XmlError
from annotations.articles.formats.compose import About, SourcePart
from annotations.articles.formats.html import parts_of_chapter
from annotations.articles.formats.zipped import open_document, small_tree
from annotations.errors import ArticleError

MOST_TAGS = 1_000_000
"""Tags of all chapters together: each takes some 300 bytes once it is parsed."""

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_DECLARED = re.compile(rb"""<(?:\?xml|meta)[^>]*?(?:encoding|charset)\s*=\s*["']?\s*([\w.:-]+)""")


class _Chapter(NamedTuple):
    """A chapter's name in the archive, and whether it is the table of contents."""

    name: str
    is_contents: bool


def article_of_epub(data: bytes, *, source: str) -> tuple[list[SourcePart], About]:
    """The parts of all chapters in the order in which they are to be read, and the metadata.

    Raises ArticleError, which names `source`, for a book that is damaged, encrypted, without any
    chapter or too large (64 MiB unpacked).
    """
    try:
        with open_document(data, source) as archive:
            return _article(archive, source)
    except XmlError as error:
        raise ArticleError(f"{source}: no EPUB book: its list of chapters {error}") from None


def _article(archive: Archive, source: str) -> tuple[list[SourcePart], About]:
    if _CONTAINER not in archive.names:
        raise ArticleError(f"{source}: no EPUB book in it; save it as .epub")
    places = [
        each.get("full-path", "") for each in _each(small_tree(archive, _CONTAINER), "rootfile")
    ]
    package = next((place for place in places if place in archive.names), "")
    if not package:
        raise ArticleError(f"{source}: no list of chapters in it; save it anew")
    root = small_tree(archive, package)
    listed = _chapters(root, posixpath.dirname(package))
    chapters = [each for each in listed if each.name in archive.names]
    if not chapters:
        raise ArticleError(f"{source}: no chapter in it; save it anew")
    locked = _locked(archive)
    if any(each.name in locked for each in chapters):
        raise ArticleError(f"{source}: encrypted; save it without a password")
    parts, warnings, read = _parts(archive, chapters, source)
    if lost := len(listed) - read:
        warnings.append(f"chapters missing or unreadable: {lost} of {len(listed)}")
    return parts, _about(root)._replace(warnings=tuple(warnings))


def _parts(
    archive: Archive, chapters: list[_Chapter], source: str
) -> tuple[list[SourcePart], list[str], int]:
    """The parts of the chapters, what is to be said of them, and how many could be read."""
    parts: list[SourcePart] = []
    warnings: dict[str, None] = {}
    tags = read = 0
    for chapter in chapters:
        data = archive.read(chapter.name)
        if binary_kind(data):
            continue
        declared = match[1].decode("ascii") if (match := _DECLARED.search(data[:4096])) else ""
        decoded = decode(data, declared=declared)
        warnings.update(dict.fromkeys(decoded.warnings))
        read += 1
        tags += decoded.text.count("<")
        if tags > MOST_TAGS:
            raise ArticleError(f"{source}: more than {MOST_TAGS:,} tags; cut out the article")
        found = parts_of_chapter(decoded.text)
        if chapter.is_contents:
            found = [SourcePart(part.text, Kind.BOILERPLATE) for part in found]
        parts += found
    return parts, list(warnings), read


def _chapters(root: Any, folder: str) -> list[_Chapter]:
    """The chapters that the book lists, in the order of its spine, each once."""
    contents = {
        _name(folder, each.get("href", ""))
        for each in _each(root, "reference")
        if each.get("type") == "toc"
    }
    items = {each.get("id", ""): each for each in _each(root, "item")}
    chapters: dict[str, _Chapter] = {}
    for each in _each(root, "itemref"):
        item = items.get(each.get("idref", ""))
        if item is None or item.get("media-type", "").strip().lower() not in _PAGES:
            continue
        name = _name(folder, item.get("href", ""))
        is_contents = name in contents or "nav" in item.get("properties", "").split()
        chapters.setdefault(name, _Chapter(name, is_contents))
    return list(chapters.values())


def _name(folder: str, reference: str) -> str:
    """The name in the archive of what a file in a folder of it refers to; "" for no such."""
    try:
        path = unquote(urlsplit(reference.strip()).path)
    except ValueError:
        return ""
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


def _locked(archive: Archive) -> set[str]:
    """The names of encrypted members. Fonts are often, which does not matter to the text."""
    if _ENCRYPTION not in archive.names:
        return set()
    try:
        root = small_tree(archive, _ENCRYPTION)
    except XmlError:
        return set()
    return {_name("", each.get("URI", "")) for each in _each(root, "CipherReference")}


def _each(root: Any, name: str) -> list[Any]:
    """All elements of a name, whatever its namespace."""
    return list(root.iter(f"{{*}}{name}"))


def _about(root: Any) -> About:
    def words(name: str) -> list[str]:
        found = (" ".join("".join(each.itertext()).split()) for each in _each(root, name))
        return [each for each in found if each]

    dates = [
        (each.text or "").strip()[:10]
        for each in _each(root, "date")
        if not any(value == "modification" for value in each.values())
    ]
    return About(
        title=next(iter(words("title")), ""),
        byline=", ".join(dict.fromkeys(words("creator"))),
        outlet=next(iter(words("publisher")), ""),
        published=next(filter(None, dates), ""),
    )
