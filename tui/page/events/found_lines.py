"""Events found in an archive as lines: a row each, one of them in full, and how far the search is."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from annotations.articles.text.visible import one_line
from tui.page.drawing import DrawnPiece
from tui.page.events.event_words import percent
from tui.page.events.found import Excerpt, Found
from tui.page.fitted import fitted
from tui.page.wrap import wrap

Line = tuple[DrawnPiece, ...]

_ARTICLES, _SCORE, _DAY = 8, 5, 10
_GAP = 2
_SIGNS = 4
"""Cells before the score: the cursor, what is marked, what is in the store."""
_LEAST_TITLE = 24
_INDENT = 5
"""Cells before what an article says."""
_BAR = 40
_LEAST, _MOST = 2, 8
"""Lines of the beginning of an article."""
_AROUND = 3
"""Lines of an article besides: an empty one, who says it, its title."""


def found_row(found: Found, width: int, *, here: bool, marked: bool, kept: bool) -> Line:
    """The line of an event, in so many cells; what it says does not hang on colour."""
    signs = f"{'▸' if here else ' '}{'✓' if marked else ' '}{'+' if kept else ' '} "
    figures = (
        f"{percent(found.score):>{_SCORE}}{' ' * _GAP}{found.articles:>{_ARTICLES}}{' ' * _GAP}"
    )
    outlets, day = _beside(width)
    title = max(1, width - _SIGNS - cell_len(figures) - outlets - day)
    parts = [_cell(found.title or "untitled", title)]
    if outlets:
        parts.append(" " * _GAP + _cell(named(found.outlets, outlets - _GAP), outlets - _GAP))
    if day:
        parts.append(" " * _GAP + _cell(found.days[0] if found.days else "", day - _GAP))
    style = ("here",) if here else ("kept",) if kept else ()
    return (DrawnPiece(signs + figures + "".join(parts), style),)


def heading(width: int) -> Line:
    """The headings of the columns."""
    outlets, day = _beside(width)
    figures = f"{'Score':>{_SCORE}}{' ' * _GAP}{'Articles':>{_ARTICLES}}{' ' * _GAP}"
    title = max(1, width - _SIGNS - cell_len(figures) - outlets - day)
    line = " " * _SIGNS + figures + _cell("Event", title)
    line += " " * _GAP + _cell("Outlets", outlets - _GAP) if outlets else ""
    line += " " * _GAP + _cell("From", day - _GAP) if day else ""
    return (DrawnPiece(line, ("heading",)),)


def _beside(width: int) -> tuple[int, int]:
    """Cells for the outlets and the day, with the gap before each; 0 where there is no room."""
    room = width - _SIGNS - _SCORE - _ARTICLES - 2 * _GAP - _LEAST_TITLE
    day = _DAY + _GAP if room >= _DAY + _GAP else 0
    outlets = min(44, max(0, (room - day) // 2))
    return (outlets if outlets >= 14 else 0), day


def named(outlets: Sequence[str], cells: int) -> str:
    """As many outlets as there is room for whole, and how many more there are."""
    names = [one_line(each) for each in outlets]
    for count in range(len(names), 0, -1):
        more = len(names) - count
        said = ", ".join(names[:count]) + (f" +{more}" if more else "")
        if cell_len(said) <= cells:
            return said
    others = f" +{len(names) - 1}" if names[1:] else ""
    return fitted(names[0], max(1, cells - len(others))) + others if names else ""


def _cell(words: str, cells: int) -> str:
    """Words from outside in exactly so many cells."""
    return set_cell_size(fitted(one_line(words), cells), cells)


def found_lines(
    found: Found, excerpts: Sequence[Excerpt] | None, width: int, height: int
) -> list[Line]:
    """An event in full in lines of so many cells; `excerpts` is None while they are on their way.

    So much of each article is shown that they fill `height` lines, but never less than `_LEAST`.
    """
    lines = _wrapped(one_line(found.title) or "untitled", width, 1, ("title",))
    lines += _wrapped(_facts(found), width, 1, ("told",))
    for kind, words in found.reasons:
        lines += _wrapped(f"shared {kind}: {', '.join(map(one_line, words))}", width, 1, ("why",))
    if excerpts is None:
        return [*lines, (), (DrawnPiece(" …", ("told",)),)]
    room = (height - len(lines)) // max(1, len(excerpts)) - _AROUND
    for number, each in enumerate(excerpts, start=1):
        first = number <= 2 < found.articles
        lines += [(), *_article(number, each, width, max(_LEAST, min(room, _MOST)), first=first)]
    left = found.articles - len(excerpts)
    if left > 0:
        lines += [(), *_wrapped(f"and {left:,} more, which are not kept", width, 1, ("told",))]
    return lines


def _facts(found: Found) -> str:
    """How many articles, when, how likely, and how many of them copy."""
    days = " – ".join(dict.fromkeys(map(one_line, found.days)))
    copies = f"{found.copies} of one text" if found.copies else ""
    score = f"score {percent(found.score)}"
    return " · ".join(filter(None, (f"{found.articles} articles", days, score, copies)))


def _article(number: int, excerpt: Excerpt, width: int, most: int, *, first: bool) -> list[Line]:
    """An article: who says it when under which title, and how it begins, in so many lines.

    `first` says that it is one of the two to read before the others.
    """
    facts = [one_line(excerpt.outlet), one_line(excerpt.published)[:_DAY]]
    told = [
        *filter(None, facts),
        *(["read first"] if first else []),
        *([f"much the same text as {excerpt.like}"] if excerpt.like else []),
    ]
    head = f"{number:>3}  {' · '.join(told) or 'an article'}"
    lines: list[Line] = [
        (DrawnPiece(fitted(head, width), ("first" if first else "outlet",)),),
        *_wrapped(one_line(excerpt.title) or "untitled", width, _INDENT, ("headline",)),
    ]
    words = one_line(excerpt.words)
    return lines + _begun(_wrapped(words, width, _INDENT, ("said",)), most) if words else lines


def _begun(lines: list[Line], most: int) -> list[Line]:
    """The first of some lines; the last says that there are more."""
    if len(lines) <= most:
        return lines
    indent, words = lines[most - 1]
    cut = words.text.rpartition(" ")[0] or words.text
    return [*lines[: most - 1], (indent, DrawnPiece(f"{cut} …", words.styles))]


def _wrapped(text: str, width: int, indent: int, styles: tuple[str, ...]) -> list[Line]:
    return [
        (DrawnPiece(" " * indent), DrawnPiece(text[line.start : line.end].rstrip(), styles))
        for line in wrap(text, 0, len(text), max(2, width - indent - 1))
    ]


def progress_lines(stage: str, done: int, total: int, width: int) -> list[Line]:
    """How far a search is: what it does, a bar where it is known how much there is, and figures."""
    cells = max(4, min(_BAR, width - 4))
    full = min(cells, cells * done // total) if total else 0
    figures = f"{done:,} of {total:,}" if total else f"{done:,}" if done else ""
    bar = DrawnPiece("━" * full, ("bar",)), DrawnPiece("─" * (cells - full), ("rest",))
    kept = "What is read is kept in an index beside the archive, and not read again."
    return [
        (DrawnPiece(f" {stage}…", ("title",)),),
        (DrawnPiece(" "), *bar, DrawnPiece(f"  {figures}", ("told",))),
        (),
        *_wrapped(kept, width, 1, ("told",)),
    ]


def said_lines(words: str, more: str, width: int) -> list[Line]:
    """What there is to say in place of a list."""
    lines = _wrapped(one_line(words), width, 1, ("title",))
    return lines + (_wrapped(more, width, 1, ("told",)) if more else [])


def standing(articles: int, events: int, skipped: int) -> str:
    """How much was searched, found, and passed over."""
    parts = [_many(articles, "article"), _many(events, "event")]
    return " · ".join(parts + ([f"{skipped:,} passed over"] if skipped else []))


def nothing(articles: int, skipped: int) -> tuple[str, str]:
    """What to say where no events were found, and what more there is to say."""
    more = f"{_many(skipped, 'thing')} passed over" if skipped else ""
    if articles:
        found = "no two of them report one event" if articles > 1 else "an event has two or more"
        return f"{_many(articles, 'article')}, and {found}", more
    if skipped:
        return "There is no article in it that can be read", more
    return (
        "There is no article in it",
        "Read are folders, articles, .jsonl and .csv (also as .gz), .parquet and .zip.",
    )


def passed_over(named: Sequence[str], count: int) -> str:
    """What was passed over, a line each, as far as it is named."""
    lines = [one_line(each) for each in named]
    if count > len(lines):
        lines.append(f"and {count - len(lines):,} more")
    return "\n".join(lines)


def left_out(one_text: int, wrong: Sequence[str]) -> str:
    """What was not added, and why."""
    parts = [f"{_many(one_text, 'event')} of one text alone left out"] if one_text else []
    if wrong:
        parts.append(one_line(wrong[0]) + (f", and {len(wrong) - 1} more" if wrong[1:] else ""))
    return "; ".join(parts)


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'s' * (count != 1)}"
