"""A saved web page into the parts of its article, and what the page says of itself.

Trafilatura finds the article in the page (Barbaresi, ACL 2021: Trafilatura: A Web Scraping Library
and Command-Line Tool for Text Discovery and Extraction); its tree becomes parts here. Captions,
which it leaves out, go through it as marked paragraphs, so that they are kept where it keeps what
stands around them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from annotations.articles import signs
from annotations.articles.article import Kind
from annotations.articles.boilerplate import furniture, reads_like_furniture
from annotations.articles.compose import About, Part

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACE = re.compile(r"[ \t\n\r\f]+")
_SECTIONS = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "li",
        "list",
        "main",
        "nav",
        "ol",
        "p",
        "quote",
        "blockquote",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "center",
        "head",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "item",
        "row",
        "cell",
        "caption",
        "figcaption",
        "pre",
        "code",
    ]
)
_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "button",
        "select",
        "textarea",
        "iframe",
        "head",
    ]
)
_NOTES = ("* ", "† ", "‡ ")
_LONG_LINE = 80
_KICKER_WORDS = 3
_TEASER_SHARE = 0.7
_WORDS_IN_STANDFIRST = (6, 60)
_TOP = 6
"""Parts at the top among which bylines, dates and the standfirst are looked for."""
_MARK = "\ue0f1"
"""A private-use character that marks a caption on its way through the extractor."""


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
    everything = list(_parts(tree, inside=_HTML_KINDS))
    _drop_teasers(tree)
    bare = _bare_parts(tree)
    found = _extracted(tree, url)
    if found is not None:
        about = _about(found, url)
        about = about._replace(outlet=about.outlet or _outlet(tree, about.title))
        parts = list(_parts(found.body, inside=_KINDS))
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
    page = re.sub(r"\A\s*<\?xml[^>]*\?>", "", page.replace("\x00", "\ufffd").replace(_MARK, ""))
    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
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
            paragraph.text = _MARK + words
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
    return list(_parts(rest, inside=_HTML_KINDS))


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


_KINDS = {"head": Kind.HEADING, "quote": Kind.QUOTATION, "item": Kind.LIST_ITEM}
_HTML_KINDS = {
    **{f"h{level}": Kind.HEADING for level in range(1, 7)},
    "blockquote": Kind.QUOTATION,
    "li": Kind.LIST_ITEM,
}


def _parts(root: Any, inside: dict[str, Kind]) -> Iterator[Part]:
    """Walk a tree without recursion; a part ends wherever a browser would start a new line."""
    from lxml import etree

    buffer: list[str] = []
    open_kinds: list[tuple[Kind, int]] = [(Kind.PARAGRAPH, 0)]
    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            hidden += tag in _HIDDEN and inside is _HTML_KINDS
            if tag in ("table",) and _is_data(node):
                yield from _flushed(buffer, *open_kinds[-1])
                yield from _rows(node)
                hidden += 1
                continue
            if tag in _SECTIONS:
                yield from _flushed(buffer, *open_kinds[-1])
            elif tag in ("br", "lb") and not hidden:
                buffer.append("\n")
            if tag in inside:
                open_kinds.append((inside[tag], _level(node, tag, open_kinds)))
            if not hidden:
                buffer.append(_SPACE.sub(" ", node.text or ""))
            continue
        if tag in _SECTIONS:
            yield from _flushed(buffer, *open_kinds[-1])
        if tag in inside:
            open_kinds.pop()
        if (tag in _HIDDEN and inside is _HTML_KINDS) or (tag == "table" and _is_data(node)):
            hidden -= 1
        if not hidden and node is not root:
            buffer.append(_SPACE.sub(" ", node.tail or ""))
    yield from _flushed(buffer, *open_kinds[-1])


def _level(node: Any, tag: str, open_kinds: list[tuple[Kind, int]]) -> int:
    if tag in ("li", "item"):
        return 1 + sum(kind is Kind.LIST_ITEM for kind, _ in open_kinds)
    name = node.get("rend", "h2") if tag == "head" else tag
    digits = re.fullmatch(r"h([1-6])", name)
    return int(digits.group(1)) if digits else 2 if tag == "head" else 0


def _flushed(buffer: list[str], kind: Kind, level: int) -> Iterator[Part]:
    """The buffered text as one part, or several where line breaks part paragraphs."""
    text = "".join(buffer)
    buffer.clear()
    for piece in re.split(r"\n\s*\n", text):
        lines = [line.strip(" ") for line in piece.strip().split("\n")]
        whole = min(map(len, lines)) < _LONG_LINE
        for body in ["\n".join(lines)] if whole else lines:
            if body.startswith(_MARK):
                yield Part(body.replace(_MARK, ""), Kind.CAPTION)
            elif body and kind is Kind.PARAGRAPH and (signs.is_note(body) or body[:2] in _NOTES):
                yield Part(body, Kind.CAPTION)
            elif body:
                yield Part(body, kind, level)


def _is_data(table: Any) -> bool:
    """Whether a table holds data: rows of cells, and no paragraphs or tables in them."""
    rows = list(table.iter("tr", "row"))
    cells = [cell for row in rows for cell in row.iter("td", "th", "cell")]
    blocks = sum(
        len(cell.findall(".//p")) > 1 or cell.find(".//table") is not None for cell in cells
    )
    return len(cells) > len(rows) > 0 and not blocks


def _rows(table: Any) -> Iterator[Part]:
    first = True
    for row in table.iter("tr", "row"):
        cells = list(row.iter("td", "th", "cell"))
        words = [_SPACE.sub(" ", "".join(cell.itertext())).strip() for cell in cells]
        words = [word.replace("|", "¦") for word in words]
        if not any(words):
            continue
        is_header = all(cell.tag == "th" or cell.get("role") == "head" for cell in cells)
        yield Part(" | ".join(words), Kind.TABLE_ROW, 1 if first and is_header else 0)
        first = False


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
