"""Which articles of an event stand in which columns, and what is said when the event changes. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from annotations.articles import Article
from annotations.store import Edit
from annotations.store.serialization import event_from_document


class Columns(Struct, frozen=True):
    """Two articles by id, `first` in the left one of their columns, and where the caret is to stand.

    `caret` is the article that has it: at `offset`, else where it stands; `line` is the line of the
    view for it, None for the one where it stood. `answers` is a block of another article that the
    caret is to go to the answer of. From `offset` to `until` is selected, as a hit of a search is.
    """

    first: str
    second: str
    caret: str
    offset: int | None = None
    until: int | None = None
    line: int | None = None
    answers: tuple[str, int] | None = None
    third: str = ""
    third_first: bool = False
    words: str = ""

    @property
    def other(self) -> str:
        """The one of the two that has not the caret."""
        return self.second if self.caret == self.first else self.first


def in_order(columns: Columns) -> tuple[str, ...]:
    """The articles from the left column to the right one."""
    third = (columns.third,) if columns.third else ()
    two = columns.first, columns.second
    return (*third, *two) if columns.third_first else (*two, *third)


def put_in(now: Columns, gone: str, article: str) -> Columns:
    """An article in the column of another; where it was the third, the two change places."""
    first, second = (article if each == gone else each for each in (now.first, now.second))
    caret = article if now.caret == gone else now.caret
    third = gone if article == now.third else now.third
    return Columns(first, second, caret, third=third, third_first=now.third_first)


def rotated(now: Columns) -> Columns:
    """The caret in the third column, which becomes one of the two; no column moves."""
    left, middle, right = in_order(now)
    if now.third_first:
        return Columns(left, middle, left, third=right, words=now.words)
    return Columns(middle, right, right, third=left, third_first=True, words=now.words)


def brought(now: Columns, article: str, offset: int, until: int | None, words: str) -> Columns:
    """The caret at a place of an article: where that stands, else in the column beside the caret's."""
    if article == now.third:
        now = rotated(now)
    elif article not in (now.first, now.second):
        now = put_in(now, now.other, article)
    return Columns(
        *(now.first, now.second, article, offset, until),
        third=now.third,
        third_first=now.third_first,
        words=words,
    )


def without(now: Columns, articles: Sequence[str], gone: Collection[str]) -> Columns | None:
    """Two articles of the event that are still there, those that are shown first; None for fewer."""
    left = [each for each in articles if each not in gone]
    if len(left) < 2:
        return None
    stays = next((each for each in (now.caret, now.other) if each in left), left[0])
    other = next(each for each in left if each != stays)
    first, second = (stays, other) if now.first == stays else (other, stays)
    offset = None if stays == now.caret else 0
    words = "an article was deleted elsewhere; this is another of the event"
    return Columns(first, second, stays, offset=offset, words=words)


def same_share(before: Article, offset: int, after: Article) -> int:
    """The start of the block that is as far in an article as an offset is in another."""
    blocks = [block for block in after.blocks if block.aligned] or list(after.blocks)
    at = int(len(blocks) * offset / max(1, len(before.text)))
    return blocks[min(at, len(blocks) - 1)].start if blocks else 0


def told_change(edit: Edit) -> str:
    """What somebody else did to the event that is read, in words."""
    if edit.after is None:
        return "this event was deleted elsewhere"
    if edit.before is None:
        return "this event was brought back elsewhere"
    before, after = (event_from_document(dict(each)) for each in (edit.before, edit.after))
    more = len(set(after.articles) - set(before.articles))
    fewer = len(set(before.articles) - set(after.articles))
    parts = [
        f"{count} article{'s' * (count > 1)} {what}"
        for count, what in ((more, "added"), (fewer, "taken out"))
        if count
    ]
    if not parts and before.articles != after.articles:
        parts = ["its articles reordered"]
    return f"this event was changed elsewhere: {', '.join(parts) or 'its title'}"
