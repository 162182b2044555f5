"""Annotations are found in the whole store, and get another label in one step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.articles import Span
from annotations.errors import CodebookError, StoreError
from annotations.marks.annotation import SUGGESTED
from annotations.store import Store
from annotations.store.commands import tag
from annotations.store.search.annotation_query import AnnotationQuery
from annotations.store.search.retagging import CHANGED_BY, retag
from tests.store.events import report


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two articles with five tags, one of them suggested."""
    with Store.open(tmp_path / "store.json", annotator="ada") as opened:
        event = opened.add_event([report(0), report(1)])
        for at, label, by, note, more in (
            (0, "claim", "ada", "", {}),
            (1, "claim/number", "bea", "Not sure", {}),
            (2, "theme/town", "bea", "sure", {}),
            (3, "claims", "ada", "", {}),
            (4, "claim", "model", "", {SUGGESTED: "model"}),
        ):
            key = event.articles[at % 2]
            article, span = opened.article(key), Span(at, at + 6)
            opened.do(tag(key, article, span, label, by, pair="", note=note, attributes=more))
        yield opened


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("", ["claim", "claim/number", "claims", "theme/town"]),
        ("label:claim", ["claim", "claim/number"]),
        ("label:CLAIM/ by:Be", ["claim/number"]),
        ('note:"not sure"', ["claim/number"]),
        ("note:sure", ["claim/number", "theme/town"]),
        ("text:zzz", []),
        ("bea town", ["theme/town"]),
        ("text:bea", []),
        ("label:claim label:theme", ["theme/town"]),
    ],
)
def test_a_line_says_what_to_find_and_suggestions_are_left_out(
    store: Store, line: str, labels: list[str]
) -> None:
    found = store.find_annotations(AnnotationQuery.parse(line))
    assert sorted(each.label for each in found) == labels


def test_a_quotation_is_found_by_its_words(store: Store) -> None:
    quote = store.annotations(label="theme")[0].quote
    found = store.find_annotations(AnnotationQuery.parse(f'"{quote.upper()}"'))
    assert "theme/town" in {each.label for each in found}


def test_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(StoreError, match="nothing is called who: here"):
        AnnotationQuery.parse("who:ada")


def test_many_get_another_label_in_one_step_that_says_who_did_it(store: Store) -> None:
    before = store.annotations()
    command = retag(store.find_annotations(AnnotationQuery()), " theme / new ", "ada")
    assert command.title == "retag 4 annotations to theme/new"
    store.do(command)
    after = {each.id: each for each in store.annotations()}
    for each in before:
        now = after[each.id]
        assert now.span == each.span
        assert now.label == ("claim" if each.suggested else "theme/new")
        signed = now.attributes.get(CHANGED_BY)
        assert signed == ("ada" if each.annotator == "bea" else None)
    store.undo("")
    assert store.annotations() == before


def test_what_has_the_label_stays_as_it_is(store: Store) -> None:
    found = store.find_annotations(AnnotationQuery.parse("label:theme"))
    assert not retag(found, "theme/town", "ada").edits
    with pytest.raises(CodebookError):
        retag(found, " / ", "ada")
