"""Which sentences a change touches, for a diff shown by sentences instead of words."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.alignment.diff.word_diff import WordEdit
from annotations.articles import Article, Block, Span, sentences


def changed_sentences(
    article: Article, block: Block, edits: Iterable[WordEdit], *, right: bool = False
) -> tuple[Span, ...]:
    """Spans of the sentences of a block that a change touches, in order.

    `edits` may be any script that covers the block; `right` says that the block is on its right
    side. A place inside a sentence where the other side has more counts as a change of it; a
    place between two sentences does not.
    """
    changed = [edit.right if right else edit.left for edit in edits if edit.changed]
    return tuple(
        sentence
        for sentence in sentences(article, block)
        if any(sentence.start < span.end and span.start < sentence.end for span in changed)
    )
