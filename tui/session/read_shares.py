"""How much of each article has been read: up to the furthest block that the caret was in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.articles import Article, Kind
from tui.page.caret import Caret, Side

if TYPE_CHECKING:
    from tui.session.session import Session


def furthest(session: Session, caret: Caret) -> dict[str, float]:
    """The share of each of the two articles that has been read, by its id, with the caret here.

    What faces the caret's block, or stands before that, counts as read with it. A share never
    becomes less.
    """
    here = session.block_of(caret.side, caret.offset)
    blocks = {caret.side: here, caret.side.other: _faced(session, caret.side, here)}
    return {
        session.article_ids[side]: max(
            session.read.get(session.article_ids[side], 0.0), share(session.articles[side], block)
        )
        for side, block in blocks.items()
        if block is not None
    }


def share(article: Article, block: int) -> float:
    """The share (0 to 1) of an article's characters up to and with a block, boilerplate aside."""
    sizes = [
        0 if each.kind is Kind.BOILERPLATE else each.end - each.start for each in article.blocks
    ]
    whole = sum(sizes)
    return round(sum(sizes[: block + 1]) / whole, 3) if whole else 1.0


def _faced(session: Session, side: Side, block: int) -> int | None:
    """The last block of the other article that stands in the rows down to that of a block."""
    last = None
    for row in session.rows:
        ends = row.left, row.right
        if ends[side.other] is not None:
            last = max(last or 0, ends[side.other] or 0)
        if ends[side] == block:
            return last
    return None
