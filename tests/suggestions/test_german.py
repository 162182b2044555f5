"""Who says what in German: verbs that come second or last, particles, reported speech."""

from __future__ import annotations

import pytest

from annotations.articles import article_from_text
from annotations.suggestions.attribution.attributions import attributions
from annotations.suggestions.suggest import Kind, suggest


def told(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of all proposals, in the order of the text, pieces joined by …."""
    article = article_from_text(text)

    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(article.text[start:end] for start, end in spans)

    return [
        (words(each.source), words(each.cue), words(each.content))
        for each in sorted(attributions(article, "de"), key=lambda each: each.cue)
    ]


SAID = {
    "a clause without dass": (
        "Der Minister sagte am Montag, die Brücke sei gesperrt.",
        ("Der Minister", "sagte", "die Brücke sei gesperrt"),
    ),
    "with dass": (
        "Ida Moll betont, dass die Brücke sicher ist.",
        ("Ida Moll", "betont", "dass die Brücke sicher ist"),
    ),
    "a quotation": (
        "„Wir haben kein Schiff gesehen“, sagte Ida Moll.",
        ("Ida Moll", "sagte", "„Wir haben kein Schiff gesehen“"),
    ),
    "a quotation in two pieces": (
        "„Das Wetter“, sagte Moll, „war schlecht.“",
        ("Moll", "sagte", "„Das Wetter“ … „war schlecht.“"),
    ),
    "a quotation over sentences": (
        "„Wir kommen wieder“, sagte Moll vor Journalisten. „Im Mai sind wir da.“",
        ("Moll", "sagte", "„Wir kommen wieder“ … „Im Mai sind wir da.“"),
    ),
    "a colon": (
        "Er betonte: „Wir bleiben hier.“",
        ("Er", "betonte", "„Wir bleiben hier.“"),
    ),
    "the verb behind it": (
        "Die Fähre sei zu spät gekommen, sagte ein Sprecher der Reederei.",
        ("ein Sprecher der Reederei", "sagte", "Die Fähre sei zu spät gekommen"),
    ),
    "the subject behind the verb": (
        "Am Montag teilte der Konzern mit, dass die Fabrik schließt.",
        ("der Konzern", "teilte … mit", "dass die Fabrik schließt"),
    ),
    "the perfect": (
        "Die Kanzlerin hat am Abend angekündigt, die Steuern zu senken.",
        ("Die Kanzlerin", "hat … angekündigt", "die Steuern zu senken"),
    ),
    "wie, behind it": (
        "Der Mann wurde verletzt, wie die Polizei mitteilte.",
        ("die Polizei", "mitteilte", "Der Mann wurde verletzt"),
    ),
    "so": (
        "Das Boot sei sicher, so der Sprecher.",
        ("der Sprecher", "so", "Das Boot sei sicher"),
    ),
    "laut": (
        "Laut Polizei wurde niemand verletzt.",
        ("Polizei", "Laut", "wurde niemand verletzt"),
    ),
    "nach Angaben, in its midst": (
        "Der Mann wurde nach Angaben der Polizei leicht verletzt.",
        ("der Polizei", "nach Angaben", "Der Mann wurde … leicht verletzt"),
    ),
    "zufolge": (
        "Medienberichten zufolge trat der Vorstand zurück.",
        ("Medienberichten", "zufolge", "trat der Vorstand zurück"),
    ),
    "an object": (
        "Der Chef der Gewerkschaft kritisierte den Plan.",
        ("Der Chef der Gewerkschaft", "kritisierte", "den Plan"),
    ),
    "an object before the particle": (
        "Die Firma wies die Vorwürfe zurück.",
        ("Die Firma", "wies … zurück", "die Vorwürfe"),
    ),
    "a dative before the particle": (
        "Die Abgeordnete warf der Regierung vor, zu lange gewartet zu haben.",
        ("Die Abgeordnete", "warf … vor", "zu lange gewartet zu haben"),
    ),
    "an indirect question": (
        "Gestern fragte sie, ob jemand komme.",
        ("sie", "fragte", "ob jemand komme"),
    ),
    "an apposition": (
        "Der Vorsitzende der Gewerkschaft, Jens Thoma, hatte erklärt, das Schiff sei alt.",
        (
            "Der Vorsitzende der Gewerkschaft, Jens Thoma",
            "hatte erklärt",
            "das Schiff sei alt",
        ),
    ),
    "wie, before it": (
        "Wie der Sender berichtete, wurde der Hafen geschlossen.",
        ("der Sender", "berichtete", "wurde der Hafen geschlossen"),
    ),
    "aus Sicht": (
        "Aus Sicht des Bürgermeisters war der Deich sicher.",
        ("des Bürgermeisters", "Aus Sicht", "war der Deich sicher"),
    ),
    "nach Ansicht": (
        "Nach Ansicht der Gewerkschaft ist der Plan zu teuer.",
        ("der Gewerkschaft", "Nach Ansicht", "ist der Plan zu teuer"),
    ),
    "an infinitive with its own comma": (
        "Moll bestritt, von dem Leck gewusst zu haben.",
        ("Moll", "bestritt", "von dem Leck gewusst zu haben"),
    ),
    "a promise": (
        "Thoma versprach, die Boote zu ersetzen.",
        ("Thoma", "versprach", "die Boote zu ersetzen"),
    ),
    "to whom, before the particle": (
        "Der Sprecher der Reederei, Jan Thoma, teilte der Zeitung mit, das Schiff werde verkauft.",
        ("Der Sprecher der Reederei, Jan Thoma", "teilte … mit", "das Schiff werde verkauft"),
    ),
    "a question in quotation marks": (
        "„Wo war der Lotse?“, fragte die Richterin.",
        ("die Richterin", "fragte", "„Wo war der Lotse?“"),
    ),
    "the particle, then dass": (
        "Die Reederei räumte ein, dass das Radar kaputt war.",
        ("Die Reederei", "räumte ein", "dass das Radar kaputt war"),
    ),
    "the perfect of a verb with a particle": (
        "Die Reederei hat die Vorwürfe zurückgewiesen.",
        ("Die Reederei", "hat … zurückgewiesen", "die Vorwürfe"),
    ),
    "a genitive behind laut": (
        "Laut einem Bericht der Küstenwache war das Radar seit Wochen defekt.",
        ("einem Bericht der Küstenwache", "Laut", "war das Radar seit Wochen defekt"),
    ),
    "reporting mood, and to whom": (
        "Er glaube nicht an einen Unfall, sagte Thoma der „Küstenpost“.",
        ("Thoma", "sagte", "Er glaube nicht an einen Unfall"),
    ),
    "the next sentence in reporting mood": (
        "Moll sagte, die Brücke sei gesperrt. Sie werde im Mai geöffnet.",
        ("Moll", "sagte", "die Brücke sei gesperrt … Sie werde im Mai geöffnet"),
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_who_says_what_is_found_with_its_bounds(name: str) -> None:
    text, expected = SAID[name]
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Die Angaben sind alt.",
        "Das Schiff gab am Morgen ein Signal.",
        "Er stellte den Koffer auf den Tisch.",
        "Die Brücke wurde am Montag gesperrt.",
        "Sie führte den Hund durch die Stadt.",
    ],
)
def test_a_verb_without_its_particle_says_nothing(text: str) -> None:
    assert told(text) == []


def test_the_mood_ends_with_the_first_sentence_that_is_the_reporter_s() -> None:
    text = "Moll sagte, die Brücke sei gesperrt. Das Geld fehlt. Sie werde im Mai geöffnet."
    assert told(text) == [("Moll", "sagte", "die Brücke sei gesperrt")]


def test_pronouns_and_roles_stand_for_the_nearest_name_that_fits() -> None:
    text = (
        "Außenminister Karl Ruiz sagte, er wisse davon nichts. Hafenmeisterin Ida Moll betonte, es"
        " sei neblig gewesen. „Ich sah nichts“, sagte sie. Der Minister hat erklärt, man prüfe das."
    )
    article = article_from_text(text)
    assert {
        article.text[slice(*each.source[0])]: article.text[slice(*each.speaker)]
        for each in attributions(article, "de")
        if each.speaker
    } == {"sie": "Hafenmeisterin Ida Moll", "Der Minister": "Außenminister Karl Ruiz"}


def test_the_language_of_an_article_is_found() -> None:
    text = (
        "Der Minister sagte am Montag, die Brücke sei gesperrt. Sie ist nach einem Unfall nicht zu"
        " befahren, und auch die Fähre fährt nicht. Das ist für die Stadt ein Problem."
    )
    found = suggest(article_from_text(text), [Kind.ATTRIBUTIONS])
    assert found.language == "de"
    assert found.attributions and not found.notes
