"""Who says what: source, cue and content, each where a reader would mark them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import Article, article_from_text
from annotations.articles.text.visible import one_line
from annotations.suggestions.attribution.attributions import LEAST, Attribution
from annotations.suggestions.suggest import Kind, suggest


def proposed(text: str) -> tuple[Article, tuple[Attribution, ...]]:
    article = article_from_text(text)
    return article, suggest(article, [Kind.ATTRIBUTIONS]).attributions


def told(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of all proposals, in the order of the text, pieces joined by …."""
    article, found = proposed(text)

    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(article.text[start:end] for start, end in spans)

    return [
        (words(each.source), words(each.cue), words(each.content))
        for each in sorted(found, key=lambda each: each.cue)
    ]


SAID = {
    "indirect": (
        "Harbour master Ida Moll said on Monday that the ferry had been late.",
        ("Harbour master Ida Moll", "said on Monday", "that the ferry had been late"),
    ),
    "without that": (
        "The mayor said the bridge was closed.",
        ("The mayor", "said", "the bridge was closed"),
    ),
    "direct": (
        "“We never saw a ship,” Ida Moll said.",
        ("Ida Moll", "said", "“We never saw a ship,”"),
    ),
    "inverted": (
        "“We never saw a ship,” said Ida Moll, who runs the harbour.",
        ("Ida Moll", "said", "“We never saw a ship,”"),
    ),
    "over sentences": (
        "“We never saw a ship,” Moll said. “There was fog. It was night.”",
        ("Moll", "said", "“We never saw a ship,” … “There was fog. It was night.”"),
    ),
    "over paragraphs": (
        "“We never saw a ship,” Moll said.\n\n“There was fog.”",
        ("Moll", "said", "“We never saw a ship,” … “There was fog.”"),
    ),
    "a question": (
        "“Who saw a ship?” Moll asked.",
        ("Moll", "asked", "“Who saw a ship?”"),
    ),
    "in its midst": (
        "The ferry, Moll said, was late every day.",
        ("Moll", "said", "The ferry … was late every day"),
    ),
    "behind the clause": (
        "The ferry was late every day, officials said.",
        ("officials", "said", "The ferry was late every day"),
    ),
    "with an apposition": (
        "Ida Moll, a former captain of the Skerrin ferry, said the fog was thick.",
        ("Ida Moll, a former captain of the Skerrin ferry", "said", "the fog was thick"),
    ),
    "told somebody": (
        "Moll told reporters that nobody had called.",
        ("Moll", "told reporters", "that nobody had called"),
    ),
    "according to, before": (
        "According to the coast guard, nobody was on board.",
        ("the coast guard", "According to", "nobody was on board"),
    ),
    "according to, behind": (
        "Nobody was on board, according to the coast guard.",
        ("the coast guard", "according to", "Nobody was on board"),
    ),
    "accuse": (
        "Ida Moll accused the owners of greed.",
        ("Ida Moll", "accused", "the owners of greed"),
    ),
    "deny": (
        "The owners denied that the ship was unsafe.",
        ("The owners", "denied", "that the ship was unsafe"),
    ),
    "promise": (
        "The owners promised to repair the ship.",
        ("The owners", "promised", "to repair the ship"),
    ),
    "call for": (
        "Senator Ruiz has called for a new inquiry.",
        ("Senator Ruiz", "has called for", "a new inquiry"),
    ),
    "with a noun": (
        "Senator Ruiz expressed concern that the fog would return.",
        ("Senator Ruiz", "expressed concern", "that the fog would return"),
    ),
    "with an adjective": (
        "Senator Ruiz was critical of the inquiry.",
        ("Senator Ruiz", "was critical of", "the inquiry"),
    ),
    "a scene set by another's title": (
        "In an interview on “Morning News,” Ida Moll said the fog was thick.",
        ("Ida Moll", "said", "the fog was thick"),
    ),
    "cut in two": (
        "“The fog,” said Ida Moll, who runs the harbour, “was thick.”",
        ("Ida Moll", "said", "“The fog,” … “was thick.”"),
    ),
    "a whole quotation, and the story goes on": (
        "The crowd chanted “What now?” and walked to the harbour.",
        ("The crowd", "chanted", "“What now?”"),
    ),
    "of a relative pronoun": (
        "They closed the tunnel, which Moll said was damp.",
        ("Moll", "said", "which … was damp"),
    ),
    "in a clause of time": (
        "When officials say the tunnel is damp, we listen.",
        ("officials", "say", "the tunnel is damp"),
    ),
    "a plural whose last word is none": (
        "Aides to the mayor say that the tunnel is damp.",
        ("Aides to the mayor", "say", "that the tunnel is damp"),
    ),
    "two apostrophes": (
        "''We never saw a ship,'' Mr. Moll said.",
        ("Mr. Moll", "said", "''We never saw a ship,''"),
    ),
    "marks of two kinds": (
        '"We never saw a ship,” said David Moll.',
        ("David Moll", "said", '"We never saw a ship,”'),
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_who_says_what_is_found_with_its_bounds(name: str) -> None:
    text, expected = SAID[name]
    assert told(text) == [expected]


def test_a_headline_is_said_by_the_name_before_its_colon_or_behind_its_comma() -> None:
    text = (
        "Moll: ‘Nobody Saw the Ship’\n\nIda Moll runs the harbour.\n\nShip Was Late, Moll Says\n\n"
        "The fog came from the sea, and it stayed for the whole of that night in the harbour."
    )
    assert told(text) == [
        ("Moll", ":", "‘Nobody Saw the Ship’"),
        ("Moll", "Says", "Ship Was Late"),
    ]


def test_a_heading_with_a_colon_that_names_nobody_says_nothing() -> None:
    assert told("Background: The Ferry\n\nThe ferry was built in 1970 and renamed twice.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The claims were filed on Monday.",
        "His plans for the harbour are old.",
        "A proposed law lies on the table.",
        "The reported number of ships is four.",
        "She was late for the ship in the fog.",
        "\x00 said \x00",
        "Moll said “ ”",
    ],
)
def test_a_noun_that_looks_like_a_verb_of_saying_proposes_nothing(text: str) -> None:
    assert told(text) == []


def test_two_verbs_of_one_subject_bring_two_contents() -> None:
    assert told("Moll said the fog was thick and denied that the ship was late.") == [
        ("Moll", "said", "the fog was thick"),
        ("Moll", "denied", "that the ship was late"),
    ]


def test_two_verbs_of_the_present_bring_two_contents_too() -> None:
    assert told("Ruiz is telling voters that the fog is thick and says that the ship is late.") == [
        ("Ruiz", "is telling voters", "that the fog is thick"),
        ("Ruiz", "says", "that the ship is late"),
    ]


def test_a_participle_has_the_subject_of_its_sentence() -> None:
    assert told("Ida Moll blamed the owners, saying that the ship was old.") == [
        ("Ida Moll", "blamed", "the owners"),
        ("Ida Moll", "saying", "that the ship was old"),
    ]


def test_what_stands_inside_another_s_words_is_less_likely() -> None:
    _, alone = proposed("Ida Moll believes that the fog was thick.")
    article, found = proposed("The paper said Ida Moll believes that the fog was thick.")
    inner = [each for each in found if article.text[slice(*each.cue[0])] == "believes"]
    assert all(each.confidence < alone[0].confidence for each in inner)


def speakers(text: str) -> dict[str, str]:
    """Each source that stands for another, and whom it stands for."""
    article, found = proposed(text)
    return {
        article.text[slice(*each.source[0])]: article.text[slice(*each.speaker)]
        for each in found
        if each.speaker
    }


def test_pronouns_surnames_and_roles_stand_for_the_nearest_name_that_fits() -> None:
    text = (
        "Senator Linda Ruiz said the fog was thick. Mr. David Moll said the ship was late."
        " “I saw it,” she said. He said that nobody had called. Ruiz said nothing had changed."
        " The senator added that she was tired."
    )
    assert speakers(text) == {
        "she": "Senator Linda Ruiz",
        "He": "Mr. David Moll",
        "Ruiz": "Senator Linda Ruiz",
        "The senator": "Senator Linda Ruiz",
    }


def test_who_stands_for_the_words_before_it() -> None:
    assert speakers("We met Ida Moll, who said that the fog was thick.")["who"] == "Ida Moll"


def test_the_nearest_name_of_the_other_gender_is_passed_over() -> None:
    text = "Ms. Moll said it rained. Mr. Ruiz said it snowed. She said that it was over."
    assert speakers(text) == {"She": "Ms. Moll"}


def test_each_proposal_says_why_and_how_likely() -> None:
    _, found = proposed("“We never saw a ship,” said Ida Moll. The owners offer three ships.")
    assert found[0].reason == (
        "‘said’ (say) stands behind what is said, its subject after it: a quotation"
    )
    assert [each.confidence for each in found] == sorted(
        (each.confidence for each in found), reverse=True
    )
    assert found[0].confidence > 0.9
    assert all(LEAST <= each.confidence < 1 for each in found)


def test_an_article_in_a_language_without_rules_gets_a_note_instead() -> None:
    text = "La ministre a dit que le bateau était en retard et que les marins ne sont pas là. " * 3
    found = suggest(article_from_text(text))
    assert (found.language, found.attributions, found.claims) == ("fr", (), ())
    assert all("this text is in French" in note for note in found.notes)
    assert len(found.notes) == 2


WORDS = st.sampled_from(
    [
        *["said", "says", "told", "claims", "according", "to", "by", "that", "“", "”", '"', "''", "'", ",", ".", ":", "—", "(", ")", "?", "!", "\n\n"],
        *["Moll", "he", "who", "Mr.", "the", "ship", "of", "and", "but", "reporters", "has", "been", "critical", "expected", "calling"],
        "e\u0301", "👩‍🚀", "\u202e", "\x1b[31m", "ß", "İ", "’s", "1,5",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_text_gives_spans_inside_it_that_split_no_character(words: list[str]) -> None:
    article, found = proposed(" ".join(words))
    for each in found:
        assert each.cue and each.content
        assert 0 < each.confidence < 1
        for start, end in (*each.spans, *([each.speaker] if each.speaker else [])):
            assert 0 <= start < end <= len(article.text)
            assert not article.text[start].isspace() and not article.text[end - 1].isspace()
            assert one_line(article.text[start:end])


def test_a_sentence_of_thousands_of_words_is_left_alone() -> None:
    """It is data or damage; a sentence beside it is read as ever."""
    text = "Moll said that the ship was late, and " * 400 + "it sank. Ida Moll said it sank."
    assert told(text) == [("Ida Moll", "said", "it sank")]
