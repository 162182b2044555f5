"""A change of the codebook is one command: labels and the annotations that carry them."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles import Span, article_from_text
from annotations.errors import CodebookError
from annotations.marks import Label
from annotations.store import Store, commands
from annotations.store.codebook_changes import codebook_of, recode

TEXT = "Prices rose.\n\nWages did not.\n"


def documents(store: Store) -> dict[str, dict[str, object]]:
    return {str(document["id"]): document for document in store.documents("labels")}


def labels(store: Store) -> list[str]:
    return [annotation.label for annotation in store.annotations()]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store.json", annotator="ada")


def test_renaming_a_theme_takes_its_annotations_along_and_is_undone_as_one(store: Store) -> None:
    article = article_from_text(TEXT)
    pair = store.add_pair(article, article_from_text("Another.\n"))
    for start, end in ((0, 6), (14, 19)):
        store.do(
            commands.tag(pair.left, article, Span(start, end), "theme/money", "ada", pair=pair.id)
        )
    book = codebook_of({}).add(Label("theme/money", definition="all that costs"))
    store.do(recode("add", documents(store), book, pair=pair.id))
    renamed = codebook_of(documents(store)).rename("theme/money", "theme/economy")
    moved = ("theme/money", "theme/economy")
    store.do(
        recode(
            "rename",
            documents(store),
            renamed,
            moved=moved,
            annotations=store.annotations(label="theme/money"),
            pair=pair.id,
        )
    )
    assert labels(store) == ["theme/economy", "theme/economy"]
    assert codebook_of(documents(store))["theme/economy"].definition == "all that costs"
    store.undo(pair.id)
    assert labels(store) == ["theme/money", "theme/money"]
    assert "theme/economy" not in codebook_of(documents(store))


def test_a_changed_built_in_label_is_stored_and_an_unchanged_one_is_not(store: Store) -> None:
    book = codebook_of({})
    store.do(recode("retire", {}, book.retire("cue")))
    assert list(documents(store)) == ["cue"]
    assert codebook_of(documents(store))["cue"].retired


def test_a_built_in_label_cannot_be_renamed_away() -> None:
    with pytest.raises(CodebookError, match="built in"):
        recode("rename", {}, codebook_of({}).rename("cue", "verb"))


def test_a_change_that_changes_nothing_has_no_edits() -> None:
    assert recode("nothing", {}, codebook_of({})).edits == ()
