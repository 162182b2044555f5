"""An event in words, as `list`, `show` and home say it; all of it safe to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.articles.text.visible import one_line

if TYPE_CHECKING:
    from annotations.store.events.overview import EventSummary


def event_title(summary: EventSummary) -> str:
    """The title of an event, else that of its first article that has one; on one line."""
    titles = (one_line(each) for each in (summary.event.title, *summary.titles))
    return next(filter(None, titles), "untitled")


def outlets(summary: EventSummary) -> str:
    """Its outlets, each once, as far as they are known."""
    return ", ".join(dict.fromkeys(one_line(each) for each in summary.outlets if each))


def dates(summary: EventSummary) -> str:
    """The first and the last day on which its articles were published, as far as they say."""
    days = sorted(one_line(each)[:10] for each in summary.published if each)
    if not days:
        return ""
    return days[0] if days[0] == days[-1] else f"{days[0]} – {days[-1]}"


def progress(summary: EventSummary) -> str:
    """How far an event is read and annotated, and who worked on it last."""
    if not (summary.opened or summary.tags or summary.suggestions):
        return "not opened yet"
    counts = (
        (summary.tags, "tag", "tags"),
        (summary.alone, "claim without a partner", "claims without a partner"),
        (summary.orphans, "lost its place", "lost their place"),
        (summary.suggestions, "suggestion", "suggestions"),
    )
    said = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    last = ""
    if summary.last_by:
        last = f"last {one_line(summary.last_by)} {one_line(summary.last_at)[:10]}"
    return ", ".join(filter(None, [f"{summary.read:.0%} read", *said, last]))


def percent(score: float) -> str:
    """How likely some articles report one event; nothing that was found is told as sure."""
    return f"{min(score, 0.99):.0%}"
