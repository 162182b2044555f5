"""Who says what with a parse: what trees bring, how it is weighed, and models that are not there."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import article_from_text
from annotations.suggestions.attribution.attributions import PARSED, SHOWN, VERSION, attributions
from annotations.suggestions.attribution.drafts import span_of
from annotations.suggestions.attribution.language.languages import LANGUAGES
from annotations.suggestions.attribution.parsed import spacy_parser as door
from annotations.suggestions.attribution.parsed.candidates import candidates
from annotations.suggestions.attribution.parsed.spacy_parser import (
    NamedParser,
    ParserError,
    spacy_parser,
)
from annotations.suggestions.attribution.parsed.trees import Node, tree_of
from annotations.suggestions.attribution.parsed.weighing import MOST_CHARACTERS, fitted
from annotations.suggestions.attribution.units import units
from annotations.suggestions.suggest import Kind, suggest
from tests.suggestions.parses import (
    CONFIDENT,
    DOWNPLAYED,
    EVERY,
    INSISTENCE,
    QUOTED,
    TWO_CLAUSES,
    URGED,
    ByHand,
    nodes,
)

ENGLISH = LANGUAGES["en"]
Said = tuple[str, str, str]


def brought(sentence: tuple[str, str]) -> set[Said]:
    """Source, cue and content of every candidate of a sentence, before any is weighed."""
    article = article_from_text(sentence[0])
    (unit,) = units(article, ENGLISH)

    def words(*phrases: Any) -> str:
        spans = [span_of(unit.words, phrase) for phrase in phrases if phrase]
        return " … ".join(article.text[start:end] for start, end in spans)

    return {
        (words(each.draft.source), words(each.draft.cue), words(*each.draft.content))
        for each in candidates(unit, tree_of(unit, nodes(*sentence), 0), ENGLISH)
    }


def told(text: str, parser: NamedParser | None) -> list[Said]:
    """Source, cue and content of what is shown, pieces joined by …."""
    article = article_from_text(text)

    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(article.text[start:end] for start, end in spans)

    return [
        (words(each.source), words(each.cue), words(each.content))
        for each in attributions(article, parser=parser)
        if each.confidence >= SHOWN
    ]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (DOWNPLAYED, ("The owners", "downplayed", "the danger of the reef")),
        (QUOTED, ("the Courant", "was quoted", "Ida Moll … as saying that the ferry sank")),
        (QUOTED, ("the Courant", "saying", "that the ferry sank")),
        (TWO_CLAUSES, ("Moll", "said", "the ferry was late and the fog lay thick")),
        (TWO_CLAUSES, ("Moll", "said", "the ferry was late")),
        (URGED, ("Moll", "urged", "to sail")),
        (URGED, ("Moll", "urged", "the captain to sail")),
        (INSISTENCE, ("His", "insistence", "that nobody drowned")),
        (CONFIDENT, ("The captain", "was confident", "that the reef was far")),
    ],
    ids=str,
)
def test_a_tree_brings_source_cue_and_content(sentence: tuple[str, str], said: Said) -> None:
    assert said in brought(sentence)


def test_what_rules_have_no_word_for_is_proposed_with_a_parse_and_says_so() -> None:
    text = INSISTENCE[0]
    article = article_from_text(text)
    assert not attributions(article)
    found = attributions(article, parser=ByHand(*EVERY).named)
    (own,) = [each for each in found if text[slice(*each.cue[0])] == "insistence"]
    assert own.by == f"{PARSED} by-hand 1"
    assert "as the sentence was parsed, a clause" in own.reason
    assert own.kind


def test_rules_and_parse_propose_one_content_once() -> None:
    text = TWO_CLAUSES[0]
    (said,) = told(text, ByHand(*EVERY).named)
    assert said[:2] == ("Moll", "said")
    assert said[2].startswith("the ferry was late")


def test_a_quotation_goes_on_over_sentences_with_a_parse_too() -> None:
    text = "“We never saw a ship,” Moll said. “There was fog. It was night.”"
    wanted = ("Moll", "said", "“We never saw a ship,” … “There was fog. It was night.”")
    assert told(text, None) == [wanted]
    assert told(text, ByHand().named) == [wanted]


def test_a_parser_without_an_answer_leaves_what_the_rules_know() -> None:
    for sentence, _ in EVERY:
        silent = told(sentence, ByHand().named)
        assert {said[1] for said in silent} >= {
            cue for _, cue, _ in told(sentence, None) if cue == "said"
        }


def test_german_is_not_parsed() -> None:
    parser = ByHand()
    article = article_from_text("Der Minister sagte am Montag, die Brücke sei gesperrt.")
    (said,) = attributions(article, "de", parser.named)
    assert (said.by, parser.asked) == (VERSION, [])


def test_a_paragraph_beyond_measure_is_not_parsed() -> None:
    parser = ByHand()
    article = article_from_text("Moll said it was late. " * (MOST_CHARACTERS // 20))
    assert attributions(article, parser=parser.named)
    assert {len(text) for text in parser.asked} == {0}


def test_the_front_door_hands_the_parser_on() -> None:
    article = article_from_text(INSISTENCE[0])
    with_parse = suggest(article, [Kind.ATTRIBUTIONS], ByHand(*EVERY).named)
    assert with_parse.attributions and not suggest(article, [Kind.ATTRIBUTIONS]).attributions


def test_the_weights_are_of_marks_that_the_code_gives() -> None:
    looks = fitted()
    assert "verb say" in looks.first.weights and "rule's odds" in looks.first.weights
    assert looks.second.weights["chosen: first look"] > 0
    assert looks.first.weights["no rule"] < looks.first.weights["rule same"]


WORDS = st.sampled_from(
    [
        "Moll",
        "said",
        "the",
        "ferry",
        ",",
        "that",
        "claim",
        "“",
        "”",
        ".",
        "was",
        "according",
        "to",
        "quoted",
        "as",
        "he",
        "who",
        "told",
        "us",
        "and",
        "7",
    ]
)
TAGS = st.sampled_from(["VBD", "VBG", "NN", "NNP", "JJ", "IN", ".", "CC", "PRP"])
RELATIONS = st.sampled_from(
    [
        "nsubj",
        "nsubjpass",
        "dobj",
        "ccomp",
        "xcomp",
        "advcl",
        "prep",
        "pobj",
        "agent",
        "auxpass",
        "acomp",
        "acl",
        "relcl",
        "conj",
        "poss",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.lists(WORDS, min_size=1, max_size=20))
def test_whatever_a_parser_says_the_spans_are_those_of_the_article(
    data: st.DataObject, words: list[str]
) -> None:
    def parse(texts: Any) -> list[list[Node]]:
        return [list(_nonsense(data, text)) for text in texts]

    article = article_from_text(" ".join(words))
    for each in attributions(article, parser=NamedParser(parse, "nonsense")):
        assert each.content and each.cue
        assert all(0 <= start < end <= len(article.text) for start, end in each.spans)
        assert 0 <= each.confidence <= 1


def _nonsense(data: st.DataObject, text: str) -> Any:
    """Tokens of a text with any relation to any other, cycles too."""
    at = 0
    count = len(text.split())
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        head = data.draw(st.integers(0, count - 1))
        yield Node(start, at, word.lower(), data.draw(TAGS), data.draw(RELATIONS), head)


def _spacy(monkeypatch: pytest.MonkeyPatch, load: Any) -> None:
    """Stand in for the package."""
    module = ModuleType("spacy")
    module.load = load  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", module)
    spacy_parser.cache_clear()


def _pipeline(lang: str, *names: str) -> Any:
    token = SimpleNamespace(idx=0, text="Said", lemma_="Say", tag_="VBD", dep_="ROOT")
    token.head = SimpleNamespace(i=0)
    return SimpleNamespace(
        lang=lang,
        pipe_names=list(names),
        meta={"version": "3.8.0"},
        pipe=lambda texts: [[token] for _ in texts],
    )


def test_a_model_is_loaded_once_and_named_with_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, list[str]]] = []

    def load(name: str, exclude: list[str]) -> Any:
        asked.append((name, exclude))
        return _pipeline("en", "tagger", "parser", "lemmatizer")

    _spacy(monkeypatch, load)
    parser = spacy_parser("en_test")
    assert spacy_parser("en_test") is parser
    assert parser.name == "en_test 3.8.0"
    assert parser.parse(["Said"]) == [[Node(0, 4, "say", "VBD", "ROOT", 0)]]
    assert asked == [("en_test", ["ner", "senter"])]
    spacy_parser.cache_clear()


@pytest.mark.parametrize(
    ("pipeline", "complaint"),
    [
        (OSError("[E050] Can't find model 'xx'.\nMore"), "python -m spacy download xx"),
        (_pipeline("de", "tagger", "parser", "lemmatizer"), "for 'de', not English"),
        (_pipeline("en", "tagger"), "no parser, no lemmatizer"),
    ],
)
def test_a_model_that_is_none_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, pipeline: Any, complaint: str
) -> None:
    def load(name: str, exclude: list[str]) -> Any:
        if isinstance(pipeline, Exception):
            raise pipeline
        return pipeline

    _spacy(monkeypatch, load)
    with pytest.raises(ParserError) as caught:
        spacy_parser("xx")
    assert complaint in str(caught.value) and "\n" not in str(caught.value)
    spacy_parser.cache_clear()


def test_without_spacy_the_command_that_gets_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    spacy_parser.cache_clear()
    with pytest.raises(ParserError, match="spaCy is not installed: "):
        spacy_parser("en_core_web_sm")


def _installed() -> str:
    """A model for English that is here, "" where there is none."""
    spacy = pytest.importorskip("spacy")
    found = [name for name in spacy.util.get_installed_models() if name.startswith("en_")]
    return next(iter(sorted(found)), "")


def test_a_real_model_finds_what_the_rules_miss() -> None:
    model = _installed()
    if not model:
        pytest.skip("no spaCy model for English is installed")
    parser = door.spacy_parser(model)
    text = "The report by the harbour board concluded that the ferry had leaked."
    wanted = ("The report by the harbour board", "concluded", "that the ferry had leaked")
    assert told(text, None) == []
    assert told(text, parser) == [wanted]
    article = article_from_text(text)
    assert attributions(article, parser=parser)[0].by == f"{PARSED} {parser.name}"
