"""An event as `list` and `show` print it: lines for people, values for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.page.events.event_words import dates, event_title, outlets, progress

if TYPE_CHECKING:
    from annotations.store.events.overview import EventSummary


def event_lines(summary: EventSummary) -> list[str]:
    """An event in two lines: its id and title, then where it was reported and what is done."""
    event = summary.event
    marks = [word for word, on in (("pinned", event.pinned), ("archived", event.archived)) if on]
    tail = f"  [{', '.join(marks)}]" if marks else ""
    facts = (f"{len(event.articles)} articles", outlets(summary), dates(summary), progress(summary))
    return [f"{event.id}  {event_title(summary)}{tail}", f"    {' · '.join(filter(None, facts))}"]


def as_record(summary: EventSummary) -> dict[str, Any]:
    """An event as a script reads it."""
    event = summary.event
    about = zip(event.articles, summary.titles, summary.outlets, summary.published, strict=True)
    return {
        "id": event.id,
        "title": event.title,
        "created": event.created,
        "pinned": event.pinned,
        "archived": event.archived,
        "articles": [
            {"id": key, "title": title, "outlet": outlet, "published": published}
            for key, title, outlet, published in about
        ],
        "opened": summary.opened,
        "read": round(summary.read, 3),
        "tags": summary.tags,
        "claims": summary.claims,
        "claims_alone": summary.alone,
        "orphans": summary.orphans,
        "suggestions": summary.suggestions,
        "last_by": summary.last_by,
        "last_at": summary.last_at,
    }
