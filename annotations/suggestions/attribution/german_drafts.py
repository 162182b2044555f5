"""Proposals of one German unit: verbs that come second or last, particles that stand apart.

`Der Minister sagte, …`, `… , sagte der Minister`, `Am Montag teilte der Konzern mit, dass …`, `Sie hat
angekündigt, …`, `… , wie die Polizei mitteilte`, `… , so der Sprecher`, `Laut Polizei …`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotations.suggestions.attribution.drafts import Draft
from annotations.suggestions.attribution.german_phrases import phrase_from, phrase_to
from annotations.suggestions.attribution.language.forms import Form
from annotations.suggestions.attribution.language.german import SEPARABLE
from annotations.suggestions.attribution.language.tables import Frame, Language, Verb
from annotations.suggestions.attribution.sources import Phrase
from annotations.suggestions.attribution.units import Part, Unit, Word, verb_of

_PAUSES = (Part.COMMA, Part.COLON, Part.STOP, Part.DASH)
_TO_WHOM = frozenset(("der", "dem", "einer", "einem", "ihm", "ihr", "ihnen", "uns"))
"""What a dative begins with: to whom something is said."""

_REACH = 14
"""Words between the parts of a verb, or between a verb and its content."""


class _Cue(NamedTuple):
    """A cue: its finite word, and its last (a particle or a participle, or the same word)."""

    finite: int
    last: int
    verb: Verb
    final: bool
    """Whether the verb stands last in its clause: wie die Polizei mitteilte."""


def german_drafts(unit: Unit, language: Language) -> list[Draft]:
    """Propose what the cues of a unit bring."""
    words = unit.words
    found: list[Draft] = []
    for at, word in enumerate(words):
        if word.quotation:
            continue
        cue = _cue(words, at, language)
        draft = _reported(words, cue, language) if cue else None
        if draft:
            found.append(draft)
    return [*found, *_according(words, language), *_so(words, language)]


def _cue(words: tuple[Word, ...], at: int, language: Language) -> _Cue | None:
    """The cue whose verb a word is, its parts found."""
    known = verb_of(words[at], language)
    if known is None:
        return None
    verb, form = known
    start = _clause_start(words, at)
    if words[start].low == "wie" and start < at:
        ends = at + 1 >= len(words) or words[at + 1].part in _PAUSES
        return _Cue(at, at, verb, True) if ends and form is not Form.PARTICIPLE else None
    for separable in SEPARABLE.get(words[at].low, ()):
        particle = _particle(words, at + 1, separable.particle)
        if particle:
            return _Cue(at, particle, separable.verb, False)
    auxiliary = next(
        (i for i in range(at - 1, start - 1, -1) if words[i].part is Part.AUXILIARY), None
    )
    if auxiliary is not None and words[auxiliary].low in ("hat", "haben", "hatte", "hatten"):
        return _Cue(auxiliary, at, verb, False) if at - auxiliary <= _REACH else None
    if auxiliary is not None or form is Form.PARTICIPLE:
        return None
    alone = words[at].low not in SEPARABLE or not verb.lemma.endswith(
        tuple(each.verb.lemma for each in SEPARABLE[words[at].low])
    )
    return _Cue(at, at, verb, False) if alone else None


def _particle(words: tuple[Word, ...], first: int, particle: str) -> int | None:
    """Where a particle closes the clause that begins at a word."""
    for at in range(first, min(first + _REACH, len(words))):
        if words[at].quotation or words[at].part in _PAUSES:
            return None
        closes = at + 1 == len(words) or words[at + 1].part in (*_PAUSES, Part.CONJUNCTION)
        if words[at].low == particle and closes:
            return at
    return None


def _clause_start(words: tuple[Word, ...], at: int) -> int:
    """The first word of the clause that a word stands in."""
    while at and words[at - 1].part not in _PAUSES and not words[at - 1].quotation:
        at -= 1
    return at


def _reported(words: tuple[Word, ...], cue: _Cue, language: Language) -> Draft | None:
    """What a cue brings, before it, behind it, or around it."""
    start = _clause_start(words, cue.finite)
    after = cue.last
    if cue.final:
        subject = phrase_from(words, start + 1, language)
        if subject is None:
            return None
        return _before(words, cue, subject, start, after) if start else _as(words, cue, subject)
    subject = phrase_to(words, start, cue.finite - 1, language) if start < cue.finite else None
    if start == cue.finite:
        subject = _with_apposition(words, start, language)
        start = subject.first if subject else start
    behind = subject is None
    if behind:
        subject = phrase_from(words, cue.finite + 1, language)
        if subject is None:
            return None
        after = max(after, subject.last)
    right = _behind(words, cue, after + 1, language, behind=behind)
    if start == cue.finite and start and (right is None or right[1] != "that"):
        return _before(words, cue, subject, start, after)
    quoted = start > 1 and bool(words[start - 1].quotation or words[start - 2].quotation)
    if quoted and not behind and right is None:
        return _before(words, cue, subject, start, after)
    if right is None or subject is None:
        return None
    content, sign = right
    return _draft(words, cue, subject, content, "finite", sign)


def _as(words: tuple[Word, ...], cue: _Cue, subject: Phrase) -> Draft | None:
    """What a clause at the beginning names the source of: Wie die Polizei mitteilte, ist …."""
    first, last = cue.last + 2, len(words) - 1
    if last <= first or words[first - 1].part is not Part.COMMA:
        return None
    content = Phrase(first, _trimmed(words, first))
    return _draft(words, cue, subject, (content,), "inverted", "left")


def _with_apposition(words: tuple[Word, ...], start: int, language: Language) -> Phrase | None:
    """The subject before a verb with a comma on its left: Der Vorsitzende, Jens Thoma, hatte …."""
    comma = start - 1
    if comma < 3 or words[comma].part is not Part.COMMA or words[comma].quotation:
        return None
    second = _clause_start(words, comma)
    if second < 2 or words[second - 1].part is not Part.COMMA:
        return None
    first = _clause_start(words, second - 1)
    whole = phrase_to(words, first, second - 2, language)
    apposed = phrase_to(words, second, comma - 1, language)
    return Phrase(whole.first, comma - 1) if whole and apposed else None


def _before(
    words: tuple[Word, ...], cue: _Cue, subject: Phrase | None, start: int, after: int
) -> Draft | None:
    """The content before a clause with the cue, and what goes on behind it."""
    last = start - 1
    while last > 0 and words[last].part in _PAUSES and not words[last].quotation:
        last -= 1
    if last <= 0 and not words[0].quotation:
        return None
    pieces = [Phrase(0, last)]
    pause = next((i for i in range(after + 1, len(words)) if words[i].part in _PAUSES), len(words))
    if pause + 2 < len(words) and words[pause].part in (Part.COMMA, Part.COLON):
        pieces.append(Phrase(pause + 1, _trimmed(words, pause + 1)))
    sign = "quote" if words[last].quotation else "left"
    return _draft(words, cue, subject, tuple(pieces), "inverted", sign)


def _behind(
    words: tuple[Word, ...], cue: _Cue, first: int, language: Language, *, behind: bool
) -> tuple[tuple[Phrase, ...], str] | None:
    """The content behind a cue, and what it opens with; `behind`: its subject stands there too."""
    frames = cue.verb.frames
    says = bool(frames & {Frame.CLAUSE, Frame.QUOTE})
    thing = None if behind or Frame.OBJECT not in frames else _object(words, cue, first)
    for at in range(first, min(first + _REACH, len(words) - 1)):
        word = words[at]
        if word.quotation:
            return (Phrase(at, _trimmed(words, at)),), "quote"
        if word.part is Part.COLON and says:
            return (Phrase(at + 1, _trimmed(words, at + 1)),), "colon"
        if word.part is Part.COMMA and says:
            sign = _sign(words[at + 1], language)
            rest = Phrase(at + 1, _trimmed(words, at + 1))
            if sign == "bare" and thing and Frame.CLAUSE in frames:
                apart = cue.last > cue.finite
                if apart and words[thing.first].low in _TO_WHOM:
                    return (rest,), "bare"  # teilte der Zeitung mit, das Schiff …
                return ((thing, rest) if apart else (Phrase(thing.first, rest.last),)), "bare"
            if sign != "bare" or Frame.CLAUSE in frames:
                return (rest,), sign
            break
        if word.part in _PAUSES:
            break
    return ((thing,), "bare") if thing else None


def _sign(opens: Word, language: Language) -> str:
    """What a clause behind a comma opens with."""
    if opens.quotation:
        return "quote"
    if opens.low in language.complementizers:
        return "that"
    return "how" if opens.low in language.questions else "bare"


def _object(words: tuple[Word, ...], cue: _Cue, first: int) -> Phrase | None:
    """The object of a verb: between it and its particle, or behind it up to a comma."""
    start = cue.finite + 1 if cue.last > cue.finite else first
    last = cue.last - 1 if cue.last > cue.finite else first
    if cue.last == cue.finite:
        while last + 1 < len(words) and words[last + 1].part not in _PAUSES:
            last += 1
    if last < start or words[start].part in (Part.PREPOSITION, *_PAUSES):
        return None
    noun = any(word.capital for word in words[start : last + 1])
    return Phrase(start, last) if noun else None


def _trimmed(words: tuple[Word, ...], first: int) -> int:
    """The last word of the unit, its full stop left out."""
    last = len(words) - 1
    while last > first and words[last].part in _PAUSES and not words[last].quotation:
        last -= 1
    return last


def _draft(
    words: tuple[Word, ...],
    cue: _Cue,
    subject: Phrase | None,
    content: tuple[Phrase, ...],
    rule: str,
    sign: str,
) -> Draft:
    together = cue.last <= cue.finite + 1
    return Draft(
        subject,
        Phrase(cue.finite, cue.last if together else cue.finite),
        content,
        cue.verb.kind,
        rule,
        sign,
        False,
        cue.verb.lemma,
        None if together else cue.last,
    )


def _according(words: tuple[Word, ...], language: Language) -> Iterator[Draft]:
    """`Laut Polizei …`, `nach Angaben der Behörde …`, `dem Bericht zufolge …`."""
    for at, word in enumerate(words):
        if word.quotation:
            continue
        nouns = at + 1 < len(words) and words[at + 1].low in (
            "angaben", "informationen", "worten", "aussage", "ansicht", "meinung", "einschätzung",
        )  # fmt: skip
        sight = at + 1 < len(words) and words[at + 1].low == "sicht"
        if word.low == "laut":
            cue, source = Phrase(at, at), phrase_from(words, at + 1, language)
        elif (word.low == "nach" and nouns) or (word.low == "aus" and sight):
            of = at + 2 + (at + 2 < len(words) and words[at + 2].low in ("von", "vom"))
            cue, source = Phrase(at, at + 1), phrase_from(words, of, language)
        elif word.low == "zufolge" and at:
            start = _clause_start(words, at)
            cue = Phrase(at, at)
            source = next(
                (
                    found
                    for first in range(start, at)
                    if (found := phrase_to(words, first, at - 1, language)) and found.last == at - 1
                ),
                None,
            )
        else:
            continue
        if source is None:
            continue
        first, last = min(cue.first, source.first), max(cue.last, source.last)
        content = tuple(
            Phrase(start, end)
            for start, end in ((0, first - 1), (last + 1, _trimmed(words, last)))
            if end - start > 0
        )
        content = tuple(_unpaused(words, piece) for piece in content)
        if content:
            yield Draft(source, cue, content, "say", "according", "left", False, "laut")


def _unpaused(words: tuple[Word, ...], piece: Phrase) -> Phrase:
    first, last = piece
    while first < last and words[first].part in _PAUSES:
        first += 1
    while last > first and words[last].part in _PAUSES and not words[last].quotation:
        last -= 1
    return Phrase(first, last)


def _so(words: tuple[Word, ...], language: Language) -> Iterator[Draft]:
    """What `so` with a name behind it closes: `Das Boot sei sicher, so der Sprecher`."""
    for at in range(2, len(words)):
        pause = words[at - 1].part is Part.COMMA or words[at - 1].quotation
        if words[at].low != "so" or words[at].quotation or not pause:
            continue
        source = phrase_from(words, at + 1, language)
        if source is None:
            continue
        after = source.last + 1
        if (
            after < len(words)
            and words[after].part not in _PAUSES
            and (words[after].part is not Part.ADVERB and words[after].low not in language.times)
        ):
            continue
        cue = _Cue(at, at, Verb("so", "say", frozenset({Frame.QUOTE})), False)
        made = _before(words, cue, source, at, source.last)
        if made:
            yield made
