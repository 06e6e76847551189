"""Ranks as ranges, and groups of gebieden that cannot be told apart."""

import numpy as np
import pytest

from mapping.analysis.chance.ranking import RANK_COLUMNS, before, groups, rank_ranges


def test_without_chance_every_rank_is_one_number_and_its_own_group():
    found = rank_ranges(np.repeat([[3.0], [9.0], [5.0]], 20, axis=1))
    assert found["rang_laag"].tolist() == found["rang_hoog"].tolist() == found["rang_midden"].tolist() == [3, 1, 2]
    assert found["rang_eerste"].tolist() == [0, 1, 0]
    assert found["rang_groep"].tolist() == [3, 1, 2]


def test_equals_share_the_best_of_their_ranks_and_one_group():
    found = rank_ranges(np.repeat([[4.0], [9.0], [4.0], [9.0]], 20, axis=1))
    assert found["rang_midden"].tolist() == [3, 1, 3, 1]
    assert found["rang_groep"].tolist() == [2, 1, 2, 1]


def test_range_leaves_out_the_lowest_and_highest_five_of_a_hundred_draws():
    # second in 4 of 100 draws: within the range it is first; in 6 of 100 it is not
    for seconds, high in ((4, 1), (6, 2)):
        one = np.where(np.arange(100) < seconds, 1.0, 3.0)
        assert rank_ranges(np.stack([one, np.full(100, 2.0)]))["rang_hoog"].iloc[0] == high


@pytest.mark.parametrize(("ahead", "apart"), [(79, False), (80, True), (100, True), (50, False)])
def test_two_gebieden_are_told_apart_from_eighty_of_a_hundred_draws(ahead, apart):
    values = np.stack([np.where(np.arange(100) < ahead, 2.0, 0.0), np.ones(100)])
    number = groups(values, order=np.array([0, 1]))
    assert (number[0] != number[1]) == apart


def test_group_is_measured_against_its_first_so_a_long_slope_is_cut():
    # each is 60 of 100 draws before the next, 100 of 100 before the one after that
    random = np.random.default_rng(1)
    values = -np.arange(6)[:, None] + random.uniform(-0.9, 0.9, (6, 4000))
    number = groups(values, order=np.arange(6))
    assert number.tolist() == sorted(number)
    for group in set(number):
        first = np.flatnonzero(number == group)[0]
        assert all(before(values[first], values[other]) < 0.8 for other in np.flatnonzero(number == group))


def test_tie_counts_half():
    assert before(np.array([1.0, 2.0, 0.0, 1.0]), np.ones(4)) == 0.25 + 0.25


def test_nobody_gives_no_ranks():
    assert rank_ranges(np.zeros((0, 100))).empty
    assert set(rank_ranges(np.zeros((0, 100))).columns) == set(RANK_COLUMNS)


def test_order_of_the_gebieden_does_not_matter():
    values = np.random.default_rng(2).random((8, 500)) + np.arange(8)[:, None] / 6
    order = np.random.default_rng(3).permutation(8)
    plain, shuffled = rank_ranges(values), rank_ranges(values[order])
    for column in ("rang_laag", "rang_midden", "rang_hoog", "rang_eerste", "rang_groep"):
        assert shuffled[column].tolist() == plain[column].to_numpy()[order].tolist()
