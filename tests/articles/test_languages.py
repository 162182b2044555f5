"""Which language a text is in, where that is sure."""

from __future__ import annotations

import pytest

from annotations.articles.text.languages import language_of, languages_apart
from tests.alignment.meaning.multilingual import REPORTS

WHOLE = {
    (event, language): "\n\n".join(text for _, text in report)
    for event, reports in REPORTS.items()
    for language, report in reports.items()
}


@pytest.mark.parametrize(("event", "language"), WHOLE)
def test_a_report_is_in_its_language(event: str, language: str) -> None:
    assert language_of(WHOLE[event, language]) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("市長は火曜日、橋は冬の前には開通しないと述べた。", "ja"),
        ("시장은 화요일에 다리가 겨울 전에는 열리지 않는다고 말했다.", "ko"),
        ("Ο δήμαρχος είπε την Τρίτη ότι η γέφυρα δεν θα ανοίξει.", "el"),
        ("ראש העיר אמר ביום שלישי כי הגשר לא ייפתח לפני החורף.", "he"),
        ("قال رئيس البلدية يوم الثلاثاء إن الجسر لن يفتح قبل الشتاء.", "ar"),
        ("شهردار گفت که پل پیش از زمستان باز نمی‌شود و پنج گروه آمده‌اند.", "fa"),
        ("", ""),
        ("12 34 56 %", ""),
        ("Hollin Skerrin Brae Vellmouth", ""),
        ("The the the", ""),
    ],
)
def test_scripts_tell_and_too_little_tells_nothing(text: str, language: str) -> None:
    assert language_of(text) == language


def test_two_texts_are_apart_only_where_both_languages_are_sure() -> None:
    english, german = WHOLE["ferry", "en"], WHOLE["ferry", "de"]
    assert languages_apart(english, german) == ("English", "German")
    assert languages_apart(english, WHOLE["bakery", "en"]) is None
    assert languages_apart(english, "Hollin, 1921") is None
