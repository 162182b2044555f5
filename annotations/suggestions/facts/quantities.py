"""Numbers of a text: how much, how exactly, in what unit, and of what.

Left out is what looks like a number and says how many of nothing: years, ages, ordinals, days of a
month, times of day, and what only tells one thing from another (`Line 4`, `Room 12`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.alignment.diff.lexicon import MONTHS, NUMBER_WORDS
from annotations.suggestions.facts.lexicon import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    GENERIC,
    GUESSED,
    LABELLED,
    SIGNS,
    UNITS,
    ZONES,
)
from annotations.suggestions.facts.reading import Reading, Word

_MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6,
    "bn": 1e9, "k": 1e3, "dozen": 12.0,
}  # fmt: skip
_PARTS = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
          "fifth": 1 / 5, "fifths": 1 / 5, "tenth": 1 / 10}  # fmt: skip
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CLOCK = re.compile(r"[012]?\d[.:][0-5]\d")
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
HEAD = 4
"""Words after a number among which stands what it counts."""
ROUGH = 0.12
"""Share by which a number that is told roughly may be off."""
MUCH_MORE = 1.25
"""Times a least number that a count may be and still bear it out."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text: `[start, end)` in code points, and the values that it allows.

    `low` and `high` bound them, in the unit of `dimension` (`count`, `dollars`, `percent`, `length`
    in metres ..). `vague` says that it is told roughly or as a bound, `guessed` that somebody
    estimates it. `of` are the words for what is counted, `whole` says that it is all there are
    (the five in `three of the five`).
    """

    start: int
    end: int
    low: float
    high: float
    dimension: str
    vague: bool
    guessed: bool
    of: tuple[Word, ...]
    at: int
    whole: bool = False

    def fits(self, other: Quantity) -> bool:
        """Whether one value can be meant by both."""
        return self.low <= other.high and other.low <= self.high


def quantities(reading: Reading) -> list[Quantity]:
    """The numbers of a text, in order."""
    words = reading.words
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        end, value = _number(words, at)
        if value is None or not _counts(words, at, end):
            at = max(end, at + 1)
            continue
        found.append(_quantity(reading, at, end, value))
        at = end
    return _ranges(words, found)


def _number(words: Sequence[Word], at: int) -> tuple[int, float | None]:
    """The number that begins at a word, and the index behind it; None where none begins."""
    word, end = words[at], at + 1
    if _DIGITS.fullmatch(word.text):
        value = float(word.text.replace(",", ""))
    elif word.folded in NUMBER_WORDS or (
        word.folded in ("a", "one") and end < len(words) and words[end].folded in _MAGNITUDES
    ):
        value = float(NUMBER_WORDS.get(word.folded, 1))
        if value >= 20 and end + 1 < len(words) and words[end].text == "-":
            unit = NUMBER_WORDS.get(words[end + 1].folded, 0)
            if 0 < unit < 10:
                value, end = value + unit, end + 2
    else:
        return _share(words, at)
    if end < len(words) and words[end].folded in ("fifths", "thirds", "quarters", "tenths"):
        return _times(words, end, value)
    if [each.folded for each in words[end : end + 3]] == ["and", "a", "half"]:
        value, end = value + 0.5, end + 3
    while end < len(words) and words[end].folded in _MAGNITUDES and _beside(words, end):
        value, end = value * _MAGNITUDES[words[end].folded], end + 1
    return end, value


def _times(words: Sequence[Word], end: int, value: float) -> tuple[int, float | None]:
    return end + 1, value * _PARTS.get(words[end].folded, 1)


def _beside(words: Sequence[Word], at: int) -> bool:
    """Whether `m` stands at a number as a magnitude (`5m`), where it could be a metre too."""
    return len(words[at].text) > 1 or words[at].start == words[at - 1].end


def _share(words: Sequence[Word], at: int) -> tuple[int, float | None]:
    """`half of`, `a third of`: a share as a number below one."""
    start = at
    if words[at].folded == "a" and at + 1 < len(words):
        at += 1
    part = _PARTS.get(words[at].folded)
    followed = [word.folded for word in words[at + 1 : at + 3]]
    named = words[at].folded == "half" or at > start
    if part is None or not named or followed[:1] != ["of"] or followed[1:] in (["an"], ["the"])[:1]:
        return start + 1, None
    return at + 1, part


def _counts(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a number says how many, and does not only name or date something."""
    before = words[at - 1] if at else None
    after = words[end] if end < len(words) else None
    text = words[at].text
    if after is not None:
        if after.folded in MONTHS or after.folded in (
            "am",
            "pm",
            "a.m.",
            "p.m.",
            "o’clock",
            "o'clock",
        ):
            return False
        if (
            after.text in "-–"
            and end + 1 < len(words)
            and words[end + 1].folded in ("year", "minute")
        ):
            return False
        if (
            after.folded in ("year", "years")
            and end + 1 < len(words)
            and words[end + 1].folded == "old"
        ):
            return False
    if _of_a_moment(words, at, end):
        return False
    later = [word.folded for word in words[end : end + 3]]
    if later[2:] and later[0] in ("to", "and", "-", "–") and later[2] in MONTHS:
        return False  # `from 9 to 13 June`
    if (
        later[:1] == ["of"]
        and later[1:2]
        and later[1] in ("them", "those", "whom", "which", "these")
    ):
        return False  # a part of what was counted before
    if before is None:
        return True
    if before.end == words[at].start and before.text.isalpha():
        return False  # a road, as `A17`
    if _labelled(words, at) and not (after is not None and after.folded in UNITS):
        return False
    if _CLOCK.fullmatch(text) and before.folded in ("at", "by", "the", "until", "before", "after"):
        return False
    if {"aged", "age"} & {word.folded for word in words[max(0, at - 4) : at]}:
        return False
    if before.folded in MONTHS or before.folded in ("aged", "age", "no", "number", "at")[:2]:
        return False
    if before.text in "-–" and words[at - 2].text.isdigit():
        return False  # the second number of a result, as `3-2`
    if before.text in (".", ",") and after is not None and after.text in (",", ".", ")", "]"):
        return not (end == at + 1 and text.isdigit() and 0 < int(text) < 120)  # an age
    if end == at + 1 and _YEAR.fullmatch(text):
        return (
            after is not None and after.tells and before.folded not in ("in", "since", "of", "to")
        )
    if before.folded == "year":
        return False
    named = before.capital and before.tells and at > 1 and before.folded not in ABOUT
    plural = after is not None and (after.folded.endswith("s") or bool(after.ideas & GENERIC))
    return not (named and text.isdigit()) or plural


def _of_a_moment(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a number is of a day or a time in figures: `14 / 09`, and `20: 09` with a space in it.

    So is the half of `4 1 / 2`, whose whole would be told wrongly.
    """
    before = [word.text for word in words[max(0, at - 2) : at]]
    behind = [word.text for word in words[end : end + 2]]
    parted = any(
        len(two) == 2 and two[0] in ":/" and two[1].isdigit() for two in (before[::-1], behind)
    )
    return parted or (end < len(words) and words[end].folded in ZONES)


def _labelled(words: Sequence[Word], at: int) -> bool:
    """Whether a number names something: `exit 31`, or the second of `exits 31 and 32`."""
    if not words[at].text.isdigit():
        return False
    if words[at - 1].folded == "and" and at >= 3 and words[at - 2].text.isdigit():
        at -= 2
    return words[at - 1].folded in LABELLED


def _quantity(reading: Reading, at: int, end: int, value: float) -> Quantity:
    words = reading.words
    dimension, scale, end = _unit(words, at, end, value)
    start = at - 1 if at and words[at - 1].text in SIGNS else at
    before = " ".join(word.folded for word in words[max(0, start - 4) : start])
    low = high = value
    vague = True
    if before.endswith(AT_MOST):
        low = value * (1 - ROUGH)
    elif before.endswith(AT_LEAST):
        high = value * MUCH_MORE
    elif before.split()[-1:] and before.split()[-1] in ABOUT:
        low, high = value * (1 - ROUGH), value * (1 + ROUGH)
    else:
        vague = False
        step = _step(words[at].text, value)
        low, high = value - step / 2, value + step  # 43.9 million is often cut to 43
    if dimension != "count":  # what is measured is exact to its last figure, a share to a tenth
        exact = (
            5.0 / scale
            if value * scale != value and dimension == "percent"
            else _last(words[at].text)
        )
        low, high = low - exact, high + exact
    clause = reading.clause_of(at)
    guessed = any(word.ideas & GUESSED for word in clause)
    whole = any(
        words[of].folded == "of" and of > 0 and _number(words, of - 1)[1] is not None
        for of in range(max(0, start - 3), start)
    )
    return Quantity(
        words[start].start, words[end - 1].end, low * scale, high * scale, dimension, vague, guessed,
        _head(words, start, end), at, whole,
    )  # fmt: skip


def _last(text: str) -> float:
    """Half of what the last decimal of a number stands for."""
    decimals = text.partition(".")[2]
    return 0.5 * 10.0 ** -len(decimals) if text[:1].isdigit() else 0.0


def _step(text: str, value: float) -> float:
    """What the last figure of a round number stands for; 0 for a number that is not round."""
    if value < 100 or value != int(value):
        return 0.0
    step = 1.0
    while value % (step * 10) == 0:
        step *= 10
    return step if step > 1 else 0.0


def _unit(words: Sequence[Word], at: int, end: int, value: float) -> tuple[str, float, int]:
    """What a number measures, the size of its unit, and the index behind the unit."""
    if at and words[at - 1].text in SIGNS:
        return SIGNS[words[at - 1].text], 1.0, end
    if end < len(words):
        name = words[end].folded
        spelled = "".join(word.text for word in words[end : end + 3]).lower()
        if spelled.startswith("km/h"):
            return "speed", 1.0, end + 3
        if name == "per" and words[end + 1 : end + 2] and words[end + 1].folded == "cent":
            return "percent", 1.0, end + 2
        if name in ("in", "out") and (ten := _ten(words, end)):
            return "percent", 100.0 / ten[0], ten[1]
        if name in UNITS:
            return (*UNITS[name], end + 1)
    if value < 1:
        return "percent", 100.0, end
    return "count", 1.0, end


def _ten(words: Sequence[Word], at: int) -> tuple[float, int] | None:
    """The ten of `six in ten`, `six out of ten`, and the index behind it."""
    at += 2 if words[at].folded == "out" else 1
    known = {"ten": 10.0, "10": 10.0, "100": 100.0, "five": 5.0, "four": 4.0, "three": 3.0}
    return (
        (known[words[at].folded], at + 1) if at < len(words) and words[at].folded in known else None
    )


def _head(words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    """The words for what is counted: behind the number, or else before it."""
    found: list[Word] = []
    for word in words[end : end + HEAD]:
        if word.tells:
            found.append(word)
        elif found or word.folded not in ("of", "the", "these", "those", "more", "-", "other"):
            break
    if found:
        return tuple(found)
    return tuple(
        word
        for word in words[max(0, start - 6) : start]
        if word.tells and word.clause == words[start].clause
    )


def _ranges(words: Sequence[Word], found: list[Quantity]) -> list[Quantity]:
    """Join `10 to 14 days` and `10-14`: one number that allows all between."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        between = [
            w.folded for w in words if last and last.end <= w.start and w.end <= quantity.start
        ]
        if (
            last
            and (between == ["to"] or (between == ["and"] and _between(words, last)))
            and (last.low < quantity.high)
        ):
            scale = 1.0
            if last.dimension == "count" and quantity.dimension != "count":
                scale = quantity.low / max(_plain(words, quantity), 1e-9)
            joined[-1] = Quantity(
                last.start, quantity.end, last.low * scale, quantity.high, quantity.dimension, True,
                quantity.guessed, quantity.of, last.at,
            )  # fmt: skip
        else:
            joined.append(quantity)
    return joined


def _between(words: Sequence[Word], quantity: Quantity) -> bool:
    return quantity.at > 0 and words[quantity.at - 1].folded == "between"


def _plain(words: Sequence[Word], quantity: Quantity) -> float:
    """The bare number of a quantity."""
    value = _number(words, quantity.at)[1]
    return value if value else quantity.low


def scores(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Results of games (`3-2`): where each starts and ends, and how it reads."""
    for match in re.finditer(
        r"(?<![\d-])(\d{1,2})[-–](\d{1,2})(?![\d-])(?!\s?(?:\w+)?s\b)", reading.text
    ):
        yield match.start(), match.end(), f"{match[1]}-{match[2]}"
