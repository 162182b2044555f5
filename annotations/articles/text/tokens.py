"""Words as a reader would select them; punctuation, symbols and space lie between them.

A token is a word with its hyphens and apostrophes (`face-to-face`, `wasn’t`, `l’école`), an
acronym with its full stops (`U.S.`, `U.S.-Russia`), a number with its separators, sign, currency
and unit (`$3.5bn`, `24/7`, `1,204.75`, `5%`, `16-year-old`), an address, a mention or a hashtag.
Han and Hiragana are taken by the character, Katakana and all other scripts by the run.
"""

from __future__ import annotations

import re
from functools import cache

from annotations.articles.article import Span
from annotations.articles.text.graphemes import is_simple, snap_out

_MARKS = (
    "300-36F 483-489 591-5BD 5BF-5BF 5C1-5C2 5C4-5C5 5C7-5C7 610-61A 64B-65F 670-670 6D6-6DC "
    "6DF-6E8 6EA-6ED 711-7F3 7FD-7FD 816-82D 859-85B 898-8E1 8E3-963 981-9E3 9FE-A75 A81-AE3 "
    "AFA-B63 B82-BD7 C00-C63 C81-C83 CBC-D4D D57-D63 D81-DF3 E31-E3A E47-E4E EB1-ECD F18-F19 "
    "F35-F35 F37-F37 F39-F39 F3E-F84 F86-FBC FC6-FC6 102B-103E 1056-109D 135D-135F 1712-1734 "
    "1752-17D3 17DD-17DD 180B-180D 180F-193B 1A17-1A1B 1A55-1A7F 1AB0-1B44 1B6B-1B73 1B80-1BF3 "
    "1C24-1C37 1CD0-1CD2 1CD4-1DFF 200C-200D 20D0-20F0 2CEF-2CF1 2D7F-2DFF 302A-302F 3099-309A "
    "A66F-A672 A674-A67D A69E-A6F1 A802-A827 A82C-A82C A880-A8C5 A8E0-A8F1 A8FF-A92D A947-A953 "
    "A980-A9C0 A9E5-AA4D AA7B-AAC1 AAEB-AAEF AAF5-AAF6 ABE3-ABEA ABEC-ABED FB1E-FB1E FE00-FE0F "
    "FE20-FE2F 101FD-1037A 10A01-10A3F 10AE5-10AE6 10D24-10EAC 10F46-10F50 10F82-10F85 11000-11046 "
    "11070-110BA 110C2-110C2 11100-11134 11145-11173 11180-111C0 111C9-111CC 111CE-111CF "
    "1122C-11237 1123E-1123E 112DF-11446 1145E-114C3 115AF-115C0 115DC-11640 116AB-116B7 "
    "1171D-1172B 1182C-1183A 11930-11943 119D1-119E0 119E4-11A3E 11A47-11A99 11C2F-11C3F "
    "11C92-11EF6 16AF0-16AF4 16B30-16B36 16F4F-16F92 16FE4-16FF1 E0100-E01EF"
)
"""Combining marks (Unicode 15.1, categories Mn, Mc, Me), ranges run together over letters."""

_BY_CHARACTER = "\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"


def word_spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of the words of `text[start:end]`, in order; none splits a grapheme cluster."""
    web = any(text.find(sign, start, end) >= 0 for sign in ("@", "://", "www."))
    if is_simple(text, start, end):
        found = _pattern(web=web, marks=False).finditer(text, start, end)
        return tuple([Span(*match.span()) for match in found])
    spans: list[Span] = []
    for match in _pattern(web=web, marks=True).finditer(text, start, end):
        low, high = snap_out(text, Span(*match.span()))
        if spans and low < spans[-1].end:
            low = spans.pop().start
        spans.append(Span(max(low, start), min(high, end)))
    return tuple(spans)


@cache
def _pattern(*, web: bool, marks: bool) -> re.Pattern[str]:
    # The ranges run over letters, which are no marks: without the look-ahead a letter could be
    # matched in two ways, and a long word in exponentially many.
    mark = f"(?:(?!\\w)[{''.join(map(_range, _MARKS.split()))}])*" if marks else ""
    letter = f"(?:[^\\W\\d_{_BY_CHARACTER}{_KATAKANA}]{mark})"
    char = f"(?:[^\\W_{_BY_CHARACTER}{_KATAKANA}]{mark})"
    digit = f"(?:\\d{mark})"
    initials = f"(?:{letter}\\.){{2,}}"
    acronym = f"{initials}(?:[-‑–/]{char}+)*"
    number = (
        f"(?:[A-Z]{{0,3}}[$€£¥₹])?[+−-]?{digit}+(?:[.,:/’'\u00a0\u202f–-]{digit}+)*"
        f"(?:[%‰]|°[CFcf]?|{letter}+[²³]?)?(?:[-‑]{char}+)*"
    )
    word = f"[@#]?{char}+(?:[-‑]{initials}|[-‐‑'’·&_]{char}+)*"
    han = f"[{_BY_CHARACTER}]{mark}"
    kinds = [acronym, number, word, han, f"(?:[{_KATAKANA}]{mark})+"]
    if web:
        url = r"(?:https?://|www\.)[^\s<>\"”’»]{1,2000}(?<=[\w/])"
        email = r"[\w.+-]{1,64}+@\w[\w-]{0,62}(?:\.\w[\w-]{0,62})+"
        kinds = [url, email, *kinds]
    return re.compile("|".join(kinds))


def _range(ends: str) -> str:
    low, high = ends.split("-")
    return f"{chr(int(low, 16))}-{chr(int(high, 16))}"
