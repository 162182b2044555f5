"""Books in EPUB, made here in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles import read_article
from annotations.errors import ArticleError
from tests.articles.formats.test_odt import packed, refusal, shown

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/book.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:opf="http://www.idpf.org/2007/opf"><metadata>'
    "<dc:title>The Bridge</dc:title><dc:title>A report</dc:title>"
    "<dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>"
    "<dc:publisher>The County</dc:publisher>"
    '<dc:date opf:event="modification">2027-02-02</dc:date><dc:date>2026-01-05T00:00:00Z</dc:date>'
    "</metadata><manifest>"
    '<item id="two" href="text/two%20parts.xhtml#top" media-type="application/xhtml+xml"/>'
    '<item id="one" href="./text/../one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="art" href="a.svg" media-type="image/svg+xml"/>'
    '</manifest><spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="art"/>'
    '<itemref idref="nobody"/><itemref idref="two"/><itemref idref="one"/></spine></package>'
)
ONE = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title/></head><body><h1>Shut</h1><p>The old <b>deck</b> broke.</p>"
    '<aside epub:type="footnote"><p>Said the mayor.</p></aside>'
    "<ul><li>first</li></ul></body></html>"
)
TWO = (
    "<html><head><title>Not shown</title></head><body><h1>Open</h1><h2>Why</h2><p>It was mended é.</p>"
    "<table><tr><th>Part</th><th>Age</th></tr><tr><td>Deck</td><td>40</td></tr></table></body></html>"
)
CHAPTERS = {"EPUB/one.xhtml": ONE, "EPUB/text/two parts.xhtml": TWO}


def epub(more: dict[str, str | None] | None = None) -> bytes:
    """A book of two chapters; `more` are members in place of its own, None for one left out."""
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "EPUB/book.opf": PACKAGE,
        "EPUB/nav.xhtml": "<html><body><nav><ol><li>Shut</li><li>Open</li></ol></nav></body></html>",
        "EPUB/a.svg": "<svg><text>drawn</text></svg>",
        **CHAPTERS,
        **(more or {}),
    }
    return packed({name: text for name, text in members.items() if text is not None})


def test_a_book_is_one_article_of_its_chapters_in_reading_order() -> None:
    article = read_article("-", stdin=epub())
    assert shown(article) == [
        ("boilerplate", 0, "Shut"),
        ("boilerplate", 0, "Open"),
        ("heading", 1, "Shut"),
        ("paragraph", 0, "The old deck broke."),
        ("caption", 0, "Said the mayor."),
        ("list-item", 1, "first"),
        ("heading", 1, "Open"),
        ("heading", 2, "Why"),
        ("paragraph", 0, "It was mended é."),
        ("table-row", 1, "Part | Age"),
        ("table-row", 0, "Deck | 40"),
    ]
    assert (article.title, article.byline) == ("The Bridge", "Ann Lee, Bo Ek")
    assert (article.outlet, article.published) == ("The County", "2026-01-05")


def test_notes_inside_each_other_are_told_once() -> None:
    note = '<div epub:type="endnote">outer <p epub:type="footnote">inner</p></div>tail'
    article = read_article("-", stdin=epub({"EPUB/one.xhtml": f"<body><p>x</p>{note}</body>"}))
    assert article.text.count("inner") == article.text.count("outer") == 1
    assert "tail" in article.text


@pytest.mark.parametrize("chapter", [None, "GIF89a" + "\x00" * 99])
def test_a_lost_chapter_is_told_and_the_others_are_read(chapter: str | None) -> None:
    article = read_article("-", stdin=epub({"EPUB/one.xhtml": chapter}))
    assert article.warnings == ("chapters missing or unreadable: 1 of 3",)
    assert "It was mended é." in article.text


def test_a_contents_page_of_the_older_version_is_boilerplate() -> None:
    guide = '<guide><reference type="toc" href="one.xhtml#c"/></guide></package>'
    package = PACKAGE.replace("</package>", guide)
    article = read_article("-", stdin=epub({"EPUB/book.opf": package}))
    assert ("boilerplate", 0, "The old deck broke.") in shown(article)


def test_locked_fonts_do_not_keep_a_book_from_being_read() -> None:
    locked = '<e><CipherReference URI="EPUB/font.otf"/></e>'
    assert "deck" in read_article("-", stdin=epub({"META-INF/encryption.xml": locked})).text


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"META-INF/container.xml": None}, "no EPUB book in it"),
        ({"META-INF/container.xml": "<a/>"}, "no list of chapters"),
        ({"META-INF/container.xml": "nothing"}, "its list of chapters is not XML"),
        ({"EPUB/book.opf": None}, "no list of chapters"),
        ({"EPUB/book.opf": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "declares a document type"),
        ({"EPUB/book.opf": "<a>" * 300}, "nests deeper than 200|not XML"),
        ({"EPUB/book.opf": "<a>" + " " * (5 << 20)}, "larger than 4 MiB"),
        (dict.fromkeys(CHAPTERS) | {"EPUB/nav.xhtml": None}, "no chapter in it"),
        (dict.fromkeys([*CHAPTERS, "EPUB/nav.xhtml"], "<p> "), "empty"),
        ({"EPUB/one.xhtml": "<p>" + " " * (80 << 20)}, "unpacks to more than 64 MiB"),
        (
            {"META-INF/encryption.xml": '<e><CipherReference URI="EPUB/one.xhtml"/></e>'},
            "without a password",
        ),
    ],
    ids=["container", "no root", "no XML", "package", "entities", "deep", "large", "chapters", "empty",
         "bomb", "encrypted"],
)  # fmt: skip
def test_a_hostile_book_is_refused_in_one_line(more: dict[str, str | None], what: str) -> None:
    message = refusal(epub(more))
    assert any(each in message for each in what.split("|"))


def test_a_damaged_book_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(epub()[:-300])
    with pytest.raises(ArticleError, match="damaged"):
        read_article(path)


def test_a_chapter_that_nests_for_ever_does_not_cost_the_others() -> None:
    text = read_article("-", stdin=epub({"EPUB/one.xhtml": "<div>" * 20_000 + "deep"})).text
    assert "It was mended é." in text


def test_tags_are_counted_over_all_chapters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.articles.formats.epub.MOST_TAGS", 100)
    chapters = dict.fromkeys(CHAPTERS, "<i>" * 60)
    assert "more than 100 tags" in refusal(epub({**chapters}))


def test_a_control_character_in_a_note_does_not_stop_the_reader() -> None:
    note = '<body><aside epub:type="footnote">The \x01deck</aside>\x01</body>'
    assert "The \ufffddeck" in read_article("-", stdin=epub({"EPUB/one.xhtml": note})).text
