"""What two articles are called: always two names, and such as tell them apart."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from annotations.articles import Article, article_from_text
from tui.page.fitted import fitted
from tui.session.article_names import LONGEST, article_names


def article(outlet: str = "", title: str = "", source: str = "") -> Article:
    return replace(article_from_text("Words."), outlet=outlet, title=title, source=source)


@pytest.mark.parametrize(
    ("one", "two", "names"),
    [
        (article("Daily", "A"), article("Weekly", "B"), ("Daily", "Weekly")),
        (article("Daily", "A fire"), article("", "The blaze"), ("Daily", "The blaze")),
        (article("Daily", "A fire"), article("Daily", "The blaze"), ("A fire", "The blaze")),
        (article("", "A fire at sea", "x.txt"), article("", "A fire at dawn", "y.txt"), ("x", "y")),
        (article("D", "Same", "a/old.md"), article("D", "Same", "a/new.md"), ("old", "new")),
        (article("D", "Same", "a/x.md"), article("D", "Same", "b/x.md"), ("D (1)", "D (2)")),
        (article(), article(), ("pasted text (1)", "pasted text (2)")),
        (article("New York Post"), article("New York Times"), ("New York Post", "New York Times")),
    ],
)
def test_articles_go_by_the_first_thing_that_tells_them_apart(
    one: Article, two: Article, names: tuple[str, str]
) -> None:
    assert article_names((one, two)) == names


def test_names_are_short_and_do_not_act_on_the_terminal() -> None:
    long = article(title="Seventeen Bridges Closed In One Night, Says The Town")
    wild = article(outlet="\x1b[31mRed\u202e\nnews")
    names = article_names((long, wild))
    assert all(cell_len(name) <= LONGEST for name in names)
    assert names[0] == "Seventeen Bridges…"
    assert "\x1b" not in names[1] and "\n" not in names[1] and "\u202e" not in names[1]


def test_a_word_that_is_all_there_is_is_cut() -> None:
    assert fitted("Donaudampfschifffahrt", 8) == "Donauda…"
    assert fitted("Daily", 8) == "Daily"
