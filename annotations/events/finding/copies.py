"""Articles that are nearly the same text, taken together before anything is compared.

A text that fifty thousand sites carry would else be fifty thousand articles that are all alike.
What two texts share is estimated by their least hashes (Broder 1997), and then counted.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotations.events.finding.weighing import Ints
from annotations.events.finding.words import Hashes

NEARLY = 0.8
"""Share of the fingerprints of both that two copies have in common."""

FEWEST = 8
"""Fingerprints below which a text is too short to be called a copy of another."""

SEEDS = np.array([0, 0x1B873593, 0xCC9E2D51, 0xE6546B64, 0x38B34AE5, 0xA1E38B93], np.uint32)
"""Six orders in which the least hash is looked for; two together must be the same."""


def originals(fingerprints: Sequence[Hashes]) -> Ints:
    """Of each text, the index of the first that it nearly copies; its own where there is none."""
    first = np.arange(len(fingerprints))
    long = np.array([len(each) >= FEWEST for each in fingerprints], bool)
    at = np.flatnonzero(long)
    if len(at) < 2:
        return first
    long_ones = [fingerprints[each] for each in at.tolist()]
    lengths = np.array([len(each) for each in long_ones])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    every = np.concatenate(long_ones)
    least = [np.minimum.reduceat(_turned(every, seed), starts) for seed in SEEDS]
    for one, two in zip(least[::2], least[1::2], strict=True):
        band = (one.astype(np.uint64) << np.uint64(32)) | two
        _join(first, fingerprints, at, band)
    return first


def _turned(values: Hashes, seed: np.uint32) -> Hashes:
    mixed = (values ^ seed) * np.uint32(0x9E3779B1)
    return np.asarray(mixed ^ (mixed >> np.uint32(15)))


def _join(first: Ints, fingerprints: Sequence[Hashes], at: Ints, band: np.ndarray) -> None:
    """Let texts whose band is the same, and which share enough, be copies of the first of them."""
    order = np.argsort(band, kind="stable")
    ends = np.flatnonzero(np.concatenate([band[order][1:] != band[order][:-1], [True]])) + 1
    start = 0
    for end in ends.tolist():
        if end - start > 1:
            members = at[order[start:end]]
            origin = int(first[members[0]])
            for each in members[1:].tolist():
                if int(first[each]) == each != origin and _shared(
                    fingerprints[origin], fingerprints[each]
                ):
                    first[first == each] = origin
        start = end


def _shared(one: Hashes, other: Hashes) -> bool:
    """Whether two sets of fingerprints are nearly the same."""
    if one is other:
        return True
    if len(one) == len(other) and np.array_equal(one, other):
        return True
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both >= NEARLY * (len(one) + len(other) - both)


def copied(one: Hashes, other: Hashes) -> float:
    """Which part (0 to 1) of the shorter text the other has, too, run by run of words."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / max(1, min(len(one), len(other)))
