"""What is drawn of annotations: their spans, a letter in the gutter, the room that marks take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.articles import Block
from annotations.marks import Annotation
from tui.page.caret import Side
from tui.page.marginalia import Glyph, Marginalia
from tui.page.style_runs import Layer
from tui.session.relation_signs import inlays, inlays_on, ties

if TYPE_CHECKING:
    from tui.session.session import Session


def spans(session: Session, side: Side, block: Block) -> list[Layer]:
    """Spans of annotations in a block, the longest first, so that short ones stay seen."""
    return spans_on(session, session.article_ids[side], block)


def spans_on(session: Session, article: str, block: Block) -> list[Layer]:
    """As `spans`, in an open article by its id, or in the third."""
    found = session.tags_on(article, block)
    return [
        Layer(item.start, item.end, f"{_drawn(item)}:{item.label}")
        for item in sorted(found, key=lambda item: item.start - item.end)
    ]


def glyphs(session: Session, side: Side, block: Block) -> list[Glyph]:
    """Letters of annotations that start in a block, and signs of their relations."""
    return glyphs_on(session, session.article_ids[side], block)


def glyphs_on(session: Session, article: str, block: Block) -> list[Glyph]:
    """As `glyphs`, in an open article by its id, or in the third."""
    glyphs = []
    for item in sorted(session.tags_on(article, block), key=lambda item: item.start):
        if block.start <= item.start < block.end:
            letter = "?" if item.suggested else session.codebook.glyph(item.label)
            whose = session.layers.mark(item.annotator)
            glyphs.append(Glyph(item.start, letter + whose, f"letter:{item.label}"))
            glyphs += [
                Glyph(item.start, tie.sign[0], tie.style, sign=True)
                for tie in ties(session, item)[:1]
            ]
    return glyphs


def marginalia(session: Session) -> Marginalia:
    """What marks take room for: signs of relations, and a mark of whose they are."""
    return Marginalia(inlays(session), _letters(session))


def marginalia_on(session: Session, article: str) -> Marginalia:
    """As `marginalia`, of one article that is shown alone."""
    return Marginalia(inlays_on(session, article), _letters(session))


def _letters(session: Session) -> int:
    """Cells for letters in the gutter: one more where there is a mark of whose they are."""
    return 3 if len(session.layers.shown) > 1 else 2


def _drawn(item: Annotation) -> str:
    """Suggestions are drawn more faintly than what a person said."""
    return "suggested" if item.suggested else "label"
