"""Re-anchoring: find the place of an annotation after the text of its article has changed.

A place is found by the quote and its context (the TextQuoteSelector of the W3C Web Annotation Data
Model). It is accepted only if it is similar enough and clearly better than the next place. Where
the old text is at hand the match must be reciprocal, as in sequence search: searched in the old
text, the new place must lead back to the annotation, so that a sentence similar to a deleted one is
not taken for it. Otherwise the annotation is `ambiguous` or an `orphan`, for a person to decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from annotations.articles import Span
from annotations.articles.text.graphemes import snap_out
from annotations.marks.annotation import CONTEXT, AnchorState, Annotation, quote_and_context
from annotations.marks.homes import Home, Homes
from annotations.marks.places import Candidate, Passage, Places, overlap

LEAST_LIKENESS = 0.72
"""Of the quote to the text at its new place; below this the words are no longer the same."""
LEAST_STRENGTH = 0.6
"""Of quote and context together, where the old text is not at hand."""
LEAST_AT_HOME = 0.6
"""The same for a verbatim quote between the passage's old neighbours."""
LEAST_EDITED = 0.72
"""The same for a quote that was edited, there or elsewhere."""
LEAST_AWAY = 0.8
"""The same anywhere else: what was moved took its near context along, and leads by this much:"""
LEAST_LEAD = 0.15
CLEAR_LEAD = 0.25
"""Over the next place, for one that is away and took no context along, or was edited."""
MARGIN = 0.08
"""By which the best place must beat the runner-up."""
STILL_HOME = 0.5
"""When this much of a quote is still between its old neighbours, no other place is taken."""
WIDE = 256
"""Code points of context a side that decide where the usual ones leave a tie."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an annotation stands in a changed text, and how sure that is.

    `span` is there for `exact`, `shifted` and `fuzzy`, else None. `score` is how like the quote
    the text at the span is, 1 where it is verbatim; `strength` and `runner_up` (both 0..1, quote
    and context together) are those of the best place and of the next. `candidates` are the places
    a person may choose from where the state is `ambiguous` or `orphan`, best first.
    """

    state: AnchorState
    span: Span | None
    score: float
    strength: float = 0.0
    runner_up: float = 0.0
    candidates: tuple[Span, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether it has a place; what has none waits for a person."""
        return self.span is not None


def reanchor(old: Annotation, new_text: str, *, old_text: str = "") -> Placement:
    """Find an annotation in a changed text.

    With `old_text`, the text that the annotation was made on, fewer are lost and a place that
    belongs to another passage of the old text is never taken.
    """
    return reanchor_all([old], new_text, old_text=old_text)[0]


def reanchor_all(
    annotations: Iterable[Annotation], new_text: str, *, old_text: str = ""
) -> list[Placement]:
    """`reanchor` for all annotations of one article, in their order; indexes are made once."""
    revision = _Revision(old_text, new_text)
    return [_placed(annotation, revision) for annotation in annotations]


def moved(annotation: Annotation, placement: Placement, article: str, new_text: str) -> Annotation:
    """The annotation as it stands in the changed article, whose id is given.

    An ambiguous one is put at the best of its places, for a person to say; an orphan keeps its
    offsets and its quote.
    """
    if placement.state is AnchorState.ORPHAN:
        return replace(annotation, article=article, state=placement.state, score=placement.score)
    span = placement.span or placement.candidates[0]
    quote, prefix, suffix = quote_and_context(new_text, span)
    return replace(
        annotation,
        article=article,
        start=span.start,
        end=span.end,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        state=placement.state,
        score=placement.score,
    )


@dataclass(frozen=True)
class _Revision:
    """An old text (empty where it is not at hand) and the new one, with their indexes."""

    before: str
    after: str

    @cached_property
    def new(self) -> Places:
        return Places(self.after)

    @cached_property
    def old(self) -> Places | None:
        return Places(self.before) if self.before else None

    @cached_property
    def homes(self) -> Homes | None:
        homes = Homes(self.before, self.after) if self.before else None
        return homes if homes is not None and homes.known else None


def _placed(annotation: Annotation, revision: _Revision) -> Placement:
    span, new, old = annotation.span, revision.new, revision.old
    # One that was an orphan before has no place in the old text that could speak for it.
    if old is not None and old.text[span.start : span.end] != annotation.quote:
        old = None
    if old is not None and revision.before == revision.after:
        return Placement(AnchorState.EXACT, span, 1.0, 1.0)
    if not annotation.quote:
        return Placement(AnchorState.ORPHAN, None, 0.0)
    passage = Passage(annotation.prefix, annotation.quote, annotation.suffix)
    home = revision.homes.of(span) if old is not None and revision.homes is not None else None
    kept = _kept(passage, new, old, home)
    if kept is not None:
        return _verdict(annotation, new.text, kept)
    found = new.candidates(passage)
    if old is not None:
        found = _ours(found, new, old, span)
    if not found:
        return Placement(AnchorState.ORPHAN, None, 0.0)
    best = _at_home(found, home) or found[0]
    rivals = [one for one in found if one is not best and best.strength - one.strength < MARGIN]
    if rivals and old is not None:
        best, rivals = _by_wide_context([best, *rivals], new, old, span)
    runner_up = max((one.strength for one in found if one is not best), default=0.0)
    state = _doubt(best, home, best.strength - runner_up)
    if state is None and rivals:
        state = AnchorState.AMBIGUOUS
    if state is None:
        return _verdict(annotation, new.text, best, runner_up)
    spans = tuple(snap_out(new.text, one.span) for one in found)
    return Placement(state, None, best.likeness, best.strength, runner_up, spans)


def _kept(passage: Passage, new: Places, old: Places | None, home: Home | None) -> Candidate | None:
    """The place that needs no search: verbatim with its context, once in each text."""
    at = new.only(passage.whole)
    if at >= 0 and len(passage.whole) >= CONTEXT and (old is None or old.only(passage.whole) >= 0):
        start = at + len(passage.prefix)
        span = Span(start, start + len(passage.quote))
        # Not what was copied elsewhere, where the words themselves are at home still.
        if home is None or home.kept < STILL_HOME or overlap(span, home.span) >= 0.5:
            return Candidate(span, 1.0, 1.0, 1.0)
    if old is None or home is None or old.only(passage.quote) < 0:
        return None
    start = new.only(passage.quote)
    span = Span(start, start + len(passage.quote))
    if start >= 0 and overlap(span, home.span) >= 0.5 and _beside(passage, new.text, span):
        return new.weigh(passage, span)
    return None


def _beside(passage: Passage, text: str, span: Span) -> bool:
    """Whether all the context on one side of a quote is still beside it.

    What was put in on the other side took the context there away, and may be like it. A side with
    less context than usual reaches to an end of the text.
    """
    before, after = text[: span.start], text[span.end :]
    if len(passage.prefix) < CONTEXT:
        stays = before == passage.prefix
    else:
        stays = before.endswith(passage.prefix)
    if len(passage.suffix) < CONTEXT:
        return stays or after == passage.suffix
    return stays or after.startswith(passage.suffix)


def _verdict(
    annotation: Annotation, text: str, best: Candidate, runner_up: float = 0.0
) -> Placement:
    span = snap_out(text, _stripped(text, best.span, annotation.quote))
    if text[span.start : span.end] != annotation.quote:
        state = AnchorState.FUZZY
    elif span == annotation.span:
        state = AnchorState.EXACT
    else:
        state = AnchorState.SHIFTED
    score = 1.0 if state is not AnchorState.FUZZY else min(best.likeness, 0.999)
    return Placement(state, span, score, best.strength, runner_up)


def _stripped(text: str, span: Span, quote: str) -> Span:
    """A span without the white space at its ends that the quote has not at its own."""
    start, end = span
    found = text[start:end]
    if not quote[0].isspace():
        start += len(found) - len(found.lstrip())
    if not quote[-1].isspace():
        end -= len(found) - len(found.rstrip())
    return Span(start, end) if start < end else span


def _doubt(best: Candidate, home: Home | None, lead: float) -> AnchorState | None:
    """Why the best place is not good enough, or None where it is; `lead` is over the next one."""
    if best.likeness < LEAST_LIKENESS:
        return AnchorState.ORPHAN
    if home is None:
        return AnchorState.ORPHAN if best.strength < LEAST_STRENGTH else None
    if overlap(best.span, home.span) >= 0.5:
        least = LEAST_AT_HOME if best.likeness == 1 else LEAST_EDITED
        return AnchorState.ORPHAN if best.strength < least else None
    if home.kept >= STILL_HOME:
        return AnchorState.AMBIGUOUS
    if best.likeness < 1:
        sure = best.strength >= LEAST_EDITED and lead >= CLEAR_LEAD
    else:
        least = LEAST_STRENGTH if lead >= CLEAR_LEAD else LEAST_AWAY
        sure = best.strength >= least and lead >= LEAST_LEAD
    return None if sure else AnchorState.ORPHAN


def _stands(one: Candidate, home: Home) -> bool:
    """Whether a place lies between the old neighbours, with most of the quote's own words."""
    return home.kept >= STILL_HOME and overlap(one.span, home.span) >= 0.5


def _at_home(found: list[Candidate], home: Home | None) -> Candidate | None:
    """The place between the old neighbours, if one is there that is not much the weaker."""
    least = max(LEAST_AT_HOME, found[0].strength - 2 * MARGIN)
    return next(
        (
            one
            for one in found
            if home is not None
            and _stands(one, home)
            and one.strength >= least
            and one.likeness >= LEAST_LIKENESS
        ),
        None,
    )


def _ours(found: list[Candidate], new: Places, old: Places, span: Span) -> list[Candidate]:
    """Without the places that look back elsewhere, down to the first that cannot matter."""
    kept: list[Candidate] = []
    for one in found:
        if kept and kept[0].strength - one.strength >= 2 * MARGIN:
            return [*kept, one]
        if _looks_back(one, new, old, span):
            kept.append(one)
    return kept


def _looks_back(one: Candidate, new: Places, old: Places, span: Span) -> bool:
    """Whether no other place of the old text is more like a new place than the annotation's own."""
    seen = Passage.at(new.text, one.span, CONTEXT)
    own = old.weigh(seen, span).strength
    others = [each for each in old.candidates(seen) if not overlap(each.span, span)]
    if all(own - each.strength >= MARGIN for each in others):
        return True
    wide = Passage.at(new.text, one.span, WIDE)
    own = old.weigh(wide, span).strength
    return all(own > old.weigh(wide, each.span).strength for each in others)


def _by_wide_context(
    rivals: list[Candidate], new: Places, old: Places, span: Span
) -> tuple[Candidate, list[Candidate]]:
    """The best of those that near context cannot tell apart, and those that still equal it."""
    passage = Passage.at(old.text, span, WIDE)
    order = sorted(
        ((new.weigh(passage, one.span).strength, one) for one in rivals),
        key=lambda pair: -pair[0],
    )
    return order[0][1], [one for strength, one in order[1:] if order[0][0] - strength < MARGIN / 2]
