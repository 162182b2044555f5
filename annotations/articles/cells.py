"""The cells of a table's row, and which of its lines are rules."""

from __future__ import annotations

from annotations.articles.article import Article, Block, Span
from annotations.articles.text import signs


def cells(article: Article, block: Block) -> tuple[Span, ...]:
    """Spans of the cells of a table row, in offsets of the article's text, without space around.

    An empty cell is an empty span; outer pipes bound no cell. The lines of the block that are
    rules (`---|---`) have no cells.
    """
    found: list[Span] = []
    at = block.start
    for line in article.text[block.start : block.end].split("\n"):
        if line.strip() and not signs.is_rule(line.strip()):
            found.extend(_of_line(line, at))
        at += len(line) + 1
    return tuple(found)


def _of_line(line: str, at: int) -> list[Span]:
    start, end = 0, len(line.rstrip())
    lead = len(line) - len(line.lstrip())
    if line[lead : lead + 1] == "|":
        start = lead + 1
    if end > start and line[end - 1] == "|":
        end -= 1
    found = []
    for cell in line[start:end].split("|"):
        body = cell.strip()
        inner = start + (len(cell) - len(cell.lstrip()) if body else 0)
        found.append(Span(at + inner, at + inner + len(body)))
        start += len(cell) + 1
    return found
