"""Grow and shrink a selection: word → sentence → paragraph."""

from __future__ import annotations

from annotations.articles import Span
from tui.page.caret import Caret, Side
from tui.page.layout import PairLayout
from tui.page.motion import cluster_start, selected, sentence_at, word_at


def select(layout: PairLayout, caret: Caret, span: Span) -> Caret:
    """Select a span: the caret goes to its last cluster."""
    last = cluster_start(layout.articles[caret.side].text, span.end, span.start)
    return Caret(caret.side, max(span.start, last), span.start)


def select_loosely(layout: PairLayout, side: Side, span: Span) -> Caret:
    """Select a span that was jumped to: the caret stays at its start, and any motion drops it."""
    last = cluster_start(layout.articles[side].text, span.end, span.start)
    return Caret(side, span.start, max(span.start, last), loose=True)


def tightened(caret: Caret) -> Caret:
    """A loose selection as one made by hand: from here on motions extend it, at its end."""
    return swap_ends(caret) if caret.loose else caret


def steps(layout: PairLayout, caret: Caret) -> tuple[Span, Span, Span]:
    """Word, sentence and paragraph around the caret, narrowest first."""
    at = caret.offset if caret.anchor is None else min(caret.offset, caret.anchor)
    return (
        word_at(layout, caret.side, at),
        sentence_at(layout, caret.side, at),
        layout.block_at(caret.side, at).span,
    )


def grow(layout: PairLayout, caret: Caret) -> Caret:
    """Select the narrowest of word, sentence and paragraph that is wider than the selection."""
    now = selected(layout, caret)
    for span in steps(layout, caret):
        if now is None or (span.start <= now.start and now.end <= span.end and span != now):
            return select(layout, caret, span)
    return caret


def shrink(layout: PairLayout, caret: Caret) -> Caret:
    """Select the widest of the three that is narrower than the selection; at a word, drop it."""
    now = selected(layout, caret)
    if now is None:
        return caret
    for span in reversed(steps(layout, caret)):
        if now.start <= span.start and span.end <= now.end and span != now:
            return select(layout, caret, span)
    return Caret(caret.side, now.start)


def swap_ends(caret: Caret) -> Caret:
    if caret.anchor is None:
        return caret
    return Caret(caret.side, caret.anchor, caret.offset)
