"""The oracles of method.md section 8 for the flows, and the rules that hold for every case, against a plain linear program."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from mapping.analysis.flow import Pools, least_share, lowest_chance, most_people, most_served
from mapping.analysis.split import split_need
from tests.unit.analysis.offers import offers, reordered

NEED = np.array([[100.0], [50.0], [10.0], [40.0]])
OFFER = {
    "capacity": [10.0, 5.0],
    "weight": csr_array([[1.0, 0], [1, 1], [0, 1], [1, 1]]),
    "suits": np.ones((2, 1), dtype=bool),
}
RULES = {"admits_place": csr_array(np.array([[1, 0], [1, 0], [0, 1], [0, 0]], dtype=bool))}
untimed = settings(deadline=None)
"""The solver is slow on a busy machine; that is no fault."""

CLOSE = {"rel": 1e-6, "abs": 1e-6}
"""How near HiGHS comes to the truth: its own tolerance is 1e-7."""


def test_scarce_places_are_all_used_with_and_without_rules():
    assert most_served(NEED, **OFFER) == pytest.approx(15)
    assert most_served(NEED, **OFFER, **RULES) == pytest.approx(15)


def test_the_lowest_chance_is_0_where_a_rule_shuts_a_cel_out_and_equal_for_all_without():
    assert lowest_chance(NEED, **OFFER, **RULES) == 0
    assert lowest_chance(NEED, **OFFER) == pytest.approx(0.075)


def test_the_lowest_chance_of_some_pairs_leaves_the_others_out():
    assert lowest_chance(NEED, **OFFER, **RULES, pairs=np.array([[1], [1], [1], [0]], bool)) == pytest.approx(10 / 150)
    assert lowest_chance(NEED, **OFFER, **RULES, pairs=np.array([[0], [0], [1], [0]], bool)) == pytest.approx(0.5)


def test_the_waste_of_one_round_is_found_by_the_flow():
    assert most_served([[10.0], [10.0]], [10.0, 10.0], [[1.0, 1], [0, 1]], suits=[[True], [True]]) == pytest.approx(20)


def test_people_are_real_numbers():
    assert most_served([[2.5], [2.5]], [3.0], [[1.0], [1.0]], suits=[[True]]) == pytest.approx(3.0)


def test_an_unknown_capacity_serves_nobody_and_makes_no_pair_count():
    only_unknown = {"capacity": [None], "weight": [[1.0]], "suits": [[True]]}
    assert most_served([[5.0]], **only_unknown) == 0
    assert np.isnan(lowest_chance([[5.0]], **only_unknown))


def test_a_capacity_of_0_is_known_and_gives_no_chance():
    assert lowest_chance([[5.0]], [0.0], [[1.0]], suits=[[True]]) == 0


def test_pairs_out_of_reach_and_pairs_without_people_do_not_count_for_the_lowest_chance():
    offer = {"capacity": [5.0], "weight": [[1.0], [0.0]], "suits": [[True, True]]}
    assert lowest_chance([[10.0, 0.0], [10.0, 0.0]], **offer) == pytest.approx(0.5)


def test_a_chance_is_never_more_than_certain():
    assert lowest_chance([[5.0]], [50.0], [[1.0]], suits=[[True]]) == 1


def test_a_weight_is_no_place_whoever_is_in_reach_can_come():
    assert most_served([[10.0]], [10.0], [[0.1]], suits=[[True]]) == pytest.approx(10)


@pytest.mark.parametrize("empty", [(0, 2, 1), (2, 0, 1), (2, 2, 0)])
def test_a_case_without_cellen_initiatieven_or_groepen_is_no_error(empty):
    cellen, initiatieven, groepen = empty
    case = (np.ones((cellen, groepen)), np.ones(initiatieven), csr_array(np.ones((cellen, initiatieven))))
    suits = np.ones((initiatieven, groepen), dtype=bool)
    assert most_served(*case, suits=suits) == 0
    assert np.isnan(lowest_chance(*case, suits=suits))


@pytest.mark.parametrize(
    ("changes", "culprit"),
    [
        ({"need": [[-1.0]]}, "need"),
        ({"capacity": [-1.0]}, "capacity"),
        ({"weight": [[2.0]]}, "weight"),
        ({"suits": [[True], [True]]}, "suits"),
    ],
)
@pytest.mark.parametrize("asked", [most_served, lowest_chance])
def test_a_wrong_argument_is_named(asked, changes, culprit):
    case = {"need": [[1.0]], "capacity": [1.0], "weight": [[1.0]], "suits": [[True]]} | changes
    with pytest.raises(ValueError, match=culprit):
        asked(**case)


@pytest.mark.parametrize("pairs", [[[1]], [[True, True]], [[0.5]]])
def test_pairs_must_be_truths_of_the_shape_of_need(pairs):
    with pytest.raises(ValueError, match="pairs"):
        lowest_chance([[1.0]], [1.0], [[1.0]], suits=[[True]], pairs=pairs)


def test_unlimited_places_help_everybody_who_may_go_there():
    pools = Pools(np.array([10.0, 20.0]), np.array([[True, False], [False, True]]))
    assert most_people(pools, np.array([np.inf, 5.0])) == pytest.approx(15)


def test_a_small_pool_among_large_ones_is_not_rounded_away():
    pools = Pools(np.array([1e6, 1e-3, 1e-3]), np.array([[True, False], [False, True], [False, True]]))
    assert least_share(pools, np.array([1e6, 1e-3])) == pytest.approx(0.5)
    assert most_people(pools, np.array([1e6, 1e-3])) == pytest.approx(1e6 + 1e-3, abs=1e-6)


# --- every case ------------------------------------------------------------------------------------------------------


def open_triples(need: np.ndarray, arguments: dict) -> np.ndarray:
    """Return (cel, initiatief, groep) of everyone who may go somewhere, written out."""
    suits, person, place = arguments["suits"], arguments["admits_person"], arguments["admits_place"]
    admitted = suits if person is None else suits & person
    reach = arguments["weight"].toarray() > 0
    reach = reach if place is None else reach & place.toarray()
    return np.argwhere(reach[:, :, None] & admitted[None, :, :])


def plain_most_served(need: np.ndarray, arguments: dict) -> float:
    """Solve the flow as a linear program with one variable per triple."""
    triples, places = open_triples(need, arguments), np.nan_to_num(arguments["capacity"])
    if not len(triples):
        return 0.0
    rows = np.zeros((need.size + places.size, len(triples)))
    for column, (cel, initiatief, groep) in enumerate(triples):
        rows[cel * need.shape[1] + groep, column] = rows[need.size + initiatief, column] = 1
    return -linprog(-np.ones(len(triples)), A_ub=rows, b_ub=[*need.ravel(), *places]).fun


def plain_lowest_chance(need: np.ndarray, arguments: dict) -> float:
    """Solve the largest common share as a linear program; a variable is the part of a pair's people that goes somewhere."""
    triples, places = open_triples(need, arguments), np.nan_to_num(arguments["capacity"])
    known = arguments["suits"] & ~np.isnan(arguments["capacity"])[:, None]
    counted = np.argwhere((arguments["weight"].toarray() > 0) @ known & (need > 0)).tolist()
    if not counted:
        return float("nan")
    rows = np.zeros((len(counted) + places.size, len(triples) + 1))
    rows[: len(counted), -1] = 1
    for column, (cel, initiatief, groep) in enumerate(triples):
        if [cel, groep] in counted:
            rows[counted.index([cel, groep]), column] = -1
            rows[len(counted) + initiatief, column] = need[cel, groep] / max(places[initiatief], 1e-9)
    limits = [*np.zeros(len(counted)), *(places > 0)]
    bounds = [(0, None)] * len(triples) + [(0, 1)]
    return linprog([*np.zeros(len(triples)), -1], A_ub=rows, b_ub=limits, bounds=bounds).x[-1]


@untimed
@given(offers())
def test_most_served_is_that_of_a_plain_linear_program(case):
    need, arguments = case
    assert most_served(need, **arguments) == pytest.approx(plain_most_served(need, arguments), **CLOSE)


@untimed
@given(offers())
def test_lowest_chance_is_that_of_a_plain_linear_program(case):
    need, arguments = case
    plain = plain_lowest_chance(need, arguments)
    assert lowest_chance(need, **arguments) == pytest.approx(plain, nan_ok=True, **CLOSE)


@untimed
@given(offers())
def test_lowest_chance_without_rules_is_that_of_a_plain_linear_program(case):
    need, arguments = case
    free = arguments | {"admits_person": None, "admits_place": None}
    assert lowest_chance(need, **free) == pytest.approx(plain_lowest_chance(need, free), nan_ok=True, **CLOSE)


@untimed
@given(offers())
def test_one_round_serves_no_more_than_the_flow_and_the_flow_no_more_than_need_or_places(case):
    need, arguments = case
    served = split_need(need, **arguments).served.sum()
    most = most_served(need, **arguments)
    assert served <= most + 1e-6
    assert most <= min(need.sum(), np.nansum(arguments["capacity"])) + 1e-6


@untimed
@given(offers(), st.sampled_from(["admits_person", "admits_place"]))
def test_lifting_a_rule_never_lowers_either(case, rule):
    need, arguments = case
    lifted = arguments | {rule: None}
    assert most_served(need, **lifted) >= most_served(need, **arguments) - 1e-6
    before, after = lowest_chance(need, **arguments), lowest_chance(need, **lifted)
    assert np.isnan(before) == np.isnan(after)
    assert np.isnan(before) or after >= before - 1e-9


@untimed
@given(offers(), st.randoms(use_true_random=False))
def test_the_order_of_cellen_and_initiatieven_changes_nothing(case, random):
    need, arguments = case
    cellen, initiatieven = list(range(len(need))), list(range(len(arguments["capacity"])))
    random.shuffle(cellen)
    random.shuffle(initiatieven)
    other = reordered(arguments, cellen=cellen, initiatieven=initiatieven)
    assert most_served(need[cellen], **other) == pytest.approx(most_served(need, **arguments))
    assert lowest_chance(need[cellen], **other) == pytest.approx(lowest_chance(need, **arguments), nan_ok=True)


@untimed
@given(offers(), st.floats(0.001, 1000))
def test_scaling_people_and_places_together_scales_the_flow_and_keeps_the_chance(case, factor):
    need, arguments = case
    larger = arguments | {"capacity": arguments["capacity"] * factor}
    assert most_served(need * factor, **larger) == pytest.approx(factor * most_served(need, **arguments), abs=1e-9)
    assert lowest_chance(need * factor, **larger) == pytest.approx(lowest_chance(need, **arguments), nan_ok=True)


@untimed
@given(offers())
def test_nothing_given_is_changed(case):
    need, arguments = case
    kept = need.copy(), arguments["capacity"].copy(), arguments["weight"].toarray(), arguments["suits"].copy()
    most_served(need, **arguments)
    lowest_chance(need, **arguments)
    now = need, arguments["capacity"], arguments["weight"].toarray(), arguments["suits"]
    for before, after in zip(kept, now, strict=True):
        np.testing.assert_array_equal(before, after)
