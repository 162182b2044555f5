"""What follows a cue verb: where its content begins, and in which frame."""

from __future__ import annotations

from typing import NamedTuple

from annotations.suggestions.attribution.cues import Cue
from annotations.suggestions.attribution.language.tables import Frame, Language
from annotations.suggestions.attribution.units import Part, Word


class Complement(NamedTuple):
    """A content that begins at word `first`; the cue reaches to word `cue_last`."""

    frame: Frame
    first: int
    cue_last: int
    sign: str
    """What it opens with: `that`, `bare`, `quote`, `colon`, `to`, `how`, or the preposition."""


_ADJUNCT = 16
"""Words that an adjunct (`in an interview with the paper on Monday`) may have."""


def complement(words: tuple[Word, ...], cue: Cue, language: Language) -> Complement | None:
    """What a verb is followed by; None where nothing follows that it may bring."""
    at = _over_adverbs(words, cue.last + 1, language)
    if at < len(words) and words[at].part is Part.AUXILIARY and Frame.CLAUSE in cue.verb.frames:
        at = cue.last + 1  # the adverbs are a subject's: said too much is made of it
        return Complement(Frame.CLAUSE, at, cue.last, "bare") if at < len(words) - 1 else None
    found = _opening(words, at, cue, language)
    if found and found.sign != "bare":
        return found
    if Frame.RECIPIENT in cue.verb.frames and at < len(words):
        at = _over_recipient(words, at, language)
        told = _opening(words, at, cue, language, recipient=True)
        if told and told.sign != "bare":
            return told
        found = told
    beyond = _over_adjunct(words, at, language)
    if beyond > at:
        there = _opening(words, beyond, cue, language, recipient=True)
        if there and there.sign in ("that", "quote", "colon", "bare", "how"):
            return there
        if beyond >= len(words) or words[beyond].part in (Part.COMMA, Part.STOP):
            return found if found and found.frame is Frame.OBJECT else None
    return found


def _opening(
    words: tuple[Word, ...], at: int, cue: Cue, language: Language, *, recipient: bool = False
) -> Complement | None:
    """What begins right at a word, if the verb of the cue may bring it."""
    frames, before = cue.verb.frames, cue.verb.before
    if at >= len(words):
        return None
    word = words[at]
    if Frame.NOUN in frames:
        named = _noun_with_content(words, at, language)
        if named or frames == {Frame.NOUN}:
            return named
    says = bool(frames & {Frame.CLAUSE, Frame.QUOTE, Frame.RECIPIENT})
    if word.part is Part.COMMA:
        opens = at + 1 < len(words) and words[at + 1].part is Part.MARK and words[at + 1].quotation
        return Complement(Frame.QUOTE, at + 1, at - 1, "quote") if says and opens else None
    if word.part is Part.COLON:
        more = at + 1 < len(words)
        return Complement(Frame.QUOTE, at + 1, at, "colon") if says and more else None
    if word.quotation:
        return Complement(Frame.QUOTE if says else Frame.OBJECT, at, at - 1, "quote")
    if word.low in language.complementizers:
        clause = says or "that" in before
        return Complement(Frame.CLAUSE, at, at - 1, "that") if clause else None
    if word.part is Part.TO:
        infinitive = Frame.TO in frames or "to" in before
        if not infinitive:
            return None
        after = words[at + 1] if at + 1 < len(words) else word
        if "to" in before and Frame.TO not in frames and after.part is Part.DETERMINER:
            return Complement(Frame.PREPOSITION, at + 1, at, "to")
        return Complement(Frame.TO, at, at - 1, "to")
    if word.low in before and word.part is not Part.ADVERB:
        return Complement(Frame.PREPOSITION, at + 1, at, word.low)
    if word.low in language.questions:
        fits = frames & {Frame.CLAUSE, Frame.OBJECT, Frame.RECIPIENT}
        return Complement(Frame.CLAUSE, at, at - 1, "how") if fits else None
    if word.part in (Part.STOP, Part.DASH, Part.BRACKET, Part.CONJUNCTION, Part.AUXILIARY):
        return None
    if Frame.PERSON_TO in frames:
        asked = _after_person(words, at)
        if asked:
            return Complement(Frame.PERSON_TO, asked, at - 1, "to")
    if word.part in (Part.PREPOSITION, Part.SUBORDINATOR):
        return None
    if Frame.OBJECT in frames or Frame.CLAUSE in frames or recipient:
        clause = Frame.CLAUSE in frames or recipient
        return Complement(Frame.CLAUSE if clause else Frame.OBJECT, at, at - 1, "bare")
    return None


def _noun_with_content(words: tuple[Word, ...], at: int, language: Language) -> Complement | None:
    """The content of a noun that stands soon behind a verb: expressed deep concern that …."""
    for here in range(at, min(at + 5, len(words) - 2)):
        word, opens = words[here], words[here + 1]
        if word.quotation or word.part in (Part.COMMA, Part.STOP, Part.AUXILIARY):
            return None
        if opens.low in language.nouns.get(word.low, ()):
            inside = opens.low in language.complementizers or opens.part is Part.TO
            frame = Frame.CLAUSE if opens.low in language.complementizers else Frame.PREPOSITION
            return Complement(frame, here + 2 - inside, here + 1 - inside, "noun")
    return None


def _over_adverbs(words: tuple[Word, ...], at: int, language: Language) -> int:
    """Pass over adverbs and particles: pointed out, said again."""
    while at < len(words) and not words[at].quotation:
        word = words[at]
        particle = word.low in ("out", "up", "forth", "down", "off", "aloud")
        if word.part is not Part.ADVERB and not particle:
            break
        at += 1
    return at


def _over_recipient(words: tuple[Word, ...], at: int, language: Language) -> int:
    """Pass over whom something is told."""
    first = words[at]
    if first.quotation:
        return at
    if first.part is Part.PRONOUN:
        return at + 1
    here = at
    while here < len(words) and not words[here].quotation:
        word = words[here]
        again = here > at and word.part in (Part.DETERMINER, Part.PRONOUN)
        joined = words[here - 1].part in (Part.PREPOSITION, Part.CONJUNCTION)
        if word.part in (Part.COMMA, Part.STOP, Part.COLON, Part.SUBORDINATOR, Part.AUXILIARY):
            break
        if word.low in language.complementizers or (again and not joined):
            break
        if word.part is Part.TO or word.low in language.times:
            break
        here += 1
        if word.low in language.reporters and not (
            here < len(words) and words[here].part in (Part.PREPOSITION, Part.CONJUNCTION)
        ):
            break
    return here


def _over_adjunct(words: tuple[Word, ...], at: int, language: Language) -> int:
    """Pass over where and when something was said, up to what may be the content."""
    if at >= len(words) or words[at].quotation:
        return at
    if words[at].low not in language.adjunct_starts | language.times:
        return at
    here = at
    while here < len(words) and here - at < _ADJUNCT:
        word = words[here]
        if word.quotation or word.part in (Part.COMMA, Part.STOP, Part.COLON, Part.DASH):
            return here
        if word.low in language.complementizers:
            return here
        if here > at and word.part is Part.PRONOUN and word.low in language.subjects:
            return here
        timed = here > at and words[here - 1].low in language.times
        if timed and word.part in (Part.DETERMINER, Part.NAME, Part.PRONOUN):
            return here
        if word.part is Part.AUXILIARY or (word.part is Part.TO and here > at + 1):
            return at
        here += 1
    return here if here >= len(words) else at


def _after_person(words: tuple[Word, ...], at: int) -> int:
    """Where the infinitive begins in `urged the council to act`; 0 where there is none."""
    for here in range(at + 1, min(at + 10, len(words) - 1)):
        word = words[here]
        if word.quotation or word.part in (Part.COMMA, Part.STOP, Part.AUXILIARY, Part.PAST):
            return 0
        if word.part is Part.TO:
            return here
    return 0
