"""Cellen: iterative fitting keeps the gebied exact and the postcode as well as it can."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.analysis.cells import ages_per_cel, fit_cells, misfit, postcode_targets

GEBIED, PC4 = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])


def test_oracle_of_the_method():
    people = fit_cells(np.ones(4), GEBIED, PC4, np.array([70.0, 30.0]), np.array([60.0, 40.0]))
    assert people == pytest.approx([42, 28, 18, 12], abs=1e-9)


def test_unknown_postcode_takes_no_part():
    people = fit_cells(np.array([1.0, 3, 1, 1]), GEBIED, PC4, np.array([40.0, 20.0]), np.array([np.nan, np.nan]))
    assert people == pytest.approx([10, 30, 10, 10])


def test_gebied_wins_where_the_two_files_contradict_one_another():
    people = fit_cells(
        np.ones(2), np.array([0, 1]), np.array([0, 1]), np.array([30.0, 970.0]), np.array([900.0, 100.0])
    )
    assert people == pytest.approx([30, 970], abs=1e-9)


def test_gebied_without_inhabitants_stays_empty():
    people = fit_cells(np.array([0.0, 0, 1, 1]), GEBIED, PC4, np.array([0.0, 50.0]), np.array([10.0, 40.0]))
    assert people == pytest.approx([0, 0, 10, 40])


def test_postcode_that_counts_nobody_can_hold_the_people_of_a_gebied():
    people = fit_cells(np.ones(1), np.array([0]), np.array([0]), np.array([30.0]), np.array([0.0]))
    assert people == pytest.approx([30])


def test_people_without_a_piece_to_live_in_are_refused():
    with pytest.raises(ValueError, match=r"positions \[1\]"):
        fit_cells(np.ones(2), np.array([0, 0]), np.array([0, 1]), np.array([5.0, 5.0]), np.array([5.0, 5.0]))


@given(st.data())
def test_gebieden_are_exact_for_any_seed_and_any_postcodes(data):
    n, m = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 4))
    numbers = st.floats(0.01, 1000)
    seed = np.array(data.draw(st.lists(numbers, min_size=n * m, max_size=n * m)))
    totals = np.array(data.draw(st.lists(st.integers(0, 5000), min_size=n, max_size=n)), dtype=float)
    targets = np.array(data.draw(st.lists(st.integers(0, 5000), min_size=m, max_size=m)), dtype=float)
    gebied, pc4 = np.repeat(np.arange(n), m), np.tile(np.arange(m), n)
    kept = seed.copy()
    people = fit_cells(seed, gebied, pc4, totals, targets)
    assert np.bincount(gebied, people) == pytest.approx(totals, abs=1e-9)
    assert (people >= 0).all()
    assert (seed == kept).all()


@given(st.permutations(range(4)))
def test_order_of_pieces_changes_nothing(order):
    order = list(order)
    seed = np.array([1.0, 2, 3, 4])
    totals, targets = np.array([70.0, 30.0]), np.array([60.0, 40.0])
    people = fit_cells(seed, GEBIED, PC4, totals, targets)
    assert fit_cells(seed[order], GEBIED[order], PC4[order], totals, targets) == pytest.approx(people[order])


def test_target_of_a_postcode_is_the_part_of_its_seed_inside_the_region():
    pieces = pd.DataFrame(
        {"pc4": ["1001", "1001", "1002", "1003"], "seed": [1.0, 3.0, 2.0, 0.0], "inside": [True, False, True, True]}
    )
    targets = postcode_targets(pieces, pd.Series({"1001": 400, "1002": None, "1003": 10}, dtype="Int64"))
    assert targets["1001"] == 100
    assert np.isnan(targets["1002"])
    assert targets["1003"] == 0


def test_ages_add_up_to_the_cel_and_a_postcode_without_ages_takes_those_of_the_region():
    cel = pd.DataFrame({"gebiedcode": ["WK1", "WK1"], "pc4": ["1001", "1002"], "inwoners": [80.0, 40.0]})
    ages = pd.DataFrame({"pc4": ["1001", "1001"], "leeftijdsband": ["0-4", "95+"], "inwoners": [30, 10]})
    spread = ages_per_cel(cel, ages).set_index(["pc4", "leeftijdsband"])["inwoners"]
    assert spread["1001"].to_dict() == {"0-4": 60, "95+": 20}
    assert spread["1002"].to_dict() == {"0-4": 30, "95+": 10}


def test_ages_of_nobody_are_refused():
    cel = pd.DataFrame({"gebiedcode": ["WK1"], "pc4": ["1001"], "inwoners": [80.0]})
    with pytest.raises(ValueError, match="no inhabitants"):
        ages_per_cel(cel, pd.DataFrame({"pc4": ["1001"], "leeftijdsband": ["0-4"], "inwoners": [0]}))


def test_misfit_is_a_share_of_the_target_and_leaves_out_targets_of_nobody():
    cel = pd.DataFrame({"pc4": ["1001", "1001", "1002"], "inwoners": [60.0, 50.0, 9.0]})
    off = misfit(cel, pd.Series({"1001": 100.0, "1002": 0.0, "1003": 10.0}))
    assert off.to_dict() == pytest.approx({"1001": 0.1, "1003": -1.0})
