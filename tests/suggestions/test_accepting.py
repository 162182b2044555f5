"""Accepting an attribution makes its claim, source, cue and relation at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles import article_from_text
from annotations.store import Store
from annotations.store.accepting import accept_attributions
from annotations.suggestions.suggest import Kind, suggest

TEXT = (
    "Senator Linda Ruiz said the bridge was closed and denied that anybody was hurt.\n\n"
    "“We saw nothing,” she said. “It was night.”"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "annotations.json", annotator="ann")


def accepted(store: Store) -> None:
    article, other = article_from_text(TEXT), article_from_text("It rained all day.")
    pair = store.add_pair(article, other)
    found = suggest(article, [Kind.ATTRIBUTIONS]).attributions
    assert len(found) == 3
    for chosen in (found[:1], found[1:]):
        known = store.annotations()
        command = accept_attributions(
            chosen, pair.left, article, "ann", pair=pair.id, existing=known
        )
        store.do(command)


def test_claims_sources_cues_and_relations_are_made_and_tied(store: Store) -> None:
    with store:
        accepted(store)
        quotes = {
            label: [each.quote for each in store.annotations(label=label)]
            for label in ("claim", "source", "cue")
        }
        assert quotes == {
            "claim": [
                "the bridge was closed",
                "that anybody was hurt",
                "“We saw nothing,”",
                "“It was night.”",
            ],
            "source": ["Senator Linda Ruiz", "she"],
            "cue": ["said", "denied", "said"],
        }
        by_id = {each.id: each.quote for each in store.annotations()}
        ties = {(by_id[each.source], by_id[each.target]) for each in store.relations()}
        assert ties == {
            ("the bridge was closed", "Senator Linda Ruiz"),
            ("that anybody was hurt", "Senator Linda Ruiz"),
            ("“We saw nothing,”", "she"),
            ("“It was night.”", "she"),
        }
        assert list(store.check()) == []


def test_who_accepted_and_what_proposed_it_are_kept_on_each_tag(store: Store) -> None:
    with store:
        accepted(store)
        for each in store.annotations():
            assert (each.annotator, each.attributes["proposed_by"]) == ("ann", "rules-1")
            assert 0 < float(each.attributes["confidence"]) < 1
            assert not each.suggested
        (she,) = [each for each in store.annotations(label="source") if each.quote == "she"]
        assert she.attributes["speaker"] == "Senator Linda Ruiz"


def test_one_step_undoes_all_of_what_was_accepted_at_once(store: Store) -> None:
    with store:
        accepted(store)
        event = store.events()[0].id
        assert store.next_undo(event) == "accept 2 attributions"
        store.undo(event)
        left = [each.quote for each in store.annotations(label="claim")]
        assert left == ["the bridge was closed"]
        assert (store.next_undo(event) or "").startswith("accept who says ‘the bridge")
        store.undo(event)
        assert store.annotations() == store.relations() == ()


def test_nothing_cannot_be_accepted() -> None:
    with pytest.raises(ValueError, match="nothing to accept"):
        accept_attributions([], "a", article_from_text(TEXT), "ann", pair="p")
