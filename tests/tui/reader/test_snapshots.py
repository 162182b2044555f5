"""How the main screens look, cell by cell, in a dark theme, a light one and without colours.

After a change that is meant: `python -m pytest tests/tui/reader/test_snapshots.py
--snapshot-update`, and look at what changed (`snapshot_report.html` shows both).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

import pytest
import textual
from textual.pilot import Pilot

from annotations.articles import Span
from annotations.marks import RelationKind
from annotations.store import Store, commands
from tests.tui.driving import LINKS, articles
from tests.tui.five import five_reports
from tui.app import CrossreadApp
from tui.config.settings import Settings
from tui.reader.reader import Reader

MADE_WITH = "8.2.8"
"""The Textual that drew the pictures; another draws a little differently."""

pytestmark = pytest.mark.skipif(
    textual.__version__ != MADE_WITH, reason=f"the snapshots were drawn by Textual {MADE_WITH}"
)

Compare = Callable[..., bool]

TAGGED = (
    (0, "The Tarn bridge was closed on Monday after a crack was found.", "claim"),
    (0, "Dr. Moll", "source"),
    (0, "a crack", "cue"),
    (0, "The repair will cost 2 million crowns, according to the town.", "claim"),
    (0, "the town", "source"),
    (0, "Buses run by the old road.", "theme/transport"),
    (1, "The Tarn bridge was closed on Tuesday after a crack was found.", "claim"),
    (1, "The repair will cost 3 million crowns, according to the opposition.", "claim"),
    (1, "the opposition", "source"),
)


class Noon(datetime):
    """A clock that stands."""

    @classmethod
    def now(cls, tz: object = None) -> Self:
        return cls(2026, 1, 1, 12, 4, 5)


@pytest.fixture
def store(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with the small pair, annotated."""
    monkeypatch.setattr("tui.reader.save_status.datetime", Noon)
    with Store.open(path, annotator="ada") as opened:
        pair = opened.add_pair(*articles())
        opened.save_alignment(pair.id, LINKS)
        for side, words, label in TAGGED:
            article, name = articles()[side], (pair.left, pair.right)[side]
            start = article.text.index(words)
            span = Span(start, start + len(words))
            command = commands.tag(name, article, span, label, "ada", pair=pair.id)
            opened.do(command)
        by_quote = {found.quote: found for found in opened.annotations(pair=pair.id)}
        one, two = by_quote[TAGGED[0][1]], by_quote[TAGGED[6][1]]
        opened.do(commands.relate(RelationKind.CONTRADICTS, one, two, "ada", pair.id))
        yield opened


def story(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Press keys once the page is laid out, and wait until all is drawn."""

    async def tell(pilot: Pilot[int]) -> None:
        reader = next(each for each in pilot.app.screen_stack if isinstance(each, Reader))
        passages = reader.features.nearest_passages
        while reader.view.page_now is None or passages.pending:
            await pilot.pause()
        for key in keys:
            await pilot.press(key)
        while passages.pending:
            await pilot.pause()
        while "saving" in reader.bars.status.text:
            await pilot.pause()
        while running := [each for each in pilot.app.workers if not each.is_finished]:
            await pilot.app.workers.wait_for_complete(running)
            await pilot.pause()
        await pilot.pause()

    return tell


def app(store: Store, theme: str = "textual-dark") -> CrossreadApp:
    made = CrossreadApp(store, store.pairs()[-1], Settings(signs=False))
    made.theme = theme
    return made


SIZES = [(80, 24), (120, 40), (200, 60)]


def named(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


STORIES = {
    "reading": story("J"),
    "selecting": story("J", "w", "v", "w", "w"),
    "theme-finder": story("J", "J", "t", *"tran"),
    "note": story("J", "i", *"why"),
    "list": story("F", "j"),
    "help": story("J", "question_mark"),
    "diff": story("J", "d"),
    "search": story("slash", *"crack"),
    "relating": story("J", "r", "tab"),
    "why": story("J", "W"),
}


SIZES_AND_LOOKS = [
    *((size, "textual-dark") for size in SIZES),
    ((120, 40), "textual-light"),
    ((80, 24), "no-colour"),
]
"""Each size once and each look once: what a look changes does not depend on the size."""


@pytest.mark.parametrize(
    ("size", "look"),
    [pytest.param(*each, id=f"{named(each[0])}-{each[1]}") for each in SIZES_AND_LOOKS],
)
@pytest.mark.parametrize("name", STORIES)
def test_screen(
    store: Store,
    snap_compare: Compare,
    name: str,
    size: tuple[int, int],
    look: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if look == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    theme = "textual-dark" if look == "no-colour" else look
    assert snap_compare(app(store, theme), terminal_size=size, run_before=STORIES[name])


def test_suggestions(store: Store, snap_compare: Compare) -> None:
    """One that is gone to, others, and what a person tagged."""

    async def tell(pilot: Pilot[int]) -> None:
        await story("ctrl+x")(pilot)
        await story("greater_than_sign", "greater_than_sign")(pilot)

    assert snap_compare(app(store), terminal_size=(120, 40), run_before=tell)


def test_diff_in_the_terminals_own_colours(store: Store, snap_compare: Compare) -> None:
    shown = app(store, "ansi-dark")
    assert snap_compare(shown, terminal_size=(120, 40), run_before=STORIES["diff"])


@pytest.mark.parametrize("size", [(60, 24), (40, 10)], ids=named)
def test_one_article_where_it_is_narrow(
    store: Store, snap_compare: Compare, size: tuple[int, int]
) -> None:
    assert snap_compare(app(store), terminal_size=size, run_before=story("J"))


@pytest.mark.parametrize(
    ("size", "keys"),
    [((120, 40), ("J", "backslash")), ((200, 60), ("J", "J", "tab", "tab"))],
    ids=["120x40", "200x60"],
)
def test_an_event_of_five(
    path: Path,
    snap_compare: Compare,
    size: tuple[int, int],
    keys: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.reader.save_status.datetime", Noon)
    with five(path) as made:
        assert snap_compare(made, terminal_size=size, run_before=event_story(*keys))


def test_what_is_found_and_suggested_in_three_columns(
    path: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def tell(pilot: Pilot[int]) -> None:
        await event_story("ctrl+x")(pilot)
        reader = next(each for each in pilot.app.screen_stack if isinstance(each, Reader))
        third, suggesting = reader.event_pages.third.key, reader.features.suggesting
        while not any(each.article == third for each in suggesting.left):
            await pilot.pause()
        await event_story("slash", *"attendant", "enter", "n")(pilot)

    monkeypatch.setattr("tui.reader.save_status.datetime", Noon)
    with five(path) as made:
        assert snap_compare(made, terminal_size=(160, 45), run_before=tell)


@contextmanager
def five(path: Path) -> Iterator[CrossreadApp]:
    """The reader on the event of five."""
    store, event = five_reports(path.parent / "five")
    with store:
        pair = store.pair_of(*event.articles[:2])
        made = CrossreadApp(store, pair, Settings(signs=False), event=event)
        made.theme = "textual-dark"
        yield made


def event_story(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Press keys once all articles of the event are known, each once what the last asked for is there."""

    async def tell(pilot: Pilot[int]) -> None:
        reader = next(each for each in pilot.app.screen_stack if isinstance(each, Reader))
        event = reader.session.event.articles
        await story()(pilot)
        while any(reader.session.article(each) is None for each in event):
            await pilot.pause()
        for key in keys:
            await story(key)(pilot)

    return tell
