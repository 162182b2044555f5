"""Saved web pages: the article alone, its blocks by kind, and its metadata.

Each `pages/*.html` is written for this test with what real sites put around an article; the
`.json` beside it says what a person would keep.
"""

import json
from pathlib import Path

import pytest

from annotations.articles import Article, Kind, read_article
from annotations.articles.formats.html import article_of_page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def kept(article: Article) -> list[list[str]]:
    return [
        [block.kind.value, article.text_of(block)]
        for block in article.blocks
        if block.kind is not Kind.BOILERPLATE
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_gives_its_article_and_nothing_else(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert kept(read_article(path)) == expected["blocks"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_gives_its_metadata(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    article = read_article(path)
    assert article.title == expected["title"]
    assert article.outlet == expected["outlet"]
    assert article.url == expected["url"]
    assert article.byline.replace(", ", " and ") == expected["byline"]
    assert bool(article.published) == bool(expected["published"])


@pytest.mark.parametrize("answer", [None, RuntimeError("broken")])
def test_a_page_without_an_article_gives_all_its_text_and_says_so(
    monkeypatch: pytest.MonkeyPatch, answer: Exception | None
) -> None:
    def extract(*_: object, **__: object) -> None:
        if answer:
            raise answer

    monkeypatch.setattr("trafilatura.core.bare_extraction", extract)
    parts, about = article_of_page("<div>Home<script>alert(1)</script></div><p>One.<br><br>Two.")
    assert [part.text for part in parts] == ["Home", "One.", "Two."]
    assert about.warnings == ("no article was found in the page: this is all of its text",)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<",
        "\x00",
        "<html>",
        "<?xml version='1.0' encoding='utf-16'?><p>hi there",
        "<p>" * 5_000 + "deep" + "</p>" * 5_000,
        "<div>" * 2_500 + "deep text here",
        "<b><i>" * 5_000 + "x",
        "<table><tr><td>" * 300 + "x",
        "&#0;&#55296;&#1114112;" * 100,
        "<!--" * 1000,
        "<ul><li>" * 1_500,
    ],
    ids=lambda page: repr(page[:24]),
)
def test_a_broken_page_never_fails(page: str) -> None:
    parts, _ = article_of_page(page)
    assert all(isinstance(part.text, str) for part in parts)


@pytest.mark.parametrize("bad", ["\x01", "&#1;", "\ufffe", "\x1b"])
def test_a_control_character_in_a_caption_does_not_stop_the_reader(bad: str) -> None:
    page = f"<body><figure><figcaption>The {bad}deck</figcaption></figure>{bad}<p>x</p>"
    parts, _ = article_of_page(page)
    assert any(part.text.startswith("The \ufffd") for part in parts)
