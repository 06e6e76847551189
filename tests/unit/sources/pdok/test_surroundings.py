"""Where a point lies in a region, and the point that stands for a postcode."""

import pytest
from shapely import Point

from mapping.sources.pdok.surroundings import Surroundings
from tests.conftest import Built


@pytest.fixture
def region(made: Built) -> Surroundings:
    return Surroundings(made.tables)


def test_point_lies_in_the_gebied_of_its_outline(region):
    assert region.gebied_at(100_500, 430_500) == "WK900100"
    assert region.gebied_at(104_500, 430_500) == "WK9001A1"
    assert region.gebied_at(0, 400_000) == ""


def test_point_on_a_border_has_one_gebied_each_time_the_same(region):
    assert region.gebied_at(101_500, 430_500) == "WK900100"


def test_point_of_a_postcode_is_the_mean_of_its_cellen_by_people(region, made):
    cells = made.tables["cel"][made.tables["cel"]["pc4"] == "1002"]
    share = cells["inwoners"] / cells["inwoners"].sum()
    point = region.postcode_point("1002")
    assert point.x == pytest.approx((cells.geometry.x * share).sum())
    assert point.gebieden == ("WK900100", "WK900101")
    assert point.bron == made.tables["postcode"]["bron"].iloc[0]


def test_point_of_every_postcode_lies_in_its_area(region, made):
    areas = made.tables["postcode"].set_index("pc4").geometry
    for pc4, area in areas.items():
        if not area.is_empty:
            point = region.postcode_point(pc4)
            assert area.covers(Point(point.x, point.y)), pc4


def test_postcode_without_people_still_has_a_point_and_no_gebieden(made):
    tables = dict(made.tables)
    tables["cel"] = tables["cel"].assign(inwoners=0.0)
    point = Surroundings(tables).postcode_point("1002")
    assert point.gebieden == ()


def test_postcode_outside_the_region_has_none(region):
    assert region.postcode_point("9999") is None


def test_mean_that_falls_outside_the_area_becomes_a_point_inside(made):
    tables = dict(made.tables)
    moved = tables["cel"].copy()
    moved["geometry"] = moved.geometry.translate(50_000, 0)
    tables["cel"] = moved
    point = Surroundings(tables).postcode_point("1002")
    (area,) = made.tables["postcode"].loc[made.tables["postcode"]["pc4"] == "1002"].geometry
    assert area.covers(Point(point.x, point.y))
