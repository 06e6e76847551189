"""People with several levensvragen: bounds on how many there are, and omega."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mapping.analysis.overlap import omega, unique_people

Q = [0.40, 0.20, 0.10]
SHARES = st.one_of(st.just(0.0), st.just(1.0), st.floats(1e-12, 1))


def test_three_levensvragen_of_a_thousand_inhabitants():
    assert unique_people(1000, Q, Q, Q) == pytest.approx((400, 568, 700))
    assert omega(Q) == pytest.approx(0.8114285714)


def test_each_bound_uses_its_own_shares():
    low, mid, high = unique_people(1000, [0.1, 0.05], Q[:2], [0.9, 0.8])
    assert (low, mid, high) == pytest.approx((100, 520, 1000))


def test_cellen_and_leeftijdsbanden_are_kept_as_axes():
    inhabitants = np.array([[1000.0, 0], [500, 100]])
    low, mid, high = unique_people(inhabitants, *[np.tile(Q, (2, 2, 1))] * 3)
    assert low.tolist() == [[400, 0], [200, 40]]
    assert mid == pytest.approx(inhabitants * 0.568)
    assert high == pytest.approx(inhabitants * 0.7)


def test_nobody_asks_where_every_share_is_0_and_omega_is_0():
    assert unique_people(1000, [0, 0], [0, 0], [0, 0]) == (0, 0, 0)
    assert omega([[0, 0], [0.5, 0]]).tolist() == [0, 1]


def test_everybody_asks_where_a_share_is_1():
    assert unique_people(1000, [1.0, 0.5], [1.0, 0.5], [1.0, 0.5]) == (1000, 1000, 1000)
    assert omega([1.0, 0.5]) == pytest.approx(2 / 3)


def test_a_missing_share_makes_the_outcome_missing():
    assert math.isnan(omega([0.1, math.nan]))
    low, mid, high = unique_people(1000, [0.1, 0.1], [0.1, math.nan], [0.2, 0.2])
    assert low == 100
    assert math.isnan(mid)
    assert high == pytest.approx(400)


@pytest.mark.parametrize("culprit", ["q_low", "q_mid", "q_high"])
@pytest.mark.parametrize("wrong", [[-0.1], [1.1], 0.5])
def test_a_share_outside_0_to_1_or_without_subgroepen_is_refused_by_name(culprit, wrong):
    shares = {"q_low": [0.1], "q_mid": [0.2], "q_high": [0.3]} | {culprit: wrong}
    with pytest.raises(ValueError, match=f"^{culprit} "):
        unique_people(1000, **shares)


def test_bounds_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="in that order"):
        unique_people(1000, [0.3], [0.2], [0.4])


def test_negative_inhabitants_are_refused():
    with pytest.raises(ValueError, match=r"^inhabitants "):
        unique_people(-1, [0.1], [0.1], [0.1])


@given(arrays(float, st.integers(1, 11), elements=SHARES))
def test_unique_people_lie_between_the_largest_subgroep_and_everybody(q):
    low, mid, high = unique_people(1000, q, q, q)
    assert low <= mid * (1 + 1e-9)
    assert mid <= high * (1 + 1e-9)
    assert high <= 1000


@given(arrays(float, st.integers(1, 11), elements=SHARES))
def test_omega_times_the_sum_over_levensvragen_is_the_unique_people(q):
    assert omega(q) * q.sum() * 1000 == pytest.approx(unique_people(1000, q, q, q)[1], rel=1e-9)


@given(SHARES)
def test_one_levensvraag_overlaps_with_nothing(q):
    assert omega([q]) == pytest.approx(1 if q else 0, rel=1e-9)
