"""Conversions to people per year, the option aanname and the regional share of a landelijk initiatief."""

import math

import numpy as np
import pytest

from mapping.analysis.capacity import (
    HOURS_PER_GESPREK,
    MIN_KNOWN_TO_DRAW_FROM,
    WORKING_WEEKS_PER_YEAR,
    CapaciteitEenheid,
    assumed_capacity,
    people_per_year,
    regional_share,
)

HOURS = {
    "weeks_per_year": WORKING_WEEKS_PER_YEAR,
    "hours_per_gesprek": HOURS_PER_GESPREK,
    "gesprekken_per_person": 5,
}
CONVERSIONS = [
    (16, "uren per week", HOURS, 73.6),
    (40, "plaatsen tegelijk", {"duration_weeks": 52}, 40),
    (40, "plaatsen tegelijk", {"duration_weeks": 13}, 160),
    (12, "groepsgrootte", {"series_per_year": 3}, 36),
    (25, "bezoeken per week", {"visits_per_person": 25}, 50),
    (150, "gesprekken per jaar", {"gesprekken_per_person": 5}, 30),
    (60, "personen per jaar", {}, 60),
]


@pytest.mark.parametrize(("amount", "unit", "factors", "expected"), CONVERSIONS)
def test_each_unit_becomes_people_per_year(amount, unit, factors, expected):
    assert people_per_year(amount, unit, **factors) == pytest.approx(expected)


def test_every_unit_has_a_conversion():
    assert {CapaciteitEenheid(unit) for _, unit, _, _ in CONVERSIONS} == set(CapaciteitEenheid)


@pytest.mark.parametrize(
    ("unit", "factors", "missing"),
    [(unit, factors, missing) for _, unit, factors, _ in CONVERSIONS for missing in factors],
)
@pytest.mark.parametrize("absent", [None, math.nan])
def test_a_missing_factor_makes_the_capacity_unknown(unit, factors, missing, absent):
    assert math.isnan(people_per_year(10, unit, **factors | {missing: absent}))


@pytest.mark.parametrize("amount", [None, math.nan])
def test_a_missing_amount_stays_unknown(amount):
    assert math.isnan(people_per_year(amount, CapaciteitEenheid.PERSONEN_PER_JAAR))


def test_a_stated_capacity_of_0_is_0_and_not_unknown():
    assert people_per_year(0, CapaciteitEenheid.PERSONEN_PER_JAAR) == 0


def test_weeks_of_a_counsellor_do_not_change_an_inloop():
    assert people_per_year(25, "bezoeken per week", visits_per_person=25, weeks_per_year=46) == 50


@pytest.mark.parametrize("wrong", [0, -1, math.inf])
@pytest.mark.parametrize(
    "factor",
    [
        "duration_weeks",
        "weeks_per_year",
        "hours_per_gesprek",
        "gesprekken_per_person",
        "series_per_year",
        "visits_per_person",
    ],
)
def test_a_factor_of_0_or_less_is_refused_by_name(factor, wrong):
    with pytest.raises(ValueError, match=f"^{factor} "):
        people_per_year(10, "personen per jaar", **{factor: wrong})


def test_a_negative_amount_is_refused():
    with pytest.raises(ValueError, match=r"^amount "):
        people_per_year(-1, "personen per jaar")


def test_a_unit_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="per maand"):
        people_per_year(1, "personen per maand")


KNOWN = [10.0, 20.0, 30.0, 40.0, 50.0]


def test_unknown_capacities_are_drawn_from_the_known_of_the_same_aanbiederssoort():
    capacity = [*KNOWN, math.nan, math.nan, 999.0, math.nan]
    kinds = ["kerk"] * 7 + ["hospice"] * 2
    filled, assumed = assumed_capacity(capacity, kinds, seed=1)
    assert filled[:5].tolist() == KNOWN
    assert set(filled[5:7]) <= set(KNOWN)
    assert filled[7] == 999
    assert math.isnan(filled[8])
    assert assumed.tolist() == [False] * 5 + [True, True, False, False]


def test_fewer_than_five_known_capacities_are_too_few_to_draw_from():
    few = KNOWN[: MIN_KNOWN_TO_DRAW_FROM - 1]
    filled, assumed = assumed_capacity([*few, math.nan], ["kerk"] * 5, seed=1)
    assert math.isnan(filled[-1])
    assert not assumed.any()


@pytest.mark.parametrize("no_kind", [None, math.nan, ""])
def test_an_initiatief_without_aanbiederssoort_stays_unknown(no_kind):
    filled, _ = assumed_capacity([*KNOWN, math.nan], [no_kind] * 6, seed=1)
    assert math.isnan(filled[-1])


def test_the_same_seed_gives_the_same_draw_and_the_argument_stays_as_it_was():
    capacity = np.array([*KNOWN, *[math.nan] * 20])
    first, _ = assumed_capacity(capacity, ["kerk"] * 25, seed=7)
    again, _ = assumed_capacity(capacity, ["kerk"] * 25, seed=7)
    other, _ = assumed_capacity(capacity, ["kerk"] * 25, seed=8)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert np.isnan(capacity).sum() == 20


def test_every_initiatief_needs_its_aanbiederssoort():
    with pytest.raises(ValueError, match=r"^provider_kind "):
        assumed_capacity([1.0, 2.0], ["kerk"], seed=1)


def test_a_landelijk_initiatief_gives_the_region_its_share_by_inhabitants():
    assert regional_share(10_000, 1_000_000, 17_500_000) == pytest.approx(571.43, abs=0.005)


def test_an_unknown_capacity_has_an_unknown_share():
    assert np.isnan(regional_share([100.0, math.nan], 1, 2)).tolist() == [False, True]


@pytest.mark.parametrize(("region", "werkgebied"), [(2, 1), (-1, 1), (0, 0), (math.nan, 1), (1, math.nan)])
def test_a_region_larger_than_the_werkgebied_or_without_inhabitants_known_is_refused(region, werkgebied):
    with pytest.raises(ValueError, match=r"^inhabitants_region "):
        regional_share(100, region, werkgebied)
