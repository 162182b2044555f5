"""Where sentences end in news text, typos, scraped joins and most scripts included.

Rules over candidates, in the manner of Unicode's UAX #29 sentence boundaries with the tailorings
it leaves to implementations: abbreviations, initials, acronyms, ordinals, quotations, glued
sentences. tests/articles/gold_sentences.tsv says what they are worth, beside five libraries.
"""

from __future__ import annotations

import re
from collections import deque
from functools import cache
from typing import NamedTuple

from annotations.articles.text import abbreviations as words

_DASHES = "–—-―"
_OPENERS = "\"'“‘«»„‚‹›¿¡([{*_「『（【"
_ALWAYS = "。｡！？।॥؟۔։።፧။។"
"""Full stops of scripts in which they are nothing else."""

_PATTERN = r"""
    (?: [.!?…]+ | [。｡！？।॥؟۔։።፧။។]+ | (?<=[\u0370-\u03ff\u1f00-\u1fff]);(?=\s) )
    (?: \[\d{1,3}\] | (?<=[^\W\d_]{2}[.!?])[*†‡§¹²³⁰⁴-⁹]+ | (?<=[^\W\d_]{2}\.)\d{1,2}(?=\s+[^\Wa-z]) )*
    (?: [”’)\]}›」』）】] | ["'“‘«»](?!\w) | [ \u00a0\u202f]»(?!\w) )*
    (?: \[\d{1,3}\] )*
"""
_BEFORE = r"[^\s\"'“‘«»„‚([{—–/]*$"
_SAID = r"[^，。、！？\s\u3040-\u30ff]{0,6}[说說问問道答喊叫称稱]"
_GOES_ON = "とっのをはがにでもなや、，"
_BLANK_LINE = r"\n[^\S\n]*(?=\n)"


class _Place(NamedTuple):
    """What stands around a candidate."""

    text: str
    start: int  # of the terminator
    end: int  # behind its closing marks
    mark: str
    closed: bool  # a quotation or bracket closes behind it
    before: str  # the word it stands behind
    gap: bool  # space follows
    dash: bool  # a dash follows
    after: str  # the word that follows, openers left out


def breaks(text: str) -> list[int]:
    """Offsets in `text` where a sentence ends, its end left out, in order."""
    may_hold_web = "://" in text or "www." in text or "@" in text
    skip = deque(match.span() for match in _webs().finditer(text)) if may_hold_web else None
    found = {match.end() for match in _blanks().finditer(text)} if "\n" in text else set()
    last = len(text.rstrip())
    for match in _candidates().finditer(text):
        start, end = match.span()
        while skip and skip[0][1] <= start:
            skip.popleft()
        if end >= last or (skip and skip[0][0] < start):
            continue
        if text[start:end] == "." and _inside_a_word(text[end]):
            continue
        if _ends(_place(text, start, end)):
            found.add(end)
    return sorted(found)


def _inside_a_word(after: str) -> bool:
    """Whether what stands right behind a full stop shows at once that it ends nothing: `3.5`."""
    return after.isascii() and (after.isdigit() or after.islower())


@cache
def _candidates() -> re.Pattern[str]:
    return re.compile(_PATTERN, re.VERBOSE)


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(_BLANK_LINE)


@cache
def _webs() -> re.Pattern[str]:
    return re.compile(
        r"(?:https?://|www\.)[^\s<>\"”’»]*[\w/]|[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+", re.IGNORECASE
    )


def _place(text: str, start: int, end: int) -> _Place:
    at = start
    while at < end and text[at] in ".!?…" + _ALWAYS + ";":
        at += 1
    head = text[max(0, start - 40) : start]
    found = re.search(_BEFORE, head.rstrip(" \u00a0\u202f") if text[start] != "." else head)
    ahead = text[end : end + 60]
    gap = ahead[:1].isspace()
    tail = ahead.lstrip()
    dash = tail[:1] in _DASHES and (gap or tail[1:2].isspace())
    tail = tail.lstrip(_DASHES + " \u00a0\u202f") if dash else tail
    # Dutch opens sentences with 's and 't in lower case before a capital.
    opener = re.sub(r"\A['’][a-z]\s+(?=[A-Z])", "", tail).lstrip(_OPENERS + " \u00a0\u202f")
    word = re.match(r"[\w’'-]*", opener)
    return _Place(
        text=text,
        start=start,
        end=end,
        mark=text[start:at],
        closed=any(char in "”’)]}›」』）】\"'“‘«»" for char in text[at:end]),
        before=found.group() if found else "",
        gap=gap,
        dash=dash,
        after=(word.group() if word else "") or tail[:1],
    )


def _ends(place: _Place) -> bool:
    mark = place.mark[0]
    if mark in _ALWAYS:
        return _ends_in_asia(place)
    if place.text[place.end] in ",;:，、" or not place.after:
        return False
    if place.after[0].islower():
        return _ends_before_lower(place)
    if place.dash and (_is_short(place) or not place.after[0].isupper()):
        return False
    if mark == "…" or place.mark.startswith(".."):
        return place.text[place.start - 1 : place.start] not in tuple("[(“„«‘")
    if not place.gap and not _may_be_glued(place):
        return False
    if mark in "?!;":
        return not (mark == "!" and place.before.lower() in words.NAMES_WITH_MARK)
    return _ends_at_full_stop(place)


def _ends_in_asia(place: _Place) -> bool:
    """Whether an ideographic full stop and its like ends more than a quotation."""
    if place.mark[0] not in "。｡！？" or not place.closed:
        return True
    rest = place.text[place.end : place.end + 8]
    return rest[:1] not in _GOES_ON and not re.match(_SAID, rest)


def _ends_before_lower(place: _Place) -> bool:
    """A word in lower case opens a sentence only behind a full stop that can be nothing else."""
    if place.mark != "." or place.closed or place.dash or not place.gap:
        return False
    if place.text[place.end : place.end + 60].lstrip()[:1] != place.after[:1]:
        return False
    before = place.before
    camel = place.after[1:2].isupper()  # iPhone, eBay
    known = before.isalpha() and before.islower() and not _is_short(place)
    plain = before in words.STARTERS or len(before) > 4
    return known and (plain or camel or (len(before) > 3 and place.after in words.STARTERS))


def _may_be_glued(place: _Place) -> bool:
    """Whether a capital right behind the mark opens a sentence: `himself.The`, not `ASP.NET`."""
    here = place.text[place.end]
    if here in '“‘«„¿¡("':
        return len(place.before) > 1 or place.closed
    if not here.isalpha():
        return False
    if not here.isupper():  # a script without case: only behind a word of the same kind
        return len(place.before) > 1
    following = place.text[place.end + 1 : place.end + 2]
    if not (following.islower() or following == " " or following in "’'"):
        return False
    if place.closed or place.mark[0] in "?!":
        return True
    token = re.match(r"[\w.]*", place.text[place.end : place.end + 40])
    is_name = token is not None and re.search(r"\.[a-z]{2,5}\b(?!\.)", token.group()) is not None
    before = place.before.rpartition(".")[2]
    long_enough = len(before) > 1 or before.isdigit() or not before
    return long_enough and not is_name and not _is_short(place)


def _is_short(place: _Place) -> bool:
    """Whether the word before the full stop is an abbreviation, an acronym or an initial."""
    word = place.before.lower()
    return (
        place.mark == "."
        and bool(word)
        and (
            word in words.TITLES
            or word in words.SOFT
            or word in words.INNER
            or word in words.MONTHS
            or (len(word) == 1 and word.isalpha())
            or _is_acronym(place.before)
        )
    )


def _is_acronym(word: str) -> bool:
    """`U.S`, `p.m`, `Ph.D`, `J.K`: short parts with full stops between them."""
    parts = word.split(".")
    return (
        len(parts) > 1
        and all(0 < len(part) < 4 and part.isalpha() for part in parts)
        and (len(parts[-1]) == 1 or len(parts[0]) == 1)
    )


def _ends_at_full_stop(place: _Place) -> bool:
    """A full stop, space, and then a capital, a digit, or a letter of a script without case."""
    word, after = place.before, place.after
    low = word.lower()
    opens = after.lower() in words.STARTERS
    number = after[0].isdigit()
    if _opens_the_block(place):
        return False
    if low in words.LISTS_END:
        return True
    if low in words.TITLES:
        return place.closed and low != "ret"
    if low in words.INNER:
        return opens and place.closed
    if low in words.NUMBERED and number:
        return False
    if low in words.MONTHS and word[0].isupper():
        return opens and not number
    if low in words.SOFT and (word[0].isupper() or low not in ("in", "no", "ill", "miss", "min")):
        return opens
    if len(word) == 1 and word.isalpha():
        return _ends_at_initial(place, opens)
    if _is_acronym(word):
        return opens and not number
    if word.isdigit():
        return _ends_at_number(place)
    return True


def _opens_the_block(place: _Place) -> bool:
    """Whether all that stands before the full stop is an item's number, `1.` or `IV.`."""
    head = place.text[: place.start].strip() if place.start < 8 else "too long"
    return re.fullmatch(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,6})", head) is not None


def _ends_at_initial(place: _Place, opens: bool) -> bool:
    """`J. Marsh` goes on; `vitamin C. She`, `Mr. X. Nobody` and `2000 г. Потом` do not."""
    head = place.text[max(0, place.start - 25) : place.start - 1].split()
    above = head[-1] if head else ""
    if place.before in "гр" and above.isdigit():
        return place.after[0].isupper()
    title = above.lower().rstrip(".") in words.TITLES
    return (opens and place.before != "I" and (above[:1].islower() or title)) or (
        opens and place.before == "I" and above[:1].islower()
    )


def _ends_at_number(place: _Place) -> bool:
    """`in 1987. In` ends; `am 3. Oktober`, `plan: 2. A list` do not."""
    if place.after in words.GERMAN_AFTER_ORDINAL and len(place.before) < 3:
        return False
    head = place.text[: place.start - len(place.before)].rstrip()
    return not (len(place.before) < 3 and head[-1:] in ("", ",", ";", ":"))
