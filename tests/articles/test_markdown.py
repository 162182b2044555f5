"""Markdown: its marks say what plain text has to be guessed from."""

import textwrap

import pytest

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
