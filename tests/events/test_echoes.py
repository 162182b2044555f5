"""Articles that copy each other are one voice; those that only report the same are not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles import Article, Span, article_from_text, read_article
from annotations.events import echoes
from annotations.events.credits import credit
from annotations.events.fingerprints import LENGTH, WINDOW, fingerprints
from annotations.events.shared_text import covered, shared_text

EVENT = Path(__file__).parents[1] / "suggestions" / "cases" / "event"


@cache
def report(name: str) -> Article:
    return read_article(EVENT / f"{name}.txt")


@cache
def reports() -> tuple[Article, ...]:
    return tuple(map(read_article, sorted(EVENT.glob("*.txt"))))


def paragraphs(name: str) -> list[str]:
    return [each for each in report(name).text.split("\n\n") if each][2:]


def test_two_papers_with_one_wire_story_are_one_voice_and_the_other_three_are_not() -> None:
    (found,) = echoes(reports())
    assert [Path(reports()[at].source).stem for at in found.articles] == [
        "sound_and_shore",
        "vennery_courant",
    ]
    assert found.name == "Meridian Wire"
    assert all(0.4 <= share < 0.6 for share in found.shares)


def test_the_shared_text_is_marked_in_both() -> None:
    (found,) = echoes(reports())
    at = found.articles[1]
    text = reports()[at].text
    marked = [text[slice(*span)] for span in found.shared[1]]
    assert any(
        each.startswith("The accident happened at about 9.40 p.m., when thousands")
        for each in marked
    )
    same, own = "The accident happened at about 9.40 p.m.", "the first fatal accident"
    for words, carried in ((same, True), (own, False)):
        start = text.index(words)
        assert found.carries(at, Span(start, start + len(words))) is carried
    assert not found.carries(0, Span(0, 10))


def copied(how: str) -> str:
    """The ledger's report as a paper without reporters prints it."""
    text = paragraphs("transport_ledger")
    if how in ("half", "all"):
        text = text[: len(text) // 2]
    if how in ("reordered", "all"):
        text = text[::-1]
    words = [each.split() for each in text]
    if how in ("edited", "all"):
        words = [
            ["indeed" if at % 11 == 5 else word for at, word in enumerate(each)] for each in words
        ]
    return "Brake blamed\n\nBy Somebody Else\n\n" + "\n\n".join(map(" ".join, words))


@pytest.mark.parametrize("how", ["half", "reordered", "edited", "all"])
def test_a_copy_is_found_though_it_is_cut_reordered_or_edited(how: str) -> None:
    copy = article_from_text(copied(how))
    others = [report("evening_lamp"), report("transport_ledger"), report("radio_vennery")]
    assert [each.articles for each in echoes([*others, copy])] == [(1, 3)]


def test_a_common_text_that_none_has_in_full_is_found() -> None:
    wire, own = paragraphs("transport_ledger"), paragraphs("radio_vennery")
    one = article_from_text("\n\n".join(["Report", *wire[:6], *own[:2]]))
    other = article_from_text("\n\n".join(["News", *own[6:8], *wire[2:8]]))
    third = article_from_text("\n\n".join(["Told", *paragraphs("evening_lamp"), wire[3]]))
    assert [each.articles for each in echoes([third, one, other])] == [(1, 2)]


def test_what_reporters_cite_from_one_speech_makes_no_copy() -> None:
    speech = " ".join(paragraphs("radio_vennery")[:2]).replace("“", "").replace("”", "")
    lead = "She spoke for an hour in the hall, and few were still awake when she said what follows."
    tail = "Nobody clapped before the last word, and after it there was soup for all who stayed."
    one = article_from_text(f"Speech\n\n{lead}\n\n“{speech}”\n")
    other = article_from_text(f"In the hall\n\n{tail}\n\n“{speech}”\n")
    assert shared_text(one, (other,)).spans
    assert echoes((one, other)) == ()


def test_the_same_text_twice_is_one_voice() -> None:
    article = report("evening_lamp")
    (found,) = echoes((article, article))
    assert found.articles == (0, 1)
    assert found.shares == (1.0, 1.0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Storm\n\nOSLO, Norway (AP) — The storm came at night.", "AP"),
        (
            "Storm\n\nThe storm came at night, with material from Meridian Wire. It blew.",
            "Meridian Wire",
        ),
        ("Storm\n\nThe storm (of Friday) came at night – and went.", ""),
    ],
)
def test_whose_text_it_is_stands_in_a_dateline_or_a_credit(text: str, name: str) -> None:
    assert credit(article_from_text(text)) == name


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), ("One.", "One."), ("?!", "…")])
def test_texts_of_a_few_words_are_no_copies(texts: tuple[str, ...]) -> None:
    assert echoes([article_from_text(each) for each in texts]) == ()


@given(st.lists(st.sampled_from("abcdefgh"), min_size=LENGTH + WINDOW - 1, max_size=12), st.data())
def test_any_run_as_long_as_the_window_leaves_a_fingerprint(
    run: list[str], data: st.DataObject
) -> None:
    around = st.lists(st.sampled_from("klmnop"), max_size=30)
    texts = [" ".join([*data.draw(around), *run, *data.draw(around)]) + "." for _ in range(2)]
    one, other = (fingerprints(article_from_text(each)) for each in texts)
    assert one & other


def test_covered_is_the_part_inside() -> None:
    assert covered(Span(10, 20), (Span(0, 12), Span(15, 18))) == 0.5
