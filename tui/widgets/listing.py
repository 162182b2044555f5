"""The lines of the annotation list, made from a session."""

from __future__ import annotations

from collections import Counter

from rich.text import Text

from annotations.articles import visible
from annotations.marks import AnchorState, Annotation
from tui.session import Session

_DOUBTFUL = {AnchorState.ORPHAN: 0, AnchorState.AMBIGUOUS: 1, AnchorState.FUZZY: 2}


def heading(session: Session) -> Text:
    """How many annotations there are of each root label."""
    counts = Counter(item.root for item in session.annotations())
    parts = [f"{count} {label}" for label, count in counts.most_common()]
    return Text(" " + (" · ".join(parts) or "Annotations"), "bold")


def lines(session: Session) -> list[tuple[str, Text]]:
    """An id and a line for each annotation: those whose place is in doubt first, then by place."""
    found = sorted(session.annotations(), key=lambda item: _DOUBTFUL.get(item.state, 9))
    return [(item.id, _line(session, item)) for item in found]


def _line(session: Session, item: Annotation) -> Text:
    side = session.side_of(item)
    colour = session.codebook.colour(item.label)
    line = Text(" ", no_wrap=True, end="")
    line.append(session.codebook.glyph(item.label), f"bold {colour}")
    line.append(" ◀ " if not side else " ▶ ", "dim")
    if item.state in _DOUBTFUL:
        line.append(f"{item.state.value}? ", "bold")
    if "/" in item.label:
        line.append(item.label.partition("/")[2] + " ", f"{colour}")
    for relation in session.relations_of(item):
        line.append(
            {"agrees": "= ", "contradicts": "≠ ", "attributed_to": "→ "}.get(relation.kind, "~ ")
        )
    if item.note:
        line.append("✎ ", "dim")
    line.append(visible(" ".join(item.quote.split())))
    if item.note:
        line.append(f"  {visible(' '.join(item.note.split()))}", "dim italic")
    return line
