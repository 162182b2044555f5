"""Printed lines into paragraphs, by where they stand on the page.

A PDF has no paragraphs, only glyphs at places. A line opens a paragraph where its first word would
have fitted on the line before it, where it is indented, of another size, or further below than
lines of a paragraph are. What heads or foots page after page is set apart. Columns are read in the
order of the file, which is nearly always the order of reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from statistics import median
from typing import NamedTuple

from annotations.articles.article import Kind
from annotations.articles.formats.compose import SourcePart

_LARGER = 1.12
"""Times the size of most of the text, from which a line is one of a heading."""
_SAME_SIZE = 0.08
_FURTHER = 1.25
"""Times the usual distance of lines of that size, from which a line is further below."""
_LOOSEST = 2.0
"""Sizes that lines of a paragraph may be apart."""
_INDENT = 0.6
"""Sizes by which a line starts further right or left than the one before."""
_EDGE = 2
"""Lines at the head and at the foot of a page that may be running lines."""
_LONGEST_HEADING = 200
_ITEM = re.compile(r"(?:[•‣◦▪●–*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_PAGE_NUMBER = re.compile(r"\W*(?:page|seite|p\.)?\s*#(?:\s*(?:of|/|von)\s*#)?\W*", re.IGNORECASE)
PARTED = "\x02\ufffe"
"""What PDFium puts where a hyphen at a line's end parted a word."""
_HYPHENS = PARTED + "\u00ad"
_NO_SPACES = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]")
_ENDS = tuple('.!?:…。！？"”’»')


class Line(NamedTuple):
    """A printed line: its text, its edges in points from the lower left corner, and its size."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[SourcePart]:
    """The paragraphs and headings of all pages in order, then what heads or foots them, each once."""
    running = _running(pages)
    kept: list[list[Line]] = []
    apart: dict[str, str] = {}
    for page in pages:
        off = set(_outermost(page, running))
        for line in page:
            if line in off and _has_word(line.text):
                apart.setdefault(_numberless(line.text), line.text)
        kept.append([line for line in page if line not in off])
    body = _usual_size(line for page in kept for line in page)
    parts = [_part(each, body) for each in _joined(kept, body)]
    sizes = sorted({part.level for part in parts if part.kind is Kind.HEADING}, reverse=True)
    for at, part in enumerate(parts):
        if part.kind is Kind.HEADING:
            parts[at] = part._replace(level=min(6, sizes.index(part.level) + 1))
    return [*parts, *(SourcePart(text, Kind.BOILERPLATE) for text in apart.values())]


def _joined(pages: Sequence[Sequence[Line]], body: float) -> list[list[Line]]:
    """The lines of each paragraph, in order."""
    leading = _leading(pages)
    found: list[list[Line]] = []
    edge = _RightEdge([], body)  # of the column before
    for column in _columns(pages):
        if not found or not _goes_over(found[-1][-1], column[0], edge):
            found.append([])
        found[-1].append(column[0])
        edge = _RightEdge(column, body)
        for line in column[1:]:
            if _opens(found[-1], line, edge, leading):
                found.append([])
            found[-1].append(line)
    return found


class _RightEdge:
    """How far right the lines of a column go that start where a line does, as those of a list."""

    def __init__(self, column: Iterable[Line], body: float) -> None:
        self._step = max(1.0, _INDENT * body)
        self._rights: dict[int, float] = {}
        for line in column:
            if _same(line.size, body):
                at = round(line.left / self._step)
                self._rights[at] = max(line.right, self._rights.get(at, 0.0))

    def of(self, line: Line) -> float:
        at = round(line.left / self._step)
        return max(self._rights.get(near, 0.0) for near in (at - 1, at, at + 1))


def _outermost(page: Sequence[Line], running: set[str]) -> Iterator[Line]:
    """The running lines of a page, from its head and from its foot on up to the first other line."""
    ordered = sorted(page, key=lambda line: -line.bottom)
    for side in (ordered[:_EDGE], ordered[: -_EDGE - 1 : -1]):
        yield from takewhile(lambda line: _numberless(line.text) in running, side)


def _edges(page: Sequence[Line]) -> set[Line]:
    """The lines at the head and the foot of a page."""
    ordered = sorted(page, key=lambda line: -line.bottom)
    return {*ordered[:_EDGE], *ordered[-_EDGE:]}


def _running(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Lines (their digits aside) that head or foot more than half of the pages, and page numbers."""
    if len(pages) < 2:
        return set()
    seen = Counter(
        text for page in pages for text in {_numberless(line.text) for line in _edges(page)}
    )
    least = max(2.0, len(pages) / 2)
    return {
        text
        for text, count in seen.items()
        if count > least or (count > 1 and _PAGE_NUMBER.fullmatch(text))
    }


def _numberless(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip())


def _has_word(text: str) -> bool:
    return any(map(str.isalpha, text))


def _usual_size(lines: Iterable[Line]) -> float:
    """The size that most of the text has."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _columns(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Runs of lines each of which stands below the one before."""
    for page in pages:
        column: list[Line] = []
        for line in page:
            if column and line.bottom >= column[-1].bottom - 0.2 * line.size:
                yield column
                column = []
            column.append(line)
        if column:
            yield column


def _leading(pages: Sequence[Sequence[Line]]) -> dict[float, float]:
    """How far apart two lines of a size usually are: the lesser half tells, the rest are gaps."""
    steps = sorted(
        (round(line.size), before.bottom - line.bottom)
        for column in _columns(pages)
        for before, line in pairwise(column)
        if _same(before.size, line.size)
    )
    found = {}
    for size, group in groupby(steps, key=lambda step: step[0]):
        distances = [distance for _, distance in group]
        found[float(size)] = median(distances[: len(distances) // 2 + 1])
    return found


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME_SIZE * max(one, other)


def _opens(
    paragraph: Sequence[Line], line: Line, edge: _RightEdge, leading: dict[float, float]
) -> bool:
    """Whether a line opens a paragraph rather than go on with the one above it."""
    before = paragraph[-1]
    if not _same(before.size, line.size):
        return True
    usual = min(leading.get(float(round(line.size)), line.size), _LOOSEST * line.size)
    if before.bottom - line.bottom > _FURTHER * max(usual, line.size):
        return True
    if before.text[-1:] in _HYPHENS:
        return False
    if _ITEM.match(line.text):
        return True
    shift = line.left - before.left
    item = len(paragraph) == 1 and _ITEM.match(before.text)
    if shift > _INDENT * line.size and not item:
        return True
    if shift < -_INDENT * line.size and len(paragraph) > 1:
        return True
    return _fits(before, line, edge)


def _fits(before: Line, line: Line, edge: _RightEdge) -> bool:
    """Whether the first word of a line would have fitted on the line before."""
    first = line.text.split(maxsplit=1)[0]
    wide = (before.right - before.left) / max(1, len(before.text))
    return before.right + (len(first) + 1) * wide < edge.of(line) - 0.3 * line.size


def _goes_over(before: Line, line: Line, edge: _RightEdge) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    if not _same(before.size, line.size) or _ITEM.match(line.text):
        return False
    if before.text[-1:] in _HYPHENS:
        return True
    return not before.text.endswith(_ENDS) and not _fits(
        before, line._replace(left=before.left), edge
    )


def _part(lines: Sequence[Line], body: float) -> SourcePart:
    text = lines[0].text
    for line in lines[1:]:
        if text[-1:] in _HYPHENS:
            text = text[:-1] + line.text
        elif _NO_SPACES.match(text[-1:]) and _NO_SPACES.match(line.text[:1]):
            text += line.text
        else:
            text += " " + line.text
    text = text.translate(dict.fromkeys(map(ord, _HYPHENS)))
    size = lines[0].size
    if size > _LARGER * body and len(text) <= _LONGEST_HEADING:
        return SourcePart(text, Kind.HEADING, round(size))
    if _ITEM.match(text) and not text[0].isalnum():
        return SourcePart(text, Kind.LIST_ITEM, 1)
    return SourcePart(text)
