"""What a unit of text says in countable terms: words, names, numbers, and what it quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from annotations.alignment.stems import fold, stem

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_TOKEN = re.compile(
    r"(?P<abbreviation>[^\W\d_]\.(?:[^\W\d_]\.)+)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    # Scripts written without spaces between words: Thai to Khmer, kana, Han, Hangul.
    r"|(?P<unspaced>[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff]+|[\u0300-\u036f]+)*(?:['’][^\W\d_]+)*)"
    r"|(?P<open>[“„«「『])|(?P<close>[”»」』])|(?P<quote>\")|(?P<stop>[.!?:;…]+|\n)"
)
_CARDINALS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
_WORD_NUMBERS = {
    word: str(value) for value, word in enumerate(_CARDINALS.split()) if value != 1
} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
    "dozen": "12",
}
_STOPS = """
a about above after again against all also although am among an and any are as at away be
because been before being below between both but by can cannot could did do does doing down
during each either else even ever every few for from further get go had has have having he her
here hers herself him himself his how however i if in into is it its itself just like made make
many may me might more most much must my myself neither no nor not now of off on once one only
or other others our ours out over own per rather same say says said shall she should since so
some still such than that the their theirs them themselves then there these they this those
though through thus to too toward towards under until up upon us very was we were what when
where whether which while who whom whose why will with within without would yet you your yours
i'm it's that's don't didn't won't he's she's they're isn't wasn't i've we're you're can't
doesn't
"""
STOP_WORDS = frozenset(_STOPS.split())


class Token(NamedTuple):
    """One word of a unit: folded, stemmed, and how it stands there; offsets are the unit's own."""

    start: int
    end: int
    word: str
    stem: str
    capital: bool
    opens: bool
    number: bool
    quoted: bool

    @property
    def stops(self) -> bool:
        """Whether it is a function word, which says nothing alone."""
        return self.word in STOP_WORDS


def tokens(text: str) -> tuple[Token, ...]:
    """Give the words of a text in order; text without spaces comes as pairs of characters."""
    found: list[Token] = []
    add, made = found.append, tuple.__new__  # half of the time is making tokens
    quoted, opens = False, True
    for match in _TOKEN.finditer(text):
        kind, raw = match.lastgroup, match.group()
        start, end = match.span()
        if kind == "word" or kind == "abbreviation":
            word, root, number = _read(raw)
            capital = not number and raw[0].isupper()
            add(made(Token, (start, end, word, root, capital, opens, number, quoted)))
            opens = False
            continue
        if kind in ("open", "close", "quote"):
            quoted = kind == "open" or (kind == "quote" and not quoted)
            opens = opens or kind != "close"
            continue
        if kind == "stop":
            opens = True
            continue
        if kind == "unspaced":
            for at in range(max(1, len(raw) - 1)):
                pair = fold(raw[at : at + 2])
                stop = min(start + at + 2, end)
                add(Token(start + at, stop, pair, pair, False, False, False, quoted))
        else:
            value = raw.replace(",", "") if _GROUPED.fullmatch(raw) else raw
            add(Token(start, end, value, value, False, opens, True, quoted))
        opens = False
    return tuple(found)


@lru_cache(maxsize=65536)
def _read(raw: str) -> tuple[str, str, bool]:
    """Give a written word folded, its stem, and whether it is a number in letters."""
    folded = fold(raw.replace(".", ""))
    if folded in _WORD_NUMBERS:
        value = _WORD_NUMBERS[folded]
        return value, value, True
    return folded, stem(folded), False


def names_among(units: Sequence[Sequence[Token]]) -> frozenset[str]:
    """Give the stems that are names in these units.

    A name is written with a capital inside a sentence, and nowhere without one.
    """
    inside: set[str] = set()
    small: set[str] = set()
    for unit in units:
        for token in unit:
            if token.number or token.word in STOP_WORDS:
                continue
            if not token.capital:
                small.add(token.stem)
            elif not token.opens:
                inside.add(token.stem)
    return frozenset(inside - small)
