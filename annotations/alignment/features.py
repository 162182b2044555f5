"""What is measured about each candidate pair, as the columns of one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process
from scipy import sparse

from annotations.alignment.arrays import Indices, Matrix, Table, Vector
from annotations.alignment.candidates import candidates
from annotations.alignment.channels import Channels, channels
from annotations.alignment.terms import Token, tokens


@dataclass(frozen=True)
class Candidates:
    """The pairs looked at (`rows[k]`, `columns[k]`) and the features of each, one row a pair."""

    rows: Indices
    columns: Indices
    table: Table
    shape: tuple[int, int]

    def __len__(self) -> int:
        return len(self.rows)


def measured(left: Sequence[str], right: Sequence[str]) -> Candidates:
    """Find the candidate pairs of two lists of units and measure each."""
    left_tokens, right_tokens = [tokens(unit) for unit in left], [tokens(unit) for unit in right]
    counted = channels(left_tokens, right_tokens)
    words_left, words_right = counted.words.unit_rows()
    grams_left, grams_right = counted.grams.unit_rows()
    rows, columns = candidates(
        sparse.hstack([words_left, grams_left], format="csr"),
        sparse.hstack([words_right, grams_right], format="csr"),
    )
    measures = {
        "words": _dots(words_left, words_right, rows, columns),
        "grams": _dots(grams_left, grams_right, rows, columns),
        **_coverage(counted, rows, columns),
        **_fuzzy(left_tokens, right_tokens, rows, columns),
    }
    table = np.column_stack(list(measures.values()))
    shape = (len(left), len(right))
    return Candidates(rows, columns, np.hstack([table, _standing(table, rows, columns)]), shape)


def _dots(left: Matrix, right: Matrix, rows: Indices, columns: Indices) -> Vector:
    return np.asarray(left[rows].multiply(right[columns]).sum(axis=1)).ravel()


def _coverage(counted: Channels, rows: Indices, columns: Indices) -> dict[str, Vector]:
    """Measure how much of each unit the other covers, by weight of terms: all, names, numbers."""
    present_left, present_right = counted.words.presence()
    found: dict[str, Vector] = {}
    for name, weight in (
        ("all", counted.words.weight),
        ("names", counted.words.weight * counted.names),
        ("numbers", counted.words.weight * counted.numbers),
    ):
        shared = _dots(present_left * weight, present_right, rows, columns)
        of_left, of_right = (present_left @ weight)[rows], (present_right @ weight)[columns]
        shares = shared / np.maximum(of_left, 1e-9), shared / np.maximum(of_right, 1e-9)
        found[f"{name}.most"] = np.maximum(*shares)
        found[f"{name}.least"] = np.minimum(*shares)
        found[f"{name}.weight"] = np.log1p(shared)
    return found


def _fuzzy(
    left: Sequence[Sequence[Token]],
    right: Sequence[Sequence[Token]],
    rows: Indices,
    columns: Indices,
) -> dict[str, Vector]:
    lefts = [" ".join(token.stem for token in unit) for unit in left]
    rights = [" ".join(token.stem for token in unit) for unit in right]
    first, second = [lefts[at] for at in rows], [rights[at] for at in columns]
    return {
        name: process.cpdist(first, second, scorer=scorer).astype(float) / 100
        for name, scorer in (("token_set", fuzz.token_set_ratio), ("ratio", fuzz.ratio))
    }


def _standing(table: Table, rows: Indices, columns: Indices) -> Table:
    """Measure each value against the best of its row and of its column."""
    parts = []
    for values in table.T:
        ratios = []
        for owner in (rows, columns):
            best = np.zeros(owner.max(initial=-1) + 1)
            np.maximum.at(best, owner, values)
            ratios.append(values / np.maximum(best[owner], 1e-9))
        parts += [np.maximum(*ratios), np.minimum(*ratios)]
    return np.column_stack(parts) if parts else table[:, :0]
