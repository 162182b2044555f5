"""How relations show on the page: a sign in the gutter, and one with the partner's place behind the span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Protocol

from msgspec import Struct

from annotations.marks import Annotation, Relation, RelationKind
from tui.page.caret import Side
from tui.page.wrap import Inlay


class Related(Protocol):
    """The annotations of the pair that is open, and their relations: what a session knows of them."""

    def side_of(self, annotation: Annotation) -> Side | None: ...
    def block_of(self, side: Side, offset: int) -> int: ...
    def block_on(self, article: str, offset: int) -> int: ...
    def breaks_on(self, article: str, offset: int) -> bool: ...
    def annotation(self, annotation_id: str) -> Annotation | None: ...
    def shown(self, annotation: Annotation) -> bool: ...
    def ends(self) -> tuple[str, ...]: ...
    def elsewhere(self, annotation: Annotation) -> str: ...
    def brief_place(self, annotation: Annotation, *, numbered: bool) -> str: ...
    def ties_of(self, annotation: Annotation) -> tuple[tuple[Relation, Annotation], ...]: ...


_SIGNS = {
    RelationKind.CONTRADICTS: ("≠", "≠"),
    RelationKind.PARTLY: ("⊃", "⊃"),
    RelationKind.UPDATES: ("↑", "↓"),
    RelationKind.AGREES: ("=", "="),
    RelationKind.ATTRIBUTED_TO: ("→", "←"),
}
"""The sign at a relation's source and at its target, what matters most first."""
_WORDS = {
    RelationKind.CONTRADICTS: ("contradicts", "contradicts"),
    RelationKind.PARTLY: ("agrees in part with", "agrees in part with"),
    RelationKind.UPDATES: ("updates", "is updated by"),
    RelationKind.AGREES: ("agrees with", "agrees with"),
    RelationKind.ATTRIBUTED_TO: ("attributed to", "source of"),
}
"""What a relation says in words, read from its source and from its target."""
_RANK = {kind: rank for rank, kind in enumerate(_SIGNS)}
_MOST = 3
"""Relations of one span that are shown behind it, each with its partner's place."""


class Tie(Struct, frozen=True):
    """A relation seen from one of its ends; `far` is the annotation at the other."""

    relation: Relation
    near: Annotation
    far: Annotation

    @property
    def sign(self) -> str:
        """Its sign at this end, with a question mark where it is a suggestion."""
        signs = _SIGNS.get(self.relation.kind, ("⇢", "⇠"))  # of a kind that a file brought
        doubt = "?" if self.relation.suggested else ""
        return signs[self.relation.source != self.near.id] + doubt

    @property
    def style(self) -> str:
        """The name of the style in which it is drawn."""
        return "conflict" if self.relation.kind is RelationKind.CONTRADICTS else "relation"

    @property
    def words(self) -> str:
        """What it says of this end and then the other: `contradicts`, `is updated by`."""
        kind = self.relation.kind.value.replace("_", " ")
        words = _WORDS.get(self.relation.kind, (kind, f"← {kind}"))
        return words[self.relation.source != self.near.id]


def _rank(tie: Tie) -> int:
    return _RANK.get(tie.relation.kind, len(_RANK))


def ties(session: Related, annotation: Annotation) -> list[Tie]:
    """The relations of an annotation to others that are shown, what matters most first."""
    found = [Tie(relation, annotation, far) for relation, far in session.ties_of(annotation)]
    return sorted(found, key=lambda tie: (_rank(tie), tie.far.start))


def told(session: Related, annotation: Annotation) -> str:
    """The first relation of an annotation with its partner's place and words: `≠ ¶12 ‘…’`."""
    known = ties(session, annotation)
    if not known:
        return ""
    more = f" +{len(known) - 1}" if len(known) > 1 else ""
    far = known[0].far
    return f"{known[0].sign} {place(session, far)} ‘{' '.join(far.quote.split())}’{more}"


def place(session: Related, annotation: Annotation) -> str:
    """Where an annotation stands: `¶12`; with the article's name where that is not on the page."""
    side = session.side_of(annotation)
    if side is None:
        return session.elsewhere(annotation)
    return f"¶{session.block_of(side, annotation.start) + 1}"


def inlays(session: Related) -> dict[tuple[Side, int], tuple[Inlay, ...]]:
    """What is shown behind the spans that have relations, by side and block, in order of place."""
    ends = (session.annotation(end) for end in session.ends())
    near = [(session.side_of(end), end) for end in ends if end is not None]
    return _placed(session, [(side, end) for side, end in near if side is not None])


def inlays_on(session: Related, article: str) -> dict[tuple[Side, int], tuple[Inlay, ...]]:
    """As `inlays`, on one article that is shown alone, on the left side of a page of its own."""
    ends = (session.annotation(end) for end in session.ends())
    return _placed(session, [(Side.LEFT, end) for end in ends if end and end.article == article])


def _placed(
    session: Related, near: Iterable[tuple[Side, Annotation]]
) -> dict[tuple[Side, int], tuple[Inlay, ...]]:
    placed = sorted(
        ((side, end.end, end) for side, end in near if session.shown(end)),
        key=lambda each: each[:2],
    )
    found: dict[tuple[Side, int], tuple[Inlay, ...]] = {}
    for (side, offset), group in groupby(placed, key=lambda each: each[:2]):
        ends = [end for _, _, end in group]
        shown = [tie for end in ends for tie in ties(session, end)]
        if shown:
            block = session.block_on(ends[0].article, offset - 1)
            breaks = session.breaks_on(ends[0].article, offset)
            found[side, block] = (
                *found.get((side, block), ()),
                _inlay(session, offset, shown, breaks),
            )
    return found


def _inlay(session: Related, offset: int, shown: Iterable[Tie], breaks: bool) -> Inlay:
    """`breaks` says that no word goes on there, from which what is shown would have to be set off."""
    ordered = sorted(shown, key=_rank)
    parts = list(dict.fromkeys(_parts(session, ordered)))
    more = [f"+{len(parts) - _MOST}"] if len(parts) > _MOST else []
    words = " ".join(["", *parts[:_MOST], *more])
    return Inlay(offset, words if breaks else f"{words} ", ordered[0].style)


def _parts(session: Related, shown: Iterable[Tie]) -> Iterator[str]:
    for tie in shown:
        here = tie.far.article == tie.near.article
        yield f"{tie.sign} {session.brief_place(tie.far, numbered=not here)}".strip()
