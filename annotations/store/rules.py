"""The rules for what a store may hold: one list, for commands, imports and `crossread check`.

The functions on values return what is wrong as a clause, or the empty string. `Rules` applies them
to a document together with the documents it refers to: `crossread check` reports what breaks a
rule, a command that would is refused, and an import leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from annotations.alignment.link import Link
from annotations.articles.article import Article
from annotations.articles.text.graphemes import is_boundary
from annotations.errors import CrossreadError, RefusedError, SpanError
from annotations.marks.annotation import AnchorState, Annotation
from annotations.store.serialization import (
    Event,
    annotation_from_document,
    event_from_document,
    event_to_document,
    link_from_document,
    links_from_document,
    pair_from_document,
    rejection_from_document,
    relation_from_document,
)

Stored = Callable[[str, str], Mapping[str, Any] | None]
"""The document of a table and a key."""


class Fault(Struct, frozen=True):
    """A rule that a document breaks.

    `what` is a clause after the document's name. `mended` is the document as a repair would leave
    it: None to take it out, the same document where there is no mend. `error` is what a command
    is refused with. A fault that is not `grave` does no further harm: older versions let it in, and
    a document that has it already may be edited and brought back.
    """

    what: str
    mended: Mapping[str, Any] | None
    error: type[CrossreadError] = RefusedError
    grave: bool = True


def wrong_blocks(article: Article) -> str:
    """Blocks stand in order, do not overlap, and lie inside the text."""
    end = 0
    for block in article.blocks:
        if not end <= block.start <= block.end <= len(article.text):
            return f"its block {block.index + 1} overlaps another or lies outside"
        end = block.end
    return ""


def wrong_quote(annotation: Annotation, text: str) -> str:
    """The quote stands at the span, unless the annotation is an orphan."""
    start, end = annotation.span
    if annotation.state is AnchorState.ORPHAN:
        return ""
    if not 0 <= start < end <= len(text) or text[start:end] != annotation.quote:
        return f"its quote is not at {start}–{end} of its article"
    return ""


def wrong_span(annotation: Annotation, text: str) -> str:
    """A span that has its quote cuts no grapheme cluster."""
    start, end = annotation.span
    if annotation.state is AnchorState.ORPHAN:
        return ""
    if _cuts(text, start) or _cuts(text, end):
        return f"its span {start}–{end} cuts a character in two"
    return ""


def _cuts(text: str, at: int) -> bool:
    # In ASCII only a line end of two characters is a cluster, and a canonical text has none.
    return not text[max(0, at - 1) : at + 1].isascii() and not is_boundary(text, at)


def wrong_articles(event: Event) -> str:
    """An event has two or more articles, each once; two may be one text, read against itself."""
    count = len(event.articles)
    if count < 2:
        return "it has fewer than two articles"
    if count > 2 and len(set(event.articles)) < count:
        twice = next(each for each in event.articles if event.articles.count(each) > 1)
        return f"it has article {twice} twice"
    return ""


def wrong_score(score: float) -> str:
    """A score is a share: 0 to 1."""
    return "" if 0 <= score <= 1 else f"its score {score} is not between 0 and 1"


def wrong_link(link: Link, left: int, right: int) -> str:
    """A link ties two blocks that are there; `left` and `right` count those of the two articles."""
    if not (0 <= link.left < left and 0 <= link.right < right):
        return f"it links blocks {link.left}–{link.right}, which are not there"
    return wrong_score(link.score)


class Rules:
    """The rules, asked of documents among the others of their store.

    `stored` gives any document, `article` an article by its id, None where it or its text is
    missing.
    """

    def __init__(self, stored: Stored, article: Callable[[str], Article | None]) -> None:
        self._stored = stored
        self._article = article

    def faults(self, table: str, document: Mapping[str, Any]) -> Iterator[Fault]:
        """What is wrong with a document that can be read; the gravest first."""
        if table == "articles":
            yield from self._article_faults(document)
        elif table == "pairs":
            pair = pair_from_document(document)
            for side in (pair.left, pair.right):
                if self._stored("articles", side) is None:
                    yield Fault(f"its article {side} is missing", document)
        elif table == "events":
            yield from self._event_faults(document)
        elif table == "annotations":
            yield from self._annotation_faults(document)
        elif table == "relations":
            relation = relation_from_document(document)
            for end in (relation.source, relation.target):
                if self._stored("annotations", end) is None:
                    yield Fault(f"it ties annotation {end}, which is not there", None)
        elif table == "rejections":
            article = rejection_from_document(document).article
            if self._stored("articles", article) is None:
                yield Fault(f"its article {article} is missing", None)
        elif table in ("links", "alignments"):
            yield from self._link_faults(table, document)

    def _event_faults(self, document: Mapping[str, Any]) -> Iterator[Fault]:
        event = event_from_document(document)
        there = [each for each in event.articles if self._stored("articles", each) is not None]
        rest = event_to_document(replace(event, articles=tuple(dict.fromkeys(there))))
        mended = {**document, **rest} if len(rest["articles"]) > 1 else None
        if what := wrong_articles(event):
            yield Fault(what, mended)
        elif len(there) < len(event.articles):
            missing = next(each for each in event.articles if each not in there)
            yield Fault(f"its article {missing} is missing", mended)

    def _article_faults(self, document: Mapping[str, Any]) -> Iterator[Fault]:
        digest = str(document.get("sha256"))
        article = self._article(str(document.get("id")))
        if article is None:
            yield Fault(f"its text {digest[:12]}… is missing", document)
        elif what := wrong_blocks(article):
            yield Fault(what, document)

    def _annotation_faults(self, document: Mapping[str, Any]) -> Iterator[Fault]:
        annotation = annotation_from_document(document)
        article = self._article(annotation.article)
        if article is None:
            yield Fault(f"its article {annotation.article} is missing", document)
            return
        if what := wrong_quote(annotation, article.text):
            yield Fault(what, {**document, "state": AnchorState.ORPHAN.value}, SpanError)
            return
        if what := wrong_span(annotation, article.text):
            yield Fault(what, document, SpanError, grave=False)
        if what := wrong_score(annotation.score):
            yield Fault(what, document, grave=False)

    def _link_faults(self, table: str, document: Mapping[str, Any]) -> Iterator[Fault]:
        key = str(document.get("pair" if table == "links" else "id"))
        found = self._stored("pairs", key)
        if found is None:
            yield Fault(f"its pair {key} is missing", None)
            return
        pair = pair_from_document(found)
        left, right = self._article(pair.left), self._article(pair.right)
        if left is None or right is None:
            return  # said of the pair
        if table == "links":
            links: tuple[Link, ...] = (link_from_document(document),)
        elif document.get("texts") != [left.sha256, right.sha256]:
            return  # of texts that changed: not shown, made anew
        else:
            links = links_from_document(document)
        for link in links:
            if what := wrong_link(link, len(left.blocks), len(right.blocks)):
                yield Fault(what, None)
                return
