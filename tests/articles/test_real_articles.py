"""The two scraped articles come out as a person would cut them; skipped where they are not."""

from pathlib import Path

import pytest

from annotations.articles import Article, Kind, read_article

FOLDER = Path(__file__).parents[3] / "shared" / "articles"
LEFT, RIGHT = "kremlin-says.txt", "white-house-says.txt"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared articles are not here")


def read(name: str) -> Article:
    return read_article(FOLDER / name)


def kinds(article: Article, kind: Kind) -> list[str]:
    return [article.text_of(block) for block in article.blocks if block.kind is kind]


@pytest.mark.parametrize("name", [LEFT, RIGHT])
def test_each_line_is_in_exactly_one_block_in_order(name: str) -> None:
    article = read(name)
    lines = [line.strip() for line in article.text.split("\n") if line.strip()]
    in_blocks = [line for block in article.blocks for line in article.text_of(block).split("\n")]
    assert in_blocks == lines
    ends = [0]
    for block in article.blocks:
        assert ends[-1] <= block.start < block.end
        ends.append(block.end)


def test_the_page_around_the_article_is_boilerplate() -> None:
    article = read(LEFT)
    taken = [block.index for block in article.blocks if block.kind is Kind.BOILERPLATE]
    assert taken == [0, 49, 50, 51, 52, 53]
    assert not kinds(read(RIGHT), Kind.BOILERPLATE)


def test_a_repeated_title_is_the_title_again() -> None:
    article = read(LEFT)
    titles = [block for block in article.blocks if block.kind is Kind.HEADING and block.level == 1]
    assert [block.index for block in titles] == [1, 12]
    assert {article.text_of(block) for block in titles} == {article.title}


def test_section_headings_list_items_and_rows_are_found() -> None:
    left, right = read(LEFT), read(RIGHT)
    assert len(kinds(left, Kind.HEADING)) == 12
    assert len(kinds(left, Kind.LIST_ITEM)) == 18
    assert len(kinds(right, Kind.HEADING)) == 4
    assert len(kinds(right, Kind.LIST_ITEM)) == 11
    assert len(kinds(right, Kind.TABLE_ROW)) == 14
    assert [b.index for b in right.blocks if b.kind is Kind.TABLE_ROW and b.level == 1] == [
        7,
        19,
        31,
    ]
    assert len(kinds(right, Kind.CAPTION)) == 1
