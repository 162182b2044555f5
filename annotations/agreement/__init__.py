"""What annotators agree on: spans in common, F1, and a coefficient that is corrected for chance."""

from annotations.agreement.agreement import Agreement, agreements
from annotations.agreement.alpha import Characters, alpha, characters
from annotations.agreement.spans_in_common import exactly, f1, overlapping

__all__ = [
    "Agreement",
    "Characters",
    "agreements",
    "alpha",
    "characters",
    "exactly",
    "f1",
    "overlapping",
]
