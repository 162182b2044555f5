"""What an article is about, as weighed terms: its words, names, numbers, and words that stand close.

Two words that stand within three of each other, in whatever order, tell events of one kind apart
better than the words do: many reports have "Reid" or "rehab", and those of one event have them
side by side. What is said first weighs up to three times as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.events.finding import words as token
from annotations.events.finding.words import Hashes, Reader, Words

WORD, NAME, NUMBER, CLOSE = range(4)
"""The kinds of terms, a channel each."""

CHANNELS = 4
CHANNEL_BITS = 30
"""A term is its channel in the highest two bits, and a hash in the lower ones."""

LEAD, LEAD_LENGTH = 2.0, 60.0
"""How much more the first word weighs than the last, and tokens after which that is a third."""

REACH = 3
"""Tokens between which two words stand close."""

CLOSE_WITHIN = 300
"""Tokens of an article in which close words are looked for."""

LENGTH, WINDOW = 5, 4
"""Words of a fingerprint, and neighbours of which one is kept, as in `annotations.events.fingerprints`."""

STEPS = 32
"""Steps of a weight between 1 and 2."""

SIGNS = 16
"""Names, numbers, and neighbouring words each, whose spelling is kept, to say why."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one article is about.

    `terms` are ascending, `weights` are theirs, before it is known how rare they are.
    `fingerprints` (ascending) are kept hashes of runs of words; `signs` the spelling of the terms
    that stand out in it, by term. `length` is how many words the article has.
    """

    terms: Hashes
    weights: NDArray[np.float32]
    fingerprints: Hashes
    signs: dict[int, str]
    length: int


def profiles(texts: Sequence[str], reader: Reader | None = None) -> list[Profile]:
    """The profiles of some texts, each a title in its first line and what follows."""
    read = (reader or Reader()).read(texts)
    solid = (read.flags & token.MARK) == 0
    position = _positions(read.text)
    lead = (1 + LEAD * np.exp(-position / LEAD_LENGTH)).astype(np.float32)
    names = _names(read)
    meant = solid & ((read.flags & token.STOP) == 0)
    digits = (read.flags & token.DIGIT) > 0
    owner, terms, gains, places = [], [], [], []
    for channel, chosen in ((WORD, meant), (NAME, names), (NUMBER, meant & digits)):
        at = np.flatnonzero(chosen)
        owner.append(read.text[at])
        terms.append(_term(read.stems[at], channel))
        gains.append(lead[at])
        places.append(at)
    for first, second in _close(read, meant, position):
        owner.append(read.text[first])
        mixed = _mixed(read.stems[first], read.stems[second])
        terms.append(_term(mixed, CLOSE))
        gains.append(lead[first])
        # Of neighbours alone the spelling is of use.
        places.append(np.where(second - first == 1, first, -1))
    return _gathered(
        read,
        len(texts),
        np.concatenate(owner),
        np.concatenate(terms),
        np.concatenate(gains),
        np.concatenate(places),
        _fingerprints(read, solid, len(texts)),
        np.bincount(read.text[solid], minlength=len(texts)),
    )


def _positions(text: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of each token, which of its text it is."""
    at = np.arange(len(text))
    return at - np.searchsorted(text, text) if len(text) else at


def _names(read: Words) -> NDArray[np.bool_]:
    """Capital words that do not only stand where a sentence begins, or are never written small."""
    capital = ((read.flags & token.CAPITAL) > 0) & ((read.flags & token.STOP) == 0)
    key = (read.text.astype(np.uint64) << np.uint64(32)) | read.written
    small = np.unique(key[(read.flags & token.LOWER) > 0])
    begins = np.ones(len(key), bool)
    begins[1:] = ((read.flags[:-1] & token.MARK) > 0) | (read.text[1:] != read.text[:-1])
    return np.asarray(capital & (~begins | ~np.isin(key, small)))


def _close(
    read: Words, meant: NDArray[np.bool_], position: NDArray[np.int64]
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Indices of pairs of words that stand close, in one line of one text."""
    line = np.cumsum((read.flags & token.LINE) > 0) + read.text
    early = meant & (position < CLOSE_WITHIN)
    found = []
    for distance in range(1, REACH + 1):
        both = early[:-distance] & meant[distance:]
        both &= line[:-distance] == line[distance:]
        first = np.flatnonzero(both)
        found.append((first, first + distance))
    return found


def _mixed(one: Hashes, other: Hashes) -> Hashes:
    """A hash of two words that does not ask which stands first."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    return _scrambled(low * np.uint32(0x9E3779B1) ^ _scrambled(high))


def _scrambled(value: Hashes) -> Hashes:
    """Spread the bits of hashes (the finaliser of MurmurHash3, Appleby 2011)."""
    value = value ^ (value >> np.uint32(16))
    value = value * np.uint32(0x85EBCA6B)
    value = value ^ (value >> np.uint32(13))
    value = value * np.uint32(0xC2B2AE35)
    return value ^ (value >> np.uint32(16))


def _term(value: Hashes, channel: int) -> Hashes:
    return (value >> np.uint32(2)) | np.uint32(channel << CHANNEL_BITS)


def channel_of(terms: Hashes) -> NDArray[np.intp]:
    """Which kind each term is."""
    return (terms >> np.uint32(CHANNEL_BITS)).astype(np.intp)


def _fingerprints(read: Words, solid: NDArray[np.bool_], count: int) -> list[Hashes]:
    """Of each text, the least hash of every `WINDOW` neighbouring runs of `LENGTH` words."""
    at = np.flatnonzero(solid)
    written, owner = read.written[at], read.text[at]
    runs = max(0, len(at) - LENGTH + 1)
    hashes = np.zeros(runs, np.uint32)
    for step in range(LENGTH):
        hashes = _scrambled(hashes * np.uint32(31) + written[step : step + runs])
    whole = owner[:runs] == owner[LENGTH - 1 :][:runs]
    windows = max(0, runs - WINDOW + 1)
    least = hashes[:windows].copy()
    for step in range(1, WINDOW):
        np.minimum(least, hashes[step : step + windows], out=least)
    good = whole[:windows] & whole[WINDOW - 1 :][:windows]
    good &= owner[:windows] == owner[WINDOW - 1 :][:windows]
    key = np.unique((owner[:windows][good].astype(np.uint64) << np.uint64(32)) | least[good])
    ends = np.searchsorted(key >> np.uint64(32), np.arange(count + 1, dtype=np.uint64))
    kept = key.astype(np.uint32)
    return [kept[ends[each] : ends[each + 1]] for each in range(count)]


def _gathered(
    read: Words,
    count: int,
    owner: NDArray[np.int64],
    terms: Hashes,
    gains: NDArray[np.float32],
    places: NDArray[np.int64],
    fingerprints: list[Hashes],
    lengths: NDArray[np.int64],
) -> list[Profile]:
    """Add up what each term gains in each text."""
    key = (owner.astype(np.uint64) << np.uint64(32)) | terms
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else order
    sums = np.add.reduceat(gains[order], starts) if len(key) else gains
    # In steps of 1/32, so that a weight is a byte where it is kept.
    weights = (1 + np.round(STEPS * np.log(np.maximum(sums, 1))).clip(0, 255) / STEPS).astype(
        np.float32
    )
    unique = key[starts]
    shown = np.maximum.reduceat(places[order], starts) if len(key) else places
    ends = np.searchsorted(unique >> np.uint64(32), np.arange(count + 1, dtype=np.uint64))
    found = unique.astype(np.uint32)
    made = []
    for each in range(count):
        own = slice(ends[each], ends[each + 1])
        made.append(
            Profile(
                found[own],
                weights[own],
                fingerprints[each],
                _signs(read, found[own], weights[own], shown[own]),
                int(lengths[each]),
            )
        )
    return made


def _signs(
    read: Words, terms: Hashes, weights: NDArray[np.float32], places: NDArray[np.int64]
) -> dict[int, str]:
    """How the weightiest names, numbers and neighbouring words of a text are spelled."""
    signs: dict[int, str] = {}
    channels = channel_of(terms)
    for channel in (NAME, NUMBER, CLOSE):
        own = np.flatnonzero((channels == channel) & (places >= 0))
        for each in own[np.argsort(-weights[own], kind="stable")[:SIGNS]]:
            at = places[each]
            last = at + 1 if channel == CLOSE else at
            signs[int(terms[each])] = " ".join(read.surfaces[at : last + 1])
    return signs
