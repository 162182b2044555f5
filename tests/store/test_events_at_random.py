"""Whatever is done to events, undo and redo lead back and forth through the same states."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles.article import Span
from annotations.errors import StoreError
from annotations.store import Command, Store
from annotations.store.commands import tag
from annotations.store.events import commands
from tests.store.events import state, store_of

Draw = tuple[str, int, int, int]
draws = st.tuples(
    st.sampled_from(
        ["rename", "pin", "archive", "put", "take", "move", "join", "split", "add", "remove", "tag"]
    ),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
)


def drawn(store: Store, draw: Draw) -> Command | None:
    """The command that a draw stands for in this store; None where there is none."""
    what, one, two, three = draw
    events, articles = store.events(), store.articles()
    if not events or not articles:
        return None
    event = events[one % len(events)]
    article, other = articles[two % len(articles)], articles[three % len(articles)]
    own = event.articles[two % len(event.articles)]
    made: dict[str, Any] = {
        "rename": lambda: commands.rename(event, f"Title {two}"),
        "pin": lambda: commands.pin(event, two % 2 == 0),
        "archive": lambda: commands.archive(event, two % 2 == 0),
        "put": lambda: commands.put_article(event, article, three),
        "take": lambda: commands.take_article(event, own),
        "move": lambda: commands.move_article(event, own, three),
        "join": lambda: commands.join(event, events[two % len(events)]),
        "split": lambda: commands.split(event, event.articles[two % 3 : two % 3 + 2]),
        "add": lambda: commands.add(commands.new_event(dict.fromkeys((article, other)))),
        "remove": lambda: store.removal(event.id),
        "tag": lambda: tag(own, store.article(own), Span(0, 6), "claim", "ann", pair=""),
    }
    try:
        return made[what]()  # type: ignore[no-any-return]
    except StoreError:
        return None


@settings(max_examples=25, derandomize=True, deadline=None)
@given(st.lists(draws, min_size=1, max_size=14))
def test_undo_and_redo_lead_through_the_same_states(steps: list[Draw]) -> None:
    with tempfile.TemporaryDirectory() as place:
        store, _ = store_of(Path(place), 4, 3, 2)
        with store:
            states = [state(store)]
            for step in steps:
                command = drawn(store, step)
                if command is not None and command.edits:
                    store.do(command)
                    states.append(state(store))
            assert list(store.check()) == []
            for expected in states[-2::-1]:
                assert store.undo("") is not None
                assert state(store) == expected
            assert store.undo("") is None
            for expected in states[1:]:
                assert store.redo("") is not None
                assert state(store) == expected
        with Store.open(store.path) as again:
            assert state(again) == states[-1]
