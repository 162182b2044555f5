"""OpenDocument texts, made here in memory."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import Article, Kind, read_article
from annotations.errors import ArticleError, CrossreadError

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
        ("meta", "meta"),
    )
)
STYLES = (
    '<style:style style:name="Our_20_head" style:parent-style-name="Title"/>'
    "<style:master-page><style:header><text:p>The Daily</text:p></style:header>"
    "<style:header-first><text:p>The Daily</text:p></style:header-first></style:master-page>"
)
BODY = (
    "<text:tracked-changes><text:deletion><text:p>struck</text:p></text:deletion></text:tracked-changes>"
    '<text:p text:style-name="P1">Bridge shut</text:p>'
    '<text:h text:outline-level="2">Why</text:h>'
    '<text:p>The  <text:span>old</text:span>\n <text:s text:c="2"/>deck<text:tab/>broke'
    "<text:line-break/>twice<text:note><text:note-citation>1</text:note-citation><text:note-body>"
    "<text:p>Said the mayor.</text:p></text:note-body></text:note>."
    "<office:annotation><text:p>check</text:p></office:annotation></text:p>"
    "<text:list><text:list-item><text:p>first</text:p><text:list><text:list-item><text:p>nested"
    "</text:p></text:list-item></text:list></text:list-item></text:list>"
    "<table:table><table:table-header-rows><table:table-row>"
    "<table:table-cell><text:p>Part</text:p></table:table-cell>"
    "<table:table-cell><text:p>Age</text:p></table:table-cell></table:table-row>"
    "</table:table-header-rows><table:table-row>"
    "<table:table-cell><text:p>Deck</text:p><text:p>low|er</text:p></table:table-cell>"
    "<table:table-cell><text:p>40<text:note><text:note-body><text:p>In years.</text:p>"
    "</text:note-body></text:note></text:p></table:table-cell></table:table-row></table:table>"
    '<text:p text:style-name="Quotations">We waited.</text:p>'
    "<text:p><draw:frame><svg:desc>a picture</svg:desc><draw:text-box><text:p>In a box</text:p>"
    "</draw:text-box></draw:frame>After the box</text:p>"
)
META = (
    '<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">Titled</dc:title>'
    "<meta:initial-creator>Ann Lee</meta:initial-creator>"
    "<meta:creation-date>2026-01-05T08:00:00</meta:creation-date>"
)


def odt(
    body: str = BODY, *, styles: str = STYLES, meta: str = META, more: dict[str, str] | None = None
) -> bytes:
    """An OpenDocument text of this body; `P1` is a style based on a title."""
    automatic = '<style:style style:name="P1" style:parent-style-name="Our_20_head"/>'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {SPACES}>{styles}</office:document-styles>",
            "meta.xml": f"<office:document-meta {SPACES}>{meta}</office:document-meta>",
            **(more or {}),
        }
    )


def packed(members: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


def shown(article: Article) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, article.text_of(block)) for block in article.blocks]


def refusal(data: bytes) -> str:
    with pytest.raises(ArticleError) as caught:
        read_article("-", stdin=data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_everything_that_a_text_holds_has_its_kind_and_place() -> None:
    article = read_article("-", stdin=odt())
    assert shown(article) == [
        ("heading", 1, "Bridge shut"),
        ("heading", 2, "Why"),
        ("paragraph", 0, "The old   deck\tbroke\ntwice."),
        ("list-item", 1, "first"),
        ("list-item", 2, "nested"),
        ("table-row", 1, "Part | Age"),
        ("table-row", 0, "Deck low¦er | 40"),
        ("quotation", 0, "We waited."),
        ("paragraph", 0, "In a box"),
        ("paragraph", 0, "After the box"),
        ("caption", 0, "Said the mayor."),
        ("caption", 0, "In years."),
        ("boilerplate", 0, "The Daily"),
    ]
    assert (article.title, article.byline, article.published) == ("Titled", "Ann Lee", "2026-01-05")


def test_a_table_of_contents_is_no_part_of_the_article() -> None:
    body = (
        "<text:table-of-content><text:p>Why 3</text:p></text:table-of-content><text:p>Text</text:p>"
    )
    kinds = [block.kind for block in read_article("-", stdin=odt(body, styles="")).blocks]
    assert kinds == [Kind.BOILERPLATE, Kind.PARAGRAPH]


@pytest.mark.parametrize("level", ["0", "9", "x", "", "99999999999"])
def test_a_heading_of_no_level_is_a_heading(level: str) -> None:
    body = f'<text:h text:outline-level="{level}">Why</text:h>'
    assert 1 <= read_article("-", stdin=odt(body)).blocks[0].level <= 6


def test_a_mark_for_a_billion_spaces_is_no_billion_spaces() -> None:
    body = '<text:p>a<text:s text:c="999"/><text:s text:c="1000000000"/>b</text:p>'
    assert len(read_article("-", stdin=odt(body, styles="")).text) < 200


def test_styles_based_on_each_other_in_a_circle_are_no_kind() -> None:
    styles = (
        '<style:style style:name="A" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:parent-style-name="A"/>'
    )
    article = read_article("-", stdin=odt('<text:p text:style-name="A">x</text:p>', styles=styles))
    assert article.blocks[0].kind is Kind.PARAGRAPH


@pytest.mark.parametrize("lost", ["styles.xml", "meta.xml"])
@pytest.mark.parametrize("text", ["", "no XML", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_text_is_read_without_its_styles_or_properties(lost: str, text: str) -> None:
    article = read_article("-", stdin=odt("<text:p>Seen</text:p>", more={lost: text}))
    assert article.text.startswith("Seen")


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "declares a document type"),
        ({"content.xml": "<a>" * 300}, "nests deeper than 200"),
        ({"content.xml": "nothing"}, "no OpenDocument text: its text"),
        ({"content.xml": "<a>" + " " * (80 << 20)}, "unpacks to more than 64 MiB"),
        ({"META-INF/manifest.xml": "<manifest:encryption-data/>"}, "without a password"),
    ],
    ids=["entities", "deep", "no XML", "bomb", "encrypted"],
)
def test_a_hostile_text_is_refused_in_one_line(more: dict[str, str], what: str) -> None:
    assert what in refusal(odt(more=more))


def test_an_archive_without_a_body_is_refused(tmp_path: Path) -> None:
    mimetype = {"mimetype": "application/vnd.oasis.opendocument.text"}
    assert "no OpenDocument text in it" in refusal(packed(mimetype))
    path = tmp_path / "a.odt"
    path.write_bytes(odt()[:-300])
    with pytest.raises(ArticleError, match="damaged"):
        read_article(path)
    sheet = {**mimetype, "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
    assert "zip archive" in refusal(packed(sheet))


def test_a_text_of_too_many_paragraphs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.articles.formats.odt.MOST_PARTS", 100)
    assert "more than 100 paragraphs" in refusal(odt("<text:p>a</text:p>" * 101))


NODES = [
    *(
        "text:p",
        "text:h",
        "text:span",
        "text:list",
        "text:list-item",
        "text:note",
        "text:note-body",
    ),
    *("table:table", "table:table-row", "table:table-cell", "draw:text-box", "text:section"),
    *("text:table-of-content", "table:table-header-rows"),
]


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    st.recursive(
        st.just("<text:p>seen</text:p>"),
        lambda inside: st.builds(
            lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
            st.sampled_from(NODES),
            st.lists(inside, max_size=4),
        ),
        max_leaves=14,
    )
)
def test_no_text_is_lost(inside: str) -> None:
    words = [f"w{number}w" for number in range(inside.count("seen"))]
    for word in words:
        inside = inside.replace("seen", word, 1)
    try:
        article = read_article("-", stdin=odt(inside, styles=""))
    except CrossreadError:
        assert not words
        return
    text = "\n".join(article.text_of(block) for block in article.blocks)
    assert sorted(re.findall(r"w\d+w", text)) == sorted(words)
