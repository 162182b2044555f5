"""Words as a reader would select them; punctuation between them is no token."""

from __future__ import annotations

import re

from annotations.articles.article import Span

_URL = r"(?:https?://|www\.)[^\s<>\"”’»]*[\w/]"
_EMAIL = r"[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+"
_ACRONYM = r"(?:[^\W\d_]\.){2,}(?:[-‑–/][^\W_]+)*|[^\W\d_]+(?:[-‑](?:[^\W\d_]\.){2,})+"
_NUMBER = r"(?:[A-Z]{0,3}[$€£¥₹])?[+−-]?\d+(?:[.,:/’'\u00a0\u202f–-]\d+)*(?:%|‰|°[CFcf]?|[^\W\d_]+(?:[²³])?)?(?:-\w+)*"
_WORD = r"[@#]?\w+(?:[-‐‑'’·&]\w+)*"


_TOKEN = re.compile("|".join((_URL, _EMAIL, _ACRONYM, _NUMBER, _WORD)))


def tokens(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of the words of `text[start:end]`, in order; punctuation and space lie between them."""
    return tuple(Span(*match.span()) for match in _TOKEN.finditer(text, start, end))
