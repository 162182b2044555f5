"""The text of a PDF, where the extra is installed."""

from pathlib import Path

import pytest

from annotations.articles import read_article
from annotations.errors import ArticleError

pytest.importorskip("pypdfium2", reason="the extra crossread[pdf] is not installed")


def pdf(*pages: list[str]) -> bytes:
    """A PDF with one line of text under another on each page (ISO 32000-1, minimal)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
               b"<< /Title (Bridge shut) /Author (Ann Lee) /CreationDate (D:20260304120000Z) >>"]  # fmt: skip
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET".encode("latin-1")
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj %s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info 4 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (len(places) + 1, table, len(places) + 1, len(out))
    )


BODY = [
    "The county shut the bridge on Monday after divers had found two",
    "cracks in its oldest pier, and it will not open again before the",
    "spring of next year, an engi-",
    "neer of the county said on Tuesday.",
]


def test_lines_are_joined_and_running_heads_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    ends = ("Divers agree.", "Drivers do not.", "The ferry runs.", "More next week.")
    pages = ([f"Sound Courier, page {n}", *BODY, end] for n, end in enumerate(ends))
    path.write_bytes(pdf(*pages))
    article = read_article(path)
    assert "Sound Courier" not in article.text
    assert "an engineer of the county" in article.text.replace("\n", " ")
    assert (article.title, article.byline, article.published) == (
        "Bridge shut",
        "Ann Lee",
        "2026-03-04",
    )


def test_a_pdf_without_text_may_be_a_scan(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([]))
    with pytest.raises(ArticleError, match=r"scan\.pdf: no text in this PDF"):
        read_article(path)


def test_a_damaged_pdf(tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(b"%PDF-1.7\ngarbage")
    with pytest.raises(ArticleError, match=r"bad\.pdf: damaged or encrypted PDF"):
        read_article(path)
