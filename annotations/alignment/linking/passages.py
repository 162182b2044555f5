"""Where the other article comes nearest to a span, linked or not: passages with score and reason.

A link says that two blocks tell the same; a passage says where to look first. So there is one for
nearly every block, also where no link is sure enough to be drawn.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from annotations.alignment.linking.explain import EvidenceItem, shared_evidence, word_weights
from annotations.alignment.linking.terms import MatchToken, match_tokens
from annotations.articles.article import Article, Block, Span
from annotations.articles.text.languages import languages_apart
from annotations.articles.text.sentences import sentences

if TYPE_CHECKING:
    from annotations.alignment.meaning.encoder import KnownVectors

TOGETHER = 40_000
"""Pairs of blocks up to which all of two articles are scored at once, for every block to come.

In longer pairs a span is scored alone against the blocks likest to it by their words."""

LIKELIEST = 24
"""Blocks that a span is scored against alone."""

GOES_ON = 0.5
"""What a neighbouring sentence adds, as a share of what the best one shares, to be taken along."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place of the other article that is near to a span.

    `block` is the index of the block it lies in, `span` one or more whole sentences of it, in
    offsets of the other article. `score` is how likely it is (0..1) that the two tell the same, the
    scale that links have. `pieces` are what the two share, the weightiest first; their `left` is
    what the span says.
    """

    block: int
    span: Span
    score: float
    pieces: tuple[EvidenceItem, ...]


def passages(
    article: Article, span: Span, other: Article, limit: int = 3, known: KnownVectors | None = None
) -> tuple[Passage, ...]:
    """Give the places of another article nearest to a span of one, the nearest first.

    The span may be a block, some of one or several; at most one place a block is given, at most
    `limit` of them, and none that shares nothing with the span. Two articles are compared when
    they are first asked for; that is kept for the next span of the two. `known` are the vectors of
    the blocks of both, where a sentence model has a say: then what shares no word may be near, too.
    """
    scores = _scores(article, span, other, known)
    nearest = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    found = []
    for index, score in nearest[:limit]:
        place = _likest_sentences(article, span, other, other.blocks[index])
        pieces = shared_evidence(article, span, other, place).pieces
        found.append(Passage(index, place, score, pieces))
    return tuple(found)


def _scores(
    article: Article, span: Span, other: Article, known: KnownVectors | None
) -> Mapping[int, float]:
    """Give the other article's blocks that may be near a span, each with its score."""
    block = article.block_at(span.start)
    if block is None:
        return {}
    together = len(article.blocks) * len(other.blocks) <= TOGETHER
    apart = known is not None and languages_apart(article.text, other.text) is not None
    if together and apart and known is not None:  # words of a part of the block would say nothing
        return _scores_across(article, other, known).get(block.index, {})
    if together and block.span == span:
        return _all_scores(article, other, known).get(block.index, {})
    return _scores_alone(article, span, other)


@lru_cache(maxsize=4)
def _scores_across(
    article: Article, other: Article, known: KnownVectors
) -> Mapping[int, Mapping[int, float]]:
    """Score all blocks of two articles in different languages, by the block of the first."""
    from annotations.alignment.linking.align import linkable
    from annotations.alignment.meaning.across import chances_across

    lefts, rights = linkable(article), linkable(other)
    chance = chances_across(
        known, list(map(article.text_of, lefts)), list(map(other.text_of, rights))
    )
    return {
        block.index: {each.index: float(chance[row, column]) for column, each in enumerate(rights)}
        for row, block in enumerate(lefts)
    }


@lru_cache(maxsize=4)
def _all_scores(
    article: Article, other: Article, known: KnownVectors | None = None
) -> Mapping[int, Mapping[int, float]]:
    """Score all blocks of two articles against each other, by the block of the first.

    How they rank is settled by what surrounds them too, so this finds more than each alone.
    """
    from annotations.alignment.linking.align import measured_blocks

    found: dict[int, dict[int, float]] = defaultdict(dict)
    lefts, rights, measured = measured_blocks(article, other, known)
    scored = measured.scored()
    for row, column, chance in zip(scored.rows, scored.columns, scored.chance, strict=True):
        if chance > 0:
            found[lefts[row].index][rights[column].index] = float(chance)
    return found


def _scores_alone(article: Article, span: Span, other: Article) -> Mapping[int, float]:
    """Score a span by itself against the blocks that share the most with it."""
    from annotations.alignment.linking.scoring import measure_pair

    weight_of = word_weights(article, other)
    text, weights = article.text[span.start : span.end], _block_weights(article, other)
    shared: dict[int, float] = defaultdict(float)
    blocks_with = _blocks_with(other)
    for stem, weight in {token.stem: weight_of(token) for token in match_tokens(text)}.items():
        for index in blocks_with.get(stem, ()):
            shared[index] += weight
    likest = sorted(shared, key=lambda index: -shared[index] / math.sqrt(weights[index]))
    taken = sorted(likest[:LIKELIEST])
    scored = measure_pair([text], [other.text_of(other.blocks[index]) for index in taken]).scored()
    found = zip(scored.columns, scored.chance, strict=True)
    return {taken[column]: float(chance) for column, chance in found if chance > 0}


@lru_cache(maxsize=2)
def _blocks_with(article: Article) -> Mapping[str, tuple[int, ...]]:
    """Give the blocks of an article that have each stem, without boilerplate."""
    found: dict[str, list[int]] = defaultdict(list)
    for block in article.blocks:
        if block.aligned:
            for stem in {token.stem for token in match_tokens(article.text_of(block))}:
                found[stem].append(block.index)
    return {stem: tuple(blocks) for stem, blocks in found.items()}


@lru_cache(maxsize=2)
def _block_weights(article: Article, other: Article) -> Mapping[int, float]:
    """Give what the words of each block of the other article weigh together, at least 1."""
    weight_of = word_weights(article, other)
    return {
        block.index: max(1.0, sum(map(weight_of, set(match_tokens(other.text_of(block))))))
        for block in other.blocks
        if block.aligned
    }


def _likest_sentences(article: Article, span: Span, other: Article, block: Block) -> Span:
    """Give the sentence of a block that shares the most with a span for its length.

    Neighbours that share as much that is new are taken along.
    """
    places = sentences(other, block)
    if len(places) < 2:
        return places[0] if places else block.span
    weight_of = word_weights(article, other)
    told = {token.stem: weight_of(token) for token in _said(article.text[span.start : span.end])}
    stems = [{token.stem for token in _said(other.text[slice(*place)])} for place in places]
    shared = [sum(told.get(stem, 0.0) for stem in each) for each in stems]
    if not any(shared):  # near by its meaning alone, which is that of the block
        return block.span
    lengths = [math.sqrt(max(1, len(each))) for each in stems]
    best = max(range(len(places)), key=lambda at: shared[at] / lengths[at])
    first = last = best
    seen = set(stems[best])
    for step in (-1, 1):
        at = best + step
        while 0 <= at < len(places):
            fresh = sum(told.get(stem, 0.0) for stem in stems[at] - seen)
            if not fresh or fresh < GOES_ON * shared[best]:
                break
            seen |= stems[at]
            first, last = min(first, at), max(last, at)
            at += step
    return Span(places[first].start, places[last].end)


@lru_cache(maxsize=4096)
def _said(text: str) -> tuple[MatchToken, ...]:
    """Read a sentence, which is looked at again for every block that comes near it."""
    return match_tokens(text)
