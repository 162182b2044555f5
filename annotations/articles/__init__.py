"""Bytes in any state become an `Article`: immutable text, blocks, sentences."""

from annotations.articles.article import Article, Block, Kind, Span

__all__ = ["Article", "Block", "Kind", "Span"]
