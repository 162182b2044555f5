"""What an export could not carry and what an import did: counted, and in sentences for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LISTED = 20
"""Single cases named under one sentence; the rest are counted."""


def counted(count: int, what: str) -> str:
    """A number with what it counts; `what` begins with a plural that drops its s after 1."""
    noun, space, rest = what.partition(" ")
    return f"{count} {noun.removesuffix('s') if count == 1 else noun}{space}{rest}"


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that a format cannot carry: how often, and the first cases by name."""

    what: str
    count: int
    cases: tuple[str, ...] = ()

    def __str__(self) -> str:
        return counted(self.count, self.what)


@dataclass(frozen=True, slots=True)
class LossReport:
    """The end of every export.

    `written` counts what went out, by kind (`annotations`, `relations`…); `losses` are what the
    format could not carry, or had to change.
    """

    format: str
    written: Mapping[str, int]
    losses: tuple[Loss, ...] = ()

    @property
    def lossless(self) -> bool:
        return not self.losses

    def lines(self, *, cases: bool = False) -> list[str]:
        """Sentences for people, the first one the summary; `cases` names single ones too."""
        counts = ", ".join(counted(count, kind) for kind, count in self.written.items() if count)
        lines = [f"{self.format}: {counts or 'nothing'} written"]
        for loss in self.losses:
            lines.append(f"  {loss}")
            if cases:
                lines += [f"    {case}" for case in loss.cases]
                if loss.cases and loss.count > len(loss.cases):
                    lines.append(f"    and {loss.count - len(loss.cases)} more")
        return lines

    def to_dict(self) -> dict[str, object]:
        """The report as plain values, for JSON."""
        return {
            "format": self.format,
            "written": dict(self.written),
            "losses": [
                {"what": loss.what, "count": loss.count, "cases": list(loss.cases)}
                for loss in self.losses
            ],
        }


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The end of every import (or, with `dry_run`, what it would have done).

    `added` and `known` count by kind what was new and what was there already; `problems` are
    sentences on what was left out or changed on the way.
    """

    format: str
    added: Mapping[str, int]
    known: Mapping[str, int]
    suggestions: int = 0
    problems: tuple[str, ...] = ()
    dry_run: bool = False

    def lines(self) -> list[str]:
        """Sentences for people, the first one the summary."""
        verb = "would be added" if self.dry_run else "added"
        counts = ", ".join(counted(count, kind) for kind, count in self.added.items() if count)
        lines = [f"{self.format}: {counts} {verb}" if counts else f"{self.format}: nothing new"]
        if self.suggestions:
            lines.append(f"  suggestions, to be accepted or rejected: {self.suggestions}")
        known = ", ".join(counted(count, kind) for kind, count in self.known.items() if count)
        if known:
            lines.append(f"  already here: {known}")
        return lines + [f"  {problem}" for problem in self.problems]

    def to_dict(self) -> dict[str, object]:
        """The report as plain values, for JSON."""
        return {
            "format": self.format,
            "added": dict(self.added),
            "known": dict(self.known),
            "suggestions": self.suggestions,
            "problems": list(self.problems),
            "dry_run": self.dry_run,
        }


@dataclass(slots=True)
class Tally:
    """What an export writes and loses, counted while it goes."""

    written: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    cases: dict[str, list[str]] = field(default_factory=dict)

    def wrote(self, kind: str, count: int = 1) -> None:
        self.written[kind] += count

    def lose(self, what: str, case: str = "", count: int = 1) -> None:
        """Count one loss; `what` reads on after a number: “relations across articles”."""
        if not count:
            return
        self.lost[what] += count
        cases = self.cases.setdefault(what, [])
        if case and len(cases) < LISTED:
            cases.append(case)

    def report(self, name: str) -> LossReport:
        losses = tuple(
            Loss(what, count, tuple(self.cases.get(what, ()))) for what, count in self.lost.items()
        )
        return LossReport(name, MappingProxyType(dict(self.written)), losses)
