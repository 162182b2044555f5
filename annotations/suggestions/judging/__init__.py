"""Whether two texts of two outlets say the same: `judge`, from their words and what they mean."""

from annotations.suggestions.judging.judge import Judged, Judgement, judge, judge_by

__all__ = ["Judged", "Judgement", "judge", "judge_by"]
