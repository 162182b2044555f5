r"""Article, Block and Span: the immutable values that everything else in crossread works on.

All offsets are Unicode code points into `Article.text`, the canonical text: decoded,
`\r\n` and `\r` turned into `\n`, no byte order mark, otherwise unchanged. Spans are half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct


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


class Block(Struct, frozen=True):
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


class Article(Struct, frozen=True, dict=True, eq=False):
    """One source text with its metadata, immutable; blocks are in order and do not overlap.

    It may be read, copied and pickled in one thread while another reads it: its one value that is
    computed late is written in one step, and neither copied nor pickled.

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
    warnings: tuple[str, ...] = ()
    dateline: str = ""

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the canonical text in UTF-8: what says that a text is the same text.

        Computed when first asked for (28 ms for 4.4 million characters, which reading an article
        out of the store can do without), then remembered.
        """
        return sha256(self.text.encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        """Whether text, blocks and metadata are the same; warnings and dateline follow from them."""
        if not isinstance(other, Article):
            return NotImplemented
        return _compared(self) == _compared(other)

    def __hash__(self) -> int:
        """Of the text alone, whose hash Python remembers: what is kept by article is found fast."""
        return hash(self.text)

    def text_of(self, block: Block) -> str:
        return self.text[block.start : block.end]

    def block_at(self, offset: int) -> Block | None:
        """The block that an offset lies in, or the last one before it; None before the first."""
        at = bisect_right(self.blocks, offset, key=attrgetter("start")) - 1
        return self.blocks[at] if at >= 0 else None


METADATA = ("title", "byline", "outlet", "published", "url", "source", "encoding")
"""The fields of an article that say what it is, each a text: `title` to `encoding`, in order.

A store and crossread's own format keep them as they are.
"""

_compared = attrgetter("text", "blocks", *METADATA)
