"""The reports for people: nothing in them acts, nothing is missing, every reference leads somewhere."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from annotations.articles import Kind, article_from_text, visible
from annotations.exchange import export
from annotations.exchange.formats.reading.markdown import plain
from annotations.exchange.pair_sheet import cell
from annotations.store import Store
from tests.exchange.stores import SAMPLE, Plan, annotation, plans, stored

few = settings(
    max_examples=15, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
HOSTILE = Plan(
    (
        "Title\n\n<script>alert(1)</script> & \"quotes\" 'single' \u202eevil\u202c \x1b[31mred\n\n"
        "javascript:alert(1) <img src=x onerror=alert(1)> ](http://evil) | cell | `code`",
        "Other\n\n<b onclick=x>bold</b> {{template}} ${env}",
    ),
    (
        (0, 7, 32, "claim", "<b>ada</b>", "<script>note</script>\n![x](http://evil)"),
        (1, 7, 20, "theme/<i>x", "bob", "&lt;"),
    ),
)


class Page(HTMLParser):
    """Tags with their attributes, and the text of the article cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.cells: list[str] = []
        self.inside: list[bool] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("meta", "br"):
            return
        self.open.append(tag)
        outer = bool(self.inside and self.inside[-1])
        if dict(attrs).get("class") == "text":
            self.cells.append("")
            outer = True
        self.inside.append(outer and tag != "sup")

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes another element"
        self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[-1]:
            self.cells[-1] += data


def exported(store: Store, format: str) -> str:
    out = io.BytesIO()
    export(store, format=format, out=out)
    return out.getvalue().decode()


@pytest.mark.parametrize("plan", [SAMPLE, HOSTILE], ids=["sample", "hostile"])
def test_the_page_is_well_formed_has_no_script_and_loads_nothing(plan: Plan) -> None:
    with stored(plan) as store:
        html = exported(store, "html")
    page = Page(html)
    assert page.open == []
    allowed = {
        "html", "head", "meta", "title", "style", "body", "main", "article", "h1", "h2", "ul", "li",
        "span", "table", "caption", "thead", "tbody", "tr", "th", "td", "div", "mark", "sup", "a",
        "b", "br", "footer", "section", "h3", "ol", "p", "blockquote", "cite",
    }  # fmt: skip
    assert {tag for tag, _ in page.tags} <= allowed
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("src", "style") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "default-src 'none'" in html
    assert "\u202e" not in html and "\x1b" not in html


def test_ids_are_unique_and_every_reference_leads_to_one() -> None:
    with stored(SAMPLE) as store:
        page = Page(exported(store, "html"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    refs = {
        (attributes.get("href") or "").removeprefix("#")
        for tag, attributes in page.tags
        if tag == "a"
    } | {
        str(attributes["aria-labelledby"])
        for _, attributes in page.tags
        if "aria-labelledby" in attributes
    }
    assert refs <= set(ids) and len(refs) > 6


@few
@given(plans())
def test_every_block_stands_in_the_page_word_for_word(plan: Plan) -> None:
    with stored(plan) as store:
        page = Page(exported(store, "html"))
        (pair,) = store.pairs()
        wanted = [
            visible(article.text_of(block))
            for article in (store.article(pair.left), store.article(pair.right))
            for block in article.blocks
        ]
    assert sorted(page.cells) == sorted(wanted)


def test_a_claim_shows_who_says_it_and_what_contradicts_it() -> None:
    with stored(SAMPLE) as store:
        markdown, html = exported(store, "markdown"), exported(store, "html")
    found = markdown.partition("## Contradictions")[2].partition("\n## ")[0]
    assert "<br>*The ferry sails again*, said by: harbour office\n" in found
    assert "<b>denied</b>" in found and "<br>*Ferry: no date yet*\n" in found
    rows = markdown.partition("## Who says what")[2].partition("\n## ")[0]
    assert "| The ferry sails again | Ferry: no date yet |" in rows
    assert "<br><b>contradicts The ferry sails again</b><br>“Three people were hur" in rows
    assert "<br><b>updates The ferry sails again</b> |" in rows
    assert re.search(r"<b class=\"differs\">denied</b>", html)


def test_markdown_calls_articles_by_their_names_and_strikes_nothing() -> None:
    with stored(SAMPLE) as store:
        markdown = exported(store, "markdown")
    assert not re.search(r"\b(left|right|side a|other side)\b|~~", markdown, re.I)
    assert "5. <b>claim</b> in Ferry: no date yet: “The owner denied" in markdown


def test_markdown_takes_nothing_from_an_article_as_markup() -> None:
    assert plain("a|b *c* <d> [e](f) `g`\n# h") == (
        r"a\|b \*c\* &lt;d&gt; \[e\]\(f\) \`g\`<br>\# h"
    )
    assert plain("1. no\n- list") == r"1\. no<br>- list" and plain("--- ") == r"\---"
    assert plain("100%, a=b, %%x%% ==y==") == r"100%, a=b, \%\%x\%\% \=\=y\=\="
    assert plain("https://a.org www.b.org c@d.org") == r"https\://a.org www\.b.org c\@d.org"
    with stored(HOSTILE) as store:
        markdown = exported(store, "markdown")
    tags = {"<br>", "<b>", "</b>", "<sup>", "</sup>"}
    assert set(re.findall(r"<[^>]*>", markdown)) <= tags
    assert "<script" not in markdown and "<img" not in markdown and "\u202e" not in markdown
    for line in markdown.splitlines():
        if line.startswith("| ") and "Side" not in line:
            assert len(re.findall(r"(?<!\\)\|", line)) in (3, 6)


def test_segments_put_a_block_together_again() -> None:
    article = article_from_text(SAMPLE.texts[0])
    marks = [
        annotation("a", article, number, mark[1:])
        for number, mark in enumerate(SAMPLE.marks)
        if mark[0] == 0
    ]
    block = next(each for each in article.blocks if each.kind is Kind.PARAGRAPH)
    shown = cell(article, block, marks, [])
    assert "".join(each.text for each in shown.segments) == article.text_of(block)
    (nested,) = [each for each in shown.segments if each.text == "harbour office"]
    assert [each.label for each in nested.over] == ["claim", "source"]
