"""Days, dates and times of a text that say when something happened."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotations.suggestions.facts.lexicon import DAY_NAMES, MONTH_NAMES

_MONTH = "|".join(month.title() for month in MONTH_NAMES)
_DATE = re.compile(
    rf"\b(?:(?P<from>\d{{1,2}})(?:st|nd|rd|th)? ?(?:to|and|[-–]) ?)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? "
    rf"(?:of )?(?P<month>{_MONTH})\b"
    rf"|\b(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?! ?%)"
    rf"|\b(?:the )?(?P<part>end|beginning|start|middle|early|mid|late)(?: of |-| )(?P<month3>{_MONTH})\b"
    rf"|\b(?P<ordinal>first|second|third|fourth|fifth) of (?P<month4>{_MONTH})\b"
)
_WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(day.title() for day in DAY_NAMES)})\b")
_TIME = re.compile(
    r"(?<![:.\d])(?<!: )\b(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))? ?(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
    r"|\b(?:(?P<hour24>[01]?\d|2[0-4]):|(?<=at |by |he )(?P<dotted>[01]?\d|2[0-4])\.)(?P<minute24>[0-5]\d)\b"
    r"(?! ?(?:percent|%|million|billion|kilomet|metre|m\b))"
    r"|\b(?P<named>noon|midnight)\b",
    re.IGNORECASE,
)
_PARTS = {"start": (1, 5), "beginning": (1, 8), "early": (1, 12), "middle": (8, 22), "mid": (8, 22),
          "late": (18, 31), "end": (24, 31)}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
APART = 30
"""Minutes by which two times of day may differ and still be the same."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When: `[start, end)` in code points, what sort it is, and the values that it allows.

    A `date` allows days of the year (31 a month), a `weekday` 0..6, a `time` minutes of the day.
    """

    start: int
    end: int
    sort: str
    low: int
    high: int

    def fits(self, other: Moment) -> bool:
        """Whether one day or time can be meant by both."""
        slack = APART if self.sort == "time" else 0
        return self.low - slack <= other.high and other.low - slack <= self.high


def moments(text: str) -> list[Moment]:
    """The dates, weekdays and times of day of a text, each sort in order."""
    found = [_date(match) for match in _DATE.finditer(text)]
    for match in _WEEKDAY.finditer(text):
        day = DAY_NAMES.index(match["weekday"].lower())
        found.append(Moment(*match.span(), "weekday", day, day))
    return found + [moment for match in _TIME.finditer(text) if (moment := _time(match))]


def _date(match: re.Match[str]) -> Moment:
    month = next(match[name] for name in ("month", "month2", "month3", "month4") if match[name])
    base = 31 * MONTH_NAMES.index(month.lower())
    if match["part"]:
        low, high = _PARTS[match["part"].lower()]
    elif match["ordinal"]:
        low = high = _ORDINALS[match["ordinal"]]
    else:
        high = int(match["day"] or match["day2"])
        low = int(match["from"]) if match["from"] else high
    return Moment(*match.span(), "date", base + low, base + high)


def _time(match: re.Match[str]) -> Moment | None:
    if match["named"]:
        at = 720 if match["named"].lower() == "noon" else 1440
    elif match["half"]:
        at = int(match["hour"]) % 12 * 60 + int(match["minute"] or 0)
        at += 720 if match["half"].lower().startswith("p") else 0
    else:
        at = int(match["hour24"] or match["dotted"]) * 60 + int(match["minute24"])
    return Moment(*match.span(), "time", at, at)
