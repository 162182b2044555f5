"""Words find events by what is in their articles and by what people said of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.articles import article_from_text
from annotations.store import Event, Store
from annotations.store.commands import change, tag
from annotations.store.events import commands
from annotations.store.search.store_index import StoreIndex
from annotations.store.search.word_index import words_of
from tests.store.events import report


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.json", annotator="ada") as opened:
        yield opened


def filled(store: Store) -> StoreIndex:
    index = store.word_index()
    while index.fill(2):
        pass
    return index


def found(index: StoreIndex, store: Store, query: str) -> set[str]:
    return {each.id for each in index.matching(query, store.events())}


def event_of(store: Store, *texts: str) -> Event:
    return store.add_event([article_from_text(each, source=each[:8]) for each in texts])


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("The café was closed, said Zoë.", "CAFE zoe"),
        ("Straße", "stra"),
        ("It was O'Neill’s flood-plain", "o'neill flood-pl"),
        ("橋の投票が失敗した", "投票"),
        ("สะพานปิด", "ปิด"),
        ("हिन्दी समाचार", "हिन्दी"),
        ("snake_case words", "case"),
        ("a lone \ud800 surrogate", "surrogate"),
    ],
)
def test_words_are_found_without_case_accents_or_spaces_between_them(
    store: Store, text: str, query: str
) -> None:
    if "\ud800" in text:
        text = text.replace("\ud800", "\ufffd")
    wanted = event_of(store, f"{text}\n\nFirst.", f"{text}\n\nSecond.")
    event_of(store, "Nothing of it.\n\nThird.", "Nothing of it.\n\nFourth.")
    assert found(filled(store), store, query) == {wanted.id}


def test_each_word_may_be_in_another_article_of_the_event(store: Store) -> None:
    wanted = event_of(store, "The dam broke.", "The warden slept.")
    event_of(store, "The dam held.", "The mayor slept.")
    index = filled(store)
    assert found(index, store, "dam warden") == {wanted.id}
    assert len(found(index, store, "dam slept")) == 2
    assert len(found(index, store, " ,; ")) == 2, "without a word all are found"


def test_the_index_follows_what_changes(store: Store) -> None:
    event = store.add_event([report(0), report(1)], "Old title")
    index = filled(store)
    store.listen(index.follow)
    store.do(commands.rename(event, "Harbour"))
    made = tag(event.articles[0], report(0), (0, 4), "claim", "ada", pair="", note="unsure")
    store.do(made)
    while index.fill(10):
        pass
    assert found(index, store, "harb") == {event.id} == found(index, store, "unsure")
    mark = store.annotations()[0]
    from msgspec.structs import replace

    store.do(change(mark, replace(mark, note="certain")))
    while index.fill(10):
        pass
    assert found(index, store, "certain") == {event.id}
    assert not found(index, store, "unsure")
    assert "old" in words_of("Old title") and not found(index, store, "old title")


def test_nothing_that_is_typed_breaks_the_search(store: Store) -> None:
    event_of(store, "The dam broke.", "The warden slept.")
    index = filled(store)
    for query in ('"', "*", "dam*", "NEAR(a b)", "a AND b", "-", "text:dam", "\x00", "\ud800", "'"):
        found(index, store, query)
    assert len(found(index, store, "dam*")) == 1
