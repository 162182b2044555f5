"""The aligner's tokenizer: words and numbers of a unit, folded and stemmed to be matched.

`articles.tokens` is the tokenizer for reading, which keeps words as a reader selects them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from annotations.alignment.linking.stemming import fold, stem

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_TOKEN = re.compile(
    # The space before a token goes with it: to find that no token begins there takes as long.
    r" ?(?:"
    # Most words of English by far, found in half of the time that `word` takes for the same.
    r"(?P<plain>[A-Za-z]{2,}(?![A-Za-z']|[^\x00-\x7f]))"
    r"|(?P<abbreviation>[^\W\d_]\.(?:[^\W\d_]\.)+)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    # Scripts written without spaces between words: Thai to Khmer, kana, Han, Hangul.
    r"|(?P<unspaced>[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff]+|[\u0300-\u036f]+)*(?:['’][^\W\d_]+)*)"
    r"|(?P<open>[“„«「『])|(?P<close>[”»」』])|(?P<quote>\")|(?P<stop>[.!?:;…]+|\n)"
    r")"
)
_PLAIN, _ABBREVIATION, _NUMBER, _UNSPACED, _WORD, _OPEN, _CLOSE, _QUOTE, _STOP = range(1, 10)
"""The groups of `_TOKEN`, of which each match has one."""
_WRITTEN = frozenset({_PLAIN, _WORD, _ABBREVIATION})
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
STOP_WORDS = frozenset(
    """
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
    """.split()  # noqa: SIM905 - read as a text, kept as a text
)
"""English words that carry grammar more than meaning, the one list of the aligner and the diff.

Folded, with straight apostrophes; negations are in it, which the diff takes out again.
"""


class MatchToken(NamedTuple):
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


def match_tokens(text: str) -> tuple[MatchToken, ...]:
    """Give the words of a text in order; text without spaces comes as pairs of characters."""
    found: list[MatchToken] = []
    add, made = found.append, tuple.__new__  # half of the time is making tokens
    quoted, opens = False, True
    for match in _TOKEN.finditer(text):
        kind = match.lastindex or 0
        raw = match.group(kind)
        start, end = match.span(kind)
        if kind in _WRITTEN:
            word, root, number, capital = _read(raw)
            add(made(MatchToken, (start, end, word, root, capital, opens, number, quoted)))
            opens = False
            continue
        if _OPEN <= kind <= _QUOTE:
            quoted = kind == _OPEN or (kind == _QUOTE and not quoted)
            opens = opens or kind != _CLOSE
            continue
        if kind == _STOP:
            opens = True
            continue
        if kind == _UNSPACED:
            for at in range(max(1, len(raw) - 1)):
                pair = fold(raw[at : at + 2])
                stop = min(start + at + 2, end)
                add(MatchToken(start + at, stop, pair, pair, False, False, False, quoted))
        else:
            value = raw.replace(",", "") if _GROUPED.fullmatch(raw) else raw
            add(MatchToken(start, end, value, value, False, opens, True, quoted))
        opens = False
    return tuple(found)


@lru_cache(maxsize=65536)
def _read(raw: str) -> tuple[str, str, bool, bool]:
    """Give a written word folded, its stem, whether it is a number in letters, or has a capital."""
    folded = fold(raw.replace(".", ""))
    if folded in _WORD_NUMBERS:
        value = _WORD_NUMBERS[folded]
        return value, value, True, False
    return folded, stem(folded), False, raw[0].isupper()


def names_among(units: Sequence[Sequence[MatchToken]]) -> frozenset[str]:
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
