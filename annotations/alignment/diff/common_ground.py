"""What two texts that share little have in common, and which facts they tell differently.

A word diff of two paragraphs written by two people paints nearly every word. There it helps more to
see what both say: the names, numbers, quotations and phrases, and above all where they give another
number, date or name for the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotations.alignment.diff.change_kinds import ChangeKind
from annotations.alignment.diff.lcs import FUNCTION, edit_cost
from annotations.alignment.diff.word_classes import (
    Meaning,
    Sense,
    canonical_form,
    date_sort,
    is_word,
)
from annotations.alignment.diff.word_diff import WordEdit
from annotations.alignment.diff.words import Words, split_words
from annotations.alignment.linking.explain import EvidenceKind, shared_evidence
from annotations.alignment.linking.shared_phrases import SearchedTokens, shared_phrases
from annotations.alignment.linking.stemming import stem
from annotations.alignment.linking.terms import match_tokens
from annotations.articles import Article, Span
from annotations.articles.text.languages import languages_apart

LITTLE = 1 / 3
"""Share of the words of both texts under which they share little."""

CONTAINED = 2 / 3
"""Share of one text's words in the other from which it is a part of it, however long that is."""

SHORT = 12
"""Words of the shorter text up to which all of the diff is seen at one glance."""

PHRASE, TELLING_WORDS = 3, 2
"""Words in a row that make a phrase, and how many of them are more than function words."""

NEAR = {"number": 3, "name": 1}
"""Words on either side in which two facts have what they are about."""
NEAR_DATE = 6
"""The same for dates, which stand further from what happened then."""


class SharedPart(NamedTuple):
    """Something both texts have, where each has it; offsets are those of the two articles."""

    kind: str
    left: tuple[Span, ...]
    right: tuple[Span, ...]


class FactDifference(NamedTuple):
    """What each text gives for the same thing: a `number`, `date` or `name`."""

    kind: ChangeKind
    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class CommonGround:
    """What two spans share, and the facts they tell differently, both in order of the left one."""

    shared: tuple[SharedPart, ...]
    differing: tuple[FactDifference, ...]


def ground_of(
    edits: Sequence[WordEdit], left: Article, left_span: Span, right: Article, right_span: Span
) -> CommonGround | None:
    """Give what to show in place of an edit script that nobody could read; None where it can be read.

    It cannot where the two spans share little, and where the articles are in different languages.
    """
    if languages_apart(left.text, right.text):
        return common_facts(left, left_span, right, right_span)
    if share_little(edits, left, right):
        return common_ground(left, left_span, right, right_span)
    return None


def share_little(edits: Sequence[WordEdit], left: Article, right: Article) -> bool:
    """Whether a whole edit script, as `word_diff` gives it, leaves too little the same to be read.

    Not where the texts are short, and not where one of them stands in the other nearly whole.
    """
    counts = [0, 0]
    same = 0
    for edit in edits:
        ours = _count(left.text[edit.left.start : edit.left.end])
        theirs = _count(right.text[edit.right.start : edit.right.end])
        counts[0] += ours
        counts[1] += theirs
        same += 0 if edit.changed else min(ours, theirs)
    fewest = min(counts)
    return fewest > SHORT and same < CONTAINED * fewest and 2 * same < LITTLE * sum(counts)


def _count(text: str) -> int:
    return sum(map(is_word, split_words(text).texts))


def common_ground(left: Article, left_span: Span, right: Article, right_span: Span) -> CommonGround:
    """Give what two spans of two articles share, and where they tell another fact of the same thing.

    Shared are names, numbers and quotations, as for a link, and phrases of three words or more. Two
    facts of a sort (a number, a name, a weekday, a year ..) are of the same thing if the same word
    of meaning stands near both: `captain Marsh`, `captain Reeve`. What one text alone gives is more
    detail and differs from nothing.
    """
    told = shared_evidence(left, left_span, right, right_span).pieces
    shared = [
        SharedPart(piece.sort.value, piece.left_spans, piece.right_spans)
        for piece in told
        if piece.sort is not EvidenceKind.WORD
    ]
    shared += _phrases(left, left_span, right, right_span)
    facts = sorted(_differing(_Facts(left, left_span), _Facts(right, right_span)))
    return CommonGround(
        tuple(sorted(shared, key=lambda part: part.left)),
        tuple(FactDifference(kind, ours, theirs) for ours, theirs, kind in facts),
    )


def _phrases(
    left: Article, left_span: Span, right: Article, right_span: Span
) -> Iterator[SharedPart]:
    """Give the longest runs of words that stand in both."""
    units = [
        SearchedTokens(said, [range(len(said))])
        for said in (
            match_tokens(left.text[slice(*left_span)]),
            match_tokens(right.text[slice(*right_span)]),
        )
    ]
    for here, there in shared_phrases(units[0], units[1], PHRASE):
        telling = [at for at, place in enumerate(here) if not units[0].tokens[place].stops]
        if len(telling) < TELLING_WORDS:
            continue
        ends = slice(telling[0], telling[-1] + 1)
        spans = [
            Span(begin + unit.tokens[run[0]].start, begin + unit.tokens[run[-1]].end)
            for begin, unit, run in (
                (left_span.start, units[0], here[ends]),
                (right_span.start, units[1], there[ends]),
            )
        ]
        yield SharedPart("phrase", (spans[0],), (spans[1],))


def common_facts(left: Article, left_span: Span, right: Article, right_span: Span) -> CommonGround:
    """Give the names, numbers and quotations that two spans in different languages share.

    A number differs where it is the only one on its side that the other has not. Words are not
    compared: what they have in common across languages is chance.
    """
    told = shared_evidence(left, left_span, right, right_span).pieces
    shared = [
        SharedPart(piece.sort.value, piece.left_spans, piece.right_spans)
        for piece in told
        if piece.sort is not EvidenceKind.WORD
    ]
    facts = _Facts(left, left_span), _Facts(right, right_span)
    own = [
        [fact.span for kind, fact in one.of(other) if kind is ChangeKind.NUMBER and fact.figure]
        for one, other in (facts, facts[::-1])
    ]
    alone = all(len(spans) == 1 for spans in own)
    return CommonGround(
        tuple(sorted(shared, key=lambda part: part.left)),
        (FactDifference(ChangeKind.NUMBER, own[0][0], own[1][0]),) if alone else (),
    )


class _Fact(NamedTuple):
    """A number, a date or a name, with what sort it is and the words near it, stemmed."""

    sort: str
    near: frozenset[str]
    span: Span
    figure: bool = False


_KINDS = {
    Meaning.NUMBER: ChangeKind.NUMBER,
    Meaning.DATE: ChangeKind.DATE,
    Meaning.NAME: ChangeKind.NAME,
}


class _Facts:
    """The facts of one span of an article."""

    def __init__(self, article: Article, span: Span) -> None:
        self._offset = span.start
        self._words: Words = split_words(article.text[span.start : span.end])
        self._folded = [canonical_form(text) if is_word(text) else "" for text in self._words.texts]
        self.said = frozenset(map(_root, filter(None, self._folded)))

    def of(self, other: _Facts) -> Iterator[tuple[ChangeKind, _Fact]]:
        """Give the facts that the other span does not have; names of several words are one."""
        texts = self._words.texts
        sense = Sense(texts, other._words.texts)
        kinds = [_KINDS.get(sense.at(at)) if self._folded[at] else None for at in range(len(texts))]
        at = 0
        while at < len(texts):
            kind, end = kinds[at], at + 1
            if kind is ChangeKind.NAME:
                while end < len(texts) and kinds[end] is kind:
                    end += 1
            if kind is not None and not other.said & set(map(_root, self._folded[at:end])):
                sort = date_sort(self._folded[at]) if kind is ChangeKind.DATE else kind.value
                span = Span(
                    self._offset + self._words.starts[at], self._offset + self._words.ends[end - 1]
                )
                near = self._near(at, end, kinds, NEAR.get(sort, NEAR_DATE))
                yield kind, _Fact(sort, near, span, texts[at][:1].isdigit())
            at = end

    def _near(
        self, start: int, end: int, kinds: Sequence[ChangeKind | None], reach: int
    ) -> frozenset[str]:
        """Give the words of meaning and the signs of measure around words, in their sentence."""
        texts, found = self._words.texts, set()
        for steps in (range(start - 1, -1, -1), range(end, len(texts))):
            seen = 0
            for at in steps:
                if texts[at] in ".!?…;" or seen >= reach:
                    break
                if texts[at] in "%$€£¥":
                    found.add(texts[at])
                elif self._folded[at]:
                    if kinds[at] is None and edit_cost(self._folded[at]) != FUNCTION:
                        found.add(_root(self._folded[at]))
                    seen += 1
        return frozenset(found)


def _differing(ours: _Facts, theirs: _Facts) -> Iterator[tuple[Span, Span, ChangeKind]]:
    """Give each fact of one side with the first of the other that is of the same thing, each once."""
    open_facts = list(theirs.of(ours))
    for kind, fact in ours.of(theirs):
        for at, (other_kind, other) in enumerate(open_facts):
            if kind is other_kind and fact.sort == other.sort and fact.near & other.near:
                del open_facts[at]
                yield fact.span, other.span, kind
                break


def _root(word: str) -> str:
    """Give what a folded word is compared by: `sailors`, `sailor's` and `sailor` are one."""
    return stem(word.replace("’", "'").removesuffix("'s"))
