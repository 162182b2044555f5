"""The paragraphs of a PDF, from lines that stand somewhere on a page."""

from pathlib import Path

import pytest

from annotations.articles import read_article
from annotations.errors import ArticleError

Placed = tuple[float, float, float, str]
"""Where a line starts, in points from the left and from the foot of the page, its size, its text."""


def under(lines: list[str], left: float = 50, top: float = 780, size: float = 11) -> list[Placed]:
    """Lines one under another."""
    return [(left, top - 14 * at, size, line) for at, line in enumerate(lines)]


def pdf(*pages: list[Placed]) -> bytes:
    """A PDF with lines of Helvetica at their places on each page (ISO 32000-1, minimal)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
               b"<< /Title (Bridge shut) /Author (Ann Lee) /CreationDate (D:20260304120000Z) >>"]  # fmt: skip
    kids = []
    for lines in pages:
        shown = " ".join(
            f"/F1 {size} Tf 1 0 0 1 {left} {foot} Tm ({line}) Tj"
            for left, foot, size, line in lines
        )
        stream = f"BT {shown} ET".encode("cp1252")
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


def blocks(tmp_path: Path, *pages: list[Placed]) -> list[tuple[str, str]]:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(*pages))
    article = read_article(path)
    return [(block.kind.value, article.text_of(block)) for block in article.blocks]


def test_lines_are_joined_and_running_lines_set_apart(tmp_path: Path) -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday")
    bodies = [
        [
            f"On {day} the county shut the bridge after divers had found",
            *BODY[1:],
            f"It was {day}.",
        ]
        for day in days
    ]
    pages = [
        [*under([f"Sound Courier, page {n}"]), *under(body, top=740), *under([f"{n} of 4"], top=40)]
        for n, body in enumerate(bodies, 1)
    ]
    told = blocks(tmp_path, *pages)
    joined = [" ".join(body[:-1]).replace("engi- neer", "engineer") for body in bodies]
    ends = [body[-1] for body in bodies]
    texts = [text for both in zip(joined, ends, strict=True) for text in both]
    assert told[:8] == [("paragraph", text) for text in texts]
    assert told[8] == ("boilerplate", "Sound Courier, page 1")
    assert all(kind == "boilerplate" for kind, _ in told[8:])


def test_the_metadata_are_the_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(under(BODY)))
    article = read_article(path)
    assert (article.title, article.byline, article.published) == (
        "Bridge shut",
        "Ann Lee",
        "2026-03-04",
    )


FULL = "The county shut the bridge on Monday after divers had found two cracks."
"""A line as wide as any here."""


@pytest.mark.parametrize(
    "lines",
    [
        [*under([FULL, FULL]), *under([FULL], left=64, top=752), *under([FULL], top=738)],
        [*under([FULL, FULL]), *under([FULL, FULL], top=743)],
        [*under([FULL, "It stays shut.", FULL, FULL])],
    ],
    ids=["an indented line", "a line further below", "a line after one with room left"],
)
def test_a_paragraph_starts_with(lines: list[Placed], tmp_path: Path) -> None:
    assert [kind for kind, _ in blocks(tmp_path, lines)] == ["paragraph", "paragraph"]


def test_a_larger_line_is_a_heading(tmp_path: Path) -> None:
    page = [*under(["Bridge shut"], size=20), *under([FULL, FULL], top=750)]
    page += [*under(["What the divers saw"], size=14, top=700), *under([FULL, FULL], top=680)]
    kinds = [kind for kind, _ in blocks(tmp_path, page)]
    assert kinds == ["heading", "paragraph", "heading", "paragraph"]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page(tmp_path: Path) -> None:
    half = ["The county shut the bridge on Monday", "after its divers had found two cracks"]
    end = ["in the oldest pier of it, and the pier", "stays as it was."]
    columns = [*under(half), *under(half, left=320)]
    told = blocks(tmp_path, columns, under(end))
    assert told == [("paragraph", " ".join([*half, *half, *end]))]


def test_an_item_of_a_list_has_all_of_its_lines(tmp_path: Path) -> None:
    page = [
        *under(["• " + FULL]),
        *under([FULL], left=57, top=766),
        *under(["• It stays shut."], top=752),
    ]
    told = blocks(tmp_path, [*page, *under([FULL, FULL], top=710)])
    assert [kind for kind, _ in told] == ["list-item", "list-item", "paragraph"]


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
