"""Outlines of PDOK: pages, water, degrees, boxes, and what happens when the answer is another one."""

import geopandas as gpd
import pytest
import shapely

from mapping.errors import SourceAbsent, SourceError, TableError
from mapping.model import RD_NEW, Gebiedsniveau
from mapping.sources.official.pdok_areas import boxes_around, read_areas
from tests.loopback import json_reply, loopback
from tests.unit.sources.official.made_world import YEAR, archive_of, made_world, served

WIJKEN = f"/pdok/wijken-en-buurten-{YEAR}/ogc/v1/collections/wijken/items"


def read(world, folder, **options):
    with served(world) as server:
        archive = archive_of(server, folder, **options)
        return read_areas(archive, YEAR, Gebiedsniveau.WIJK), archive, server


def test_all_pages_are_read_each_code_once_and_water_is_no_gebied(tmp_path):
    world = made_world()
    world.page = 3
    table, archive, _server = read(world, tmp_path)
    assert len(table) == 20
    assert table["wijkcode"].is_unique
    assert "WK900199" not in set(table["wijkcode"])
    assert len(archive.used) == 7
    assert table.crs == RD_NEW


def test_degrees_become_metres_in_the_same_place(tmp_path):
    world = made_world()
    metres, *_rest = read(world, tmp_path / "m")
    world.degrees = True
    degrees, *_rest = read(world, tmp_path / "d")
    assert degrees.crs == RD_NEW
    shared = shapely.area(shapely.intersection(metres.geometry.to_numpy(), degrees.geometry.to_numpy()))
    assert shared / metres.area.to_numpy() == pytest.approx(1.0, abs=1e-3)


def test_only_gebieden_in_the_box_are_asked(tmp_path):
    world = made_world()
    every, *_rest = read(world, tmp_path / "all")
    corner = tuple(every.loc[every["wijkcode"] == "WK900100"].buffer(-10).total_bounds)
    with served(world) as server:
        table = read_areas(archive_of(server, tmp_path / "box"), YEAR, Gebiedsniveau.WIJK, [corner])
    assert list(table["wijkcode"]) == ["WK900100"]


def test_code_under_another_name_is_a_sentence_about_the_column(tmp_path):
    world = made_world()
    world.areas[YEAR, "wijken"] = world.areas[YEAR, "wijken"].rename(columns={"wijkcode": "code_wijk"})
    with pytest.raises(TableError, match=r"wijkcode.*De kolom ontbreekt"):
        read(world, tmp_path)


def test_year_that_is_not_there_is_a_sentence(tmp_path):
    world = made_world()
    with served(world) as server, pytest.raises(SourceAbsent, match=r"wijken 2031.*Kies een ander jaar"):
        read_areas(archive_of(server, tmp_path), "2031", Gebiedsniveau.WIJK)


@pytest.mark.parametrize(
    "page",
    [
        {"type": "FeatureCollection"},
        {"features": "none"},
        {"features": [{"properties": {}, "geometry": {"type": "Polygon", "coordinates": "?"}}]},
    ],
)
def test_answer_of_another_shape_is_a_sentence(tmp_path, page):
    with loopback({WIJKEN: json_reply(page)}) as server, pytest.raises(SourceError, match=r"andere vorm|niet te lezen"):
        read_areas(archive_of(server, tmp_path), YEAR, Gebiedsniveau.WIJK)


def test_pages_that_go_round_are_left(tmp_path):
    with loopback({}) as server:
        link = {"rel": "next", "href": f"{server.base}{WIJKEN}?offset=1"}
        server.script[WIJKEN] = json_reply({"features": [], "links": [link]})
        with pytest.raises(SourceError, match="geen einde"):
            read_areas(archive_of(server, tmp_path), YEAR, Gebiedsniveau.WIJK)


def test_next_page_on_another_server_is_not_asked(tmp_path):
    link = {"rel": "next", "href": "https://elders.example/items"}
    page = json_reply({"features": [], "links": [link]})
    with loopback({WIJKEN: page}) as server, pytest.raises(SourceError, match=r"elders\.example"):
        read_areas(archive_of(server, tmp_path), YEAR, Gebiedsniveau.WIJK)


def test_boxes_are_one_around_neighbours_and_apart_for_far_gemeenten():
    near = gpd.GeoSeries([shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)], crs=RD_NEW)
    far = gpd.GeoSeries([shapely.box(0, 0, 1000, 1000), shapely.box(200_000, 90_000, 201_000, 91_000)], crs=RD_NEW)
    assert boxes_around(near, 1.0) == [(-1000, -1000, 3000, 2000)]
    assert len(boxes_around(far, 10.0)) == 2
