"""ClaimReview (schema.org) in JSON-LD: each claim of an event that carries a verdict.

A claim is reviewed where a label of the root `verdict` lies on the very same span (its name is the rating, its note
the explanation), or where it has the attribute `verdict`. `itemReviewed` says who made the claim and where it
appeared. Google stopped showing these in 2025; the vocabulary is used by archives of fact-checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from annotations.articles import Article, Span
from annotations.articles.text.json_text import json_bytes
from annotations.exchange.common import lose_alignment, placed
from annotations.exchange.format import Format
from annotations.exchange.reports import LossCounts
from annotations.exchange.view import View
from annotations.marks import Annotation, RelationKind

VERDICT = "verdict"
"""The root of labels that are ratings, and the name of the attribute."""


def write(view: View, tally: LossCounts) -> Iterator[bytes]:
    """One graph of reviews."""
    lose_alignment(view, tally)
    speakers: dict[str, list[str]] = {}
    for relation in view.relations():
        if relation.kind is RelationKind.ATTRIBUTED_TO:
            speakers.setdefault(relation.source, []).append(relation.target)
        else:
            tally.lose("relations between claims", relation.id)
    yield b'{"@context":"https://schema.org","@graph":['
    count = 0
    for article_id, article in view.articles():
        marks = placed(view, article_id, LossCounts())
        words = {each.id: " ".join(each.quote.split()) for each in marks}
        for claims, verdicts in _reviewed(marks, tally):
            by = {
                words[key]: None
                for each in claims
                for key in speakers.get(each.id, ())
                if key in words
            }
            for given, name in verdicts:
                why = given.note or claims[0].note
                review = _review(article, claims[0], given, name, why, list(by))
                yield (b",\n" if count else b"\n") + json_bytes(review)
                tally.wrote("reviews")
                count += 1
    yield b"\n]}\n"


def _reviewed(
    marks: Iterable[Annotation], tally: LossCounts
) -> Iterator[tuple[list[Annotation], list[tuple[Annotation, str]]]]:
    """The claims of each span, whoever marked them, with the verdicts on it and what gives each; those without are counted."""
    claims: dict[Span, list[Annotation]] = {}
    verdicts: dict[Span, list[tuple[Annotation, str]]] = {}
    for each in marks:
        if each.suggested and each.root in ("claim", VERDICT):
            tally.lose("suggestions without a person who stands behind them", each.id)
            continue
        name = each.label.rpartition("/")[2] if each.root == VERDICT else ""
        if each.root == "claim":
            claims.setdefault(each.span, []).append(each)
            name = each.attributes.get(VERDICT, "")
        if name and name != VERDICT:
            verdicts.setdefault(each.span, []).append((each, name))
    for span, found in claims.items():
        if span in verdicts:
            yield found, verdicts[span]
        else:
            for each in found:
                tally.lose("claims without a verdict", each.id)


def _review(
    article: Article, claim: Annotation, given: Annotation, name: str, why: str, by: list[str]
) -> dict[str, Any]:
    """A review: of a claim, by whoever gave the verdict."""
    appearance = {
        "@type": "NewsArticle",
        "headline": article.title,
        "url": article.url,
        "datePublished": article.published,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else "",
    }
    item: dict[str, Any] = {
        "@type": "Claim",
        "author": [{"@type": "Thing", "name": each} for each in by],
        "appearance": {key: value for key, value in appearance.items() if value},
        "datePublished": article.published,
    }
    return {
        "@type": "ClaimReview",
        "@id": f"urn:uuid:{given.id}",
        "claimReviewed": " ".join(claim.quote.split()),
        "datePublished": given.updated,
        "author": {"@type": "Person", "name": given.annotator},
        "itemReviewed": {key: value for key, value in item.items() if value},
        "reviewRating": {"@type": "Rating", "alternateName": name},
        **({"reviewBody": why} if why else {}),
    }


FORMAT = Format(
    "claimreview",
    "schema.org ClaimReview, the claims that carry a verdict",
    (".jsonld",),
    write=write,
)
