"""What is known of a proposal, as few features that can be read: what the confidence is made of."""

from __future__ import annotations

from annotations.suggestions.attribution.drafts import Draft
from annotations.suggestions.attribution.language.tables import Language
from annotations.suggestions.attribution.sources import Phrase
from annotations.suggestions.attribution.units import Part, Unit, Word

_SIGNS = {"that", "quote", "colon", "to", "how", "noun", "bare", "left", "relative"}
_KINDS = {
    "say": "say",
    "tell": "say",
    "report": "say",
    "admit": "say",
    "deny": "judge",
    "accuse": "judge",
    "praise": "judge",
    "believe": "believe",
    "feel": "believe",
    "know": "believe",
    "want": "want",
    "promise": "want",
    "ask": "ask",
    "show": "show",
}

FEATURES = (
    "quotation behind or before it",
    "the verb inverted",
    "the verb behind what is said",
    "a gerund",
    "an infinitive",
    "a passive",
    "according to",
    "a name and a colon",
    "opens with that",
    "opens with a quotation",
    "opens with a colon",
    "opens with to",
    "opens with how or whether",
    "opens with a preposition",
    "a noun or adjective brings it",
    "class: judge",
    "class: believe",
    "class: want",
    "class: ask",
    "class: show",
    "an everyday verb",
    "an everyday verb, and no clause",
    "may be a noun",
    "said, told or added",
    "no source",
    "source shared with another verb",
    "source is a pronoun",
    "source is a relative pronoun",
    "source has a name",
    "source is a role",
    "source opens its clause",
    "inside what another says",
    "an auxiliary of chance or a negation",
    "in a clause of condition or time",
    "a title or heading",
    "content under three words",
    "content has a finite verb",
    "a tense of the present",
)
"""What is asked of a proposal, in the order of `features`; each answer is yes or no."""

_COMMONEST = frozenset(["say", "tell", "add", "sagen"])


def features(draft: Draft, unit: Unit, nested: bool, language: Language) -> tuple[bool, ...]:
    """Answer the questions of `FEATURES` about a draft."""
    words = unit.words
    cue = words[draft.cue.first : draft.cue.last + 1]
    inside = [word for piece in draft.content for word in words[piece.first : piece.last + 1]]
    kind = _KINDS.get(draft.kind, "say")
    everyday = draft.lemma in language.everyday_verbs
    reports = draft.rule in ("finite", "gerund", "infinitive")
    source = words[draft.source.first : draft.source.last + 1] if draft.source else ()
    alone = source[0] if len(source) == 1 else None
    return (
        any(word.quotation for word in inside),
        draft.rule == "inverted",
        draft.rule == "behind",
        draft.rule == "gerund",
        draft.rule == "infinitive",
        draft.rule == "passive",
        draft.rule == "according",
        draft.rule in ("headline", "turn"),
        reports and draft.sign == "that",
        reports and draft.sign == "quote",
        reports and draft.sign == "colon",
        reports and draft.sign == "to",
        reports and draft.sign == "how",
        reports and draft.sign not in _SIGNS,
        draft.sign == "noun" or draft.kind == "feel",
        kind == "judge",
        kind == "believe",
        kind == "want",
        kind == "ask",
        kind == "show",
        everyday,
        everyday and draft.sign not in ("that", "quote", "colon", "left"),
        len(cue) == 1 and cue[0].low in language.nouns_too,
        draft.lemma in _COMMONEST,
        draft.source is None,
        draft.shared,
        alone is not None and alone.part is Part.PRONOUN,
        alone is not None and alone.low in language.relatives,
        _named(source),
        any(word.low in language.person for word in source),
        _opens_clause(words, draft.source),
        nested,
        any(word.low in language.modal or word.low in language.negations for word in cue[:-1]),
        _conditional(words, draft.source or draft.cue, language),
        unit.heading,
        len(inside) < 3,
        any(word.part in (Part.AUXILIARY, Part.PAST) for word in inside),
        cue[-1].low.endswith("s") and draft.rule == "finite",
    )


def _named(source: tuple[Word, ...]) -> bool:
    return any(word.capital and word.part is Part.NAME for word in source)


def _opens_clause(words: tuple[Word, ...], source: Phrase | None) -> bool:
    """Whether a source stands first, or behind a comma, a dash, `and` and their like."""
    if source is None:
        return False
    return source.first == 0 or words[source.first - 1].part in (
        Part.COMMA,
        Part.CONJUNCTION,
        Part.STOP,
        Part.DASH,
    )


def _conditional(words: tuple[Word, ...], phrase: Phrase, language: Language) -> bool:
    """Whether `if`, `when` and their like stand right before the source."""
    before = words[phrase.first - 1] if phrase.first else None
    return before is not None and (
        before.low in language.subordinators and before.low not in language.relatives
    )
