"""Which link, or which block, to look at next; which blocks are glued to one partner. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from annotations.alignment import Alignment, Link, Row
from annotations.articles import Article
from tui.page.caret import Side


def end(link: Link, side: Side) -> int:
    """The block of a link on a side."""
    return link.right if side else link.left


def links_of(alignment: Alignment, side: Side, block: int) -> tuple[Link, ...]:
    """Links in force of a block, the best first."""
    return (alignment.by_right if side else alignment.by_left).get(block, ())


def next_link(
    links: Collection[Link],
    side: Side,
    block: int,
    step: int,
    now: Link | None = None,
) -> Link | None:
    """The next (`step` 1) or previous (-1) of some links, around the end; None where there is none.

    They go by a side's article. `now` is the link at `block` that is looked at already; without it
    the links of the block itself are still ahead.
    """

    def place(link: Link) -> tuple[int, int]:
        return end(link, side), end(link, side.other)

    ordered = sorted(links, key=place, reverse=step < 0)
    here = place(now) if now is not None else (block, -1 if step > 0 else 0)
    ahead = (link for link in ordered if (place(link) > here if step > 0 else place(link) < here))
    return next(ahead, next((link for link in ordered if link != now), None))


def uneven(
    articles: tuple[Article, Article], alignment: Alignment, rows: Sequence[Row]
) -> Iterator[tuple[Side, int]]:
    """Blocks that have no link or several, row by row; a row of two gives the left one first."""
    for row in rows:
        for side, block in zip(Side, (row.left, row.right), strict=True):
            if block is None or not articles[side].blocks[block].aligned:
                continue
            if len(links_of(alignment, side, block)) != 1:
                yield side, block


def glued(
    article: Article, alignment: Alignment, side: Side, block: int, partner: int
) -> tuple[int, ...]:
    """The run of neighbours around a block that are all linked to a partner, boilerplate aside.

    The block itself may be boilerplate: a person can link it, or take it for that once it is linked.
    """
    aligned = [each.index for each in article.blocks if each.aligned or each.index == block]

    def tied(index: int) -> bool:
        return any(end(link, side.other) == partner for link in links_of(alignment, side, index))

    at = aligned.index(block)
    first, last = at, at
    while first > 0 and tied(aligned[first - 1]):
        first -= 1
    while last + 1 < len(aligned) and tied(aligned[last + 1]):
        last += 1
    return tuple(aligned[first : last + 1])


def after(article: Article, block: int) -> int | None:
    """The next block that is no boilerplate."""
    return next((each.index for each in article.blocks[block + 1 :] if each.aligned), None)
