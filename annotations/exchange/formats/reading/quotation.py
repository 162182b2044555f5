"""Words of an article between quotation marks, as English sets them: “outer ‘inner “innermost”’”.

What is a quotation as a whole is put between marks once: its own fall away. Marks inside it change with how deep they stand,
whatever language they come from („…“, «…», "…"); no word does. As the Chicago Manual of Style (chapter 13) has it for
quotations in quotations, and for those that run over paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from annotations.articles import Span

_CLOSES = {"“": "”", "”": "”", "„": "“”", "‟": "”", '"': '"', "«": "»", "»": "«"}
"""Which marks close a quotation that a mark opens."""
_MARKS = _CLOSES.keys()
DOUBLE, SINGLE = ("“", "”"), ("‘", "’")
_CLOSED = re.compile(r"’(?!\w)")


@dataclass(slots=True)
class _Pair:
    """A quotation in the text: where its marks stand, where it goes on in a new paragraph, in how many others it is."""

    start: int
    end: int = -1
    again: list[int] = field(default_factory=list)
    depth: int = 0


def in_quotes(text: str) -> str:
    """A text between quotation marks."""
    return "".join(piece for piece, _ in quoted(text))


def quoted(text: str, spans: Iterable[Span] = ()) -> Iterator[tuple[str, bool]]:
    """The pieces of a text between quotation marks, each with whether it lies in one of the spans."""
    shown = _set(text)
    inside = [False] * len(text)
    for start, end in spans:
        inside[start:end] = [True] * (min(end, len(text)) - start)
    yield DOUBLE[0], False
    for within, pieces in groupby(zip(shown, inside, strict=True), key=lambda each: each[1]):
        if piece := "".join(char for char, _ in pieces):
            yield piece, within
    yield DOUBLE[1], False


def _set(text: str) -> list[str]:
    """Each character of a text as it stands between marks: itself, another mark, or nothing."""
    shown = list(text)
    pairs, stray = _pairs(text)
    first, last = len(text) - len(text.lstrip()), len(text.rstrip()) - 1
    outer = next((each for each in pairs if (each.start, each.end) == (first, last)), None)
    if outer is not None:
        for at in (outer.start, outer.end, *outer.again):
            shown[at] = ""
    elif first < last and _is_single(text[first : last + 1]):
        shown[first] = shown[last] = ""
    for pair in pairs:
        if pair is outer:
            continue
        depth = pair.depth - (outer is not None)
        opening, closing = DOUBLE if depth % 2 else SINGLE
        for at in (pair.start, *pair.again):
            shown[at] = opening
        shown[pair.end] = closing
        if not depth % 2:
            _singles(text, shown, pair)
    for at in stray:
        # Half a quotation at an edge is one that was cut there: the outer mark stands for its own.
        if at in (first, last) and not (text[at] == '"' and text[at - 1 : at].isdigit()):
            shown[at] = ""
        elif text[at] != '"':
            shown[at] = SINGLE[0] if text[at] in "“„‟«" else SINGLE[1]
    _trim(shown, range(len(shown)))
    _trim(shown, reversed(range(len(shown))))
    return shown


def _trim(shown: list[str], order: Iterable[int]) -> None:
    """Leave out the space at one edge."""
    for at in order:
        if shown[at].strip():
            return
        shown[at] = ""


def _is_single(text: str) -> bool:
    """Whether a text is one quotation in single marks, which close nowhere before its end."""
    return (
        text[0] == SINGLE[0]
        and text[-1] == SINGLE[1]
        and not _CLOSED.search(text, 1, len(text) - 1)
    )


def _pairs(text: str) -> tuple[list[_Pair], list[int]]:
    """The quotations of a text with both their marks, and the marks that stand alone."""
    done: list[_Pair] = []
    opened: list[_Pair] = []
    stray: list[int] = []
    for at, char in enumerate(text):
        if char not in _MARKS:
            continue
        opener = text[opened[-1].start] if opened else ""
        begins = _begins(text, at)
        if (
            opener
            and char == opener
            and begins
            and text[max(0, at - 9) : at].rstrip(" \t").endswith("\n")
        ):
            opened[-1].again.append(at)
        elif opener and char in _CLOSES[opener] and not (begins and text[at - 1].isspace()):
            opened[-1].end = at
            done.append(opened.pop())
        elif char in "“„‟«" or begins:
            opened.append(_Pair(at))
        else:
            stray.append(at)
    for left in opened:
        stray += [left.start, *left.again]
    ends: list[int] = []
    for pair in sorted(done, key=lambda each: each.start):
        while ends and ends[-1] < pair.start:
            ends.pop()
        pair.depth = len(ends)
        ends.append(pair.end)
    return done, stray


def _begins(text: str, at: int) -> bool:
    """Whether a mark that may open or close stands before a word, not behind one."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not (before and (before.isalnum() or before in ".,!?…")) and bool(after.strip())


def _singles(text: str, shown: list[str], pair: _Pair) -> None:
    """Give the single marks in a quotation that has single ones now double ones; an apostrophe stays."""
    opened = -1
    for at in range(pair.start + 1, pair.end):
        if text[at] == SINGLE[0]:
            opened = at
        elif text[at] == SINGLE[1] and opened >= 0 and not text[at + 1].isalnum():
            shown[opened], shown[at] = DOUBLE
            opened = -1
