"""The list of annotations as lines of text: headings, the order, and what each line says."""

from __future__ import annotations

from collections import Counter

from rich.text import Text

from annotations.articles import visible
from annotations.marks import AnchorState, Annotation
from tui.page.caret import Side
from tui.session.relation_signs import place, ties
from tui.session.session import Session

_DOUBTFUL = {AnchorState.ORPHAN: 0, AnchorState.AMBIGUOUS: 1, AnchorState.FUZZY: 2}


OWN_WORDS = ("claim", "source", "theme", "cue")
"""Labels that every codebook has, whose plural is known."""

ORDERS = ("place", "label", "last changed first")
"""How the list may be ordered; what is in doubt always comes first."""


def heading(session: Session) -> Text:
    """How many annotations there are of each root label."""
    counts = Counter(item.root for item in session.annotations())
    parts = [_counted(label, count) for label, count in counts.most_common()]
    return Text(" " + (" · ".join(parts) or "Annotations"), "bold")


def _counted(label: str, count: int) -> str:
    """`4 claims`; a label of one's own, in whatever language, takes no ending: `4 × ort`."""
    if label in OWN_WORDS:
        return f"{count} {label}{'s' * (count != 1)}"
    return f"{count} × {label}"


def selection(
    shown: int, words: str, order: str, clear: str, away: frozenset[str] = frozenset()
) -> Text:
    """Line two of the heading: how many fit the filter, and the order, where it is not by place.

    `clear` is the key that shows all again, `away` whose layers are hidden.
    """
    hidden = [f"tags of {visible(', '.join(sorted(away)))} are hidden"] if away else []
    found = [f"{shown} with ‘{visible(words)}’", f"{clear} shows all"] if words else []
    ordered = [f"by {order}"] if order != ORDERS[0] else []
    return Text(" " + " · ".join([*found, *ordered, *hidden]), "italic")


def listed(session: Session, words: str = "", order: str = ORDERS[0]) -> list[str]:
    """Ids of the annotations that have some words, in an order.

    The words are looked for in quote, note, label, attributes, annotator and the state of the
    anchor, in any case.
    """
    found = list(session.annotations())
    if words:
        found = [item for item in found if _has(item, words.casefold())]
    if order == "label":
        found.sort(key=lambda item: item.label)
    elif order == "last changed first":
        found.sort(key=lambda item: item.updated, reverse=True)
    found.sort(key=lambda item: -1 if item.suggested else _DOUBTFUL.get(item.state, 9))
    return [item.id for item in found]


def _has(item: Annotation, words: str) -> bool:
    state = "suggested" if item.suggested else item.state.value
    parts = (item.quote, item.note, item.label, item.annotator, state, attributes_text(item))
    return words in "\n".join(parts).casefold()


def attributes_text(item: Annotation) -> str:
    """Its attributes in words: `checkable: no, checked as: false`."""
    return ", ".join(f"{name}: {value}" for name, value in item.attributes.items())


def line(session: Session, order: tuple[Side, Side], annotation_id: str) -> Text:
    """One annotation on a line: label, column, relations, quote and note.

    `order` is that of the columns.
    """
    item = session.annotation(annotation_id)
    return Text() if item is None else _line(session, order, item)


def _line(session: Session, order: tuple[Side, Side], item: Annotation) -> Text:
    side = session.side_of(item)
    colour = session.codebook.colour(item.label)
    shown = Text(" ", no_wrap=True, end="")
    shown.append(session.codebook.glyph(item.label), f"bold {colour}")
    shown.append(" ◀ " if side is order[0] else " ▶ ", "dim")
    if whose := session.layers.whose(item.annotator):
        shown.append(visible(whose) + " ", "italic")
    if item.suggested:
        shown.append("suggested ", "bold")
    if item.state in _DOUBTFUL:
        shown.append(f"{item.state.value}? ", "bold")
    if "/" in item.label:
        shown.append(visible(item.label.partition("/")[2]) + " ", f"{colour}")
    for tie in ties(session, item):
        shown.append(f"{tie.sign} {place(session, tie.far)} ", "bold")
    if item.note:
        shown.append("✎ ", "dim")
    shown.append(visible(" ".join(item.quote.split())))
    if item.attributes:
        shown.append(f"  {visible(attributes_text(item))}", "dim")
    if item.note:
        shown.append(f"  {visible(' '.join(item.note.split()))}", "dim italic")
    return shown
