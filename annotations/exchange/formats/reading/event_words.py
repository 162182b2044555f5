"""What every report for an editor says of an event, in words."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from annotations.articles import Article, Span
from annotations.exchange.event_sheet import Contradiction, EventSheet
from annotations.marks import Annotation, Relation, RelationKind
from annotations.suggestions.matrix import Cell, CellVerdict, Row
from annotations.suggestions.matrix.cells import Tie

_TIME = re.compile(
    r"^(?P<day>\d{4}-\d\d-\d\d)[T ](?P<minute>\d\d:\d\d)(:\d\d([.,]\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?$"
)
HEADS = ("Outlet", "Title", "Published", "By", "Address")
"""What is told of each report."""
UNKNOWN = "not known"
SILENT = "says nothing of it"
COPIED = "text copied from another outlet or an agency"
DIFFERING = "The words by which two statements differ are in bold."
COMPARED = "Each statement is compared with the first of its row."
ROWS = "Paragraphs that tell the same part share a row. In such a row, words that only one of the two has"
UNNAMED = "Outlets that are not named say nothing of it."
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
    """Title, date, author and address of an article; of a time as machines write it, day and minute."""
    published = _TIME.sub(_day_and_minute, article.published)
    return article.title, published, article.byline, article.url


def _day_and_minute(time: re.Match[str]) -> str:
    zone = time["zone"] or ""
    return f"{time['day']}, {time['minute']}{' UTC' if zone else ''}{zone.removeprefix('Z')}"


def statements(cell: Cell | None) -> tuple[Annotation, ...]:
    """What an outlet claims in a row, the likeliest first; the same words that two people marked once."""
    found: dict[Span, Annotation] = {}
    for place in cell.places if cell else ():
        if place.claim is not None:
            found.setdefault(place.claim.span, place.claim)
    return tuple(found.values())


def note_of(relation: Relation) -> str:
    """The note on a relation, as it stands behind it."""
    return f" ({relation.note})" if relation.note else ""


def said(sheet: EventSheet, claim: Annotation) -> str:
    """Who says a claim in its article, and whether it is a suggestion; empty where nobody is named, and it is none."""
    words = "; ".join(sheet.said_by.get(claim.id, ()))
    by = f"said by: {words}" if words else ""
    return ", ".join(filter(None, (by, "a suggestion, not confirmed" if claim.suggested else "")))


def judged(found: Contradiction) -> str:
    """Who says that two claims contradict each other, whether anybody confirmed it, and the note on it."""
    by = found.relation.annotator
    parts = (f"Judged by {by}." if by else "", found.relation.note)
    doubt = "Only proposed, not confirmed." if found.relation.suggested else ""
    return " ".join(filter(None, (parts[0], doubt, parts[1])))


def verdict(sheet: EventSheet, cell: Cell | None, row: Row, claim: Annotation) -> str:
    """How a claim of a cell stands to the first of its row; empty for the first, and where nobody said it.

    What a cell says first has the verdict of the cell; of others only what ties them to the first of the row itself.
    """
    if cell is None:
        return ""
    found, proposed = cell.verdict, cell.proposed
    if cell.place.key != claim.id:
        ends = {row.head.key, claim.id}
        tie = next((each for each in row.ties if {each.one, each.other} == ends), None)
        if tie is None:
            return ""
        found, proposed = _of_tie(tie, claim), not tie.accepted
    if found not in VERDICTS:
        return ""
    doubt = ", not confirmed" if proposed else ""
    return VERDICTS[found].format(sheet.names[row.head.column]) + doubt


def _of_tie(tie: Tie, claim: Annotation) -> CellVerdict:
    """What a claim is to the other end of a tie."""
    if tie.kind is RelationKind.UPDATES:
        return CellVerdict.UPDATES if tie.one == claim.id else CellVerdict.UPDATED
    return CellVerdict.UNCLEAR if tie.kind is None else CellVerdict(tie.kind.value)
