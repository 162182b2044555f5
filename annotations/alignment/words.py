"""The words of a text that count in a diff, with what they are compared by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from annotations.alignment.ignore import NOTHING, Ignore, key
from annotations.alignment.patterns import ignored_spans
from annotations.alignment.pieces import pieces
from annotations.articles import Span


@dataclass(frozen=True, slots=True)
class Words:
    """The pieces of a text that count, with what they are compared by and where they stand.

    `starts` has one entry more than `ends`: the length of the text.
    """

    texts: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def end(self, index: int) -> int:
        """Where the word at `index` ends; 0 for the place before the first word."""
        return self.ends[index] if index >= 0 else 0


def words(text: str, ignore: Ignore = NOTHING) -> Words:
    """Cut a text into its words and marks; white space and what is ignored lie between them."""
    found = pieces(text)
    kept = [
        (piece, end)
        for piece, end in zip(found, accumulate(map(len, found)), strict=True)
        if not piece.isspace()
    ]
    keys = [piece for piece, _ in kept]
    if ignore != NOTHING:
        spans = ignored_spans(ignore.patterns, text)
        parts = _uncovered(kept, spans, len(text)) if spans else keys
        keys = [key(piece, ignore) for piece in parts]
        kept = [place for place, folded in zip(kept, keys, strict=True) if folded]
        keys = [folded for folded in keys if folded]
    texts = [piece for piece, _ in kept]
    ends = [end for _, end in kept]
    starts = [end - len(piece) for piece, end in kept]
    return Words(texts, keys, [*starts, len(text)], ends)


def _uncovered(places: list[tuple[str, int]], spans: list[Span], length: int) -> Iterator[str]:
    """Of each piece, given with its end, what no span of the text of that length covers."""
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    for piece, end in places:
        mask = covered[end - len(piece) : end]
        yield "".join(letter for letter, gone in zip(piece, mask, strict=True) if not gone)
