"""Reject what was proposed: kept by what it says, so that it stays away when it is proposed again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from msgspec.structs import replace

from annotations.articles.article import Article, Span
from annotations.marks.annotation import quote_and_context
from annotations.marks.cleaning import clean_name
from annotations.store.command import Command, Edit
from annotations.store.commands import now, short_quote
from annotations.store.serialization import Rejection, rejection_to_document

ATTRIBUTION, CLAIM = "attribution", "claim"
"""Kinds of rejections: of who says what, and of a claim worth checking."""


def rejection_of(
    article_id: str,
    article: Article,
    kind: str,
    content: Sequence[Span],
    source: Sequence[Span],
    annotator: str,
    *,
    by: str,
) -> Rejection:
    """What rejecting a proposal for an article keeps.

    `content` and `source` are spans of the article, in pieces; `by` names what proposed them. Raises
    ValueError where there is no content.
    """
    if not content:
        raise ValueError("there is nothing to reject")
    _, prefix, _ = quote_and_context(article.text, content[0])
    return identified(
        Rejection(
            id="",
            article=article_id,
            kind=kind,
            quote=_words(article, content),
            annotator=clean_name(annotator),
            created=now(),
            source=_words(article, source),
            prefix=prefix,
            by=by,
        )
    )


def identified(rejection: Rejection) -> Rejection:
    """The rejection with its id: a digest of whose it is and what it says, wherever that stands."""
    said = (
        rejection.article,
        rejection.annotator,
        rejection.kind,
        rejection.source,
        rejection.prefix,
        rejection.quote,
    )
    digest = sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return replace(rejection, id=digest)


def reject(rejections: Iterable[Rejection], *, pair: str) -> Command:
    """Keep rejections, as one step to undo; ValueError where there are none."""
    found = {each.id: each for each in rejections}
    if not found:
        raise ValueError("there is nothing to reject")
    edits = tuple(
        Edit("rejections", each.id, None, rejection_to_document(each)) for each in found.values()
    )
    first = next(iter(found.values()))
    title = f"reject {len(found)} suggestions" if len(found) > 1 else _title(first)
    return Command(title, edits, pair)


def _title(rejection: Rejection) -> str:
    what = "who says" if rejection.kind == ATTRIBUTION else "claim"
    return f"reject {what} {short_quote(rejection.quote)}"


def _words(article: Article, spans: Iterable[Span]) -> str:
    return " … ".join(article.text[start:end] for start, end in spans)
