"""What rules cost: the oracles of method.md section 8 as a calculation, the region identity, and whom a lift is for."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from mapping.analysis.model_run import ModelRun
from mapping.analysis.population import Population
from mapping.analysis.rule_cost import Lift, RuleFlows, region_identity, rule_cost
from mapping.analysis.rules import FALSE, TRUE, UNDECIDED, PersonalRules
from mapping.analysis.settings import Settings
from mapping.analysis.split import split_need
from tests.unit.analysis import small_region as region

PARTS = ("bediend", "verdeelverlies", "plaats_onbekend", "tekort")


def made_run(
    need, capacity, reach, *, place=None, truth=None, suits=None, regio=None, subgroep=None, rol=None
) -> ModelRun:
    """Make a calculation of arrays: every cel a regio's, every groep a subgroep's, each person counted once already."""
    need, capacity, reach = np.array(need, float), np.array(capacity, float), csr_array(np.array(reach, float))
    cells, groups, offers = *need.shape, len(capacity)
    rules = np.full((offers, groups), TRUE) if truth is None else np.array(truth, float)
    place = csr_array(np.ones((cells, offers), bool) if place is None else np.array(place, bool))
    suits = np.ones((offers, groups), bool) if suits is None else np.array(suits, bool)
    names = subgroep or ["verlies"] * groups
    groepen = pd.DataFrame({"subgroep": names, "rol": rol or ["levensvraag"] * groups})
    omega = np.where(groepen["rol"] == "levensvraag", 1.0, 0.0) * np.ones_like(need)
    nothing = np.zeros_like(need)
    steps = {"laag": need, "midden": need, "hoog": need}
    cellen = pd.DataFrame({"regio": regio or ["Oost"] * cells})
    people = Population(cellen, groepen, [], nothing, steps, steps, omega, nothing == 0, nothing, nothing, nothing)
    personal = PersonalRules(rules, np.full_like(rules, TRUE))
    split = split_need(
        need, capacity, reach, suits=suits, admits_person=personal.admits, admits_place=place, demand=omega * need
    )
    initiatief = pd.DataFrame({"initiatief": [f"j{number}" for number in range(offers)]})
    return ModelRun(
        Settings(on=region.TODAY), people, initiatief, capacity, np.zeros(offers, bool), reach, reach, suits, personal,
        place, split,
    )  # fmt: skip


RULES = {
    "need": [[100], [50], [10], [40]],
    "capacity": [10, 5],
    "reach": [[1, 0], [1, 1], [0, 1], [1, 1]],
    "place": [[1, 0], [1, 0], [0, 1], [0, 0]],
}


def identity_sum(identity) -> float:
    return sum(getattr(identity, name) for name in PARTS)


def test_the_rules_of_the_example_cost_no_places_but_shut_40_people_out():
    cost = rule_cost(RuleFlows(made_run(**RULES)), Lift())
    assert (cost.nowhere, cost.extra) == (pytest.approx(40), pytest.approx(0, abs=1e-9))
    assert (cost.chance, cost.chance_without) == (0, pytest.approx(0.075))
    # cel 1 is kept from j1, cel 3 from both
    assert (cost.barred, cost.initiatieven, cost.unknown_places) == (pytest.approx(90), 2, 0)


def test_the_rules_of_one_initiatief_open_that_one_only():
    cost = rule_cost(RuleFlows(made_run(**RULES)), Lift(initiatief="j0"))
    assert cost.nowhere == pytest.approx(40)
    assert cost.initiatieven == 1
    # j0 has 10 places for 190 people who may go there then; nobody of them may go to j1 and cel 2 does not share j0
    assert cost.chance_without == pytest.approx(10 / 190)


def test_rules_over_the_person_are_not_lifted_with_those_over_place():
    flows = RuleFlows(made_run(**RULES, truth=[[FALSE], [FALSE]]))
    assert rule_cost(flows, Lift(person=False)).nowhere == 0
    assert rule_cost(flows, Lift(place=False)).nowhere == pytest.approx(160)  # j0 and j1 then admit all but cel 3
    assert rule_cost(flows, Lift()).nowhere == pytest.approx(200)


def test_a_rule_that_keeps_people_from_free_places_costs_extra_people():
    cost = rule_cost(RuleFlows(made_run([[10], [10]], [10, 10], [[1, 0], [0, 1]], place=[[1, 0], [0, 0]])), Lift())
    assert (cost.nowhere, cost.extra) == (pytest.approx(10), pytest.approx(10))
    assert (cost.chance, cost.chance_without) == (0, 1)


def test_a_rule_that_bars_nobody_costs_nothing_and_has_no_chance_to_tell():
    cost = rule_cost(RuleFlows(made_run([[10]], [5], [[1]])), Lift())
    assert (cost.nowhere, cost.barred, cost.extra, cost.initiatieven) == (0, 0, 0, 0)
    assert np.isnan(cost.chance)
    assert np.isnan(cost.chance_without)


def test_people_of_another_regio_or_groep_keep_their_rules():
    two = made_run(
        [[10, 20], [40, 80]], [5], [[1], [1]], place=[[0], [0]], regio=["Oost", "West"], subgroep=["verlies", "ziekte"]
    )
    flows = RuleFlows(two)
    assert rule_cost(flows, Lift()).nowhere == pytest.approx(150)
    assert rule_cost(flows, Lift(regio="West")).nowhere == pytest.approx(120)
    assert rule_cost(flows, Lift(subgroep="verlies")).nowhere == pytest.approx(50)
    assert rule_cost(flows, Lift(subgroep="uniek")).nowhere == pytest.approx(150)
    one = rule_cost(flows, Lift(regio="Oost", subgroep="ziekte"))
    assert (one.nowhere, one.extra, one.chance_without) == (
        pytest.approx(20), pytest.approx(5), pytest.approx(0.25),
    )  # fmt: skip


def test_a_kenmerk_takes_no_places_so_only_the_people_are_counted():
    run = made_run(
        [[10, 30]], [5], [[1]], truth=[[TRUE, FALSE]], subgroep=["verlies", "taal"], rol=["levensvraag", "kenmerk"]
    )
    cost = rule_cost(RuleFlows(run), Lift(subgroep="taal"))
    assert cost.nowhere == pytest.approx(30)
    assert np.isnan([cost.extra, cost.chance, cost.chance_without]).all()


def test_places_that_are_not_known_count_for_nobody_and_are_said():
    cost = rule_cost(RuleFlows(made_run([[10]], [np.nan], [[1]], place=[[0]])), Lift())
    assert (cost.nowhere, cost.extra, cost.initiatieven, cost.unknown_places) == (pytest.approx(10), 0, 1, 1)
    assert np.isnan(cost.chance)


def test_a_rule_that_cannot_be_decided_stays_unknown_when_rules_are_lifted():
    cost = rule_cost(RuleFlows(made_run([[10]], [10], [[1]], truth=[[UNDECIDED]])), Lift())
    assert (cost.barred, cost.extra) == (0, 0)


@pytest.mark.parametrize("lift", [Lift(initiatief="weg"), Lift(regio="Weg"), Lift(subgroep="weg")])
def test_a_name_that_is_not_there_is_an_error(lift):
    with pytest.raises(ValueError, match=r"[wW]eg"):
        rule_cost(RuleFlows(made_run(**RULES)), lift)


def test_the_waste_example_is_all_verdeelverlies_and_no_tekort():
    identity = region_identity(RuleFlows(made_run([[10], [10]], [10, 10], [[1, 1], [0, 1]])))
    assert (identity.toegelaten, identity.bediend, identity.verdeelverlies) == pytest.approx((20, 15, 5))
    assert (identity.plaats_onbekend, identity.tekort) == pytest.approx((0, 0), abs=1e-9)


def test_whom_an_unknown_capacity_admits_is_unknown_and_no_tekort():
    admits = region_identity(RuleFlows(made_run([[100]], [30, np.nan], [[1, 1]])))
    assert [getattr(admits, name) for name in PARTS] == pytest.approx([30, 0, 70, 0], abs=1e-9)
    bars = region_identity(RuleFlows(made_run([[100]], [30, np.nan], [[1, 1]], place=[[1, 0]])))
    assert [getattr(bars, name) for name in PARTS] == pytest.approx([30, 0, 0, 70], abs=1e-9)


def test_unknown_places_free_the_known_for_others():
    # both share j0 (10); the first may also go where nobody knows: then j0 is for the second alone
    identity = region_identity(RuleFlows(made_run([[10], [10]], [10, np.nan], [[1, 1], [1, 0]])))
    assert [getattr(identity, name) for name in PARTS] == pytest.approx([10, 0, 10, 0], abs=1e-9)


def test_people_out_of_reach_or_shut_out_are_not_among_those_who_may_come():
    identity = region_identity(RuleFlows(made_run([[10], [20], [40]], [100], [[1], [1], [0]], place=[[1], [0], [1]])))
    assert identity.toegelaten == pytest.approx(10)


def test_a_place_near_a_border_counts_for_one_regio_only():
    flows = RuleFlows(made_run([[30], [10]], [20], [[1], [1]], regio=["Oost", "West"]))
    east, west = region_identity(flows, "Oost"), region_identity(flows, "West")
    assert (east.bediend, east.tekort) == pytest.approx((15, 15))
    assert (west.bediend, west.tekort) == pytest.approx((5, 5))


def offers_with_rules() -> dict[str, pd.DataFrame]:
    """Return the small region with four initiatieven: one by postcode, one by age, one for women, one of unknown places."""
    rows = region.offered(
        region.initiatief("a", x=0, capaciteit_pj=4, werkgebied_stand="lijst"),
        region.initiatief("b", x=4000, capaciteit_pj=3),
        region.initiatief("c", x=7000, capaciteit_pj=2),
        region.initiatief("d", x=10_000),
        b=["verlies"],
    )
    return region.small_region(
        **rows,
        toegangsregel=region.rules(("b", 1, "min_leeftijd", "50"), ("c", 1, "geslacht", "vrouw")),
        werkgebied=region.areas(("a", "pc4", "1001")),
    )


@pytest.fixture(scope="module")
def calculated() -> ModelRun:
    return region.calculate(offers_with_rules())


@pytest.mark.parametrize("regio", [None, "Oost", "West"])
def test_the_identity_adds_up_with_no_part_negative(calculated, regio):
    identity = region_identity(RuleFlows(calculated), regio)
    assert identity_sum(identity) == pytest.approx(identity.toegelaten)
    assert identity.toegelaten > 0
    assert min(getattr(identity, name) for name in PARTS) >= 0


def test_the_identity_is_that_of_the_gap_table(calculated):
    identity = region_identity(RuleFlows(calculated))
    split, omega = calculated.split, calculated.people.omega
    assert identity.bediend == pytest.approx((omega * split.served).sum())
    admitted = split.served + split.no_capacity + split.unknown
    assert identity.toegelaten == pytest.approx((omega * admitted).sum())


def test_places_behind_a_rule_that_cannot_be_decided_are_unknown(calculated):
    # c is for women only: whoever it suits may be helped there, and nobody surely is
    only_c = region.small_region(
        **region.offered(region.initiatief("c", x=7000, capaciteit_pj=2)),
        toegangsregel=region.rules(("c", 1, "geslacht", "vrouw")),
    )
    identity = region_identity(RuleFlows(region.calculate(only_c)))
    assert (identity.bediend, identity.tekort) == pytest.approx((0, 0), abs=1e-9)
    assert identity.plaats_onbekend == pytest.approx(identity.toegelaten)


def test_the_people_who_can_go_nowhere_are_those_of_the_split(calculated):
    omega, split = calculated.people.omega, calculated.split
    cost = rule_cost(RuleFlows(calculated), Lift())
    assert cost.nowhere == pytest.approx((omega * split.excluded).sum())
    by_place = rule_cost(RuleFlows(calculated), Lift(person=False)).nowhere
    assert by_place == pytest.approx((omega * (split.excluded_by_place + split.excluded_by_either)).sum())
    by_person = rule_cost(RuleFlows(calculated), Lift(place=False)).nowhere
    assert by_person == pytest.approx((omega * (split.excluded_by_person + split.excluded_by_either)).sum())


@pytest.mark.parametrize(
    "lift", [Lift(), Lift(initiatief="a"), Lift(initiatief="b"), Lift(regio="Oost"), Lift(place=False)]
)
def test_lifting_never_costs_people_or_lowers_the_chance(calculated, lift):
    cost = rule_cost(RuleFlows(calculated), lift)
    assert cost.extra >= 0
    assert cost.nowhere <= cost.barred
    assert cost.chance_without >= cost.chance or np.isnan(cost.chance)


def test_the_order_of_asking_changes_nothing(calculated):
    flows = RuleFlows(calculated)
    first = rule_cost(flows, Lift(initiatief="a"))
    rule_cost(flows, Lift())
    assert rule_cost(flows, Lift(initiatief="a")) == first
    assert rule_cost(RuleFlows(replace(calculated)), Lift(initiatief="a")) == first


def test_a_region_without_offer_has_nobody_who_may_come():
    flows = RuleFlows(region.calculate(region.small_region()))
    assert region_identity(flows).toegelaten == 0
    assert identity_sum(region_identity(flows)) == 0
    assert rule_cost(flows, Lift()).barred == 0
