"""The report for an editor: who says what by outlet, each contradiction once, no word of our own trade."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.articles import Article, Span, article_from_text
from annotations.exchange import export
from annotations.exchange.event_sheet import names
from annotations.exchange.formats.reading.event_words import facts
from annotations.exchange.formats.reading.html_event import marked
from annotations.marks import Annotation, suggestion
from annotations.store import Command, Store
from annotations.store.commands import annotate, annotation_edit, relate

TEXTS = {
    "Vellmouth Post": "Ferry aground\n\nRoon said 87 people were brought ashore.",
    "The Harbour": "Ferry stuck\n\nDorn said 93 people were brought ashore.",
    "Coast <Radio>": "Ship stuck\n\nNobody counted.",
}


def mark(
    store: Store, articles: tuple[Article, ...], at: int, words: str, label: str
) -> Annotation:
    (event,) = store.events()
    start = articles[at].text.index(words)
    made = annotate(event.articles[at], articles[at], Span(start, start + len(words)), label, "ada")
    store.do(Command("x", (annotation_edit(None, made),)))
    return made


@pytest.fixture
def page(tmp_path: Path) -> str:
    articles = tuple(
        replace(
            article_from_text(text),
            outlet=outlet,
            published="2026-03-01",
            url="https://example.org/x",
        )
        for outlet, text in TEXTS.items()
    )
    with Store.open(tmp_path / "store.json", annotator="ada") as store:
        event = store.add_event(articles, title="The ferry")
        one = mark(store, articles, 0, "87 people were brought ashore", "claim")
        two = mark(store, articles, 1, "93 people were brought ashore", "claim")
        roon = mark(store, articles, 0, "Roon", "source")
        for kind, source, target in (
            ("contradicts", one, two), ("contradicts", two, one), ("attributed_to", one, roon),
        ):  # fmt: skip
            store.do(relate(kind, source, target, "ada", ""))
        store.pair_of(*event.articles[:2])
        export(store, format="html", out=tmp_path / "report.html")
        export(store, format="html", out=tmp_path / "pages")
    assert {each.name for each in (tmp_path / "pages").iterdir()} == {
        "index.html",
        "The-ferry.html",
    }
    assert 'href="The-ferry.html"' in (tmp_path / "pages" / "index.html").read_text()
    return (tmp_path / "report.html").read_text()


def section(page: str, heading: str) -> str:
    return page.partition(f"<h2>{heading}</h2>")[2].partition("<h2>")[0]


def test_each_contradiction_stands_once_with_its_differing_words_and_who_says_it(page: str) -> None:
    found = section(page, "Contradictions")
    assert found.count("<li>") == 1
    assert (
        '<b class="differs">87</b> people' in found and '<b class="differs">93</b> people' in found
    )
    assert "<cite>Vellmouth Post</cite>, said by: Roon" in found and "Judged by ada" in found


def test_the_matrix_has_a_column_for_each_outlet(page: str) -> None:
    found = section(page, "Who says what")
    assert re.findall(r'<th scope="col" dir="auto">(.*?)</th>', found) == [
        "Vellmouth Post", "The Harbour", "Coast &lt;Radio&gt;",
    ]  # fmt: skip
    assert "contradicts Vellmouth Post" in found and "says nothing of it" in found


def test_a_page_says_who_reports_when_and_where_and_nothing_of_sides_or_strikes(page: str) -> None:
    found = section(page, "Reports")
    assert found.count("2026-03-01") == 3 and found.count("https://example.org/x") == 3
    body = page.partition("<main>")[2]
    assert not re.search(r"\b(left|right|root|side a)\b", re.sub("<[^>]*>", " ", body), re.I)
    assert "<del" not in page and "line-through" not in page
    names = re.findall(r'<sup><a [^>]*aria-label="([^"]*)">([^<]*)</a>', body)
    assert names and all(name.startswith(seen) for name, seen in names)


@pytest.mark.parametrize(
    ("facts", "called"),
    [
        ([("Post", "A", ""), ("", "B", "")], ("Post", "B")),
        ([("Post", "A", ""), ("post", "B", ""), ("Sun", "A", "")], ("Post, A", "post, B", "Sun")),
        (
            [("Post", "A", "2026-03-01T06:00:00Z"), ("Post", "A", "2026-03-02")],
            ("Post, 2026-03-01", "Post, 2026-03-02"),
        ),
        ([("Post", "A", ""), ("Post", "A", "")], ("Post, A (1)", "Post, A (2)")),
        ([("", "A", ""), ("", "A", ""), ("A (1)", "", "")], ("A (4)", "A (2)", "A (1)")),
        ([("", "", ""), ("", "", "")], ("article (1)", "article (2)")),
    ],
)
def test_each_article_is_called_by_what_tells_it_from_the_others(
    facts: list[tuple[str, str, str]], called: tuple[str, ...]
) -> None:
    article = article_from_text("x")
    articles = (
        replace(article, outlet=outlet, title=title, published=day) for outlet, title, day in facts
    )
    found = names(tuple(articles))
    assert len(set(found)) == len(found) and sorted(found) == sorted(called)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2026-03-01T06:00:00Z", "2026-03-01, 06:00 UTC"),
        ("2026-03-01T06:00:00.123+01:00", "2026-03-01, 06:00 UTC+01:00"),
        ("2026-03-01 06:00", "2026-03-01, 06:00"),
        ("2026-03-01", "2026-03-01"),
        ("yesterday at 6", "yesterday at 6"),
    ],
)
def test_a_time_is_told_as_people_read_it(said: str, shown: str) -> None:
    assert facts(replace(article_from_text("x"), published=said))[1] == shown


def test_what_two_people_marked_has_the_sources_of_both_and_a_suggestion_is_called_one(
    tmp_path: Path,
) -> None:
    texts = ("Ferry\n\nRoon said 87 came.", "Boat\n\n93 came.", "Ship\n\nIt sank.")
    articles = tuple(
        replace(article_from_text(text), outlet=f"Paper {at}") for at, text in enumerate(texts)
    )
    with Store.open(tmp_path / "store.json", annotator="ada") as store:
        store.add_event(articles, title="The ferry")
        one, other = (
            mark(store, articles, 0, "87 came", "claim"),
            mark(store, articles, 1, "93 came", "claim"),
        )
        same = replace(one, id="00000000-0000-4000-8000-000000000009", annotator="bob")
        store.do(Command("x", (annotation_edit(None, same),)))
        store.do(
            relate("attributed_to", same, mark(store, articles, 0, "Roon", "source"), "bob", "")
        )
        store.do(relate("contradicts", one, other, "ada", ""))
        sank = mark(store, articles, 2, "It sank.", "claim")
        store.do(Command("x", (annotation_edit(sank, suggestion(sank, "model 7")),)))
        report = export(store, format="html", out=tmp_path / "r.html", suggestions=True)
    page = (tmp_path / "r.html").read_text()
    assert "<cite>Paper 0</cite>, said by: Roon<" in section(page, "Contradictions")
    rows = section(page, "Who says what")
    assert "said by: Roon<" in rows and "“It sank.”</a><br>a suggestion, not confirmed<" in rows
    # Nobody read the two side by side, but the report tells what they contradict.
    assert report.written["relations"] == 2
    assert not any("relation" in str(each) for each in report.losses)


def test_marked_words_may_touch_overlap_and_hold_markup() -> None:
    assert marked("a <b> c", [Span(2, 5), Span(3, 7)]) == ('“a <b class="differs">&lt;b&gt; c</b>”')


@pytest.mark.parametrize(("outlets", "wide"), [(4, False), (5, True)])
def test_more_outlets_than_a_printed_page_has_room_for_are_printed_as_a_list(
    outlets: int, wide: bool, tmp_path: Path
) -> None:
    articles = tuple(article_from_text(f"Ferry {at}\n\nIt sails.") for at in range(outlets))
    with Store.open(tmp_path / "store.json", annotator="ada") as store:
        store.add_event(articles, title="The ferry")
        mark(store, articles, 0, "It sails.", "claim")
        export(store, format="html", out=tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text()
    assert ('class="stack wide"' in page) is wide
    assert ("Outlets that are not named say nothing of it." in page) is wide
