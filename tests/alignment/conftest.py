from __future__ import annotations

from collections.abc import Callable

import pytest

from annotations.articles.article import Article, Block, Kind

Build = Callable[..., Article]


def built(*units: str | tuple[Kind, str]) -> Article:
    """An article of these units, paragraphs where no kind is said, a blank line between them."""
    text, blocks = "", []
    for index, unit in enumerate(units):
        kind, words = (Kind.PARAGRAPH, unit) if isinstance(unit, str) else unit
        blocks.append(Block(index, kind, len(text), len(text) + len(words)))
        text += words + "\n\n"
    return Article(text, tuple(blocks))


@pytest.fixture
def article() -> Build:
    return built
