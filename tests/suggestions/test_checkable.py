"""Claims worth checking: told from opinions, questions and looks ahead, on sentences held out."""

from __future__ import annotations

import pytest

from annotations.articles import article_from_text
from annotations.suggestions.checkable.checkable import SHOWN, Sort, checkable, score, sort_of
from annotations.suggestions.suggest import Kind, suggest
from tests.benchmarks.suggestions.labelled_sentences import halves

FITTED, HELD_OUT = halves()


def test_no_sentence_is_in_both_halves_and_both_are_large() -> None:
    assert not {text for _, text in FITTED} & {text for _, text in HELD_OUT}
    assert min(len(FITTED), len(HELD_OUT)) > 150


def test_most_of_the_held_out_claims_are_found_and_little_else() -> None:
    sorts = [(label == "check", sort_of(text) is Sort.CHECKABLE) for label, text in HELD_OUT]
    hit = sum(check and found for check, found in sorts)
    assert 2 * hit / sum(check + found for check, found in sorts) >= 0.85


@pytest.mark.parametrize("sort", [Sort.OPINION, Sort.QUESTION, Sort.FUTURE])
def test_opinions_questions_and_looks_ahead_are_told_apart(sort: Sort) -> None:
    told = [sort_of(text) for label, text in HELD_OUT if label == sort]
    assert told.count(sort) >= 0.7 * len(told)


def test_a_figure_and_an_act_make_a_sentence_worth_more_than_a_feeling() -> None:
    assert score("The firm fired 300 workers in 2019.") > 0.9
    assert score("I feel that this is simply wrong.") < 0.1


def test_claims_of_an_article_are_ranked_with_what_speaks_for_them() -> None:
    article = article_from_text(
        "The mill\n\nThe mill was closed in 1994 and lost 400 jobs. It is a shame, I think."
        " Who closed it? The owner sold it to a bank.\n"
    )
    found = checkable(article)
    texts = [article.text[slice(*each.span)] for each in found]
    assert texts[0] == "The mill was closed in 1994 and lost 400 jobs."
    assert "a figure" in found[0].reasons
    assert set(texts) == {texts[0], "The owner sold it to a bank."}
    assert all(each.score >= SHOWN for each in found)
    assert suggest(article, [Kind.CLAIMS]).claims == found
