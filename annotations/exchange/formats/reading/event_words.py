"""What every report for an editor says of an event, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from annotations.articles import Article
from annotations.exchange.event_sheet import Contradiction, EventSheet
from annotations.marks import Annotation
from annotations.suggestions.matrix import Cell, CellVerdict, Row

HEADS = ("Outlet", "Title", "Published", "By", "Address")
"""What is told of each report."""
UNKNOWN = "not known"
SILENT = "says nothing of it"
COPIED = "text copied from another outlet or an agency"
DIFFERING = "The words by which two statements differ are in bold."
COMPARED = "Each statement is compared with the first of its row."
ROWS = "Paragraphs that tell the same part share a row. In such a row, words that only one of the two has"
WIDE = 4
"""Outlets that a page has room for beside each other; of more, each claim is a list."""
VERDICTS = {
    CellVerdict.CONTRADICTS: "contradicts {}",
    CellVerdict.PARTLY: "agrees in part with {}",
    CellVerdict.UPDATES: "updates {}",
    CellVerdict.UPDATED: "is updated by {}",
    CellVerdict.UNCLEAR: "on the same as {}, not judged",
    CellVerdict.AGREES: "agrees with {}",
}
"""How a cell stands to the first outlet of its row, whose name is filled in."""


def about(sheet: EventSheet) -> str:
    """What the report is, and who made it."""
    people = ", ".join(sheet.annotators)
    made = f"Marked and compared by {people}. " if people else ""
    return (
        f"How {len(sheet.articles)} articles report one event. {made}"
        f"Report of {datetime.now(UTC):%Y-%m-%d}. All quotations are word for word."
    )


def facts(article: Article) -> tuple[str, str, str, str]:
    """Title, date, author and address of an article."""
    return article.title, article.published, article.byline, article.url


def said(sheet: EventSheet, claim: Annotation) -> str:
    """Who says a claim in its article; empty where nobody is named."""
    words = "; ".join(sheet.said_by.get(claim.id, ()))
    return f"said by: {words}" if words else ""


def judged(found: Contradiction) -> str:
    """Who says that two claims contradict each other, whether anybody confirmed it, and the note on it."""
    by = found.relation.annotator
    parts = (f"Judged by {by}." if by else "", found.relation.note)
    doubt = "Only proposed, not confirmed." if found.relation.suggested else ""
    return " ".join(filter(None, (parts[0], doubt, parts[1])))


def verdict(sheet: EventSheet, cell: Cell, row: Row) -> str:
    """How a cell stands to the first of its row; empty for the first."""
    if cell.verdict not in VERDICTS:
        return ""
    doubt = ", not confirmed" if cell.proposed else ""
    return VERDICTS[cell.verdict].format(sheet.names[row.head.column]) + doubt
