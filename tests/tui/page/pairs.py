"""Small articles and layouts for the tests of the reader."""

from __future__ import annotations

from annotations.alignment import Alignment, Link, rows
from annotations.articles import Article, article_from_text
from tui.page.caret import Side
from tui.page.layout import Columns, PairLayout, display_text
from tui.page.shown_rows import shown_rows

LEFT = """Ferry Runs Aground

The ferry ran aground at nine. Nobody was hurt. Dr. Moll saw it.

Officials closed the port.

You may also like

Leave a Comment
"""
RIGHT = """Port Closed After Accident

The port was closed on Friday, officials said.

A ferry ran aground at ten. Two people were hurt.
"""


def articles(left: str = LEFT, right: str = RIGHT) -> tuple[Article, Article]:
    return article_from_text(left), article_from_text(right)


def alignment() -> Alignment:
    """Block 1 with 2, block 2 with 1: they cross."""
    return Alignment.of([Link(1, 2, 0.9), Link(2, 1, 0.8), Link(0, 0, 0.3)])


def layout(
    left: str = LEFT,
    right: str = RIGHT,
    *,
    links: Alignment | None = None,
    width: int = 100,
    sides: tuple[Side, ...] = (Side.LEFT, Side.RIGHT),
    folded: bool = True,
) -> PairLayout:
    pair = articles(left, right)
    found = rows(*pair, alignment() if links is None else links)
    blocks = max(len(article.blocks) for article in pair)
    return PairLayout(
        pair,
        (display_text(pair[0]), display_text(pair[1])),
        shown_rows(found, pair, sides=sides, folded=folded),
        Columns.fit(width, blocks, sides),
    )
