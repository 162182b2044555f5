"""More of a label: sentences that share the words by which its own differ from the rest."""

from __future__ import annotations

import pytest

from annotations.articles import article_from_text
from annotations.suggestions.more_of_label.more_of_label import (
    ENOUGH,
    LabelWords,
    more_of_label,
)

PLACES = [
    "Vellmouth",
    "Skerrin",
    "Harrow",
    "Bonn",
    "Ghent",
    "Lyon",
    "Quito",
    "Denver",
    "Ottawa",
    "Madrid",
]
RATES = [f"The central bank in {place} raised its interest rate on {day}." for place in PLACES
         for day in ("Monday", "Friday", "Sunday")]  # fmt: skip
OTHERS = [f"{weather} in {place} closed the old {building} on {day}." for place in PLACES
          for day in ("Monday", "Friday", "Sunday") for building in ("harbour", "school", "mill")
          for weather in ("Heavy rain", "Deep snow", "A storm")]  # fmt: skip


def test_a_label_of_few_tags_proposes_nothing() -> None:
    article = article_from_text(" ".join(RATES))
    assert more_of_label(article, RATES[: ENOUGH - 1], OTHERS) == ()
    with pytest.raises(ValueError, match="20 tags"):
        LabelWords(RATES[: ENOUGH - 1], OTHERS)


def test_half_of_what_is_tagged_finds_the_other_half_and_nothing_else() -> None:
    tagged, left_out = RATES[:ENOUGH], RATES[ENOUGH:]
    article = article_from_text(" ".join([*OTHERS, *left_out]))
    found = more_of_label(article, tagged)
    texts = [article.text[slice(*each.span)] for each in found]
    assert set(texts) <= set(left_out)
    assert len(texts) >= len(left_out) / 2
    assert [each.likeness for each in found] == sorted(
        (each.likeness for each in found), reverse=True
    )


def test_what_is_tagged_already_is_not_proposed_again() -> None:
    article = article_from_text(" ".join([*RATES, *OTHERS]))
    texts = [article.text[slice(*each.span)] for each in more_of_label(article, RATES)]
    assert not set(texts) & set(RATES)


def test_the_words_that_speak_for_a_sentence_are_those_the_label_has_more_of() -> None:
    label = LabelWords(RATES, OTHERS)
    spoken = label.speaking("Rain or not, the bank raised the interest rate.")
    assert set(spoken) <= {"bank", "raised", "interest", "rate"}
    assert label.likeness("Interest rates of the central bank were raised again.") > label.likeness(
        "Heavy rain flooded the harbour again."
    )
