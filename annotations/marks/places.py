"""Search a text for a passage, verbatim or edited: candidate places, each with a strength 0..1.

Seeds are shared n-grams that vote for a diagonal, as in sequence search (FASTA: Lipman and Pearson
1985); RapidFuzz measures what the seeds find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from annotations.alignment.diff.words import split_words
from annotations.articles import Span

GRAM = 5
_LOOKED_AT = 2_000
"""Places of n-grams, rarest first, that vote on where one passage may stand."""
_OCCURRENCES = 200
"""Verbatim occurrences of one quote that are looked at."""
_WINDOWS = 8
_KEPT = 5
_WORD = 24
"""Code points on either side of a border that are looked at for the word that it cuts."""
_SAME = 0.3
"""Overlap above which two places are one."""
_NEAR = 16
"""Code points next to the quote whose context may stand for the whole of it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is looked for: a quote, with the context before and after it."""

    prefix: str
    quote: str
    suffix: str

    @classmethod
    def at(cls, text: str, span: Span, width: int) -> Passage:
        """The passage that stands at a span, with `width` code points of context a side."""
        start, end = span
        return cls(text[max(0, start - width) : start], text[start:end], text[end : end + width])

    @property
    def whole(self) -> str:
        return self.prefix + self.quote + self.suffix


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place for a passage: how like the quote it is, and its surroundings, each 0..1.

    `strength` is their mean, weighted by length: for a short quote the context decides, for a long
    one the quote.
    """

    span: Span
    likeness: float
    surroundings: float
    strength: float


class Places:
    """Finds passages in one text; the index is made when the first edited one is looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _grams(self) -> dict[str, list[int]]:
        grams: defaultdict[str, list[int]] = defaultdict(list)
        text = self.text
        for at in range(len(text) - GRAM + 1):
            grams[text[at : at + GRAM]].append(at)
        return grams

    def only(self, needle: str) -> int:
        """Where `needle` stands if it stands at exactly one place, else -1."""
        first = self.text.find(needle)
        return first if first >= 0 and self.text.find(needle, first + 1) < 0 else -1

    def candidates(self, passage: Passage) -> list[Candidate]:
        """The few best places, which do not overlap much, strongest first.

        A place that is only like the quote is none where the quote itself stands: with words that
        were put in behind it, it may be like the context too.
        """
        spans = dict.fromkeys(self._verbatim(passage.quote))
        for window in self._windows(passage):
            spans.update(dict.fromkeys(self._fitted(passage, window)))
        rough = _apart(self.weigh(passage, span) for span in spans)
        return _apart(
            self.weigh(passage, self._at_words(passage, one.span)) if one.likeness < 1 else one
            for one in rough
        )

    def weigh(self, passage: Passage, span: Span) -> Candidate:
        """How well a passage stands at a span of this text."""
        start, end = span
        text, size = self.text, len(passage.quote)
        likeness = Levenshtein.normalized_similarity(passage.quote, text[start:end])
        before, after = len(passage.prefix), len(passage.suffix)
        left = _likeness(passage.prefix[::-1], text[max(0, start - before) : start][::-1])
        right = _likeness(passage.suffix, text[end : end + after])
        around = before * left + after * right
        width = before + after
        return Candidate(
            span,
            likeness,
            around / width if width else 1.0,
            (size * likeness + around / 2) / (size + width / 2),
        )

    def _verbatim(self, quote: str) -> Iterator[Span]:
        at = self.text.find(quote)
        for _ in range(_OCCURRENCES):
            if at < 0:
                return
            yield Span(at, at + len(quote))
            at = self.text.find(quote, at + 1)

    def _windows(self, passage: Passage) -> list[Span]:
        """Stretches of the text that share the most telling n-grams with a passage."""
        whole = passage.whole
        width = max(8, min(len(whole) // 4, 64))
        stride = max(1, len(whole) // 400)
        seeds = [
            (len(at), offset, at)
            for offset in range(0, len(whole) - GRAM + 1, stride)
            if (at := self._grams.get(whole[offset : offset + GRAM]))
        ]
        votes: defaultdict[int, float] = defaultdict(float)
        looked_at = 0
        for count, offset, at in sorted(seeds, key=lambda seed: seed[0]):  # the most telling first
            looked_at += count
            if looked_at > _LOOKED_AT and votes:
                break
            vote = 1 / sqrt(count)
            for place in at:
                votes[(place - offset) // width] += vote
        joined = {bucket: own + votes.get(bucket + 1, 0.0) for bucket, own in votes.items()}
        best = sorted(joined, key=lambda bucket: -joined[bucket])[:_WINDOWS]
        slack = max(GRAM * 4, len(whole) // 4)
        return [
            Span(
                max(0, bucket * width - slack),
                min(len(self.text), (bucket + 2) * width + len(whole) + slack),
            )
            for bucket in best
        ]

    def _fitted(self, passage: Passage, window: Span) -> Iterator[Span]:
        """The span of a window that fits the quote best, by its own words and by its context."""
        quote, text = passage.quote, self.text[window.start : window.end]
        for needle, lead in ((quote, 0), (passage.whole, len(passage.prefix))):
            found = fuzz.partial_ratio_alignment(needle, text)
            if found is None or len(needle) > len(text):
                continue
            low = window.start + found.dest_start
            cut = self.text[low : window.start + found.dest_end]
            start, end = _carried(needle, cut, lead, lead + len(quote))
            if start < end:
                yield Span(low + start, low + end)

    def _at_words(self, passage: Passage, span: Span) -> Span:
        """A span whose borders cut no word, where the quote's do not.

        A cut word is taken in where most of it is inside, else left out.
        """
        start, end = span
        whole, lead = passage.whole, len(passage.prefix)
        if _nearest_edge(whole, lead) == lead:
            start = _nearest_edge(self.text, start)
        if _nearest_edge(whole, lead + len(passage.quote)) == lead + len(passage.quote):
            end = _nearest_edge(self.text, end)
        return Span(start, end) if start < end else span


def _carried(needle: str, found: str, start: int, end: int) -> Span:
    """Where two borders in `needle` fall in `found`, by the edits that turn one into the other."""
    borders = []
    opcodes = Levenshtein.opcodes(needle, found)
    for border in (start, end):
        place = len(found)
        for code in opcodes:
            if code.src_start <= border < code.src_end:
                place = min(code.dest_start + border - code.src_start, code.dest_end)
                break
        borders.append(place)
    return Span(*borders)


def _likeness(context: str, found: str) -> float:
    """How like two contexts are, both read outwards from the quote; 0..1."""
    whole = Levenshtein.normalized_similarity(context, found)
    near = Levenshtein.normalized_similarity(context[:_NEAR], found[:_NEAR])
    return max(whole, 0.9 * near)


def _nearest_edge(text: str, at: int) -> int:
    """A border, moved out of a word that it cuts, to the end that is nearer (of equals the last)."""
    first = max(0, at - _WORD)
    words = split_words(text[first : at + _WORD])
    for start, end in zip(words.starts, words.ends, strict=False):
        low, high = first + start, first + end
        if low < at < high:
            return low if at - low < high - at else high
    return at


def _apart(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The few strongest of which no two overlap much and none a verbatim one, strongest first."""
    kept: list[Candidate] = []
    strongest = sorted(candidates, key=lambda one: (-one.strength, one.span))
    verbatim = [one for one in strongest if one.likeness == 1]
    for one in strongest:
        if len(kept) == _KEPT:
            break
        if any(overlap(one.span, other.span) > _SAME for other in kept):
            continue
        if one.likeness == 1 or not any(overlap(one.span, other.span) for other in verbatim):
            kept.append(one)
    return kept


def overlap(one: Span, other: Span) -> float:
    """Shared part of two spans over the shorter of them; 0..1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(1, min(one.end - one.start, other.end - other.start))
