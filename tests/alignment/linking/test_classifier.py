"""The fitted model as a value: what the data file says is what the arrays compute."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest

from annotations.alignment.linking.candidates import repeated
from annotations.alignment.linking.classifier import Calibration, fitted, model_of, probability
from annotations.alignment.linking.features import measure_candidates
from annotations.alignment.linking.neighbourhood import Chances
from annotations.alignment.linking.scoring import surroundings
from annotations.alignment.linking.sparse.matrices import Matrix, other_best, through
from annotations.alignment.linking.sparse.pair_products import (
    DENSE,
    shared,
    shared_twice,
)

VALUES = json.loads(
    files("annotations.alignment.linking").joinpath("coefficients.json").read_text("utf-8")
)


def by_hand(tree: dict, row: dict[str, float]) -> float:
    node = 0
    for _ in range(3):
        node = 2 * node + (2 if row[tree["feature"][node]] > tree["bound"][node] else 1)
    return tree["answer"][node - 7]


@pytest.mark.parametrize("which", ["first", "second"])
def test_a_look_is_its_line_or_the_mean_with_its_trees(which: str) -> None:
    values, look = VALUES[which], getattr(fitted(), which)
    rng = np.random.default_rng(3)
    rows = {name: rng.normal(0.3, 0.6, 5) for name in look.names}
    for at in range(5):
        row = {name: float(rows[name][at]) for name in look.names}
        line = values["intercept"] + sum(values["logistic"][name] * row[name] for name in row)
        trees = values["start"] + sum(by_hand(tree, row) for tree in values["trees"])
        expected = (line + trees) / 2 if values["trees"] else line
        assert look.log_odds(rows)[at] == pytest.approx(expected)


def test_the_model_reads_all_that_the_file_says() -> None:
    model = model_of(VALUES)
    assert 0.2 < model.story_threshold <= model.threshold < 0.6
    assert model.calibration.stretch > 0
    assert "note" in VALUES


def test_a_calibration_changes_its_slope_where_it_bends() -> None:
    bent = Calibration(1.0, 0.5, ((0.0, -0.5), (2.0, 1.0)))
    assert bent.of(np.array([-1.0, 0.0, 2.0, 3.0])).tolist() == [-0.5, 0.5, 1.5, 3.0]


def test_the_calibration_that_ships_keeps_the_order_of_pairs() -> None:
    log_odds = np.linspace(-8.0, 8.0, 200)
    assert np.all(np.diff(fitted().calibration.of(log_odds)) > 0)


def test_two_articles_with_no_two_likely_pairs_show_no_order_from_either_side() -> None:
    left, right = ["", "old", "Ann"], ["Ann rebuild"]
    for sides in ((left, right), (right, left)):
        found = measure_candidates(*sides)
        around = surroundings(found, np.array([0.0143222, 0.84264928]))
        assert around["order.kept"].tolist() == [0.0, 0.0]


def test_probabilities_stay_within_bounds() -> None:
    chance = probability(np.array([-1e9, 0.0, 1e9]))
    assert chance[0] > 0
    assert chance[1] == 0.5
    assert chance[2] <= 1


def test_the_best_of_the_others_is_found_for_each_entry() -> None:
    values, owner = np.array([0.2, 0.9, 0.5, 0.4]), np.array([0, 0, 0, 1])
    best, partner = other_best(values, owner)
    assert best.tolist() == [0.9, 0.5, 0.9, 0.0]
    assert partner.tolist() == [1, 2, 1, 3]


def test_a_neighbour_off_the_edge_or_unseen_has_no_chance() -> None:
    seen = Chances(np.array([0, 1, 1]), np.array([1, 0, 1]), np.array([0.5, 0.6, 0.7]), (2, 2))
    assert seen.at(1, 0).tolist() == [0.7, 0.0, 0.0]
    assert seen.at(0, 1).tolist() == [0.0, 0.7, 0.0]
    assert seen.at(-1, 0).tolist() == [0.0, 0.0, 0.5]


def sparse(table: np.ndarray) -> Matrix:
    rows, columns = np.nonzero(table)
    return Matrix.summed(rows, columns, table.shape, table[rows, columns])


@pytest.mark.parametrize("ways", [0, 1, 3])
@pytest.mark.parametrize("height", [6, 300])
def test_few_pairs_of_many_are_multiplied_to_the_same_as_all(ways: int, height: int) -> None:
    rng = np.random.default_rng(5)
    left, right = (
        rng.random((count, 30)) * (rng.random((count, 30)) < 0.4) for count in (height, 70)
    )
    weights = rng.random((30, ways)) if ways else None
    rows, columns = np.divmod(np.arange(height * 70), 70)
    few = height * 70 // DENSE - 1
    pair = sparse(left), sparse(right)
    every = shared(*pair, rows, columns, weights)
    assert every[-few:] == pytest.approx(shared(*pair, rows[-few:], columns[-few:], weights))
    wanted = (left[:, None] * right).reshape(-1, 30)
    assert every == pytest.approx(wanted @ (np.ones((30, 1)) if weights is None else weights))


def test_a_row_times_two_others_is_what_both_of_these_have_of_it() -> None:
    rng = np.random.default_rng(6)
    left, right = (rng.integers(0, 2, (count, 12)).astype(float) for count in (5, 6))
    weight = rng.random(12)
    rows, columns, others = np.array([0, 4, 4]), np.array([1, 0, 5]), np.array([2, 0, 3])
    once, twice = shared_twice(sparse(left), sparse(right), (rows, columns, others), weight)
    assert once == pytest.approx((left[rows] * right[columns]) @ weight)
    assert twice == pytest.approx((left[rows] * right[columns] * right[others]) @ weight)


def test_entries_of_one_cell_are_summed_and_a_product_leads_from_rows_to_rows() -> None:
    rng = np.random.default_rng(7)
    owner, terms = rng.integers(0, 4, 50), rng.integers(0, 5, 50)
    counts = np.zeros((4, 5))
    np.add.at(counts, (owner, terms), 1.0)
    other = rng.random((5, 3))
    found = through(Matrix.summed(owner, terms, (4, 5)), sparse(other))
    expected = sparse(counts @ other)
    assert found.keys.tolist() == expected.keys.tolist()
    assert found.values == pytest.approx(expected.values)


@pytest.mark.parametrize("height", [5, 200])
def test_a_unit_is_as_repeated_as_it_is_like_the_likest_other_of_its_side(height: int) -> None:
    rng = np.random.default_rng(8)
    side = rng.random((height, 40)) * (rng.random((height, 40)) < 0.2)
    alike = side @ side.T
    np.fill_diagonal(alike, 0.0)
    assert repeated(sparse(side)) == pytest.approx(alike.max(axis=1))
