"""What a sentence model has to do with the pair that is read: asking it, and saying what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.articles import Article

if TYPE_CHECKING:  # loaded where a model is asked
    from annotations.alignment import Alignment
    from annotations.alignment.meaning.encoder import KnownVectors


def vectors_of(
    articles: tuple[Article, Article], model: str, store: Path, wanted: Callable[[], bool]
) -> KnownVectors:
    """The vectors of all blocks of two articles, from a process that ends when none is wanted.

    Raises CrossreadError where the model cannot be loaded.
    """
    from annotations.alignment.linking.align import linkable
    from annotations.alignment.meaning.encoding_process import encoded_aside

    texts = [article.text_of(block) for article in articles for block in linkable(article)]
    return encoded_aside(model, texts, store, wanted)


def by_meaning(articles: tuple[Article, Article]) -> str:
    """What would help to read two articles in different languages; "" where they are not."""
    from annotations.articles.text.languages import languages_apart

    apart = languages_apart(articles[0].text, articles[1].text)
    if apart is None:
        return ""
    return (
        f"{apart[0]} and {apart[1]}: few words can link them; crossread --semantic links by meaning"
    )


def told_change(before: Alignment, after: Alignment) -> str:
    """How many links there are more and fewer; "" where there are the same."""
    old, new = ({(link.left, link.right) for link in links} for links in (before, after))
    more, fewer = len(new - old), len(old - new)
    if not more and not fewer:
        return ""
    links = "link" if more == 1 else "links"
    if not fewer:
        return f"{more} {links} more"
    if not more:
        return f"{fewer} {'link' if fewer == 1 else 'links'} fewer"
    return f"{more} {links} more, {fewer} fewer"
