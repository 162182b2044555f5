"""Reports of exports (what the format could not carry) and imports (what was added)."""

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
    """The report of an export.

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
    """The report of an import (or, with `dry_run`, of what it would do).

    `added` and `known` count by kind what was new and what the store had already, `repeated` what the
    file has more than once. `rejected` counts suggestions that were rejected here before, and stay
    so. `losses` are what the file has and a store does not, or what is broken in it, by reason, counted.
    `as_is`: annotations, relations and links were taken as the file has them; else they came as
    `suggestions`. `problems` are sentences on what was left out or changed on the way.
    """

    format: str
    added: Mapping[str, int]
    known: Mapping[str, int]
    suggestions: int = 0
    problems: tuple[str, ...] = ()
    dry_run: bool = False
    repeated: Mapping[str, int] = field(default_factory=dict)
    rejected: int = 0
    as_is: bool = False
    losses: tuple[Loss, ...] = ()

    def lines(self) -> list[str]:
        """Sentences for people, the first one the summary; a loss with where it first was."""
        verb = "would be added" if self.dry_run else "added"
        counts = ", ".join(counted(count, kind) for kind, count in self.added.items() if count)
        lines = [f"{self.format}: {counts} {verb}" if counts else f"{self.format}: nothing new"]
        if self.as_is:
            lines.append("  taken as is: annotators and decisions are as the file says")
        if self.suggestions:
            lines.append(f"  suggestions, to be accepted or rejected: {self.suggestions}")
        for words, counts_of in (
            ("already here", self.known),
            ("more than once in the file", self.repeated),
        ):
            if told := ", ".join(counted(n, kind) for kind, n in counts_of.items() if n):
                lines.append(f"  {words}: {told}")
        if self.rejected:
            lines.append(f"  rejected here before, and left out: {self.rejected}")
        for loss in self.losses:
            first = f" ({'first: ' if loss.count > 1 else ''}{loss.cases[0]})" if loss.cases else ""
            lines.append(f"  not taken: {loss}{first}")
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
            "repeated": dict(self.repeated),
            "rejected": self.rejected,
            "as_is": self.as_is,
            "losses": [
                {"what": loss.what, "count": loss.count, "cases": list(loss.cases)}
                for loss in self.losses
            ],
        }


@dataclass(slots=True)
class LossCounts:
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

    @property
    def losses(self) -> tuple[Loss, ...]:
        return tuple(
            Loss(what, count, tuple(self.cases.get(what, ()))) for what, count in self.lost.items()
        )

    def report(self, name: str) -> LossReport:
        return LossReport(name, MappingProxyType(dict(self.written)), self.losses)
