"""A saved web page into the parts of its article, what stands around it, and its metadata.

Everything that the page shows is kept, save the words on buttons and in menus to choose from: what
is not of the article becomes boilerplate, at its place.

Trafilatura finds the article in the page (Barbaresi, ACL 2021: Trafilatura: A Web Scraping Library
and Command-Line Tool for Text Discovery and Extraction); its tree becomes parts here. Captions,
which it leaves out, go through it as marked paragraphs, so that they are kept where it keeps what
stands around them.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from annotations.articles.article import Kind
from annotations.articles.formats.compose import About, SourcePart
from annotations.articles.formats.html_outline import CAPTION_MARK, EXTRACTED, HTML, parts_of
from annotations.articles.structure.boilerplate import furniture, reads_like_furniture
from annotations.articles.text import signs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOTES = frozenset(("footnote", "endnote", "rearnote"))
"""What a note in a book says that it is (EPUB Structural Semantics Vocabulary)."""

_KICKER_WORDS = 3
_MANY_ELEMENTS = 8000
_MOST_ELEMENTS = 60_000
"""A page with more is all taken for the article: to look for one would take minutes."""

_WITHIN = 20_000
"""Code points of the article before and behind a place, in which a part of the page is sought."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that a parsed page may hold, but that cannot be put into its tree."""

_TEASER_SHARE = 0.7
_WORDS_IN_STANDFIRST = (6, 60)
_TOP = 6
"""Parts at the top among which bylines, dates and the standfirst are looked for."""


def article_of_page(page: str, *, url: str = "") -> tuple[list[SourcePart], About]:
    """The article in a page, as parts in order, and the metadata that the page gives.

    What the page shows beside the article is boilerplate. Where no article is found the parts are all the text that the page shows, with a warning.
    Never fails on any page; a page that shows no text has no parts.
    """
    tree = _parsed(page)
    if tree is None:
        return [], About(url=url)
    about = About(url=url)
    parts: list[SourcePart] = []
    _mark_captions(tree)
    standfirst = _standfirst(tree)
    everything = list(parts_of(tree, inside=HTML))
    _drop_teasers(tree)
    huge = sum(1 for _ in tree.iter()) > _MOST_ELEMENTS
    bare = [] if huge else _bare_parts(tree)
    found = None if huge else _extracted(tree, url)
    if found is not None:
        about = _about(found, url)
        about = about._replace(outlet=about.outlet or _outlet(tree, about.title))
        parts = list(parts_of(found.body, inside=EXTRACTED))
        if len(parts) == 1 and len(parts[0].text) <= sum(len(part.text) + 1 for part in bare):
            parts = bare  # too short a page for the extractor, which ran its paragraphs together
        parts, about = _without_metadata(parts, about)
        parts = _with_standfirst(parts, standfirst)
    if not parts:
        parts = everything
        note = "no article was found in the page: this is all of its text"
        about = about._replace(warnings=(note,))
        return _with_title(parts, about), about
    return _with_the_rest(_with_title(parts, about), everything), about


def parts_of_chapter(page: str) -> list[SourcePart]:
    """All that a page shows as parts in order, for a page that is a chapter of a book.

    No article is looked for in it, and nothing is boilerplate; footnotes become captions.
    Never fails on any page.
    """
    tree = _parsed(page)
    if tree is None:
        return []
    _mark_notes(tree)
    _mark_captions(tree)
    return list(parts_of(tree, inside=HTML))


def _mark_notes(tree: HtmlElement) -> None:
    """Put a marked paragraph in the place of each footnote."""
    from lxml import html

    notes = [each for each in tree.iter() if _NOTES & {*each.get("epub:type", "").split()}]
    for note in reversed(notes):  # the inner of two first, so that no word is given twice
        words = " ".join(note.text_content().split())
        if words and note.tag not in ("html", "body") and note.getparent() is not None:
            paragraph = html.Element("p")
            paragraph.text = CAPTION_MARK + _for_tree(words.replace(CAPTION_MARK, ""))
            paragraph.tail = _for_tree(note.tail)
            note.getparent().replace(note, paragraph)


def _parsed(page: str) -> HtmlElement | None:
    from lxml import etree, html

    # A declared encoding is wrong by now: the page is text already.
    page = re.sub(
        r"\A\s*<\?xml[^>]*\?>", "", page.replace("\x00", "\ufffd").replace(CAPTION_MARK, "")
    )
    try:
        parser = html.HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
        )
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _mark_captions(tree: HtmlElement) -> None:
    """Put each caption behind its figure, or before its table, as a marked paragraph."""
    from lxml import html

    for caption in list(tree.iter("figcaption", "caption")):
        words = " ".join(caption.text_content().split())
        holder = caption.getparent()
        if words and holder is not None and holder.getparent() is not None:
            paragraph = html.Element("p")
            paragraph.text = CAPTION_MARK + _for_tree(words)
            caption.drop_tree()
            if holder.tag == "table":
                holder.addprevious(paragraph)
            else:
                holder.addnext(paragraph)
                paragraph.tail, holder.tail = _for_tree(holder.tail), None


def _for_tree(text: str | None) -> str:
    """Text taken from a tree, as it may be put back into it."""
    return _NOT_IN_XML.sub("\ufffd", text or "")


def _drop_teasers(tree: HtmlElement) -> None:
    """Drop each box whose heading reads like page furniture: related stories, newsletters."""
    body = tree.find("body")
    length = len((body if body is not None else tree).text_content())
    for heading in list(tree.iter("h2", "h3", "h4", "h5", "h6")):
        box = heading.getparent()
        if (
            box is not None
            and box.tag in ("div", "section", "aside", "nav", "td")
            and box.getparent() is not None
            and reads_like_furniture(" ".join(heading.text_content().split()))
            and len(box.text_content()) < _TEASER_SHARE * length
            and box.find(".//h1") is None
        ):
            box.drop_tree()


def _bare_parts(tree: HtmlElement) -> list[SourcePart]:
    """The parts of a page outside what its own tags say is no article."""
    rest = deepcopy(tree)
    for box in list(rest.iter("nav", "footer", "aside", "form", "header")):
        if box.getparent() is not None and box.find(".//h1") is None:
            box.drop_tree()
    return list(parts_of(rest, inside=HTML))


def _standfirst(tree: HtmlElement) -> str:
    """The paragraph or subtitle right behind the page's only `h1`, else the empty string."""
    titles = list(tree.iter("h1"))
    below = titles[0].getnext() if len(titles) == 1 else None
    if below is None or below.tag not in ("p", "h2", "div"):
        return ""
    words = " ".join(below.text_content().split())
    is_one = _WORDS_IN_STANDFIRST[0] <= words.count(" ") + 1 <= _WORDS_IN_STANDFIRST[1]
    is_other = reads_like_furniture(words) or signs.byline_in(words) or signs.date_in(words)
    return words if is_one and not is_other else ""


def _outlet(tree: HtmlElement, title: str) -> str:
    """What stands behind the article's title in the page's: `Title - Outlet`."""
    page_title = " ".join((tree.findtext(".//title") or "").split())
    if not title or not page_title.startswith(title):
        return ""
    match = re.fullmatch(r"\s*[-–—|·•:»]\s*(\S.{1,60})", page_title[len(title) :])
    return match.group(1) if match else ""


def _extracted(tree: HtmlElement, url: str) -> Any:
    """Trafilatura's document, or None where it finds nothing or fails on a hostile page."""
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    from trafilatura.core import bare_extraction

    try:
        return bare_extraction(
            tree,
            url=url or None,
            # Its fallbacks take time that grows with the square of the page.
            fast=sum(1 for _ in tree.iter()) > _MANY_ELEMENTS,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # no page, however broken, may take the reader down with its extractor
        return None


def _about(found: Any, url: str) -> About:
    return About(
        title=found.title or "",
        byline=(found.author or "").replace("; ", ", "),
        outlet=found.sitename or "",
        published=found.date or "",
        url=found.url or url,
    )


def _without_metadata(parts: list[SourcePart], about: About) -> tuple[list[SourcePart], About]:
    """The parts without byline and date lines at their top, which become metadata."""
    kept = []
    for index, part in enumerate(parts):
        byline = signs.byline_in(part.text) if index < _TOP else ""
        date = signs.date_in(part.text) if index < _TOP else ""
        about = about._replace(byline=about.byline or byline, published=about.published or date)
        if not byline and not date:
            kept.append(part)
    return kept, about


def _with_standfirst(parts: list[SourcePart], standfirst: str) -> list[SourcePart]:
    words = signs.folded(standfirst)
    if not words or not parts or any(words in signs.folded(part.text) for part in parts[:_TOP]):
        return parts
    after = 1 if parts[0].kind is Kind.HEADING else 0
    return [*parts[:after], SourcePart(standfirst), *parts[after:]]


def _with_title(parts: list[SourcePart], about: About) -> list[SourcePart]:
    """The parts with the title first and no page furniture taken for text."""
    name = signs.folded(about.title)
    titled = [
        part._replace(kind=Kind.HEADING, level=1)
        if name and len(part.text) < 300 and signs.folded(part.text) == name
        else part
        for part in parts
    ]
    if name and not any(map(_is_title, titled[:12])):
        titled.insert(0, SourcePart(about.title, Kind.HEADING, 1))
    title = next((at for at, part in enumerate(titled) if _is_title(part)), 0)
    marked = furniture([part.text for part in titled])
    return [
        SourcePart(part.text, Kind.BOILERPLATE)
        if (taken and not _is_title(part)) or (at < title and part.text.count(" ") < _KICKER_WORDS)
        else part
        for at, (part, taken) in enumerate(zip(titled, marked, strict=True))
    ]


def _with_the_rest(parts: list[SourcePart], everything: list[SourcePart]) -> list[SourcePart]:
    """The article's parts, and as boilerplate between them what the page shows beside them.

    A part of the page that the article's text holds, case, space and marks aside, is no rest. What
    is stands behind the last part of the article that stood before it in the page.
    """
    text: list[str] = []
    places: list[int] = []  # where each part of the article begins in that text
    at = 0
    for part in parts:
        places.append(at)
        text.append(f" {signs.folded(part.text)} ")
        at += len(text[-1])
    article = "".join(text)
    known = {name.strip(): index for index, name in reversed(list(enumerate(text)))}
    rest: dict[int, list[SourcePart]] = {}
    here = -1
    for part in everything:
        name = signs.folded(part.text)
        index = known.get(name)
        if index is None and name:
            around = places[max(here, 0)] if places else 0
            found = article.find(
                f" {name} ", max(0, around - _WITHIN), around + _WITHIN + len(name)
            )
            index = bisect_right(places, found) - 1 if found >= 0 else None
        if index is not None:
            here = max(here, index)
        elif name or part.text.strip():
            rest.setdefault(here, []).append(SourcePart(part.text, Kind.BOILERPLATE))
    return [
        *rest.get(-1, []),
        *(each for index, part in enumerate(parts) for each in (part, *rest.get(index, []))),
    ]


def _is_title(part: SourcePart) -> bool:
    return part.kind is Kind.HEADING and part.level == 1
