"""The five parts of need, the four causes of exclusion, and the rules that hold for every case."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from mapping.analysis.access import two_step_access
from mapping.analysis.split import NeedSplit, split_need
from tests.unit.analysis.offers import offers, reordered

PARTS = ("served", "no_capacity", "excluded", "out_of_reach", "unknown")
CAUSES = ("excluded_by_place", "excluded_by_person", "excluded_by_either", "excluded_by_both")


def totals(split: NeedSplit, names: tuple[str, ...] = PARTS) -> list[float]:
    """People per part, over all cellen and groepen."""
    return [getattr(split, name).sum() for name in names]


RULES = {
    "capacity": [10.0, 5.0],
    "weight": csr_array([[1.0, 0], [1, 1], [0, 1], [1, 1]]),
    "suits": np.ones((2, 1), dtype=bool),
    "admits_place": csr_array(np.array([[1, 0], [1, 0], [0, 1], [0, 0]], dtype=bool)),
}
RULES_NEED = np.array([[100.0], [50.0], [10.0], [40.0]])


def test_place_rules_exclude_the_cel_that_no_werkgebied_holds():
    split = split_need(RULES_NEED, **RULES)
    assert totals(split) == pytest.approx([15, 145, 40, 0, 0])
    assert totals(split, CAUSES) == pytest.approx([40, 0, 0, 0])


@pytest.mark.parametrize(
    ("steunvraag", "served", "no_capacity", "excluded"), [(0.05, 8, 0, 2), (0.10, 11, 5, 4), (0.20, 12, 20, 8)]
)
def test_a_higher_steunvraag_moves_served_and_no_capacity_but_not_the_share_excluded(
    steunvraag, served, no_capacity, excluded
):
    split = split_need(RULES_NEED * steunvraag, **RULES)
    assert totals(split) == pytest.approx([served, no_capacity, excluded, 0, 0])


def test_places_beyond_the_need_of_a_cel_serve_nobody_else_in_one_round():
    split = split_need([[10.0], [10.0]], [10.0, 10.0], [[1.0, 1], [0, 1]], suits=[[True], [True]])
    assert totals(split) == pytest.approx([15, 5, 0, 0, 0])


def test_what_an_admitting_initiatief_of_unknown_capacity_may_serve_is_unknown():
    split = split_need([[100.0]], [30.0, None], [[1.0, 1.0]], suits=[[True], [True]])
    assert totals(split) == pytest.approx([30, 0, 0, 0, 70])


@pytest.mark.parametrize(
    "rule", [{"admits_place": csr_array([[True, False]])}, {"admits_person": np.array([[True], [False]])}]
)
def test_an_unknown_capacity_that_does_not_admit_leaves_no_capacity(rule):
    split = split_need([[100.0]], [30.0, None], [[1.0, 1.0]], suits=[[True], [True]], **rule)
    assert totals(split) == pytest.approx([30, 70, 0, 0, 0])


def test_an_initiatief_of_unknown_capacity_is_in_reach_and_can_exclude():
    split = split_need([[10.0]], [None], [[1.0]], suits=[[True]], admits_person=[[False]])
    assert totals(split) == [0, 0, 10, 0, 0]


def test_without_initiatief_in_reach_need_is_out_of_reach_and_not_excluded():
    split = split_need(need=[[10.0]], capacity=[5.0], weight=csr_array((1, 1)), suits=[[True]])
    assert totals(split) == [0, 0, 0, 10, 0]


def test_an_initiatief_that_does_not_suit_is_no_reach():
    split = split_need([[10.0]], [5.0], [[1.0]], suits=[[False]], admits_person=[[False]])
    assert totals(split) == [0, 0, 0, 10, 0]


def test_excluded_people_are_told_apart_by_which_rules_must_be_lifted():
    """Initiatieven: of groep 0 j0, of groep 1 j1, of groep 2 j0 and j1, of groep 3 j2; all in one cel."""
    split = split_need(
        [[30.0, 40.0, 10.0, 20.0]],
        [1.0, 1.0, 1.0],
        [[1.0, 1.0, 1.0]],
        suits=[[True, False, True, False], [False, True, True, False], [False, False, False, True]],
        admits_person=[[True, True, True, True], [True, False, False, True], [True, True, True, False]],
        admits_place=csr_array([[False, True, False]]),
    )
    assert totals(split) == [0, 0, 100, 0, 0]
    assert totals(split, CAUSES) == [30, 40, 10, 20]


def test_served_follows_demand_where_people_have_several_levensvragen():
    """Ten people counted in two groepen compete for five places: half of each groep is served, not a quarter."""
    suits = [[True, True]]
    twice = split_need([[10.0, 10.0]], [5.0], [[1.0]], suits=suits)
    once = split_need([[10.0, 10.0]], [5.0], [[1.0]], suits=suits, demand=[[5.0, 5.0]])
    assert twice.served.tolist() == [[2.5, 2.5]]
    assert once.served.tolist() == [[5.0, 5.0]]


def test_a_kenmerk_with_demand_0_takes_no_places_from_a_levensvraag():
    split = split_need([[10.0, 40.0]], [5.0], [[1.0]], suits=[[True, True]], demand=[[10.0, 0.0]])
    assert split.served.tolist() == [[5.0, 20.0]]


def test_an_initiatief_for_a_kenmerk_alone_shares_its_capacity_over_need():
    split = split_need(
        [[10.0, 40.0]], [5.0, 10.0], [[1.0, 1.0]], suits=[[True, False], [False, True]], demand=[[10, 0]]
    )
    assert split.served.tolist() == [[5.0, 10.0]]
    assert split.no_capacity.tolist() == [[5.0, 30.0]]


def test_two_step_access_itself_knows_no_sharing_over_need():
    score = two_step_access([[10.0, 0.0]], [5.0, 10.0], [[1.0, 1.0]], suits=[[True, False], [False, True]])
    assert score.tolist() == [[0.5, 0.0]]


def test_demand_of_a_wrong_shape_is_named():
    with pytest.raises(ValueError, match=r"^demand "):
        split_need([[1.0]], [1.0], [[1.0]], suits=[[True]], demand=[[1.0, 1.0]])


def test_need_that_is_missing_is_named():
    with pytest.raises(ValueError, match=r"^need "):
        split_need([[np.nan]], [1.0], [[1.0]], suits=[[True]])


def sum_of(split: NeedSplit, names: tuple[str, ...]) -> np.ndarray:
    return np.sum([getattr(split, name) for name in names], axis=0)


@given(offers(), st.sampled_from([0.0, 0.3, 0.81, 1.0]))
def test_parts_add_up_to_need_and_causes_to_excluded(case, overlap):
    need, offer = case
    split = split_need(need, **offer, demand=need * overlap)
    np.testing.assert_allclose(sum_of(split, PARTS), need, rtol=1e-12)
    assert np.array_equal(sum_of(split, CAUSES), split.excluded)
    assert all((getattr(split, name) >= 0).all() for name in PARTS + CAUSES)


@given(offers())
def test_served_is_never_more_than_the_known_capacity(case):
    need, offer = case
    assert split_need(need, **offer).served.sum() <= np.nansum(offer["capacity"]) * (1 + 1e-9)


@given(offers(), st.sampled_from(["admits_person", "admits_place"]))
def test_lifting_a_rule_never_excludes_more_people(case, rule):
    need, offer = case
    before, after = split_need(need, **offer), split_need(need, **offer | {rule: None})
    assert (after.excluded <= before.excluded).all()
    assert np.array_equal(after.out_of_reach, before.out_of_reach)


@given(offers())
def test_lifting_the_rules_that_a_cause_names_lets_those_people_in(case):
    need, offer = case
    split = split_need(need, **offer)
    no_place = split_need(need, **offer | {"admits_place": None}).excluded
    no_person = split_need(need, **offer | {"admits_person": None}).excluded
    assert np.array_equal(no_place, split.excluded_by_person + split.excluded_by_both)
    assert np.array_equal(no_person, split.excluded_by_place + split.excluded_by_both)


@given(offers(), st.randoms(use_true_random=False))
def test_the_order_of_cellen_and_initiatieven_changes_no_part(case, random):
    need, offer = case
    cellen, initiatieven = list(range(offer["weight"].shape[0])), list(range(offer["weight"].shape[1]))
    random.shuffle(cellen)
    random.shuffle(initiatieven)
    moved = split_need(need[cellen], **reordered(offer, cellen=cellen, initiatieven=initiatieven))
    split = split_need(need, **offer)
    for name in PARTS + CAUSES:
        np.testing.assert_allclose(getattr(moved, name), getattr(split, name)[cellen], rtol=1e-9, atol=1e-9)


@given(offers(), st.floats(0.01, 100))
def test_one_common_steunvraag_leaves_the_shares_out_of_reach_and_excluded(case, steunvraag):
    need, offer = case
    split, scaled = split_need(need, **offer), split_need(need * steunvraag, **offer)
    np.testing.assert_allclose(scaled.out_of_reach, split.out_of_reach * steunvraag, rtol=1e-12)
    np.testing.assert_allclose(scaled.excluded, split.excluded * steunvraag, rtol=1e-12)
