"""What is typed, and what a file says, is cleaned alike before a store keeps it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import Span, article_from_text
from annotations.articles.text.visible import HOSTILE
from annotations.errors import CodebookError
from annotations.marks.cleaning import (
    clean_attributes,
    clean_line,
    clean_name,
    clean_path,
    clean_text,
    mended_path,
)
from annotations.marks.codebook import BUILT_IN, codebook, kept_codebook
from annotations.store import commands

many = settings(max_examples=200, derandomize=True, deadline=None)
TEXTS = st.text(
    st.characters() | st.sampled_from("\x1b\x9b\u202e\u2066\u200b\u200d\ufe0f/ \t\n\ufffe")
)
JOINED = "\u200c\u200d" + "".join(map(chr, range(0xFE00, 0xFE10)))


@many
@given(TEXTS)
def test_a_clean_line_holds_nothing_that_acts_and_is_its_own_clean_line(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line
    assert set(HOSTILE.findall(line)) <= set(JOINED)
    assert clean_name(text) == clean_name(clean_name(text)) and len(clean_name(text)) <= 120


@many
@given(TEXTS)
def test_a_clean_text_overrides_no_direction_and_keeps_its_lines(text: str) -> None:
    kept = clean_text(text)
    assert clean_text(kept) == kept
    assert set(HOSTILE.findall(kept)) <= set(JOINED + "\t\u200e\u200f\u061c")


def test_what_people_write_stays_as_it_is() -> None:
    for text in (
        "two\nlines\tand a tab ",
        "شركت\u200cها",
        "👩‍👩‍👧 ❤️",
        "e\u0301",
        "\u200eabc\u200f",
    ):
        assert clean_text(text) == text
    assert clean_text("a\r\nb\rc\u2028d\x1b[31m") == "a\nb\nc\nd[31m"
    assert dict(clean_attributes({"\x1b": "gone", "a\x9b": "v\x7f"})) == {"a": "v"}


@many
@given(TEXTS)
def test_any_label_of_a_store_has_a_well_formed_path(text: str) -> None:
    path = mended_path(text)
    assert clean_path(path) == path
    with suppress(CodebookError):
        assert clean_path(text) == path


@many
@given(st.lists(st.dictionaries(
    st.sampled_from(["id", "colour", "glyph", "key", "definition", "retired"]),
    TEXTS | st.sampled_from(["claim", "theme/x", "c", "#0072B2", "\u202e"]) | st.none(),
), max_size=6))  # fmt: skip
def test_no_label_document_keeps_a_codebook_from_being_made(
    documents: list[dict[str, object]],
) -> None:
    book = kept_codebook(documents)
    assert codebook(book) == book
    for label in book:
        assert set(HOSTILE.findall(label.path + label.glyph)) <= set(JOINED)


def test_a_command_keeps_clean_text_alone() -> None:
    article = article_from_text("Ana said no.")
    made = commands.annotate(
        "a", article, Span(0, 3), "theme/\x1b[31mred", "ada\u202e", note="n\x9b", attributes={"k": "\x7f"}
    )  # fmt: skip
    assert (made.label, made.annotator, made.note) == ("theme/[31mred", "ada", "n")
    assert dict(made.attributes) == {"k": ""}
    with pytest.raises(CodebookError):
        commands.annotate("a", article, Span(0, 3), "\x1b", "ada")


def test_the_built_in_labels_are_clean() -> None:
    from annotations.marks.codebook import to_dict

    assert kept_codebook(map(to_dict, BUILT_IN)) == BUILT_IN
