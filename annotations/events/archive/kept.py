"""What an index keeps of articles, as it is read from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.articles import Article
from annotations.events.archive.reading import article_of, unpacked
from annotations.events.finding.find import Prints
from annotations.events.finding.profiles import Profile
from annotations.events.finding.weighing import Ints, Rows, weights_of
from annotations.events.finding.words import Hashes


@dataclass(frozen=True, slots=True)
class Kept:
    """All that an index keeps of what its articles are about; article n is at index n - 1."""

    rows: Rows
    prints: Prints
    days: Ints
    lengths: Ints


class Stored(NamedTuple):
    """An article as the index has it."""

    terms: Hashes
    steps: NDArray[np.uint8]
    fingerprints: Hashes
    length: int
    signs: str
    id: str
    title: str
    outlet: str
    published: str
    url: str
    text: bytes

    def profile(self) -> Profile:
        """What it is about, with the spelling of its signs."""
        signs = {int(term): words for term, words in json.loads(self.signs).items()}
        weights = weights_of(self.steps)
        return Profile(self.terms, weights, self.fingerprints, signs, self.length)

    def article(self) -> Article:
        """The article itself."""
        about = {each: getattr(self, each) for each in ("title", "outlet", "published", "url")}
        return article_of(about, unpacked(self.text), self.id)
