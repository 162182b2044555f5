"""An article as units of words: a unit is a sentence, or sentences that one quotation runs over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from annotations.articles.article import Article, Block, Kind, Span
from annotations.articles.text.abbreviations import SOFT, TITLES
from annotations.articles.text.sentences import sentences
from annotations.articles.text.tokens import word_spans
from annotations.suggestions.attribution.language.forms import Form
from annotations.suggestions.attribution.language.languages import LANGUAGES
from annotations.suggestions.attribution.language.tables import Frame, Language, Verb
from annotations.suggestions.attribution.quoted import quoted


class Part(StrEnum):
    """What a word does, as far as its form tells."""

    COMMA = ","
    STOP = "."
    COLON = ":"
    DASH = "-"
    BRACKET = "("
    MARK = '"'  # a quotation mark
    AUXILIARY = "auxiliary"
    TO = "to"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    SUBORDINATOR = "subordinator"
    PRONOUN = "pronoun"
    DETERMINER = "determiner"
    ADVERB = "adverb"
    NUMBER = "number"
    VERB = "verb"  # may bring a content
    PAST = "past"  # a verb by its ending, none that brings a content
    NAME = "name"
    WORD = "word"


class Word(NamedTuple):
    """One word or sign; offsets are those of the article."""

    start: int
    end: int
    low: str
    part: Part
    quotation: int = 0
    """Number of the quotation it stands in, from 1; 0 outside."""
    possessive: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """The words of a sentence, or of some that share a quotation."""

    words: tuple[Word, ...]
    block: int
    quotations: tuple[Span, ...]
    heading: bool

    @property
    def starts_quoted(self) -> bool:
        return bool(self.words) and self.words[0].quotation > 0

    @property
    def is_quoted(self) -> bool:
        """Whether nothing stands outside its quotations, marks aside."""
        return bool(self.quotations) and all(
            word.quotation or word.part in (Part.STOP, Part.COMMA, Part.DASH) for word in self.words
        )


_SIGNS = {
    **dict.fromkeys(",;", Part.COMMA),
    **dict.fromkeys(".?!…", Part.STOP),
    ":": Part.COLON,
    **dict.fromkeys("–—-―", Part.DASH),
    **dict.fromkeys("()[]", Part.BRACKET),
    **dict.fromkeys("\"“”„‚«»‘’'", Part.MARK),
}
_CONTRACTED = re.compile(
    r"(?i)(?:he|she|it|that|who|there|what|they|we|i|you)(?=['’](?:s|d|ll|re|ve|m)$)"
)


def units(article: Article, language: Language) -> Iterator[Unit]:
    """Give the units of an article's blocks in order, boilerplate left out."""
    for block in article.blocks:
        if block.aligned and block.kind is not Kind.TABLE_ROW:
            yield from _units_of(article, block, language)


def _units_of(article: Article, block: Block, language: Language) -> Iterator[Unit]:
    marked = [
        Span(block.start + start, block.start + end)
        for start, end in quoted(article.text[block.start : block.end])
    ]
    heading = block.kind is Kind.HEADING or (
        block.index == 0 and _in_title_case(article.text_of(block))
    )
    for start, end in _joined(article.text, sentences(article, block), marked, language):
        inside = tuple(span for span in marked if start <= span.start < end)
        words = tuple(_words(article.text, Span(start, end), inside, language, heading))
        if words:
            yield Unit(words, block.index, inside, heading)


def _in_title_case(text: str) -> bool:
    """Whether most words of a first line have a capital, as titles in English do."""
    words = [word for word in text[:400].split() if word[:1].isalpha()]
    return len(text) < 250 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _joined(
    text: str, found: tuple[Span, ...], marked: list[Span], language: Language
) -> list[Span]:
    """Join sentences that one quotation runs over, and `“Why?”` with `she asked` behind it."""
    joined: list[Span] = []
    for span in found:
        before = joined[-1] if joined else None
        if before and (
            any(q.start < before.end and q.end > span.start for q in marked)
            or (_asks(text[before.start : before.end]) and _tags(text, span, language))
        ):
            joined[-1] = Span(before.start, span.end)
        else:
            joined.append(span)
    return joined


def _asks(sentence: str) -> bool:
    """Whether a sentence ends in a quotation with a question or exclamation mark."""
    return sentence.endswith(tuple(f"{sign}{mark}" for sign in "?!" for mark in "\"”’'»“"))


def _tags(text: str, span: Span, language: Language) -> bool:
    """Whether a sentence begins with who said it, as in `Mr. Bell asked`."""
    opening = re.findall(r"[\w’'-]+|[^\w\s]", text[span.start : span.start + 60])[:6]
    for word in opening:
        if word in '"“„«‘:' or word.lower() in language.complementizers:
            return False
        verb = language.verbs.get(word.lower())
        if verb and Frame.QUOTE in verb[0].frames:
            return True
    return False


def _words(
    text: str, span: Span, marked: tuple[Span, ...], language: Language, heading: bool
) -> Iterator[Word]:
    """Give the words and signs of a span."""
    at = 0
    first = True
    for start, end in _pieces(text, span):
        while at < len(marked) and marked[at].end <= start:
            at += 1
        number = at + 1 if at < len(marked) and marked[at].start <= start else 0
        raw = text[start:end]
        low = raw.lower().replace("’", "'")
        sign = _SIGNS.get(raw)
        part = sign or _part(low, raw[:1].isupper() and not heading, first, language)
        first = first and sign is not None
        yield Word(start, end, low, part, number, low.endswith(("'s", "s'")), raw[:1].isupper())


def _pieces(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Give the words of a span, contractions cut in two, and each sign between them."""
    at = span.start
    for start, bare_end in (*word_spans(text, *span), (span.end, span.end)):
        end = bare_end + _has_stop(text, start, bare_end, span.end)
        yield from ((i, i + 1) for i in range(at, start) if not text[i].isspace())
        cut = _CONTRACTED.match(text[start:end])
        if cut:
            yield start, start + cut.end()
            yield start + cut.end(), end
        elif end > start:
            yield start, end
        at = end


def _has_stop(text: str, start: int, end: int, last: int) -> bool:
    """Whether the full stop behind a word is that of an abbreviation: Mr., Sen., Conn., W."""
    if text[end : end + 1] != "." or end + 1 >= last or not text[start].isupper():
        return False
    return end - start == 1 or text[start:end].lower() in TITLES | SOFT


def _part(low: str, capital: bool, first: bool, language: Language) -> Part:
    """What a word does; a capital inside a sentence makes a name of what may be one."""
    plain = _small_words(language.code).get(low)
    if plain:
        return plain
    if low[0].isdigit() or low[:1] in "$€£":
        return Part.NUMBER
    if capital and not first:
        return Part.NAME
    if low in language.verbs:
        return Part.VERB
    if low.endswith(language.adverb_endings) and low not in language.not_adverbs:
        return Part.ADVERB
    if low in language.pasts or low.endswith(language.past_endings):
        return Part.PAST
    return Part.NAME if capital else Part.WORD


@cache
def _small_words(code: str) -> dict[str, Part]:
    """The part of every small word of a language; a word in two groups is what the last says."""
    language = LANGUAGES[code]
    groups = (
        (Part.ADVERB, language.adverbs),
        (Part.PREPOSITION, language.prepositions),
        (Part.DETERMINER, language.determiners),
        (Part.PRONOUN, language.pronouns),
        (Part.SUBORDINATOR, language.subordinators | language.relatives),
        (Part.CONJUNCTION, language.conjunctions),
        (Part.AUXILIARY, language.auxiliaries),
        (Part.TO, language.infinitive_marks),
    )
    return {word: part for part, group in groups for word in group}


def verb_of(word: Word, language: Language) -> tuple[Verb, Form] | None:
    """The verb that a word is a form of, if it may be one here."""
    return language.verbs.get(word.low) if word.part is Part.VERB else None
