"""Schematic outlines: each place the middle of its own piece, pieces that share their borders, and no real border."""

import geopandas as gpd
import pytest
import shapely
from shapely import Point, box

from mapping.model import RD_NEW
from mapping.sources.schematic import CLOSING_M, REACH_M, mask, outlines


def places(*points: tuple[float, float], index=None) -> gpd.GeoSeries:
    return gpd.GeoSeries([Point(*at) for at in points], index=index, crs=RD_NEW)


def test_border_is_halfway_between_two_places():
    found = outlines(places((1000, 1000), (3000, 1000)), box(0, 0, 4000, 2000))
    assert found.iloc[0].equals(box(0, 0, 2000, 2000))
    assert found.iloc[1].equals(box(2000, 0, 4000, 2000))


def test_outlines_come_in_the_order_and_with_the_index_of_the_places():
    points = places((3000, 1000), (1000, 1000), (2000, 5000), index=["c", "a", "b"])
    found = outlines(points, box(0, 0, 4000, 6000))
    assert found.index.tolist() == ["c", "a", "b"]
    assert found.crs == RD_NEW
    assert all(outline.contains(point) for outline, point in zip(found, points, strict=True))


def test_outlines_cover_the_area_and_share_their_borders():
    points = places((1000, 1000), (3000, 1500), (2000, 3000), (4000, 4000), (2500, 2500))
    area = mask(points)
    found = outlines(points, area)
    assert shapely.coverage_is_valid(found.to_numpy())
    assert found.area.sum() == pytest.approx(area.area, rel=1e-3)


def test_two_places_on_one_spot_are_refused():
    with pytest.raises(ValueError, match="same coordinates"):
        outlines(places((0, 0), (5, 5), (0, 0)), box(-10, -10, 10, 10))


def test_mask_holds_every_place_well_inside():
    points = places((0, 0), (2000, 0), (40_000, 0))
    drawn = mask(points)
    # simplifying takes off 50 m at most
    assert all(drawn.buffer(-(REACH_M - 100)).buffer(1).contains(point) for point in points)
    assert drawn.geom_type == "MultiPolygon"  # the far place is an island


def test_mask_has_no_holes():
    ring = places(*((12_000 * x, 12_000 * y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))))
    near = places(*((6000 * x, 6000 * y) for x in range(4) for y in range(4) if (x, y) not in ((1, 1), (2, 2))))
    for points in (ring, near):
        assert all(not shapely.get_num_interior_rings(part) for part in shapely.get_parts(mask(points)))
    assert CLOSING_M < REACH_M
