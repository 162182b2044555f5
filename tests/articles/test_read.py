"""Files in any state become an article, or one clear line."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from annotations.articles import Article, Kind, read_article
from annotations.errors import ArticleError
from annotations.extras import install_command

PROSE = "The bridge was shut on Monday after a check found two cracks in its deck, the county said."


def read(tmp_path: Path, name: str, data: bytes | str) -> Article:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_article(path)


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, article.text_of(block)) for block in article.blocks]


def refused(tmp_path: Path, name: str, data: bytes | str) -> str:
    with pytest.raises(ArticleError) as caught:
        read(tmp_path, name, data)
    message = str(caught.value)
    assert name in message
    assert "\n" not in message
    return message


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"nowhere\.txt: no such file; check the name"):
        read_article(tmp_path / "nowhere.txt")


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="is a directory"):
        read_article(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(PROSE)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)  # root may read whatever its mode is
    with pytest.raises(ArticleError, match=r"secret\.txt: not permitted"):
        read_article(path)


def test_a_hostile_name_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(ArticleError) as caught:
        read_article(tmp_path / "a\x1b[31m\nb.txt")
    assert "a␛[31m b.txt: no such file" in str(caught.value)


def test_a_name_with_a_nul() -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        read_article("a\x00b.txt")


@pytest.mark.parametrize("data", ["", " \n\t\n", "\ufeff", "\u3000\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.html"])
def test_a_file_without_text(tmp_path: Path, name: str, data: str) -> None:
    assert "empty" in refused(tmp_path, name, data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "an image"),
        (gzip.compress(PROSE.encode(), mtime=0), "gzip"),
        (b"SQLite format 3\x00" + b"\x00" * 100, "database"),
        (bytes(range(256)) * 40, "binary"),
    ],
)
def test_a_binary_file(tmp_path: Path, data: bytes, what: str) -> None:
    assert what in refused(tmp_path, "a.txt", data)


def test_a_file_over_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(ArticleError, match=r"big\.txt: larger than 64 MiB"):
        read_article(path)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("windows-1252", "windows-1252"),
    ],
)
def test_an_encoding_is_found(tmp_path: Path, encoding: str, named: str) -> None:
    text = "Le maire a déclaré mardi : « Le pont sera fermé jusqu’à l’été. » Il n’a rien ajouté."
    article = read(tmp_path, "a.txt", text.encode(encoding))
    assert article.text == text
    assert article.encoding == named


def test_a_guessed_encoding_is_told() -> None:
    data = "Министр заявил во вторник, что план ещё не готов и обойдётся дорого.".encode("koi8-r")
    article = read_article("-", stdin=data)
    assert article.text.startswith("Министр заявил")
    assert article.warnings == ("decoded as koi8-r: it is not UTF-8",)


def test_broken_utf8_stays_utf8_with_a_warning() -> None:
    good = "« Où est passée l’école ? » a demandé le maire. « Elle a fermé. » "
    article = read_article("-", stdin=good.encode() + b"\xff" + good.encode())
    assert article.encoding == "utf-8"
    assert article.text.count("\ufffd") == 1
    assert article.warnings == ("1 place could not be read as utf-8, shown as \ufffd",)


def test_line_ends_become_newlines_and_nothing_else_changes() -> None:
    article = read_article("-", stdin="a e\u0301 one\r\ntwo\rthree \u200b\x00 four".encode())
    assert article.text == "a e\u0301 one\ntwo\nthree \u200b\x00 four"


def test_standard_input_may_be_a_page_or_segmented() -> None:
    page = f"<!doctype html><title>Bridge shut</title><h1>Bridge shut</h1><p>{PROSE}</p>"
    assert read_article("-", stdin=page.encode()).title == "Bridge shut"
    lines = json.dumps({"text": "One."}) + "\n" + json.dumps({"text": "Two.\nStill two."})
    assert blocks(read_article("-", stdin=lines.encode())) == [
        ("paragraph", "One."),
        ("paragraph", "Two.\nStill two."),
    ]


def test_a_segmented_file_keeps_each_unit_as_a_block(tmp_path: Path) -> None:
    units = [
        {"title": "Bridge shut", "byline": "Ann Lee", "url": "https://x.example/a"},
        {"text": "Bridge shut", "kind": "heading", "level": 1},
        {"text": ""},
        {"text": " two\nlines ", "kind": "list-item"},
    ]
    article = read(tmp_path, "a.jsonl", "\n".join(map(json.dumps, units)))
    assert blocks(article) == [
        ("heading", "Bridge shut"),
        ("paragraph", ""),
        ("list-item", " two\nlines "),
    ]
    assert (article.title, article.byline, article.url) == (
        "Bridge shut",
        "Ann Lee",
        "https://x.example/a",
    )
    assert article.blocks[0].level == 1


def test_lone_surrogates_in_json_become_replacement_characters(tmp_path: Path) -> None:
    article = read(tmp_path, "a.jsonl", '{"text": "a\\ud800b \\ud83d\\ude00"}')
    assert article.text == "a\ufffdb 😀"
    assert article.warnings == ("lone surrogates were replaced by \ufffd",)
    article.text.encode()


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{nonsense", "line 2: not JSON"),
        ("[1]", "line 2: not an object"),
        ('{"kind": "paragraph"}', 'line 2: "text" is missing'),
        ('{"text": 5}', 'line 2: "text" is missing or no string'),
        ('{"text": "a", "kind": "poem"}', "line 2: kind 'poem' is none of heading, paragraph"),
        ("[" * 100_000, "line 2: not JSON"),
    ],
)
def test_a_bad_line_of_a_segmented_file_is_named(tmp_path: Path, line: str, what: str) -> None:
    assert what in refused(tmp_path, "a.jsonl", f'{{"text": "fine"}}\n{line}\n')


def test_a_word_document(tmp_path: Path) -> None:
    article = read(tmp_path, "a.docx", docx())
    assert blocks(article) == [
        ("heading", "Bridge shut"),
        ("paragraph", "New words kept."),
        ("list-item", "first thing"),
        ("list-item", "nested thing"),
        ("table-row", "Part | Age"),
        ("table-row", "Deck | 40"),
    ]
    assert (article.title, article.byline, article.published) == ("Titled", "Ann Lee", "2026-01-05")


def test_a_word_document_is_known_whatever_its_name(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", docx()).blocks[0].kind is Kind.HEADING


def test_a_zip_that_is_no_word_document(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("x.txt", "x")
    assert "no Word document" in refused(tmp_path, "a.docx", data.getvalue())
    assert "zip archive" in refused(tmp_path, "a.txt", data.getvalue())
    assert "damaged" in refused(tmp_path, "b.docx", docx()[:900])


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (80 << 20) + b"</a>")
    assert len(data.getvalue()) < 200_000
    assert "unpacks to more than 64 MiB" in refused(tmp_path, "a.docx", data.getvalue())


def docx() -> bytes:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def p(style: str, inner: str) -> str:
        return f"<w:p><w:pPr>{style}</w:pPr>{inner}</w:p>"

    def t(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'

    def cell(words: str) -> str:
        return f"<w:tc><w:p>{t(words)}</w:p></w:tc>"

    body = (
        p('<w:pStyle w:val="H1"/>', t("Bridge shut"))
        + p("", t("New ") + f"<w:ins>{t('words ')}</w:ins>"
            + "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>" + t("kept."))
        + p('<w:numPr><w:ilvl w:val="0"/></w:numPr>', t("first thing"))
        + p('<w:numPr><w:ilvl w:val="1"/></w:numPr>', t("nested thing"))
        + f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Part')}{cell('Age')}</w:tr>"
        + f"<w:tr>{cell('Deck')}{cell('40')}</w:tr></w:tbl>"
    )  # fmt: skip
    styles = (
        '<w:style w:styleId="Base"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="H1"><w:name w:val="Our head"/><w:basedOn w:val="Base"/></w:style>'
    )
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Titled</dc:title>'
        "<dc:creator>Ann Lee</dc:creator><dc:created>2026-01-05T00:00:00Z</dc:created></c>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {w}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/styles.xml", f"<w:styles {w}>{styles}</w:styles>")
        archive.writestr("docProps/core.xml", core)
    return data.getvalue()


def test_a_pdf_without_its_extra_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    assert f"needs an extra: {install_command('pdf')}" in refused(tmp_path, "a.pdf", b"%PDF-1.7\n")


def test_a_page_saved_with_its_pictures(tmp_path: Path) -> None:
    page = f"<html><head><title>Bridge shut</title></head><body><h1>Bridge shut</h1><p>Où? {PROSE}</p></body></html>"
    mhtml = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="xx"\r\n\r\n'
        "--xx\r\nContent-Type: text/html; charset=windows-1252\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://x.example/b\r\n\r\n"
        + page.replace("=", "=3D").replace("ù", "=F9")
        + "\r\n--xx\r\nContent-Type: image/png\r\n\r\nxxxx\r\n--xx--\r\n"
    )
    article = read(tmp_path, "a.mhtml", mhtml)
    assert article.url == "https://x.example/b"
    assert blocks(article) == [("heading", "Bridge shut"), ("paragraph", f"Où? {PROSE}")]
    assert "no web page in it" in refused(tmp_path, "b.mhtml", "Subject: none\n\nhello")
