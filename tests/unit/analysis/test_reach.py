"""Reach on a road of cellen at 0 and 2 km (town), 4 and 7 km (stedelijkheid 4), 10 and 13 km (missing)."""

import math

import numpy as np
import pytest
from shapely import Point

from mapping.analysis.population import cell_frame
from mapping.analysis.reach import distances_km, nearness, reach_weights, weights_of
from mapping.analysis.settings import ReachSettings
from tests.unit.analysis.small_region import NOORD, areas, initiatief, small_region, table

OWN_KM = 0.905 * math.sqrt(1 / math.pi) * 1.3
TABLES = small_region()
CELLEN = cell_frame(TABLES["cel"], TABLES["gebied"])


def weights(*rows: dict, werkgebied=None, **settings) -> np.ndarray:
    offer = table("initiatief", list(rows))
    found = reach_weights(
        CELLEN, offer, areas() if werkgebied is None else werkgebied, settings=ReachSettings(**settings)
    )
    return found.toarray().T


def reached(row: dict, **settings) -> list[int]:
    """Return the cellen that are reached, by number."""
    return np.flatnonzero(weights(row, **settings)[0]).tolist()


def test_travelled_distance_is_a_straight_line_times_the_factor():
    km = distances_km(CELLEN, table("initiatief", [initiatief("a")]), within_km=20, settings=ReachSettings())
    assert km.toarray()[:, 0] == pytest.approx([OWN_KM, 2.6, 5.2, 9.1, 13.0, 16.9])


def test_in_the_own_cel_the_mean_distance_holds_wherever_it_stands():
    row = initiatief("a") | {"geometry": Point(900, 0)}
    km = distances_km(CELLEN, table("initiatief", [row]), within_km=20, settings=ReachSettings()).toarray()[:, 0]
    assert km[:2] == pytest.approx([OWN_KM, 1.1 * 1.3])


def test_a_point_on_the_middle_of_a_cel_of_which_it_is_not_part_is_near_and_not_absent():
    row = initiatief("a", x=2000, gebiedcode=NOORD, pc4="1001")
    assert weights(row)[0, 1] == 1


@pytest.mark.parametrize(
    ("x", "cellen"),
    [
        (0, [0, 1, 2]),  # 2.6 km in town; 5.2 km from the village; 9.1 km is too far
        (7000, [2, 3, 4, 5]),  # the town at 6.5 km travels 3 km, missing stedelijkheid at 7.8 km travels 8
        (13_000, [3, 4, 5]),
    ],
)
def test_people_travel_3_km_in_town_and_8_km_elsewhere(x, cellen):
    assert reached(initiatief("a", x=x)) == cellen


def test_home_visits_go_15_km():
    assert reached(initiatief("a", kanaal="huisbezoek")) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("limit", "inside"), [(13.0, True), (12.999, False)])
def test_who_lives_exactly_at_the_limit_is_reached(limit, inside):
    assert (4 in reached(initiatief("a", kanaal="huisbezoek"), home_visit_km=limit)) == inside


@pytest.mark.parametrize(("limit", "inside"), [(2.0, True), (1.999, False)])
def test_the_limit_in_town_is_reached_as_well(limit, inside):
    assert (1 in reached(initiatief("a"), town_km=limit, factor=1.0)) == inside


@pytest.mark.parametrize(("kanaal", "x", "cellen"), [("telefonisch", 0, [0, 1, 2, 3]), ("online", 13_000, [4, 5])])
def test_phone_and_online_reach_the_own_regio(kanaal, x, cellen):
    assert reached(initiatief("a", x=x, kanaal=kanaal)) == cellen
    assert reached(initiatief("a", x=x, kanaal=kanaal, werkgebied_stand="onbekend")) == cellen


def test_a_phone_without_a_known_place_reaches_the_file():
    assert reached(initiatief("a", x=None, kanaal="telefonisch")) == [0, 1, 2, 3, 4, 5]


def test_landelijk_offer_at_a_distance_only_reaches_nobody():
    land = areas(("a", "landelijk", "NL"))
    assert reached(initiatief("a", kanaal="telefonisch;online"), werkgebied=land) == []
    assert reached(initiatief("a", kanaal="telefonisch;op locatie"), werkgebied=land) == [0, 1, 2]


def test_of_several_kanalen_the_best_counts():
    assert reached(initiatief("a", kanaal="op locatie;huisbezoek")) == [0, 1, 2, 3, 4]
    found = weights(initiatief("a", kanaal="op locatie;huisbezoek"), gaussian=True)[0]
    assert found[1] == pytest.approx(math.exp(-0.5 * (2.6 / 5) ** 2))  # 15 / 3 km, more than with 3 / 3 km


def test_a_gaussian_weight_has_a_bandwidth_of_a_third_of_the_limit():
    found = weights(initiatief("a"), gaussian=True)[0]
    town, country = 1.0, 8 / 3
    expected = [math.exp(-0.5 * (km / width) ** 2) for km, width in ((OWN_KM, town), (2.6, town), (5.2, country))]
    assert found == pytest.approx([*expected, 0, 0, 0])


def test_home_visits_of_unknown_werkgebied_stay_in_the_own_gemeente():
    row = {"kanaal": "huisbezoek", "werkgebied_stand": "onbekend"}
    assert reached(initiatief("a", x=4000, **row)) == [0, 1, 2, 3]
    assert reached(initiatief("a", x=10_000, **row)) == [4, 5]
    assert reached(initiatief("a", x=4000, **row) | {"gebiedcode": None, "pc4": None}) == []


def test_on_site_offer_of_unknown_werkgebied_counts_within_reach():
    assert reached(initiatief("a", x=10_000, werkgebied_stand="onbekend")) == reached(initiatief("a", x=10_000))


def test_the_werkgebied_is_no_reach():
    assert reached(initiatief("a", werkgebied_stand="lijst"), werkgebied=areas(("a", "pc4", "1004"))) == [0, 1, 2]


def test_without_a_known_place_nobody_is_reached_by_distance():
    assert reached(initiatief("a", x=None, kanaal="op locatie;huisbezoek")) == []


def test_no_offer_at_all_gives_an_empty_table():
    assert weights().shape == (0, 6)


def test_wider_reach_adds_what_lies_just_outside_and_loses_nothing():
    rows = table("initiatief", [initiatief("a")])
    near = nearness(CELLEN, rows, table("werkgebied", []), settings=ReachSettings())
    narrow, usual, wide = (weights_of(near, widened=factor).toarray() > 0 for factor in (0.8, 1.0, 1.2))
    asked = ReachSettings(town_km=3.6, country_km=9.6, home_visit_km=18.0)
    told = reach_weights(CELLEN, rows, table("werkgebied", []), settings=asked).toarray() > 0
    assert (narrow <= usual).all()
    assert (usual <= wide).all()
    assert (wide == told).all()
    assert wide.sum() > usual.sum()


def test_reach_wider_than_the_pairs_that_were_kept_is_refused():
    near = nearness(CELLEN, table("initiatief", [initiatief("a")]), table("werkgebied", []), settings=ReachSettings())
    with pytest.raises(ValueError, match="widened"):
        weights_of(near, widened=1.5)
