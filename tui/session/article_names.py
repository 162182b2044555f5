"""What the two articles of a pair are called on the screen: by outlet, by title, or by file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from annotations.articles import Article, visible
from tui.page.fitted import fitted

LONGEST = 24
"""Cells of a name; what is longer is cut between words."""
OPENING = 2
"""Titles whose first words are so many the same are not told apart at a glance."""

Names = tuple[str, str]
"""A name for the left and for the right article."""


def article_names(articles: tuple[Article, Article]) -> Names:
    """Names of two articles, fit to be shown and never the same.

    The outlet, else the title, else the file without its ending; the file comes before titles that
    begin alike. What does not tell the two apart, as the outlet of two revisions of one article,
    is passed over; where nothing does, they are numbered.
    """
    outlets, titles, files = (
        (each(articles[0]), each(articles[1])) for each in (_outlet, _title, _file)
    )
    begin = [title.casefold().replace("-", " ").split()[:OPENING] for title in titles]
    ways = [outlets, titles, files] if begin[0] != begin[1] else [outlets, files, titles]
    found = [
        (_first(way[0] for way in ways[at:]), _first(way[1] for way in ways[at:]))
        for at in range(len(ways))
    ]
    for one, two in found:
        if one.casefold() != two.casefold():
            return one, two
    return f"{found[0][0]} (1)", f"{found[0][1]} (2)"


def event_names(articles: Sequence[Article | None]) -> tuple[str, ...]:
    """Names of the articles of an event, fit to be shown and never the same.

    As `article_names`: outlets where they tell all of them apart, else titles, else files, and
    numbers where nothing does. An article that is not known is `removed`.
    """
    known = [each for each in articles if each is not None]
    for name in (_outlet, _title, _file, _any):
        names = [name(each) if each is not None else "removed" for each in articles]
        if all(names) and len({name(each).casefold() for each in known}) == len(known):
            return tuple(names)
    return tuple(
        "removed" if each is None else f"{at + 1} {_any(each)}" for at, each in enumerate(articles)
    )


def _any(article: Article) -> str:
    return _first(each(article) for each in (_outlet, _title, _file))


def _first(names: Iterable[str]) -> str:
    return next(filter(None, names), "pasted text")


def _outlet(article: Article) -> str:
    return _shown(article.outlet)


def _title(article: Article) -> str:
    return _shown(article.title)


def _file(article: Article) -> str:
    return _shown(PurePath(article.source).stem.strip("-"))


def _shown(name: str) -> str:
    return fitted(" ".join(visible(name).split()), LONGEST)
