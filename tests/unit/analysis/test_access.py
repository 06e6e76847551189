"""Access scores against published figures, against PySAL `access`, and the rules that hold for every case."""

import logging
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array, csr_array

from mapping.analysis.access import distinct_columns, two_step_access
from tests.unit.analysis.offers import offers, reordered

POPULATION, SUPPLY, MAX_COST = [[100.0], [50.0], [10.0]], [15.0, 20.0, 100.0], 61
ALL_SUIT = np.ones((3, 1), dtype=bool)


def three_tracts(*, to_third: float) -> np.ndarray:
    """Costs of the three tracts of the PySAL access documentation: from cel (row) to initiatief (column)."""
    return np.array([[1.0, 80, to_third], [80, 1, to_third], [40, 40, 1]])


def inverse_cost(cost: np.ndarray) -> np.ndarray:
    return np.where(cost <= MAX_COST, 1 / cost, 0)


def gaussian(cost: np.ndarray, *, bandwidth: float) -> np.ndarray:
    return np.exp(-0.5 * (cost / bandwidth) ** 2)


@pytest.mark.parametrize(
    ("to_third", "expected"),
    [
        (40, [0.331444116980, 0.579828132067, 7.286418169863]),
        (20, [0.435340220876, 0.683724235963, 5.727976611421]),
    ],
)
def test_three_tracts_with_inverse_cost_give_the_published_scores(to_third, expected):
    weight = inverse_cost(three_tracts(to_third=to_third))
    score = two_step_access(POPULATION, SUPPLY, weight, suits=ALL_SUIT)
    assert score.ravel() == pytest.approx(expected, abs=1e-11)
    assert (score * POPULATION).sum() == pytest.approx(135)


def test_three_tracts_with_binary_weight_give_the_published_scores():
    weight = csr_array((three_tracts(to_third=20) <= 39).astype(float))
    score = two_step_access(POPULATION, SUPPLY, weight, suits=ALL_SUIT)
    assert score.ravel() == pytest.approx([0.775, 1.025, 0.625])


def test_gaussian_weights_reach_the_initiatief_in_the_published_proportion():
    weight = gaussian(np.array([[0.0], [20], [40], [60]]), bandwidth=20)
    score = two_step_access([[1.0]] * 4, [1.0], weight, suits=[[True]])
    published = [1, 0.6065306597126334, 0.1353352832366127, 0.011108996538242306]
    assert (score / score[0]).ravel() == pytest.approx(published, rel=1e-12)


RULES = {
    "capacity": [10.0, 5.0],
    "weight": csr_array([[1.0, 0], [1, 1], [0, 1], [1, 1]]),
    "suits": np.ones((2, 1), dtype=bool),
}
RULES_NEED = [[100.0], [50.0], [10.0], [40.0]]
PLACE_RULE = csr_array(np.array([[1, 0], [1, 0], [0, 1], [0, 0]], dtype=bool))


def test_score_times_people_is_the_spatial_availability_that_was_published():
    # Soukhov et al. 2023 divide each site in proportion to people × impedance: what the second step of ours does
    minutes = np.array([[15.0, 30, 100], [30, 15, 100], [100, 100, 15]])
    people = np.array([[50_000.0], [150_000], [10_000]])
    score = two_step_access(people, [100_000.0, 100_000, 10_000], np.exp(-0.1 * minutes), suits=ALL_SUIT)
    np.testing.assert_allclose((score * people).ravel(), [66_833, 133_203, 9_963], atol=0.5)


def test_without_rules_the_four_cellen_share_the_places():
    score = two_step_access(RULES_NEED, **RULES)
    assert score.ravel() == pytest.approx([0.05263158, 0.10263158, 0.05, 0.10263158], abs=1e-8)


def test_a_place_rule_raises_the_score_of_those_inside_and_leaves_none_outside():
    score = two_step_access(RULES_NEED, **RULES, admits_place=PLACE_RULE)
    assert score.ravel() == pytest.approx([0.06666667, 0.06666667, 0.5, 0], abs=1e-8)


def test_reach_that_is_one_sided_shares_only_what_is_in_reach():
    score = two_step_access([[10.0], [10.0]], [10.0, 10.0], [[1.0, 1], [0, 1]], suits=[[True], [True]])
    assert score.ravel() == pytest.approx([1.5, 0.5])


def test_a_personal_rule_takes_only_the_groepen_it_admits_into_the_sharing():
    score = two_step_access([[10.0, 30.0]], [5.0], [[1.0]], suits=[[True, True]], admits_person=[[True, False]])
    assert score.tolist() == [[0.5, 0]]


def test_a_groep_without_demand_gets_a_score_all_the_same():
    score = two_step_access([[10.0, 0.0]], [5.0], [[1.0]], suits=[[True, True]])
    assert score.tolist() == [[0.5, 0.5]]


def test_nothing_in_reach_is_0_and_not_missing():
    assert two_step_access([[10.0]], [5.0], csr_array((1, 1)), suits=[[True]]).tolist() == [[0]]


def test_an_unknown_capacity_takes_no_part():
    known_alone = two_step_access([[10.0]], [5.0], [[1.0]], suits=[[True]])
    with_unknown = two_step_access([[10.0]], [5.0, None], [[1.0, 1.0]], suits=[[True], [True]])
    assert with_unknown.tolist() == known_alone.tolist() == [[0.5]]


def test_a_stored_zero_is_no_entry_and_the_argument_stays_as_it_was():
    weight = csr_array((np.array([1.0, 0.0]), ([0, 0], [0, 1])), shape=(1, 2))
    score = two_step_access([[10.0]], [5.0, 5.0], weight, suits=[[True], [True]])
    assert score.tolist() == [[0.5]]
    assert weight.nnz == 2


def test_lists_arrays_and_sparse_tables_give_the_same():
    dense = RULES["weight"].toarray()
    as_lists = two_step_access(RULES_NEED, [10, 5], dense.tolist(), suits=[[1], [1]], admits_place=PLACE_RULE.toarray())
    as_sparse = two_step_access(
        np.array(RULES_NEED),
        np.array([10.0, 5]),
        coo_array(dense),
        suits=csr_array([[1], [1]]),
        admits_place=PLACE_RULE,
    )
    assert as_lists.tolist() == as_sparse.tolist()


@pytest.mark.parametrize(
    ("culprit", "value"),
    [
        ("demand", [[1.0, 2.0]]),
        ("demand", [[-1.0]]),
        ("demand", [[np.nan]]),
        ("capacity", [-1.0]),
        ("capacity", [np.inf]),
        ("capacity", [[1.0]]),
        ("weight", [[1.5]]),
        ("weight", [[-0.1]]),
        ("weight", [[np.nan]]),
        ("weight", [[1.0, 1.0]]),
        ("weight", [1.0]),
        ("suits", [[True], [True]]),
        ("suits", [[0.5]]),
        ("admits_person", [[True, True]]),
        ("admits_place", [[True], [True]]),
        ("admits_place", [[2]]),
    ],
)
def test_an_argument_with_a_wrong_shape_or_value_is_named(culprit, value):
    arguments = {"demand": [[1.0]], "capacity": [1.0], "weight": [[1.0]], "suits": [[True]]} | {culprit: value}
    with pytest.raises(ValueError, match=f"^{culprit} "):
        two_step_access(**arguments)


def test_distinct_columns_can_be_put_back_together():
    table = np.random.default_rng(1).random((20, 3))[:, [0, 1, 0, 2, 1]] > 0.5
    columns, place = distinct_columns(table)
    assert columns.shape == (20, 3)
    assert np.array_equal(columns[:, place], table)


def written_out(demand, capacity, weight, *, suits, admits_person, admits_place) -> np.ndarray:
    """The formula of method.md section 3 on full tables (cellen × initiatieven × groepen), without regard for speed."""
    person = suits if admits_person is None else suits & admits_person
    place = np.ones(weight.shape) if admits_place is None else admits_place.toarray()
    pull = np.einsum("cj,cj,jg->cjg", weight.toarray(), place, person)
    asked = np.einsum("cjg,cg->j", pull, demand)
    places = [c / d if d > 0 and not np.isnan(c) else 0 for c, d in zip(capacity, asked, strict=True)]
    return np.einsum("cjg,j->cg", pull, places)


@given(offers())
def test_sparse_products_give_what_the_formula_says(case):
    demand, offer = case
    np.testing.assert_allclose(two_step_access(demand, **offer), written_out(demand, **offer), rtol=1e-9)


@given(offers())
def test_places_handed_out_are_the_known_capacity_of_initiatieven_with_demand(case):
    demand, offer = case
    serves = offer["suits"] if offer["admits_person"] is None else offer["suits"] & offer["admits_person"]
    weight = offer["weight"].toarray()
    if offer["admits_place"] is not None:
        weight = weight * offer["admits_place"].toarray()
    asked = np.einsum("cj,jg,cg->j", weight, serves, demand) > 0
    handed_out = (two_step_access(demand, **offer) * demand).sum()
    assert handed_out == pytest.approx(np.nansum(np.where(asked, offer["capacity"], 0)), rel=1e-9)


@given(offers(), st.randoms(use_true_random=False))
def test_the_order_of_cellen_and_initiatieven_changes_no_score(case, random):
    demand, offer = case
    cellen, initiatieven = list(range(offer["weight"].shape[0])), list(range(offer["weight"].shape[1]))
    random.shuffle(cellen)
    random.shuffle(initiatieven)
    moved = two_step_access(demand[cellen], **reordered(offer, cellen=cellen, initiatieven=initiatieven))
    np.testing.assert_allclose(moved, two_step_access(demand, **offer)[cellen], rtol=1e-9)


@given(offers(), st.floats(0.01, 100))
def test_scaling_demand_and_capacity_together_changes_no_score(case, factor):
    demand, offer = case
    scaled = two_step_access(demand * factor, **offer | {"capacity": offer["capacity"] * factor})
    np.testing.assert_allclose(scaled, two_step_access(demand, **offer), rtol=1e-9)


def pysal_score(demand: np.ndarray, capacity: np.ndarray, cost: pd.DataFrame, weight_of_cost) -> pd.Series:
    """The two-step score of PySAL; it leaves out cellen with nothing in reach, and needs one groep at a time."""
    with warnings.catch_warnings():
        # access 1.1 calls set_index(inplace=True), which pandas 3.1 calls old.
        warnings.filterwarnings("ignore", message="The inplace keyword", module="access")
        from access import Access

        tables = Access(
            demand_df=pd.DataFrame({"id": np.arange(demand.size), "people": demand}),
            demand_index="id",
            demand_value="people",
            supply_df=pd.DataFrame({"id": np.arange(capacity.size), "places": capacity}),
            supply_index="id",
            supply_value="places",
            cost_df=cost,
            cost_origin="origin",
            cost_dest="dest",
            cost_name="cost",
        )
        logging.getLogger("access").setLevel(logging.ERROR)
        score = tables.enhanced_two_stage_fca(name="score", weight_fn=weight_of_cost)
    return score.iloc[:, 0]


@pytest.mark.parametrize("seed", range(5))
def test_without_rules_the_scores_are_those_of_pysal(seed):
    random = np.random.default_rng(seed)
    cellen, initiatieven = random.random((40, 2)), random.random((25, 2))
    cost = np.linalg.norm(cellen[:, None] - initiatieven[None], axis=2)
    demand, capacity = random.uniform(1, 500, 40), random.uniform(0, 50, 25)
    origin, dest = np.nonzero(cost <= 0.3)
    pairs = pd.DataFrame({"origin": origin, "dest": dest, "cost": cost[origin, dest]})
    expected = pysal_score(demand, capacity, pairs, lambda distance: gaussian(distance, bandwidth=0.1))

    weight = np.where(cost <= 0.3, gaussian(cost, bandwidth=0.1), 0)
    score = two_step_access(demand[:, None], capacity, weight, suits=np.ones((25, 1), dtype=bool)).ravel()

    assert expected.notna().sum() >= 30
    np.testing.assert_allclose(score, expected.reindex(range(40)).fillna(0), rtol=1e-9, atol=1e-12)
