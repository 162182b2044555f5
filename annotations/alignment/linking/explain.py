"""Why two blocks are linked: the names, numbers, quotations and words that they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from annotations.alignment.link import Link
from annotations.alignment.linking.shared_phrases import (
    SearchedTokens,
    name_stretches,
    quoted_stretches,
    shared_phrases,
    unspaced_stretches,
)
from annotations.alignment.linking.terms import STOP_WORDS, MatchToken, match_tokens
from annotations.articles.article import Article, Block, Kind, Span
from annotations.articles.text.quotations import quotations

QUOTED, NAMED, UNSPACED = 4, 2, 2
"""Words in a row that are told as one: quoted, names; and pairs of characters without spaces."""

MAIN_SHARE = 0.03
"""Share of the evidence from which an item is worth showing."""


class EvidenceKind(StrEnum):
    NAME = "name"
    NUMBER = "number"
    QUOTATION = "quotation"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """Something both blocks say: how each writes it, where (in the articles' texts), and its share.

    A quotation is words that both have in quotation marks, four or more in a row; what it says is
    in no piece beside it. Names side by side are one piece, and so is text without spaces, as far as
    both go on alike. Shares of all pieces of a link sum to 1.
    """

    sort: EvidenceKind
    left: str
    right: str
    left_spans: tuple[Span, ...]
    right_spans: tuple[Span, ...]
    share: float

    @property
    def same(self) -> bool:
        """Whether both write it alike, but for case, marks and white space."""
        left, right = (
            "".join(filter(str.isalnum, each.casefold())) for each in (self.left, self.right)
        )
        return left == right


@dataclass(frozen=True, slots=True)
class Evidence:
    """What carries a link, the weightiest first, and how much of each block it covers (0..1)."""

    link: Link
    pieces: tuple[EvidenceItem, ...]
    left_covered: float
    right_covered: float

    @property
    def score(self) -> float:
        return self.link.score

    @property
    def main_items(self) -> tuple[EvidenceItem, ...]:
        """The items worth showing: quotations, and what is not one word among many.

        Function words are told only where there is nothing else.
        """
        told = tuple(
            piece
            for piece in self.pieces
            if piece.share >= MAIN_SHARE or piece.sort is EvidenceKind.QUOTATION
        )
        return tuple(piece for piece in told if piece.left.casefold() not in STOP_WORDS) or told

    def of(self, sort: EvidenceKind) -> tuple[EvidenceItem, ...]:
        """Give the pieces of one sort."""
        return tuple(piece for piece in self.pieces if piece.sort is sort)


def explain(left: Article, right: Article, link: Link) -> Evidence:
    """Say what the two blocks of a link share, weighed by how rare it is in the two articles."""
    spans = left.blocks[link.left].span, right.blocks[link.right].span
    shared = shared_evidence(left, spans[0], right, spans[1])
    return Evidence(link, shared.pieces, *shared.covered)


class SharedEvidence(NamedTuple):
    """What two spans share, the weightiest first, and how much of each it covers (0..1)."""

    pieces: tuple[EvidenceItem, ...]
    covered: tuple[float, float]


def shared_evidence(
    left: Article, left_span: Span, right: Article, right_span: Span
) -> SharedEvidence:
    """Say what two spans share, as `explain` does for two whole blocks; boilerplate shares nothing."""
    names, weight_of = _seen(left, right).names, word_weights(left, right)
    first, second = _Side.of(left, left_span), _Side.of(right, right_span)
    weight = {token.stem: weight_of(token) for token in (*first.tokens, *second.tokens)}
    places = first.places(), second.places()
    shared = {stem: weight[stem] for stem in places[0] if stem in places[1]}
    total = sum(shared.values())
    pieces = list(_runs(first, second, names, shared))
    pieces += [
        EvidenceItem(
            _sort(stem, names, first.tokens),
            left.text[slice(*places[0][stem][0])],
            right.text[slice(*places[1][stem][0])],
            tuple(places[0][stem]),
            tuple(places[1][stem]),
            value,
        )
        for stem, value in shared.items()
    ]
    ordered = sorted(pieces, key=lambda piece: (-piece.share, piece.left_spans))
    whole = [max(sum(weight[stem] for stem in side), 1e-9) for side in places]
    return SharedEvidence(
        tuple(replace(piece, share=piece.share / total) for piece in ordered),
        (total / whole[0], total / whole[1]),
    )


def word_weights(left: Article, right: Article) -> Callable[[MatchToken], float]:
    """Give what a word weighs: the more, the fewer blocks of two articles have it."""
    from annotations.alignment.linking.term_weights import STOP_WEIGHT, rarity_of

    seen = _seen(left, right)

    def weight(token: MatchToken) -> float:
        rarity = rarity_of(seen.units_with.get(token.stem, 0), seen.units)
        return rarity * (STOP_WEIGHT if token.stops else 1.0)

    return weight


@dataclass(frozen=True)
class _Side:
    """One of the two spans compared; its tokens are in the span's own offsets."""

    article: Article
    start: int
    tokens: tuple[MatchToken, ...]
    quotations: SearchedTokens

    @classmethod
    def of(cls, article: Article, span: Span) -> _Side:
        block = article.block_at(span.start)
        text = article.text[span.start : span.end] if block and block.aligned else ""
        said = match_tokens(text)
        whole = block is not None and block.kind is Kind.QUOTATION
        spans = [Span(0, len(text))] if whole else quotations(text)
        return cls(article, span.start, said, quoted_stretches(said, spans))

    def span(self, run: range) -> Span:
        """Give where words stand in the article."""
        return Span(self.start + self.tokens[run[0]].start, self.start + self.tokens[run[-1]].end)

    def places(self) -> dict[str, list[Span]]:
        """Give where each stem stands in the article."""
        places: dict[str, list[Span]] = defaultdict(list)
        for at, token in enumerate(self.tokens):
            places[token.stem].append(self.span(range(at, at + 1)))
        return places


@dataclass(frozen=True)
class _Seen:
    """What all blocks of two articles say: in how many each stem is, and which are names.

    A name is written with a capital inside a sentence, and oftener so than without one; in
    headings and tables a capital tells nothing.
    """

    units: int
    units_with: Mapping[str, int]
    names: frozenset[str]


@lru_cache(maxsize=2)
def _seen(left: Article, right: Article) -> _Seen:
    """Read two articles for how rare their words are; kept for the next link of the two."""
    blocks = [(article, block) for article in (left, right) for block in article.blocks]
    units = [_tokens_of(*each) for each in blocks]
    units_with = Counter(stem for unit in units for stem in {token.stem for token in unit})
    written: Counter[str] = Counter()
    for unit, (_, block) in zip(units, blocks, strict=True):
        mute = block.kind in (Kind.HEADING, Kind.TABLE_ROW)
        for token in unit:
            if not (token.number or token.stops):
                inside = token.capital and not (token.opens or mute)
                written[token.stem] += 1 if inside else -1 if not token.capital else 0
    names = frozenset(stem for stem, count in written.items() if count > 0)
    return _Seen(len(units), units_with, names)


def _tokens_of(article: Article, block: Block) -> tuple[MatchToken, ...]:
    return match_tokens(article.text_of(block)) if block.aligned else ()


def _runs(
    first: _Side, second: _Side, names: frozenset[str], shared: dict[str, float]
) -> Iterator[EvidenceItem]:
    """Give what both quote, names of several words, and what both write without spaces.

    What they say is taken out of `shared`; a word that two of them say weighs in the first.
    """
    for sort, fewest, ours, theirs in (
        (EvidenceKind.QUOTATION, QUOTED, first.quotations, second.quotations),
        (
            EvidenceKind.NAME,
            NAMED,
            name_stretches(first.tokens, names),
            name_stretches(second.tokens, names),
        ),
        (
            EvidenceKind.WORD,
            UNSPACED,
            unspaced_stretches(first.tokens),
            unspaced_stretches(second.tokens),
        ),
    ):
        for left, right in shared_phrases(ours, theirs, fewest):
            spans = first.span(left), second.span(right)
            weight = sum(shared.pop(first.tokens[at].stem, 0.0) for at in left)
            if weight or sort is EvidenceKind.QUOTATION:
                yield EvidenceItem(
                    sort,
                    first.article.text[slice(*spans[0])],
                    second.article.text[slice(*spans[1])],
                    (spans[0],),
                    (spans[1],),
                    weight,
                )


def _sort(stem: str, names: frozenset[str], unit: Sequence[MatchToken]) -> EvidenceKind:
    if stem in names:
        return EvidenceKind.NAME
    if any(token.number for token in unit if token.stem == stem):
        return EvidenceKind.NUMBER
    return EvidenceKind.WORD
