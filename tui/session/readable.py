"""What is too long to be wrapped, aligned and read on a page."""

from __future__ import annotations

from annotations.articles.article import Article
from annotations.errors import ArticleError

LONGEST = 1_000_000
"""Code points in one block. A novel has fewer: more is data, on which wrapping and alignment
would take minutes."""


def readable(article: Article) -> Article:
    """The article; ArticleError where it has a block that is too long to read."""
    longest = max((block.end - block.start for block in article.blocks), default=0)
    if longest > LONGEST:
        raise ArticleError(
            f"{article.source}: has a paragraph of {longest:,} characters; break it into lines"
        )
    return article
