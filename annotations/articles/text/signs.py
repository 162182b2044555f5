"""What a single line says of itself: bullet, term, caption, byline, date, table rule.

Patterns are compiled when first used, since importing this package must cost nothing.
"""

from __future__ import annotations

import re
from functools import cache

_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|février|mar(?:ch|s|zo)?|märz|apr(?:il)?|avril|abril|ma[iy]|mayo"
    r"|june?|juin|juni|junio|july?|juillet|juli|julio|aug(?:ust)?|août|agosto|sept?(?:ember)?|septembre"
    r"|oct(?:ober)?|okt(?:ober)?|octobre|nov(?:ember)?|novembre|dec(?:ember)?|dez(?:ember)?|décembre)\.?"
)
_NAME = r"(?-i:[A-ZÀ-ÞА-Я])[\w.’'-]+"

_PATTERNS = {
    "bullet": r"[-*+•‣◦▪●○■□►▶✓✔➤–—·]\s+\S",
    "number": r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})[.)]\s+\S",
    "rule": r"[|+\s:=-]*",
    "term": (
        r"[*_]{0,3}([^\W_](?:[^:.!?\n]|\.(?:(?=\w)|(?!\w)(?:(?<=\b\w\.)|(?<=\b[DSMJ][rt]\.)))){1,70}?)[*_]{0,3}"
        r":[*_]{0,3}\s+(\S[^\n]*)"
    ),
    "footnote": r"(?:\*{1,3}(?=[^\s*])[^*]+|[†‡§]{1,3}\s?\S.*|\[\^?\w{1,12}\]:?\s+\S.*|[¹²³⁴-⁹]\s?\S.*)",
    "caption": (
        r"(?:(?:file\ )?photo(?:graph)?(?:\ (?:by|credit|courtesy)[^:\n]{0,60})?|image(?:\ credit)?|picture|caption|credit"
        r"|figure\ \d+|fig\.\ ?\d+|video|map|chart|graphic|watch|foto|bild|bildquelle|imagen|légende|crédit\ photo)"
        r"\s*[:–—]\s*\S.*"
        r"|FILE\ [-–—]\ .*"
        r"|.*\((?:AP|AFP|EPA|Reuters|Getty)[^()]{0,60}\)"
        r"|.{0,300}(?:\bphoto(?:graph)?\ by\ .{1,60}|/\s?(?:getty\ images|reuters|afp|ap|epa)\b.{0,20}|\ via\ getty\ images)"
    ),
    "byline": (
        rf"(?:(?:posted|published|written|updated)\b.{{0,60}}?\s)?(?:by|von|par|por|di|door|av|text:)\s+({_NAME}(?:(?:,?\s+(?:and|und|et|y|e|&)\s+|,\s+|\s+){_NAME}){{1,7}})"
        r"(?:\s*[|,·–—-]\s*(.{1,60}))?"
    ),
    "date": (
        rf"(?:(?:published|posted|updated|last\ updated|veröffentlicht|publié\ le|date)\s*(?:on|:|at|am)?\s*)?"
        rf"(?:[a-zäéû]+,\s+)?(?:\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
        rf"|\d{{1,2}}\.?\s+{_MONTH}\s+\d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
        rf"(?:[\s,|·–—-]*(?:at\s+)?\d{{1,2}}[:.]\d{{2}}.{{0,30}})?"
    ),
    "dateline": (
        r"((?-i:[A-ZÀ-Þ])[\w.’'-]*(?:,?\s(?:d[aeo]\s|of\s)?(?-i:[A-ZÀ-Þ])[\w.’'-]*){0,5}"
        r"(?:\s\((?:AP|AFP|Reuters|dpa|EFE|ANSA|TASS|Xinhua|CNN|BBC|[A-Z]{2,8})\))?)\s(?:–|—|--?)\s(?=\S)"
    ),
}

_BULLETS = frozenset("-*+•‣◦▪●○■□►▶✓✔➤–—·")
_NUMBER = 7
"""Code points: no longer is `(XVIII)`, or any number of an item with its marks."""
_IN_CAPTIONS = (":", "–", "—", "(", "/", " - ", "hoto", "HOTO", "etty")
LONGEST_HEADING = 140
"""Code points: a longer line is no heading."""
LONGEST_NOTE = 400
"""Code points: a longer line is no caption, credit or footnote."""
_LONGEST_TERM = 7
_TRAILING = "\"'”’»)]*_ "


@cache
def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.IGNORECASE | re.DOTALL)


def is_item(text: str, start: int, end: int) -> bool:
    """Whether a line starts with a bullet or an item's number."""
    if text[start] in _BULLETS:
        return _compiled("bullet").match(text, start, end) is not None
    # Most lines are ruled out by this alone.
    return _marks_number(text, start) and is_numbered(text, start, end)


def _marks_number(text: str, start: int) -> bool:
    head = text[start : start + _NUMBER]
    return "." in head or ")" in head


def is_numbered(text: str, start: int, end: int) -> bool:
    """Whether a line starts with an item's number or letter."""
    return _compiled("number").match(text, start, end) is not None


def without_number(line: str) -> str:
    """A line without the item's number or letter it starts with."""
    return re.sub(r"^\(?\w{1,5}[.)]\s+", "", line)


def is_note(line: str) -> bool:
    """Whether a line is a caption, a credit or a footnote."""
    if len(line) > LONGEST_NOTE:
        return False
    if line[0] in "*†‡§[¹²³⁴⁵⁶⁷⁸⁹" and _compiled("footnote").fullmatch(line):
        return True
    if not any(map(line.__contains__, _IN_CAPTIONS)):
        return False  # most lines are ruled out by this alone, ten times faster
    return _compiled("caption").fullmatch(line) is not None


def is_rule(line: str) -> bool:
    """Whether a line is a rule of a pipe table: the one below a header, or a border."""
    if not ("--" in line or "==" in line) or not ("|" in line or "+" in line):
        return False
    return _compiled("rule").fullmatch(line) is not None


def cell_count(line: str) -> int:
    """Cells of a pipe table's row, with or without outer pipes; 1 where there is no pipe."""
    return line.strip().strip("|").count("|") + 1


def term_of(line: str) -> str:
    """The term of a `Term: explanation` line, else the empty string.

    A short explanation without a full stop is none: `Analysis: What Comes Next` is a heading.
    """
    match = _compiled("term").match(line) if ":" in line else None
    if not match or match.group(1).count(" ") > _LONGEST_TERM:
        return ""
    rest = match.group(2)
    if rest.rstrip(_TRAILING)[-1:] not in tuple(".!?…") and rest.count(" ") < 11:
        return ""
    return match.group(1)


def byline_in(line: str) -> str:
    """The names in a line that is nothing but a byline, else the empty string."""
    match = _compiled("byline").fullmatch(line) if len(line) < 160 else None
    return match.group(1) if match else ""


def date_in(line: str) -> str:
    """A line that is nothing but a date, as written, else the empty string."""
    return line if len(line) < 80 and _compiled("date").fullmatch(line) else ""


def dateline_in(line: str) -> str:
    """The place a report starts with (`Washington D.C. –`), else the empty string."""
    match = _compiled("dateline").match(line[:120])
    return match.group(1) if match else ""


def looks_like_heading(line: str) -> bool:
    """Whether a line alone reads like a heading: short, one phrase, no full stop; or a question."""
    if len(line) > LONGEST_HEADING or "\n" in line or line[0] in "\"'“‘«„(@":
        return False
    words = line.split()
    if len(words) > 18 or not any(map(str.isalpha, line)):
        return False
    end = line.rstrip(_TRAILING)[-1:]
    if end in ("?", "？"):
        return not re.search(r"[.!?]\s", line)
    if not end or end in ".!…;,:。！；，、।۔：":
        return False
    if (len(words) > 1 and byline_in(line)) or (not line.isalpha() and date_in(line)):
        return False
    # A full stop inside, and then a sentence that goes on in lower case: prose that lost its end.
    return not re.search(r"[.!?][\"”’]?\s+[A-Z]\w* [a-z]", line)


def folded(line: str) -> str:
    """A title without what its repetition may change: case, space and marks."""
    return re.sub(r"[\W_]+", " ", line.casefold()).strip()
