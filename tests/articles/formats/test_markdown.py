"""Markdown: its marks say what plain text has to be guessed from."""

import re
import textwrap
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import Article, article_from_text

NOTE = """\
---
title: "Bridge shut: what we know"
authors: [Ann Lee, 'Per Holm']
date: 2026-03-04
tags:
  - bridges
source: https://x.example/bridge
---

# Bridge shut

First paragraph that is
soft-wrapped, with a | pipe.

## What happened ##

- one item
  goes on
    - nested
1. first

> A quotation of
> two lines.
>
> And another.

A setext heading
----------------

| A | B |
|---|:-:|
| 1 | 2 |

![The bridge on Sunday](x.png)

```python
code | here

more
```

***
<!-- a
comment -->
[ref]: http://x.example
Last one.[^1]

[^1]: A footnote.
"""


def read(text: str) -> Article:
    return article_from_text(text, markup="markdown")


def blocks(article: Article) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, article.text_of(block)) for block in article.blocks]


def test_a_note_with_everything_in_it() -> None:
    assert blocks(read(NOTE)) == [
        ("heading", 1, "Bridge shut"),
        ("paragraph", 0, "First paragraph that is\nsoft-wrapped, with a | pipe."),
        ("heading", 2, "What happened"),
        ("list-item", 1, "- one item\n  goes on"),
        ("list-item", 2, "- nested"),
        ("list-item", 1, "1. first"),
        ("quotation", 0, "> A quotation of\n> two lines."),
        ("quotation", 0, "> And another."),
        ("heading", 2, "A setext heading"),
        ("table-row", 1, "| A | B |\n|---|:-:|"),
        ("table-row", 0, "| 1 | 2 |"),
        ("caption", 0, "The bridge on Sunday"),
        ("paragraph", 0, "code | here\n\nmore"),
        ("paragraph", 0, "Last one.[^1]"),
        ("caption", 0, "[^1]: A footnote."),
    ]


def test_the_text_keeps_its_marks() -> None:
    assert read(NOTE).text == NOTE


def test_front_matter_is_metadata() -> None:
    article = read(NOTE)
    assert article.title == "Bridge shut: what we know"
    assert article.byline == "Ann Lee, Per Holm"
    assert article.published == "2026-03-04"
    assert article.url == "https://x.example/bridge"


def test_front_matter_in_toml() -> None:
    article = read(
        '+++\ntitle = "Bridge"\nauthors = ["Ann", "Per"]\ndate = 2026-03-04\n+++\nText.\n'
    )
    assert (article.title, article.byline, article.published) == (
        "Bridge",
        "Ann, Per",
        "2026-03-04",
    )
    assert [text for *_, text in blocks(article)] == ["Text."]


@pytest.mark.parametrize(
    "text", ["---\nno metadata here at all\n---\nText.", "---\n\nText.", "+++\n= x\n+++\nText."]
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    article = read(text)
    assert article.title == ""
    assert blocks(article)[-1][2].endswith("Text.")


def test_the_title_is_the_first_heading_where_no_front_matter_gives_one() -> None:
    assert read("# Bridge shut\n\nText of it.").title == "Bridge shut"


def test_a_paste_without_marks_is_read_like_plain_text() -> None:
    article = read(
        "Bridge Shut After Cracks\n\nThe county shut the bridge on Monday, it said.\n\nLeave a Comment"
    )
    assert [kind for kind, *_ in blocks(article)] == ["heading", "paragraph", "boilerplate"]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "The county shut the bridge on Monday after divers found cracks in its oldest pier. " * 4
    assert len(blocks(read(f"{line.strip()}\n{line.strip()}"))) == 2


def test_wrapped_lines_are_one_paragraph() -> None:
    text = textwrap.fill("The county shut the bridge on Monday after divers found cracks. " * 4, 60)
    assert len(blocks(read(text))) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- editor: check --> The bridge closed on Monday.", ["The bridge closed on Monday."]),
        ("<!-- a\nb --> It closed\non Monday.", ["It closed\non Monday."]),
        ("One.\n\n<!-- a --> <!-- b -->\n\nTwo.", ["One.", "Two."]),
        ("One <!-- aside --> two.", ["One <!-- aside --> two."]),
        ("<!-- never ends\n\nThe bridge closed.", ["<!-- never ends", "The bridge closed."]),
        ("```\n<!-- shown -->\n```", ["<!-- shown -->"]),
        ("> <!-- a --> Quoted.", ["> <!-- a --> Quoted."]),
    ],
)
def test_what_stands_beside_a_comment_is_text(text: str, expected: list[str]) -> None:
    assert [found for *_, found in blocks(read(text))] == expected


def test_marks_that_commonmark_does_not_know_begin_items_too() -> None:
    assert blocks(read("Seen today:\n• one\n    • below\n• two\n\na) first\nb) second")) == [
        ("paragraph", 0, "Seen today:"),
        ("list-item", 1, "• one"),
        ("list-item", 2, "• below"),
        ("list-item", 1, "• two"),
        ("list-item", 1, "a) first"),
        ("list-item", 1, "b) second"),
    ]


def test_a_name_before_a_colon_is_no_definition_of_a_link() -> None:
    assert blocks(read("[Smith]: The bridge closed.\n\n[ref]: http://x.example 'Title'")) == [
        ("caption", 0, "[Smith]: The bridge closed.")
    ]


def test_a_year_at_the_start_of_a_wrapped_line_begins_no_item() -> None:
    text = "The bridge was built by the county in\n1986. It was shut on Monday."
    assert [kind for kind, *_ in blocks(read(text))] == ["paragraph"]


PIECES = st.lists(
    st.sampled_from(
        """# |## |- |* |1. |2) |> |>|• |a) |    |  |	| |\n|\n\n|***|---|===|+---+|```|~~~|\\||`|**|
        ![seen](hid.png)|[seen](hid)|[hid]: hid.example|[seen]: seen seen.|<div>|</div>|<!-- hid -->|
        <!--|-->|seen|seen seen |Seen seen. |Photo: seen|seen: seen seen seen.|[^1]: seen| #|&amp;|\x00"""
        .replace("\n        ", "").split("|")
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=300, derandomize=True, deadline=None)
@given(PIECES)
def test_no_visible_text_is_lost(pieces: list[str]) -> None:
    """Whatever the marks, each `seen` lies in a block; what is in a fence's first line is no text."""
    text = "".join(pieces)
    article = read(text)
    spans = [block.span for block in article.blocks]
    assert spans == sorted(spans)
    assert all(above.end <= below.start for above, below in pairwise(spans))
    hidden = [
        match.span() for match in re.finditer(r"<!--.*?-->|^.*(```|~~~).*$", text, re.S | re.M)
    ]
    for match in re.finditer("[Ss]een", text):
        if any(low <= match.start() < high for low, high in hidden):
            continue
        assert any(start <= match.start() < end for start, end in spans), (text, match.start())


def test_marks_without_end_are_read_in_time_and_lose_nothing() -> None:
    for mark in ("> ", "- ", "1. ", ">", "# ", "*", "`", "[", "<!--", "| ", "![a]("):
        text = mark * 8_000 + "seen"
        article = read(text)
        assert any("seen" in article.text_of(block) for block in article.blocks), mark


def test_underlined_white_space_is_no_heading() -> None:
    article = article_from_text("\u3000\n---\n\nThe bridge closed.\n", markup="markdown")
    assert [article.text_of(block) for block in article.blocks] == ["The bridge closed."]
