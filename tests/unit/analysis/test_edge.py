"""Edge: the share of the reach outside the data; water and the rand are no outside."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from mapping.analysis.edge import EDGE_SHARE, at_the_edge, share_outside
from mapping.analysis.gaps import gap_table
from mapping.analysis.population import cell_frame
from mapping.analysis.settings import ReachSettings
from mapping.model import RD_NEW, Gebiedsniveau
from tests.unit.analysis.small_region import calculate, initiatief, offered, small_region, table

SETTINGS = ReachSettings()
RADIUS_M = SETTINGS.country_km * 1000 / SETTINGS.factor
HALF = shapely.box(-50_000, -50_000, 0, 50_000)
"""Land west of x = 0 only."""


def cells(*x: float, people: float = 100) -> gpd.GeoDataFrame:
    rows = {"stedelijkheid": pd.array([5] * len(x), dtype="Int64"), "inwoners": people, "gebiedcode": "WK000101"}
    return gpd.GeoDataFrame(rows, geometry=[shapely.Point(at, 0) for at in x], crs=RD_NEW)


def tables(area=HALF, **others: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {"gebied": gpd.GeoDataFrame({"gebiedcode": ["WK000101"]}, geometry=[area], crs=RD_NEW), **others}


def sea(breedte_m: float) -> pd.DataFrame:
    line = shapely.LineString([(breedte_m / 2, -50_000), (breedte_m / 2, 50_000)])
    return table("water", [{"water": "zee", "naam": "zee", "breedte_m": breedte_m, "geometry": line}])


def rand(*points: tuple[float, float], area_km2: float) -> pd.DataFrame:
    rows = [
        {"gebiedcode": f"WK0009{n:02}", "pc4": "2001", "inwoners": 5, "area_km2": area_km2, "gemeentecode": "GM0009",
         "stedelijkheid": 5, "gebied_inwoners": 500, "geometry": shapely.Point(point)}
        for n, point in enumerate(points)
    ]  # fmt: skip
    return table("rand", rows)


def test_at_the_border_half_of_the_reach_lies_outside():
    assert share_outside(tables(), cells(0), settings=SETTINGS)[0] == pytest.approx(0.5, abs=0.05)


def test_deep_inside_nothing_lies_outside():
    assert share_outside(tables(), cells(-2 * RADIUS_M), settings=SETTINGS).tolist() == [0.0]


def test_a_town_reaches_less_far_and_so_less_over_the_border():
    town = cells(-3000).assign(stedelijkheid=pd.array([1], dtype="Int64"))
    assert share_outside(tables(), town, settings=SETTINGS)[0] == 0
    assert share_outside(tables(), cells(-3000), settings=SETTINGS)[0] > 0


def test_the_sea_is_not_outside():
    assert share_outside(tables(water=sea(20_000)), cells(0), settings=SETTINGS)[0] == 0
    narrow = share_outside(tables(water=sea(2000)), cells(0), settings=SETTINGS)[0]
    assert 0.2 < narrow < 0.45


def test_cellen_of_the_rand_are_not_outside():
    grid = [(x, y) for x in range(1000, 13_000, 2000) for y in range(-13_000, 14_000, 2000)]
    assert share_outside(tables(rand=rand(*grid, area_km2=4.0)), cells(0), settings=SETTINGS)[0] == 0


def test_a_gebied_is_marked_above_a_quarter_weighted_by_people():
    both = cells(0, -2 * RADIUS_M)  # half outside, and nothing
    edge = at_the_edge(tables(), both, both["gebiedcode"], settings=SETTINGS)
    assert EDGE_SHARE == 0.25
    assert not edge["WK000101"]  # 50% of half of the people is not more than a quarter
    crowded = both.assign(inwoners=[300.0, 100.0])
    assert at_the_edge(tables(), crowded, crowded["gebiedcode"], settings=SETTINGS)["WK000101"]


def test_a_gebied_without_people_counts_its_cellen_alike():
    empty = cells(0, 0, people=0.0)
    assert at_the_edge(tables(), empty, empty["gebiedcode"], settings=SETTINGS)["WK000101"]


def test_the_gap_table_marks_the_gebieden_at_the_edge():
    region = small_region(**offered(initiatief("a", capaciteit_pj=5)))
    inside = gap_table(calculate(region), region, Gebiedsniveau.WIJK, together=True)
    assert not inside["rand"].any()
    west = region["gebied"].set_geometry([shapely.box(-50_000, -50_000, 11_500, 50_000)] * 3, crs=RD_NEW)
    bounded = region | {"gebied": west}
    found = gap_table(calculate(bounded), bounded, Gebiedsniveau.WIJK, together=True)
    assert found.groupby("gebiedcode")["rand"].first().tolist() == [False, False, True]


def test_on_the_real_map_only_the_border_with_belgium_is_an_edge(real):
    """The sea, the Delta and the rand are known; beyond Zundert, Nispen, Huijbergen and Putte lies land without data."""
    cellen = cell_frame(real.tables["cel"], real.tables["gebied"])
    edge = at_the_edge(real.tables, cellen, cellen["gebiedcode"], settings=SETTINGS)
    names = real.tables["gebied"].set_index("gebiedcode")["gebiednaam"]
    found = names[edge[edge].index].str.replace(r"^Wijk \d\d ", "", regex=True)
    assert set(found) == {"Zundert", "Wernhout", "Achtmaal", "Nispen", "Huijbergen", "Putte"}
