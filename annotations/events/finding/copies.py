"""Articles that are nearly the same text, taken together before anything is compared.

A text that fifty thousand sites carry would else be fifty thousand articles that are all alike.
What two texts share is estimated by their least hashes (Broder 1997), and then counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotations.events.finding.ordering import edges
from annotations.events.finding.weighing import Ints
from annotations.events.finding.words import Hashes

NEARLY = 0.8
"""Share of the fingerprints of both that two copies have in common."""

FEWEST = 8
"""Fingerprints below which a text is too short to be called a copy of another."""

SEEDS = np.array([0, 0x1B873593, 0xCC9E2D51, 0xE6546B64, 0x38B34AE5, 0xA1E38B93], np.uint32)
"""Six orders in which the least hash is looked for; two together must be the same."""

BANDS = len(SEEDS) // 2
Bands: TypeAlias = NDArray[np.uint64]


def bands_of(fingerprints: Sequence[Hashes]) -> Bands:
    """Of each text, three numbers, of which it has at least one in common with most of its copies.

    They are 0 where a text is too short to be called a copy.
    """
    bands = np.zeros((len(fingerprints), BANDS), np.uint64)
    at = [each for each, own in enumerate(fingerprints) if len(own) >= FEWEST]
    if not at:
        return bands
    lengths = np.array([len(fingerprints[each]) for each in at])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    every = np.concatenate([fingerprints[each] for each in at])
    least = [np.minimum.reduceat(_turned(every, seed), starts) for seed in SEEDS]
    for band, (one, two) in enumerate(zip(least[::2], least[1::2], strict=True)):
        bands[at, band] = (one.astype(np.uint64) << np.uint64(32)) | two
    return bands


def originals(bands: Bands, fingerprints: Sequence[Hashes]) -> Ints:
    """Of each text, the index of the first that it nearly copies; its own where there is none."""
    first = np.arange(len(bands))
    for band in bands.T:
        _join(first, fingerprints, band)
    while not np.array_equal(first, whose := first[first]):
        first = whose
    return first


def _turned(values: Hashes, seed: np.uint32) -> Hashes:
    mixed = (values ^ seed) * np.uint32(0x9E3779B1)
    return np.asarray(mixed ^ (mixed >> np.uint32(15)))


def _join(first: Ints, fingerprints: Sequence[Hashes], band: Bands) -> None:
    """Let texts whose band is the same, and which share enough, be copies of the first of them.

    What `first` says of a text may be the copy of another, of which it says what that copies.
    """
    order = np.argsort(band, kind="stable")
    order = order[np.count_nonzero(band == 0) :]
    starts = edges(band[order])
    sizes = np.diff(np.append(starts, len(order)))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        members = order[start : start + size].tolist()
        origin = members[0]
        while first[origin] != origin:
            origin = int(first[origin])
        for each in members[1:]:
            if first[each] == each != origin and _shared(fingerprints[origin], fingerprints[each]):
                first[each] = origin


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
