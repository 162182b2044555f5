"""What the rules for attributions have to know of a language, as tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotations.suggestions.attribution.language.forms import Form


class Frame(StrEnum):
    """What may follow a verb and is then what it reports; see `english_verbs`."""

    CLAUSE = "clause"
    QUOTE = "quote"
    RECIPIENT = "recipient"
    OBJECT = "object"
    TO = "to"
    PERSON_TO = "person-to"
    PREPOSITION = "preposition"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that brings a content: its lemma, class, frames, and prepositions before a content."""

    lemma: str
    kind: str
    frames: frozenset[Frame]
    before: frozenset[str] = frozenset()

    def __or__(self, other: Verb) -> Verb:
        """The same verb with what another row says of it as well; the first row names the class."""
        return Verb(self.lemma, self.kind, self.frames | other.frames, self.before | other.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words of a language by what they do in a sentence that reports; all in lower case.

    What has a default is asked by the rules of some languages only.
    """

    code: str
    verbs: Mapping[str, tuple[Verb, Form]]
    nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    adjectives: Mapping[str, frozenset[str]] = field(default_factory=dict)
    determiners: frozenset[str]
    possessives: frozenset[str]
    subjects: frozenset[str]
    pronouns: frozenset[str]
    relatives: frozenset[str]
    subordinators: frozenset[str]
    conjunctions: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    infinitive_marks: frozenset[str] = frozenset()
    passive: frozenset[str]
    modal: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    not_adverbs: frozenset[str] = frozenset()
    times: frozenset[str]
    time_openers: frozenset[str]
    adjunct_starts: frozenset[str] = frozenset()
    light_verbs: frozenset[str] = frozenset()
    reporters: frozenset[str] = frozenset()
    plurals: frozenset[str] = frozenset()
    complementizers: frozenset[str]
    questions: frozenset[str]
    contrasts: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    pasts: frozenset[str] = frozenset()
    past_endings: tuple[str, ...] = ()
    person: frozenset[str]
    negations: frozenset[str]
    everyday_verbs: frozenset[str]
    nouns_too: frozenset[str] = frozenset()
    title_words: frozenset[str]
    definite: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    plural_pronouns: frozenset[str] = frozenset()
    reporting_mood: frozenset[str] = frozenset()
    """Verbs in the mood of reported speech, which English has not."""
    nouns_have_capitals: bool = False


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


def verb_forms(
    table: str, forms: Callable[[str], Mapping[str, Form]]
) -> dict[str, tuple[Verb, Form]]:
    """Read a table of verbs (see `english_verbs`) into all their forms."""
    verbs: dict[str, Verb] = {}
    kind, frames = "", frozenset[Frame]()
    for row in table.strip().splitlines():
        head, _, lemmas = row.rpartition("|")
        if head:
            kind, _, said = (part.strip() for part in head.partition("|"))
            frames = frozenset(Frame(name.partition("+")[0]) for name in said.split())
        for entry in lemmas.split():
            lemma, *before = entry.split("+")
            verb = Verb(lemma, kind, frames, frozenset(before))
            verbs[lemma] = verbs[lemma] | verb if lemma in verbs else verb
    return {
        form: (verb, which) for verb in verbs.values() for form, which in forms(verb.lemma).items()
    }


def before_content(table: str) -> dict[str, frozenset[str]]:
    """Read a table of words, each with the words that stand before its content."""
    entries = (entry.split("+") for entry in table.split())
    return {word: frozenset(before) for word, *before in entries}


def nouns(table: str) -> dict[str, frozenset[str]]:
    """The same for nouns, in the plural as well."""
    one = before_content(table)
    return one | {f"{noun}s": before for noun, before in one.items()}
