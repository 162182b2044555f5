"""Facts that two texts give for the same thing, and where they conflict.

    text ─▶ reading.py      its words by sentence, each with the ideas that it can stand for
         ─▶ quantities.py   its numbers: value, how exact, unit, what is counted
         ─▶ moments.py      its days, dates and times
         ─▶ speakers.py     who says what in it; quoted_speakers.py asks the rules for attributions
         ─▶ polarity.py     what it denies
    two of these ─▶ conflicts.py   different facts for the same thing, each with its class

Written for English; of other languages only figures with signs (`%`, `€`) are compared.
"""

from annotations.suggestions.facts.conflicts import Conflict, ConflictClass, ConflictKind, conflicts

__all__ = ["Conflict", "ConflictClass", "ConflictKind", "conflicts"]
