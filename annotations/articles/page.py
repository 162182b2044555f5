"""A saved web page into the parts of its article, and what the page says of itself.

Trafilatura finds the article in the page (Barbaresi, ACL 2021: Trafilatura: A Web Scraping Library
and Command-Line Tool for Text Discovery and Extraction); its tree becomes parts here. Captions,
which it leaves out, go through it as marked paragraphs, so that they are kept where it keeps what
stands around them.
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from annotations.articles import signs
from annotations.articles.article import Kind
from annotations.articles.boilerplate import furniture, reads_like_furniture
from annotations.articles.compose import About, Part
from annotations.articles.outline import CAPTION_MARK, EXTRACTED, HTML, parts_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KICKER_WORDS = 3
_MANY_ELEMENTS = 8000
_TEASER_SHARE = 0.7
_WORDS_IN_STANDFIRST = (6, 60)
_TOP = 6
"""Parts at the top among which bylines, dates and the standfirst are looked for."""


def article_of_page(page: str, *, url: str = "") -> tuple[list[Part], About]:
    """The article in a page, as parts in order, and the metadata that the page gives.

    Where no article is found the parts are all the text that the page shows, with a warning.
    Never fails on any page; a page that shows no text has no parts.
    """
    tree = _parsed(page)
    if tree is None:
        return [], About(url=url)
    about = About(url=url)
    parts: list[Part] = []
    _mark_captions(tree)
    standfirst = _standfirst(tree)
    everything = list(parts_of(tree, inside=HTML))
    _drop_teasers(tree)
    bare = _bare_parts(tree)
    found = _extracted(tree, url)
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
            paragraph.text = CAPTION_MARK + words
            if holder.tag == "table":
                holder.addprevious(paragraph)
            else:
                holder.addnext(paragraph)
                paragraph.tail, holder.tail = holder.tail, None
        caption.drop_tree()


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


def _bare_parts(tree: HtmlElement) -> list[Part]:
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


def _without_metadata(parts: list[Part], about: About) -> tuple[list[Part], About]:
    """The parts without byline and date lines at their top, which become metadata."""
    kept = []
    for index, part in enumerate(parts):
        byline = signs.byline_in(part.text) if index < _TOP else ""
        date = signs.date_in(part.text) if index < _TOP else ""
        about = about._replace(byline=about.byline or byline, published=about.published or date)
        if not byline and not date:
            kept.append(part)
    return kept, about


def _with_standfirst(parts: list[Part], standfirst: str) -> list[Part]:
    words = signs.folded(standfirst)
    if not words or not parts or any(words in signs.folded(part.text) for part in parts[:_TOP]):
        return parts
    after = 1 if parts[0].kind is Kind.HEADING else 0
    return [*parts[:after], Part(standfirst), *parts[after:]]


def _with_title(parts: list[Part], about: About) -> list[Part]:
    """The parts with the title first and no page furniture taken for text."""
    name = signs.folded(about.title)
    titled = [
        part._replace(kind=Kind.HEADING, level=1)
        if name and len(part.text) < 300 and signs.folded(part.text) == name
        else part
        for part in parts
    ]
    if name and not any(map(_is_title, titled[:12])):
        titled.insert(0, Part(about.title, Kind.HEADING, 1))
    title = next((at for at, part in enumerate(titled) if _is_title(part)), 0)
    marked = furniture([part.text for part in titled])
    return [
        Part(part.text, Kind.BOILERPLATE)
        if (taken and not _is_title(part)) or (at < title and part.text.count(" ") < _KICKER_WORDS)
        else part
        for at, (part, taken) in enumerate(zip(titled, marked, strict=True))
    ]


def _is_title(part: Part) -> bool:
    return part.kind is Kind.HEADING and part.level == 1
