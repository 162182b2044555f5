r"""The values a reader works on: an article, its blocks, and spans of its text.

All offsets are Unicode code points into `Article.text`, the canonical text: decoded,
`\r\n` and `\r` turned into `\n`, no byte order mark, otherwise unchanged. Spans are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple


class Kind(StrEnum):
    """What a block is; the values are the words of `crossread align --json`."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    QUOTATION = "quotation"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class Span(NamedTuple):
    """Half-open `[start, end)` in code points of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of alignment.

    `level` is 1-6 for a heading (1 is the title), the depth from 1 for a list item, 1 for the
    header row of a table, else 0. A table's rules (`---|---`) belong to the row above them.
    """

    index: int
    kind: Kind
    start: int
    end: int
    level: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def aligned(self) -> bool:
        """Whether the block takes part in alignment: boilerplate never does."""
        return self.kind is not Kind.BOILERPLATE


@dataclass(frozen=True)
class Article:
    """One source text with its metadata, immutable; blocks are in order and do not overlap.

    `source` is where it came from (a path, a URL, or `-`), for people; `encoding` is the one it
    was decoded with, `dateline` the place a report opens with (`OSLO (AP)`). Metadata that the
    source did not give is the empty string. `warnings` are sentences for people.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    byline: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    source: str = ""
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = field(default=(), compare=False)
    dateline: str = field(default="", compare=False)

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the canonical text in UTF-8: what says that a text is the same text."""
        return sha256(self.text.encode()).hexdigest()

    def text_of(self, block: Block) -> str:
        return self.text[block.start : block.end]
