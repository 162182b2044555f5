"""What the process that searches an archive is asked, and what it answers."""

from __future__ import annotations

from msgspec import Struct

from annotations.articles import Article
from tui.page.events.found import Excerpt, Found


class Progress(Struct, frozen=True):
    """How far the search is; `total` is 0 where it is not known yet."""

    stage: str
    done: int = 0
    total: int = 0


class Outcome(Struct, frozen=True):
    """What was found, likeliest first, in how many articles; and what was passed over, with why.

    `skipped` counts all of that, `named` names the first of them.
    """

    found: tuple[Found, ...]
    articles: int
    skipped: int
    named: tuple[str, ...]


class Preview(Struct, frozen=True):
    """The articles of an event by its number in `Outcome.found`, the two to read first ahead."""

    event: int
    excerpts: tuple[Excerpt, ...]


class Kept(Struct, frozen=True):
    """Events as a store takes them: number, title and articles; those of one text are left out.

    `wrong` says which articles cannot be shown, and were left out too.
    """

    sets: tuple[tuple[int, str, tuple[Article, ...]], ...]
    one_text: int = 0
    wrong: tuple[str, ...] = ()


class Failed(Struct, frozen=True):
    """The search is over without an outcome, or cannot go on: one line to be shown."""

    words: str


Answer = Progress | Outcome | Preview | Kept | Failed


class Asked(Struct, frozen=True, array_like=True):
    """A question about some events by their numbers: `preview` of one, or all articles to `keep`."""

    does: str
    events: tuple[int, ...]
