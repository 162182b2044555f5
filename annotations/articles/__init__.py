"""Bytes in any state become an `Article`: immutable text, blocks, sentences.

What reads files is loaded when it is first used: an article out of the store needs none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.articles.article import Article, Block, Kind, Span
from annotations.articles.cells import cells
from annotations.articles.text.graphemes import cluster_at, graphemes, is_boundary, snap_out
from annotations.articles.text.sentences import sentence_at, sentences
from annotations.articles.text.tokens import word_spans
from annotations.articles.text.visible import visible
from annotations.lazily import lazily

if TYPE_CHECKING:
    from annotations.articles.formats.compose import (
        About,
        article_from_text,
        article_from_units,
        reclassify,
    )
    from annotations.articles.read import read_article
else:
    __getattr__ = lazily(
        __name__,
        {
            "formats.compose": "About article_from_text article_from_units reclassify",
            "read": "read_article",
        },
    )

__all__ = [
    "About",
    "Article",
    "Block",
    "Kind",
    "Span",
    "article_from_text",
    "article_from_units",
    "cells",
    "cluster_at",
    "graphemes",
    "is_boundary",
    "read_article",
    "reclassify",
    "sentence_at",
    "sentences",
    "snap_out",
    "visible",
    "word_spans",
]
