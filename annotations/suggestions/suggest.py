"""Everything that is proposed for one article."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from annotations.articles.article import Article
from annotations.articles.text.languages import NAMES, language_of
from annotations.suggestions.attribution.attributions import Attribution, attributions
from annotations.suggestions.attribution.language.languages import LANGUAGES
from annotations.suggestions.attribution.parsed.spacy_parser import NamedParser
from annotations.suggestions.checkable.checkable import Checkable, checkable


class Kind(StrEnum):
    """What can be proposed; the values are the words of `crossread suggest --kinds`."""

    ATTRIBUTIONS = "attributions"
    CLAIMS = "claims"


CHECKED_IN = ("en",)
"""Languages that claims worth checking are known in."""

FEW_WORDS = 40
"""A text of fewer words whose language is not sure is taken for English."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is proposed for an article, the likeliest first; nothing of it is anybody's yet.

    `language` is the code (ISO 639-1) of the article's, "" where that is not sure; `notes` are
    sentences for people on what was left out, and why.
    """

    language: str
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Checkable, ...] = ()
    notes: tuple[str, ...] = ()


def suggest(
    article: Article,
    kinds: Collection[Kind] = tuple(Kind),
    parser: NamedParser | None = None,
) -> Suggestions:
    """Propose who says what in an article, and which claims are worth checking.

    Rules for news, without a model: attributions in English and German, claims in English. For
    other languages nothing is proposed, and `notes` say so. Confidences were fitted to English.
    A `parser` (`spacy_parser("en_core_web_sm")`) finds more of what English articles attribute.
    """
    language = _language(article)
    notes: list[str] = []
    said: tuple[Attribution, ...] = ()
    claims: tuple[Checkable, ...] = ()
    if Kind.ATTRIBUTIONS in kinds:
        if language in LANGUAGES:
            said = attributions(article, language, parser)
        else:
            notes.append(_switched_off("who says what", LANGUAGES, language))
    if Kind.CLAIMS in kinds:
        if language in CHECKED_IN:
            claims = checkable(article)
        else:
            notes.append(_switched_off("claims worth checking", CHECKED_IN, language))
    return Suggestions(language, said, claims, tuple(notes))


def _language(article: Article) -> str:
    """The code of an article's language; English for a short text that shows none."""
    found = language_of(article.text)
    return found or ("en" if len(article.text.split()) < FEW_WORDS else "")


def _switched_off(what: str, known: Collection[str], language: str) -> str:
    names = " and ".join(NAMES[code] for code in known)
    this = f"in {NAMES[language]}" if language else "in no language that is known for sure"
    return f"{what}: proposed in {names} only, and this text is {this}"
