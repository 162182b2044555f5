"""Quotations in the reports for people: once between marks, and nested ones as English sets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.articles import Span, article_from_text
from annotations.exchange import export
from annotations.exchange.formats.reading.quotation import in_quotes, quoted
from annotations.store import Command, Store
from annotations.store.commands import annotate, annotation_edit


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("Nobody was hurt", "“Nobody was hurt”"),
        ("“Nobody was hurt,”", "“Nobody was hurt,”"),
        ('"All of it."', "“All of it.”"),
        (" „Niemand wurde verletzt“\n", "“Niemand wurde verletzt”"),
        ("« Personne »", "“Personne”"),
        ("»Nein«", "“Nein”"),
        ("‘Nobody was hurt’", "“Nobody was hurt”"),
        ("He said “no” twice", "“He said ‘no’ twice”"),
        ("Er sagte: „nein“.", "“Er sagte: ‘nein’.”"),
        ("han säger ”ja” nu", "“han säger ‘ja’ nu”"),
        ('"Who?" "Me."', "“‘Who?’ ‘Me.’”"),
        ("“a” and “b”", "“‘a’ and ‘b’”"),
        ("“She said „nein“ twice”", "“She said ‘nein’ twice”"),
        ("“a “b “c” d” e”", "“a ‘b “c” d’ e”"),
        ('x "a "b" c" y', "“x ‘a “b” c’ y”"),
        ("“He called it ‘bad’ news,” she said", "“‘He called it “bad” news,’ she said”"),
        ("“He’s ‘the man who didn’t’,” she said", "“‘He’s “the man who didn’t”,’ she said”"),
        ("‘a’ and ‘b’", "“‘a’ and ‘b’”"),
        # Cut at an edge, and running over paragraphs, each of which opens anew.
        ("“Nobody was", "“Nobody was”"),
        ("was hurt,”", "“was hurt,”"),
        ("He said “we are", "“He said ‘we are”"),
        ("“para one\n\n“para two”", "“para one\n\npara two”"),
        ("“para one\n“para two” he said", "“‘para one\n‘para two’ he said”"),
        ("5' 6\" or a 6\" pipe", "“5' 6\" or a 6\" pipe”"),
        ("6\"", "“6\"”"),
        ("", "“”"),
        ("“", "“”"),
    ],
)  # fmt: skip
def test_a_text_is_set_between_marks_once(text: str, set_: str) -> None:
    assert in_quotes(text) == set_


MARKS = '“”„‟"«»‘’'


@given(
    st.text(st.sampled_from(f"{MARKS}a1 .\n"), max_size=30), st.integers(0, 30), st.integers(0, 9)
)
def test_no_word_changes_and_what_is_marked_stays_marked(text: str, start: int, width: int) -> None:
    pieces = list(quoted(text, [Span(start, start + width)]))

    def words(said: str) -> str:
        return "".join(char for char in said if char.isalnum() or char == ".")

    assert words("".join(piece for piece, _ in pieces)) == words(text)
    assert words("".join(piece for piece, inside in pieces if inside)) == words(
        text[start : start + width]
    )
    assert pieces[0] == ("“", False) and pieces[-1] == ("”", False)


@pytest.mark.parametrize("format", ["html", "markdown", "obsidian", "docx"])
def test_a_claim_that_is_a_quotation_stands_in_one_pair_of_marks(
    format: str, tmp_path: Path
) -> None:
    text = "Ferry\n\n“Nobody was hurt,” said Ana. She called it “a ‘small’ thing”."
    articles = [
        replace(article_from_text(text), outlet="The Post"),
        replace(article_from_text("Ferry\n\nIt sails."), outlet="The Harbour"),
    ]
    with Store.open(tmp_path / "store.json", annotator="ada") as store:
        event = store.add_event(articles, title="The ferry")
        for words in ("“Nobody was hurt,”", "She called it “a ‘small’ thing”"):
            start = text.index(words)
            span = Span(start, start + len(words))
            made = annotate(event.articles[0], articles[0], span, "claim", "ada")
            store.do(Command("x", (annotation_edit(None, made),)))
        out = tmp_path / ("notes" if format == "obsidian" else "report.x")
        if format == "docx":
            pytest.importorskip("docx")
        export(store, format=format, out=out)
    if format == "docx":
        import docx

        (table,) = docx.Document(out).tables[1:2]
        told = "\n".join(cell.text for row in table.rows for cell in row.cells)
    else:
        told = (out / "The-ferry.md" if format == "obsidian" else out).read_text("utf-8")
    assert "“Nobody was hurt,”" in told and "““" not in told and "”” " not in told
    assert "“She called it ‘a “small” thing’”" in told
