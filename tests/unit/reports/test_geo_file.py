"""Shapes leave as GeoJSON in degrees and as a GeoPackage in RD New, both with what they say of themselves."""

import json

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from shapely.geometry import Point, Polygon

from mapping.reports.geo_file import geojson, geopackage

ABOUT = [("Bron", "CBS"), ("Let op", "voorbeeld")]
TOWER = Point(92_500, 437_500)


@pytest.fixture
def table() -> gpd.GeoDataFrame:
    """Return an area, drawn clockwise, and a row without a shape."""
    square = Polygon([(92_000, 437_000), (92_000, 438_000), (93_000, 438_000), (93_000, 437_000)])
    rows = {"naam": ["Zuid", "Noord"], "mensen": [12.0, None], "ja": pd.Series([True, None], dtype="boolean")}
    return gpd.GeoDataFrame(rows, geometry=[square, None], crs=28992)


def test_geojson_is_in_degrees_with_outer_rings_counterclockwise(table):
    read = json.loads(geojson(table, ABOUT))
    ring = Polygon(read["features"][0]["geometry"]["coordinates"][0])

    assert gpd.GeoSeries([TOWER], crs=28992).to_crs(4326).iloc[0].within(ring)
    assert ring.exterior.is_ccw


def test_geojson_keeps_rows_without_a_shape_and_missing_values_as_null(table):
    read = json.loads(geojson(table, ABOUT))

    assert [feature["geometry"] is None for feature in read["features"]] == [False, True]
    assert read["features"][0]["properties"]["mensen"] == 12
    assert read["features"][1]["properties"]["mensen"] is None
    assert read["verantwoording"] == dict(ABOUT)


def test_geojson_opens_in_a_gis(table, tmp_path):
    path = tmp_path / "uit.geojson"
    path.write_text(geojson(table, ABOUT), encoding="utf-8")

    read = gpd.read_file(path)

    assert list(read["naam"]) == ["Zuid", "Noord"]
    assert read.crs == 4326


def test_geopackage_has_the_table_in_rd_new_and_its_origin(table, tmp_path):
    path = tmp_path / "uit.gpkg"
    path.write_bytes(geopackage({"gaten": table}, ABOUT))

    assert set(pyogrio.list_layers(path)[:, 0]) == {"gaten", "verantwoording"}
    read = gpd.read_file(path, layer="gaten")
    assert read.crs == 28992
    assert read.geometry.iloc[0].equals(table.geometry.iloc[0])
    assert list(pyogrio.read_dataframe(path, layer="verantwoording").itertuples(index=False, name=None)) == ABOUT


def test_number_that_json_cannot_hold_is_text_and_a_shape_without_a_place_is_null():
    rows = {"a": [float("inf"), 1.5, 2.0]}
    table = gpd.GeoDataFrame(rows, geometry=[TOWER, Point(float("inf"), 0), Point()], crs=28992)

    read = json.loads(geojson(table, ABOUT))

    assert [feature["properties"]["a"] for feature in read["features"]] == ["inf", 1.5, 2]
    assert [feature["geometry"] is None for feature in read["features"]] == [False, True, True]


@pytest.mark.parametrize("shape", [TOWER, None])
def test_geopackage_takes_columns_with_names_that_it_uses_itself(shape, tmp_path):
    rows = pd.DataFrame({"fid": ["x"], "geom": ["y"], "Naam": ["=1+1"], "naam": ["z"]})
    table = rows if shape is None else gpd.GeoDataFrame(rows, geometry=[shape], crs=28992)
    path = tmp_path / "uit.gpkg"
    path.write_bytes(geopackage({"laag": table}, ABOUT))

    read = pyogrio.read_dataframe(path, layer="laag")

    assert read[["fid_", "geom_", "Naam", "naam_"]].iloc[0].tolist() == ["x", "y", "=1+1", "z"]
