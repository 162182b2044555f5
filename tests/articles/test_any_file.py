"""Every reader, on any bytes: an article or one clear line, and no visible text is lost."""

import io
import re
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import Article, article_from_text, read_article
from annotations.articles.formats.html import article_of_page
from annotations.errors import CrossreadError
from tests.articles.files.test_archives import with_false_size
from tests.articles.mutated import files, mutated

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize("name", files())
def test_a_damaged_file_is_an_article_or_one_clear_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    whole = files()[name]
    for seed in range(24 if name in ("a.html", "a.mhtml") else 80):
        path.write_bytes(mutated(whole, seed))
        try:
            article = read_article(path)
        except CrossreadError as error:
            assert "\n" not in str(error)
            assert name in str(error)
        else:
            article.text.encode()
            spans = [block.span for block in article.blocks]
            assert spans == sorted(spans)


@pytest.mark.parametrize(
    "bad",
    [
        b"one \xff two",
        b"one \xed\xa0\x80 two",
        b"one \xc3",
        b"one &#xD800; two",
        b"one &#56320; two",
    ],
)
def test_a_word_document_of_bad_characters_is_read_as_far_as_it_can_be(bad: bytes) -> None:
    xml = b"<w:document xmlns:w='%b'><w:p><w:r><w:t>%b</w:t></w:r></w:p></w:document>"
    article = read_article("-", stdin=word(xml % (W.encode(), bad)))
    assert article.text.startswith("one \ufffd")


def test_a_word_document_of_bad_utf8_in_its_styles_is_read() -> None:
    xml = f"<w:document xmlns:w='{W}'><w:p><w:r><w:t>seen</w:t></w:r></w:p></w:document>".encode()
    styles = b"<w:styles xmlns:w='%b'><w:style w:styleId='\xff'><w:name w:val='\xff'/></w:style></w:styles>"
    assert read_article("-", stdin=word(xml, styles % W.encode())).text == "seen"


@pytest.mark.parametrize("bad", [b"\xff", b"&#xD800;", b"\xed\xa0\x80"])
def test_bad_characters_in_the_properties_of_a_word_document_are_replaced(bad: bytes) -> None:
    core = b"<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Our %b bridge</dc:title></c>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f"<w:p xmlns:w='{W}'><w:t>seen</w:t></w:p>")
        archive.writestr("docProps/core.xml", core % bad)
    assert read_article("-", stdin=data.getvalue()).title.startswith("Our \ufffd")


def word(document: bytes, styles: bytes = b"") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", document)
        if styles:
            archive.writestr("word/styles.xml", styles)
    return data.getvalue()


NODES = [
    "p",
    "r",
    "tbl",
    "tr",
    "tc",
    "txbxContent",
    "sdt",
    "hyperlink",
    "ins",
    "pPr",
    "smartTag",
    "footnote",
]


def trees(names: list[str], leaf: str, form: str) -> st.SearchStrategy[str]:
    """Elements of these names in each other, in any order, with text in the leaves."""
    return st.recursive(
        st.just(leaf),
        lambda inside: st.builds(
            lambda name, parts: form.format(name=name, inside="".join(parts)),
            st.sampled_from(names),
            st.lists(inside, max_size=4),
        ),
        max_leaves=14,
    )


def numbered(text: str) -> tuple[str, list[str]]:
    """The text with each `seen` a word of its own, and these words."""
    count = text.count("seen")
    for number in range(count):
        text = text.replace("seen", f"w{number}w", 1)
    return text, [f"w{number}w" for number in range(count)]


def in_blocks(article: Article) -> str:
    return "\n".join(article.text_of(block) for block in article.blocks)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(trees(NODES, "<w:r><w:t>seen</w:t></w:r>", "<w:{name}>{inside}</w:{name}>"))
def test_no_text_of_a_word_document_is_lost(inside: str) -> None:
    body, words = numbered(inside)
    xml = f"<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>"
    try:
        shown = in_blocks(read_article("-", stdin=word(xml.encode())))
    except CrossreadError:
        shown = ""
    assert sorted(re.findall(r"w\d+w", shown)) == sorted(words)


TAGS = [
    "p",
    "div",
    "b",
    "a",
    "span",
    "h1",
    "h2",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "figure",
    "figcaption",
    "blockquote",
    "nav",
    "header",
    "footer",
    "aside",
    "article",
    "section",
    "dl",
    "dt",
    "dd",
    "pre",
    "br",
    "em",
    "form",
    "label",
    "center",
    "main",
    "details",
    "summary",
]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    trees(TAGS, "The county shut the seen bridge on Monday, it said. ", "<{name}>{inside}</{name}>")
)
def test_no_text_of_a_page_is_lost(inside: str) -> None:
    page, words = numbered(f"<html><body><h1>Bridge seen</h1>{inside}</body></html>")
    parts, _ = article_of_page(page)
    shown = "\n".join(part.text for part in parts)
    assert not [word for word in words if word not in shown], page


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    st.lists(st.sampled_from(["seen", " ", "\n", "- ", "|", "> ", ":", "---|---", "© ", "\x0c"]))
)
def test_no_text_of_a_plain_text_is_lost(pieces: list[str]) -> None:
    text, words = numbered("".join(pieces))
    shown = in_blocks(article_from_text(text))
    assert not [word for word in words if word not in shown]


@pytest.mark.parametrize(
    ("limit", "name", "data", "what"),
    [
        ("read.MOST_LINES", "a.txt", b"a\n" * 101, "more than 100 lines"),
        ("read.MOST_TAGS", "a.html", b"<td>" * 101, "more than 100 tags"),
        (
            "formats.docx.MOST_PARTS",
            "a.docx",
            word(b"<d xmlns:w='%b'>" % W.encode() + b"<w:p><w:t>a</w:t></w:p>" * 101),
            "more than 100 paragraphs",
        ),
        (
            "files.xml_tree.MOST_ELEMENTS",
            "a.docx",
            word(b"<d>" + b"<a/>" * 101),
            "more than 100 elements",
        ),
    ],
    ids=["lines", "tags", "paragraphs", "elements"],
)
def test_data_in_place_of_an_article_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, name: str, data: bytes, what: str
) -> None:
    monkeypatch.setattr(f"annotations.articles.{limit}", 100)
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CrossreadError, match=what):
        read_article(path)


def test_a_word_document_of_false_sizes_takes_no_memory() -> None:
    """It claims to unpack to ten bytes, and unpacks to 64 MiB."""
    body = b"<d>" + b" " * (64 << 20)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
    del body
    lying = with_false_size(packed.getvalue(), 10)
    tracemalloc.start()
    with pytest.raises(CrossreadError, match="damaged"):
        read_article("-", stdin=lying)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 << 20
