"""What a draw varies and what it leaves alone: shares, local departures, places and reach."""

import numpy as np
import pytest

from mapping.analysis.chance.draws import (
    LOCAL_DEPARTURE,
    Spread,
    chance,
    fixed_share,
    local_tau,
    no_chance,
    shares_of,
    triangular,
)
from mapping.model import Soort, Wat
from tests.unit.analysis.small_region import NOORD, calculate, share, shares, small_region, table

SIZE = {"subgroepen": 3, "gebieden": 2, "initiatieven": 4}


def people(*extra: dict):
    tables = small_region(aandeel=table("aandeel", [*shares(), *extra]))
    return tables, calculate(tables).people


@pytest.mark.parametrize(("quantile", "value"), [(0.0, 1.0), (0.125, 2.0), (0.5, 3.0), (0.875, 4.0), (1.0, 5.0)])
def test_triangular_goes_from_low_to_high_with_its_top_at_the_middle(quantile, value):
    # from 1 over 3 to 5: left of 2 lies a quarter of the left half
    assert triangular(quantile, 1.0, 3.0, 5.0) == pytest.approx(value)


def test_triangular_has_the_mean_of_its_three_corners():
    quantiles = (np.arange(100_000) + 0.5) / 100_000
    assert triangular(quantiles, 0.05, 0.10, 0.20).mean() == pytest.approx((0.05 + 0.10 + 0.20) / 3, abs=1e-6)


@pytest.mark.parametrize("corner", [(0.1, 0.1, 0.3), (0.1, 0.3, 0.3), (0.2, 0.2, 0.2)])
def test_triangular_may_lean_on_a_corner_or_be_a_point(corner):
    drawn = triangular(np.array([0.0, 0.3, 1.0]), *corner)
    assert np.all((drawn >= corner[0]) & (drawn <= corner[2]))
    assert drawn[0] == pytest.approx(corner[0])
    assert drawn[2] == pytest.approx(corner[2])


def test_local_departure_goes_with_the_kind_of_figure():
    soorten = np.array(list(Soort), dtype=object)
    low, middle, high = (np.full(4, value) for value in (0.1, 0.2, 0.4))
    tau = dict(zip(soorten, local_tau(soorten, low, middle, high, LOCAL_DEPARTURE), strict=True))
    assert tau[Soort.GEMETEN] == 0
    assert tau[Soort.GEMODELLEERD] == pytest.approx(np.log(4) / 3.29)
    assert tau[Soort.GESCHAT] == tau[Soort.AANNAME] == 0.25


def test_low_end_of_a_model_counts_as_at_least_a_tenth_of_its_middle():
    soort, one = np.array([Soort.GEMODELLEERD], dtype=object), np.ones(1)
    assert local_tau(soort, 0 * one, 0.2 * one, 0.4 * one, 0.25) == pytest.approx(np.log(20) / 3.29)


def test_share_is_one_unknown_for_the_whole_region():
    tables, population = people()
    found = shares_of(tables, population, Wat.AANDEEL, spread=Spread())
    assert found.place.shape[1] == 1  # no gebied has a share of its own
    drawn = found.drawn(np.array([0.0, 1.0, np.nan]))
    verlies, ziekte, taal = (drawn[found.subgroep == number] for number in range(3))
    assert verlies.tolist() == pytest.approx([0.1])
    assert ziekte.tolist() == pytest.approx([0.2])
    assert taal.tolist() == pytest.approx([0.1])


def test_counted_share_never_varies_and_a_modelled_one_only_by_gebied():
    counted = share("verlies", "aandeel", (0.3, 0.4, 0.5), gebiedcode=NOORD, soort="gemeten", lokaal="ja")
    modelled = share("ziekte", "aandeel", (0.1, 0.2, 0.4), gebiedcode=NOORD, soort="gemodelleerd", lokaal="ja")
    tables, population = people(counted, modelled)
    found = shares_of(tables, population, Wat.AANDEEL, spread=Spread())
    drawn = found.drawn(np.ones(3))
    own = {(found.subgroep[at], round(found.midden[at], 3)): (drawn[at], found.tau[at]) for at in range(len(drawn))}
    assert own[0, 0.4] == (0.4, 0.0)
    assert own[1, 0.2] == pytest.approx((0.2, np.log(4) / 3.29))
    assert own[0, 0.2] == pytest.approx((0.3, 0.25))  # the national share elsewhere


def test_steunvraag_is_common_and_has_no_departure_of_its_own():
    tables, population = people()
    found = shares_of(tables, population, Wat.STEUNVRAAG, spread=Spread())
    assert not found.tau.any()
    assert found.drawn(np.zeros(3)) == pytest.approx(found.laag)


def test_share_that_a_user_has_set_does_not_move():
    assert fixed_share(0.07, 6).drawn(np.full(1, 0.9)).tolist() == [0.07]


def test_group_size_takes_its_range_along():
    tables, population = people()
    found = shares_of(tables, population, Wat.AANDEEL, spread=Spread(), size=("verlies", 1.5))
    assert found.hoog[found.subgroep == 0] == pytest.approx(0.45)
    assert found.hoog[found.subgroep == 1] == pytest.approx(0.2)


def test_draws_are_the_same_for_the_same_seed_and_number_only():
    one, same, other, seeded = (chance(*key, Spread(), **SIZE) for key in ((1, 5), (1, 5), (1, 6), (2, 5)))
    assert one.local.tolist() == same.local.tolist()
    assert one.aandeel.tolist() == same.aandeel.tolist()
    assert one.reach not in (other.reach, seeded.reach)


def test_places_and_reach_vary_by_a_fifth_at_most_and_not_at_all_when_switched_off():
    draws = [chance(3, number, Spread(), **SIZE) for number in range(300)]
    for values in (np.array([draw.reach for draw in draws]), np.array([draw.capacity for draw in draws])):
        assert 0.8 <= values.min() < 0.82
        assert 1.18 < values.max() <= 1.2
    still = chance(3, 0, Spread(shares=False, local=0, capacity=0, reach=0), **SIZE)
    assert still.reach == 1
    assert still.capacity.tolist() == no_chance(**SIZE).capacity.tolist() == [1, 1, 1, 1]
