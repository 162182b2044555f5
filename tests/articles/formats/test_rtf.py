"""Rich Text documents, as Word and LibreOffice write them, and hostile ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles import Article, Kind, read_article
from annotations.errors import ArticleError

RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset204 Cyr;}}
{\stylesheet{\s1\outlinelevel0 heading 1;}{\s0 Normal;}}
{\info{\title Bridge shut for a month}{\author Ada Berg}{\creatim\yr2026}}
{\header \pard Page header\par}
\pard\plain\s1\outlinelevel0 {\b Bridge shut}\b0\par
\pard\plain The mayor said \ldblquote wait\rdblquote  in K\'f6ln \u8212? {\i twice}.\par
\pard A line\line broken once.{\footnote Not in the text.}\par
\pard {\pntext\'95\tab}\bullet\tab One thing\par
\trowd\cellx100\cellx200 Deck\cell 12 | 13 cm\cell\row
\trowd\cellx100\cellx200\pard\intbl Pier\cell\cell\row
\pard {\field{\*\fldinst{HYPERLINK "https://x.example/"}}{\fldrslt the report}}\par
\pard {\f1 \'cc\'ee\'f1\'f2}\par
{\pict\pngblip\bin4 }}{{{\*\blipuid 00ff}89504e470d0a}\pard Last words.\par
}"""


def read(tmp_path: Path, data: bytes, name: str = "a.rtf") -> Article:
    path = tmp_path / name
    path.write_bytes(data)
    return read_article(path)


def test_paragraphs_headings_lists_and_tables_are_told_apart(tmp_path: Path) -> None:
    article = read(tmp_path, RTF)
    assert [(block.kind, article.text[slice(*block.span)]) for block in article.blocks] == [
        (Kind.HEADING, "Bridge shut"),
        (Kind.PARAGRAPH, "The mayor said \u201cwait\u201d in K\u00f6ln \u2014 twice."),
        (Kind.PARAGRAPH, "A line\nbroken once."),
        (Kind.LIST_ITEM, "\u2022\tOne thing"),
        (Kind.TABLE_ROW, "Deck | 12 | 13 cm"),
        (Kind.TABLE_ROW, "Pier |"),
        (Kind.PARAGRAPH, "the report"),
        (Kind.PARAGRAPH, "\u041c\u043e\u0441\u0442"),
        (Kind.PARAGRAPH, "Last words."),
    ]
    assert (article.title, article.byline) == ("Bridge shut for a month", "Ada Berg")


def test_the_first_bytes_tell_it_whatever_the_name_is(tmp_path: Path) -> None:
    assert read(tmp_path, RTF, "a.txt").blocks[0].kind is Kind.HEADING


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (rb"{\rtf1\ansi {\fonttbl" + rb"\f1" * 200_000 + rb"}x}", "too large"),
        (rb"{\rtf1 " + rb"word " * 4_000_000 + rb"}", "too large"),
        (rb"{\rtf1 {\pict 00}}", "empty"),
    ],
    ids=["fonts", "words", "picture"],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(ArticleError, match=said) as refused:
        read(tmp_path, data)
    assert "a.rtf" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "piece",
    [rb"{\field{\*\fldinst{hyperlink ", b"{", b"}", rb"\'e4", rb"\u-3913?", rb"\bin9 ", rb"{\info"],
)
def test_no_hostile_document_takes_more_than_linear_time(tmp_path: Path, piece: bytes) -> None:
    try:  # were the time square, this would take minutes
        article = read(tmp_path, rb"{\rtf1 words " + piece * (300_000 // len(piece)) + b"}")
    except ArticleError as error:
        assert "\n" not in str(error)
    else:
        assert article.text.startswith("words")
