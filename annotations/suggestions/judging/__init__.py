"""Whether two texts of two outlets say the same: `judge`, from what their words have in common."""

from annotations.suggestions.judging.judge import Judged, Judgement, judge

__all__ = ["Judged", "Judgement", "judge"]
