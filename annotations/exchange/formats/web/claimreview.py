"""ClaimReview (schema.org) in JSON-LD: each claim of an event that carries a verdict.

A claim is reviewed where a label of the root `verdict` lies on the very same span (its name is the rating, its note
the explanation), or where it has the attribute `verdict`. `itemReviewed` says who made the claim and where it
appeared. Google stopped showing these in 2025; the vocabulary is used by archives of fact-checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotations.articles import Article
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
        ratings = {each.span: each for each in marks if each.root == VERDICT}
        for claim in (each for each in marks if each.root == "claim"):
            rating = ratings.get(claim.span)
            name = claim.attributes.get(VERDICT) or (
                rating.label.rpartition("/")[2] if rating else ""
            )
            if not name or name == VERDICT:
                tally.lose("claims without a verdict", claim.id)
                continue
            by = [words[key] for key in speakers.get(claim.id, ()) if key in words]
            why = (rating.note if rating else "") or claim.note
            yield (b",\n" if count else b"\n") + json_bytes(_review(article, claim, name, why, by))
            tally.wrote("claims")
            count += 1
    yield b"\n]}\n"


def _review(
    article: Article, claim: Annotation, name: str, why: str, by: list[str]
) -> dict[str, Any]:
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
        "@id": f"urn:uuid:{claim.id}",
        "claimReviewed": " ".join(claim.quote.split()),
        "datePublished": claim.updated,
        "author": {"@type": "Person", "name": claim.annotator},
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
