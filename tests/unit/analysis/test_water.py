"""Water: the oracle of the bridge, and what must hold for every river, bridge and pair of places."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mapping.analysis.reach import distances_km
from mapping.analysis.settings import ReachSettings
from mapping.analysis.water import Waters, waters
from mapping.model import RD_NEW
from tests.unit.analysis.small_region import table

FAR_KM = 1000.0


def river(*points: tuple[float, float], name: str = "rivier") -> dict:
    return {"water": name, "naam": name, "breedte_m": 100, "geometry": shapely.LineString(points)}


def bridge(x: float, y: float, *, name: str = "brug", water: str = "rivier") -> dict:
    return {"overgang": name, "naam": name, "soort": "brug", "water": water, "geometry": shapely.Point(x, y)}


def known(lines: list[dict], points: list[dict]) -> Waters | None:
    return waters({"water": table("water", lines), "overgang": table("overgang", points)})


def way(water: Waters, here: tuple[float, float], there: tuple[float, float], within_m: float = 1e6) -> float:
    pairs = (np.array([0]), np.array([0]))
    return float(water.metres(np.array([here], float), np.array([there], float), pairs, within_m=within_m)[0])


WIDE = river((-100_000, 500), (100_000, 500))


def cells(*points: tuple[float, float]) -> gpd.GeoDataFrame:
    rows = {"gebiedcode": [f"WK0001{n:02}" for n in range(len(points))], "pc4": "1001", "area_km2": 1.0}
    return gpd.GeoDataFrame(rows, geometry=[shapely.Point(p) for p in points], crs=RD_NEW)


def offer(*points: tuple[float, float]) -> gpd.GeoDataFrame:
    rows = {"initiatief": [f"i{n}" for n in range(len(points))], "gebiedcode": None, "pc4": None}
    return gpd.GeoDataFrame(rows, geometry=[shapely.Point(p) for p in points], crs=RD_NEW)


def km(cellen: gpd.GeoDataFrame, initiatief: gpd.GeoDataFrame, water: Waters | None, within_km: float = FAR_KM):
    return distances_km(cellen, initiatief, within_km=within_km, settings=ReachSettings(), water=water).toarray()


def test_oracle_of_the_bridge():
    found = km(cells((0, 0)), offer((0, 1000)), known([WIDE], [bridge(3000, 500)]))[0, 0]
    assert found * 1000 == pytest.approx(7907.6, abs=0.05)


def test_without_an_overgang_the_other_bank_is_out_of_reach():
    assert km(cells((0, 0)), offer((0, 1000)), known([WIDE], []))[0, 0] == 0  # no entry


def test_nobody_goes_round_the_end_of_a_water():
    assert way(known([river((-2000, 500), (2000, 500))], []), (0, 0), (0, 1000)) == np.inf


def test_the_same_bank_keeps_its_straight_line():
    assert way(known([WIDE], [bridge(3000, 500)]), (0, 0), (900, 0)) == 900


def test_a_bend_is_walked_round_on_the_own_bank():
    tongue = river((-100_000, 0), (0, 0), (0, 5000), (100, 5000), (100, 0), (100_000, 0))
    there = way(known([tongue], []), (-1000, 1000), (1100, 1000))
    assert 2 * np.hypot(1000, 4000) + 100 < there < 2 * np.hypot(1000, 4000) + 150


def test_the_shortest_of_several_overgangen_is_taken():
    water = known([WIDE], [bridge(3000, 500, name="ver"), bridge(-400, 500, name="nabij")])
    assert way(water, (0, 0), (0, 1000)) == pytest.approx(2 * np.hypot(400, 500))


def test_two_waters_in_a_row_need_an_overgang_of_each():
    second = river((-100_000, 700), (100_000, 700), name="tweede")
    one = [bridge(0, 500)]
    assert way(known([WIDE, second], one), (0, 0), (0, 1000)) == np.inf
    both = [*one, bridge(300, 700, name="over-de-tweede", water="tweede")]
    expected = 500 + np.hypot(300, 200) + np.hypot(300, 300)
    assert way(known([WIDE, second], both), (0, 0), (0, 1000)) == pytest.approx(expected)


def test_where_three_waters_meet_each_bank_is_its_own():
    arms = [river((0, 0), (-9000, 3000), name="west"), river((0, 0), (9000, 3000), name="oost"),
            river((0, 0), (0, -9000), name="zuid")]  # fmt: skip
    water = known(arms, [bridge(-3000, 1000, water="west")])
    assert np.isfinite(way(water, (-1000, -1000), (0, 3000)))
    assert way(water, (1000, -1000), (0, 3000)) == np.inf
    assert way(water, (-1000, -1000), (1000, -1000)) == np.inf


def test_an_overgang_is_moved_to_its_own_water():
    assert way(known([WIDE], [bridge(0, 620)]), (0, 0), (0, 1000)) == pytest.approx(1000)


def test_an_overgang_of_a_water_that_is_not_there_leads_nowhere():
    assert way(known([WIDE], [bridge(0, 500, water="elders")]), (0, 0), (0, 1000)) == np.inf


def test_further_than_asked_is_out_of_reach():
    assert way(known([WIDE], [bridge(3000, 500)]), (0, 0), (0, 1000), within_m=6000) == np.inf


def test_a_place_on_the_water_is_open_to_both_banks():
    assert way(known([WIDE], []), (0, 500), (0, 1000)) == 500
    assert way(known([WIDE], []), (0, 500), (0, 0)) == 500


def test_within_one_cel_nobody_crosses_water():
    cellen, there = cells((0, 0)), offer((0, 1000))
    there[["gebiedcode", "pc4"]] = cellen[["gebiedcode", "pc4"]].to_numpy()
    assert km(cellen, there, known([WIDE], []))[0, 0] == km(cellen, there, None)[0, 0] > 0


def test_no_water_is_no_waters():
    assert known([], []) is None
    assert waters({}) is None


PLACE = st.tuples(st.integers(-4000, 4000), st.integers(-4000, 4000))


@st.composite
def landscape(draw) -> tuple[Waters, list, list]:
    heights = draw(st.lists(st.integers(-2000, 2000), min_size=4, max_size=4))
    line = [(-9000, 0), *zip((-3000, -1000, 1000, 3000), heights, strict=True), (9000, 0)]
    spots = draw(st.lists(st.integers(0, 18_000), max_size=3))
    shape = shapely.LineString(line)
    points = [bridge(*shape.interpolate(spot).coords[0], name=f"b{n}") for n, spot in enumerate(spots)]
    places = st.lists(PLACE, min_size=1, max_size=4, unique=True)
    return known([river(*line)], points), draw(places), draw(places)


@given(landscape())
def test_water_only_lengthens_and_is_the_same_in_both_directions(case):
    water, here, there = case
    with_water, without = km(cells(*here), offer(*there), water), km(cells(*here), offer(*there), None)
    reached = with_water > 0
    assert (with_water[reached] >= without[reached] * (1 - 1e-12)).all()
    back = km(cells(*there), offer(*here), water).T
    assert np.allclose(with_water, back)


@given(landscape())
def test_pairs_with_land_between_keep_their_distance(case):
    water, here, there = case
    with_water, without = km(cells(*here), offer(*there), water), km(cells(*here), offer(*there), None)
    grid = np.stack(np.meshgrid(np.arange(len(here)), np.arange(len(there)), indexing="ij"), axis=-1).reshape(-1, 2)
    dry = ~water.crossed(np.array(here, float)[grid[:, 0]], np.array(there, float)[grid[:, 1]])
    assert (with_water.ravel()[dry] == without.ravel()[dry]).all()


@given(landscape(), st.integers(-8900, 8900))
def test_one_more_overgang_never_makes_a_way_longer(case, x):
    water, here, there = case
    more = Waters(water.pieces, np.concatenate([water.nodes, [[x, 0.0]]]))
    before, after = km(cells(*here), offer(*there), water), km(cells(*here), offer(*there), more)
    assert (after[before > 0] <= before[before > 0] + 1e-9).all()


@given(landscape(), st.integers(0, 3))
def test_trying_nodes_one_by_one_finds_the_same_as_looking_at_all(case, tries):
    water, here, there = case
    pairs = tuple(grid.ravel() for grid in np.indices((len(here), len(there))))
    start, finish = np.array(here, float), np.array(there, float)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mapping.analysis.water.TRIES", tries)
        found = water.metres(start, finish, pairs, within_m=1e6)
    over = water.crossed(start[pairs[0]], finish[pairs[1]])
    ways = (
        water._to_nodes(start, 1e6)[:, None, :, None] + water.between + water._to_nodes(finish, 1e6)[None, :, None, :]
    )
    best = ways.min(axis=(2, 3), initial=np.inf).ravel()
    assert found[over] == pytest.approx(best[over])
    assert np.isfinite(found[~over]).all()


def test_shape_of_the_answer_is_that_of_the_pairs():
    water = known([WIDE], [bridge(0, 500)])
    none = (np.array([], int), np.array([], int))
    assert water.metres(np.zeros((1, 2)), np.ones((1, 2)), none, within_m=1).shape == (0,)
    assert isinstance(table("water", []), pd.DataFrame)
