"""Sentences of a block: where a reader of news would say that one ends."""

from __future__ import annotations

from functools import lru_cache

from annotations.articles.article import Article, Block, Kind, Span
from annotations.articles.text.sentence_breaks import breaks

_LONG = 20_000
"""Code points: of a longer block, `sentence_at` reads no more than it needs."""


def sentences(article: Article, block: Block) -> tuple[Span, ...]:
    """Spans of the sentences of a block, in offsets of the article's text.

    In order and without overlap; every character of the block that is not space lies in one.
    A heading or a table row is one sentence. Computed when asked for, and kept.
    """
    found = _split(article.text[block.start : block.end], _is_whole(block))
    return tuple(Span(block.start + start, block.start + end) for start, end in found)


def sentence_at(article: Article, block: Block, offset: int) -> Span:
    """The sentence of a block that holds an offset, or the next one, or the last.

    `[start, start)` of the block where it has none. The time it takes does not grow with the
    block: in a line of megabytes only what stands around the offset is read.
    """
    if block.end - block.start <= _LONG or _is_whole(block):
        spans = sentences(article, block)
        ahead = (span for span in spans if span.end > offset)
        return next(ahead, spans[-1] if spans else Span(block.start, block.start))
    reach = _LONG
    while True:
        low = max(block.start, min(offset, block.end) - reach)
        high = min(block.end, offset + reach)
        found = _split(article.text[low:high], False)
        inside = [Span(low + start, low + end) for start, end in found]
        # The outermost sentences are cut off by the window, save at the block's own ends.
        sure = inside[low > block.start : len(inside) - (high < block.end)]
        near = next((span for span in sure if span.end > offset), None)
        if near and near.start > offset and low > block.start and near == sure[0]:
            near = None  # the offset may lie in the sentence that the window cuts
        if near or (low, high) == block.span:
            return near or (inside[-1] if inside else Span(block.start, block.start))
        reach *= 8


def _is_whole(block: Block) -> bool:
    return block.kind in (Kind.HEADING, Kind.TABLE_ROW)


@lru_cache(maxsize=4096)
def _split(text: str, whole: bool) -> tuple[tuple[int, int], ...]:
    cuts = [] if whole else breaks(text)
    found = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip())
        if lead < len(piece):
            found.append((start + lead, start + len(piece.rstrip())))
    return tuple(found)
