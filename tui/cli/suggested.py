"""How suggestions are printed: lines for people, JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotations.articles import Article, Span
    from annotations.suggestions.attribution.attributions import Attribution
    from annotations.suggestions.checkable.checkable import Checkable
    from annotations.suggestions.models.answers import Answer
    from annotations.suggestions.more_of_label.more_of_label import MoreOfLabel
    from annotations.suggestions.suggest import Suggestions


def lines(
    article: Article, proposed: Suggestions, *, everything: bool, explain: bool
) -> Iterator[str]:
    """What is proposed for an article, in the order of its text, for people."""
    from annotations.suggestions.attribution.attributions import SHOWN
    from tui.cli.plain import heading

    least = 0.0 if everything else SHOWN
    shown = [each for each in proposed.attributions if each.confidence >= least]
    left = len(proposed.attributions) - len(shown)
    yield heading(article)
    if proposed.attributions:
        yield f"Who says what: {len(shown)}" + (f", and {left} less likely (--all)" if left else "")
    for each in sorted(shown, key=lambda each: min(each.spans)):
        yield from attribution_lines(article, each, explain=explain)
    if proposed.claims:
        yield f"Claims worth checking: {len(proposed.claims)}"
    for claim in proposed.claims:
        yield from claim_lines(article, claim, explain=explain)
    if not proposed.attributions and not proposed.claims:
        yield "Nothing to propose."


def attribution_lines(article: Article, found: Attribution, *, explain: bool) -> Iterator[str]:
    """One attribution: how likely, who, how, what; and why."""
    who = text_of(article, found.source) or "(nobody named)"
    if found.speaker:
        who += f" = {text_of(article, (found.speaker,))}"
    cue, content = text_of(article, found.cue), text_of(article, found.content)
    yield f"  {found.confidence:4.0%}  {' | '.join(filter(None, (who, cue, content)))}"
    if explain:
        yield f"        {visible_line(found.reason)}"


def claim_lines(article: Article, found: Checkable, *, explain: bool) -> Iterator[str]:
    """One claim worth checking: how likely, its sentence; and why."""
    yield f"  {found.score:4.0%}  {text_of(article, (found.span,))}"
    if explain:
        yield f"        {', '.join(found.reasons)}"


def text_of(article: Article, spans: tuple[Span, ...]) -> str:
    """The words of spans, in one line; what lies between them is left out."""
    return visible_line(" … ".join(article.text[start:end] for start, end in spans))


def visible_line(text: str) -> str:
    """Text from an article in one line, safe to print."""
    from annotations.articles.text.visible import one_line

    return one_line(text)


def described(article: Article, proposed: Suggestions, *, explain: bool) -> dict[str, Any]:
    """What `--json` says of an article; offsets are code points of its canonical text."""
    return {
        "source": article.source,
        "title": article.title,
        "sha256": article.sha256,
        "language": proposed.language,
        "attributions": [
            offsets(each)
            | {
                "kind": each.kind,
                "speaker": list(each.speaker) if each.speaker else None,
                "text": {
                    part: [article.text[start:end] for start, end in spans]
                    for part, spans in (
                        ("source", each.source),
                        ("cue", each.cue),
                        ("content", each.content),
                    )
                },
            }
            | ({"reason": each.reason} if explain else {})
            for each in proposed.attributions
        ],
        "claims": [
            {
                "start": each.span.start,
                "end": each.span.end,
                "text": article.text[each.span.start : each.span.end],
                "confidence": each.score,
            }
            | ({"reasons": list(each.reasons)} if explain else {})
            for each in proposed.claims
        ],
        "notes": list(proposed.notes),
    }


def offsets(found: Attribution) -> dict[str, Any]:
    """An attribution as a batch gives it."""
    return {
        "source": [list(span) for span in found.source],
        "cue": [list(span) for span in found.cue],
        "content": [list(span) for span in found.content],
        "confidence": found.confidence,
    }


def answered(name: Any, answer: Answer, provenance: dict[str, Any]) -> dict[str, Any]:
    """What a batch gives for an article of what a model, a program or a file proposes; the likeliest first."""
    claims = sorted(answer.claims, key=lambda each: -each.score)
    return {
        "id": name,
        "attributions": [
            offsets(each) for each in sorted(answer.attributions, key=lambda each: -each.confidence)
        ],
        "claims": [
            {"start": each.span.start, "end": each.span.end, "confidence": each.score}
            for each in claims
        ],
        "provenance": provenance,
    }


def more_lines(
    article: Article, label: str, found: tuple[MoreOfLabel, ...], *, explain: bool
) -> Iterator[str]:
    """Sentences that are like those of a label: how like, and the words that say so."""
    from tui.cli.plain import heading

    yield heading(article)
    yield f"More of {visible_line(label)}: {len(found)}"
    for each in found:
        yield f"  {each.likeness:4.0%}  {text_of(article, (each.span,))}"
        if explain:
            yield f"        {visible_line(', '.join(each.words))}"


def more_described(article: Article, found: tuple[MoreOfLabel, ...]) -> dict[str, Any]:
    """What `--json --label` says of an article."""
    return {
        "source": article.source,
        "title": article.title,
        "sha256": article.sha256,
        "more": [
            {
                "start": each.span.start,
                "end": each.span.end,
                "text": article.text[each.span.start : each.span.end],
                "likeness": round(each.likeness, 3),
                "words": list(each.words),
            }
            for each in found
        ],
    }
