"""All features of the candidate pairs that follow from the two texts alone.

The first stage of the model sees these; `neighbourhood` adds the features of the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from annotations.alignment.linking.candidates import candidates, repeated, with_copies
from annotations.alignment.linking.document_features import document_measures
from annotations.alignment.linking.overlap import (
    coverage_measures,
    overlap_measures,
    quotation_measures,
)
from annotations.alignment.linking.sentence_overlap import sentence_measures, sentence_tokens
from annotations.alignment.linking.sparse.matrices import (
    TINY,
    Indices,
    Matrix,
    Vector,
    beside,
    best_of,
    other_best,
)
from annotations.alignment.linking.sparse.pair_products import shared, shared_and_common
from annotations.alignment.linking.term_weights import channels
from annotations.alignment.linking.terms import MatchToken

LONGEST = 20_000
"""Letters of a unit that are compared one by one, which costs with the square."""

Units = Sequence[Sequence[MatchToken]]


@dataclass(frozen=True)
class Candidates:
    """The pairs looked at (`rows[k]`, `columns[k]`), sorted, and each feature's value for each.

    `copies` marks those that say the same word for word, and of which both sides have equally many.
    `words` are the two sides' words (1 where a term occurs) and what each term weighs.
    """

    rows: Indices
    columns: Indices
    measures: dict[str, Vector]
    copies: NDArray[np.bool_]
    shape: tuple[int, int]
    words: tuple[Matrix, Matrix, Vector]

    def __len__(self) -> int:
        return len(self.rows)


def measure_candidates(left: Sequence[str], right: Sequence[str]) -> Candidates:
    """Find the candidate pairs of two lists of units and measure each."""
    shape = (len(left), len(right))
    if 0 in shape:
        none = np.empty(0, dtype=np.int64)
        nothing = Matrix.summed(none, none, (0, 0))
        return Candidates(
            none, none, {}, np.empty(0, dtype=np.bool_), shape, (nothing, nothing, np.empty(0))
        )
    pieces = [sentence_tokens(unit) for unit in left], [sentence_tokens(unit) for unit in right]
    counted = channels(*pieces)
    units = _joined(pieces[0]), _joined(pieces[1])
    words, grams, runs = (
        channel.unit_rows() for channel in (counted.words, counted.grams, counted.pairs)
    )
    rows, columns = candidates(beside(words[0], grams[0]), beside(words[1], grams[1]))
    said = list(map(_content_key, left, units[0])), list(map(_content_key, right, units[1]))
    rows, columns, copies = with_copies(*said, rows, columns)
    terms = (*counted.words.presence, counted.words.weight)
    if len(rows) == 0:
        return Candidates(rows, columns, {}, copies, shape, terms)
    alike, common = shared_and_common(*grams, rows, columns, counted.grams.weight)
    runs_alike, runs_common = shared_and_common(
        *runs, rows, columns, np.ones_like(counted.pairs.weight)
    )
    measures = {
        "words": shared(*words, rows, columns)[:, 0],
        "grams": alike,
        **coverage_measures("grams", counted.grams, common, rows, columns),
        "pairs": runs_alike,
        "pairs.count": np.log1p(runs_common),
        **overlap_measures(counted, rows, columns),
        **quotation_measures(counted, units, rows, columns),
        **_fuzzy(units, rows, columns),
        **_sizes(units, rows, columns),
        **_places(rows, columns, shape),
        **sentence_measures(counted, rows, columns),
    }
    own = repeated(grams[0])[rows], repeated(grams[1])[columns]
    measures |= {"repeated.most": np.maximum(*own), "repeated.least": np.minimum(*own)}
    measures |= _against_rivals(measures, rows, columns, shape)
    whole = document_measures(counted, units, measures["grams"], rows, columns)
    measures |= {name: np.full(len(rows), value) for name, value in whole.items()}
    return Candidates(rows, columns, measures, copies, shape, terms)


def _content_key(text: str, unit: Sequence[MatchToken]) -> str:
    """Give what a unit says, its words or else its signs, however it is written."""
    return " ".join(token.word for token in unit) or text.strip()


def _joined(units: Sequence[Sequence[Sequence[MatchToken]]]) -> Units:
    return [[token for sentence in unit for token in sentence] for unit in units]


def _fuzzy(units: tuple[Units, Units], rows: Indices, columns: Indices) -> dict[str, Vector]:
    """Compare the stems in RapidFuzz's ways, 0..1."""
    stems = [[[token.stem for token in unit] for unit in side] for side in units]
    # What RapidFuzz would do for each pair is done once for each unit: sort, each word once.
    sets = [[" ".join(sorted(set(unit))) for unit in side] for side in stems]
    texts = [[" ".join(unit) for unit in side] for side in stems]
    found = {}
    for name, scorer, (left, right) in (
        ("token_set", fuzz.token_set_ratio, sets),
        ("ratio", fuzz.ratio, texts),
    ):
        first, second = [left[at][:LONGEST] for at in rows], [right[at][:LONGEST] for at in columns]
        found[name] = process.cpdist(first, second, scorer=scorer).astype(float) / 100
    return found


def _sizes(units: tuple[Units, Units], rows: Indices, columns: Indices) -> dict[str, Vector]:
    """Measure lengths in words."""
    left, right = (np.array([len(unit) for unit in side], dtype=float) for side in units)
    first, second = left[rows], right[columns]
    return {
        "length.least": np.log1p(np.minimum(first, second)),
        "length.ratio": np.abs(np.log((first + 1) / (second + 1))),
    }


def _places(rows: Indices, columns: Indices, shape: tuple[int, int]) -> dict[str, Vector]:
    """Measure where the two units stand: how far from the beginnings, and how far apart.

    A news report says the most important first (the inverted pyramid, Pöttker 2003), so two leads
    tell the same oftener than two paragraphs further down that share as many words.
    `place.first` and `place.last` are the log of the lesser and of the greater number of units
    before; `place.apart` is the distance in shares of the articles' lengths, 0..1.
    """
    apart = np.abs((rows + 0.5) / shape[0] - (columns + 0.5) / shape[1])
    return {
        "place.first": np.log1p(np.minimum(rows, columns)),
        "place.last": np.log1p(np.maximum(rows, columns)),
        "place.apart": apart,
    }


def _against_rivals(
    measures: dict[str, Vector], rows: Indices, columns: Indices, shape: tuple[int, int]
) -> dict[str, Vector]:
    """Measure each pair against the others of its row and of its column."""
    found: dict[str, Vector] = {}
    for name in ("grams", "sentence.best"):
        value = measures[name]
        leads = [value - other_best(value, owner)[0] for owner in (rows, columns)]
        found[f"{name}.lead.most"] = np.maximum(*leads)
        found[f"{name}.lead.least"] = np.minimum(*leads)
    value = measures["grams"]
    parts = [
        value / np.maximum(best_of(value, owner, count)[owner], TINY)
        for owner, count in zip((rows, columns), shape, strict=True)
    ]
    found |= {"grams.part.most": np.maximum(*parts), "grams.part.least": np.minimum(*parts)}
    total = np.sum([measures[name] for name in ("words", "grams", "meant.most", "pairs")], axis=0)
    scores = [
        _standard_scores(total, rows, shape[0], shape[1]),
        _standard_scores(total, columns, shape[1], shape[0]),
    ]
    return found | {"standard.most": np.maximum(*scores), "standard.least": np.minimum(*scores)}


def _standard_scores(values: Vector, owner: Indices, owners: int, breadth: int) -> Vector:
    """Give values as standard scores within their row; pairs that are no candidates count as 0."""
    mean = np.bincount(owner, values, minlength=owners) / breadth
    square = np.bincount(owner, values**2, minlength=owners) / breadth
    spread = np.sqrt(np.maximum(square - mean**2, 0.0)) + 0.1
    score: Vector = (values - mean[owner]) / spread[owner]
    return score
