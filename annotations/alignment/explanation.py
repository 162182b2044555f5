"""Why two blocks are linked: the names, numbers, quotations and words that they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.alignment.link import Link
from annotations.alignment.terms import Token, names_among, tokens
from annotations.articles.article import Article, Block, Span


class Sort(StrEnum):
    NAME = "name"
    NUMBER = "number"
    QUOTATION = "quotation"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Piece:
    """Something both blocks say: how each writes it, where (in the articles' texts), and its share.

    Shares of all pieces of a link sum to 1.
    """

    sort: Sort
    left: str
    right: str
    left_spans: tuple[Span, ...]
    right_spans: tuple[Span, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What carries a link, the weightiest first, and how much of each block it covers (0..1)."""

    link: Link
    pieces: tuple[Piece, ...]
    left_covered: float
    right_covered: float

    @property
    def score(self) -> float:
        return self.link.score

    def of(self, sort: Sort) -> tuple[Piece, ...]:
        """Give the pieces of one sort."""
        return tuple(piece for piece in self.pieces if piece.sort is sort)


def explain(left: Article, right: Article, link: Link) -> Evidence:
    """Say what the two blocks of a link share, weighed by how rare it is in the two articles."""
    from annotations.alignment.channels import STOP_WEIGHT, rarity_of

    units = [_read(article, block) for article in (left, right) for block in article.blocks]
    names = names_among(units)
    first = _read(left, left.blocks[link.left])
    second = _read(right, right.blocks[link.right])
    weight = {
        token.stem: rarity_of(
            sum(any(t.stem == token.stem for t in unit) for unit in units), len(units)
        )
        * (STOP_WEIGHT if token.stops else 1.0)
        for token in (*first, *second)
    }
    starts = left.blocks[link.left].start, right.blocks[link.right].start
    places = _places(first, starts[0]), _places(second, starts[1])
    shared = {stem: weight[stem] for stem in places[0] if stem in places[1]}
    total = sum(shared.values())
    pieces = [
        Piece(
            _sort(stem, names, first),
            left.text[places[0][stem][0].start : places[0][stem][0].end],
            right.text[places[1][stem][0].start : places[1][stem][0].end],
            tuple(places[0][stem]),
            tuple(places[1][stem]),
            value / total,
        )
        for stem, value in shared.items()
    ]
    return Evidence(
        link,
        tuple(sorted(pieces, key=lambda piece: (-piece.share, piece.left_spans))),
        total / max(sum(weight[stem] for stem in places[0]), 1e-9),
        total / max(sum(weight[stem] for stem in places[1]), 1e-9),
    )


def _read(article: Article, block: Block) -> tuple[Token, ...]:
    return tokens(article.text_of(block)) if block.aligned else ()


def _places(unit: Sequence[Token], start: int) -> dict[str, list[Span]]:
    places: dict[str, list[Span]] = defaultdict(list)
    for token in unit:
        places[token.stem].append(Span(start + token.start, start + token.end))
    return places


def _sort(stem: str, names: frozenset[str], unit: Sequence[Token]) -> Sort:
    if stem in names:
        return Sort.NAME
    if any(token.number for token in unit if token.stem == stem):
        return Sort.NUMBER
    return Sort.WORD
