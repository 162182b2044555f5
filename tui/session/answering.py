"""What of one article answers a block of another: by a link, else by links over a third article. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from annotations.alignment import Alignment

Between = Callable[[str, str], Alignment | None]
"""The alignment of two articles by their ids, the first on the left; None where it is not known."""

SURE = 0.25
"""Product of the scores of two links from which they stand for one: each then is likelier than not."""


class Answer(Struct, frozen=True):
    """The block that answers, how likely it does (0 to 1), and by way of which article, if of one."""

    block: int
    score: float
    by: str = ""


def answer(
    block: int, here: str, there: str, others: Iterable[str], between: Between
) -> Answer | None:
    """What in the article `there` answers a block of the article `here`.

    That is the partner by the best link; where the two have none for the block, the one by the best
    two links over one of the `others`. None where no link that is known leads there.
    """
    direct = _best(between(here, there), block)
    if direct is not None:
        return direct
    found: list[Answer] = []
    for other in others:
        if other in (here, there):
            continue
        first = _best(between(here, other), block)
        second = None if first is None else _best(between(other, there), first.block)
        if first is not None and second is not None:
            found.append(Answer(second.block, first.score * second.score, other))
    sure = (each for each in found if each.score >= SURE)
    return max(sure, key=lambda each: each.score, default=None)


def _best(alignment: Alignment | None, block: int) -> Answer | None:
    links = alignment.by_left.get(block, ()) if alignment is not None else ()
    return Answer(links[0].right, links[0].score) if links else None


def next_article(articles: tuple[str, ...], now: str, taken: Iterable[str], step: int) -> str:
    """The next (`step` 1) or previous (-1) article of an event that is not taken, around its ends.

    From an article that is no longer in the event, the first or the last. "" where all are taken.
    """
    shown = {now, *taken}
    at = articles.index(now) if now in articles else -1 if step > 0 else len(articles)
    order = (articles[(at + step * away) % len(articles)] for away in range(1, len(articles) + 1))
    return next((each for each in order if each not in shown), "") if articles else ""
