"""Take over what was proposed as tags and relations: one command, so one step to undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from annotations.articles.article import Article, Span
from annotations.marks.annotation import Annotation, RelationKind
from annotations.store.command import Command, Edit
from annotations.store.commands import annotate, annotation_edit, relate, short_quote
from annotations.suggestions.attribution.attributions import VERSION, Attribution
from annotations.suggestions.checkable.checkable import Checkable

PROPOSED_BY = "proposed_by"
"""The attribute that names what proposed a tag that a person accepted: rules and their version, or a
model."""

CONFIDENCE = "confidence"
"""The attribute with how likely the proposal was held to be, 0 to 1."""

CHECKABLE = "checkable"
"""The attribute that says of a claim whether it can be checked: `yes` or `no`."""

SPEAKER = "speaker"
"""The attribute of a source with the name that a pronoun or a role stands for."""


def accept_attributions(
    found: Iterable[Attribution],
    article_id: str,
    article: Article,
    annotator: str,
    *,
    pair: str,
    existing: Iterable[Annotation] = (),
) -> Command:
    """Tag what attributions propose: each content as claims, with its source and cue, and tie them.

    A content in several pieces is several claims of one source. Of `existing` annotations of the
    article, and within the command, one with the same span and label is used again, so that a
    source of two claims is tagged once. What proposed it is kept on each tag with the confidence; the
    annotator is who accepted.

    Raises:
        SpanError: a span is empty or not inside the text.
        ValueError: nothing is proposed.
    """
    proposals = list(found)
    if not proposals:
        raise ValueError("there is nothing to accept")
    known = {(each.label, each.span): each for each in existing if not each.suggested}
    edits: list[Edit] = []

    def tagged(label: str, span: Span, attributes: Mapping[str, str]) -> Annotation:
        if (label, span) not in known:
            made = annotate(article_id, article, span, label, annotator, attributes=attributes)
            known[label, span] = made
            edits.append(annotation_edit(None, made))
        return known[label, span]

    for each in proposals:
        origin = {PROPOSED_BY: each.by, CONFIDENCE: f"{each.confidence:.3f}"}
        claims = [tagged("claim", span, origin) for span in each.content]
        for span in each.cue:
            tagged("cue", span, origin)
        if not each.source:
            continue
        whole = Span(each.source[0].start, each.source[-1].end)
        named = {SPEAKER: article.text[slice(*each.speaker)]} if each.speaker else {}
        source = tagged("source", whole, origin | named)
        ties = (
            relate(RelationKind.ATTRIBUTED_TO, claim, source, annotator, pair) for claim in claims
        )
        edits += chain.from_iterable(tie.edits for tie in ties)
    return Command(_title(proposals, article), tuple(edits), pair)


def accept_claims(
    found: Iterable[Checkable],
    article_id: str,
    article: Article,
    annotator: str,
    *,
    pair: str,
    existing: Iterable[Annotation] = (),
    by: str = VERSION,
) -> Command:
    """Tag sentences that are worth checking as claims; see `accept_attributions`.

    A sentence that one of `existing` tags as a claim already is left as it is.

    Raises:
        SpanError: a span is empty or not inside the text.
        ValueError: nothing is proposed.
    """
    proposals = list(found)
    if not proposals:
        raise ValueError("there is nothing to accept")
    known = {each.span for each in existing if each.label == "claim" and not each.suggested}
    made = [
        annotate(
            article_id,
            article,
            each.span,
            "claim",
            annotator,
            attributes={
                CHECKABLE: "yes",
                PROPOSED_BY: by,
                CONFIDENCE: f"{each.score:.3f}",
            },
        )
        for each in proposals
        if each.span not in known
    ]
    title = f"accept {len(proposals)} claims"
    if len(proposals) == 1:
        title = f"accept claim {short_quote(article.text[slice(*proposals[0].span)])}"
    return Command(title, tuple(annotation_edit(None, each) for each in made), pair)


def _title(proposals: list[Attribution], article: Article) -> str:
    if len(proposals) > 1:
        return f"accept {len(proposals)} attributions"
    (span, *_) = proposals[0].content
    return f"accept who says {short_quote(article.text[slice(*span)])}"
