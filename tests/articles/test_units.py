"""Articles that are cut up already keep their cuts: unit i is block i, whatever it holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import Kind, article_from_units


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(st.text(st.characters() | st.sampled_from("\n\r \ud800\ufeff"), max_size=20)))
def test_each_unit_is_its_block(units: list[str]) -> None:
    article = article_from_units(units)
    assert len(article.blocks) == len(units)
    article.text.encode()
    for index, (unit, block) in enumerate(zip(units, article.blocks, strict=True)):
        assert block.index == index
        plain = unit.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
        expected = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        assert article.text_of(block) == expected
    starts = [block.start for block in article.blocks]
    assert starts == sorted(starts)


def test_an_empty_unit_is_an_empty_block() -> None:
    article = article_from_units(["one", "", "\n", "two"])
    assert [block.span for block in article.blocks] == [(0, 3), (5, 5), (7, 8), (10, 13)]


def test_kinds_and_levels_are_as_given() -> None:
    article = article_from_units(["T", "t"], kinds=[Kind.HEADING, Kind.PARAGRAPH], levels=[1, 0])
    assert [(block.kind, block.level) for block in article.blocks] == [
        (Kind.HEADING, 1),
        (Kind.PARAGRAPH, 0),
    ]


def test_as_many_kinds_as_units() -> None:
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        article_from_units(["a", "b"], kinds=[Kind.HEADING])
