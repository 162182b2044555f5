from __future__ import annotations

import pytest

from annotations.alignment.linking.sentence_overlap import sentence_tokens
from annotations.alignment.linking.stemming import fold, stem
from annotations.alignment.linking.synonyms import synonym_sets
from annotations.alignment.linking.terms import match_tokens, names_among


@pytest.mark.parametrize(
    "forms",
    [
        ("report", "reports", "reported", "reporting"),
        ("city", "cities"),
        ("stop", "stopped", "stopping"),
        ("die", "died", "dying"),
        ("take", "took", "taken"),
        ("mayor", "mayor's"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_folding_drops_case_accents_and_curly_apostrophes() -> None:
    assert fold("Élysée’s") == "elysee's"
    assert fold("МОСТ") == "мост"


def test_numbers_meet_however_they_are_written() -> None:
    values = [token.stem for token in match_tokens("12 twelve 1,200 1200") if token.number]
    assert values == ["12", "12", "1200", "1200"]


def test_dotted_abbreviations_are_one_word() -> None:
    assert [token.word for token in match_tokens("the U.S. and the US")][1::3] == ["us", "us"]


def test_offsets_give_back_the_text() -> None:
    text = "“Go,” said Ann. 東京で会見"
    assert [text[token.start : token.end] for token in match_tokens(text)] == [
        "Go", "said", "Ann", "東京", "京で", "で会", "会見",
    ]  # fmt: skip


def test_quoted_words_are_marked() -> None:
    marks = {
        token.word: token.quoted for token in match_tokens('He said "we won" and “they lost” then')
    }
    assert [word for word, quoted in marks.items() if quoted] == ["we", "won", "they", "lost"]


def test_a_name_is_capital_inside_a_sentence_and_never_small() -> None:
    units = [match_tokens("Brown hills rose. There Ann Brook met brown bears in Lorna.")]
    assert names_among(units) == {stem(word) for word in ("ann", "brook", "lorna")}


def test_sentences_hold_every_token_once_and_short_ones_are_joined() -> None:
    text = "The first reactions came quickly from the town.Some analysts were less sure of it. No. He left early and said nothing more."
    cut = sentence_tokens(text)
    assert [token for sentence in cut for token in sentence] == list(match_tokens(text))
    assert [sentence[0].word for sentence in cut] == ["the", "some", "no"]
    assert list(sentence_tokens("")) == [()]


def test_synonyms_are_found_by_stem() -> None:
    sets, count = synonym_sets()
    assert set(sets[stem("killed")]) & set(sets[stem("slain")])
    assert max(max(numbers) for numbers in sets.values()) < count


def test_a_dozen_is_twelve() -> None:
    assert [(token.word, token.number) for token in match_tokens("dozen")] == [("12", True)]


def test_a_capital_makes_no_name_at_the_start_nor_of_a_word_written_small_elsewhere() -> None:
    assert names_among([match_tokens("Rivers rose.")]) == frozenset()
    assert names_among([match_tokens("So Brown hills and brown bears met.")]) == frozenset()
