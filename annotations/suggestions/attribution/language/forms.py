"""Which form of a verb a word is."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """A form of a verb; `PARTICIPLE` where it differs from the past."""

    BASE = "base"
    PRESENT = "present"  # third person: says
    PAST = "past"
    PARTICIPLE = "participle"  # where it differs from the past: written
    GERUND = "gerund"  # saying
